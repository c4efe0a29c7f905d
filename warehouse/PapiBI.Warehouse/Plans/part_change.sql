-- Grain: one row per item of @index in the year @to: what @province gained since the year @from, beside the mean gain of the other provinces and of the others of its region.
-- A gain needs a score of both years, the item without a break between them, and one province behind the code all that time; a mean needs both editions whole.
with span as (
    select
        b.ref_date as from_date,
        r.ref_date as to_date,
        b.is_whole * r.is_whole as is_whole,
        (select o.region_code from edition_province o where o.index_code = @index and o.year = @to and o.province_code = @province) as region_code
    from edition b
    join edition r on r.index_code = b.index_code
    where b.index_code = @index
      and b.year = @from
      and r.year = @to
),
gain as (
    select
        r.item_code,
        r.province_code,
        p.region_code,
        cast(round(r.score - b.score, 6) as double precision) as gain
    from score r
    join score b
        on b.index_code = r.index_code
       and b.item_code = r.item_code
       and b.province_code = r.province_code
       and b.year = @from
    join province p on p.province_code = r.province_code
    join span s
        on p.valid_from <= s.from_date
       and (p.valid_to is null or p.valid_to >= s.to_date)
    where r.index_code = @index
      and r.year = @to
      and r.score is not null
      and b.score is not null
),
comparable as (
    select
        i.item_code,
        i.sort_order,
        case when exists (
            select 1
            from item x
            where x.index_code = i.index_code
              and x.item_code = i.item_code
              and x.year > @from
              and x.year <= @to
              and x.break_here = 1
        ) then 0 else 1 end as is_comparable
    from item i
    where i.index_code = @index
      and i.year = @to
)
select
    c.item_code,
    c.is_comparable,
    max(case when c.is_comparable = 1 and g.province_code = @province then g.gain end) as own,
    avg(case when c.is_comparable = 1 and s.is_whole = 1 and g.province_code <> @province then g.gain end) as others,
    cast(count(case when c.is_comparable = 1 and s.is_whole = 1 and g.province_code <> @province then g.gain end) as bigint) as n_others,
    avg(case when c.is_comparable = 1 and s.is_whole = 1 and g.province_code <> @province and g.region_code = s.region_code then g.gain end) as region_others,
    cast(count(case when c.is_comparable = 1 and s.is_whole = 1 and g.province_code <> @province and g.region_code = s.region_code then g.gain end) as bigint) as n_region_others
from comparable c
cross join span s
left join gain g on g.item_code = c.item_code
group by c.item_code, c.is_comparable, c.sort_order
order by c.sort_order, c.item_code
