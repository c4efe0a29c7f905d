-- vi: Số liệu công bố thuộc một nội dung, một tỉnh, một vùng hoặc một nhóm không có vào năm đó.
-- en: A printed figure belongs to an item, a province, a region or a group that its year does not have.
select
    f.load_id,
    f.sheet,
    f.place,
    concat(f.index_code, ' ', f.year, ' ', f.item_code, ' ', f.province_code, ' ', f.scope, ' ', f.scope_code, ' ', f.measure) as what
from published_fact f
where not exists (
    select 1
    from item i
    where i.index_code = f.index_code
      and i.year = f.year
      and i.item_code = f.item_code
)
   or (f.province_code <> '' and not exists (
    select 1
    from edition_province p
    where p.index_code = f.index_code
      and p.year = f.year
      and p.province_code = f.province_code
))
   or (f.scope = 'region' and not exists (select 1 from region r where r.region_code = f.scope_code))
   or (f.scope = 'group' and not exists (select 1 from province_group g where g.group_code = f.scope_code))
order by f.index_code, f.year, f.item_code, f.province_code, f.scope, f.scope_code, f.measure
