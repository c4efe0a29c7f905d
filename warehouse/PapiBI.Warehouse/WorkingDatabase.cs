using System.Data.Common;
using Dapper;
using DuckDB.NET.Data;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Migrations;

namespace PapiBI.Warehouse;

/// <summary>
/// The warehouse open for writing. DuckDB admits one writing process at a time, so hold it as briefly as the job allows.
/// The file is reached through this connection only: opening it by other means in this process would drop the lock.
/// </summary>
public sealed class WorkingDatabase : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private WorkingDatabase(DuckDBConnection connection) => Connection = connection;

    public DuckDBConnection Connection { get; }

    public Dialect Dialect => Dialect.DuckDb;

    /// <summary>The version of the engine, as it names itself.</summary>
    public static string EngineVersion
    {
        get
        {
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            return connection.ServerVersion;
        }
    }

    /// <summary>Opens and migrates the warehouse, waiting for another process that is writing.</summary>
    /// <param name="folder">Where it lies; made if absent.</param>
    /// <param name="clock">Times the wait and the journal of migrations.</param>
    /// <param name="patience">How long to wait for the other process.</param>
    /// <param name="onWaiting">Told once, when the wait begins, what the engine says of the holder.</param>
    /// <exception cref="WarehouseBusyException">The other process was still writing when patience ended.</exception>
    public static WorkingDatabase Open(DataFolder folder, TimeProvider clock, TimeSpan patience, Action<string>? onWaiting = null)
    {
        Directory.CreateDirectory(folder.Root);
        var connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = folder.WarehouseFile }.ConnectionString);
        var start = clock.GetTimestamp();
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                connection.Open();
                break;
            }
            catch (DuckDBException e) when (!e.Message.Contains("Could not set lock", StringComparison.Ordinal))
            {
                connection.Dispose();
                throw new WarehouseUnavailableException(folder.WarehouseFile, e);
            }
            catch (DuckDBException e)
            {
                if (clock.GetElapsedTime(start) > patience)
                {
                    connection.Dispose();
                    throw new WarehouseBusyException(folder, patience, e);
                }

                if (isFirst)
                {
                    onWaiting?.Invoke(e.Message);
                }

                Thread.Sleep(Pause);
            }
        }

        var database = new WorkingDatabase(connection);
        try
        {
            Migrator.Migrate(connection, database.Dialect, clock);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Appends rows through the engine's bulk path, in the running transaction. Values stand in the order of the table's columns.</summary>
    public void Append(string table, IEnumerable<object?[]> rows)
    {
        using var appender = Connection.CreateAppender(table);
        foreach (var row in rows)
        {
            var line = appender.CreateRow();
            foreach (var value in row)
            {
                _ = value switch
                {
                    null => line.AppendNullValue(),
                    string text => line.AppendValue(text),
                    int number => line.AppendValue(number),
                    short number => line.AppendValue(number),
                    long number => line.AppendValue(number),
                    double number => line.AppendValue(number),
                    DateOnly date => line.AppendValue(date),
                    DateTime time => line.AppendValue(time),
                    _ => throw new ArgumentOutOfRangeException(nameof(rows), value, "No column of the warehouse has this type."),
                };
            }

            line.EndRow();
        }
    }

    public void Execute(string sql, object? parameters = null, DbTransaction? transaction = null) =>
        Connection.Execute(Dialect.Adapt(sql), parameters, transaction);

    public IReadOnlyList<T> Query<T>(string sql, object? parameters = null, DbTransaction? transaction = null) =>
        [.. Connection.Query<T>(Dialect.Adapt(sql), parameters, transaction)];

    public void Dispose() => Connection.Dispose();
}
