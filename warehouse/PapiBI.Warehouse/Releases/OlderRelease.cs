using Dapper;
using DuckDB.NET.Data;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Migrations;

namespace PapiBI.Warehouse.Releases;

/// <summary>A release of a program that knew fewer tables or columns: read whole into memory under today's tables, its file untouched.</summary>
internal static class OlderRelease
{
    public static bool IsOlder(DuckDBConnection release)
    {
        var journal = release.Query<string>("select j.script from schema_journal j").ToHashSet(StringComparer.Ordinal);
        return SqlScript.In($"Migrations/{Dialect.DuckDb.Name}").Select(path => Path.GetFileName(path)).Any(script => script != ScriptJournal.JournalScript && !journal.Contains(script));
    }

    public static DuckDBConnection Open(string file)
    {
        var memory = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = DuckDBConnectionStringBuilder.InMemoryDataSource, ["threads"] = 1 }.ConnectionString);
        try
        {
            memory.Open();

            // ATTACH takes no parameter; the name is our own, only the folder is the user's.
            memory.Execute($"attach '{file.Replace("'", "''", StringComparison.Ordinal)}' as older (read_only)");
            Migrator.Migrate(memory, Dialect.DuckDb, TimeProvider.System);
            memory.Execute("delete from schema_journal");
            foreach (var table in memory.Query<string>("select o.table_name from duckdb_tables() o where o.database_name = 'older' and o.table_name in (select t.table_name from duckdb_tables() t where t.database_name = 'memory')").ToList())
            {
                memory.Execute($"insert into {table} by name select * from older.main.{table}");
            }

            memory.Execute("detach older");
            return memory;
        }
        catch (DuckDBException)
        {
            memory.Dispose();
            throw;
        }
    }
}
