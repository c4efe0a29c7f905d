using System.Data.Common;
using Dapper;
using DuckDB.NET.Data;
using PapiBI.Warehouse.Dialects;

namespace PapiBI.Warehouse;

/// <summary>The warehouse open for writing, which one process does at a time: hold it as briefly as the job allows.</summary>
public abstract class WorkingDatabase : IDisposable
{
    public abstract DbConnection Connection { get; }

    public abstract Dialect Dialect { get; }

    /// <summary>The version of the embedded engine, as it names itself.</summary>
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
    /// <param name="folder">Where it is; the embedded one is made if absent.</param>
    /// <param name="clock">Times the wait and the journal of migrations.</param>
    /// <param name="patience">How long to wait for the other process.</param>
    /// <param name="onWaiting">Told once, when the wait begins, what the engine says of the holder.</param>
    /// <exception cref="WarehouseBusyException">The other process was still writing when patience ended.</exception>
    /// <exception cref="WarehouseUnavailableException">It cannot be reached, read or brought up to date.</exception>
    public static WorkingDatabase Open(DataFolder folder, TimeProvider clock, TimeSpan patience, Action<string>? onWaiting = null)
    {
        Directory.CreateDirectory(folder.Root);
        WorkingDatabase database = folder.Server is { } server ? ServerDatabase.Connect(folder, server, patience, onWaiting) : EmbeddedDatabase.Connect(folder, clock, patience, onWaiting);
        try
        {
            database.Migrate(clock);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    protected abstract void Migrate(TimeProvider clock);

    /// <summary>Adds rows through the engine's bulk path. Values stand in the order of the table's columns.</summary>
    public abstract void Append(string table, IEnumerable<object?[]> rows, DbTransaction transaction);

    /// <summary>Whatever is loaded or released has changed in this transaction: what the engine holds ready for the views is made anew.</summary>
    /// <param name="transaction">The one with the change.</param>
    /// <param name="indexCode">All that is asked then is of this index; null: of any.</param>
    internal virtual void Refresh(DbTransaction transaction, string? indexCode)
    {
    }

    /// <summary>Works out the sums of what the transaction shows, where the engine does not answer for them from its views alone; ask for it before a text reads score or coverage.</summary>
    internal virtual void WorkOut(DbTransaction transaction)
    {
    }

    /// <summary>Keeps what readers of a release start from, where the engine does it inside the transaction that records it.</summary>
    internal virtual void KeepRelease(int releaseId, DbTransaction transaction)
    {
    }

    internal DbTransaction Begin() => Guarded(Connection.BeginTransaction);

    /// <summary>Ends a transaction so that all of it stays.</summary>
    /// <exception cref="WarehouseUnavailableException">Nothing of it stays, or nobody can know: the reason says which.</exception>
    internal virtual void Commit(DbTransaction transaction) => transaction.Commit();

    internal void RollBack(DbTransaction transaction) => Guarded(() =>
    {
        transaction.Rollback();
        return transaction;
    });

    public void Execute(string sql, object? parameters = null, DbTransaction? transaction = null) =>
        Guarded(() => Connection.Execute(Adapt(sql), parameters, transaction));

    public IReadOnlyList<T> Query<T>(string sql, object? parameters = null, DbTransaction? transaction = null) =>
        Guarded<IReadOnlyList<T>>(() => [.. Connection.Query<T>(Adapt(sql), parameters, transaction)]);

    /// <summary>Reads without a mapper, by the columns' places.</summary>
    internal List<T> Read<T>(string sql, Func<DbDataReader, T> read, DbTransaction transaction) => Guarded(() =>
    {
        using var command = Connection.CreateCommand();
        command.CommandText = Adapt(sql);
        command.Transaction = transaction;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    });

    public abstract void Dispose();

    /// <summary>Does what asks the engine; where that is a server, what goes wrong is told in words for whoever runs PapiBI.</summary>
    protected virtual T Guarded<T>(Func<T> work) => work();

    /// <summary>Turns one of our texts into what the engine takes.</summary>
    protected virtual string Adapt(string sql) => Dialect.Adapt(sql);
}
