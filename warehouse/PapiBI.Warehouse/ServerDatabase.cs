using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Dapper;
using Microsoft.Data.SqlClient;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Migrations;
using PapiBI.Warehouse.Views;

namespace PapiBI.Warehouse;

/// <summary>
/// The warehouse on SQL Server. Any number of sessions read; one at a time writes, as it holds the application lock "papibi-warehouse <database>" until it ends,
/// in whatever way.
/// </summary>
internal sealed class ServerDatabase : WorkingDatabase
{
    /// <summary>With the name of the database, as not every server keeps such locks apart by database.</summary>
    private const string WriterLock = "papibi-warehouse";

    private const string LoaderRole = "papibi_loader";

    // Whoever reads with locks and stays in a transaction must not hold up all loading for ever.
    private const string LockPatience = "set lock_timeout 60000";
    private const int BulkSeconds = 3600;

    // From here on the server ends the connection.
    private const int FatalClass = 20;

    private readonly SqlConnection connection;
    private readonly ServerAddress server;
    private readonly Dictionary<ReleasedView, string> columnsOf = [];
    private readonly HashSet<string> isFilled = [];

    // Dapper takes a time for the older type, which knows no whole milliseconds.
    static ServerDatabase() => SqlMapper.AddTypeMap(typeof(DateTime), DbType.DateTime2);

    private ServerDatabase(SqlConnection connection, ServerAddress server) => (this.connection, this.server) = (connection, server);

    public override DbConnection Connection => connection;

    public override Dialect Dialect => Dialect.SqlServer;

    /// <exception cref="WarehouseBusyException">Another session still held the lock when patience ended.</exception>
    public static ServerDatabase Connect(DataFolder folder, ServerAddress server, TimeSpan patience, Action<string>? onWaiting)
    {
        var opened = new SqlConnection(server.WriterConnection) { RetryLogicProvider = ServerAddress.Retry };
        try
        {
            opened.Open();
            opened.Execute(LockPatience);
            if (!TryLock(opened, TimeSpan.Zero))
            {
                onWaiting?.Invoke(server.ToString());
                if (!TryLock(opened, patience))
                {
                    throw new WarehouseBusyException(folder, patience, new TimeoutException(server.ToString()));
                }
            }

            return new ServerDatabase(opened, server);
        }
        catch (Exception e) when (e is SqlException or AggregateException)
        {
            // How the driver ends its last try.
            opened.Dispose();
            throw ServerError.Unavailable(e, server, server.Database);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    protected override void Migrate(TimeProvider clock)
    {
        try
        {
            Migrator.Migrate(connection, Dialect, clock);
        }
        catch (SqlException e)
        {
            throw ServerError.NotBroughtUpToDate(e, server, server.Database);
        }

        Guarded(MakeSessionTables);
    }

    private int MakeSessionTables()
    {
        foreach (var view in ReleasedViews.All)
        {
            columnsOf[view] = string.Join(", ", connection.Query<string>(
                "select c.COLUMN_NAME from INFORMATION_SCHEMA.COLUMNS c where c.TABLE_SCHEMA = 'released' and c.TABLE_NAME = @Name and c.COLUMN_NAME <> 'release_id' order by c.ORDINAL_POSITION",
                new { view.Name }));
            connection.Execute(view.Make(columnsOf[view]));
        }

        return columnsOf.Count;
    }

    // A line that is lost is also told by the connection, which then takes no other command.
    protected override T Guarded<T>(Func<T> work)
    {
        try
        {
            // A mapper would open a lost one anew, without the writer's lock.
            return connection.State == ConnectionState.Open ? work() : throw new InvalidOperationException("The connection is lost.");
        }
        catch (Exception e) when (e is SqlException || IsLost(e))
        {
            throw ServerError.Unavailable(e, server, server.Database);
        }
    }

    internal override void Commit(DbTransaction transaction)
    {
        try
        {
            transaction.Commit();
        }
        catch (Exception e) when (IsLost(e) || (e is SqlException error && (ServerError.IsUnheard(error) || error.Class >= FatalClass || connection.State != ConnectionState.Open)))
        {
            throw ServerError.OutcomeUnknown(e, server);
        }
        catch (SqlException e)
        {
            throw ServerError.Unavailable(e, server, server.Database);
        }
    }

    private bool IsLost(Exception e) => (e is InvalidOperationException or IOException or SocketException)
        && connection.State != ConnectionState.Open;

    protected override string Adapt(string sql) => LiveViews.Qualify(Dialect.Adapt(sql), name => isFilled.Contains(name)
        ? $"#{name}"
        : throw new InvalidOperationException($"{name} is asked for before it was refreshed or worked out in this session."));

    public override void Append(string table, IEnumerable<object?[]> rows, DbTransaction transaction) => Guarded(() =>
    {
        using var source = new RowReader(rows);
        if (!source.HasRows)
        {
            // A bulk insert of no columns is no statement.
            return 0;
        }

        using var bulk = new SqlBulkCopy(connection, SqlBulkCopyOptions.CheckConstraints, (SqlTransaction)transaction)
        {
            DestinationTableName = table,
            BatchSize = 0,
            BulkCopyTimeout = BulkSeconds,
            EnableStreaming = true,
        };
        bulk.WriteToServer(source);
        return bulk.RowsCopied;
    });

    // Step by step in tables of the session: no optimiser estimates stacked views of windows over windows.
    internal override void Refresh(DbTransaction transaction, string? indexCode)
    {
        isFilled.Clear();
        Fill(ReleasedViews.All.Where(view => !view.IsSum), transaction, indexCode);
    }

    internal override void WorkOut(DbTransaction transaction) => Fill(ReleasedViews.All.Where(view => view.IsSum), transaction, indexCode: null);

    private void Fill(IEnumerable<ReleasedView> views, DbTransaction transaction, string? indexCode)
    {
        foreach (var view in views)
        {
            Guarded(() => connection.Execute($"truncate table #{view.Name}", transaction: transaction));
            isFilled.Add(view.Name);
            Guarded(() => connection.Execute(view.Fill(columnsOf[view], ofOneIndex: indexCode is not null), new { indexCode }, transaction));
        }
    }

    internal override void KeepRelease(int releaseId, DbTransaction transaction)
    {
        WorkOut(transaction);
        foreach (var view in ReleasedViews.All)
        {
            var columns = columnsOf[view];
            Guarded(() => connection.Execute($"insert into released.{view.Name} (release_id, {columns}) select @releaseId, {columns} from #{view.Name}", new { releaseId }, transaction));
        }
    }

    public override void Dispose() => connection.Dispose();

    // Of the session, so that it is held over many transactions and free once the connection is gone. It is the loaders' own lock: anybody may take one that is
    // everybody's, and hold up all loading. Before the roles are laid it can be nobody's own.
    private static bool TryLock(SqlConnection connection, TimeSpan patience)
    {
        using var command = connection.CreateCommand();
        var isOfRole = IsRoleLaid(connection);
        command.CommandText = "sp_getapplock";
        command.CommandType = CommandType.StoredProcedure;
        command.CommandTimeout = (int)patience.TotalSeconds + 30;
        command.Parameters.AddWithValue("@Resource", $"{WriterLock} {connection.Database}");
        command.Parameters.AddWithValue("@LockMode", "Exclusive");
        command.Parameters.AddWithValue("@LockOwner", "Session");
        command.Parameters.AddWithValue("@LockTimeout", (int)patience.TotalMilliseconds);
        if (isOfRole)
        {
            command.Parameters.AddWithValue("@DbPrincipal", LoaderRole);
        }

        var answer = command.Parameters.Add(new SqlParameter { Direction = ParameterDirection.ReturnValue });
        command.ExecuteNonQuery();
        return (int)answer.Value >= 0;
    }

    private static bool IsRoleLaid(SqlConnection connection) => connection.ExecuteScalar<int?>("select database_principal_id(@LoaderRole)", new { LoaderRole }) is not null;
}
