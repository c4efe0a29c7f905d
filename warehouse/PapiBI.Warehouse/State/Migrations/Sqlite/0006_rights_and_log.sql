-- Rights to plans name a province as a unit, not by a code that another unit bears later; wrong passwords are counted by where they come from; the log keeps whole texts.

-- Grain: a province whose plans a person may read, told by its code and the day from which it has been that unit; '*' for all of them.
create table plan_right (
    person_id integer not null,
    province_code text not null,
    -- Blank: given before units were told apart. It opens nothing where the code has meant more than one.
    valid_from text not null,
    primary key (person_id, province_code, valid_from)
);
insert into plan_right (person_id, province_code, valid_from)
select r.person_id, r.province_code, '' from person_plan_right r;
drop table person_plan_right;

-- Grain: a person and a network from which their password was tried.
create table sign_in_network (
    person_id integer not null,
    network text not null,
    failed_count integer not null,
    failed_at text,
    locked_until text,
    -- When it was last right; null: never.
    known_at text,
    primary key (person_id, network)
);

-- Grain: an entry of the log with a text too long for its line, whole. Rows are added, never changed, never removed.
create table audit_text (
    audit_id integer not null primary key,
    whole_text text not null
);
create trigger audit_text_is_not_changed before update on audit_text
begin
    select raise(abort, 'The audit log is only added to.');
end;
create trigger audit_text_is_not_replaced before insert on audit_text
when exists (select 1 from audit_text a where a.audit_id = new.audit_id)
begin
    select raise(abort, 'The audit log is only added to.');
end;
create trigger audit_text_is_not_removed before delete on audit_text
begin
    select raise(abort, 'The audit log is only added to.');
end;
