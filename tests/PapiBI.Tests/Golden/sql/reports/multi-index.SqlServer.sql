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

-- @index = PAPI
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

-- @index = PAPI, @year0 = 2021, @item0 = PAPI, @group = TPTTTW, @province0 = 92
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
        'group' as field_code,
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
      and exists (
          select 1
          from group_member g
          where g.group_code = @group
            and g.province_code = s.province_code
            and g.valid_from <= e.ref_date
            and (g.valid_to is null or g.valid_to >= e.ref_date)
      )
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
    s.province_code,
    s.score as score,
    s.place as rank_place,
    s.sharing as sharing_place,
    b.n_ranked as ranked,
    p.place - s.place as rank_change,
    b.mean_score as mean_score
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
where s.year in (@year0)
  and s.province_code in (@province0)
order by case when s.place is null then 1 else 0 end, s.place, s.province_code;

-- @index = PAPI, @year0 = 2021, @item0 = PAPI, @province0 = 92
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
    s.province_code,
    s.score as score,
    s.place as rank_place,
    s.sharing as sharing_place,
    b.n_ranked as ranked,
    case when s.place is not null then 4 - (case when s.score >= b.lower_quartile then 1 else 0 end + case when s.score >= b.middle_quartile then 1 else 0 end + case when s.score >= b.upper_quartile then 1 else 0 end) end as quartile_group,
    p.score as previous_score,
    p.place as previous_rank,
    q.n_ranked as previous_ranked,
    cast(round(s.score - p.score, 6) as double precision) as score_change,
    p.place - s.place as rank_change,
    b.mean_score as mean_score,
    b.median_score as median_score,
    s.score - b.mean_score as to_mean
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
where s.year in (@year0)
  and s.province_code in (@province0)
order by case when s.place is null then 1 else 0 end, s.place, s.province_code;

-- @index = PAPI, @year0 = 2021, @level0 = dimension, @province0 = 92
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
    b.n_ranked as ranked,
    cast(round(s.score - p.score, 6) as double precision) as score_change,
    b.mean_score as mean_score,
    s.score - b.mean_score as to_mean
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
where s.year in (@year0)
  and s.province_code in (@province0)
order by s.item_order, s.item_code;

-- @index = SIPAS, @year0 = 2017, @year1 = 2018, @year2 = 2019, @year3 = 2020, @year4 = 2021, @level0 = total, @province0 = 92
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
      and (s.year in (@year0, @year1, @year2, @year3, @year4) or s.year in (select n.previous_year from edition n where n.index_code = @index and n.year in (@year0, @year1, @year2, @year3, @year4)))
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
    s.year,
    s.score as score,
    s.place as rank_place,
    s.sharing as sharing_place,
    b.n_ranked as ranked,
    cast(round(s.score - p.score, 6) as double precision) as score_change,
    p.place - s.place as rank_change,
    b.mean_score as mean_score
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
where s.year in (@year0, @year1, @year2, @year3, @year4)
  and s.province_code in (@province0)
order by s.year;

-- @index = PAR_INDEX, @year0 = 2012, @year1 = 2013, @year2 = 2014, @year3 = 2015, @year4 = 2016, @year5 = 2017, @year6 = 2018, @year7 = 2019, @year8 = 2020, @year9 = 2021, @level0 = total, @province0 = 92
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
      and (s.year in (@year0, @year1, @year2, @year3, @year4, @year5, @year6, @year7, @year8, @year9) or s.year in (select n.previous_year from edition n where n.index_code = @index and n.year in (@year0, @year1, @year2, @year3, @year4, @year5, @year6, @year7, @year8, @year9)))
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
    s.year,
    s.score as score,
    s.place as rank_place,
    s.sharing as sharing_place,
    b.n_ranked as ranked,
    cast(round(s.score - p.score, 6) as double precision) as score_change,
    p.place - s.place as rank_change,
    b.mean_score as mean_score
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
where s.year in (@year0, @year1, @year2, @year3, @year4, @year5, @year6, @year7, @year8, @year9)
  and s.province_code in (@province0)
order by s.year;

-- @index = PAPI, @year0 = 2011, @year1 = 2012, @year2 = 2013, @year3 = 2014, @year4 = 2015, @year5 = 2016, @year6 = 2017, @year7 = 2018, @year8 = 2019, @year9 = 2020, @year10 = 2021, @level0 = total, @province0 = 92
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
      and (s.year in (@year0, @year1, @year2, @year3, @year4, @year5, @year6, @year7, @year8, @year9, @year10) or s.year in (select n.previous_year from edition n where n.index_code = @index and n.year in (@year0, @year1, @year2, @year3, @year4, @year5, @year6, @year7, @year8, @year9, @year10)))
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
    s.year,
    s.score as score,
    s.place as rank_place,
    s.sharing as sharing_place,
    b.n_ranked as ranked,
    cast(round(s.score - p.score, 6) as double precision) as score_change,
    p.place - s.place as rank_change,
    b.mean_score as mean_score
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
where s.year in (@year0, @year1, @year2, @year3, @year4, @year5, @year6, @year7, @year8, @year9, @year10)
  and s.province_code in (@province0)
order by s.year;

-- @index = PCI, @year0 = 2005, @year1 = 2006, @year2 = 2007, @year3 = 2008, @year4 = 2009, @year5 = 2010, @year6 = 2011, @year7 = 2012, @year8 = 2013, @year9 = 2014, @year10 = 2015, @year11 = 2016, @year12 = 2017, @year13 = 2018, @year14 = 2019, @year15 = 2020, @year16 = 2021, @level0 = total, @province0 = 92
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
      and (s.year in (@year0, @year1, @year2, @year3, @year4, @year5, @year6, @year7, @year8, @year9, @year10, @year11, @year12, @year13, @year14, @year15, @year16) or s.year in (select n.previous_year from edition n where n.index_code = @index and n.year in (@year0, @year1, @year2, @year3, @year4, @year5, @year6, @year7, @year8, @year9, @year10, @year11, @year12, @year13, @year14, @year15, @year16)))
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
    s.year,
    s.score as score,
    s.place as rank_place,
    s.sharing as sharing_place,
    b.n_ranked as ranked,
    cast(round(s.score - p.score, 6) as double precision) as score_change,
    p.place - s.place as rank_change,
    b.mean_score as mean_score
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
where s.year in (@year0, @year1, @year2, @year3, @year4, @year5, @year6, @year7, @year8, @year9, @year10, @year11, @year12, @year13, @year14, @year15, @year16)
  and s.province_code in (@province0)
order by s.year;

-- @index = PAPI, @year0 = 2021, @item0 = PAPI
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
    b.n_ranked as ranked
from standing s
left join bound b
    on b.index_code = s.index_code
   and b.year = s.year
   and b.item_code = s.item_code
   and b.field_code = s.field_code
where s.year in (@year0)
order by case when s.place is null then 1 else 0 end, s.place, s.province_code;

-- @index = PAPI, @year0 = 2021, @item0 = PAPI, @province0 = 92
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
    b.n_ranked as ranked,
    p.place - s.place as rank_change,
    b.mean_score as mean_score
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
where s.year in (@year0)
  and s.province_code in (@province0)
order by case when s.place is null then 1 else 0 end, s.place, s.province_code;
