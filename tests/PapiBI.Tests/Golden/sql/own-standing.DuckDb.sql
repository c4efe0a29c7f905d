-- @index = PAPI
-- @year0 = 2021
-- @province0 = 92
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
    where s.index_code = $index
      and (s.year in ($year0) or s.year in (select n.previous_year from edition n where n.index_code = $index and n.year in ($year0)))
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
),
nation_bound as (
    select
        s.index_code,
        s.year,
        s.item_code,
        cast(round(avg(s.score), 8) as double precision) as mean_score
    from score s
    join edition e
        on e.index_code = s.index_code
       and e.year = s.year
    where s.index_code = $index
      and s.year in ($year0)
      and e.is_whole = 1
      and s.score is not null
    group by s.index_code, s.year, s.item_code
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
step as (
    select distinct
        r.index_code,
        r.year,
        r.item_code,
        r.field_code,
        r.step_no,
        r.place,
        r.score
    from ranked r
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
    s.item_code,
    s.score as score,
    s.place as rank_place,
    s.sharing as sharing_place,
    case when s.place is not null then 4 - (case when s.score >= b.lower_quartile then 1 else 0 end + case when s.score >= b.middle_quartile then 1 else 0 end + case when s.score >= b.upper_quartile then 1 else 0 end) end as quartile_group,
    p.score as previous_score,
    p.place as previous_rank,
    q.n_ranked as previous_ranked,
    case when p.place is not null then 4 - (case when p.score >= q.lower_quartile then 1 else 0 end + case when p.score >= q.middle_quartile then 1 else 0 end + case when p.score >= q.upper_quartile then 1 else 0 end) end as previous_quartile_group,
    cast(round(s.score - p.score, 6) as double precision) as score_change,
    1e0 * (s.score - p.score) / nullif(p.score, 0) as relative_change,
    case when s.score is null or p.score is null then null when cast(round(abs(s.score - p.score), 8) as double precision) > cast(round(0.05e0 * abs(p.score), 8) as double precision) then 1 else 0 end as is_material_change,
    p.place - s.place as rank_change,
    c.place as common_rank,
    c.previous_place as common_previous_rank,
    c.n_common as common_ranked,
    c.previous_place - c.place as common_rank_change,
    s.score - b.mean_score as to_mean,
    s.score - b.median_score as to_median,
    s.score - b.best_score as to_best,
    u.score - s.score as to_next_place,
    (select min(f.score) from step f where f.index_code = s.index_code and f.year = s.year and f.item_code = s.item_code and f.field_code = s.field_code and f.place <= s.place - 5) - s.score as to_five_up,
    case when s.score < b.lower_quartile then b.lower_quartile when s.score < b.middle_quartile then b.middle_quartile when s.score < b.upper_quartile then b.upper_quartile end - s.score as to_next_group,
    s.score - d.score as cushion,
    s.break_here as is_break,
    s.parts_break as is_parts_break,
    w.standard_error as standard_error,
    w.interval_low as interval_low,
    w.interval_high as interval_high,
    w.interval_multiplier as interval_multiplier,
    b.n_ranked as ranked,
    b.mean_score as mean_score,
    b.median_score as median_score,
    b.best_score as best_score,
    b.lowest_score as lowest_score,
    b.lower_quartile as lower_quartile,
    b.upper_quartile as upper_quartile,
    cast(round(b.best_score - b.lowest_score, 6) as double precision) as spread,
    b.mean_score - a.mean_score as mean_to_all
from standing s
left join bound b
    on b.index_code = s.index_code
   and b.year = s.year
   and b.item_code = s.item_code
   and b.field_code = s.field_code
left join nation_bound a
    on a.index_code = b.index_code
   and a.year = b.year
   and a.item_code = b.item_code
left join standing p
    on p.index_code = s.index_code
   and p.year = case when s.break_here = 0 then s.previous_year end
   and p.item_code = s.item_code
   and p.province_code = s.province_code
left join bound q
    on q.index_code = p.index_code
   and q.year = p.year
   and q.item_code = p.item_code
   and q.field_code = p.field_code
left join common c
    on c.index_code = s.index_code
   and c.year = s.year
   and c.item_code = s.item_code
   and c.province_code = s.province_code
left join step u
    on u.index_code = s.index_code
   and u.year = s.year
   and u.item_code = s.item_code
   and u.field_code = s.field_code
   and u.step_no = s.step_no - 1
left join step d
    on d.index_code = s.index_code
   and d.year = s.year
   and d.item_code = s.item_code
   and d.field_code = s.field_code
   and d.step_no = s.step_no + 1
left join uncertainty w
    on w.index_code = s.index_code
   and w.year = s.year
   and w.item_code = s.item_code
   and w.province_code = s.province_code
where s.year in ($year0)
  and s.province_code in ($province0)
order by s.item_order, s.item_code
