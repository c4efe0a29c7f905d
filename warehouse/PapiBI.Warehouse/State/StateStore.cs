using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using PapiBI.Warehouse.Dialects;

namespace PapiBI.Warehouse.State;

/// <summary>Where the application database is, and how its one writer at a time is made sure of there.</summary>
internal abstract class StateStore
{
    public static StateStore Of(DataFolder folder) => folder.Server is { } server ? new SqlServerStore(server) : new SqliteStore(folder.StateFile);

    public abstract Dialect Dialect { get; }
    public abstract string EngineName { get; }

    /// <summary>Makes what must be there before a connection is.</summary>
    public virtual void Prepare()
    {
    }

    public abstract DbConnection Connect();

    /// <summary>Begins a transaction that no other writer shares, having waited for the one before: what is read within is still true when it is written.</summary>
    public abstract DbTransaction BeginWriting(DbConnection connection);

    public virtual void Commit(DbTransaction transaction) => transaction.Commit();

    /// <summary>Whether a line, a login or a right may fail at any time, not on opening alone.</summary>
    public abstract bool IsOnServer { get; }

    /// <summary>What went wrong, for whoever runs PapiBI.</summary>
    public abstract WarehouseUnavailableException Told(DbException e);

    /// <summary>What went wrong while it was opened and its tables were made.</summary>
    public virtual WarehouseUnavailableException NotBroughtUpToDate(DbException e) => Told(e);
}

/// <summary>The application database of an embedded installation: one file.</summary>
internal sealed class SqliteStore(string file) : StateStore
{
    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString;

    public override Dialect Dialect => Dialect.Sqlite;

    public override string EngineName
    {
        get
        {
            using var connection = Connect();
            return $"SQLite {connection.ServerVersion}";
        }
    }

    public override void Prepare()
    {
        MakeForOwnerOnly();
        using var connection = Connect();

        // Readers then never wait for the writer. Kept in the file.
        connection.Execute("pragma journal_mode = wal");
    }

    public override DbConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    // It says "begin immediate".
    public override DbTransaction BeginWriting(DbConnection connection) => connection.BeginTransaction();

    public override bool IsOnServer => false;

    public override WarehouseUnavailableException Told(DbException e) => new(file, e);

    // Names and addresses of readers stand in it. What the engine lays beside it takes over its rights.
    private void MakeForOwnerOnly()
    {
        if (!OperatingSystem.IsWindows() && !File.Exists(file))
        {
            new FileStream(file, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
        }
    }
}

/// <summary>The application database of an installation on a server. A writer holds a lock of its own there, so that, as in a file, one decides at a time; readers take no notice of it.</summary>
internal sealed class SqlServerStore(ServerAddress address) : StateStore
{
    // The counts of changed rows decide, whatever the server is set to. Without parameters, so that the settings stay with the session.
    private const string OneWriter = """
        set nocount off;
        set xact_abort on;
        declare @taken int, @lock nvarchar(255) = concat(N'papibi state ', db_name());
        exec @taken = sp_getapplock @Resource = @lock, @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 30000;
        select @taken;
        """;

    // One failure must not be the answer to whoever asks in the seconds after it: the next try may get through.
    private readonly string connectionString = new SqlConnectionStringBuilder(address.ServiceConnection) { PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock }.ConnectionString;

    public override Dialect Dialect => Dialect.SqlServer;

    public override string EngineName
    {
        get
        {
            using var connection = Connect();
            return $"SQL Server {connection.ServerVersion}";
        }
    }

    public override DbConnection Connect()
    {
        var connection = new SqlConnection(connectionString) { RetryLogicProvider = ServerAddress.Retry };
        try
        {
            connection.Open();
            return connection;
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<SqlException>().LastOrDefault() is { } last)
        {
            // How the driver ends its last try.
            connection.Dispose();
            throw Told(last);
        }
        catch (SqlException)
        {
            connection.Dispose();
            throw;
        }
    }

    public override DbTransaction BeginWriting(DbConnection connection)
    {
        var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        if (connection.ExecuteScalar<int>(OneWriter, transaction: transaction) < 0)
        {
            transaction.Dispose();
            throw new WarehouseUnavailableException(new Text(
                $"Tiến trình khác giữ cơ sở dữ liệu {address.ServiceDatabase} trên {address.Server} quá 30 giây; chưa ghi gì cả.",
                $"Another process held the database {address.ServiceDatabase} on {address.Server} for more than 30 s; nothing was written."));
        }

        return transaction;
    }

    public override bool IsOnServer => true;

    public override void Commit(DbTransaction transaction)
    {
        var connection = transaction.Connection;
        try
        {
            transaction.Commit();
        }
        catch (Exception e) when (e is SqlException or InvalidOperationException or IOException && connection?.State != ConnectionState.Open)
        {
            throw ServerError.StateUnknown(e, address);
        }
    }

    public override WarehouseUnavailableException Told(DbException e) => e is SqlException error
        ? ServerError.Unavailable(error, address, address.ServiceDatabase)
        : new WarehouseUnavailableException(address.ServiceDatabase, e);

    public override WarehouseUnavailableException NotBroughtUpToDate(DbException e) => e is SqlException error
        ? ServerError.NotBroughtUpToDate(error, address, address.ServiceDatabase)
        : Told(e);
}
