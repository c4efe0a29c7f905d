-- @index = PAPI
-- @year0 = 2021
-- @level0 = total
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
      and s.level in ($level0)
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
    s.province_code,
    s.score as score,
    s.place as rank_place,
    cast(round(s.score - p.score, 6) as double precision) as score_change,
    p.place - s.place as rank_change,
    case when s.place is not null then 4 - (case when s.score >= b.lower_quartile then 1 else 0 end + case when s.score >= b.middle_quartile then 1 else 0 end + case when s.score >= b.upper_quartile then 1 else 0 end) end as quartile_group,
    u.score - s.score as to_next_place
from standing s
left join bound b
    on b.index_code = s.index_code
   and b.year = s.year
   and b.item_code = s.item_code
   and b.field_code = s.field_code
left join standing p
    on p.index_code = s.index_code
   and p.year = case when s.break_here = 0 then s.previous_year end
   and p.item_code = s.item_code
   and p.province_code = s.province_code
left join step u
    on u.index_code = s.index_code
   and u.year = s.year
   and u.item_code = s.item_code
   and u.field_code = s.field_code
   and u.step_no = s.step_no - 1
where s.year in ($year0)
order by case when s.place is null then 1 else 0 end, s.place, s.province_code
