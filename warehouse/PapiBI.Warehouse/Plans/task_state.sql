-- Grain: one row per task of a plan, as it stood at the end of @day according to what had been reported for periods that ended by then.
-- Of reports whose periods end on one day the one loaded last counts, of one file that of the longer period.
-- is_reported: something was reported for a period that ended on @day, or that the task was closed within the period.
with told as (
    select
        p.task_no,
        p.period_start,
        p.period_end,
        p.percent_done,
        p.status,
        p.completed_on,
        p.note,
        p.evidence,
        p.is_illustrative,
        row_number() over (partition by p.task_no order by p.period_end desc, p.load_id desc, p.period_start) as newness,
        max(case when p.period_end = @day or (p.period_end >= @from and p.status in ('done', 'cancelled')) then 1 else 0 end) over (partition by p.task_no) as is_reported,
        row_number() over (partition by p.task_no, case when p.period_end < @from then 1 else 0 end order by p.period_end desc, p.load_id desc, p.period_start) as newness_in_span,
        max(case when p.status <> 'done' then p.period_end end) over (partition by p.task_no) as last_open
    from task_progress p
    where p.plan_code = @plan
      and p.period_end <= @day
),
closed as (
    select b.task_no
    from told b
    where b.period_end < @from
      and b.newness_in_span = 1
      and b.status in ('done', 'cancelled')
),
done as (
    select
        d.task_no,
        min(coalesce(d.completed_on, d.period_end)) as done_on,
        min(coalesce(d.completed_on, d.period_start)) as done_at_the_earliest
    from told d
    where d.status = 'done'
      and (d.last_open is null or d.period_end > d.last_open or d.newness = 1)
    group by d.task_no
)
select
    t.task_no,
    t.content_vi,
    t.content_en,
    t.lead_agency_code,
    t.start_date,
    t.due_date,
    t.output_vi,
    t.output_en,
    t.budget_million_vnd,
    t.weight,
    t.is_illustrative,
    case
        when p.status in ('suspended', 'cancelled') then 'stopped'
        when p.status = 'done' then 'done'
        when t.due_date <= @day then 'overdue'
        when p.status = 'in progress' or p.percent_done > 0 then 'in progress'
        else 'not started'
    end as state,
    cast(case when p.status = 'done' then 100e0 else p.percent_done end as double precision) as percent_done,
    p.status as reported_status,
    p.period_end as reported_for,
    case when p.status = 'done' then d.done_on end as done_on,
    case when p.status = 'done' and d.done_at_the_earliest > t.due_date then 1 else 0 end as is_late,
    coalesce(p.is_reported, 0) as is_reported,
    case when (t.start_date is null or t.start_date <= @day) and c.task_no is null then 1 else 0 end as is_report_due,
    coalesce(p.note, '') as note,
    coalesce(p.evidence, '') as evidence,
    coalesce(p.is_illustrative, 0) as is_report_illustrative
from plan_task t
left join told p
    on p.task_no = t.task_no
   and p.newness = 1
left join closed c on c.task_no = t.task_no
left join done d on d.task_no = t.task_no
where t.plan_code = @plan
order by t.sort_order, t.task_no
