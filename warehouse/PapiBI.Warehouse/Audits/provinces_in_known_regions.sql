-- vi: Tỉnh thuộc một vùng chưa khai báo.
-- en: A province lies in a region that is not known.
select
    p.load_id,
    '' as sheet,
    '' as place,
    concat(p.province_code, ': ', p.region_code) as what
from province p
where not exists (select 1 from region r where r.region_code = p.region_code)
order by p.province_code, p.valid_from
