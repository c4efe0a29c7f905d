-- Grain: a refused file as its bytes and faults make it, and somebody who is mailed that there is something to mend. Kept for good, so that nobody is mailed twice.
create table mending_mail (
    mail_key text not null primary key,
    file_name text not null,
    address text not null,
    language text not null,
    subject text not null,
    html text not null,
    plain_text text not null,
    copy_name text,
    -- The marked copy as it was then; null once it is no longer needed.
    copy blob,
    state text not null check (state in ('due', 'handing', 'sent', 'refused', 'given up', 'unknown')),
    worker_id text,
    attempts integer not null,
    next_attempt_at text not null,
    created_at text not null,
    ended_at text
);
create index mending_mail_by_state on mending_mail (state, next_attempt_at);
