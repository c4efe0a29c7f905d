-- The star schema. Every row of a dimension or fact names the load that brought it and is never changed:
-- a newer load supersedes, and what is visible is decided by the loads that a release lists.
-- Codes compare by their bytes (BIN2), as they do on DuckDB.
-- Natural keys on purpose: a dimension may be loaded anew without touching the facts.

create table source_load (
    load_id integer not null,
    file_name nvarchar(260) not null,
    file_sha256 varchar(64) collate Latin1_General_BIN2 not null,
    kind varchar(20) collate Latin1_General_BIN2 not null,
    scope varchar(40) collate Latin1_General_BIN2 not null,
    status varchar(10) collate Latin1_General_BIN2 not null,
    rows_loaded integer not null,
    citation nvarchar(1000) not null,
    source nvarchar(1000) not null,
    loaded_at datetime2(3) not null,
    constraint ck_source_load_status check (status in ('loaded', 'refused')),
    constraint pk_source_load primary key (load_id)
);

create table load_issue (
    load_id integer not null,
    issue_no integer not null,
    severity varchar(10) collate Latin1_General_BIN2 not null,
    code varchar(40) collate Latin1_General_BIN2 not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    message_vi nvarchar(2000) not null,
    message_en nvarchar(2000) not null,
    constraint pk_load_issue primary key (load_id, issue_no),
    constraint ck_load_issue_severity check (severity in ('warning', 'error'))
);

create table release (
    release_id integer not null,
    published_at datetime2(3) not null,
    content_sha256 varchar(64) collate Latin1_General_BIN2 not null,
    constraint pk_release primary key (release_id)
);

create table release_load (
    release_id integer not null,
    load_id integer not null,
    constraint pk_release_load primary key (release_id, load_id)
);

create table dim_region (
    load_id integer not null,
    region_code varchar(20) collate Latin1_General_BIN2 not null,
    name_vi nvarchar(100) not null,
    name_en nvarchar(100) not null,
    sort_order integer not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_dim_region primary key (load_id, region_code)
);

create table dim_province (
    load_id integer not null,
    province_code varchar(10) collate Latin1_General_BIN2 not null,
    valid_from date not null,
    valid_to date,
    full_name_vi nvarchar(100) not null,
    name_vi nvarchar(100) not null,
    name_en nvarchar(100) not null,
    province_type varchar(20) collate Latin1_General_BIN2 not null,
    region_code varchar(20) collate Latin1_General_BIN2 not null,
    successor_code varchar(10) collate Latin1_General_BIN2,
    population bigint,
    area_km2 double precision,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_dim_province primary key (load_id, province_code, valid_from),
    constraint ck_dim_province_valid_period check (valid_to is null or valid_to >= valid_from),
    constraint ck_dim_province_province_type check (province_type in ('province', 'centrally-run city'))
);

create table province_alias (
    load_id integer not null,
    alias nvarchar(100) collate Latin1_General_BIN2 not null,
    province_code varchar(10) collate Latin1_General_BIN2 not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_province_alias primary key (load_id, alias)
);

create table dim_province_group (
    load_id integer not null,
    group_code varchar(20) collate Latin1_General_BIN2 not null,
    name_vi nvarchar(100) not null,
    name_en nvarchar(100) not null,
    members_vi nvarchar(100) not null,
    members_en nvarchar(100) not null,
    sort_order integer not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_dim_province_group primary key (load_id, group_code)
);

create table bridge_province_group (
    load_id integer not null,
    group_code varchar(20) collate Latin1_General_BIN2 not null,
    province_code varchar(10) collate Latin1_General_BIN2 not null,
    valid_from date not null,
    valid_to date,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_bridge_province_group primary key (load_id, group_code, province_code, valid_from),
    constraint ck_bridge_province_group_valid_period check (valid_to is null or valid_to >= valid_from)
);

create table dim_edition (
    load_id integer not null,
    index_code varchar(20) collate Latin1_General_BIN2 not null,
    year integer not null,
    ref_date date not null,
    previous_year integer,
    is_whole smallint not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_dim_edition primary key (load_id, index_code, year),
    constraint ck_dim_edition_is_whole check (is_whole in (0, 1))
);

create table dim_indicator (
    load_id integer not null,
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
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_dim_indicator primary key (load_id, index_code, year, item_code),
    constraint ck_dim_indicator_bounds check (min_score < max_score),
    constraint ck_dim_indicator_level check (level in ('total', 'dimension', 'sub-dimension')),
    constraint ck_dim_indicator_break_here check (break_here in (0, 1))
);

create table fact_score (
    load_id integer not null,
    index_code varchar(20) collate Latin1_General_BIN2 not null,
    year integer not null,
    item_code varchar(20) collate Latin1_General_BIN2 not null,
    province_code varchar(10) collate Latin1_General_BIN2 not null,
    score double precision,
    note_vi nvarchar(500) not null,
    note_en nvarchar(500) not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_fact_score primary key (load_id, index_code, year, item_code, province_code)
);
