-- @index = PAPI
-- @year0 = 2021
-- @province0 = 92
with field as (
    select
        s.index_code,
        s.year,
        e.previous_year,
        e.is_whole,
        s.level,
        s.item_code,
        i.sort_order as item_order,
        i.break_here,
        i.parts_break,
        s.province_code,
        'nation' as field_code,
        s.score
    from score s
    join edition e
        on e.index_code = s.index_code
       and e.year = s.year
    join item i
        on i.index_code = s.index_code
       and i.year = s.year
       and i.item_code = s.item_code
    join edition_province r
        on r.index_code = s.index_code
       and r.year = s.year
       and r.province_code = s.province_code
    where s.index_code = $index
      and (s.year in ($year0) or s.year in (select n.previous_year from edition n where n.index_code = $index and n.year in ($year0)))
),
both_years as (
    select
        n.index_code,
        n.year,
        n.previous_year,
        n.province_code,
        n.field_code,
        i.is_summed
    from field n
    join field o
        on o.index_code = n.index_code
       and o.year = n.previous_year
       and o.item_code = n.item_code
       and o.province_code = n.province_code
    join item i
        on i.index_code = n.index_code
       and i.year = n.year
       and i.item_code = n.item_code
    where n.level = 'total'
      and n.break_here = 0
      and n.is_whole = 1
      and o.is_whole = 1
      and n.score is not null
      and o.score is not null
),
part as (
    select
        b.index_code,
        b.year,
        b.province_code,
        b.field_code,
        f.level,
        f.item_code,
        min(f.item_order) as item_order,
        cast(round(sum(case when f.year = b.year then f.score else -f.score end), 6) as double precision) as contribution,
        case when count(*) = 2 and max(case when f.year = b.year then f.break_here else 0 end) = 0 then 1 else 0 end as is_comparable
    from both_years b
    join field f
        on f.index_code = b.index_code
       and f.province_code = b.province_code
       and (f.year = b.year or f.year = b.previous_year)
       and (b.is_summed = 1 or f.level = 'total')
    group by b.index_code, b.year, b.province_code, b.field_code, f.level, f.item_code
),
movement as (
    select
        t.index_code,
        t.year,
        t.level,
        t.item_code,
        t.item_order,
        t.province_code,
        t.contribution,
        t.is_comparable,
        cast(round(avg(t.contribution) over (partition by t.index_code, t.year, t.item_code, t.field_code), 8) as double precision) as field_movement
    from part t
)
select
    m.item_code,
    m.contribution as contribution,
    m.field_movement as field_movement,
    cast(round(m.contribution - m.field_movement, 8) as double precision) as own_movement,
    m.is_comparable as is_comparable_part
from movement m
where m.year in ($year0)
  and m.province_code in ($province0)
order by m.item_order, m.item_code
