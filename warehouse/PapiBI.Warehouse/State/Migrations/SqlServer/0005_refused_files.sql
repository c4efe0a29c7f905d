-- What is wrong with the files of the inbox that were refused, so that whoever looks after them need not open the warehouse.

-- Grain: a file of the inbox that was refused and not loaded since, as it was the last time.
create table refused_file (
    refused_id bigint not null,
    path nvarchar(450) collate Latin1_General_BIN2 not null,
    file_name nvarchar(max) not null,
    file_sha256 varchar(64) collate Latin1_General_BIN2 not null,
    -- "scores", "plan"; null: nobody knows what it is. What a plan holds is not for everybody who looks after files.
    kind varchar(20) collate Latin1_General_BIN2,
    -- All of them, also those beyond what is kept below.
    n_issues integer not null,
    -- The marked copy in the folder of refused files, and what it must be to be this one's.
    copy_name nvarchar(max),
    copy_sha256 varchar(64) collate Latin1_General_BIN2,
    refused_at char(24) collate Latin1_General_BIN2 not null,
    constraint pk_refused_file primary key (refused_id),
    constraint uq_refused_file_path unique (path)
);

-- Grain: one thing wrong with a refused file.
create table refused_issue (
    refused_id bigint not null,
    issue_no integer not null,
    code varchar(100) collate Latin1_General_BIN2 not null,
    is_warning integer not null,
    sheet nvarchar(max) not null,
    place nvarchar(max) not null,
    message_vi nvarchar(max) not null,
    message_en nvarchar(max) not null,
    constraint pk_refused_issue primary key (refused_id, issue_no),
    constraint ck_refused_issue_is_warning check (is_warning in (0, 1))
);
