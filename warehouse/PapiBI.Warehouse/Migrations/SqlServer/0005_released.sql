-- What a release file is on DuckDB, tables are on a server: of each release the rows that every question starts from, worked out when it was published
-- and never changed. They stand in a schema of their own; readers see them through the views. The views that show what is loaded but not yet
-- published stand in the schema live, which only who loads may read.
create schema live authorization dbo;
go
create schema released authorization dbo;
go
create table released.item (
    release_id integer not null,
    index_code varchar(20) collate Latin1_General_BIN2 not null,
    year integer not null,
    level varchar(20) collate Latin1_General_BIN2 not null,
    item_code varchar(20) collate Latin1_General_BIN2 not null,
    parent_code varchar(20) collate Latin1_General_BIN2,
    name_vi nvarchar(200) not null,
    name_en nvarchar(200) not null,
    min_score double precision not null,
    max_score double precision not null,
    sort_order integer not null,
    break_here smallint not null,
    parts_break integer not null,
    is_summed smallint not null,
    weight double precision,
    load_id integer not null,
    constraint pk_released_item primary key (release_id, index_code, year, item_code) with (data_compression = page)
);

create table released.edition_province (
    release_id integer not null,
    index_code varchar(20) collate Latin1_General_BIN2 not null,
    year integer not null,
    province_code varchar(10) collate Latin1_General_BIN2 not null,
    name_vi nvarchar(100) not null,
    name_en nvarchar(100) not null,
    full_name_vi nvarchar(100) not null,
    province_type varchar(20) collate Latin1_General_BIN2 not null,
    region_code varchar(20) collate Latin1_General_BIN2 not null,
    population bigint,
    constraint pk_released_edition_province primary key (release_id, index_code, year, province_code) with (data_compression = page)
);

create table released.published_score (
    release_id integer not null,
    index_code varchar(20) collate Latin1_General_BIN2 not null,
    year integer not null,
    item_code varchar(20) collate Latin1_General_BIN2 not null,
    province_code varchar(10) collate Latin1_General_BIN2 not null,
    score double precision,
    note_vi nvarchar(500) not null,
    note_en nvarchar(500) not null,
    load_id integer not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_released_published_score primary key (release_id, index_code, year, item_code, province_code) with (data_compression = page)
);

create table released.published_fact (
    release_id integer not null,
    index_code varchar(20) collate Latin1_General_BIN2 not null,
    year integer not null,
    item_code varchar(20) collate Latin1_General_BIN2 not null,
    province_code varchar(10) collate Latin1_General_BIN2 not null,
    scope varchar(10) collate Latin1_General_BIN2 not null,
    scope_code varchar(20) collate Latin1_General_BIN2 not null,
    measure varchar(20) collate Latin1_General_BIN2 not null,
    value double precision,
    words nvarchar(100) not null,
    basis varchar(20) collate Latin1_General_BIN2 not null,
    source nvarchar(1000) not null,
    note_vi nvarchar(1000) not null,
    note_en nvarchar(1000) not null,
    load_id integer not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_released_published_fact primary key (release_id, index_code, year, item_code, province_code, scope, scope_code, measure) with (data_compression = page)
);

create table released.score (
    release_id integer not null,
    index_code varchar(20) collate Latin1_General_BIN2 not null,
    year integer not null,
    level varchar(20) collate Latin1_General_BIN2 not null,
    item_code varchar(20) collate Latin1_General_BIN2 not null,
    province_code varchar(10) collate Latin1_General_BIN2 not null,
    score double precision,
    n_parts bigint not null,
    n_held bigint not null,
    constraint pk_released_score primary key (release_id, index_code, year, item_code, province_code) with (data_compression = page)
);

create table released.coverage (
    release_id integer not null,
    index_code varchar(20) collate Latin1_General_BIN2 not null,
    year integer not null,
    item_code varchar(20) collate Latin1_General_BIN2 not null,
    is_whole smallint not null,
    n_provinces bigint not null,
    n_scored bigint not null,
    n_held bigint not null,
    constraint pk_released_coverage primary key (release_id, index_code, year, item_code) with (data_compression = page)
);
go
-- Whoever loads takes back the release on trial, which has no contents yet; one that was published stays.
create trigger tr_release_kept on release after delete as
if exists (select 1 from deleted d where d.content_sha256 <> '')
begin
    raiserror (N'A published release is kept.', 16, 1);
    rollback transaction;
end;
go
create trigger tr_release_load_kept on release_load after delete as
if exists (select 1 from deleted d join release r on r.release_id = d.release_id where r.content_sha256 <> '')
begin
    raiserror (N'A published release is kept.', 16, 1);
    rollback transaction;
end;
