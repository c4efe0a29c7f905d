-- What the service itself must remember. Times are UTC, written "2026-11-25T03:00:00.000Z" so that they sort as text.
-- Texts that keys are made of compare by their bytes (BIN2), as they do on SQLite, and are no longer than a key may be.

-- Who is at work. What a worker has taken is its own for as long as it is alive: seen_at is not in the future and alive_until is.
create table worker (
    worker_id nvarchar(200) collate Latin1_General_BIN2 not null,
    version nvarchar(100) not null,
    started_at char(24) collate Latin1_General_BIN2 not null,
    seen_at char(24) collate Latin1_General_BIN2 not null,
    alive_until char(24) collate Latin1_General_BIN2 not null,
    constraint pk_worker primary key (worker_id)
);

-- Grain: a thing that only one worker may use at a time, while it does: the warehouse, planning, the operator's mail.
create table lease (
    lease varchar(40) collate Latin1_General_BIN2 not null,
    worker_id nvarchar(200) collate Latin1_General_BIN2 not null,
    taken_at char(24) collate Latin1_General_BIN2 not null,
    constraint pk_lease primary key (lease)
);

-- Grain: a time a job found something to do. Without ended_at it is running, or its worker died.
create table run (
    run_id bigint not null,
    job varchar(40) collate Latin1_General_BIN2 not null,
    worker_id nvarchar(200) collate Latin1_General_BIN2 not null,
    started_at char(24) collate Latin1_General_BIN2 not null,
    ended_at char(24) collate Latin1_General_BIN2,
    outcome varchar(10) collate Latin1_General_BIN2 not null,
    constraint pk_run primary key (run_id),
    constraint ck_run_outcome check (outcome in ('running', 'done', 'refused', 'failed', 'stopped', 'abandoned'))
);
create index run_by_outcome on run (outcome);

-- Grain: one thing a run did: loaded a file, published, decided an occasion, rendered a report, handed mails over.
create table run_step (
    run_id bigint not null,
    step_no integer not null,
    step varchar(40) collate Latin1_General_BIN2 not null,
    subject nvarchar(max) collate Latin1_General_BIN2 not null,
    rows_in integer not null,
    rows_out integer not null,
    rows_refused integer not null,
    started_at char(24) collate Latin1_General_BIN2 not null,
    duration_ms bigint not null,
    outcome varchar(10) collate Latin1_General_BIN2 not null,
    cause_vi nvarchar(max) not null,
    cause_en nvarchar(max) not null,
    reported_at char(24) collate Latin1_General_BIN2,
    constraint pk_run_step primary key (run_id, step_no),
    constraint ck_run_step_outcome check (outcome in ('done', 'refused', 'failed'))
);

-- Grain: a file of the inbox as it was when it was last taken up. A file that was changed since is taken up anew.
create table inbox_file (
    -- Of a path that is too long for a key, its hash.
    path nvarchar(450) collate Latin1_General_BIN2 not null,
    size bigint not null,
    modified_at char(24) collate Latin1_General_BIN2 not null,
    -- How often it was taken up without an end: its worker died of it, or with it.
    begun integer not null,
    -- Blank as long as it has no end.
    outcome varchar(10) collate Latin1_General_BIN2 not null,
    begun_at char(24) collate Latin1_General_BIN2 not null,
    constraint pk_inbox_file primary key (path),
    constraint ck_inbox_file_outcome check (outcome in ('', 'loaded', 'refused'))
);

-- Grain: a subscription. Removed ones stay, so that their deliveries keep their name; a name is free again once removed.
create table subscription (
    subscription_id bigint not null,
    name nvarchar(200) collate Latin1_General_BIN2 not null,
    report varchar(100) collate Latin1_General_BIN2 not null,
    parameters nvarchar(max) collate Latin1_General_BIN2 not null,
    language varchar(2) collate Latin1_General_BIN2 not null,
    on_index nvarchar(100) collate Latin1_General_BIN2,
    cron nvarchar(1000) collate Latin1_General_BIN2,
    time_zone varchar(100) collate Latin1_General_BIN2 not null,
    missed varchar(10) collate Latin1_General_BIN2 not null,
    is_paused integer not null,
    changed_at char(24) collate Latin1_General_BIN2 not null,
    removed_at char(24) collate Latin1_General_BIN2,
    -- Scheduled instants and releases up to here have been decided; moved forward only, so that nothing is decided twice.
    decided_until char(24) collate Latin1_General_BIN2 not null,
    decided_release integer not null,
    constraint pk_subscription primary key (subscription_id),
    constraint ck_subscription_language check (language in ('vi', 'en')),
    constraint ck_subscription_missed check (missed in ('catch-up', 'latest', 'skip')),
    constraint ck_subscription_is_paused check (is_paused in (0, 1)),
    constraint ck_subscription_trigger check ((on_index is null and cron is not null) or (on_index is not null and cron is null))
);
create unique index subscription_name on subscription (name) where removed_at is null;

create table subscription_recipient (
    subscription_id bigint not null,
    recipient_no integer not null,
    address nvarchar(254) collate Latin1_General_BIN2 not null,
    name nvarchar(400) not null,
    greeting nvarchar(1000) not null,
    -- Where each province's report goes to a list of its own: the province, as written; blank elsewhere.
    province nvarchar(200) collate Latin1_General_BIN2 not null,
    constraint pk_subscription_recipient primary key (subscription_id, recipient_no),
    constraint uq_subscription_recipient unique (subscription_id, address, province)
);

-- Grain: a release or a scheduled instant of a subscription, and what was decided of it.
create table occasion (
    subscription_id bigint not null,
    occasion nvarchar(200) collate Latin1_General_BIN2 not null,
    decided_at char(24) collate Latin1_General_BIN2 not null,
    outcome varchar(10) collate Latin1_General_BIN2 not null,
    deliveries integer not null,
    reason_vi nvarchar(max) not null,
    reason_en nvarchar(max) not null,
    constraint pk_occasion primary key (subscription_id, occasion),
    constraint ck_occasion_outcome check (outcome in ('planned', 'skipped', 'refused'))
);

-- Grain: one report for one recipient on one occasion, once.
create table delivery (
    delivery_id bigint not null,
    delivery_key varchar(32) collate Latin1_General_BIN2 not null,
    subscription_id bigint not null,
    occasion nvarchar(200) collate Latin1_General_BIN2 not null,
    address nvarchar(254) collate Latin1_General_BIN2 not null,
    name nvarchar(400) not null,
    greeting nvarchar(1000) not null,
    province nvarchar(200) collate Latin1_General_BIN2 not null,
    report varchar(100) collate Latin1_General_BIN2 not null,
    parameters nvarchar(max) collate Latin1_General_BIN2 not null,
    language varchar(2) collate Latin1_General_BIN2 not null,
    release_id integer not null,
    release_file nvarchar(260) not null,
    state varchar(10) collate Latin1_General_BIN2 not null,
    worker_id nvarchar(200) collate Latin1_General_BIN2,
    attempts integer not null,
    -- How often its worker died while it made the report.
    crashes integer not null,
    -- How often a mail was handed over without anybody knowing what became of it.
    unknowns integer not null,
    next_attempt_at char(24) collate Latin1_General_BIN2 not null,
    reason_vi nvarchar(max) not null,
    reason_en nvarchar(max) not null,
    created_at char(24) collate Latin1_General_BIN2 not null,
    ended_at char(24) collate Latin1_General_BIN2,
    reported_at char(24) collate Latin1_General_BIN2,
    constraint pk_delivery primary key (delivery_id),
    constraint uq_delivery_key unique (delivery_key),
    constraint uq_delivery_once unique (subscription_id, occasion, address, province),
    constraint ck_delivery_state check (state in ('due', 'claimed', 'handing', 'sent', 'refused', 'given up', 'unknown', 'cancelled'))
);
create index delivery_by_state on delivery (state, next_attempt_at);
