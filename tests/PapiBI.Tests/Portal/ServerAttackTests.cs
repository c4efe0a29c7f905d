using Microsoft.Data.SqlClient;
using PapiBI.Portal.Workbench;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Tests.Portal;

/// <summary>The attacks of <see cref="CageAttackTests"/> on a warehouse on SQL Server: each is refused at the gate and, past it, by the role.</summary>
[CollectionDefinition(nameof(ServerAttackTests), DisableParallelization = true)]
[Collection(nameof(ServerAttackTests))]
public sealed class ServerAttackTests(ServerStage stage) : IClassFixture<ServerStage>
{
    private const string Total = "select s.score from score s where s.item_code = 'TEST' and s.province_code = '01'";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_ordinary_question_is_answered_of_the_newest_release()
    {
        var answer = await stage.Ask("select s.province_code, s.score, s.rank_place\nfrom standing s\nwhere s.item_code = 'TEST' and s.score is not null\norder by s.rank_place, s.province_code; -- xong");

        Assert.Null(answer.End.Refusal);
        Assert.Equal(["""["01",10,1]""", """["02",9,2]""", """["03",5,3]"""], answer.Rows.Select(row => row.GetRawText()));
        Assert.Equal((3, null, stage.Releases[^1].Name), (answer.End.Rows, answer.End.Cap, answer.End.Release));
        Assert.StartsWith("""{"columns":[{"name":"province_code","type":"varchar","isNumber":false},{"name":"score","type":"float","isNumber":true}""", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("insert into dbo.fact_score (load_id) values (1)")]
    [InlineData("update dbo.fact_score set score = 99")]
    [InlineData("delete from dbo.fact_score")]
    [InlineData("truncate table dbo.fact_score")]
    [InlineData("insert into dbo.score (index_code) values ('X')")]
    public Task Attack_01_writing(string sql) => RefusesUnchanged(sql, RefusalCodes.NotSelect);

    [Theory]
    [InlineData("create table dbo.mine (a int)")]
    [InlineData("create view dbo.mine as select 1 as a")]
    [InlineData("create procedure dbo.mine as select 1 as a")]
    [InlineData("drop view dbo.score")]
    [InlineData("alter table dbo.fact_score add x int")]
    [InlineData("alter role papibi_loader add member public")]
    [InlineData("grant select on dbo.plan_task to papibi_analyst")]
    public Task Attack_02_making_and_dropping(string sql) => RefusesUnchanged(sql, RefusalCodes.NotSelect);

    [Theory]
    [InlineData("exec xp_cmdshell 'id'")]
    [InlineData("exec master.dbo.xp_cmdshell 'id'")]
    [InlineData("exec sp_configure 'show advanced options', 1")]
    [InlineData("exec sp_addsrvrolemember 'x', 'sysadmin'")]
    [InlineData("backup database papibi to disk = 'x.bak'")]
    public Task Attack_03_running_programs_and_procedures(string sql) => RefusesUnchanged(sql, RefusalCodes.NotSelect);

    [Theory]
    [InlineData("select * from openrowset('SQLNCLI', 'Server=other;Trusted_Connection=yes;', 'select 1')")]
    [InlineData("select * from openrowset(bulk '/etc/passwd', single_clob) as x")]
    [InlineData("select * from openquery(other, 'select 1')")]
    [InlineData("select * from opendatasource('SQLNCLI', 'Data Source=other').papibi.dbo.score")]
    public Task Attack_04_other_servers_and_files(string sql) => RefusesUnchanged(sql, RefusalCodes.TableFunction);

    [Fact]
    public async Task Attack_05_reading_another_database()
    {
        await RefusesUnchanged($"select * from {stage.Warehouse.ServiceDatabase}.dbo.person", RefusalCodes.UnknownTable);
        await RefusesUnchanged($"select * from {stage.Warehouse.ServiceDatabase}..audit_entry", RefusalCodes.UnknownTable);
        await RefusesUnchanged("select * from other.papibi.dbo.score", RefusalCodes.UnknownTable);
        Assert.Equal(RefusalCodes.UnknownTable, (await stage.Ask("select * from master.sys.databases")).Code);
    }

    [Theory]
    [InlineData("waitfor delay '00:10:00'", RefusalCodes.NotSelect)]
    [InlineData("select 1 waitfor delay '00:10:00'", RefusalCodes.ManyStatements)]
    public async Task Attack_06_waiting(string sql, string code)
    {
        var answer = await stage.Ask(sql);

        Assert.Equal(code, answer.Code);
        Assert.InRange(answer.End.Seconds, 0, 30);
    }

    [Theory]
    [InlineData("select * into #bomb from standing a cross join standing b cross join standing c")]
    [InlineData("create table #bomb (a nvarchar(max))")]
    [InlineData("declare @bomb table (a int)")]
    public async Task Attack_07_a_bomb_in_temporary_tables(string sql) => Assert.Contains((await stage.Ask(sql)).Code, (string[])[RefusalCodes.UnsupportedSyntax, RefusalCodes.NotSelect]);

    [Fact]
    public async Task Attack_08_an_endless_question_ends_with_its_time_on_the_server_too()
    {
        var answer = await stage.Ask(ServerStage.Endless, new WorkbenchLimits { Seconds = 3, WaitSeconds = 60 });

        Assert.Equal(RefusalCodes.Timeout, answer.Code);
        Assert.Contains("3 giây", answer.End.Refusal!.Vi, StringComparison.Ordinal);
        Assert.InRange(answer.End.Seconds, 2.9, 60);
        await stage.NoSessionLeft(computes: true);
    }

    [Fact]
    public async Task Attack_09_a_cancel_ends_the_question_on_the_server()
    {
        using var desk = stage.Desk(new WorkbenchLimits { Seconds = 300, WaitSeconds = 60 });
        var asked = stage.Ask(desk, ServerStage.Endless, "q1");
        await CageStage.Until(() => stage.Sessions() == 1 ? true : (bool?)null);
        await Task.Delay(500, Cancellation);

        Assert.False(desk.Cancel("stranger", "q1"));
        Assert.False(asked.IsCompleted);
        Assert.True(desk.Cancel("an", "q1"));
        Assert.Equal(RefusalCodes.Cancelled, (await asked).Code);
        await stage.NoSessionLeft(computes: true);
    }

    [Fact]
    public async Task Attack_09b_the_server_is_told_of_the_cancel_and_the_line_is_closed()
    {
        using var line = new WatchedLine(stage.AnalystLine);
        var server = AnalystServer.Of(line.ConnectionString, stage.Warehouse, out _)!;
        using var desk = stage.Desk(new WorkbenchLimits { Seconds = 5, WaitSeconds = 60 });
        var asked = desk.Ask("an", "q1", new ServerQuestion(server, stage.Releases[^1], ServerStage.Endless), _ => ValueTask.CompletedTask, Cancellation);
        await CageStage.Until(() => stage.Sessions() == 1 ? true : (bool?)null);
        await CageStage.Until(() => line.HasAsked(ServerStage.Digits) ? true : (bool?)null);
        Assert.Equal((0, 1), (line.Attentions, line.Open));
        desk.Cancel("an", "q1");

        Assert.Equal(RefusalCodes.Cancelled, (await asked).Refusal?.Code);
        await CageStage.Until(() => line.Attentions > 0 ? true : (bool?)null);
        await CageStage.Until(() => line.Open == 0 ? true : (bool?)null);
        await stage.NoSessionLeft(computes: true);
    }

    [Fact]
    public async Task Attack_10_a_reader_who_goes_away_leaves_nothing_running()
    {
        using var desk = stage.Desk(new WorkbenchLimits { Seconds = 300, WaitSeconds = 60 });
        using var gone = new CancellationTokenSource();
        var asked = desk.Ask("an", "q", new ServerQuestion(stage.Analyst, stage.Releases[^1], ServerStage.Endless), _ => ValueTask.CompletedTask, gone.Token);
        await CageStage.Until(() => stage.Sessions() == 1 ? true : (bool?)null);
        await gone.CancelAsync();
        await asked;

        await stage.NoSessionLeft(computes: true);
    }

    [Theory]
    [InlineData("select * from score with (tablockx, holdlock)")]
    [InlineData("select * from score with (updlock)")]
    [InlineData("select (select max(x.score) from score x with (xlock)) as n")]
    [InlineData("set transaction isolation level serializable")]
    [InlineData("begin transaction")]
    [InlineData("exec sp_getapplock @Resource = N'papibi-warehouse', @LockMode = N'Exclusive', @LockOwner = N'Session'")]
    public async Task Attack_11_taking_locks(string sql)
    {
        Assert.Contains((await stage.Ask(sql)).Code, (string[])[RefusalCodes.UnsupportedSyntax, RefusalCodes.NotSelect]);

        // Whoever writes still can.
        using var database = PapiBI.Warehouse.WorkingDatabase.Open(stage.Installation.Data, stage.Installation.Clock, TimeSpan.FromSeconds(30));
        Assert.NotNull(database);
    }

    [Fact]
    public async Task Attack_12_a_question_holds_up_no_loader_while_it_runs()
    {
        using var desk = stage.Desk(new WorkbenchLimits { Seconds = 300, WaitSeconds = 60 });
        var asked = stage.Ask(desk, $"{ServerStage.Digits} select count_big(*) as n from standing s cross join d a cross join d b cross join d c cross join d e cross join d f cross join d g cross join d h cross join d i cross join d j where s.score + a.n + b.n + c.n + e.n + f.n + g.n + h.n + i.n + j.n < -1", "q1");
        await CageStage.Until(() => stage.Sessions() == 1 ? true : (bool?)null);
        using (var connection = new SqlConnection(TestServer.ConnectionString(stage.Warehouse.Database)))
        {
            await connection.OpenAsync(Cancellation);
            await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(Cancellation);
            await using var write = new SqlCommand("set lock_timeout 5000; update released.score set score = score; update dbo.fact_score set score = score", connection, transaction);
            Assert.True(await write.ExecuteNonQueryAsync(Cancellation) > 0);
            await transaction.RollbackAsync(Cancellation);
        }

        Assert.False(asked.IsCompleted);
        desk.Cancel("an", "q1");
        Assert.Equal(RefusalCodes.Cancelled, (await asked).Code);
        await stage.NoSessionLeft(computes: true);
    }

    [Fact]
    public async Task Attack_13_reading_what_is_not_published()
    {
        Assert.Equal("[10]", (await stage.Ask(Total)).Rows.Single().GetRawText());
        foreach (var table in (string[])["fact_score", "dbo.fact_score", "live.score", "live.published_score", "released.score", "release", "source_load", "plan_task", "shown_release"])
        {
            await RefusesUnchanged($"select * from {table}", RefusalCodes.UnknownTable);
        }

        await RefusesUnchanged("select * from score with (nolock)", RefusalCodes.UnsupportedSyntax);
    }

    [Fact]
    public async Task A_question_is_put_to_the_release_that_it_names_and_cannot_name_another()
    {
        Assert.Equal("[9]", (await stage.Ask(Total, release: stage.Releases[0])).Rows.Single().GetRawText());
        Assert.Equal(stage.Releases[0].Name, (await stage.Ask(Total, release: stage.Releases[0])).End.Release);
        Assert.Equal("[10]", (await stage.Ask(Total, release: stage.Releases[1])).Rows.Single().GetRawText());
        Assert.Equal(RefusalCodes.NotSelect, (await stage.Ask("exec sp_set_session_context N'papibi_release', 1")).Code);
    }

    [Theory]
    [InlineData("select nope from standing", 1, 8)]
    [InlineData("select s.score,\n  s.nope\nfrom standing s", 2, 5)]
    [InlineData("select cast('x1' as int) as n", 1, 13)]
    [InlineData("select score from standing where", 1, null)]
    [InlineData("select 1 / 0 as n", null, null)]
    [InlineData("select year, score from standing group by year", null, null)]
    [InlineData("select * from fact_score", 1, 15)]
    [InlineData("select db_name() as n", 1, 8)]
    public async Task Attack_14_error_text_that_tells_of_the_server(string sql, int? line, int? column)
    {
        var answer = await stage.Ask(sql);

        Assert.NotNull(answer.End.Refusal);
        Assert.NotEqual(answer.End.Refusal.Vi, answer.End.Refusal.En);
        Assert.Equal((line ?? answer.End.Refusal.Line, column ?? answer.End.Refusal.Column), (answer.End.Refusal.Line, answer.End.Refusal.Column));
        AssertTellsNothing(answer.Text);
    }

    [Fact]
    public async Task Attack_15_a_server_that_cannot_be_reached_or_refuses_the_login_tells_no_name()
    {
        foreach (var line in (string[])
        [
            new SqlConnectionStringBuilder(stage.AnalystLine) { Password = "wrong-password-1" }.ConnectionString,
            new SqlConnectionStringBuilder(stage.AnalystLine) { DataSource = "127.0.0.1,1", ConnectTimeout = 3 }.ConnectionString,
        ])
        {
            var server = AnalystServer.Of(line, stage.Warehouse, out _)!;
            using var desk = stage.Desk();
            using var said = new MemoryStream();
            var end = await desk.Ask("an", "q", new ServerQuestion(server, stage.Releases[^1], "select 1 as n"), part => said.WriteAsync(part, Cancellation), Cancellation);

            Assert.Equal(RefusalCodes.Engine, end.Refusal?.Code);
            Assert.Contains("tài khoản phân tích", end.Refusal!.Vi, StringComparison.Ordinal);
            var text = System.Text.Encoding.UTF8.GetString(said.ToArray());
            AssertTellsNothing(text);
            Assert.DoesNotContain("wrong-password", text + server.Look()!.Value.ForOperator.En, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("loader", "papibi_loader", "papibi_analyst", "papibi_loader")]
    [InlineData("service", "papibi_service", "papibi_analyst", "papibi_service")]
    [InlineData("alone", "vai trò papibi_analyst nên không hỏi được")]
    public async Task A_login_that_may_do_more_or_less_than_an_analyst_is_not_used(string name, string told, params string[] roles)
    {
        stage.Installation.For(name, roles);
        await AssertNotUsed(stage.Installation.Line(name, stage.Warehouse.Database), told);
    }

    [Fact]
    public async Task A_login_that_owns_or_may_write_or_reaches_the_application_database_is_not_used()
    {
        await AssertNotUsed(TestServer.ConnectionString(stage.Warehouse.Database), "sysadmin");

        stage.Installation.For("writer", ["papibi_analyst"]);
        TestServer.Execute($"grant insert on dbo.fact_score to {stage.Warehouse.Database}_writer", stage.Warehouse.Database);
        await AssertNotUsed(stage.Installation.Line("writer", stage.Warehouse.Database), "insert on dbo.fact_score");

        stage.Installation.For("planner", ["papibi_analyst"]);
        TestServer.Execute($"grant select on dbo.plan_task to {stage.Warehouse.Database}_planner", stage.Warehouse.Database);
        await AssertNotUsed(stage.Installation.Line("planner", stage.Warehouse.Database), "select on dbo.plan_task");

        stage.Installation.For("both", ["papibi_analyst"], isOfService: true);
        await AssertNotUsed(stage.Installation.Line("both", stage.Warehouse.Database), "application database");

        Assert.Null(stage.Analyst.Look());
    }

    [Theory]
    [InlineData("grant execute on dbo.clean_up to {0}", "execute on dbo.clean_up")]
    [InlineData("grant select (name_vi) on dbo.dim_plan to {0}", "select (name_vi) on dbo.dim_plan")]
    [InlineData("grant impersonate on user::dbo to {0}", "impersonate on a user or role")]
    [InlineData("grant view database state to {0}", "view database state")]
    [InlineData("grant view definition on schema::dbo to {0}", "view definition on schema dbo")]
    [InlineData("grant select on dbo.score to {0} with grant option", "select with grant option on dbo.score")]
    public async Task A_login_with_one_right_too_many_is_not_used_and_the_right_is_named(string grant, string told)
    {
        var name = $"one{Math.Abs(string.GetHashCode(grant, StringComparison.Ordinal))}";
        stage.Installation.For(name, ["papibi_analyst"]);
        Assert.SkipUnless(TestServer.TellsGrants, TestServer.NoGrants);
        if (TestServer.Scalar("select object_id('dbo.clean_up')", stage.Warehouse.Database) is null or DBNull)
        {
            TestServer.Execute("create procedure dbo.clean_up as select 1 as a", stage.Warehouse.Database);
        }

        TestServer.Execute(string.Format(System.Globalization.CultureInfo.InvariantCulture, grant, $"{stage.Warehouse.Database}_{name}"), stage.Warehouse.Database);
        await AssertNotUsed(stage.Installation.Line(name, stage.Warehouse.Database), told);
    }

    [Fact]
    public async Task A_login_that_may_see_the_servers_state_is_not_used()
    {
        stage.Installation.For("seer", ["papibi_analyst"]);
        Assert.SkipUnless(TestServer.TellsGrants, TestServer.NoGrants);
        TestServer.Execute($"grant view server state to {stage.Warehouse.Database}_seer");
        await AssertNotUsed(stage.Installation.Line("seer", stage.Warehouse.Database), "view server state");
    }

    [Fact]
    public async Task Caps_are_told_and_end_the_question_on_the_server()
    {
        var small = new WorkbenchLimits { Seconds = 120, WaitSeconds = 60, MaxRows = 1_000, MaxMegabytes = 1 };
        var rows = await stage.Ask($"{ServerStage.Digits} select a.n as n from d a cross join d b cross join d c cross join d e cross join d f", small);
        var bytes = await stage.Ask($"{ServerStage.Digits} select space(4000) as words, a.n as n from d a cross join d b cross join d c", small);

        Assert.Equal((null, "rows", 1_000, 1_000), (rows.Code, rows.End.Cap, rows.End.Rows, rows.Rows.Count));
        Assert.Equal((null, "bytes"), (bytes.Code, bytes.End.Cap));
        Assert.InRange(bytes.End.Rows, 200, 265);
        Assert.Equal(bytes.End.Rows, bytes.Rows.Count);
        await stage.NoSessionLeft();
    }

    [Fact]
    public async Task A_value_of_any_size_is_not_taken()
    {
        var answer = await stage.Ask($"{ServerStage.Digits} select 1 as n, string_agg(cast(concat(space(3999), '.') as nvarchar(max)), '') as words from d a cross join d b cross join d c");

        Assert.Equal(RefusalCodes.Cell, answer.Code);
        Assert.StartsWith("Column words, row 1 holds a value longer than 1 MB", answer.End.Refusal!.En, StringComparison.Ordinal);
        await stage.NoSessionLeft();
    }

    [Fact]
    public async Task Texts_numbers_and_dates_arrive_as_they_are()
    {
        var answer = await stage.Ask("select cast(N'Đắk Lắk' as nvarchar(max)) as a, cast(1.50 as decimal(10, 2)) as b, cast('2021-05-04' as date) as c, cast(9007199254740993 as bigint) as d, cast(1 as bit) as e, null as f, cast(0x0102 as varbinary(10)) as g, cast('2021-05-04 03:02:01.5' as datetime2(3)) as h");

        Assert.Null(answer.End.Refusal);
        Assert.Equal("""["Đắk Lắk",1.50,"2021-05-04","9007199254740993",true,null,"AQI=","2021-05-04T03:02:01.5"]""", answer.Rows.Single().GetRawText());
    }

    private async Task AssertNotUsed(string line, string told)
    {
        var server = AnalystServer.Of(line, stage.Warehouse, out _)!;
        using var desk = stage.Desk();
        var end = await desk.Ask("an", "q", new ServerQuestion(server, stage.Releases[^1], "select 1 as n"), _ => ValueTask.CompletedTask, Cancellation);

        Assert.Equal((RefusalCodes.Locked, 0), (end.Refusal?.Code, end.Rows));
        Assert.Contains(told, end.Refusal!.Vi, StringComparison.Ordinal);
        Assert.NotEqual(end.Refusal.Vi, end.Refusal.En);
        Assert.Equal(end.Refusal.Vi, server.Look()!.Value.ForAnalyst.Vi);
        AssertTellsNothing(end.Refusal.Vi + end.Refusal.En);
    }

    private async Task RefusesUnchanged(string sql, params string[] codes)
    {
        var before = stage.Contents();
        var answer = await stage.Ask(sql);

        Assert.Contains(answer.Code, codes);
        Assert.Empty(answer.Rows);
        AssertTellsNothing(answer.Text.Replace(stage.Warehouse.ServiceDatabase, "", StringComparison.Ordinal));

        // The gate apart, the role is the wall.
        await using var analyst = new SqlConnection(stage.AnalystLine);
        await analyst.OpenAsync(Cancellation);
        await using var command = new SqlCommand(sql, analyst) { CommandTimeout = 60 };
        if (codes is not [RefusalCodes.UnsupportedSyntax])
        {
            await Assert.ThrowsAsync<SqlException>(() => command.ExecuteScalarAsync(Cancellation));
        }

        Assert.Equal(before, stage.Contents());
    }

    private void AssertTellsNothing(string text)
    {
        Assert.DoesNotContain(stage.Warehouse.Database, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(stage.Installation.Secret, text, StringComparison.Ordinal);
        Assert.DoesNotMatch("""(?i)127\.0\.0\.1|localhost|login failed|password|User ID|/(home|tmp|usr|proc|root|var)/|   at \w+\.|Exception|stack trace|SqlClient""", text);
    }
}
