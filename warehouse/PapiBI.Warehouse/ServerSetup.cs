using Dapper;
using Microsoft.Data.SqlClient;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.State;
using PapiBI.Warehouse.Views;

namespace PapiBI.Warehouse;

/// <summary>A step of setting up, and what it made or changed; nothing where all was so already.</summary>
public sealed record SetupStep(Text What, IReadOnlyList<string> Made);

/// <summary>What of setting up somebody else does, or the server does not offer.</summary>
public sealed record SetupChoice(bool WithSettings = true, bool WithStorage = true);

/// <summary>Makes an installation's databases on a server, and who may do what in them. It may be run again and again: what is there is left as it is.</summary>
public static class ServerSetup
{
    internal const string Settings = "Setup/settings.sql";
    internal const string Storage = "Setup/storage.sql";
    internal const string Roles = "Setup/roles.sql";
    internal const string ServiceRoles = "Setup/service_roles.sql";

    internal const string Grants = "Views/grants.sql";

    private const string SettingsNow = """
        select concat(x.name, ' = on')
        from (
            select 'allow_snapshot_isolation' as name, case when d.snapshot_isolation_state = 1 then 1 else 0 end as is_on from sys.databases d where d.name = db_name()
            union all
            select 'read_committed_snapshot' as name, cast(d.is_read_committed_snapshot_on as integer) as is_on from sys.databases d where d.name = db_name()
        ) x
        where x.is_on = 1
        order by x.name
        """;

    private const string ScriptsNow = "if object_id(N'dbo.schema_journal') is not null select j.script from dbo.schema_journal j order by j.script";

    private const string StorageNow = "select object_name(i.object_id) as name from sys.indexes i where i.type_desc = 'CLUSTERED COLUMNSTORE' order by name";

    private const string RolesNow = """
        select p.name
        from sys.database_principals p
        where p.type = 'R' and p.name like 'papibi[_]%'
        union all
        select concat(user_name(g.grantee_principal_id), ': ', lower(g.permission_name), ' ', coalesce(schema_name(g.major_id), concat(object_schema_name(g.major_id), '.', object_name(g.major_id))))
        from sys.database_permissions g
        where g.class in (1, 3) and user_name(g.grantee_principal_id) like 'papibi[_]%'
        order by 1
        """;

    /// <summary>Does all of it, with a login that may.</summary>
    /// <exception cref="WarehouseUnavailableException">The server cannot be reached, or the login may not.</exception>
    /// <exception cref="WarehouseBusyException">Another session held the warehouse when patience ended.</exception>
    /// <returns>Each step as soon as it is done.</returns>
    public static IEnumerable<SetupStep> Run(DataFolder folder, TimeProvider clock, TimeSpan patience, SetupChoice choice)
    {
        var server = folder.Server ?? throw new ArgumentException("Only a server is set up.", nameof(folder));
        var (warehouse, service) = (server.Database, server.ServiceDatabase);
        yield return new SetupStep(new Text("Tạo cơ sở dữ liệu", "Databases made"), CreateDatabases(server));
        foreach (var database in new[] { warehouse, service }.Where(_ => choice.WithSettings))
        {
            yield return Do(server, database, new Text($"Thiết lập của {database}", $"Settings of {database}"), SettingsNow, connection => Run(connection, Settings, transaction: null));
        }

        yield return Do(server, warehouse, new Text($"Bảng và khung nhìn của {warehouse}", $"Tables and views of {warehouse}"), ScriptsNow, _ => WorkingDatabase.Open(folder, clock, patience).Dispose());
        if (choice.WithStorage)
        {
            yield return Do(server, warehouse, new Text("Bảng lớn lưu theo cột", "Large tables laid by columns"), StorageNow, connection => Whole(connection, Storage));
        }

        yield return Do(server, warehouse, new Text($"Vai trò và quyền trong {warehouse}", $"Roles and rights in {warehouse}"), RolesNow, connection => Whole(connection, Roles, Grants));
        yield return Do(server, service, new Text($"Bảng của {service}", $"Tables of {service}"), ScriptsNow, _ => StateDatabase.Open(folder, clock));
        yield return Do(server, service, new Text($"Vai trò và quyền trong {service}", $"Roles and rights in {service}"), RolesNow, connection => Whole(connection, ServiceRoles));
    }

    /// <summary>The same as a text to be read and run by others, for databases of these names.</summary>
    public static string Script(ServerAddress server, SetupChoice choice) => SetupScript.Of(server, choice);

    /// <summary>Creates the warehouse and the application database where they are not there yet.</summary>
    /// <returns>Those that were made now.</returns>
    public static IReadOnlyList<string> CreateDatabases(ServerAddress address)
    {
        var made = new List<string>();
        var now = "master";
        try
        {
            using var connection = new SqlConnection(address.ServerConnection);
            connection.Open();
            foreach (var database in new[] { address.Database, address.ServiceDatabase })
            {
                if (connection.ExecuteScalar<int>("select count(*) from sys.databases d where d.name = @database", new { database }) == 0)
                {
                    // CREATE DATABASE takes no parameter.
                    now = database;
                    connection.Execute($"create database {Quoted(database)}");
                    made.Add(database);
                }
            }
        }
        catch (SqlException e)
        {
            throw ServerError.Unavailable(e, address, now);
        }

        return made;
    }

    /// <summary>The statements that let a login in, each role in its database.</summary>
    public static IReadOnlyList<string> Memberships(ServerAddress server) =>
    [
        $"use {Quoted(server.Database)}; create user [x] for login [x];",
        "alter role papibi_loader add member [x];",
        "alter role papibi_service add member [x];",
        "alter role papibi_analyst add member [x];",
        $"use {Quoted(server.ServiceDatabase)}; create user [x] for login [x]; alter role papibi_service add member [x];",
        $"use {Quoted(server.ServiceDatabase)}; alter role papibi_portal add member [x];",
    ];

    internal static string Quoted(string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";

    private static SetupStep Do(ServerAddress server, string database, Text what, string state, Action<SqlConnection> work)
    {
        try
        {
            using var connection = new SqlConnection(server.AloneIn(database));
            connection.Open();
            var before = connection.Query<string>(state).ToList();
            work(connection);
            return new SetupStep(what, [.. connection.Query<string>(state).Except(before, StringComparer.Ordinal)]);
        }
        catch (SqlException e)
        {
            var said = ServerError.TextOf(e, server, database);
            throw new WarehouseUnavailableException(
                new Text(
                    $"Bước “{what.Vi}” không xong. {said.Vi} Khi đang có người kết nối, máy chủ không đổi thiết lập; bước nào máy chủ không có hoặc người khác làm thì bỏ qua bằng --without settings, --without storage.",
                    $"The step “{what.En}” failed. {said.En} While others are connected a server changes no settings; what it does not offer, or somebody else does, is left out by --without settings, --without storage."),
                e);
        }
    }

    private static void Whole(SqlConnection connection, params string[] scripts)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var script in scripts)
        {
            Run(connection, script, transaction);
        }

        transaction.Commit();
    }

    private static void Run(SqlConnection connection, string script, SqlTransaction? transaction)
    {
        foreach (var batch in Dialect.SqlServer.Batches(SqlScript.Read(script)))
        {
            connection.Execute(batch, transaction: transaction);
        }
    }
}
