-- Which scripts this application database has had. Runs before every migration, so it must not mind being there already.
if object_id(N'schema_journal') is null
create table schema_journal (
    script varchar(100) collate Latin1_General_BIN2 not null,
    sha256 varchar(64) collate Latin1_General_BIN2 not null,
    applied_at datetime2(3) not null,
    constraint pk_schema_journal primary key (script)
);
