using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Tests.Warehouse.AdHoc;

public sealed class SqlGateTests : IDisposable
{
    private readonly SmallRelease release = new();
    private readonly AdHocSession session;

    public SqlGateTests()
    {
        session = release.Open();
    }

    public void Dispose()
    {
        session.Dispose();
        release.Dispose();
    }

    [Theory]
    [InlineData("insert into province values ('1', 'x', 'y')", "INSERT")]
    [InlineData("update province set region = 'x'", "UPDATE")]
    [InlineData("delete from province", "DELETE")]
    [InlineData("merge into province using score on true when matched then delete", "MERGE")]
    [InlineData("truncate province", "TRUNCATE")]
    [InlineData("create table t (a integer)", "CREATE")]
    [InlineData("create temp view score as select 1", "CREATE")]
    [InlineData("create macro m() as 1", "CREATE")]
    [InlineData("drop view score", "DROP")]
    [InlineData("alter table province add column x integer", "ALTER")]
    [InlineData("comment on table province is 'x'", "COMMENT")]
    [InlineData("copy province to 'out.csv'", "COPY")]
    [InlineData("copy (select 1) to 'out.parquet' (format parquet)", "COPY")]
    [InlineData("copy from database release to memory", "COPY")]
    [InlineData("export database 'out'", "EXPORT")]
    [InlineData("import database 'out'", "IMPORT")]
    [InlineData("attach ':memory:' as m", "ATTACH")]
    [InlineData("detach release", "DETACH")]
    [InlineData("use memory", "USE")]
    [InlineData("install httpfs", "INSTALL")]
    [InlineData("load httpfs", "LOAD")]
    [InlineData("update extensions", "UPDATE")]
    [InlineData("set threads = 64", "SET")]
    [InlineData("set variable x = 1", "SET")]
    [InlineData("reset memory_limit", "RESET")]
    [InlineData("pragma database_list", "PRAGMA")]
    [InlineData("pragma enable_profiling", "PRAGMA")]
    [InlineData("call enable_logging()", "CALL")]
    [InlineData("call pragma_version()", "CALL")]
    [InlineData("prepare p as select 1", "PREPARE")]
    [InlineData("execute p", "EXECUTE")]
    [InlineData("deallocate p", "DEALLOCATE")]
    [InlineData("begin", "BEGIN")]
    [InlineData("commit", "COMMIT")]
    [InlineData("rollback", "ROLLBACK")]
    [InlineData("explain select 1", "EXPLAIN")]
    [InlineData("explain analyze select 1", "EXPLAIN")]
    [InlineData("checkpoint", "CHECKPOINT")]
    [InlineData("vacuum", "VACUUM")]
    [InlineData("analyze", "ANALYZE")]
    [InlineData("pivot score on year using sum(score)", "PIVOT")]
    [InlineData("create secret s (type s3)", "CREATE")]
    [InlineData("/* x */ -- y\n drop table province", "DROP")]
    public void A_statement_that_is_no_select_is_refused_by_name(string sql, string word)
    {
        Refusal refusal = Refused(sql);

        Assert.Equal(RefusalCodes.NotSelect, refusal.Code);
        Assert.Contains(word, refusal.Message.En, StringComparison.Ordinal);
        Assert.Contains(word, refusal.Message.Vi, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("describe score")]
    [InlineData("desc score")]
    [InlineData("show tables")]
    [InlineData("show databases")]
    [InlineData("show all tables")]
    [InlineData("summarize score")]
    [InlineData("select * from (describe score)")]
    [InlineData("select * from (show databases)")]
    [InlineData("select * from (summarize score)")]
    [InlineData("select * from score pivot (sum(score) for year in (2020, 2021))")]
    [InlineData("unpivot province on region")]
    [InlineData("select * from score at (version => 1)")]
    public void Syntax_that_looks_into_the_engine_or_is_not_needed_is_refused(string sql)
    {
        Assert.Contains(Refused(sql).Code, new[] { RefusalCodes.UnsupportedSyntax, RefusalCodes.NotSelect });
    }

    [Theory]
    [InlineData("select 1; select 2")]
    [InlineData("select 1; drop table province")]
    [InlineData("set threads = 1; select 1")]
    [InlineData("select ';' ; -- and\n select 2")]
    public void Two_statements_are_refused(string sql)
    {
        Assert.Equal(RefusalCodes.ManyStatements, Refused(sql).Code);
    }

    [Theory]
    [InlineData("select * from 'secret.csv'")]
    [InlineData("select * from \"secret.csv\"")]
    [InlineData("select * from '/etc/passwd'")]
    [InlineData("select * from 'https://example.org/x.parquet'")]
    [InlineData("select 1 where exists (select 1 from 'secret.csv')")]
    [InlineData("select 1 limit (select count(*) from 'secret.csv')")]
    [InlineData("select (select max(a) from 'secret.csv') from score")]
    [InlineData("select * from score order by (select a from 'secret.csv')")]
    [InlineData("select sum(score) filter (where exists (from 'secret.csv')) from score")]
    [InlineData("select sum(score) over (order by (select 1 from 'secret.csv')) from score")]
    [InlineData("with a as (from 'secret.csv') select 1")]
    [InlineData("select * from score join 'secret.csv' s on true")]
    [InlineData("select 1 union all (select a from 'secret.csv')")]
    [InlineData("values ((select a from 'secret.csv'))")]
    [InlineData("select list_transform([1], lambda x: (select a from 'secret.csv'))")]
    [InlineData("select case when (select true from 'secret.csv') then 1 end")]
    [InlineData("select * replace ((select 1 from 'secret.csv') as year) from score")]
    [InlineData("select distinct on ((select 1 from 'secret.csv')) * from score")]
    [InlineData("select cast((select 1 from 'secret.csv') as varchar)")]
    [InlineData("select 1 group by (select 1 from 'secret.csv')")]
    [InlineData("select 1 having (select true from 'secret.csv')")]
    [InlineData("select 1 qualify (select true from 'secret.csv')")]
    [InlineData("select * from (select * from (with \"secret.csv\" as (select 1) select 1)), \"secret.csv\"")]
    [InlineData("with a as (from \"secret.csv\"), \"secret.csv\" as (select 1) select * from a")]
    [InlineData("with \"secret.csv\" as (from \"secret.csv\") select 1")]
    [InlineData("with \"Đ.csv\" as (select 1) select * from \"đ.csv\"")]
    [InlineData("select * from duckdb_settings")]
    [InlineData("select * from duckdb_databases")]
    [InlineData("select * from pragma_database_list")]
    [InlineData("select * from sqlite_master")]
    [InlineData("select * from pg_catalog.pg_settings")]
    [InlineData("select * from information_schema.tables")]
    [InlineData("select * from system.information_schema.tables")]
    [InlineData("select * from memory.main.province")]
    [InlineData("select * from temp.main.score")]
    [InlineData("select * from main.secret")]
    public void A_table_that_is_not_of_the_release_is_refused_wherever_it_stands(string sql)
    {
        Refusal refusal = Refused(sql);

        Assert.Equal(RefusalCodes.UnknownTable, refusal.Code);
        Assert.NotNull(refusal.At);
    }

    [Theory]
    [InlineData("read_csv('secret.csv')")]
    [InlineData("read_text('/etc/passwd')")]
    [InlineData("read_blob('/etc/passwd')")]
    [InlineData("read_parquet('x.parquet')")]
    [InlineData("read_json_auto('x.json')")]
    [InlineData("parquet_metadata('x.parquet')")]
    [InlineData("glob('*')")]
    [InlineData("sniff_csv('secret.csv')")]
    [InlineData("query('select 1')")]
    [InlineData("query_table('score')")]
    [InlineData("json_execute_serialized_sql('{}')")]
    [InlineData("enable_logging(storage = 'stdout')")]
    [InlineData("enable_profiling()")]
    [InlineData("disable_logging()")]
    [InlineData("checkpoint()")]
    [InlineData("duckdb_settings()")]
    [InlineData("duckdb_databases()")]
    [InlineData("duckdb_views()")]
    [InlineData("duckdb_secrets()")]
    [InlineData("pragma_storage_info('province')")]
    [InlineData("pragma_version()")]
    [InlineData("arrow_scan(1, 2, 3)")]
    [InlineData("histogram(score, year)")]
    [InlineData("system.main.read_csv('secret.csv')")]
    [InlineData("READ_CSV('secret.csv')")]
    [InlineData("no_such_function()")]
    [InlineData("range((select count(*) from read_csv('secret.csv')))")]
    public void Table_functions_other_than_three_harmless_ones_are_refused(string function)
    {
        Assert.Equal(RefusalCodes.TableFunction, Refused($"select * from {function}").Code);
    }

    [Theory]
    [InlineData("current_setting('memory_limit')")]
    [InlineData("system.main.current_setting('memory_limit')")]
    [InlineData("Current_Setting('memory_limit')")]
    [InlineData("\"current_setting\"('memory_limit')")]
    [InlineData("getvariable('x')")]
    [InlineData("getenv('HOME')")]
    [InlineData("write_log('x')")]
    [InlineData("nextval('s')")]
    [InlineData("txid_current()")]
    [InlineData("json_serialize_plan('select * from read_csv(''secret.csv'')')")]
    [InlineData("pg_get_viewdef(1)")]
    [InlineData("pg_catalog.pg_sleep(100)")]
    [InlineData("sleep_ms(100000)")]
    [InlineData("repeat('x', 900000000)")]
    [InlineData("len(range(1000000000))")]
    [InlineData("lpad('', 900000000, 'x')")]
    [InlineData("rpad('', 900 * 1000000, 'x')")]
    [InlineData("bar(1, 0, 1, 900000000)")]
    [InlineData("finalize('x'::blob)")]
    [InlineData("version()")]
    [InlineData("current_database()")]
    [InlineData("no_such_function(1)")]
    [InlineData("list_transform([1], lambda x: current_setting('threads'))")]
    [InlineData("sum(1) filter (where current_setting('threads') = 1)")]
    [InlineData("sum(1) over (partition by current_setting('threads'))")]
    [InlineData("(select current_setting('threads'))")]
    [InlineData("case when true then current_setting('threads') end")]
    [InlineData("current_setting('threads')::integer between 1 and 2")]
    [InlineData("[current_setting('threads')][1]")]
    [InlineData("{a: current_setting('threads')}.a")]
    [InlineData("sum(1) export_state")]
    public void Functions_that_leak_or_act_are_refused_wherever_they_stand(string expression)
    {
        Assert.Contains(Refused($"select {expression}").Code, new[] { RefusalCodes.Function, RefusalCodes.Syntax });
    }

    [Fact]
    public void A_refused_function_is_named_with_its_place()
    {
        Refusal refusal = Refused("select 'Đắk Lắk',\n       getenv('HOME')");

        Assert.Equal("Line 2, column 8: The function getenv is not allowed or does not exist.", refusal.In(Language.English));
        Assert.Equal("Dòng 2, cột 8: Hàm getenv không được phép hoặc không tồn tại.", refusal.In(Language.Vietnamese));
    }

    [Theory]
    [InlineData("", RefusalCodes.Empty)]
    [InlineData("-- nothing", RefusalCodes.Empty)]
    [InlineData("selec 1", RefusalCodes.NotSelect)]
    [InlineData("select from where", RefusalCodes.Syntax)]
    [InlineData("with a as (insert into province values (1) returning *) select * from a", RefusalCodes.Syntax)]
    [InlineData("select ?", RefusalCodes.Parameter)]
    [InlineData("select $name", RefusalCodes.Parameter)]
    [InlineData("select 1\0; drop table province", RefusalCodes.ControlCharacter)]
    public void Text_that_is_no_question_is_refused(string sql, string code)
    {
        Assert.Equal(code, Refused(sql).Code);
    }

    [Fact]
    public void A_syntax_error_tells_its_place()
    {
        Refusal refusal = Refused("select 1\nfrom score\nwhere where");

        Assert.Equal(RefusalCodes.Syntax, refusal.Code);
        Assert.Equal(new SqlPosition(3, 7), refusal.At);
    }

    [Fact]
    public void Text_over_20_kB_is_refused()
    {
        Assert.Equal(RefusalCodes.TooLong, Refused($"select '{new string('x', 20_000)}'").Code);
        Assert.Equal(RefusalCodes.TooLong, Refused($"select '{new string('đ', 10_000)}'").Code);
    }

    [Theory]
    [InlineData("[", "1", "]", 900)]
    [InlineData("(select ", "1", ")", 900)]
    [InlineData("(select * from ", "score", ")", 900)]
    [InlineData("not ", "true", "", 4_000)]
    [InlineData("{a:", "1", "}", 900)]
    [InlineData("abs(", "1", ")", 900)]
    public void Deep_nesting_is_refused_and_does_not_break_the_process(string open, string core, string close, int depth)
    {
        string nested = string.Concat(Enumerable.Repeat(open, depth)) + core + string.Concat(Enumerable.Repeat(close, depth));

        Assert.Contains(Refused($"select {nested}").Code, new[] { RefusalCodes.TooDeep, RefusalCodes.Syntax });
    }

    [Theory]
    [InlineData("select * from score")]
    [InlineData("from score select province_name limit 3")]
    [InlineData("SELECT Province_Name FROM SCORE WHERE region = 'Đồng bằng sông Cửu Long'")]
    [InlineData("select \"Tên tỉnh\" from extra.\"Điểm số\"")]
    [InlineData("select * from release.extra.\"Điểm số\"")]
    [InlineData("select * from release.score")]
    [InlineData("select * from release")]
    [InlineData("select * from release.release r join release on true")]
    [InlineData("select * from main.score")]
    [InlineData("select * from release.main.fact_score")]
    [InlineData("select province_name from province order by province_name collate vi")]
    [InlineData("with a as (select year, avg(score) m from score group by year), b as (select * from a) select * from b order by year")]
    [InlineData("with recursive n as (select 1 i union all select i + 1 from n where i < 5) select * from n")]
    [InlineData("with a(x, y) as materialized (values (1, 2)) select x + y from a")]
    [InlineData("select * from (with y as (select 2 q) select * from y) z")]
    [InlineData("with x as (select 1 a) select * from (with y as (select * from x) select * from y)")]
    [InlineData("select year, rank() over w, lag(score, 1) over (partition by province_code order by year) from score window w as (partition by year order by score desc)")]
    [InlineData("select p.province_name, f.score from province p left join fact_score f using (province_code) where f.year = 2020")]
    [InlineData("select region, count(*), count(distinct province_code), min(score), max(score), stddev_samp(score) from score group by all having count(*) > 1")]
    [InlineData("select region, year, sum(score) from score group by rollup (region, year)")]
    [InlineData("select grouping(region), sum(score) from score group by cube (region, year)")]
    [InlineData("select quantile_cont(score, 0.5), median(score), quantile_cont(score, [0.25, 0.75]) from score")]
    [InlineData("select upper(province_name), substring(province_name, 1, 3), replace(province_name, ' ', '_'), province_name like 'C%', province_name ilike '%ơ', strip_accents(province_name), split_part(province_name, ' ', 1), lpad(province_code, 5, '0'), bar(length(province_name), 0, 20, 10), bar(1, 0, 2), regexp_replace(province_name, '[aeiou]', '*') from province")]
    [InlineData("select string_agg(province_name, ', ' order by province_name) from province")]
    [InlineData("select concat('N', 1), 'a' || 'b', coalesce(null, 1), nullif(1, 1), greatest(1, 2), if(true, 1, 2), ifnull(null, 1)")]
    [InlineData("select province_name from province where province_code in (select province_code from score where score > 41)")]
    [InlineData("select province_name from province p where exists (select 1 from fact_score f where f.province_code = p.province_code)")]
    [InlineData("select province_code from province union select '00' except select '01' intersect select '02'")]
    [InlineData("select p.province_name, best.score from province p, lateral (select score from fact_score f where f.province_code = p.province_code order by score desc limit 1) best")]
    [InlineData("select unnest([1, 2, 3]) n")]
    [InlineData("select * from unnest(['a', 'b']) t(x)")]
    [InlineData("select i from range(3) t(i)")]
    [InlineData("select d from generate_series(date '2020-01-01', date '2020-03-01', interval 1 month) t(d)")]
    [InlineData("select list_transform([1, 2], lambda x: x * 2), [y + 1 for y in [1, 2] if y > 1], list_aggregate([1, 2], 'sum')")]
    [InlineData("select {a: 1, b: 'x'}.b, map {'k': 1}['k'], row(1, 2)")]
    [InlineData("select extract(year from published_on), published_on + interval 1 year, date_trunc('month', published_on), strftime(published_on, '%d/%m/%Y'), current_date from score")]
    [InlineData("select case year when 2020 then 'a' else 'b' end, case when score between 40 and 41 then 1 end, score is not null, not true from score")]
    [InlineData("select cast(score as decimal(8, 3)), null::struct(a integer, b varchar[]), 'x'::enum('x', 'y'), score::integer, try_cast('x' as integer), round(score, 2) from score")]
    [InlineData("select * exclude (region) from score")]
    [InlineData("select * replace (round(score, 1) as score) from score")]
    [InlineData("select columns('score|year') from score")]
    [InlineData("select count(*) filter (where year = 2020), arg_max(province_name, score) from score")]
    [InlineData("select distinct on (region) region, province_name from score order by region, score desc")]
    [InlineData("select * from score qualify row_number() over (partition by year order by score desc) <= 3")]
    [InlineData("select * from score order by 5 desc nulls last limit 10 offset 2")]
    [InlineData("select * from score fetch first 3 rows only")]
    [InlineData("select * from score limit 10%")]
    [InlineData("select * from score using sample 3")]
    [InlineData("values (1, 'một'), (2, 'hai')")]
    [InlineData("table province")]
    [InlineData("(select 1)")]
    [InlineData("select 'it''s; not a second statement';")]
    [InlineData("select 1 -- ; drop table province")]
    [InlineData("select json_extract_string('{\"a\": 1}', '$.a'), '{\"a\": 1}'::json ->> 'a'")]
    [InlineData("select p.*, f.score from province p semi join fact_score using (province_code), fact_score f limit 1")]
    public async Task Ordinary_questions_pass_and_run(string sql)
    {
        Assert.Null(session.Check(sql));
        await using AdHocResult result = await release.Query().Run(
            sql, new AdHocLimits(), TestContext.Current.CancellationToken);
        await foreach (IReadOnlyList<object?> row in result.Rows())
        {
            Assert.Equal(result.Columns.Count, row.Count);
        }

        Assert.Null(result.Refusal);
        Assert.NotEmpty(result.Columns);
    }

    private Refusal Refused(string sql)
    {
        Refusal? refusal = session.Check(sql);
        Assert.True(refusal is not null, $"Passed: {sql[..Math.Min(sql.Length, 200)]}");
        Assert.NotEqual(refusal.Message.Vi, refusal.Message.En);
        Assert.DoesNotContain(release.Folder, refusal.Message.En, StringComparison.Ordinal);
        return refusal;
    }
}
