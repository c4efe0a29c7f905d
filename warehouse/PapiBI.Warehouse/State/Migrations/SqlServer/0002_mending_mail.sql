-- Grain: a refused file as its bytes and faults make it, and somebody who is mailed that there is something to mend. Kept for good, so that nobody is mailed twice.
create table mending_mail (
    mail_key varchar(64) collate Latin1_General_BIN2 not null,
    file_name nvarchar(max) not null,
    address nvarchar(254) collate Latin1_General_BIN2 not null,
    language varchar(2) collate Latin1_General_BIN2 not null,
    subject nvarchar(max) not null,
    html nvarchar(max) not null,
    plain_text nvarchar(max) not null,
    copy_name nvarchar(max),
    -- The marked copy as it was then; null once it is no longer needed.
    copy varbinary(max),
    state varchar(10) collate Latin1_General_BIN2 not null,
    worker_id nvarchar(200) collate Latin1_General_BIN2,
    attempts integer not null,
    next_attempt_at char(24) collate Latin1_General_BIN2 not null,
    created_at char(24) collate Latin1_General_BIN2 not null,
    ended_at char(24) collate Latin1_General_BIN2,
    constraint pk_mending_mail primary key (mail_key),
    constraint ck_mending_mail_state check (state in ('due', 'handing', 'sent', 'refused', 'given up', 'unknown'))
);
create index mending_mail_by_state on mending_mail (state, next_attempt_at);
