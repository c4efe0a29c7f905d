-- Whose web sites show our reports: what each may show, and the keys by which its server proves itself.

-- Grain: a web site that may embed. Disabled ones stay, so that what was shown there keeps its name.
create table embed_site (
    -- Public: it stands in the addresses of frames.
    site_id varchar(12) collate Latin1_General_BIN2 not null,
    name nvarchar(200) not null,
    -- Whether its server may start a load.
    may_refresh integer not null,
    created_at char(24) collate Latin1_General_BIN2 not null,
    changed_at char(24) collate Latin1_General_BIN2 not null,
    disabled_at char(24) collate Latin1_General_BIN2,
    constraint pk_embed_site primary key (site_id),
    constraint ck_embed_site_refresh check (may_refresh in (0, 1))
);

-- Grain: an origin of a site, from whose pages alone its frames may be shown.
create table embed_origin (
    site_id varchar(12) collate Latin1_General_BIN2 not null,
    origin varchar(300) collate Latin1_General_BIN2 not null,
    constraint pk_embed_origin primary key (site_id, origin)
);

-- Grain: a province whose plans a site may show, told as those of people are; '*' for all of them.
create table embed_plan_right (
    site_id varchar(12) collate Latin1_General_BIN2 not null,
    province_code varchar(10) collate Latin1_General_BIN2 not null,
    -- Blank: by the code alone, as where it was given before the first release.
    valid_from varchar(10) collate Latin1_General_BIN2 not null,
    constraint pk_embed_plan_right primary key (site_id, province_code, valid_from)
);

-- Grain: a key of a site. The key is its server's alone; here is its hash.
create table embed_key (
    key_id varchar(12) collate Latin1_General_BIN2 not null,
    site_id varchar(12) collate Latin1_General_BIN2 not null,
    key_hash char(64) collate Latin1_General_BIN2 not null,
    created_at char(24) collate Latin1_General_BIN2 not null,
    -- From then on it is good no longer; null: it has no end yet.
    ends_at char(24) collate Latin1_General_BIN2,
    last_used_at char(24) collate Latin1_General_BIN2,
    constraint pk_embed_key primary key (key_id)
);
create index embed_key_by_site on embed_key (site_id);
