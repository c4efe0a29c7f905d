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

-- 
select p.plan_code, p.index_code from plan_index p order by p.plan_code, p.index_code;

-- 
select p.plan_code, p.version_no, p.document_no, p.issued_on, p.loaded_at, p.file_name, p.load_id from plan_version p order by p.plan_code, p.version_no;

-- @index = PAPI, @year = 2021, @province = 92, @item = PAPI
with cell as (
    select
        s.index_code,
        s.year,
        s.item_code,
        s.province_code,
        s.score,
        s.sheet,
        s.place,
        s.load_id,
        0 as is_printed
    from fact_score s
    union all
    select
        p.index_code,
        p.year,
        p.item_code,
        p.province_code,
        p.value as score,
        p.sheet,
        p.place,
        p.load_id,
        1 as is_printed
    from fact_published p
    join item i
        on i.index_code = p.index_code
       and i.year = p.year
       and i.item_code = p.item_code
    where p.measure = 'score'
      and p.scope = 'nation'
      and (
        i.is_summed = 0
        or not exists (
            select 1
            from item c
            where c.index_code = i.index_code
              and c.year = i.year
              and c.parent_code = i.item_code
        )
    )
)
select
    f.item_code,
    f.score,
    f.sheet,
    f.place,
    f.load_id,
    l.file_name,
    l.file_sha256,
    l.citation,
    l.source,
    l.loaded_at,
    case when row_number() over (partition by f.item_code, f.province_code order by f.is_printed, v.precedence desc, f.load_id desc) > 1 then 1 else 0 end as is_superseded,
    f.province_code
from cell f
join visible_load v on v.load_id = f.load_id
join source_load l on l.load_id = f.load_id
join item i
    on i.index_code = f.index_code
   and i.year = f.year
   and i.item_code = f.item_code
join item t
    on t.index_code = i.index_code
   and t.year = i.year
   and t.item_code = @item
left join item d
    on d.index_code = i.index_code
   and d.year = i.year
   and d.item_code = i.parent_code
where f.index_code = @index
  and f.year = @year
  and (@province = '' or f.province_code = @province)
  and (
    i.item_code = t.item_code
    or (t.is_summed = 1 and i.parent_code = t.item_code)
    or (t.is_summed = 1 and d.is_summed = 1 and d.parent_code = t.item_code)
)
order by i.sort_order, f.item_code, f.is_printed, v.precedence desc, f.load_id desc;

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

-- @index = PAPI, @year0 = 2021, @level0 = total, @group = TPTTTW, @province0 = 92
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
      and s.level in (@level0)
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
    s.item_code,
    s.score as score,
    s.place as rank_place,
    s.sharing as sharing_place,
    b.n_ranked as ranked,
    p.place as previous_rank,
    q.n_ranked as previous_ranked,
    p.place - s.place as rank_change,
    cast(round(s.score - p.score, 6) as double precision) as score_change,
    b.mean_score as mean_score,
    b.best_score as best_score,
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
order by s.item_order, s.item_code;

-- @index = PAPI, @year0 = 2021, @level0 = total, @group = TPTTTW
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
      and s.level in (@level0)
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
    cast(round(s.score - p.score, 6) as double precision) as score_change,
    p.place - s.place as rank_change,
    case when s.place is not null then 4 - (case when s.score >= b.lower_quartile then 1 else 0 end + case when s.score >= b.middle_quartile then 1 else 0 end + case when s.score >= b.upper_quartile then 1 else 0 end) end as quartile_group,
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
    s.province_code,
    cast(count(cast(round(s.score - p.score, 6) as double precision)) as bigint) as items_compared,
    cast(sum(case when cast(round(s.score - p.score, 6) as double precision) > 0 then 1 when cast(round(s.score - p.score, 6) as double precision) is not null then 0 end) as bigint) as items_up,
    cast(sum(case when cast(round(s.score - p.score, 6) as double precision) < 0 then 1 when cast(round(s.score - p.score, 6) as double precision) is not null then 0 end) as bigint) as items_down,
    cast(sum(case when p.place - s.place > 0 then 1 when p.place - s.place is not null then 0 end) as bigint) as items_rank_up,
    cast(sum(case when p.place - s.place < 0 then 1 when p.place - s.place is not null then 0 end) as bigint) as items_rank_down,
    cast(sum(case when s.score - b.mean_score > 0 then 1 when s.score - b.mean_score is not null then 0 end) as bigint) as items_above_mean,
    cast(sum(case when s.score - b.mean_score < 0 then 1 when s.score - b.mean_score is not null then 0 end) as bigint) as items_below_mean
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
group by s.province_code
order by s.province_code;

-- @index = PAPI, @year0 = 2021, @level0 = total
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
    s.province_code,
    s.score as score,
    s.place as rank_place,
    s.sharing as sharing_place,
    b.n_ranked as ranked,
    cast(round(s.score - p.score, 6) as double precision) as score_change,
    p.place - s.place as rank_change,
    case when s.place is not null then 4 - (case when s.score >= b.lower_quartile then 1 else 0 end + case when s.score >= b.middle_quartile then 1 else 0 end + case when s.score >= b.upper_quartile then 1 else 0 end) end as quartile_group,
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
order by case when s.place is null then 1 else 0 end, s.place, s.province_code;

-- @index = PAPI, @year0 = 2021, @province0 = 92
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
    m.item_code,
    m.contribution as contribution,
    m.field_movement as field_movement,
    cast(round(m.contribution - m.field_movement, 8) as double precision) as own_movement,
    m.is_comparable as is_comparable_part
from movement m
where m.year in (@year0)
  and m.province_code in (@province0)
order by m.item_order, m.item_code;

-- @index = PAPI, @year0 = 2021, @province0 = 92
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
    s.item_code,
    s.score as score,
    s.place as rank_place,
    s.sharing as sharing_place,
    b.n_ranked as ranked,
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
    b.mean_score as mean_score,
    b.median_score as median_score,
    b.best_score as best_score,
    s.score - b.mean_score as to_mean,
    s.score - b.median_score as to_median,
    s.score - b.best_score as to_best,
    u.score - s.score as to_next_place,
    (select min(f.score) from step f where f.index_code = s.index_code and f.year = s.year and f.item_code = s.item_code and f.field_code = s.field_code and f.place <= s.place - 5) - s.score as to_five_up,
    case when s.score < b.lower_quartile then b.lower_quartile when s.score < b.middle_quartile then b.middle_quartile when s.score < b.upper_quartile then b.upper_quartile end - s.score as to_next_group,
    s.score - d.score as cushion,
    w.standard_error as standard_error,
    w.interval_low as interval_low,
    w.interval_high as interval_high,
    w.interval_multiplier as interval_multiplier
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
where s.year in (@year0)
  and s.province_code in (@province0)
order by s.item_order, s.item_code;

-- @index = PAPI, @year0 = 2011, @province0 = 92
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
    s.item_code,
    s.score as score,
    s.place as rank_place,
    s.sharing as sharing_place,
    b.n_ranked as ranked,
    b.mean_score as mean_score,
    s.score - b.mean_score as to_mean,
    cast(round(s.score - p.score, 6) as double precision) as score_change,
    p.place - s.place as rank_change,
    case when s.place is not null then 4 - (case when s.score >= b.lower_quartile then 1 else 0 end + case when s.score >= b.middle_quartile then 1 else 0 end + case when s.score >= b.upper_quartile then 1 else 0 end) end as quartile_group
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
order by s.year, s.item_order, s.item_code;

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

-- @index = PAPI, @year0 = 2021, @level0 = dimension
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
        f.score
    from field f
)
select
    s.item_code,
    s.province_code,
    s.score as score
from standing s
where s.year in (@year0)
order by s.item_order, s.item_code, s.province_code;

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

-- @index = PAPI, @year0 = 2021, @level0 = total
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
    cast(round(s.score - p.score, 6) as double precision) as score_change,
    p.place - s.place as rank_change,
    case when s.place is not null then 4 - (case when s.score >= b.lower_quartile then 1 else 0 end + case when s.score >= b.middle_quartile then 1 else 0 end + case when s.score >= b.upper_quartile then 1 else 0 end) end as quartile_group,
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
order by case when s.place is null then 1 else 0 end, s.place, s.province_code;

-- @index = PAPI, @year0 = 2021, @province0 = 92
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
    p.place as previous_rank,
    q.n_ranked as previous_ranked,
    p.place - s.place as rank_change,
    cast(round(s.score - p.score, 6) as double precision) as score_change,
    b.mean_score as mean_score,
    b.best_score as best_score,
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
order by s.item_order, s.item_code;
