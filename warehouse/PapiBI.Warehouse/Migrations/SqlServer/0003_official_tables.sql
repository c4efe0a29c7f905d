-- Official workbooks, read by descriptions: who wins where two sources give one figure, what describes a file, how uncertain a score is,
-- and why an unheard-of figure was let in.

-- The row in force is of the load with the highest precedence, then the newest; null: 0, as the project's own tables have it.
alter table source_load add precedence integer;

-- The name of the source description that read the file, and the SHA-256 of its text; null: one of the project's own tables.
alter table source_load add description varchar(100) collate Latin1_General_BIN2;
alter table source_load add description_sha256 varchar(64) collate Latin1_General_BIN2;

create table fact_uncertainty (
    load_id integer not null,
    index_code varchar(20) collate Latin1_General_BIN2 not null,
    year integer not null,
    item_code varchar(20) collate Latin1_General_BIN2 not null,
    province_code varchar(10) collate Latin1_General_BIN2 not null,
    standard_error double precision,
    interval_low double precision,
    interval_high double precision,
    interval_multiplier double precision,
    variance double precision,
    observations integer,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_fact_uncertainty primary key (load_id, index_code, year, item_code, province_code)
);

-- What the parts of the lowest level are made of: questions of the survey and counts, by their own names, which change from year to year.
create table fact_indicator_value (
    load_id integer not null,
    index_code varchar(20) collate Latin1_General_BIN2 not null,
    year integer not null,
    item_code varchar(20) collate Latin1_General_BIN2 not null,
    indicator_no integer not null,
    label nvarchar(500) not null,
    scale nvarchar(60) not null,
    province_code varchar(10) collate Latin1_General_BIN2 not null,
    value double precision,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_fact_indicator_value primary key (load_id, index_code, year, item_code, indicator_no, province_code)
);

-- By the bytes of the file, so that it holds for that file alone, however often it is sent.
create table acknowledgement (
    file_sha256 varchar(64) collate Latin1_General_BIN2 not null,
    reason nvarchar(1000) not null,
    acknowledged_at datetime2(3) not null,
    constraint pk_acknowledgement primary key (file_sha256, acknowledged_at)
);
