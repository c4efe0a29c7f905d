using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;
using PapiBI.Tests.Conventions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using PapiBI.Warehouse.Views;

namespace PapiBI.Tests.Warehouse;

/// <summary>Who may do what on a server, tried with real logins.</summary>
public sealed partial class ServerRolesTests
{
    private static readonly string[] Plans =
        ["improvement_plan", "plan_version", "plan_index", "plan_agency", "plan_task", "task_agency", "task_locality", "task_part", "plan_target", "target_version", "task_progress", "target_gap"];

    private static readonly string[] Plumbing = ["visible_load", "newest_load", "shown_release"];

    [Fact]
    public void An_analyst_reads_the_public_views_of_what_is_published_and_nothing_else()
    {
        using var installation = new ServerInstallation();
        installation.Load(installation.Data, [.. Some.Country(3), .. Some.IndexOf([2020]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1), ("03", 2, 2, 1)])]);
        installation.Publish(installation.Data);
        installation.For("analyst", ["papibi_analyst"]);
        using var analyst = Connect(installation, "analyst", installation.Data.Server!.Database);

        Assert.All(PublicViews(), view => Ask(analyst, $"select count(*) from dbo.{view}"));
        Assert.Equal(9d, Ask(analyst, "select s.score from score s where s.item_code = 'TEST' and s.province_code = '01'"));
        Assert.Equal(3, Ask(analyst, "select count(*) from standing s where s.item_code = 'TEST' and s.rank_place is not null"));
        foreach (var closed in Plans.Concat(Plumbing).Select(view => $"dbo.{view}")
            .Concat(Tables())
            .Concat(LiveViews().Select(view => $"live.{view}")))
        {
            AssertRefused(analyst, $"select count(*) from {closed}");
        }

        AssertRefused(analyst, "insert into dbo.fact_score (load_id) values (1)");
        AssertRefused(analyst, "delete from dbo.fact_score");
        AssertRefused(analyst, "create table dbo.mine (a int)");
        AssertRefused(analyst, "drop view dbo.score");
        Assert.Throws<SqlException>(() => Connect(installation, "analyst", installation.Data.Server.ServiceDatabase).Dispose());
    }

    [Fact]
    public void What_is_loaded_and_not_published_no_analyst_sees_not_even_while_it_is_being_loaded()
    {
        using var installation = new ServerInstallation();
        installation.Load(installation.Data, [.. Some.Country(2), .. Some.IndexOf([2020]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)])]);
        installation.For("analyst", ["papibi_analyst"]);
        using var analyst = Connect(installation, "analyst", installation.Data.Server!.Database);
        Assert.All(PublicViews(), view => Assert.Equal(0, Ask(analyst, $"select count(*) from dbo.{view}")));

        installation.Publish(installation.Data);
        Assert.Equal(9d, Ask(analyst, "select s.score from score s where s.item_code = 'TEST' and s.province_code = '01'"));

        Ask(analyst, "set transaction isolation level read uncommitted");
        var seen = new List<object?>();
        using (var database = WorkingDatabase.Open(installation.Data, installation.Clock, TimeSpan.FromSeconds(30)))
        {
            var loader = new WarehouseLoader(database, installation.Clock, new Steps(_ =>
            {
                seen.Add(Ask(analyst, "select s.score from score s where s.item_code = 'TEST' and s.province_code = '01'"));
                seen.Add(Ask(analyst, "select count(*) from region"));
            }));
            Assert.IsType<LoadOutcome.Loaded>(loader.Load(Some.Scores(2020, [("01", 6, 3, 1), ("02", 4, 4, 1)])));
            Assert.IsType<LoadOutcome.Loaded>(loader.Load(Some.Batch(LoadKind.Regions, "", [Some.Region("R1", 1), Some.Region("R2", 2), Some.Region("R3", 3)])));
        }

        Assert.Equal(12, seen.Count);
        Assert.All(seen, value => Assert.Contains(value, new object[] { 9d, 2 }));
        installation.Publish(installation.Data);
        Assert.Equal(10d, Ask(analyst, "select s.score from score s where s.item_code = 'TEST' and s.province_code = '01'"));
    }

    [Fact]
    public void An_analyst_holds_up_no_loader_by_its_lock()
    {
        using var installation = new ServerInstallation();
        Assert.SkipUnless(TestServer.KeepsLocksOfRoles, TestServer.NoLocksOfRoles);
        installation.For("analyst", ["papibi_analyst"]);
        var loader = installation.For("loader", ["papibi_loader"]);
        using var analyst = Connect(installation, "analyst", installation.Data.Server!.Database);
        Ask(analyst, $"exec sp_getapplock @Resource = N'papibi-warehouse {installation.Data.Server.Database}', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0");
        Assert.ThrowsAny<SqlException>(() => Ask(analyst, $"exec sp_getapplock @Resource = N'papibi-warehouse {installation.Data.Server.Database}', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0, @DbPrincipal = N'papibi_loader'"));

        Assert.All(installation.Load(loader, Some.Country(2)), outcome => Assert.IsType<LoadOutcome.Loaded>(outcome));
    }

    [Fact]
    public void A_loader_loads_and_publishes_and_changes_nothing_else()
    {
        using var installation = new ServerInstallation();
        var loader = installation.For("loader", ["papibi_loader"]);

        Assert.All(
            installation.Load(loader, [.. Some.Country(3), .. Some.IndexOf([2020, 2021]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)]), Some.Scores(2021, [("01", 5, 3, 1), ("02", 4, 4, 1)])]),
            outcome => Assert.IsType<LoadOutcome.Loaded>(outcome));
        Assert.IsType<LoadOutcome.Refused>(Assert.Single(installation.Load(loader, Some.Scores(2021, [("01", 11, 3, 1)]))));
        Assert.IsType<PublishOutcome.Published>(installation.Publish(loader));

        using var connection = Connect(installation, "loader", installation.Data.Server!.Database);
        AssertRefused(connection, "create table dbo.mine (a int)");
        AssertRefused(connection, "drop view live.item");
        AssertRefused(connection, "alter table dbo.fact_score add x int");
        AssertRefused(connection, "update dbo.fact_score set score = 1");
        AssertRefused(connection, "delete from dbo.fact_score");
        AssertRefused(connection, "delete from released.score");
        AssertRefused(connection, "insert into dbo.schema_journal values ('9999.sql', '', '2030-01-01')");

        // It may take back the release on trial, and no other.
        foreach (var table in new[] { "release_load", "release" })
        {
            Assert.Contains("A published release is kept.", Assert.Throws<SqlException>(() => Ask(connection, $"delete from dbo.{table}")).Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, TestServer.Scalar("select cast(count(*) as integer) from dbo.release", installation.Data.Server.Database));
    }

    [Fact]
    public void A_service_reads_a_release_with_its_plans_and_keeps_its_own_rows_and_adds_no_figure()
    {
        using var installation = new ServerInstallation();
        installation.Load(installation.Data, [.. Some.Country(3), .. Some.IndexOf([2020]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)])]);
        installation.Publish(installation.Data);
        var service = installation.For("service", ["papibi_service"], isOfService: true);

        using (var release = Release.Open(service, Release.CurrentFile(service)!))
        {
            var catalog = ReleaseCatalog.Read(release);
            Assert.NotNull(catalog);
            Assert.NotEmpty(Trace.Cells(release, Some.Index, 2020, "01", "1.1"));
        }

        var state = StateDatabase.Open(service, installation.Clock);
        new Workers(state, installation.Clock).Beat("w1", "1.0", TimeSpan.FromMinutes(1));
        Assert.Single(new Workers(state, installation.Clock).All());

        using var connection = Connect(installation, "service", installation.Data.Server!.Database);
        Assert.All(Plans.Concat(PublicViews()).Concat(Plumbing), view => Ask(connection, $"select count(*) from dbo.{view}"));
        AssertRefused(connection, "insert into dbo.acknowledgement values ('', N'', '2026-01-01')");
        AssertRefused(connection, "select count(*) from live.item");
        AssertRefused(connection, "create table dbo.mine (a int)");
        using var own = Connect(installation, "service", installation.Data.Server.ServiceDatabase);
        AssertRefused(own, "create table dbo.mine (a int)");
        AssertRefused(own, "drop table dbo.worker");
        AssertRefused(own, "delete from dbo.schema_journal");
    }

    [Fact]
    public void Views_that_are_made_anew_are_granted_anew()
    {
        using var installation = new ServerInstallation();
        installation.For("analyst", ["papibi_analyst"]);
        var loader = installation.For("loader", ["papibi_loader"]);
        TestServer.Execute("update dbo.schema_journal set sha256 = 'of an earlier program' where script = '(views)'", installation.Data.Server!.Database);

        installation.Load(installation.Data, Some.Country(2));

        using var analyst = Connect(installation, "analyst", installation.Data.Server.Database);
        Assert.All(PublicViews(), view => Assert.Equal(0, Ask(analyst, $"select count(*) from dbo.{view}")));
        AssertRefused(analyst, "select count(*) from dbo.plan_task");
        Assert.All(installation.Load(loader, Some.IndexOf([2020])), outcome => Assert.IsType<LoadOutcome.Loaded>(outcome));
    }

    [Fact]
    public void The_data_dictionary_says_of_each_view_whether_analysts_on_a_server_may_read_it()
    {
        var dictionary = Repository.Read("warehouse/README.md").ReplaceLineEndings("\n");
        var views = ViewScript.OnServer.Select(view => view.Name).Where(name => name != "shown_release").ToList();

        Assert.Equal(PublicViews().Order(StringComparer.Ordinal), views.Where(view => SaysOf(dictionary, view) == "may").Order(StringComparer.Ordinal));
        Assert.Equal(Plans.Concat(Plumbing).Except(["shown_release"]).Order(StringComparer.Ordinal), views.Where(view => SaysOf(dictionary, view) == "may not").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_table_is_named_in_the_roles() => Assert.Equal(
        Tables().Order(StringComparer.Ordinal),
        GrantOnTable().Matches(SqlScript.Read("Setup/roles.sql")).Where(grant => grant.Groups["role"].Value == "papibi_loader").Select(grant => grant.Groups["table"].Value).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_table_of_the_application_database_is_named_in_its_roles() => Assert.Equal(
        TablesIn("State/Migrations/SqlServer").Order(StringComparer.Ordinal),
        GrantOnTable().Matches(SqlScript.Read("Setup/service_roles.sql")).Select(grant => grant.Groups["table"].Value).Distinct().Order(StringComparer.Ordinal));

    private static string SaysOf(string dictionary, string view)
    {
        var section = dictionary.Split("\n### ").Single(part => part.StartsWith($"`{view}`\n", StringComparison.Ordinal));
        return section.Contains(" Analysts on a server may read it.", StringComparison.Ordinal) ? "may" : section.Contains(" Analysts on a server may not read it.", StringComparison.Ordinal) ? "may not" : "nothing";
    }

    private static IEnumerable<string> PublicViews() => GrantOnTable().Matches(ViewScript.Grants).Select(grant => grant.Groups["table"].Value["dbo.".Length..]);

    private static IEnumerable<string> LiveViews() => ["item", "published_score", "region", "visible_load", "plan_task"];

    private static IEnumerable<string> Tables() => TablesIn("Migrations/SqlServer");

    private static IEnumerable<string> TablesIn(string folder) =>
        SqlScript.In(folder).SelectMany(path => CreateTable().Matches(SqlScript.Read(path))).Select(table => table.Groups["name"].Value)
            .Where(name => !SqlScript.In(folder).Any(path => SqlScript.Read(path).Contains($"drop table {name};", StringComparison.Ordinal)))
            .Select(name => name.Contains('.', StringComparison.Ordinal) ? name : $"dbo.{name}");

    private static SqlConnection Connect(ServerInstallation installation, string login, string database)
    {
        var connection = new SqlConnection(installation.Line(login, database));
        connection.Open();
        return connection;
    }

    private static object? Ask(SqlConnection connection, string sql)
    {
        using var command = new SqlCommand(sql, connection) { CommandTimeout = 120 };
        return command.ExecuteScalar();
    }

    private static void AssertRefused(SqlConnection connection, string sql)
    {
        var refused = Assert.Throws<SqlException>(() => Ask(connection, sql));
        Assert.True(
            TestServer.NumbersMissingRights ? refused.Number is 229 or 230 or 262 or 1088 or 3701 or 15151 or 208 : refused.Message.Contains("permission denied", StringComparison.OrdinalIgnoreCase) || refused.Message.Contains("must be owner", StringComparison.OrdinalIgnoreCase),
            $"{sql}: {refused.Number} {refused.Message}");
    }

    [GeneratedRegex(@"(?m)^\s*grant [a-z, ]+ on (?<table>\w+\.\w+) to (?<role>\w+);", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex GrantOnTable();

    [GeneratedRegex(@"(?m)^create table (?<name>[\w.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex CreateTable();
}
