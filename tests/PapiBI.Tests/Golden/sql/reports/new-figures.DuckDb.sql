-- @known = 0
select
    f.index_code,
    f.year
from fact_score f
join visible_load v on v.load_id = f.load_id
where f.load_id > $known
union
select
    p.index_code,
    p.year
from fact_published p
join visible_load v on v.load_id = p.load_id
where p.load_id > $known
union
select
    u.index_code,
    u.year
from fact_uncertainty u
join visible_load v on v.load_id = u.load_id
where u.load_id > $known
order by index_code, year;

-- 
select coalesce(max(v.load_id), 0) from visible_load v;
