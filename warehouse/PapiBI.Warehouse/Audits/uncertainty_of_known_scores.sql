-- vi: Độ bất định thuộc một nội dung hoặc tỉnh mà năm đó không có, hoặc khoảng của nó bị đảo.
-- en: An uncertainty belongs to an item or a province that its year does not have, or its interval is reversed.
select
    u.load_id,
    u.sheet,
    u.place,
    concat(u.index_code, ' ', u.year, ' ', u.item_code, ' ', u.province_code, ': {', cast(u.standard_error as decimal(18, 6)), '} [{', cast(u.interval_low as decimal(18, 6)), '}; {', cast(u.interval_high as decimal(18, 6)), '}]') as what
from uncertainty u
where u.standard_error < 0
   or u.variance < 0
   or u.interval_low > u.interval_high
   or not exists (
    select 1
    from item i
    where i.index_code = u.index_code
      and i.year = u.year
      and i.item_code = u.item_code
)
   or not exists (
    select 1
    from edition_province p
    where p.index_code = u.index_code
      and p.year = u.year
      and p.province_code = u.province_code
)
order by u.index_code, u.year, u.item_code, u.province_code
