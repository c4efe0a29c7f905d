-- Which scripts this application database has had. Runs before every migration, so it must not mind being there already.
create table if not exists schema_journal (
    script text not null primary key,
    sha256 text not null,
    applied_at text not null
);
