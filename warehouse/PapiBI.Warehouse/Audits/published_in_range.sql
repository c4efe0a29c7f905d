-- vi: Điểm công bố nằm ngoài khoảng cho phép, hạng ngoài số tỉnh xếp hạng, hoặc phần trăm ngoài 0–100.
-- en: A printed score lies outside the bounds of its item, a rank outside the provinces ranked, or a percentage outside 0–100.
-- Bounds are published with two decimals, hence the half hundredth of grace.
select
    f.load_id,
    f.sheet,
    f.place,
    concat(f.index_code, ' ', f.year, ' ', f.item_code, ' ', f.province_code, ' ', f.measure, ': {', cast(f.value as decimal(18, 6)), '}') as what
from published_fact f
join item i
    on i.index_code = f.index_code
   and i.year = f.year
   and i.item_code = f.item_code
left join published_fact n
    on n.index_code = f.index_code
   and n.year = f.year
   and n.item_code = f.item_code
   and n.province_code = f.province_code
   and n.scope = f.scope
   and n.scope_code = f.scope_code
   and n.measure = 'ranked'
where (f.measure in ('score', 'mean', 'median') and (f.value < i.min_score - 0.005e0 or f.value > i.max_score + 0.005e0))
   or (f.measure = 'rank' and (f.value < 1 or f.value > n.value))
   or (f.measure = 'percent' and (f.value < 0 or f.value > 100))
order by f.index_code, f.year, f.item_code, f.province_code, f.scope, f.scope_code, f.measure
