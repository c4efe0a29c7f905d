-- vi: Thành viên của một nhóm, hoặc tỉnh trong nhóm, chưa khai báo.
-- en: A membership names a group or a province that is not known.
select
    m.load_id,
    '' as sheet,
    '' as place,
    concat(m.group_code, ': ', m.province_code) as what
from group_member m
where not exists (select 1 from province_group g where g.group_code = m.group_code)
   or not exists (select 1 from province p where p.province_code = m.province_code)
order by m.group_code, m.province_code, m.valid_from
