using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Tests.Warehouse.AdHoc;

/// <summary>What may be asked of a server, as SQL Server's own parser reads it; no server is needed to say so.</summary>
public sealed class TSqlGateTests
{
    private static readonly TSqlGate Gate = new(AnalystServer.Views);

    [Theory]
    [InlineData("select 1")]
    [InlineData("  -- mở đầu\nselect province_code, score from standing where year = 2021;  -- hết")]
    [InlineData("select top (10) with ties s.* from dbo.standing as s order by s.score desc")]
    [InlineData("select [s].[score] from [dbo].[standing] [s] order by 1 offset 10 rows fetch next 5 rows only")]
    [InlineData("with a as (select * from score), b as (select * from a) select count(*), count(distinct a.year) from a cross join b")]
    [InlineData("with n as (select 1 as i union all select i + 1 from n where i < 10) select * from n")]
    [InlineData("select rank() over (partition by year order by score desc), sum(score) over (order by year rows between 2 preceding and current row) from score")]
    [InlineData("select year, avg(score) from standing group by rollup (year) having avg(score) > 3")]
    [InlineData("select case when score is null then N'–' else cast(score as nvarchar(20)) end, iif(year > 2020, 1, 0), coalesce(score, 0), nullif(score, 0), left(item_code, 1), convert(date, '2021-01-01'), try_cast('x' as int) from standing")]
    [InlineData("select * from standing where province_code in (select province_code from province where name_vi like N'%Thơ') and exists (select 1 from region) and score > all (select 0) and score between 1 and 80")]
    [InlineData("select (select max(score) from score) - score from score union select 1 except select 2 intersect select 3")]
    [InlineData("select v.a from (values (1), (2)) as v (a) outer apply (select v.a * 2 as b) x")]
    [InlineData("select value from string_split('1.1,1.2', ',')")]
    [InlineData("select string_agg(name_vi, ', ') within group (order by name_vi), percentile_cont(0.5) within group (order by sort_order) over () from region group by sort_order")]
    [InlineData("select current_timestamp, getdate(), dateadd(day, 1, getdate()), datepart(year, '2021-01-01') at time zone 'UTC'")]
    public void A_select_over_the_documented_views_runs(string sql)
    {
        var judged = Gate.Judge(sql);

        Assert.Null(judged.Refusal);
        Assert.DoesNotContain(";", sql[..judged.End], StringComparison.Ordinal);
        Assert.DoesNotContain("hết", sql[..judged.End], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("insert into province (province_code) values ('00')", "INSERT")]
    [InlineData("update score set score = 99", "UPDATE")]
    [InlineData("delete from score", "DELETE")]
    [InlineData("merge into score using standing on 1 = 1 when matched then delete;", "MERGE")]
    [InlineData("truncate table score", "TRUNCATE")]
    [InlineData("with gone as (select * from score) delete from gone", "DELETE")]
    [InlineData("create table #t (a int)", "CREATE")]
    [InlineData("create table t (a int)", "CREATE")]
    [InlineData("create view v as select 1 as a", "CREATE")]
    [InlineData("create procedure p as select 1", "CREATE")]
    [InlineData("alter table score add x int", "ALTER")]
    [InlineData("alter role papibi_loader add member x", "ALTER")]
    [InlineData("drop view score", "DROP")]
    [InlineData("grant select on score to public", "GRANT")]
    [InlineData("revoke select on score from public", "REVOKE")]
    [InlineData("deny select on score to public", "DENY")]
    [InlineData("exec xp_cmdshell 'dir'", "EXEC")]
    [InlineData("execute sp_executesql N'select 1'", "EXECUTE")]
    [InlineData("exec ('drop view score')", "EXEC")]
    [InlineData("exec sp_getapplock @Resource = N'papibi-warehouse papibi', @LockMode = N'Exclusive', @LockOwner = N'Session'", "EXEC")]
    [InlineData("exec sp_set_session_context N'papibi_release', 1", "EXEC")]
    [InlineData("waitfor delay '00:10:00'", "WAITFOR")]
    [InlineData("begin transaction", "BEGIN")]
    [InlineData("commit", "COMMIT")]
    [InlineData("rollback", "ROLLBACK")]
    [InlineData("save transaction x", "SAVE")]
    [InlineData("set transaction isolation level serializable", "SET")]
    [InlineData("set lock_timeout -1", "SET")]
    [InlineData("declare @x int", "DECLARE")]
    [InlineData("declare c cursor for select 1", "DECLARE")]
    [InlineData("print 'x'", "PRINT")]
    [InlineData("raiserror ('x', 16, 1) with log", "RAISERROR")]
    [InlineData("throw 50000, 'x', 1", "THROW")]
    [InlineData("if 1 = 1 select 1", "IF")]
    [InlineData("while 1 = 1 select 1", "WHILE")]
    [InlineData("begin select 1 end", "BEGIN")]
    [InlineData("use master", "USE")]
    [InlineData("kill 51", "KILL")]
    [InlineData("shutdown with nowait", "SHUTDOWN")]
    [InlineData("reconfigure", "RECONFIGURE")]
    [InlineData("dbcc freeproccache", "DBCC")]
    [InlineData("backup database papibi to disk = 'x'", "BACKUP")]
    [InlineData("restore database papibi from disk = 'x'", "RESTORE")]
    [InlineData("bulk insert score from '/etc/passwd'", "BULK")]
    [InlineData("checkpoint", "CHECKPOINT")]
    [InlineData("lineno 5", "LINENO")]
    public void A_statement_that_is_no_select_is_refused_by_name(string sql, string word)
    {
        var refusal = Refused(sql);

        Assert.Equal(RefusalCodes.NotSelect, refusal.Code);
        Assert.Contains(word, refusal.Message.En, StringComparison.Ordinal);
        Assert.Contains(word, refusal.Message.Vi, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("select 1; select 2")]
    [InlineData("select 1 select 2")]
    [InlineData("select 1\ngo\nselect 2")]
    [InlineData("select 1; drop table score")]
    [InlineData("select 1 exec sp_who")]
    [InlineData("select 1 waitfor delay '00:00:10'")]
    public void Two_statements_are_refused(string sql) => Assert.Equal(RefusalCodes.ManyStatements, Refused(sql).Code);

    [Theory]
    [InlineData("select * into t from score", "INTO")]
    [InlineData("select * into #t from score", "INTO")]
    [InlineData("select * from score with (tablockx, holdlock)", "WITH")]
    [InlineData("select * from score with (updlock)", "WITH")]
    [InlineData("select * from score with (nolock)", "WITH")]
    [InlineData("select * from score (nolock)", "WITH")]
    [InlineData("select (select count(*) from score with (xlock))", "WITH")]
    [InlineData("select * from score option (maxdop 64)", "OPTION")]
    [InlineData("select * from score option (maxrecursion 0)", "OPTION")]
    [InlineData("select * from score for xml auto", "FOR XML")]
    [InlineData("select * from score for json path", "FOR JSON")]
    [InlineData("select * from score for system_time all", "FOR SYSTEM_TIME")]
    [InlineData("select * from score tablesample (10 percent)", "TABLESAMPLE")]
    [InlineData("select s.* from score s inner hash join item i on i.year = s.year", "JOIN HINT")]
    [InlineData("with xmlnamespaces ('x' as y) select 1", "XMLNAMESPACES")]
    [InlineData("select next value for dbo.numbers", "not allowed")]
    [InlineData("select cast('<a/>' as xml)", "not allowed")]
    [InlineData("select cast('x' as dbo.mine)", "not allowed")]
    [InlineData("select cast('x' as hierarchyid)", "not allowed")]
    [InlineData("select * from score pivot (max(score) for year in ([2020], [2021])) p", "not allowed")]
    [InlineData("select $identity from score", "not allowed")]
    public void Syntax_that_locks_writes_or_looks_elsewhere_is_refused_with_its_place(string sql, string word)
    {
        var refusal = Refused(sql);

        Assert.Equal(RefusalCodes.UnsupportedSyntax, refusal.Code);
        Assert.Contains(word, refusal.Message.En, StringComparison.Ordinal);
        Assert.NotNull(refusal.At);
    }

    [Theory]
    [InlineData("fact_score")]
    [InlineData("dbo.release")]
    [InlineData("plan_task")]
    [InlineData("shown_release")]
    [InlineData("live.score")]
    [InlineData("released.score")]
    [InlineData("sys.objects")]
    [InlineData("sys.sql_logins")]
    [InlineData("sys.dm_exec_sessions")]
    [InlineData("information_schema.tables")]
    [InlineData("master.dbo.spt_values")]
    [InlineData("master..sysdatabases")]
    [InlineData("papibi_service.dbo.person")]
    [InlineData("other.papibi.dbo.score")]
    [InlineData("papibi.dbo.score")]
    [InlineData("#t")]
    [InlineData("tempdb..#t")]
    public void Any_other_table_is_refused_wherever_it_stands(string table)
    {
        foreach (var sql in (string[])
        [
            $"select * from {table}",
            $"select * from standing s join {table} t on 1 = 1",
            $"select (select max(1) from {table})",
            $"select 1 where exists (select 1 from {table})",
            $"with a as (select * from {table}) select * from a",
            $"select * from (select * from {table}) t",
            $"select 1 union all select 1 from {table}",
            $"select * from standing s cross apply (select * from {table}) t",
            $"select * from standing order by (select 1 from {table})",
            $"select sum(score) over (order by (select 1 from {table})) from score",
        ])
        {
            var refusal = Refused(sql);

            Assert.Equal(RefusalCodes.UnknownTable, refusal.Code);
            Assert.NotNull(refusal.At);
        }
    }

    [Fact]
    public void A_name_that_WITH_gives_is_known_from_there_on_and_under_no_schema()
    {
        Assert.Null(Gate.Judge("with fact_score as (select * from score) select * from fact_score").Refusal);
        Assert.Equal(RefusalCodes.UnknownTable, Refused("with a as (select * from fact_score), fact_score as (select 1 as x) select * from a").Code);
        Assert.Equal(RefusalCodes.UnknownTable, Refused("with fact_score as (select * from score) select * from dbo.fact_score").Code);
    }

    [Theory]
    [InlineData("openrowset('MSOLEDBSQL', 'Server=x;', 'select 1')")]
    [InlineData("openrowset(bulk '/etc/passwd', single_clob) as x")]
    [InlineData("openquery(other, 'select 1')")]
    [InlineData("opendatasource('MSOLEDBSQL', 'Server=x;').papibi.dbo.score")]
    [InlineData("openjson('[1]')")]
    [InlineData("fn_my_permissions(null, 'server')")]
    [InlineData("::fn_helpcollations()")]
    [InlineData("sys.fn_get_audit_file('*', null, null)")]
    [InlineData("sys.dm_exec_sql_text(0x00)")]
    [InlineData("dbo.mine()")]
    public void Tables_made_of_servers_files_and_functions_are_refused(string function)
    {
        Assert.Contains(Refused($"select * from {function}").Code, (string[])[RefusalCodes.TableFunction, RefusalCodes.Syntax, RefusalCodes.UnsupportedSyntax]);
    }

    [Theory]
    [InlineData("serverproperty('ServerName')")]
    [InlineData("host_name()")]
    [InlineData("suser_sname()")]
    [InlineData("original_login()")]
    [InlineData("db_name()")]
    [InlineData("app_name()")]
    [InlineData("connectionproperty('local_net_address')")]
    [InlineData("session_context(N'papibi_release')")]
    [InlineData("object_definition(1)")]
    [InlineData("has_perms_by_name(null, null, 'CONTROL SERVER')")]
    [InlineData("pwdencrypt('x')")]
    [InlineData("replicate(cast('x' as varchar(max)), 1000000000)")]
    [InlineData("dbo.mine(1)")]
    [InlineData("user")]
    [InlineData("session_user")]
    [InlineData("system_user")]
    public void Functions_that_tell_of_the_server_or_make_values_of_any_size_are_refused(string function)
    {
        var refusal = Refused($"select {function}");

        Assert.Equal(RefusalCodes.Function, refusal.Code);
        Assert.Equal(new SqlPosition(1, 8), refusal.At);
    }

    [Theory]
    [InlineData("select @@version")]
    [InlineData("select @@servername")]
    [InlineData("select @x")]
    [InlineData("select top (@n) * from score")]
    public void Variables_are_refused(string sql) => Assert.Equal(RefusalCodes.Parameter, Refused(sql).Code);

    [Fact]
    public void A_mistake_is_told_with_line_and_column()
    {
        var refusal = Refused("select score\nfrom standing\nwhere year === 2021");

        Assert.Equal((RefusalCodes.Syntax, 3), (refusal.Code, refusal.At?.Line));
        Assert.StartsWith("Sai cú pháp", refusal.Message.Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void Very_long_and_deeply_nested_text_is_refused_and_ends_nothing()
    {
        foreach (var sql in (string[])
        [
            $"select '{new string('x', 5_000_000)}'",
            "select " + new string('(', 9_000) + "1" + new string(')', 9_000),
            "select " + new string('(', 9_000),
            string.Concat(Enumerable.Repeat("select * from (", 1_200)) + "select 1 as a" + string.Concat(Enumerable.Repeat(") t", 1_200)),
            "select " + string.Concat(Enumerable.Repeat("case when 1 = ", 1_200)) + "1",
            "select " + string.Concat(Enumerable.Repeat("abs(", 3_000)) + "1",
            "select 1\0; drop table score",
        ])
        {
            Assert.Contains(Refused(sql).Code, (string[])[RefusalCodes.TooLong, RefusalCodes.TooDeep, RefusalCodes.ControlCharacter]);
        }

        // Chains that the parser and the walk go down one by one.
        _ = Gate.Judge("select 1" + string.Concat(Enumerable.Repeat("+1", 9_000)));
        _ = Gate.Judge("select 1 where " + string.Concat(Enumerable.Repeat("not ", 4_900)) + "1 = 1");
        _ = Gate.Judge("select " + string.Concat(Enumerable.Repeat("- ", 9_000)) + "1");
        _ = Gate.Judge("select 0" + string.Concat(Enumerable.Repeat(" union all select 1", 1_000)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -- nothing\n;")]
    public void An_empty_text_is_told(string sql) => Assert.Equal(RefusalCodes.Empty, Refused(sql).Code);

    [Fact]
    public void The_place_of_a_word_is_found_as_the_server_quotes_it()
    {
        const string sql = "select 'nope',\n  s.nope\nfrom standing s";

        Assert.Equal(new SqlPosition(2, 5), TSqlGate.PlaceOf(sql, "nope", 2));
        Assert.Null(TSqlGate.PlaceOf(sql, "elsewhere", 1));
    }

    [Fact]
    public void The_examples_are_told_in_T_SQL_as_far_as_analysts_may_ask_them()
    {
        Assert.Equal(DataDictionary.Examples.Count - 1, DataDictionary.ServerExamples.Count);
        Assert.DoesNotContain(DataDictionary.ServerExamples, example => example.Sql.Contains("nulls last", StringComparison.Ordinal) || example.Sql.Contains("source_load", StringComparison.Ordinal));
    }

    private static Refusal Refused(string sql)
    {
        var refusal = Gate.Judge(sql).Refusal;
        Assert.True(refusal is not null, $"Let through: {sql}");
        Assert.NotEqual(refusal.Message.Vi, refusal.Message.En);
        return refusal;
    }
}
