-- Which scripts this warehouse has had. Runs before every migration, so it must not mind being there already.
if object_id(N'schema_journal') is null
create table schema_journal (
    script varchar(100) not null primary key,
    sha256 varchar(64) not null,
    applied_at datetime2(3) not null
);
