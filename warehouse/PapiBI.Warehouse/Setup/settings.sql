-- How a database of PapiBI reads: a snapshot, so that nobody who reads waits for whoever loads. Run it in each of the two while nobody else is in it;
-- where the settings are so already it does nothing.
if exists (select 1 from sys.databases d where d.name = db_name() and d.snapshot_isolation_state <> 1)
    alter database current set allow_snapshot_isolation on;
go
if exists (select 1 from sys.databases d where d.name = db_name() and d.is_read_committed_snapshot_on = 0)
    alter database current set read_committed_snapshot on with no_wait;
