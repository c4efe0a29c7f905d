-- What the service itself must remember. Times are UTC, written "2026-11-25T03:00:00.000Z" so that they sort as text.

-- Who is at work. What a worker has taken is its own for as long as it is alive: seen_at is not in the future and alive_until is.
create table worker (
    worker_id text not null primary key,
    version text not null,
    started_at text not null,
    seen_at text not null,
    alive_until text not null
);

-- Grain: a thing that only one worker may use at a time, while it does: the warehouse, planning, the operator's mail.
create table lease (
    lease text not null primary key,
    worker_id text not null,
    taken_at text not null
);

-- Grain: a time a job found something to do. Without ended_at it is running, or its worker died.
create table run (
    run_id integer not null primary key,
    job text not null,
    worker_id text not null,
    started_at text not null,
    ended_at text,
    outcome text not null check (outcome in ('running', 'done', 'refused', 'failed', 'stopped', 'abandoned'))
);
create index run_by_outcome on run (outcome);

-- Grain: one thing a run did: loaded a file, published, decided an occasion, rendered a report, handed mails over.
create table run_step (
    run_id integer not null,
    step_no integer not null,
    step text not null,
    subject text not null,
    rows_in integer not null,
    rows_out integer not null,
    rows_refused integer not null,
    started_at text not null,
    duration_ms integer not null,
    outcome text not null check (outcome in ('done', 'refused', 'failed')),
    cause_vi text not null,
    cause_en text not null,
    reported_at text,
    primary key (run_id, step_no)
);

-- Grain: a file of the inbox as it was when it was last taken up. A file that was changed since is taken up anew.
create table inbox_file (
    path text not null primary key,
    size integer not null,
    modified_at text not null,
    -- How often it was taken up without an end: its worker died of it, or with it.
    begun integer not null,
    -- Blank as long as it has no end.
    outcome text not null check (outcome in ('', 'loaded', 'refused')),
    begun_at text not null
);

-- Grain: a subscription. Removed ones stay, so that their deliveries keep their name; a name is free again once removed.
create table subscription (
    subscription_id integer not null primary key,
    name text not null,
    report text not null,
    parameters text not null,
    language text not null check (language in ('vi', 'en')),
    on_index text,
    cron text,
    time_zone text not null,
    missed text not null check (missed in ('catch-up', 'latest', 'skip')),
    is_paused integer not null check (is_paused in (0, 1)),
    changed_at text not null,
    removed_at text,
    -- Scheduled instants and releases up to here have been decided; moved forward only, so that nothing is decided twice.
    decided_until text not null,
    decided_release integer not null,
    check ((on_index is null) <> (cron is null))
);
create unique index subscription_name on subscription (name) where removed_at is null;

create table subscription_recipient (
    subscription_id integer not null,
    recipient_no integer not null,
    address text not null,
    name text not null,
    greeting text not null,
    -- Where each province's report goes to a list of its own: the province, as written; blank elsewhere.
    province text not null,
    primary key (subscription_id, recipient_no),
    unique (subscription_id, address, province)
);

-- Grain: a release or a scheduled instant of a subscription, and what was decided of it.
create table occasion (
    subscription_id integer not null,
    occasion text not null,
    decided_at text not null,
    outcome text not null check (outcome in ('planned', 'skipped', 'refused')),
    deliveries integer not null,
    reason_vi text not null,
    reason_en text not null,
    primary key (subscription_id, occasion)
);

-- Grain: one report for one recipient on one occasion, once.
create table delivery (
    delivery_id integer not null primary key,
    delivery_key text not null unique,
    subscription_id integer not null,
    occasion text not null,
    address text not null,
    name text not null,
    greeting text not null,
    province text not null,
    report text not null,
    parameters text not null,
    language text not null,
    release_id integer not null,
    release_file text not null,
    state text not null check (state in ('due', 'claimed', 'handing', 'sent', 'refused', 'given up', 'unknown', 'cancelled')),
    worker_id text,
    attempts integer not null,
    -- How often its worker died while it made the report.
    crashes integer not null,
    -- How often a mail was handed over without anybody knowing what became of it.
    unknowns integer not null,
    next_attempt_at text not null,
    reason_vi text not null,
    reason_en text not null,
    created_at text not null,
    ended_at text,
    reported_at text,
    unique (subscription_id, occasion, address, province)
);
create index delivery_by_state on delivery (state, next_attempt_at);
