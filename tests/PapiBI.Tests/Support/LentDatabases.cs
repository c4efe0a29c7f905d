using System.Collections.Concurrent;
using Microsoft.Data.SqlClient;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

[assembly: AssemblyFixture(typeof(LentDatabases))]

namespace PapiBI.Tests.Support;

/// <summary>
/// The databases that tests on a server have in turn: whoever gives them back leaves the tables, emptied, to the next, as making them takes longer than
/// most tests. At the end of the run they are dropped.
/// </summary>
public sealed class LentDatabases : IDisposable
{
    private static readonly ConcurrentBag<ServerAddress> Free = [];
    private static readonly ConcurrentDictionary<string, Lent> Made = [];

    internal static ServerAddress Lend(TestEngine engine)
    {
        if (Free.TryTake(out var free))
        {
            return free;
        }

        var data = engine.Install(Path.GetTempPath());
        WorkingDatabase.Open(data, TimeProvider.System, TimeSpan.FromSeconds(30)).Dispose();
        Made[data.Server!.Database] = new Lent(engine, data, Journal(data.Server));
        return data.Server;
    }

    internal static void GiveBack(ServerAddress address)
    {
        // A test that played another program with its own migrations keeps them.
        if (Journal(address) != Made[address.Database].Scripts)
        {
            Made.TryRemove(address.Database, out var spoilt);
            spoilt!.Engine.Remove(spoilt.Data);
            return;
        }

        foreach (var database in new[] { address.Database, address.ServiceDatabase })
        {
            Run(database, Tables(database).Select(table => $"truncate table {table}"));
        }

        Free.Add(address);
    }

    internal static void Fill(ServerAddress copy, ServerAddress source) =>
        Run(copy.Database, Tables(copy.Database).Select(table => $"insert into {table} select * from {source.Database}.{table}"));

    public void Dispose()
    {
        foreach (var lent in Made.Values)
        {
            lent.Engine.Remove(lent.Data);
        }
    }

    private static int Journal(ServerAddress address) => (int)TestServer.Scalar("select count(*) from schema_journal", address.Database)!;

    private static IEnumerable<string> Tables(string database) => TestServer.Tables(database).Where(table => !table.EndsWith(".schema_journal", StringComparison.Ordinal));

    private static void Run(string database, IEnumerable<string> statements)
    {
        var batch = string.Join(";\n", statements);
        if (batch.Length > 0)
        {
            using var connection = new SqlConnection(TestServer.ConnectionString(database));
            connection.Open();
            using var command = new SqlCommand(batch, connection) { CommandTimeout = 300 };
            command.ExecuteNonQuery();
        }
    }

    private sealed record Lent(TestEngine Engine, DataFolder Data, int Scripts);
}
