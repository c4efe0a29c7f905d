using System.Collections.Concurrent;
using System.Data.Common;
using DuckDB.NET.Data;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Views;

namespace PapiBI.Warehouse.Releases;

/// <summary>A release's file, open read-only.</summary>
internal sealed class EmbeddedRelease : ReleaseReader
{
    private readonly ConcurrentStack<DuckDBConnection> free = [];
    private readonly ConcurrentBag<DuckDBConnection> all = [];
    private readonly DuckDBConnection first;
    private readonly bool hasOlderViews;

    private EmbeddedRelease(DuckDBConnection connection)
    {
        first = connection;
        all.Add(first);
        hasOlderViews = HasOlderViews();
        LayTodaysViews(first);
        free.Push(first);
    }

    public override Dialect Dialect => Dialect.DuckDb;

    public static EmbeddedRelease Open(string file)
    {
        // One thread: sums of doubles then always run in one order, so the same release gives the same bytes of a report.
        var opening = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = file, ["ACCESS_MODE"] = "READ_ONLY", ["threads"] = 1 }.ConnectionString);
        try
        {
            opening.Open();
            if (OlderRelease.IsOlder(opening))
            {
                opening.Dispose();
                opening = OlderRelease.Open(file);
            }

            return new EmbeddedRelease(opening);
        }
        catch (DuckDBException e)
        {
            opening.Dispose();
            throw new WarehouseUnavailableException(file, e);
        }
    }

    public override List<T> Read<T>(string sql, Func<DbDataReader, T> read, IReadOnlyDictionary<string, object> parameters)
    {
        // A connection answers one question at a time; another of the same engine answers beside it.
        var asked = free.TryPop(out var connected) ? connected : Connect();
        try
        {
            return Read(asked, sql, read, parameters);
        }
        finally
        {
            free.Push(asked);
        }
    }

    public override void Dispose()
    {
        foreach (var connected in all)
        {
            connected.Dispose();
        }
    }

    private List<T> Read<T>(DuckDBConnection asked, string sql, Func<DbDataReader, T> read, IReadOnlyDictionary<string, object> parameters)
    {
        using var command = asked.CreateCommand();
        command.CommandText = Dialect.Adapt(sql);
        return ReadAll(command, read, parameters);
    }

    private bool HasOlderViews() =>
        Read(first, "select j.sha256 from schema_journal j where j.script = @script", r => r.GetString(0), new Dictionary<string, object> { ["script"] = ViewScript.JournalEntry }) is not [var sha256]
        || sha256 != ViewScript.Sha256;

    // A release keeps the views of the program that made it; a later program reads the same tables through its own.
    private void LayTodaysViews(DuckDBConnection connection)
    {
        foreach (var view in hasOlderViews ? ViewScript.All : [])
        {
            using var command = connection.CreateCommand();
            command.CommandText = view.Create.Replace("create view ", "create temp view ", StringComparison.Ordinal);
            command.ExecuteNonQuery();
        }
    }

    // To the same engine: a second connection to its file shares it, one to memory has to be asked for.
    private DuckDBConnection Connect()
    {
        var another = first.ConnectionString.Contains(DuckDBConnectionStringBuilder.InMemoryDataSource, StringComparison.Ordinal) ? first.Duplicate() : new DuckDBConnection(first.ConnectionString);
        all.Add(another);
        if (another.State != System.Data.ConnectionState.Open)
        {
            another.Open();
        }

        LayTodaysViews(another);
        return another;
    }
}
