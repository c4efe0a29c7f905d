-- Grain: one row per grant in this database to the session's user, to one of its roles, or to everybody: down to a column, and to be another user. Who may do
-- no more than an analyst sees no grants but these. What the server itself grants to everybody has a number below 0, or is named below. T-SQL.
select
    p.class as kind,
    p.class_desc as kind_name,
    p.permission_name as right_name,
    p.state as state,
    s.name as on_schema,
    o.name as on_object,
    c.name as on_column
from sys.database_permissions p
join sys.database_principals g on g.principal_id = p.grantee_principal_id
left join sys.objects o on p.class = 1 and o.object_id = p.major_id
left join sys.schemas s on s.schema_id = case when p.class = 1 then o.schema_id when p.class = 3 then p.major_id else -1 end
left join sys.columns c on p.class = 1 and c.object_id = p.major_id and c.column_id = p.minor_id
where p.state in ('G', 'W')
  and (g.name = user_name() or is_member(g.name) = 1)
  and p.major_id >= 0
  and (g.name <> 'public' or p.class in (0, 1, 3, 4))
  and p.permission_name not in ('CONNECT', 'REFERENCES', 'SHOWPLAN', 'VIEW ANY COLUMN ENCRYPTION KEY DEFINITION', 'VIEW ANY COLUMN MASTER KEY DEFINITION')
