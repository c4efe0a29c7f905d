-- On a server the views that every question starts from read what was worked out when the release was published; the others stand above them.
-- A session that names a release sees that one, any other the newest. Only what is committed is one: the hints hold where somebody asks to read uncommitted
-- rows, as a load under way puts its rows into a release on trial. T-SQL.

create view shown_release as
select coalesce(
    (
        select r.release_id
        from release r with (readcommitted)
        where r.release_id = cast(session_context(N'papibi_release') as integer)
    ),
    case
        when session_context(N'papibi_release') is null then (select max(n.release_id) from release n with (readcommitted))
    end
) as release_id;
go
create view item as
select
    x.index_code,
    x.year,
    x.level,
    x.item_code,
    x.parent_code,
    x.name_vi,
    x.name_en,
    x.min_score,
    x.max_score,
    x.sort_order,
    x.break_here,
    x.parts_break,
    x.is_summed,
    x.weight,
    x.load_id
from released.item x
where x.release_id = (select s.release_id from shown_release s);
go
create view edition_province as
select
    x.index_code,
    x.year,
    x.province_code,
    x.name_vi,
    x.name_en,
    x.full_name_vi,
    x.province_type,
    x.region_code,
    x.population
from released.edition_province x
where x.release_id = (select s.release_id from shown_release s);
go
create view published_score as
select
    x.index_code,
    x.year,
    x.item_code,
    x.province_code,
    x.score,
    x.note_vi,
    x.note_en,
    x.load_id,
    x.sheet,
    x.place
from released.published_score x
where x.release_id = (select s.release_id from shown_release s);
go
create view published_fact as
select
    x.index_code,
    x.year,
    x.item_code,
    x.province_code,
    x.scope,
    x.scope_code,
    x.measure,
    x.value,
    x.words,
    x.basis,
    x.source,
    x.note_vi,
    x.note_en,
    x.load_id,
    x.sheet,
    x.place
from released.published_fact x
where x.release_id = (select s.release_id from shown_release s);
go
create view score as
select
    x.index_code,
    x.year,
    x.level,
    x.item_code,
    x.province_code,
    x.score,
    x.n_parts,
    x.n_held
from released.score x
where x.release_id = (select s.release_id from shown_release s);
go
create view coverage as
select
    x.index_code,
    x.year,
    x.item_code,
    x.is_whole,
    x.n_provinces,
    x.n_scored,
    x.n_held
from released.coverage x
where x.release_id = (select s.release_id from shown_release s);
