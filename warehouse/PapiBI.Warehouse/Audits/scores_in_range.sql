-- vi: Điểm nằm ngoài khoảng cho phép của nội dung.
-- en: A score lies outside the bounds of its item.
-- Bounds are published with two decimals, hence the half hundredth of grace.
select
    s.load_id,
    s.sheet,
    s.place,
    concat(s.index_code, ' ', s.year, ' ', s.item_code, ' ', s.province_code, ': {', cast(s.score as decimal(18, 6)), '} [{', cast(i.min_score as decimal(18, 6)), '}; {', cast(i.max_score as decimal(18, 6)), '}]') as what
from published_score s
join item i
    on i.index_code = s.index_code
   and i.year = s.year
   and i.item_code = s.item_code
where s.score < i.min_score - 0.005e0
   or s.score > i.max_score + 0.005e0
order by s.index_code, s.year, s.item_code, s.province_code
