-- Whose web sites show our reports: what each may show, and the keys by which its server proves itself.

-- Grain: a web site that may embed. Disabled ones stay, so that what was shown there keeps its name.
create table embed_site (
    -- Public: it stands in the addresses of frames.
    site_id text not null primary key,
    name text not null,
    -- Whether its server may start a load.
    may_refresh integer not null check (may_refresh in (0, 1)),
    created_at text not null,
    changed_at text not null,
    disabled_at text
);

-- Grain: an origin of a site, from whose pages alone its frames may be shown.
create table embed_origin (
    site_id text not null,
    origin text not null,
    primary key (site_id, origin)
);

-- Grain: a province whose plans a site may show, told as those of people are; '*' for all of them.
create table embed_plan_right (
    site_id text not null,
    province_code text not null,
    -- Blank: by the code alone, as where it was given before the first release.
    valid_from text not null,
    primary key (site_id, province_code, valid_from)
);

-- Grain: a key of a site. The key is its server's alone; here is its hash.
create table embed_key (
    key_id text not null primary key,
    site_id text not null,
    key_hash text not null,
    created_at text not null,
    -- From then on it is good no longer; null: it has no end yet.
    ends_at text,
    last_used_at text
);
create index embed_key_by_site on embed_key (site_id);
