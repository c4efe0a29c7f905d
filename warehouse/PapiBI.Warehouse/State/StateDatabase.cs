using System.Data;
using System.Data.Common;
using System.Globalization;
using Dapper;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Migrations;

namespace PapiBI.Warehouse.State;

/// <summary>
/// The application database: what the service must remember between jobs, restarts and workers. Any number of processes, of any number of machines where it is
/// on a server, use one at a time; whoever writes holds it for the length of one small transaction.
/// </summary>
public sealed class StateDatabase
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private readonly StateStore store;

    private StateDatabase(StateStore store) => this.store = store;

    /// <summary>Opens the application database, made or brought up to date where need be.</summary>
    /// <exception cref="WarehouseUnavailableException">It cannot be opened or was made by another version.</exception>
    public static StateDatabase Open(DataFolder folder, TimeProvider clock)
    {
        Directory.CreateDirectory(folder.Root);
        var state = new StateDatabase(StateStore.Of(folder));
        try
        {
            state.BringUpToDate(clock);
        }
        catch (DbException e)
        {
            throw state.store.NotBroughtUpToDate(e);
        }

        return state;
    }

    /// <summary>The engine and its version: "SQLite 3.50.4", "SQL Server 16.00.4131".</summary>
    public string EngineVersion => Guarded(() => store.EngineName);

    internal List<T> Read<T>(string sql, Func<IDataReader, T> read, object? parameters = null) => Guarded(() =>
    {
        using var connection = store.Connect();
        using var reader = connection.ExecuteReader(store.Dialect.Adapt(sql), parameters);
        return ReadAll(reader, read);
    });

    /// <summary>Runs one statement in a transaction of its own.</summary>
    /// <returns>How many rows it changed.</returns>
    internal int Write(string sql, object parameters) => Write(transaction => transaction.Execute(sql, parameters));

    /// <summary>Runs the work in one transaction that no other writer shares: all of it is done, or nothing.</summary>
    internal T Write<T>(Func<StateTransaction, T> work) => Guarded(() =>
    {
        using var connection = store.Connect();
        using var transaction = store.BeginWriting(connection);
        var result = work(new StateTransaction(connection, transaction, store.Dialect));
        store.Commit(transaction);
        return result;
    });

    internal static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    internal static DateTimeOffset Time(string text) => DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    internal static DateTimeOffset? TimeOrNone(string text) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    internal static DateTimeOffset? TimeOrNone(IDataReader reader, int column) => reader.IsDBNull(column) ? null : Time(reader.GetString(column));

    internal static List<T> ReadAll<T>(IDataReader reader, Func<IDataReader, T> read)
    {
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private void BringUpToDate(TimeProvider clock)
    {
        store.Prepare();
        using var connection = store.Connect();

        // Of two that open a new one at once, the second finds it made.
        using var transaction = store.BeginWriting(connection);
        ScriptJournal.Open(connection, transaction, store.Dialect, $"State/Migrations/{store.Dialect.Name}", clock, []).ApplyNew();
        transaction.Commit();
    }

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DbException e) when (store.IsOnServer)
        {
            throw store.Told(e);
        }
    }
}

/// <summary>A running transaction on the application database.</summary>
internal sealed class StateTransaction(DbConnection connection, DbTransaction transaction, Dialect dialect)
{
    public int Execute(string sql, object parameters) => connection.Execute(dialect.Adapt(sql), parameters, transaction);

    public List<T> Read<T>(string sql, Func<IDataReader, T> read, object? parameters = null)
    {
        using var reader = connection.ExecuteReader(dialect.Adapt(sql), parameters, transaction);
        return StateDatabase.ReadAll(reader, read);
    }

    /// <summary>Changes a row, or adds it where there is none yet.</summary>
    public void Put(string update, string insert, object parameters)
    {
        if (Execute(update, parameters) == 0)
        {
            Execute(insert, parameters);
        }
    }

    /// <summary>The number after the highest so far.</summary>
    public long Next(string table, string column) => Read($"select coalesce(max(t.{column}), 0) + 1 from {table} t", r => r.GetInt64(0))[0];
}
