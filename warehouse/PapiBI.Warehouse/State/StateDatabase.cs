using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Migrations;

namespace PapiBI.Warehouse.State;

/// <summary>
/// The application database: what the service must remember between jobs, restarts and workers. Any number of processes use one file at a time;
/// whoever writes holds it for the length of one small transaction.
/// </summary>
public sealed class StateDatabase
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private readonly string connectionString;

    private StateDatabase(string file) => connectionString = new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString;

    /// <summary>Opens the application database, made or brought up to date where need be.</summary>
    /// <exception cref="WarehouseUnavailableException">The file cannot be opened or was made by another version.</exception>
    public static StateDatabase Open(DataFolder folder, TimeProvider clock)
    {
        Directory.CreateDirectory(folder.Root);
        var state = new StateDatabase(folder.StateFile);
        try
        {
            MakeForOwnerOnly(folder.StateFile);
            using var connection = state.Connect();

            // Readers then never wait for the writer. Kept in the file.
            connection.Execute("pragma journal_mode = wal");
            using var transaction = connection.BeginTransaction();
            ScriptJournal.Open(connection, transaction, Dialect.Sqlite, "State/Migrations/Sqlite", clock, []).ApplyNew();
            transaction.Commit();
        }
        catch (SqliteException e)
        {
            throw new WarehouseUnavailableException(folder.StateFile, e);
        }

        return state;
    }

    /// <summary>The version of the engine, as it names itself.</summary>
    public string EngineVersion => Read("select sqlite_version()", r => r.GetString(0))[0];

    internal List<T> Read<T>(string sql, Func<IDataReader, T> read, object? parameters = null)
    {
        using var connection = Connect();
        using var reader = connection.ExecuteReader(sql, parameters);
        return ReadAll(reader, read);
    }

    /// <summary>Runs one statement in a transaction of its own.</summary>
    /// <returns>How many rows it changed.</returns>
    internal int Write(string sql, object parameters) => Write(transaction => transaction.Execute(sql, parameters));

    /// <summary>Runs the work in one transaction that no other writer shares: all of it is done, or nothing.</summary>
    internal T Write<T>(Func<StateTransaction, T> work)
    {
        using var connection = Connect();

        // "begin immediate": what is read within is still true when it is written.
        using var transaction = connection.BeginTransaction();
        var result = work(new StateTransaction(connection, transaction));
        transaction.Commit();
        return result;
    }

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

    // Names and addresses of readers stand in it. What the engine lays beside it takes over its rights.
    private static void MakeForOwnerOnly(string file)
    {
        if (!OperatingSystem.IsWindows() && !File.Exists(file))
        {
            new FileStream(file, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
        }
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }
}

/// <summary>A running transaction on the application database.</summary>
internal sealed class StateTransaction(SqliteConnection connection, SqliteTransaction transaction)
{
    public int Execute(string sql, object parameters) => connection.Execute(sql, parameters, transaction);

    public List<T> Read<T>(string sql, Func<IDataReader, T> read, object? parameters = null)
    {
        using var reader = connection.ExecuteReader(sql, parameters, transaction);
        return StateDatabase.ReadAll(reader, read);
    }

    /// <summary>The number after the highest so far.</summary>
    public long Next(string table, string column) => Read($"select coalesce(max(t.{column}), 0) + 1 from {table} t", r => r.GetInt64(0))[0];
}
