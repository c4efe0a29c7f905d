using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;
using PapiBI.Warehouse.Dialects;

namespace PapiBI.Warehouse.Releases;

/// <summary>
/// A release on a server. Each question takes a connection of the driver's pool, names the release to the session and reads a snapshot: it waits for
/// no writer. Questions are only read, so the driver may ask one again after a transient error.
/// </summary>
internal sealed class ServerRelease : ReleaseReader
{
    private const string Session = """
        set transaction isolation level snapshot;
        exec sp_set_session_context @key = N'papibi_release', @value = @papibi_release;

        """;

    // In a parallel plan session_context may answer wrongly (a known issue of SQL Server); and sums of doubles then always run in one order.
    internal const string OneThread = "\noption (maxdop 1)";

    private readonly ServerAddress server;
    private readonly int releaseId;

    private ServerRelease(ServerAddress server, int releaseId) => (this.server, this.releaseId) = (server, releaseId);

    public override Dialect Dialect => Dialect.SqlServer;

    /// <param name="server">Where it is.</param>
    /// <param name="name">As <see cref="ReleaseFiles.NameOf"/> makes it.</param>
    public static ServerRelease Open(ServerAddress server, string name) =>
        new(server, ReleaseFiles.OnServer(server).FirstOrDefault(release => release.Path == name)?.Id ?? throw new WarehouseUnavailableException(new Text(
            $"{server} không có bản phát hành {name}.",
            $"{server} has no release {name}.")));

    /// <summary>Every release there is, in the order of publication; none where the warehouse has no tables yet.</summary>
    public static List<(int Id, DateTimeOffset PublishedAt, string Sha256)> Recorded(ServerAddress server)
    {
        using var connection = Connect(server);
        using var command = connection.CreateCommand();
        return Guarded(server, () =>
        {
            command.CommandText = "select object_id(N'dbo.release')";
            if (command.ExecuteScalar() is null or DBNull)
            {
                return [];
            }

            command.CommandText = "set transaction isolation level snapshot; select r.release_id, r.published_at, r.content_sha256 from release r order by r.release_id";
            return ReadAll(command, r => (r.GetInt32(0), new DateTimeOffset(DateTime.SpecifyKind(r.GetDateTime(1), DateTimeKind.Utc)), r.GetString(2)), new Dictionary<string, object>());
        }, connection);
    }

    public override List<T> Read<T>(string sql, Func<DbDataReader, T> read, IReadOnlyDictionary<string, object> parameters)
    {
        using var connection = Connect(server);
        using var command = connection.CreateCommand();
        command.RetryLogicProvider = ServerAddress.Retry;
        command.CommandText = Session + Dialect.Adapt(sql) + OneThread;
        command.Parameters.AddWithValue("papibi_release", releaseId);
        return Guarded(server, () => ReadAll(command, read, parameters), connection);
    }

    public override void Dispose()
    {
        // The connections are the driver's.
    }

    private static SqlConnection Connect(ServerAddress server)
    {
        var connection = new SqlConnection(server.ReaderConnection) { RetryLogicProvider = ServerAddress.Retry };
        try
        {
            return Guarded(server, () =>
            {
                connection.Open();
                return connection;
            });
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Having tried several times, the driver tells of all of them; or it found the line lost and asked once more over a connection that is closed.
    private static T Guarded<T>(ServerAddress server, Func<T> work, SqlConnection? opened = null)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is SqlException or AggregateException { InnerExceptions: [.., SqlException] }
            || (e is InvalidOperationException or IOException or SocketException && opened is { State: not ConnectionState.Open }))
        {
            throw ServerError.Unavailable(e, server, server.Database);
        }
    }
}
