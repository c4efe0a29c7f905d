-- vi: Mục tiêu thuộc một nội dung mà chỉ số chưa từng có hoặc một chỉ số ngoài kế hoạch.
-- en: A target is of an item that its index never had, or of an index that the plan does not cover.
select
    t.load_id,
    t.sheet,
    t.place,
    concat(t.plan_code, ' ', t.target_no, ' ', t.index_code, ' ', t.year, ' ', t.item_code) as what
from plan_target t
where not exists (
    select 1
    from item i
    where i.index_code = t.index_code
      and i.item_code = t.item_code
)
   or not exists (
    select 1
    from plan_index x
    where x.plan_code = t.plan_code
      and x.index_code = t.index_code
)
order by t.plan_code, t.target_no
