using Microsoft.Data.SqlClient;
using PapiBI.Warehouse;

namespace PapiBI.Benchmarks;

/// <summary>A table like fact_score in a warehouse of its own, which is gone afterwards.</summary>
internal sealed class BulkTable : IDisposable
{
    public const string Name = "bench_score";

    private readonly ServerAddress? server;
    private readonly string? master;

    /// <param name="folder">Where the embedded warehouse is, or nothing.</param>
    /// <param name="connectionString">Of a login that may make databases; null: the embedded warehouse.</param>
    /// <param name="hasKey">DuckDB holds the index of a key in memory.</param>
    public BulkTable(string folder, string? connectionString, bool hasKey)
    {
        if (connectionString is not null)
        {
            var named = new SqlConnectionStringBuilder(connectionString) { InitialCatalog = $"papibi_bench_{Environment.ProcessId}" };
            server = ServerAddress.Parse(named.ConnectionString, out _)!;
            ServerSetup.CreateDatabases(server);
            master = new SqlConnectionStringBuilder(connectionString) { InitialCatalog = "master" }.ConnectionString;
        }

        Database = WorkingDatabase.Open(new DataFolder(folder) { Server = server }, TimeProvider.System, TimeSpan.FromMinutes(10));
        Database.Execute(
            $"""
            create table {Name} (
                load_id integer not null,
                index_code varchar(20) not null,
                year integer not null,
                item_code varchar(20) not null,
                province_code varchar(10) not null,
                score double precision,
                note_vi nvarchar(500) not null,
                note_en nvarchar(500) not null,
                sheet nvarchar(100) not null,
                place nvarchar(60) not null{(hasKey ? $", constraint pk_{Name} primary key (load_id, index_code, year, item_code, province_code)" : "")}
            )
            """);
    }

    public WorkingDatabase Database { get; }

    /// <summary>"Microsoft SQL Server 2022 …", in one line.</summary>
    public static string Version(string connectionString)
    {
        using var connection = new SqlConnection(connectionString);
        connection.Open();
        using var asking = new SqlCommand("select @@version", connection);
        return string.Join(", ", ((string)asking.ExecuteScalar()!).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
    }

    public void Dispose()
    {
        Database.Dispose();
        if (server is null)
        {
            return;
        }

        SqlConnection.ClearAllPools();
        using var connection = new SqlConnection(master);
        connection.Open();
        foreach (string database in new[] { server.Database, server.ServiceDatabase })
        {
            using var drop = new SqlCommand($"drop database if exists {database}", connection);
            drop.ExecuteNonQuery();
        }
    }
}
