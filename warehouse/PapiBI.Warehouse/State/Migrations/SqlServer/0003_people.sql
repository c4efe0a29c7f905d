-- Who uses the portal, and what they did there.

-- Grain: a person with an account. Disabled ones stay, so that what they did keeps their name.
create table person (
    person_id bigint not null,
    login nvarchar(100) not null,
    -- The login as it is looked for: composed, in lower case.
    login_key nvarchar(100) collate Latin1_General_BIN2 not null,
    name nvarchar(200) not null,
    role varchar(10) collate Latin1_General_BIN2 not null,
    -- Salted and slow; null where a provider vouches for the person, or no password is chosen yet.
    password_hash varchar(400) collate Latin1_General_BIN2,
    issuer nvarchar(400) collate Latin1_General_BIN2,
    subject nvarchar(255) collate Latin1_General_BIN2,
    failed_count integer not null,
    failed_at char(24) collate Latin1_General_BIN2,
    locked_until char(24) collate Latin1_General_BIN2,
    created_at char(24) collate Latin1_General_BIN2 not null,
    changed_at char(24) collate Latin1_General_BIN2 not null,
    disabled_at char(24) collate Latin1_General_BIN2,
    constraint pk_person primary key (person_id),
    constraint uq_person_login unique (login_key),
    constraint ck_person_role check (role in ('viewer', 'analyst', 'steward', 'admin')),
    constraint ck_person_external check ((issuer is null and subject is null) or (issuer is not null and subject is not null)),
    constraint ck_person_password check (issuer is null or password_hash is null)
);
create unique index person_subject on person (issuer, subject) where subject is not null;

-- Grain: a province whose plans a person may read; '*' for all of them.
create table person_plan_right (
    person_id bigint not null,
    province_code varchar(10) collate Latin1_General_BIN2 not null,
    constraint pk_person_plan_right primary key (person_id, province_code)
);

-- Grain: a time somebody signed in. The key is the browser's alone; here is its hash.
create table person_session (
    session_hash char(64) collate Latin1_General_BIN2 not null,
    person_id bigint not null,
    -- From where and with what, so that people know their own.
    address varchar(64) collate Latin1_General_BIN2 not null,
    agent nvarchar(200) not null,
    created_at char(24) collate Latin1_General_BIN2 not null,
    last_seen_at char(24) collate Latin1_General_BIN2 not null,
    expires_at char(24) collate Latin1_General_BIN2 not null,
    revoked_at char(24) collate Latin1_General_BIN2,
    constraint pk_person_session primary key (session_hash)
);
create index person_session_by_person on person_session (person_id);

-- Grain: something somebody did, tried or was shown. Rows are added, never changed, never removed: no role of ours is granted more.
create table audit_entry (
    audit_id bigint not null,
    at char(24) collate Latin1_General_BIN2 not null,
    person_id bigint,
    login nvarchar(100) not null,
    address varchar(64) collate Latin1_General_BIN2 not null,
    action varchar(40) collate Latin1_General_BIN2 not null,
    subject nvarchar(max) not null,
    detail nvarchar(max) not null,
    constraint pk_audit_entry primary key (audit_id)
);

-- Grain: a secret that opens one thing once: the first account, or the choice of a password. Here is its hash.
create table one_time_secret (
    secret_hash char(64) collate Latin1_General_BIN2 not null,
    purpose varchar(10) collate Latin1_General_BIN2 not null,
    person_id bigint,
    created_at char(24) collate Latin1_General_BIN2 not null,
    expires_at char(24) collate Latin1_General_BIN2 not null,
    used_at char(24) collate Latin1_General_BIN2,
    constraint pk_one_time_secret primary key (secret_hash),
    constraint ck_one_time_secret_purpose check (purpose in ('setup', 'password'))
);
