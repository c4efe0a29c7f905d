-- @index = PAPI, @year = 2021, @province = 92, @item = 1
with cell as (
    select
        s.index_code,
        s.year,
        s.item_code,
        s.province_code,
        s.score,
        s.sheet,
        s.place,
        s.load_id,
        0 as is_printed
    from fact_score s
    union all
    select
        p.index_code,
        p.year,
        p.item_code,
        p.province_code,
        p.value as score,
        p.sheet,
        p.place,
        p.load_id,
        1 as is_printed
    from fact_published p
    join item i
        on i.index_code = p.index_code
       and i.year = p.year
       and i.item_code = p.item_code
    where p.measure = 'score'
      and p.scope = 'nation'
      and (
        i.is_summed = 0
        or not exists (
            select 1
            from item c
            where c.index_code = i.index_code
              and c.year = i.year
              and c.parent_code = i.item_code
        )
    )
)
select
    f.item_code,
    f.score,
    f.sheet,
    f.place,
    f.load_id,
    l.file_name,
    l.file_sha256,
    l.citation,
    l.source,
    l.loaded_at,
    case when row_number() over (partition by f.item_code, f.province_code order by f.is_printed, v.precedence desc, f.load_id desc) > 1 then 1 else 0 end as is_superseded,
    f.province_code
from cell f
join visible_load v on v.load_id = f.load_id
join source_load l on l.load_id = f.load_id
join item i
    on i.index_code = f.index_code
   and i.year = f.year
   and i.item_code = f.item_code
join item t
    on t.index_code = i.index_code
   and t.year = i.year
   and t.item_code = $item
left join item d
    on d.index_code = i.index_code
   and d.year = i.year
   and d.item_code = i.parent_code
where f.index_code = $index
  and f.year = $year
  and ($province = '' or f.province_code = $province)
  and (
    i.item_code = t.item_code
    or (t.is_summed = 1 and i.parent_code = t.item_code)
    or (t.is_summed = 1 and d.is_summed = 1 and d.parent_code = t.item_code)
)
order by i.sort_order, f.item_code, f.is_printed, v.precedence desc, f.load_id desc;
