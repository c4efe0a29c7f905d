-- vi: Kế hoạch thuộc một tỉnh không có trong danh mục, hoặc theo một chỉ số không có năm nào.
-- en: A plan belongs to a province that is not known, or covers an index of which there is no edition.
select
    p.load_id,
    '' as sheet,
    '' as place,
    concat(p.plan_code, ' ', p.province_code) as what
from improvement_plan p
where not exists (select 1 from province v where v.province_code = p.province_code)
union all
select
    i.load_id,
    '' as sheet,
    '' as place,
    concat(i.plan_code, ' ', i.index_code) as what
from plan_index i
where not exists (select 1 from edition e where e.index_code = i.index_code)
order by what
