-- vi: Báo cáo tiến độ của một kế hoạch không có.
-- en: Progress is reported of a plan that is not there.
select
    r.load_id,
    r.sheet,
    r.place,
    concat(r.plan_code, ' ', r.task_no, ' ', r.period_end) as what
from task_progress r
where not exists (select 1 from improvement_plan p where p.plan_code = r.plan_code)
order by r.plan_code, r.task_no, r.period_end
