-- @index = PAPI
-- @year0 = 2021
-- @item0 = 1.1
-- @item1 = 8
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
    where s.index_code = @index
      and s.year in (@year0)
      and s.item_code in (@item0, @item1)
),
standing as (
    select
        f.index_code,
        f.year,
        f.previous_year,
        f.item_code,
        f.item_order,
        f.break_here,
        f.parts_break,
        f.field_code,
        f.province_code,
        f.score
    from field f
)
select
    s.year,
    s.item_code,
    s.province_code,
    s.score as score
from standing s
where s.year in (@year0)
order by s.year, s.item_order, s.item_code, s.province_code
