-- Improvement plans in force, what was reported of them, and what became of their targets. Public release files hold none of these rows. Made after the measures' views, which they read.

-- Grain: one row per plan: its newest file.
create view improvement_plan as
select
    d.plan_code,
    d.name_vi,
    d.name_en,
    d.owner_kind,
    d.owner_vi,
    d.owner_en,
    d.province_code,
    d.parent_code,
    d.first_year,
    d.last_year,
    d.document_no,
    d.issued_on,
    d.is_illustrative,
    d.note_vi,
    d.note_en,
    d.load_id
from dim_plan d
join newest_load n on n.load_id = d.load_id;
go
-- Grain: one row per file of a plan, from the first (version_no 1) to the one in force (is_newest 1).
create view plan_version as
select
    d.plan_code,
    cast(row_number() over (partition by d.plan_code order by d.load_id) as bigint) as version_no,
    case when n.load_id is null then 0 else 1 end as is_newest,
    d.document_no,
    d.issued_on,
    l.loaded_at,
    l.file_name,
    d.load_id
from dim_plan d
join visible_load v on v.load_id = d.load_id
join source_load l on l.load_id = d.load_id
left join newest_load n on n.load_id = d.load_id;
go
-- Grain: one row per plan and index.
create view plan_index as
select
    d.plan_code,
    d.index_code,
    d.load_id
from bridge_plan_index d
join newest_load n on n.load_id = d.load_id;
go
-- Grain: one row per plan and agency that it names; parent_code is the agency above it.
create view plan_agency as
select
    d.plan_code,
    d.agency_code,
    d.name_vi,
    d.name_en,
    d.parent_code,
    d.contact,
    d.email,
    d.sort_order,
    d.load_id
from dim_agency d
join newest_load n on n.load_id = d.load_id;
go
-- Grain: one row per plan and task.
create view plan_task as
select
    d.plan_code,
    d.task_no,
    d.content_vi,
    d.content_en,
    d.lead_agency_code,
    d.start_date,
    d.due_date,
    d.output_vi,
    d.output_en,
    d.budget_million_vnd,
    d.weight,
    d.is_illustrative,
    d.sort_order,
    d.load_id,
    d.sheet,
    d.place
from dim_task d
join newest_load n on n.load_id = d.load_id;
go
-- Grain: one row per plan, task and agency that works along.
create view task_agency as
select
    d.plan_code,
    d.task_no,
    d.agency_code,
    d.load_id
from bridge_task_agency d
join newest_load n on n.load_id = d.load_id;
go
-- Grain: one row per plan, task and locality.
create view task_locality as
select
    d.plan_code,
    d.task_no,
    d.locality,
    d.load_id
from bridge_task_locality d
join newest_load n on n.load_id = d.load_id;
go
-- Grain: one row per plan, task and part of an index that it serves; the weights of a task sum to 1.
create view task_part as
select
    d.plan_code,
    d.task_no,
    d.index_code,
    d.item_code,
    d.weight,
    d.load_id
from bridge_task_part d
join newest_load n on n.load_id = d.load_id;
go
-- Grain: one row per plan and target.
create view plan_target as
select
    d.plan_code,
    d.target_no,
    d.index_code,
    d.year,
    d.item_code,
    d.kind,
    d.value,
    d.of_n,
    d.base_year,
    d.is_illustrative,
    d.source,
    d.note_vi,
    d.note_en,
    d.sort_order,
    d.load_id,
    d.sheet,
    d.place
from fact_target d
join newest_load n on n.load_id = d.load_id;
go
-- Grain: one row per version of a plan and target: what was promised before it was amended.
create view target_version as
select
    d.plan_code,
    v.version_no,
    v.is_newest,
    d.target_no,
    d.index_code,
    d.year,
    d.item_code,
    d.kind,
    d.value,
    d.base_year,
    d.load_id
from fact_target d
join plan_version v on v.load_id = d.load_id;
go
-- Grain: one row per plan, task and reporting period: what was reported last of it. Also of tasks that the plan no longer has.
create view task_progress as
select
    x.plan_code,
    x.task_no,
    x.period_kind,
    x.period_start,
    x.period_end,
    x.percent_done,
    x.status,
    x.completed_on,
    x.note,
    x.evidence,
    x.is_illustrative,
    x.load_id,
    x.sheet,
    x.place
from (
    select
        f.plan_code,
        f.task_no,
        f.period_kind,
        f.period_start,
        f.period_end,
        f.percent_done,
        f.status,
        f.completed_on,
        f.note,
        f.evidence,
        f.is_illustrative,
        f.load_id,
        f.sheet,
        f.place,
        row_number() over (
            partition by f.plan_code, f.task_no, f.period_kind, f.period_end
            order by v.precedence desc, f.load_id desc
        ) as version
    from fact_task_progress f
    join visible_load v on v.load_id = f.load_id
) x
where x.version = 1;
go
-- Grain: one row per plan and target. wanted, reached and gap are in the target's own kind: points, a place or a group; a gap of 0 or more is met.
-- Places and groups are those derived from a whole edition, else the printed ones (result_basis); a printed group comes before a derived one.
-- rank_at_worst: the place if every province without a total stood ahead. base_place_of_wanted and base_score_of_wanted: what the target would have meant in the base year.
create view target_gap as
with printed as (
    select
        f.index_code,
        f.year,
        f.item_code,
        f.province_code,
        max(case when f.measure = 'rank' then f.value end) as place,
        max(case when f.measure = 'ranked' then f.value end) as n_ranked,
        max(case when f.measure = 'group' then case lower(f.words) when N'cao nhất' then 1 when N'trung bình cao' then 2 when N'trung bình thấp' then 3 when N'thấp nhất' then 4 end end) as group_no
    from published_fact f
    where f.scope = 'nation'
      and f.province_code <> ''
    group by f.index_code, f.year, f.item_code, f.province_code
),
held as (
    select
        s.index_code,
        s.year,
        s.item_code,
        s.province_code,
        s.score,
        s.rank_place as derived_place,
        coalesce(s.rank_place, p.place) as place,
        case when s.rank_place is not null then s.ranked else p.n_ranked end as n_ranked,
        coalesce(p.group_no, s.quartile_group) as group_no,
        case when s.rank_place is not null then 'derived' when p.place is not null then 'published' end as basis
    from national_place s
    left join printed p
        on p.index_code = s.index_code
       and p.year = s.year
       and p.item_code = s.item_code
       and p.province_code = s.province_code
),
resolved as (
    select
        t.plan_code,
        t.target_no,
        a.province_code,
        t.index_code,
        t.year,
        t.item_code,
        t.kind,
        t.value,
        t.of_n,
        t.base_year,
        b.score as base_score,
        b.place as base_rank,
        b.n_ranked as base_ranked,
        b.group_no as base_group,
        b.derived_place as base_derived_place,
        r.score as result_score,
        r.place as result_rank,
        r.n_ranked as result_ranked,
        r.group_no as result_group,
        r.basis as result_basis,
        c.n_provinces,
        c.is_whole,
        case when exists (
            select 1
            from item i
            where i.index_code = t.index_code
              and i.item_code = t.item_code
              and i.year > t.base_year
              and i.year <= t.year
              and i.break_here = 1
        ) then 0 else 1 end as is_comparable,
        case
            when t.kind in ('score', 'rank', 'group') then t.value
            when t.kind = 'score gain' then cast(round(b.score + t.value, 6) as double precision)
            when t.kind = 'rank gain' then b.place - t.value
            when t.kind = 'score held' then b.score
            else b.place
        end as wanted,
        case
            when t.kind in ('score', 'score gain', 'score held') then r.score
            when t.kind = 'group' then r.group_no
            else r.place
        end as reached,
        t.is_illustrative,
        t.source,
        t.note_vi,
        t.note_en,
        t.sort_order,
        t.load_id
    from plan_target t
    join improvement_plan a on a.plan_code = t.plan_code
    left join held b
        on b.index_code = t.index_code
       and b.year = t.base_year
       and b.item_code = t.item_code
       and b.province_code = a.province_code
    left join held r
        on r.index_code = t.index_code
       and r.year = t.year
       and r.item_code = t.item_code
       and r.province_code = a.province_code
    left join coverage c
        on c.index_code = t.index_code
       and c.year = t.year
       and c.item_code = t.item_code
),
measured as (
    select
        v.plan_code,
        v.target_no,
        v.province_code,
        v.index_code,
        v.year,
        v.item_code,
        v.kind,
        v.value,
        v.of_n,
        v.base_year,
        v.base_score,
        v.base_rank,
        v.base_ranked,
        v.base_group,
        v.base_derived_place,
        v.result_score,
        v.result_rank,
        v.result_ranked,
        v.result_group,
        v.result_basis,
        v.n_provinces,
        v.is_whole,
        v.is_comparable,
        v.wanted,
        v.reached,
        case
            when v.kind in ('score', 'score gain', 'score held') then cast(round(v.reached - v.wanted, 6) as double precision)
            else cast(v.wanted - v.reached as double precision)
        end as gap,
        v.is_illustrative,
        v.source,
        v.note_vi,
        v.note_en,
        v.sort_order,
        v.load_id
    from resolved v
)
select
    m.plan_code,
    m.target_no,
    m.province_code,
    m.index_code,
    m.year,
    m.item_code,
    m.kind,
    m.value,
    m.of_n,
    m.base_year,
    m.base_score,
    cast(m.base_rank as bigint) as base_rank,
    cast(m.base_ranked as bigint) as base_ranked,
    cast(m.base_group as bigint) as base_group,
    m.result_score,
    cast(m.result_rank as bigint) as result_rank,
    cast(m.result_ranked as bigint) as result_ranked,
    cast(m.result_group as bigint) as result_group,
    m.result_basis,
    cast(m.wanted as double precision) as wanted,
    cast(m.reached as double precision) as reached,
    m.gap,
    case
        when m.gap is null then 'not yet known'
        when m.is_comparable = 0 and m.kind in ('score gain', 'rank gain', 'score held', 'rank held') then 'not comparable'
        when m.gap >= 0 then 'met'
        else 'not met'
    end as status,
    case
        when m.gap is not null then null
        when m.n_provinces is null then 'no edition'
        when m.reached is null and m.is_whole = 0 then 'not held'
        when m.reached is null then 'no figure'
        else 'no base'
    end as unknown_reason,
    cast(m.result_rank + m.n_provinces - m.result_ranked as bigint) as rank_at_worst,
    case when m.kind in ('score', 'score gain', 'score held') then cast(round(m.wanted - m.base_score, 6) as double precision) when m.kind <> 'group' then cast(m.base_rank - m.wanted as double precision) end as wanted_gain,
    case when m.is_comparable = 1 then cast(round(m.result_score - m.base_score, 6) as double precision) end as score_gain,
    case when m.is_comparable = 1 then cast(m.base_rank - m.result_rank as bigint) end as rank_gain,
    case when m.kind in ('score', 'score gain') and m.base_derived_place is not null and m.is_comparable = 1 then cast((
        select count(*) + 1
        from held h
        where h.index_code = m.index_code
          and h.year = m.base_year
          and h.item_code = m.item_code
          and h.derived_place is not null
          and h.province_code <> m.province_code
          and h.score > m.wanted
    ) as bigint) end as base_place_of_wanted,
    case when m.kind in ('rank', 'rank gain') and m.base_derived_place is not null and m.is_comparable = 1 then (
        select min(h.score)
        from held h
        where h.index_code = m.index_code
          and h.year = m.base_year
          and h.item_code = m.item_code
          and h.derived_place <= m.wanted
    ) end as base_score_of_wanted,
    m.is_comparable,
    m.is_illustrative,
    m.source,
    m.note_vi,
    m.note_en,
    m.sort_order,
    m.load_id
from measured m;
