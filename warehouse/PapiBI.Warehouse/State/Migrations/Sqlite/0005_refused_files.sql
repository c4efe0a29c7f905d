-- What is wrong with the files of the inbox that were refused, so that whoever looks after them need not open the warehouse.

-- Grain: a file of the inbox that was refused and not loaded since, as it was the last time.
create table refused_file (
    refused_id integer not null primary key,
    path text not null unique,
    file_name text not null,
    file_sha256 text not null,
    -- "scores", "plan"; null: nobody knows what it is. What a plan holds is not for everybody who looks after files.
    kind text,
    -- All of them, also those beyond what is kept below.
    n_issues integer not null,
    -- The marked copy in the folder of refused files, and what it must be to be this one's.
    copy_name text,
    copy_sha256 text,
    refused_at text not null
);

-- Grain: one thing wrong with a refused file.
create table refused_issue (
    refused_id integer not null,
    issue_no integer not null,
    code text not null,
    is_warning integer not null check (is_warning in (0, 1)),
    sheet text not null,
    place text not null,
    message_vi text not null,
    message_en text not null,
    primary key (refused_id, issue_no)
);
