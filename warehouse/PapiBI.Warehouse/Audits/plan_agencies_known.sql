-- vi: Cơ quan chủ trì, phối hợp hoặc cấp trên không có trong danh sách cơ quan của kế hoạch.
-- en: A lead, co-operating or parent agency is not among the agencies of the plan.
select
    t.load_id,
    t.sheet,
    t.place,
    concat(t.plan_code, ' ', t.task_no, ' ', t.lead_agency_code) as what
from plan_task t
where not exists (
    select 1
    from plan_agency a
    where a.plan_code = t.plan_code
      and a.agency_code = t.lead_agency_code
)
union all
select
    c.load_id,
    '' as sheet,
    '' as place,
    concat(c.plan_code, ' ', c.task_no, ' ', c.agency_code) as what
from task_agency c
where not exists (
    select 1
    from plan_agency a
    where a.plan_code = c.plan_code
      and a.agency_code = c.agency_code
)
   or not exists (
    select 1
    from plan_task t
    where t.plan_code = c.plan_code
      and t.task_no = c.task_no
)
union all
select
    b.load_id,
    '' as sheet,
    '' as place,
    concat(b.plan_code, ' ', b.agency_code, ' ', b.parent_code) as what
from plan_agency b
where b.parent_code is not null
  and not exists (
    select 1
    from plan_agency a
    where a.plan_code = b.plan_code
      and a.agency_code = b.parent_code
)
order by what
