-- vi: Nội dung không có nội dung cấp trên trong cùng năm, hoặc một năm của chỉ số không có dòng tổng.
-- en: An item has no parent in its year, or a year of an index has no total.
select
    i.load_id,
    '' as sheet,
    '' as place,
    concat(i.index_code, ' ', i.year, ' ', i.item_code, ' -> ', i.parent_code) as what
from item i
where i.level <> 'total'
  and not exists (
    select 1
    from item p
    where p.index_code = i.index_code
      and p.year = i.year
      and p.item_code = i.parent_code
)
order by i.index_code, i.year, i.item_code
