-- 
select
    e.index_code,
    e.year,
    e.ref_date,
    e.previous_year,
    e.is_whole,
    c.n_held,
    c.n_provinces
from edition e
left join item t
    on t.index_code = e.index_code
   and t.year = e.year
   and t.level = 'total'
left join coverage c
    on c.index_code = t.index_code
   and c.year = t.year
   and c.item_code = t.item_code
order by e.index_code, e.year;

-- 
select
    e.index_code,
    e.year,
    m.group_code,
    m.province_code
from group_member m
join edition e
    on m.valid_from <= e.ref_date
   and (m.valid_to is null or m.valid_to >= e.ref_date)
order by e.index_code, e.year, m.group_code, m.province_code;

-- 
select a.alias, a.province_code from province_alias a join newest_load n on n.load_id = a.load_id order by a.alias;

-- 
select distinct s.index_code, s.year, s.province_code, s.note_vi, s.note_en from published_score s where s.note_vi <> '' order by s.index_code, s.year, s.province_code;

-- 
select g.group_code, g.name_vi, g.name_en, g.members_vi, g.members_en from province_group g order by g.sort_order;

-- 
select g.region_code, g.name_vi, g.name_en from region g order by g.sort_order;

-- 
select i.index_code, i.year, i.level, i.item_code, i.parent_code, i.name_vi, i.name_en, i.min_score, i.max_score, i.break_here, i.parts_break, i.is_summed, i.weight from item i order by i.index_code, i.year, i.sort_order, i.item_code;

-- 
select i.load_id, i.sheet, i.place, i.message_vi, i.message_en from load_issue i join visible_load v on v.load_id = i.load_id order by i.load_id, i.issue_no;

-- 
select l.load_id, l.file_name, l.file_sha256, l.kind, l.scope, l.rows_loaded, l.citation, l.source, l.loaded_at from source_load l join visible_load v on v.load_id = l.load_id order by l.load_id;

-- 
select p.index_code, p.year, p.province_code, p.name_vi, p.name_en, p.full_name_vi, p.province_type, p.region_code from edition_province p order by p.index_code, p.year, p.province_code;

-- 
select p.province_code, p.valid_from, p.valid_to, p.name_vi, p.name_en, p.successor_code from province p order by p.province_code, p.valid_from;
