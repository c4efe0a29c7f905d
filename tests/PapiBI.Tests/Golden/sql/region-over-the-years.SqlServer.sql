-- @index = PAPI
-- @level0 = total
-- @region = DBSCL
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
        'region' as field_code,
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
      and s.level in (@level0)
      and r.region_code = @region
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
    b.mean_score as mean_score
from bound b
where 1 = 1
order by b.year
