-- What somebody's server asks of the worker.

-- Grain: a time a site's server asked that the inbox be loaded and published at once.
create table refresh_request (
    -- Public: it stands in the address of its status.
    refresh_id varchar(36) collate Latin1_General_BIN2 not null,
    dataset varchar(40) collate Latin1_General_BIN2 not null,
    site_id varchar(12) collate Latin1_General_BIN2 not null,
    key_id varchar(12) collate Latin1_General_BIN2 not null,
    asked_at char(24) collate Latin1_General_BIN2 not null,
    -- How often a worker began it; of those before the last, its worker died.
    begun integer not null,
    worker_id nvarchar(200) collate Latin1_General_BIN2,
    taken_at char(24) collate Latin1_General_BIN2,
    -- What was done, step by step.
    run_id bigint,
    ended_at char(24) collate Latin1_General_BIN2,
    outcome varchar(10) collate Latin1_General_BIN2 not null,
    -- That came of it; null: none.
    release_id integer,
    cause_vi nvarchar(max) not null,
    cause_en nvarchar(max) not null,
    constraint pk_refresh_request primary key (refresh_id),
    constraint ck_refresh_request_outcome check (outcome in ('waiting', 'running', 'done', 'refused', 'failed', 'abandoned'))
);

-- One at a time is not over.
create unique index refresh_request_one on refresh_request (dataset) where ended_at is null;
