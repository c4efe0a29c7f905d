-- @index = PAPI, @from = 2020, @to = 2021, @province = 58
-- Grain: one row per item of @index in the year @to: what @province gained since the year @from, beside the mean gain of the other provinces and of the others of its region.
-- A gain needs a score of both years, the item without a break between them, and one province behind the code all that time; a mean needs both editions whole.
with span as (
    select
        b.ref_date as from_date,
        r.ref_date as to_date,
        b.is_whole * r.is_whole as is_whole,
        (select o.region_code from edition_province o where o.index_code = @index and o.year = @to and o.province_code = @province) as region_code
    from edition b
    join edition r on r.index_code = b.index_code
    where b.index_code = @index
      and b.year = @from
      and r.year = @to
),
gain as (
    select
        r.item_code,
        r.province_code,
        p.region_code,
        cast(round(r.score - b.score, 6) as double precision) as gain
    from score r
    join score b
        on b.index_code = r.index_code
       and b.item_code = r.item_code
       and b.province_code = r.province_code
       and b.year = @from
    join province p on p.province_code = r.province_code
    join span s
        on p.valid_from <= s.from_date
       and (p.valid_to is null or p.valid_to >= s.to_date)
    where r.index_code = @index
      and r.year = @to
      and r.score is not null
      and b.score is not null
),
comparable as (
    select
        i.item_code,
        i.sort_order,
        case when exists (
            select 1
            from item x
            where x.index_code = i.index_code
              and x.item_code = i.item_code
              and x.year > @from
              and x.year <= @to
              and x.break_here = 1
        ) then 0 else 1 end as is_comparable
    from item i
    where i.index_code = @index
      and i.year = @to
)
select
    c.item_code,
    c.is_comparable,
    max(case when c.is_comparable = 1 and g.province_code = @province then g.gain end) as own,
    avg(case when c.is_comparable = 1 and s.is_whole = 1 and g.province_code <> @province then g.gain end) as others,
    cast(count(case when c.is_comparable = 1 and s.is_whole = 1 and g.province_code <> @province then g.gain end) as bigint) as n_others,
    avg(case when c.is_comparable = 1 and s.is_whole = 1 and g.province_code <> @province and g.region_code = s.region_code then g.gain end) as region_others,
    cast(count(case when c.is_comparable = 1 and s.is_whole = 1 and g.province_code <> @province and g.region_code = s.region_code then g.gain end) as bigint) as n_region_others
from comparable c
cross join span s
left join gain g on g.item_code = c.item_code
group by c.item_code, c.is_comparable, c.sort_order
order by c.sort_order, c.item_code;

-- @plan = KH-58-2021, @from = 01/01/2021, @day = 12/31/2021
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
order by t.sort_order, t.task_no;

-- 
select
    c.index_code,
    c.year,
    c.n_held,
    c.n_provinces
from coverage c
join item t
    on t.index_code = c.index_code
   and t.year = c.year
   and t.item_code = c.item_code
   and t.level = 'total'
where c.is_whole = 0
order by c.index_code, c.year;

-- 
select
    g.plan_code,
    g.target_no,
    g.province_code,
    g.index_code,
    g.year,
    g.item_code,
    g.kind,
    g.value,
    g.of_n,
    g.base_year,
    g.base_score,
    g.base_rank,
    g.base_ranked,
    g.base_group,
    g.result_score,
    g.result_rank,
    g.result_ranked,
    g.result_group,
    g.result_basis,
    g.wanted,
    g.reached,
    g.gap,
    g.status,
    g.unknown_reason,
    g.rank_at_worst,
    g.wanted_gain,
    g.score_gain,
    g.rank_gain,
    g.base_place_of_wanted,
    g.base_score_of_wanted,
    g.is_comparable,
    g.is_illustrative,
    g.source,
    g.note_vi,
    g.note_en
from target_gap g
order by g.plan_code, g.sort_order, g.target_no;

-- 
select
    p.plan_code,
    p.name_vi,
    p.name_en,
    p.owner_kind,
    p.owner_vi,
    p.owner_en,
    p.province_code,
    p.parent_code,
    p.first_year,
    p.last_year,
    p.document_no,
    p.issued_on,
    p.is_illustrative,
    p.note_vi,
    p.note_en,
    p.load_id
from improvement_plan p
order by p.plan_code;

-- 
select a.plan_code, a.agency_code, a.name_vi, a.name_en, a.parent_code, a.contact, a.email from plan_agency a order by a.plan_code, a.sort_order, a.agency_code;

-- @plan = KH-58-2021
select a.task_no, a.agency_code from task_agency a where a.plan_code = @plan order by a.task_no, a.agency_code;

-- @plan = KH-58-2021
select l.task_no, l.locality from task_locality l where l.plan_code = @plan order by l.task_no, l.locality;

-- 
select p.plan_code, p.index_code from plan_index p order by p.plan_code, p.index_code;

-- 
select p.plan_code, p.version_no, p.document_no, p.issued_on, p.loaded_at, p.file_name, p.load_id from plan_version p order by p.plan_code, p.version_no;

-- @plan = KH-58-2021
select p.task_no, p.index_code, p.item_code, p.weight from task_part p where p.plan_code = @plan order by p.task_no, p.index_code, p.item_code;

-- 
select v.plan_code, v.target_no, v.version_no, v.index_code, v.year, v.item_code, v.kind, v.value, v.base_year from target_version v order by v.plan_code, v.target_no, v.version_no;

-- @plan = KH-58-2021
select v.version_no, v.index_code, v.year, v.item_code, v.kind, v.value, v.base_year from target_version v where v.plan_code = @plan order by v.version_no desc, v.target_no;

-- @index = PAPI, @year0 = 2021, @item0 = PAPI, @province0 = 58
with field as (
    select
        s.index_code,
        s.year,
        e.previous_year,
        e.is_whole,
        s.level,
        s.item_code,
        i.sort_order as item_order,
        i.break_here,
        i.parts_break,
        s.province_code,
        'nation' as field_code,
        s.score
    from score s
    join edition e
        on e.index_code = s.index_code
       and e.year = s.year
    join item i
        on i.index_code = s.index_code
       and i.year = s.year
       and i.item_code = s.item_code
    join edition_province r
        on r.index_code = s.index_code
       and r.year = s.year
       and r.province_code = s.province_code
    where s.index_code = @index
      and (s.year in (@year0) or s.year in (select n.previous_year from edition n where n.index_code = @index and n.year in (@year0)))
      and s.item_code in (@item0)
),
ranked as (
    select
        f.index_code,
        f.year,
        f.previous_year,
        f.item_code,
        f.item_order,
        f.break_here,
        f.field_code,
        f.province_code,
        f.score,
        rank() over (partition by f.index_code, f.year, f.item_code, f.field_code order by f.score desc) as place,
        dense_rank() over (partition by f.index_code, f.year, f.item_code, f.field_code order by f.score desc) as step_no,
        row_number() over (partition by f.index_code, f.year, f.item_code, f.field_code order by f.score, f.province_code) as position,
        count(*) over (partition by f.index_code, f.year, f.item_code, f.field_code) as n_ranked,
        count(*) over (partition by f.index_code, f.year, f.item_code, f.field_code, f.score) as sharing
    from field f
    where f.score is not null
      and f.is_whole = 1
),
common as (
    select
        n.index_code,
        n.year,
        n.item_code,
        n.province_code,
        rank() over (partition by n.index_code, n.year, n.item_code, n.field_code order by n.score desc) as place,
        rank() over (partition by n.index_code, n.year, n.item_code, n.field_code order by o.score desc) as previous_place,
        count(*) over (partition by n.index_code, n.year, n.item_code, n.field_code) as n_common
    from ranked n
    join ranked o
        on o.index_code = n.index_code
       and o.year = n.previous_year
       and o.item_code = n.item_code
       and o.province_code = n.province_code
    where n.break_here = 0
),
standing as (
    select
        f.index_code,
        f.year,
        f.previous_year,
        f.item_code,
        f.item_order,
        f.break_here,
        f.parts_break,
        f.field_code,
        f.province_code,
        f.score,
        r.place,
        r.step_no,
        r.sharing
    from field f
    left join ranked r
        on r.index_code = f.index_code
       and r.year = f.year
       and r.item_code = f.item_code
       and r.province_code = f.province_code
)
select
    s.year,
    s.item_code,
    s.province_code,
    c.previous_place as common_previous_rank,
    c.n_common as common_ranked,
    c.previous_place - c.place as common_rank_change
from standing s
left join common c
    on c.index_code = s.index_code
   and c.year = s.year
   and c.item_code = s.item_code
   and c.province_code = s.province_code
where s.year in (@year0)
  and s.province_code in (@province0)
order by s.year, s.item_order, s.item_code, case when s.place is null then 1 else 0 end, s.place, s.province_code;

-- @index = PAPI, @year0 = 2020, @year1 = 2021, @item0 = PAPI
with field as (
    select
        s.index_code,
        s.year,
        e.previous_year,
        e.is_whole,
        s.level,
        s.item_code,
        i.sort_order as item_order,
        i.break_here,
        i.parts_break,
        s.province_code,
        'nation' as field_code,
        s.score
    from score s
    join edition e
        on e.index_code = s.index_code
       and e.year = s.year
    join item i
        on i.index_code = s.index_code
       and i.year = s.year
       and i.item_code = s.item_code
    join edition_province r
        on r.index_code = s.index_code
       and r.year = s.year
       and r.province_code = s.province_code
    where s.index_code = @index
      and s.year in (@year0, @year1)
      and s.item_code in (@item0)
),
ranked as (
    select
        f.index_code,
        f.year,
        f.previous_year,
        f.item_code,
        f.item_order,
        f.break_here,
        f.field_code,
        f.province_code,
        f.score,
        rank() over (partition by f.index_code, f.year, f.item_code, f.field_code order by f.score desc) as place,
        dense_rank() over (partition by f.index_code, f.year, f.item_code, f.field_code order by f.score desc) as step_no,
        row_number() over (partition by f.index_code, f.year, f.item_code, f.field_code order by f.score, f.province_code) as position,
        count(*) over (partition by f.index_code, f.year, f.item_code, f.field_code) as n_ranked,
        count(*) over (partition by f.index_code, f.year, f.item_code, f.field_code, f.score) as sharing
    from field f
    where f.score is not null
      and f.is_whole = 1
),
bound as (
    select
        r.index_code,
        r.year,
        r.item_code,
        r.item_order,
        r.field_code,
        count(*) as n_ranked,
        cast(round(avg(r.score), 8) as double precision) as mean_score,
        cast(round(avg(case when 2 * r.position between r.n_ranked and r.n_ranked + 2 then r.score end), 8) as double precision) as median_score,
        max(r.score) as best_score,
        min(r.score) as lowest_score,
        cast(round(sum(case when abs((r.n_ranked - 1) * 1 * 0.25e0 - (r.position - 1)) < 1 then r.score * (1 - abs((r.n_ranked - 1) * 1 * 0.25e0 - (r.position - 1))) else 0 end), 8) as double precision) as lower_quartile,
        cast(round(sum(case when abs((r.n_ranked - 1) * 2 * 0.25e0 - (r.position - 1)) < 1 then r.score * (1 - abs((r.n_ranked - 1) * 2 * 0.25e0 - (r.position - 1))) else 0 end), 8) as double precision) as middle_quartile,
        cast(round(sum(case when abs((r.n_ranked - 1) * 3 * 0.25e0 - (r.position - 1)) < 1 then r.score * (1 - abs((r.n_ranked - 1) * 3 * 0.25e0 - (r.position - 1))) else 0 end), 8) as double precision) as upper_quartile
    from ranked r
    group by r.index_code, r.year, r.item_code, r.item_order, r.field_code
)
select
    b.year,
    b.item_code,
    b.lowest_score as lowest_score,
    b.best_score as best_score
from bound b
where b.year in (@year0, @year1)
order by b.year, b.item_order, b.item_code;
