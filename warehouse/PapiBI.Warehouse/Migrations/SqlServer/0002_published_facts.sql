-- Figures that a publisher or the press printed: facts of their own, each with its scope and basis, kept beside what is derived.

create table fact_published (
    load_id integer not null,
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
    sheet nvarchar(100) not null,
    place nvarchar(60) not null,
    constraint pk_fact_published primary key (load_id, index_code, year, item_code, province_code, scope, scope_code, measure),
    constraint ck_fact_published_scope check (scope in ('nation', 'region', 'group')),
    constraint ck_fact_published_measure check (measure in ('score', 'rank', 'ranked', 'score_change', 'rank_change', 'group', 'percent', 'max_score', 'mean', 'median')),
    constraint ck_fact_published_basis check (basis in ('stated', 'interpreted', 'listed order', 'derived', 'rank computed'))
);

-- 1: the score is the sum of the parts'; 0: it is published as such, the parts do not add up to it or are not all known.
alter table dim_indicator add is_summed smallint not null constraint df_dim_indicator_is_summed default 1;

-- The part's share in a weighted total; null where there are no weights.
alter table dim_indicator add weight double precision;
