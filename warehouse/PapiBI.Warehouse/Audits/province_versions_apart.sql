-- vi: Hai phiên bản của cùng một mã tỉnh có hiệu lực trùng nhau.
-- en: Two versions of one province code are valid at the same time.
select
    b.load_id,
    '' as sheet,
    '' as place,
    concat(b.province_code, ' ', b.valid_from) as what
from province a
join province b
    on b.province_code = a.province_code
   and b.valid_from > a.valid_from
   and (a.valid_to is null or b.valid_from <= a.valid_to)
order by b.province_code, b.valid_from
