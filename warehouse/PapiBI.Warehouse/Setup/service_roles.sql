-- Who may do what in the application database, a role for each program. Both read and write rows of their own, and may make or change no table.
-- Run it as often as you like, in the database whose name ends in "_service", once its tables are there.
if database_principal_id(N'papibi_service') is null create role papibi_service;
go
if database_principal_id(N'papibi_portal') is null create role papibi_portal;
go
grant select, insert, update, delete on dbo.worker to papibi_service;
grant select, insert, update, delete on dbo.lease to papibi_service;
grant select, insert, update, delete on dbo.run to papibi_service;
grant select, insert, update, delete on dbo.run_step to papibi_service;
grant select, insert, update, delete on dbo.inbox_file to papibi_service;
grant select, insert, update, delete on dbo.subscription to papibi_service;
grant select, insert, update, delete on dbo.subscription_recipient to papibi_service;
grant select, insert, update, delete on dbo.occasion to papibi_service;
grant select, insert, update, delete on dbo.delivery to papibi_service;
grant select, insert, update, delete on dbo.mending_mail to papibi_service;
grant select, insert, delete on dbo.refused_file to papibi_service;
grant select, insert, delete on dbo.refused_issue to papibi_service;
grant select, update on dbo.refresh_request to papibi_service;
-- Whether who asked for it may still ask.
grant select on dbo.embed_site to papibi_service;
go
-- Which version of PapiBI laid the tables.
grant select on dbo.schema_journal to papibi_service;
go
-- The portal: people, their sessions, and the log of what they did, which it adds to and never changes.
grant select, insert, update on dbo.person to papibi_portal;
grant select, insert, delete on dbo.plan_right to papibi_portal;
grant select, insert, update, delete on dbo.sign_in_network to papibi_portal;
grant select, insert, update, delete on dbo.person_session to papibi_portal;
grant select, insert on dbo.audit_entry to papibi_portal;
grant select, insert on dbo.audit_text to papibi_portal;
grant select, insert, update on dbo.one_time_secret to papibi_portal;
grant select, insert, update, delete on dbo.saved_query to papibi_portal;
grant select, insert, delete on dbo.query_history to papibi_portal;
grant select, insert, update on dbo.embed_site to papibi_portal;
grant select, insert, delete on dbo.embed_origin to papibi_portal;
grant select, insert, delete on dbo.embed_plan_right to papibi_portal;
grant select, insert, update on dbo.embed_key to papibi_portal;
grant select, insert, update on dbo.refresh_request to papibi_portal;
go
-- What its pages on operations show, and change nothing of.
grant select on dbo.worker to papibi_portal;
grant select on dbo.run to papibi_portal;
grant select on dbo.run_step to papibi_portal;
grant select on dbo.inbox_file to papibi_portal;
grant select on dbo.refused_file to papibi_portal;
grant select on dbo.refused_issue to papibi_portal;
grant select on dbo.subscription to papibi_portal;
grant select on dbo.subscription_recipient to papibi_portal;
grant select on dbo.delivery to papibi_portal;
go
grant select on dbo.schema_journal to papibi_portal;
