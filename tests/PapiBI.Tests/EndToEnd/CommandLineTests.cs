using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Worker.Cli;

namespace PapiBI.Tests.EndToEnd;

/// <summary>The verbs as a person types them: what they print and with which code they end.</summary>
public abstract class CommandLineTests(PublishedSamples all, TestEngine engine)
{
    private readonly PublishedSamples samples = all.On(engine);

    [Fact]
    public void Trace_ends_at_the_three_cells_with_file_position_and_load()
    {
        var (code, output, _) = Run("trace", "--index", "PAPI", "--province", "58", "--year", "2020", "--code", "8");

        Assert.Equal(0, code);
        Assert.Contains("Ninh Thuận, PAPI 2020, 8 Quản trị điện tử: 2,330754 điểm, hạng 60/63", output, StringComparison.Ordinal);
        Assert.Contains("8.1 = 0,365821   papi-2020.csv, dòng 44, cột 29, lượt nạp 23", output, StringComparison.Ordinal);
        Assert.Contains("8.2 = 1,611377   papi-2020.csv, dòng 44, cột 30, lượt nạp 23", output, StringComparison.Ordinal);
        Assert.Contains("8.3 = 0,353556   papi-2020.csv, dòng 44, cột 31, lượt nạp 23", output, StringComparison.Ordinal);
        Assert.Contains("0,365821 + 1,611377 + 0,353556 = 2,330754", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Trace_of_a_printed_total_ends_at_its_one_cell_and_derives_no_rank()
    {
        var (code, output, _) = Run("trace", "--index", "PAR_INDEX", "--province", "92", "--year", "2021");

        Assert.Equal(0, code);
        Assert.Contains("Cần Thơ, PAR_INDEX 2021, PAR Chỉ số cải cách hành chính: 84,970000 điểm, hạng –", output, StringComparison.Ordinal);
        Assert.Contains("PAR = 84,970000   published-par-index.csv, dòng 114, cột 6, lượt nạp 29", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--region", "DBSCL", "papi-2021-dong-bang-song-cuu-long-vi")]
    [InlineData("--group", "TPTTTW", "papi-2021-thanh-pho-truc-thuoc-trung-uong-vi")]
    [InlineData("--provinces", "58,Bình Thuận,khanh hoa", "")]
    public void Render_compares_a_region_a_group_or_a_list_of_codes_and_names(string option, string value, string name)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("group.xlsx");

        var (code, _, errors) = Run("render", "group-comparison", "--year", "2021", option, value, "--out", file);

        Assert.Equal("", errors);
        Assert.Equal(0, code);
        var book = new ReadWorkbook(File.ReadAllBytes(file));
        Assert.NotEmpty(book.Sheets);
        Assert.Equal(name.Length > 0, book.Texts(book.Sheets.First()).All(text => !text.Contains("Khánh Hòa", StringComparison.Ordinal)));
    }

    [Fact]
    public void Render_takes_an_index_as_it_is_printed()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("par.xlsx");

        var (code, _, errors) = Run("render", "province-brief", "--index", "PAR INDEX", "--year", "2021", "--province", "92", "--out", file);

        Assert.Equal("", errors);
        Assert.Equal(0, code);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public void Render_of_a_plan_that_is_not_held_says_that_there_is_none()
    {
        var (code, _, errors) = Run("render", "plan-progress", "--province", "56", "--period", "2021-Q2", "--out", "never.xlsx");

        Assert.Equal(ExitCode.DataRefused, code);
        Assert.Contains("Bản phát hành không có kế hoạch cấp tỉnh của Khánh Hòa cho năm 2021: không có kế hoạch nào.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_writes_the_workbook_it_was_asked_for()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("brief.xlsx");

        var (code, _, _) = Run("render", "province-brief", "--year", "2021", "--province", "92", "--out", file);

        Assert.Equal(0, code);
        Assert.Equal(samples.Workbook(2021, "92"), File.ReadAllBytes(file));
    }

    [Fact]
    public void Render_of_all_provinces_writes_one_brief_for_each_as_if_asked_alone()
    {
        using var folder = new TemporaryFolder();

        var (code, output, _) = Run("render", "province-brief", "--year", "2021", "--province", "all", "--out", folder.Path);

        Assert.Equal(0, code);
        Assert.Contains("Đã dựng 63/63 báo cáo", output, StringComparison.Ordinal);
        Assert.Equal(63, Directory.GetFiles(folder.Path).Length);
        Assert.Equal(samples.Workbook(2021, "92"), File.ReadAllBytes(folder.File("papi-2021-can-tho-vi.xlsx")));
    }

    [Fact]
    public void Render_of_all_provinces_tells_each_that_is_refused_and_ends_with_2()
    {
        using var folder = new TemporaryFolder();

        var (code, output, errors) = Run("render", "province-brief", "--index", "PAR_INDEX", "--year", "2021", "--province", "all", "--out", folder.Path);

        int made = Directory.GetFiles(folder.Path).Length;
        Assert.Equal(ExitCode.DataRefused, code);
        Assert.Contains($"Đã dựng {made}/63 báo cáo", output, StringComparison.Ordinal);
        Assert.Equal(63 - made, errors.Split('\n').Count(line => line.StartsWith("Chưa có số liệu PAR INDEX 2021 của ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("1999", "Bản phát hành không có PAPI năm 1999.", ExitCode.DataRefused, "briefs")]
    [InlineData("2021", "--province all cần --out là thư mục, không phải tệp never.xlsx", ExitCode.Usage, "never.xlsx")]
    public void Render_of_all_provinces_wants_a_year_that_is_held_and_a_folder(string year, string reason, int expected, string name)
    {
        using var folder = new TemporaryFolder();

        var (code, _, errors) = Run("render", "province-brief", "--year", year, "--province", "all", "--out", folder.File(name));

        Assert.Equal(expected, code);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1999", "92", "Bản phát hành không có PAPI năm 1999.")]
    [InlineData("2021", "57", "Năm 2021 không có tỉnh mang mã 57.")]
    public void Render_refuses_what_the_release_does_not_hold(string year, string province, string reason)
    {
        var (code, _, errors) = Run("render", "province-brief", "--year", year, "--province", province, "--out", "never.xlsx");

        Assert.Equal(ExitCode.DataRefused, code);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
        Assert.False(File.Exists("never.xlsx"));
    }

    [Fact]
    public void A_verb_that_must_write_waits_for_the_other_process_says_so_and_gives_up_clearly()
    {
        using var folder = new TemporaryFolder();
        var data = samples.CopyTo(folder);
        using var holder = WorkingDatabase.Open(data, TimeProvider.System, TimeSpan.FromSeconds(1));
        using var waiting = PapibiProcess.Start(data, "publish", "--wait", "1");

        var (code, _, errors) = waiting.End();
        holder.Dispose();
        samples.GiveBack(data);

        Assert.Equal(ExitCode.Environment, code);
        Assert.Contains("Tiến trình khác đang ghi kho dữ liệu; chờ tối đa 1 giây.", errors, StringComparison.Ordinal);
        Assert.Contains("vẫn do tiến trình khác giữ sau 1 giây; chưa làm gì cả.", errors, StringComparison.Ordinal);
    }

    private protected Typed Run(params string[] arguments)
    {
        _ = samples.Release;
        return Typed.In(samples.Data, samples.Clock, arguments);
    }
}

public sealed class CommandLineOnDuckDbTests(PublishedSamples samples) : CommandLineTests(samples, TestEngine.DuckDb)
{
    // What is refused for its words is so on any engine; questions in SQL are asked of files alone.
    [Theory]
    [InlineData("province-brief needs --province", "province-brief")]
    [InlineData("national-league takes no --province", "national-league", "--province", "92")]
    [InlineData("group-comparison needs exactly one of --region, --group, --provinces", "group-comparison")]
    [InlineData("group-comparison needs exactly one of --region, --group, --provinces", "group-comparison", "--region", "DBSCL", "--group", "TPTTTW")]
    public void Render_says_which_option_is_missing_or_too_much(string reason, params string[] arguments)
    {
        var (code, _, errors) = Run(["render", .. arguments, "--year", "2021", "--out", "never.xlsx"]);

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("province-brief needs --year", "province-brief", "--province", "92")]
    [InlineData("plan-progress takes no --year", "plan-progress", "--province", "58", "--year", "2021")]
    [InlineData("plan-progress needs --province", "plan-progress", "--period", "2021-Q2")]
    [InlineData("plan-progress needs one province", "plan-progress", "--province", "all", "--period", "2021-Q2")]
    [InlineData("“2021-Q5” is no period", "plan-progress", "--province", "58", "--period", "2021-Q5")]
    [InlineData("Only one of --period and --period-kind", "plan-progress", "--province", "58", "--period", "2021-Q2", "--period-kind", "half")]
    [InlineData("plan-outcome needs --year", "plan-outcome", "--province", "58")]
    [InlineData("plan-outcome takes no --period", "plan-outcome", "--province", "58", "--year", "2021", "--period", "2021")]
    [InlineData("national-league takes no --plan", "national-league", "--year", "2021", "--plan", "X")]
    public void Render_says_which_option_of_years_periods_and_plans_is_missing_or_too_much(string reason, params string[] arguments)
    {
        var (code, _, errors) = Run(["render", .. arguments, "--out", "never.xlsx"]);

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Query_answers_on_the_published_release()
    {
        var (code, output, _) = Run("query", "select province_code, rank_place, ranked from standing where index_code = 'PAPI' and year = 2021 and item_code = 'PAPI' and province_code in ('92', '58') order by province_code", "--format", "csv");

        Assert.Equal(0, code);
        Assert.Equal("province_code,rank_place,ranked\n58,14,60\n92,42,60\n", output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("delete from fact_score")]
    [InlineData("select * from read_csv('/etc/passwd')")]
    [InlineData("attach 'x.duckdb'")]
    [InlineData("install httpfs")]
    [InlineData("set memory_limit = '10GB'")]
    public void Query_refuses_what_is_no_plain_question(string sql)
    {
        var (code, output, errors) = Run("query", sql);

        Assert.Equal(ExitCode.DataRefused, code);
        Assert.Empty(output);
        Assert.NotEmpty(errors);
    }

    [Fact]
    public void Query_stops_at_max_rows_and_says_so()
    {
        var (code, output, errors) = Run("query", "select item_code from score", "--format", "csv", "--max-rows", "3");

        Assert.Equal(0, code);
        Assert.Equal(4, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("3", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_usage_ends_with_1_and_no_release_with_3()
    {
        using var empty = new TemporaryFolder();

        Assert.Equal(ExitCode.Usage, Run("render", "province-brief").Code);
        Assert.Equal(ExitCode.Usage, Run("load", "no-such-folder").Code);
        Assert.Equal(ExitCode.Usage, Run("query", "select 1", "--timeout", "5000000").Code);
        Assert.Equal(ExitCode.Usage, Run("publish", "--wait", "-1").Code);
        Assert.Equal(ExitCode.Environment, Typed.In(new DataFolder(empty.Path), TimeProvider.System, "query", "select 1").Code);
    }

    [Fact]
    public void A_folder_with_a_semicolon_in_its_name_is_a_folder_like_any_other()
    {
        using var folder = new TemporaryFolder();
        var data = new DataFolder(folder.File("a;threads=9"));

        Assert.Equal(ExitCode.Done, Typed.In(data, TimeProvider.System, "migrate").Code);
        Assert.True(File.Exists(data.WarehouseFile));
    }

    [Fact]
    public void Help_shows_every_verb_with_an_example()
    {
        var (code, output, _) = Run("--help");

        Assert.Equal(0, code);
        Assert.All(new[] { "demo", "migrate", "load", "publish", "audit", "render", "query", "trace" }, verb => Assert.Contains($"  {verb}", output, StringComparison.Ordinal));
        Assert.Contains("papibi render province-brief", output, StringComparison.Ordinal);
    }
}

public sealed class CommandLineOnSqlServerTests(PublishedSamples samples) : CommandLineTests(samples, TestEngine.SqlServer)
{
    [Fact]
    public void Query_sends_whoever_asks_to_a_tool_of_his_own()
    {
        var (code, output, errors) = Run("query", "select 1", "--lang", "en");

        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.Contains("on a server, ask with a tool of your own", errors, StringComparison.Ordinal);
    }
}
