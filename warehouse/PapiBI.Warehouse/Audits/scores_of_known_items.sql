-- vi: Điểm thuộc một nội dung không có trong cấu trúc của năm đó, hoặc một nội dung được cộng từ các phần.
-- en: A score belongs to an item that the structure of its year does not have, or an item that is the sum of parts.
select
    s.load_id,
    s.sheet,
    s.place,
    concat(s.index_code, ' ', s.year, ' ', s.item_code) as what
from published_score s
where not exists (
    select 1
    from item i
    where i.index_code = s.index_code
      and i.year = s.year
      and i.item_code = s.item_code
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
order by s.index_code, s.year, s.item_code, s.province_code
