-- What readers see: the loads of the newest release, and of those the rows in force: the highest precedence, then the newest load. The text is the same for both engines, and each view a batch.

-- Grain: one row: the release that the other views show.
create view shown_release as
select max(r.release_id) as release_id
from release r;
go
-- Grain: one row per load that the published release lists.
create view visible_load as
select
    l.load_id,
    l.kind,
    l.scope,
    coalesce(l.precedence, 0) as precedence
from source_load l
join release_load rl on rl.load_id = l.load_id
join shown_release s on s.release_id = rl.release_id;
go
-- Grain: one row per kind and scope: the file that counts as the whole list.
create view newest_load as
select
    v.kind,
    v.scope,
    max(v.load_id) as load_id
from visible_load v
group by v.kind, v.scope;
go
-- Grain: one row per region.
create view region as
select
    d.region_code,
    d.name_vi,
    d.name_en,
    d.sort_order,
    d.load_id
from dim_region d
join newest_load n on n.load_id = d.load_id;
go
-- Grain: one row per province version: a code means this unit from valid_from to valid_to (both included).
create view province as
select
    d.province_code,
    d.valid_from,
    d.valid_to,
    d.full_name_vi,
    d.name_vi,
    d.name_en,
    d.province_type,
    d.region_code,
    d.successor_code,
    d.population,
    d.area_km2,
    d.load_id
from dim_province d
join newest_load n on n.load_id = d.load_id;
go
-- Grain: one row per group of provinces.
create view province_group as
select
    d.group_code,
    d.name_vi,
    d.name_en,
    d.members_vi,
    d.members_en,
    d.sort_order,
    d.load_id
from dim_province_group d
join newest_load n on n.load_id = d.load_id;
go
-- Grain: one row per group, province and period of membership.
create view group_member as
select
    d.group_code,
    d.province_code,
    d.valid_from,
    d.valid_to,
    d.load_id
from bridge_province_group d
join newest_load n on n.load_id = d.load_id;
go
-- Grain: one row per index and year.
create view edition as
select
    d.index_code,
    d.year,
    d.ref_date,
    d.previous_year,
    d.is_whole,
    d.load_id
from dim_edition d
join newest_load n on n.load_id = d.load_id;
go
-- Grain: one row per index, year and part (the index itself, its dimensions, their sub-dimensions).
-- parts_break: the item goes on, but some part of it cannot be compared with the year before.
-- is_summed: 1 where the score is the sum of the parts' scores; 0 where it is published as such.
create view item as
select
    d.index_code,
    d.year,
    d.level,
    d.item_code,
    d.parent_code,
    d.name_vi,
    d.name_en,
    d.min_score,
    d.max_score,
    d.sort_order,
    d.break_here,
    case when exists (
        select 1
        from dim_indicator c
        where c.load_id = d.load_id
          and c.index_code = d.index_code
          and c.year = d.year
          and c.parent_code = d.item_code
          and c.break_here = 1
    ) then 1 else 0 end as parts_break,
    cast(coalesce(d.is_summed, 1) as smallint) as is_summed,
    d.weight,
    d.load_id
from dim_indicator d
join newest_load n on n.load_id = d.load_id;
go
-- Grain: one row per index, year and province that existed on the edition's reference date.
create view edition_province as
select
    e.index_code,
    e.year,
    p.province_code,
    p.name_vi,
    p.name_en,
    p.full_name_vi,
    p.province_type,
    p.region_code,
    p.population
from edition e
join province p
    on p.valid_from <= e.ref_date
   and (p.valid_to is null or p.valid_to >= e.ref_date);
go
-- Grain: one row per loaded cell: index, year, part, province. A load of higher precedence, then a newer one supersedes, also by a blank: a retraction.
create view published_score as
select
    x.index_code,
    x.year,
    x.item_code,
    x.province_code,
    x.score,
    x.note_vi,
    x.note_en,
    x.load_id,
    x.sheet,
    x.place
from (
    select
        f.index_code,
        f.year,
        f.item_code,
        f.province_code,
        f.score,
        f.note_vi,
        f.note_en,
        f.load_id,
        f.sheet,
        f.place,
        row_number() over (
            partition by f.index_code, f.year, f.item_code, f.province_code
            order by v.precedence desc, f.load_id desc
        ) as version
    from fact_score f
    join visible_load v on v.load_id = f.load_id
) x
where x.version = 1;
go
-- Grain: one row per printed figure: index, year, part, province ('' for a figure of the whole scope), scope and measure. A load of higher precedence, then a newer one supersedes.
create view published_fact as
select
    x.index_code,
    x.year,
    x.item_code,
    x.province_code,
    x.scope,
    x.scope_code,
    x.measure,
    x.value,
    x.words,
    x.basis,
    x.source,
    x.note_vi,
    x.note_en,
    x.load_id,
    x.sheet,
    x.place
from (
    select
        f.index_code,
        f.year,
        f.item_code,
        f.province_code,
        f.scope,
        f.scope_code,
        f.measure,
        f.value,
        f.words,
        f.basis,
        f.source,
        f.note_vi,
        f.note_en,
        f.load_id,
        f.sheet,
        f.place,
        row_number() over (
            partition by f.index_code, f.year, f.item_code, f.province_code, f.scope, f.scope_code, f.measure
            order by v.precedence desc, f.load_id desc
        ) as version
    from fact_published f
    join visible_load v on v.load_id = f.load_id
) x
where x.version = 1;
go
-- Grain: one row per index, year, part and province of which a publisher says how uncertain its score is. Superseded like a score; nothing is invented where nothing is printed.
create view uncertainty as
select
    x.index_code,
    x.year,
    x.item_code,
    x.province_code,
    x.standard_error,
    x.interval_low,
    x.interval_high,
    x.interval_multiplier,
    x.variance,
    x.observations,
    x.load_id,
    x.sheet,
    x.place
from (
    select
        f.index_code,
        f.year,
        f.item_code,
        f.province_code,
        f.standard_error,
        f.interval_low,
        f.interval_high,
        f.interval_multiplier,
        f.variance,
        f.observations,
        f.load_id,
        f.sheet,
        f.place,
        row_number() over (
            partition by f.index_code, f.year, f.item_code, f.province_code
            order by v.precedence desc, f.load_id desc
        ) as version
    from fact_uncertainty f
    join visible_load v on v.load_id = f.load_id
) x
where x.version = 1;
go
-- Grain: one row per index, year, sub-dimension, indicator and province. Indicators have no codes: their number is their place below the sub-dimension, in that year.
create view indicator_value as
select
    x.index_code,
    x.year,
    x.item_code,
    x.indicator_no,
    x.label,
    x.scale,
    x.province_code,
    x.value,
    x.load_id,
    x.sheet,
    x.place
from (
    select
        f.index_code,
        f.year,
        f.item_code,
        f.indicator_no,
        f.label,
        f.scale,
        f.province_code,
        f.value,
        f.load_id,
        f.sheet,
        f.place,
        row_number() over (
            partition by f.index_code, f.year, f.item_code, f.indicator_no, f.province_code
            order by v.precedence desc, f.load_id desc
        ) as version
    from fact_indicator_value f
    join visible_load v on v.load_id = f.load_id
) x
where x.version = 1;
go
-- Grain: one row per index, year, part and province, the missing ones too (score null).
-- Scores are published for the leaves of the structure and for items that are no sums; a cell of a whole table comes before a printed figure.
-- A sum exists only where every part is held: n_held = n_parts. Sums are rounded to the 6 decimals of the source.
create view score as
with own as (
    select
        s.index_code,
        s.year,
        s.item_code,
        s.province_code,
        s.score
    from published_score s
    union all
    select
        f.index_code,
        f.year,
        f.item_code,
        f.province_code,
        f.value as score
    from published_fact f
    where f.measure = 'score'
      and f.scope = 'nation'
      and f.province_code <> ''
      and not exists (
        select 1
        from published_score s
        where s.index_code = f.index_code
          and s.year = f.year
          and s.item_code = f.item_code
          and s.province_code = f.province_code
      )
),
leaf as (
    select
        i.index_code,
        i.year,
        i.level,
        i.item_code,
        i.parent_code,
        p.province_code,
        s.score
    from item i
    join edition_province p
        on p.index_code = i.index_code
       and p.year = i.year
    left join own s
        on s.index_code = i.index_code
       and s.year = i.year
       and s.item_code = i.item_code
       and s.province_code = p.province_code
    where i.is_summed = 0
       or not exists (
        select 1
        from item c
        where c.index_code = i.index_code
          and c.year = i.year
          and c.parent_code = i.item_code
    )
),
dimension as (
    select
        i.index_code,
        i.year,
        i.level,
        i.item_code,
        i.parent_code,
        s.province_code,
        case when count(s.score) = count(*) then cast(round(sum(s.score), 6) as double precision) end as score,
        count(*) as n_parts,
        count(s.score) as n_held
    from item i
    join leaf s
        on s.index_code = i.index_code
       and s.year = i.year
       and s.parent_code = i.item_code
    where i.level = 'dimension'
      and i.is_summed = 1
    group by i.index_code, i.year, i.level, i.item_code, i.parent_code, s.province_code
),
dimension_or_leaf as (
    select
        d.index_code,
        d.year,
        d.parent_code,
        d.province_code,
        d.score
    from dimension d
    union all
    select
        l.index_code,
        l.year,
        l.parent_code,
        l.province_code,
        l.score
    from leaf l
    where l.level = 'dimension'
),
total as (
    select
        i.index_code,
        i.year,
        i.level,
        i.item_code,
        d.province_code,
        case when count(d.score) = count(*) then cast(round(sum(d.score), 6) as double precision) end as score,
        count(*) as n_parts,
        count(d.score) as n_held
    from item i
    join dimension_or_leaf d
        on d.index_code = i.index_code
       and d.year = i.year
       and d.parent_code = i.item_code
    where i.level = 'total'
      and i.is_summed = 1
    group by i.index_code, i.year, i.level, i.item_code, d.province_code
)
select
    t.index_code,
    t.year,
    t.level,
    t.item_code,
    t.province_code,
    t.score,
    cast(t.n_parts as bigint) as n_parts,
    cast(t.n_held as bigint) as n_held
from total t
union all
select
    d.index_code,
    d.year,
    d.level,
    d.item_code,
    d.province_code,
    d.score,
    cast(d.n_parts as bigint) as n_parts,
    cast(d.n_held as bigint) as n_held
from dimension d
union all
select
    l.index_code,
    l.year,
    l.level,
    l.item_code,
    l.province_code,
    l.score,
    cast(1 as bigint) as n_parts,
    cast(case when l.score is null then 0 else 1 end as bigint) as n_held
from leaf l;
go
-- Grain: one row per index, year and part. How much of it is held: provinces with a score, and with a score or a printed rank (n_held), of all that there were.
-- Only where is_whole is 1 are ranks, means and groups derived.
create view coverage as
select
    s.index_code,
    s.year,
    s.item_code,
    e.is_whole,
    cast(count(*) as bigint) as n_provinces,
    cast(count(s.score) as bigint) as n_scored,
    cast(count(coalesce(s.score, r.value)) as bigint) as n_held
from score s
join edition e
    on e.index_code = s.index_code
   and e.year = s.year
left join published_fact r
    on r.index_code = s.index_code
   and r.year = s.year
   and r.item_code = s.item_code
   and r.province_code = s.province_code
   and r.measure = 'rank'
   and r.scope = 'nation'
group by s.index_code, s.year, s.item_code, e.is_whole;
