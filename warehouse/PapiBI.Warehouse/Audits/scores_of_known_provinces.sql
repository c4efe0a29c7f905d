-- vi: Điểm thuộc một tỉnh không tồn tại vào ngày tham chiếu của năm đó.
-- en: A score belongs to a province that did not exist on the reference date of its year.
select
    s.load_id,
    s.sheet,
    s.place,
    concat(s.index_code, ' ', s.year, ' ', s.province_code) as what
from published_score s
where not exists (
    select 1
    from edition_province p
    where p.index_code = s.index_code
      and p.year = s.year
      and p.province_code = s.province_code
)
order by s.index_code, s.year, s.item_code, s.province_code
