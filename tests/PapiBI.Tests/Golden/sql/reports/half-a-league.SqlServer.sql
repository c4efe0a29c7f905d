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

-- @index = PAR_INDEX
select
    f.year,
    f.item_code,
    f.province_code,
    f.scope,
    f.scope_code,
    f.measure,
    f.value,
    f.words,
    f.basis,
    f.source,
    f.note_vi,
    f.note_en,
    f.load_id,
    f.sheet,
    f.place
from published_fact f
where f.index_code = @index
order by f.year, f.item_code, f.province_code, f.scope, f.scope_code, f.measure;

-- @index = PAR_INDEX, @year0 = 2021, @level0 = total
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
      and s.level in (@level0)
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
    s.province_code,
    s.score as score,
    s.place as rank_place,
    s.sharing as sharing_place,
    case when s.place is not null then 4 - (case when s.score >= b.lower_quartile then 1 else 0 end + case when s.score >= b.middle_quartile then 1 else 0 end + case when s.score >= b.upper_quartile then 1 else 0 end) end as quartile_group,
    p.score as previous_score,
    p.place as previous_rank,
    q.n_ranked as previous_ranked,
    cast(round(s.score - p.score, 6) as double precision) as score_change,
    case when s.score is null or p.score is null then null when cast(round(abs(s.score - p.score), 8) as double precision) > cast(round(0.05e0 * abs(p.score), 8) as double precision) then 1 else 0 end as is_material_change,
    p.place - s.place as rank_change,
    c.place as common_rank,
    c.previous_place as common_previous_rank,
    c.n_common as common_ranked,
    c.previous_place - c.place as common_rank_change,
    u.score - s.score as to_next_place,
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
    cast(round(b.best_score - b.lowest_score, 6) as double precision) as spread
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
left join uncertainty w
    on w.index_code = s.index_code
   and w.year = s.year
   and w.item_code = s.item_code
   and w.province_code = s.province_code
where s.year in (@year0)
order by case when s.place is null then 1 else 0 end, s.place, s.province_code;

-- @index = PAR_INDEX, @year0 = 2021, @level0 = total
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
),
both_years as (
    select
        n.index_code,
        n.year,
        n.previous_year,
        n.province_code,
        n.field_code,
        i.is_summed
    from field n
    join field o
        on o.index_code = n.index_code
       and o.year = n.previous_year
       and o.item_code = n.item_code
       and o.province_code = n.province_code
    join item i
        on i.index_code = n.index_code
       and i.year = n.year
       and i.item_code = n.item_code
    where n.level = 'total'
      and n.break_here = 0
      and n.is_whole = 1
      and o.is_whole = 1
      and n.score is not null
      and o.score is not null
),
part as (
    select
        b.index_code,
        b.year,
        b.province_code,
        b.field_code,
        f.level,
        f.item_code,
        min(f.item_order) as item_order,
        cast(round(sum(case when f.year = b.year then f.score else -f.score end), 6) as double precision) as contribution,
        case when count(*) = 2 and max(case when f.year = b.year then f.break_here else 0 end) = 0 then 1 else 0 end as is_comparable
    from both_years b
    join field f
        on f.index_code = b.index_code
       and f.province_code = b.province_code
       and (f.year = b.year or f.year = b.previous_year)
       and (b.is_summed = 1 or f.level = 'total')
    group by b.index_code, b.year, b.province_code, b.field_code, f.level, f.item_code
),
movement as (
    select
        t.index_code,
        t.year,
        t.level,
        t.item_code,
        t.item_order,
        t.province_code,
        t.contribution,
        t.is_comparable,
        cast(round(avg(t.contribution) over (partition by t.index_code, t.year, t.item_code, t.field_code), 8) as double precision) as field_movement
    from part t
)
select
    m.province_code,
    m.field_movement as field_movement
from movement m
where m.year in (@year0)
  and m.level in (@level0)
order by m.province_code;

-- @index = PAR_INDEX, @year0 = 2021, @level0 = dimension
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
      and s.year in (@year0)
      and s.level in (@level0)
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
    b.item_code,
    b.n_ranked as ranked,
    b.mean_score as mean_score,
    b.median_score as median_score,
    b.best_score as best_score,
    b.lowest_score as lowest_score,
    b.lower_quartile as lower_quartile,
    b.upper_quartile as upper_quartile,
    cast(round(b.best_score - b.lowest_score, 6) as double precision) as spread
from bound b
where b.year in (@year0)
order by b.item_order, b.item_code;

-- @index = PAR_INDEX, @year0 = 2021, @level0 = dimension
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
      and s.year in (@year0)
      and s.level in (@level0)
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
    s.province_code,
    s.score as score,
    s.place as rank_place,
    s.sharing as sharing_place,
    b.n_ranked as ranked,
    s.score - b.mean_score as to_mean
from standing s
left join bound b
    on b.index_code = s.index_code
   and b.year = s.year
   and b.item_code = s.item_code
   and b.field_code = s.field_code
where s.year in (@year0)
order by s.item_order, s.item_code, case when s.place is null then 1 else 0 end, s.place, s.province_code;

-- @index = PAR_INDEX, @year0 = 2012, @year1 = 2013, @year2 = 2014, @year3 = 2015, @year4 = 2016, @year5 = 2017, @year6 = 2018, @year7 = 2019, @year8 = 2020, @year9 = 2021, @level0 = total
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
      and s.year in (@year0, @year1, @year2, @year3, @year4, @year5, @year6, @year7, @year8, @year9)
      and s.level in (@level0)
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
    b.n_ranked as ranked,
    b.mean_score as mean_score,
    b.median_score as median_score,
    b.best_score as best_score,
    b.lowest_score as lowest_score,
    b.lower_quartile as lower_quartile,
    b.upper_quartile as upper_quartile,
    cast(round(b.best_score - b.lowest_score, 6) as double precision) as spread
from bound b
where b.year in (@year0, @year1, @year2, @year3, @year4, @year5, @year6, @year7, @year8, @year9)
order by b.year;

-- @index = PAR_INDEX, @year0 = 2021, @level0 = total
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
        r.region_code as field_code,
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
      and s.level in (@level0)
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
    s.province_code,
    s.score as score,
    s.place as rank_place,
    s.sharing as sharing_place,
    c.n_common as common_ranked,
    b.n_ranked as ranked,
    b.mean_score as mean_score,
    b.median_score as median_score,
    b.best_score as best_score,
    b.lowest_score as lowest_score,
    b.lower_quartile as lower_quartile,
    b.upper_quartile as upper_quartile,
    cast(round(b.best_score - b.lowest_score, 6) as double precision) as spread
from standing s
left join bound b
    on b.index_code = s.index_code
   and b.year = s.year
   and b.item_code = s.item_code
   and b.field_code = s.field_code
left join common c
    on c.index_code = s.index_code
   and c.year = s.year
   and c.item_code = s.item_code
   and c.province_code = s.province_code
where s.year in (@year0)
order by case when s.place is null then 1 else 0 end, s.place, s.province_code;

-- @index = PAR_INDEX, @year0 = 2021, @level0 = total
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
        r.region_code as field_code,
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
),
both_years as (
    select
        n.index_code,
        n.year,
        n.previous_year,
        n.province_code,
        n.field_code,
        i.is_summed
    from field n
    join field o
        on o.index_code = n.index_code
       and o.year = n.previous_year
       and o.item_code = n.item_code
       and o.province_code = n.province_code
    join item i
        on i.index_code = n.index_code
       and i.year = n.year
       and i.item_code = n.item_code
    where n.level = 'total'
      and n.break_here = 0
      and n.is_whole = 1
      and o.is_whole = 1
      and n.score is not null
      and o.score is not null
),
part as (
    select
        b.index_code,
        b.year,
        b.province_code,
        b.field_code,
        f.level,
        f.item_code,
        min(f.item_order) as item_order,
        cast(round(sum(case when f.year = b.year then f.score else -f.score end), 6) as double precision) as contribution,
        case when count(*) = 2 and max(case when f.year = b.year then f.break_here else 0 end) = 0 then 1 else 0 end as is_comparable
    from both_years b
    join field f
        on f.index_code = b.index_code
       and f.province_code = b.province_code
       and (f.year = b.year or f.year = b.previous_year)
       and (b.is_summed = 1 or f.level = 'total')
    group by b.index_code, b.year, b.province_code, b.field_code, f.level, f.item_code
),
movement as (
    select
        t.index_code,
        t.year,
        t.level,
        t.item_code,
        t.item_order,
        t.province_code,
        t.contribution,
        t.is_comparable,
        cast(round(avg(t.contribution) over (partition by t.index_code, t.year, t.item_code, t.field_code), 8) as double precision) as field_movement
    from part t
)
select
    m.province_code,
    m.field_movement as field_movement
from movement m
where m.year in (@year0)
  and m.level in (@level0)
order by m.province_code;
