-- Grain: one row per right that the session has and the role papibi_analyst does not give, and one, "no papibi_analyst", where it has not that role.
-- What it may read besides is told, too: an object of ours that stands in the views' grants is left to whoever asks. T-SQL.
select concat('no ', r.name) as what, '' as on_schema, '' as on_object
from (values ('papibi_analyst')) r (name)
where coalesce(is_rolemember(r.name), 0) = 0
union all
select r.name, '', ''
from (values ('sysadmin'), ('securityadmin'), ('serveradmin'), ('setupadmin'), ('processadmin'), ('diskadmin'), ('dbcreator'), ('bulkadmin')) r (name)
where is_srvrolemember(r.name) = 1
union all
select r.name, '', ''
from (values ('db_owner'), ('db_accessadmin'), ('db_securityadmin'), ('db_ddladmin'), ('db_backupoperator'), ('db_datareader'), ('db_datawriter'), ('papibi_loader'), ('papibi_service')) r (name)
where is_rolemember(r.name) = 1
union all
select lower(r.name), '', ''
from (values ('CONTROL SERVER'), ('ALTER ANY LOGIN'), ('ALTER ANY DATABASE'), ('ADMINISTER BULK OPERATIONS')) r (name)
where has_perms_by_name(null, null, r.name) = 1
union all
select lower(r.name), '', ''
from (values ('CONTROL'), ('ALTER'), ('CREATE TABLE'), ('CREATE VIEW'), ('CREATE PROCEDURE'), ('CREATE FUNCTION'), ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('EXECUTE')) r (name)
where has_perms_by_name(db_name(), 'DATABASE', r.name) = 1
union all
select lower(r.name), s.name, o.name
from sys.objects o
join sys.schemas s on s.schema_id = o.schema_id
cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('ALTER')) r (name)
where o.type in ('U', 'V')
  and s.name in ('dbo', 'live', 'released')
  and has_perms_by_name(concat(quotename(s.name), '.', quotename(o.name)), 'OBJECT', r.name) = 1
union all
select 'application database', '', ''
from (values (@service_database)) d (name)
where has_dbaccess(d.name) = 1
