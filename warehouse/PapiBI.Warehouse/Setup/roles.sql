-- Who may do what in the warehouse: three roles. A role that is there stays, a right that is granted stays; run it as often as you like, in the
-- database of the warehouse, once its tables are there. What analysts may read stands in Views/grants.sql, as views are made anew with every version.
-- A login gets a role so: create user [x] for login [x]; alter role papibi_loader add member [x];

-- Loads files and publishes: adds rows, and reads what is loaded. It may change no row, and take back none but the release on trial within which a
-- load is checked; it may make no table and no view.
if database_principal_id(N'papibi_loader') is null create role papibi_loader;
go
-- Renders reports and plans deliveries: reads the tables and the views, of improvement plans too. It may write nothing here.
if database_principal_id(N'papibi_service') is null create role papibi_service;
go
-- Asks its own questions: reads the documented views of what is published. No improvement plan, no table, nothing that is loaded but not published.
if database_principal_id(N'papibi_analyst') is null create role papibi_analyst;
go
-- Everything that is loaded, published or not, as views.
grant select on schema::live to papibi_loader;
go
grant select, insert on dbo.source_load to papibi_loader;
grant select, insert on dbo.load_issue to papibi_loader;
grant select, insert on dbo.release to papibi_loader;
grant select, insert on dbo.release_load to papibi_loader;
grant select, insert on dbo.dim_region to papibi_loader;
grant select, insert on dbo.dim_province to papibi_loader;
grant select, insert on dbo.province_alias to papibi_loader;
grant select, insert on dbo.dim_province_group to papibi_loader;
grant select, insert on dbo.bridge_province_group to papibi_loader;
grant select, insert on dbo.dim_edition to papibi_loader;
grant select, insert on dbo.dim_indicator to papibi_loader;
grant select, insert on dbo.fact_score to papibi_loader;
grant select, insert on dbo.fact_published to papibi_loader;
grant select, insert on dbo.fact_uncertainty to papibi_loader;
grant select, insert on dbo.fact_indicator_value to papibi_loader;
grant select, insert on dbo.acknowledgement to papibi_loader;
grant select, insert on dbo.dim_plan to papibi_loader;
grant select, insert on dbo.bridge_plan_index to papibi_loader;
grant select, insert on dbo.dim_agency to papibi_loader;
grant select, insert on dbo.dim_task to papibi_loader;
grant select, insert on dbo.bridge_task_agency to papibi_loader;
grant select, insert on dbo.bridge_task_locality to papibi_loader;
grant select, insert on dbo.bridge_task_part to papibi_loader;
grant select, insert on dbo.fact_target to papibi_loader;
grant select, insert on dbo.fact_task_progress to papibi_loader;
go
-- The release on trial.
grant delete on dbo.release to papibi_loader;
grant delete on dbo.release_load to papibi_loader;
go
-- Which version of PapiBI laid the tables.
grant select on dbo.schema_journal to papibi_loader;
go
-- What is worked out of a release when it is published; never changed.
grant select, insert on released.item to papibi_loader;
grant select, insert on released.edition_province to papibi_loader;
grant select, insert on released.published_score to papibi_loader;
grant select, insert on released.published_fact to papibi_loader;
grant select, insert on released.score to papibi_loader;
grant select, insert on released.coverage to papibi_loader;
go
grant select on schema::dbo to papibi_service;
grant select on schema::released to papibi_service;
