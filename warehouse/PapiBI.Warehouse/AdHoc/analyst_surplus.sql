-- Grain: one row per right that the session has and the role papibi_analyst does not give, and one, "no papibi_analyst", where it has not that role.
-- What it may read besides is told, too: an object of ours that stands in the views' grants is left to whoever asks. What was granted on less than a table, or
-- on users, stands in analyst_grants.sql. A right of another version is null to a server; one that reads and changes nothing by itself (references, showplan)
-- and what everybody has (to connect, to see the names of databases) are not asked for. T-SQL.
select concat('no ', r.name) as what, '' as on_schema, '' as on_object
from (values ('papibi_analyst')) r (name)
where coalesce(is_rolemember(r.name), 0) = 0
union all
select r.name, '', ''
from (values
    ('sysadmin'), ('securityadmin'), ('serveradmin'), ('setupadmin'), ('processadmin'), ('diskadmin'), ('dbcreator'), ('bulkadmin'),
    ('##MS_DatabaseConnector##'), ('##MS_DatabaseManager##'), ('##MS_DefinitionReader##'), ('##MS_LoginManager##'), ('##MS_SecurityDefinitionReader##'),
    ('##MS_PerformanceDefinitionReader##'), ('##MS_ServerStateReader##'), ('##MS_ServerStateManager##'), ('##MS_ServerSecurityStateReader##'),
    ('##MS_ServerPerformanceStateReader##')) r (name)
where is_srvrolemember(r.name) = 1
union all
select r.name, '', ''
from (values ('db_owner'), ('db_accessadmin'), ('db_securityadmin'), ('db_ddladmin'), ('db_backupoperator'), ('db_datareader'), ('db_datawriter'), ('papibi_loader'), ('papibi_service')) r (name)
where is_rolemember(r.name) = 1
union all
-- A role of the server that is somebody's own is seen by what it gives.
select lower(r.name), '', ''
from (values
    ('CONTROL SERVER'), ('ALTER ANY LOGIN'), ('ALTER ANY DATABASE'), ('ADMINISTER BULK OPERATIONS'), ('CREATE ANY DATABASE'),
    ('IMPERSONATE ANY LOGIN'), ('SELECT ALL USER SECURABLES'), ('CONNECT ANY DATABASE'), ('AUTHENTICATE SERVER'),
    ('VIEW SERVER STATE'), ('VIEW SERVER PERFORMANCE STATE'), ('VIEW SERVER SECURITY STATE'), ('VIEW ANY DEFINITION'), ('VIEW ANY PERFORMANCE DEFINITION'),
    ('VIEW ANY SECURITY DEFINITION'), ('VIEW ANY ERROR LOG'),
    ('ALTER SERVER STATE'), ('ALTER SETTINGS'), ('ALTER RESOURCES'), ('ALTER TRACE'), ('ALTER ANY CONNECTION'), ('ALTER ANY CREDENTIAL'), ('ALTER ANY ENDPOINT'),
    ('ALTER ANY EVENT SESSION'), ('ALTER ANY LINKED SERVER'), ('ALTER ANY SERVER AUDIT'), ('ALTER ANY SERVER ROLE'), ('CREATE SERVER ROLE'), ('CREATE ENDPOINT'),
    ('EXTERNAL ACCESS ASSEMBLY'), ('UNSAFE ASSEMBLY'), ('SHUTDOWN')) r (name)
where has_perms_by_name(null, null, r.name) = 1
union all
select lower(r.name), '', ''
from (values
    ('CONTROL'), ('ALTER'), ('CREATE TABLE'), ('CREATE VIEW'), ('CREATE PROCEDURE'), ('CREATE FUNCTION'), ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('EXECUTE'),
    ('CREATE SCHEMA'), ('CREATE ROLE'), ('CREATE SYNONYM'), ('CREATE TYPE'), ('CREATE ASSEMBLY'), ('TAKE OWNERSHIP'), ('AUTHENTICATE'), ('UNMASK'),
    ('VIEW DATABASE STATE'), ('VIEW DATABASE PERFORMANCE STATE'), ('VIEW DATABASE SECURITY STATE'), ('VIEW DEFINITION'), ('VIEW PERFORMANCE DEFINITION'), ('VIEW SECURITY DEFINITION'),
    ('ALTER ANY USER'), ('ALTER ANY ROLE'), ('ALTER ANY APPLICATION ROLE'), ('ALTER ANY SCHEMA'), ('ALTER ANY ASSEMBLY'), ('ALTER ANY MASK'), ('ALTER ANY SECURITY POLICY'),
    ('ALTER ANY DATABASE AUDIT'), ('ALTER ANY DATABASE DDL TRIGGER'), ('ALTER ANY DATABASE EVENT SESSION'), ('ALTER ANY DATABASE SCOPED CONFIGURATION'),
    ('ALTER ANY EXTERNAL DATA SOURCE'), ('ALTER ANY EXTERNAL FILE FORMAT'), ('ADMINISTER DATABASE BULK OPERATIONS'), ('EXECUTE ANY EXTERNAL SCRIPT'),
    ('EXECUTE ANY EXTERNAL ENDPOINT'), ('BACKUP DATABASE'), ('BACKUP LOG'), ('CHECKPOINT'), ('KILL DATABASE CONNECTION')) r (name)
where has_perms_by_name(db_name(), 'DATABASE', r.name) = 1
union all
-- Of procedures and functions there is none of ours: whatever may be run is too much.
select lower(r.name), s.name, o.name
from sys.objects o
join sys.schemas s on s.schema_id = o.schema_id
join (values
    ('table', 'SELECT'), ('table', 'INSERT'), ('table', 'UPDATE'), ('table', 'DELETE'), ('table', 'ALTER'),
    ('code', 'SELECT'), ('code', 'EXECUTE'), ('code', 'ALTER')) r (kind, name) on r.kind = case when o.type in ('U', 'V') then 'table' else 'code' end
where o.type in ('U', 'V', 'P', 'PC', 'FN', 'FS', 'IF', 'TF', 'FT', 'AF')
  and s.name in ('dbo', 'live', 'released')
  and has_perms_by_name(concat(quotename(s.name), '.', quotename(o.name)), 'OBJECT', r.name) = 1
union all
select 'application database', '', ''
from (values (@service_database)) d (name)
where has_dbaccess(d.name) = 1
