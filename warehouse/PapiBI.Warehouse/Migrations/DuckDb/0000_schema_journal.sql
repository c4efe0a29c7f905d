-- Which scripts this warehouse has had. Runs before every migration, so it must not mind being there already.
create table if not exists schema_journal (
    script varchar(100) not null primary key,
    sha256 varchar(64) not null,
    applied_at timestamp not null
);
