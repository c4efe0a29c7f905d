-- What somebody's server asks of the worker.

-- Grain: a time a site's server asked that the inbox be loaded and published at once.
create table refresh_request (
    -- Public: it stands in the address of its status.
    refresh_id text not null primary key,
    dataset text not null,
    site_id text not null,
    key_id text not null,
    asked_at text not null,
    -- How often a worker began it; of those before the last, its worker died.
    begun integer not null,
    worker_id text,
    taken_at text,
    -- What was done, step by step.
    run_id integer,
    ended_at text,
    outcome text not null check (outcome in ('waiting', 'running', 'done', 'refused', 'failed', 'abandoned')),
    -- That came of it; null: none.
    release_id integer,
    cause_vi text not null,
    cause_en text not null
);

-- One at a time is not over.
create unique index refresh_request_one on refresh_request (dataset) where ended_at is null;
