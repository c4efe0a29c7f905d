-- Rights to plans name a province as a unit, not by a code that another unit bears later; wrong passwords are counted by where they come from; the log keeps whole texts.

-- Grain: a province whose plans a person may read, told by its code and the day from which it has been that unit; '*' for all of them.
create table plan_right (
    person_id bigint not null,
    province_code varchar(10) collate Latin1_General_BIN2 not null,
    -- Blank: given before units were told apart. It opens nothing where the code has meant more than one.
    valid_from varchar(10) collate Latin1_General_BIN2 not null,
    constraint pk_plan_right primary key (person_id, province_code, valid_from)
);
insert into plan_right (person_id, province_code, valid_from)
select r.person_id, r.province_code, '' from person_plan_right r;
drop table person_plan_right;

-- Grain: a person and a network from which their password was tried.
create table sign_in_network (
    person_id bigint not null,
    network varchar(64) collate Latin1_General_BIN2 not null,
    failed_count integer not null,
    failed_at char(24) collate Latin1_General_BIN2,
    locked_until char(24) collate Latin1_General_BIN2,
    -- When it was last right; null: never.
    known_at char(24) collate Latin1_General_BIN2,
    constraint pk_sign_in_network primary key (person_id, network)
);

-- Grain: an entry of the log with a text too long for its line, whole. Rows are added, never changed, never removed: no role of ours is granted more.
create table audit_text (
    audit_id bigint not null,
    whole_text nvarchar(max) not null,
    constraint pk_audit_text primary key (audit_id)
);
