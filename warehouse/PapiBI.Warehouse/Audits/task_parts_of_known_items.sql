-- vi: Nhiệm vụ phục vụ một nội dung mà chỉ số chưa từng có, hoặc một chỉ số ngoài kế hoạch.
-- en: A task serves an item that its index never had, or an index that the plan does not cover.
select
    s.load_id,
    coalesce(t.sheet, '') as sheet,
    coalesce(t.place, '') as place,
    concat(s.plan_code, ' ', s.task_no, ' ', s.index_code, ' ', s.item_code) as what
from task_part s
left join plan_task t on t.plan_code = s.plan_code and t.task_no = s.task_no
where t.task_no is null
   or not exists (
    select 1
    from item i
    where i.index_code = s.index_code
      and i.item_code = s.item_code
)
   or not exists (
    select 1
    from plan_index x
    where x.plan_code = s.plan_code
      and x.index_code = s.index_code
)
order by s.plan_code, s.task_no, s.index_code, s.item_code
