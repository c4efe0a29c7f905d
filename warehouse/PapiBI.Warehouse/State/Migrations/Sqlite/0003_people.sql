-- Who uses the portal, and what they did there.

-- Grain: a person with an account. Disabled ones stay, so that what they did keeps their name.
create table person (
    person_id integer not null primary key,
    login text not null,
    -- The login as it is looked for: composed, in lower case.
    login_key text not null unique,
    name text not null,
    role text not null check (role in ('viewer', 'analyst', 'steward', 'admin')),
    -- Salted and slow; null where a provider vouches for the person, or no password is chosen yet.
    password_hash text,
    issuer text,
    subject text,
    failed_count integer not null,
    failed_at text,
    locked_until text,
    created_at text not null,
    changed_at text not null,
    disabled_at text,
    check ((issuer is null) = (subject is null)),
    check (issuer is null or password_hash is null)
);
create unique index person_subject on person (issuer, subject) where subject is not null;

-- Grain: a province whose plans a person may read; '*' for all of them.
create table person_plan_right (
    person_id integer not null,
    province_code text not null,
    primary key (person_id, province_code)
);

-- Grain: a time somebody signed in. The key is the browser's alone; here is its hash.
create table person_session (
    session_hash text not null primary key,
    person_id integer not null,
    -- From where and with what, so that people know their own.
    address text not null,
    agent text not null,
    created_at text not null,
    last_seen_at text not null,
    expires_at text not null,
    revoked_at text
);
create index person_session_by_person on person_session (person_id);

-- Grain: something somebody did, tried or was shown. Rows are added, never changed, never removed.
create table audit_entry (
    audit_id integer not null primary key,
    at text not null,
    person_id integer,
    login text not null,
    address text not null,
    action text not null,
    subject text not null,
    detail text not null
);
create trigger audit_entry_is_not_changed before update on audit_entry
begin
    select raise(abort, 'The audit log is only added to.');
end;
-- What "insert or replace" removes, no trigger on removals sees.
create trigger audit_entry_is_not_replaced before insert on audit_entry
when exists (select 1 from audit_entry a where a.audit_id = new.audit_id)
begin
    select raise(abort, 'The audit log is only added to.');
end;
create trigger audit_entry_is_not_removed before delete on audit_entry
begin
    select raise(abort, 'The audit log is only added to.');
end;

-- Grain: a secret that opens one thing once: the first account, or the choice of a password. Here is its hash.
create table one_time_secret (
    secret_hash text not null primary key,
    purpose text not null check (purpose in ('setup', 'password')),
    person_id integer,
    created_at text not null,
    expires_at text not null,
    used_at text
);
