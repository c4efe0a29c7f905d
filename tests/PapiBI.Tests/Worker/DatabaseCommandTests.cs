using Microsoft.Data.SqlClient;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Cli;

namespace PapiBI.Tests.Worker;

/// <summary>Setting up on a server, by the program or by its script.</summary>
public sealed class DatabaseCommandTests
{
    private const string Address = "sqlserver:Server=db.example;Database=papibi;User ID=papibi_user_7;Password=Rất-bí-mật-9";
    private static readonly FixedClock Clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Set_up_twice_nothing_changes_and_it_says_so_and_what_each_role_may_do_in_both_languages()
    {
        using var installation = new ServerInstallation();
        Assert.Equal(
            ["papibi_analyst", "papibi_loader", "papibi_service"],
            installation.FirstSteps.Single(step => step.What.En == $"Roles and rights in {installation.Data.Server!.Database}").Made.Where(made => !made.Contains(':', StringComparison.Ordinal)));

        foreach (var (language, unchanged, explanation) in new[]
        {
            ("en", "there already, nothing changed", "papibi_analyst  reads the public views of what is published and nothing else: no table, no plan, nothing unpublished."),
            ("vi", "đã có sẵn, không thay đổi gì", "papibi_analyst  chỉ đọc các khung nhìn công khai của bản đã phát hành: không bảng, không kế hoạch, không số chưa phát hành."),
        })
        {
            var typed = Type(TestServer.ConnectionString(installation.Data.Server!.Database), "setup", language);

            Assert.Equal("", typed.Errors);
            Assert.Equal(ExitCode.Done, typed.Code);
            var steps = typed.Output.Split("\n\n")[0].Split('\n');
            Assert.Equal(5 + (TestServer.HasDatabaseSettings ? 2 : 0) + (TestServer.HasColumnstore ? 1 : 0), steps.Length);
            Assert.All(steps, step => Assert.EndsWith($": {unchanged}", step, StringComparison.Ordinal));
            Assert.Contains(explanation, typed.Output, StringComparison.Ordinal);
            Assert.Contains("alter role papibi_loader add member [x];", typed.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void On_SQL_Server_readers_see_snapshots_and_large_tables_lie_by_columns_with_their_keys()
    {
        Assert.SkipUnless(TestServer.IsConfigured, TestServer.NotConfigured);
        Assert.SkipUnless(TestServer.HasDatabaseSettings && TestServer.HasColumnstore, "This server has neither database settings nor columnstore.");
        using var installation = new ServerInstallation();
        var database = installation.Data.Server!.Database;

        foreach (var name in new[] { database, installation.Data.Server.ServiceDatabase })
        {
            Assert.Equal(1, TestServer.Scalar($"select count(*) from sys.databases d where d.name = '{name}' and d.snapshot_isolation_state = 1 and d.is_read_committed_snapshot_on = 1"));
        }

        Assert.Equal(3, TestServer.Scalar("select count(*) from sys.indexes i where i.type = 5", database));
        Assert.Equal(3, TestServer.Scalar("select count(*) from sys.indexes i where i.is_primary_key = 1 and i.type = 2 and object_name(i.object_id) in ('fact_score', 'fact_published', 'fact_indicator_value')", database));
    }

    [Fact]
    public void What_the_script_makes_the_program_finds_up_to_date()
    {
        using var folder = new TemporaryFolder();
        var data = TestEngine.SqlServer.Install(folder.Path);
        var login = $"{data.Server!.Database}_script";
        try
        {
            var script = Type(TestServer.ConnectionString(data.Server.Database), "script", "en").Output;
            TestServer.OneAtATime(() => Run(script));
            TestServer.OneAtATime(() =>
            {
                TestServer.Execute($"create login {login} with password = 'Rất-bí-mật-9'");
                TestServer.Execute($"create user {login} for login {login}", data.Server.Database);
                TestServer.Execute($"alter role papibi_loader add member {login}", data.Server.Database);
                TestServer.Execute($"create user {login} for login {login}", data.Server.ServiceDatabase);
                TestServer.Execute($"alter role papibi_service add member {login}", data.Server.ServiceDatabase);
            });
            var least = data with { Server = ServerAddress.Parse(new SqlConnectionStringBuilder(TestServer.ConnectionString(data.Server.Database)) { UserID = login, Password = "Rất-bí-mật-9", Pooling = false }.ConnectionString, out _) };

            using (var database = WorkingDatabase.Open(least, Clock, TimeSpan.FromSeconds(30)))
            {
                Assert.IsType<LoadOutcome.Loaded>(new WarehouseLoader(database, Clock, Steps.Silent).Load(Some.Country(2)[0]));
            }

            Assert.Empty(new Subscriptions(StateDatabase.Open(least, Clock), Clock).All());
            Assert.All(ServerCheck.Warehouse(least.Server!).Uses.Where(use => use.Role == "papibi_loader"), use => Assert.Equal(TestServer.KnowsRightsOnSchemas ? [] : ["select on live"], use.Lacks));
            Assert.Empty(ServerCheck.Warehouse(least.Server!).Missing);
        }
        finally
        {
            TestEngine.SqlServer.Remove(data);
            TestServer.OneAtATime(() => TestServer.Execute($"if suser_id('{login}') is not null drop login {login}"));
        }
    }

    [Fact]
    public void SQL_Server_parses_the_script_which_holds_every_step_and_no_secret()
    {
        using var folder = new TemporaryFolder();
        var typed = Typed.In(new DataFolder(folder.Path), Clock, "database", "script", "--warehouse", Address);

        Assert.Equal(ExitCode.Done, typed.Code);
        using StringReader reader = new(typed.Output);
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out IList<ParseError> errors);
        Assert.Empty(errors.Select(error => $"line {error.Line}: {error.Message}"));
        foreach (var path in SqlScript.In("Setup").Concat(SqlScript.In("Migrations/SqlServer")).Concat(SqlScript.In("State/Migrations/SqlServer")))
        {
            Assert.All(Dialect.SqlServer.Batches(SqlScript.Read(path)), batch => Assert.Contains(batch, typed.Output, StringComparison.Ordinal));
        }

        Assert.DoesNotContain("Rất-bí-mật-9", typed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("papibi_user_7", typed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("columnstore", Typed.In(new DataFolder(folder.Path), Clock, "database", "script", "--warehouse", Address, "--without", "storage").Output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("setup")]
    [InlineData("script")]
    public void Without_a_server_there_is_nothing_to_set_up(string verb)
    {
        using var folder = new TemporaryFolder();

        var typed = Typed.In(new DataFolder(folder.Path), Clock, "database", verb, "--warehouse", "duckdb:" + folder.File("w.duckdb"), "--lang", "en");

        Assert.Equal(ExitCode.Usage, typed.Code);
        Assert.Equal("This is for SQL Server: name it by --warehouse or the variable PAPIBI_WAREHOUSE.\n", typed.Errors);
    }

    [Fact]
    public void A_warehouse_in_a_file_names_the_file()
    {
        using var folder = new TemporaryFolder();

        var typed = Typed.In(new DataFolder(folder.Path), Clock, "publish", "--warehouse", "duckdb:", "--lang", "en");

        Assert.Equal(ExitCode.Usage, typed.Code);
        Assert.Contains("names a file after duckdb:", typed.Errors, StringComparison.Ordinal);
    }

    private static Typed Type(string connectionString, string verb, string language)
    {
        using var folder = new TemporaryFolder();
        string[] without = [.. new[] { TestServer.HasDatabaseSettings ? null : "settings", TestServer.HasColumnstore ? null : "storage" }.OfType<string>().SelectMany(part => new[] { "--without", part })];
        return Typed.In(new DataFolder(folder.Path), Clock, ["database", verb, "--warehouse", "sqlserver:" + connectionString, "--lang", language, .. without]);
    }

    // As sqlcmd does.
    private static void Run(string script)
    {
        using var connection = new SqlConnection(new SqlConnectionStringBuilder(TestServer.ConnectionString("master")) { Pooling = false }.ConnectionString);
        connection.Open();
        foreach (var batch in script.Split("\ngo\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            using var command = new SqlCommand(batch, connection) { CommandTimeout = 300 };
            try
            {
                command.ExecuteNonQuery();
            }
            catch (SqlException e)
            {
                Assert.Fail($"{e.Message}\n{batch}");
            }
        }
    }
}
