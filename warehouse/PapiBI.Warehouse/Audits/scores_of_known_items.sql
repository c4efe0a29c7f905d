-- vi: Điểm thuộc một nội dung không có trong cấu trúc của năm đó, hoặc không phải nội dung thành phần.
-- en: A score belongs to an item that the structure of its year does not have, or that is no sub-dimension.
select
    s.load_id,
    s.sheet,
    s.place,
    concat(s.index_code, ' ', s.year, ' ', s.item_code) as what
from published_score s
where not exists (
    select 1
    from item i
    where i.index_code = s.index_code
      and i.year = s.year
      and i.item_code = s.item_code
      and i.level = 'sub-dimension'
)
order by s.index_code, s.year, s.item_code, s.province_code
