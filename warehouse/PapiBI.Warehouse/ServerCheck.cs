using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.SqlClient;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Views;

namespace PapiBI.Warehouse;

/// <summary>What a login may not do of what a use of a database takes: "insert on dbo.fact_score".</summary>
public sealed record ServerUse(Text Name, string Role, IReadOnlyList<string> Lacks);

/// <summary>How one of the databases on a server stands, as a login sees it.</summary>
public sealed record ServerState
{
    /// <summary>Product and version, as the server names itself.</summary>
    public required string Version { get; init; }

    public required bool IsEncrypted { get; init; }

    /// <summary>The migrations that it has not had; "(views)" where the views are older than the program.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Whether this login may bring it up to date.</summary>
    public required bool MayMigrate { get; init; }

    public required bool AllowsSnapshots { get; init; }
    public required bool ReadsCommittedSnapshots { get; init; }
    public required IReadOnlyList<ServerUse> Uses { get; init; }
}

/// <summary>Looks at the databases on a server and changes nothing.</summary>
public static partial class ServerCheck
{
    private static readonly (Text Name, string Script, string Role, Func<string, bool> Takes)[] WarehouseUses =
    [
        (new Text("nạp", "loading"), "Setup/roles.sql", "papibi_loader", on => !on.StartsWith("released.", StringComparison.Ordinal)),
        (new Text("phát hành", "publishing"), "Setup/roles.sql", "papibi_loader", _ => true),
        (new Text("lập báo cáo", "rendering"), "Setup/roles.sql", "papibi_service", _ => true),
    ];

    private static readonly (Text Name, string Script, string Role, Func<string, bool> Takes)[] ServiceUses =
    [
        (new Text("dịch vụ", "the service"), "Setup/service_roles.sql", "papibi_service", _ => true),
    ];

    /// <exception cref="WarehouseUnavailableException">It cannot be reached or opened.</exception>
    public static ServerState Warehouse(ServerAddress server) => Look(server, server.Database, "Migrations/SqlServer", WarehouseUses);

    /// <summary>The application database.</summary>
    /// <exception cref="WarehouseUnavailableException">It cannot be reached or opened.</exception>
    public static ServerState Service(ServerAddress server) => Look(server, server.ServiceDatabase, "State/Migrations/SqlServer", ServiceUses);

    private static ServerState Look(ServerAddress server, string database, string migrations, (Text Name, string Script, string Role, Func<string, bool> Takes)[] uses)
    {
        try
        {
            using var connection = new SqlConnection(server.AloneIn(database));
            connection.Open();
            var (snapshots, committed) = connection.QuerySingle<(int, int)>(
                "select cast(d.snapshot_isolation_state as integer), cast(d.is_read_committed_snapshot_on as integer) from sys.databases d where d.name = db_name()");
            return new ServerState
            {
                Version = VersionOf(connection),
                IsEncrypted = IsEncrypted(connection, server),
                Missing = [.. Missing(connection, migrations)],
                MayMigrate = May(connection, "create table", "database", database),
                AllowsSnapshots = snapshots == 1,
                ReadsCommittedSnapshots = committed == 1,
                Uses = [.. uses.Select(use => new ServerUse(use.Name, use.Role, [.. Rights(use.Script, use.Role).Where(right => use.Takes(right.On)).Where(right => !May(connection, right.Right, right.Kind, right.On)).Select(right => $"{right.Right} on {right.On}")]))],
            };
        }
        catch (SqlException e)
        {
            throw ServerError.Unavailable(e, server, database);
        }
    }

    private static string VersionOf(SqlConnection connection) =>
        $"{connection.ExecuteScalar<string>("select @@version")!.Split('\n')[0].Trim()} ({connection.ExecuteScalar<string>("select cast(serverproperty('ProductVersion') as nvarchar(100))")})";

    // Who may not ask the server goes by what the connection string demands.
    private static bool IsEncrypted(SqlConnection connection, ServerAddress server)
    {
        try
        {
            return connection.ExecuteScalar<string?>("select c.encrypt_option from sys.dm_exec_connections c where c.session_id = @@spid") is { } said
                ? said.Equals("TRUE", StringComparison.OrdinalIgnoreCase)
                : server.DemandsEncryption;
        }
        catch (SqlException)
        {
            return server.DemandsEncryption;
        }
    }

    private static IEnumerable<string> Missing(SqlConnection connection, string migrations)
    {
        var had = connection.ExecuteScalar<int?>("select object_id(N'dbo.schema_journal')") is null
            ? []
            : connection.Query<(string Script, string Sha256)>("select j.script, j.sha256 from dbo.schema_journal j").ToDictionary(j => j.Script, j => j.Sha256, StringComparer.Ordinal);
        foreach (var script in SqlScript.In(migrations).Select(path => Path.GetFileName(path)!).Where(script => script != Migrations.ScriptJournal.JournalScript && !had.ContainsKey(script)))
        {
            yield return script;
        }

        if (migrations.StartsWith("Migrations/", StringComparison.Ordinal) && had.GetValueOrDefault(ViewScript.JournalEntry) != ViewScript.ShaOf(ViewScript.Statements(Dialect.SqlServer)))
        {
            yield return ViewScript.JournalEntry;
        }
    }

    private static bool May(SqlConnection connection, string right, string kind, string on) =>
        connection.ExecuteScalar<int?>("select has_perms_by_name(@on, @kind, @right)", new { on, kind, right }) == 1;

    // What a use takes is what its role is granted.
    private static IEnumerable<(string Right, string Kind, string On)> Rights(string script, string role) =>
        Grant().Matches(SqlScript.Read(script))
            .Where(grant => grant.Groups["role"].Value == role)
            .SelectMany(grant => grant.Groups["rights"].Value.Split(", ").Select(right => (right, grant.Groups["schema"].Success ? "schema" : "object", grant.Groups["on"].Value)));

    [GeneratedRegex(@"(?m)^grant (?<rights>[a-z, ]+) on (?<schema>schema::)?(?<on>[\w.]+) to (?<role>\w+);", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Grant();
}
