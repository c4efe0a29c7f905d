-- Improvement plans beside the results: who promised what, who does what until when, and what was reported of it.
-- A plan's newest file is the plan; the earlier ones stay, so that an amendment can be told. Reports of progress supersede each other one by one.

create table dim_plan (
    load_id integer not null,
    plan_code varchar(40) collate Latin1_General_BIN2 not null,
    name_vi nvarchar(300) not null,
    name_en nvarchar(300) not null,
    owner_kind varchar(10) collate Latin1_General_BIN2 not null,
    owner_vi nvarchar(200) not null,
    owner_en nvarchar(200) not null,
    province_code varchar(10) collate Latin1_General_BIN2 not null,
    parent_code varchar(40) collate Latin1_General_BIN2,
    first_year integer not null,
    last_year integer not null,
    document_no nvarchar(100) not null,
    issued_on date,
    is_illustrative smallint not null,
    note_vi nvarchar(1000) not null,
    note_en nvarchar(1000) not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_dim_plan primary key (load_id, plan_code),
    constraint ck_dim_plan_owner_kind check (owner_kind in ('province', 'agency', 'district')),
    constraint ck_dim_plan_years check (last_year >= first_year),
    constraint ck_dim_plan_is_illustrative check (is_illustrative in (0, 1))
);

create table bridge_plan_index (
    load_id integer not null,
    plan_code varchar(40) collate Latin1_General_BIN2 not null,
    index_code varchar(20) collate Latin1_General_BIN2 not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_bridge_plan_index primary key (load_id, plan_code, index_code)
);

create table dim_agency (
    load_id integer not null,
    plan_code varchar(40) collate Latin1_General_BIN2 not null,
    agency_code varchar(40) collate Latin1_General_BIN2 not null,
    name_vi nvarchar(200) not null,
    name_en nvarchar(200) not null,
    parent_code varchar(40) collate Latin1_General_BIN2,
    contact nvarchar(200) not null,
    email nvarchar(254) not null,
    sort_order integer not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_dim_agency primary key (load_id, plan_code, agency_code)
);

create table dim_task (
    load_id integer not null,
    plan_code varchar(40) collate Latin1_General_BIN2 not null,
    task_no varchar(20) collate Latin1_General_BIN2 not null,
    content_vi nvarchar(1000) not null,
    content_en nvarchar(1000) not null,
    lead_agency_code varchar(40) collate Latin1_General_BIN2 not null,
    start_date date,
    due_date date not null,
    output_vi nvarchar(500) not null,
    output_en nvarchar(500) not null,
    budget_million_vnd double precision,
    weight double precision not null,
    is_illustrative smallint not null,
    sort_order integer not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_dim_task primary key (load_id, plan_code, task_no),
    constraint ck_dim_task_dates check (start_date is null or start_date <= due_date),
    constraint ck_dim_task_weight check (weight > 0),
    constraint ck_dim_task_is_illustrative check (is_illustrative in (0, 1))
);

-- Who works along; the lead agency stands with the task.
create table bridge_task_agency (
    load_id integer not null,
    plan_code varchar(40) collate Latin1_General_BIN2 not null,
    task_no varchar(20) collate Latin1_General_BIN2 not null,
    agency_code varchar(40) collate Latin1_General_BIN2 not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_bridge_task_agency primary key (load_id, plan_code, task_no, agency_code)
);

create table bridge_task_locality (
    load_id integer not null,
    plan_code varchar(40) collate Latin1_General_BIN2 not null,
    task_no varchar(20) collate Latin1_General_BIN2 not null,
    locality nvarchar(100) collate Latin1_General_BIN2 not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_bridge_task_locality primary key (load_id, plan_code, task_no, locality)
);

-- Which parts of an index a task serves; the weights of one task sum to 1.
create table bridge_task_part (
    load_id integer not null,
    plan_code varchar(40) collate Latin1_General_BIN2 not null,
    task_no varchar(20) collate Latin1_General_BIN2 not null,
    index_code varchar(20) collate Latin1_General_BIN2 not null,
    item_code varchar(20) collate Latin1_General_BIN2 not null,
    weight double precision not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_bridge_task_part primary key (load_id, plan_code, task_no, index_code, item_code),
    constraint ck_bridge_task_part_weight check (weight > 0)
);

create table fact_target (
    load_id integer not null,
    plan_code varchar(40) collate Latin1_General_BIN2 not null,
    target_no varchar(20) collate Latin1_General_BIN2 not null,
    index_code varchar(20) collate Latin1_General_BIN2 not null,
    year integer not null,
    item_code varchar(20) collate Latin1_General_BIN2 not null,
    kind varchar(20) collate Latin1_General_BIN2 not null,
    value double precision,
    of_n integer,
    base_year integer not null,
    is_illustrative smallint not null,
    source nvarchar(1000) not null,
    note_vi nvarchar(1000) not null,
    note_en nvarchar(1000) not null,
    sort_order integer not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_fact_target primary key (load_id, plan_code, target_no),
    constraint ck_fact_target_kind check (kind in ('score', 'rank', 'score gain', 'rank gain', 'group', 'score held', 'rank held')),
    constraint ck_fact_target_value check (value is not null or kind in ('score held', 'rank held')),
    constraint ck_fact_target_base_year check (base_year < year),
    constraint ck_fact_target_is_illustrative check (is_illustrative in (0, 1))
);

create table fact_task_progress (
    load_id integer not null,
    plan_code varchar(40) collate Latin1_General_BIN2 not null,
    task_no varchar(20) collate Latin1_General_BIN2 not null,
    period_kind varchar(10) collate Latin1_General_BIN2 not null,
    period_start date not null,
    period_end date not null,
    percent_done double precision,
    status varchar(20) collate Latin1_General_BIN2 not null,
    completed_on date,
    note nvarchar(1000) not null,
    evidence nvarchar(500) not null,
    is_illustrative smallint not null,
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_fact_task_progress primary key (load_id, plan_code, task_no, period_kind, period_end),
    constraint ck_fact_task_progress_period_kind check (period_kind in ('quarter', 'half', 'year')),
    constraint ck_fact_task_progress_period check (period_start < period_end),
    constraint ck_fact_task_progress_percent check (percent_done between 0 and 100),
    constraint ck_fact_task_progress_status check (status in ('not started', 'in progress', 'done', 'suspended', 'cancelled')),
    constraint ck_fact_task_progress_is_illustrative check (is_illustrative in (0, 1))
);
