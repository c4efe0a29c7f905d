using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PapiBI.Portal;
using PapiBI.Portal.Workbench;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal;

/// <summary>The SQL workbench over a warehouse on SQL Server, as a browser reaches it.</summary>
public sealed class WorkbenchOnServerTests(ServerStage stage) : IClassFixture<ServerStage>
{
    private const string League = "select top (10) s.province_code, s.score, s.rank_place from standing s where s.item_code = 'TEST' and s.score is not null order by s.province_code";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_is_answered_kept_and_written_down_as_of_a_file()
    {
        await using var portal = await Start(stage.AnalystLine, new Seed("lan", Role.Analyst));
        var desk = await SqlDesk.Open(portal, "lan");
        var answer = await desk.Run(League);
        await desk.Run("drop view score");
        var page = WebUtility.HtmlDecode(await desk.Browser.GetStringAsync("/sql", Cancellation));

        Assert.Equal(["province_code", "score", "rank_place"], answer.Columns);
        Assert.Equal(["""["01",10,1]""", """["02",9,2]""", """["03",5,3]"""], answer.Rows.Select(row => row.GetRawText()));
        Assert.Equal(["sql-not-select, 0 rows", "done, 3 rows"], portal.Log.Newest(50).Where(entry => entry.Action == AuditAction.Answered && entry.By.Login == "lan").Select(entry => string.Join(", ", entry.Detail.Split(", ").Take(2))));
        Assert.Contains("drop view score", page, StringComparison.Ordinal);
        Assert.Contains("60 giây trên máy chủ SQL, trong đó chờ dữ liệu đang bị giữ nhiều nhất 5 giây", page, StringComparison.Ordinal);
        Assert.Contains("viết bằng T-SQL", page, StringComparison.Ordinal);
        Assert.Contains("data-dialect=\"tsql\"", page, StringComparison.Ordinal);

        using (await RunningPortal.Send(desk.Browser, "/sql", "/sql?handler=Save", ("Title", "Bảng T-SQL"), ("Sql", League), ("IsShared", "true")))
        {
            Assert.Contains("Bảng T-SQL", WebUtility.HtmlDecode(await desk.Browser.GetStringAsync("/sql", Cancellation)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Files_are_the_same_and_name_the_release()
    {
        await using var portal = await Start(stage.AnalystLine, new Seed("mai", Role.Analyst));
        var desk = await SqlDesk.Open(portal, "mai");
        var (status, csv, _) = await desk.Export("csv", League);
        var workbook = new ReadWorkbook((await desk.Export("xlsx", League)).Bytes);
        var refused = await desk.Export("xlsx", "exec sp_who");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("province_code,score,rank_place\r\n01,10,1\r\n02,9,2\r\n03,5,3\r\n", System.Text.Encoding.UTF8.GetString(csv[3..]));
        Assert.Equal(10, workbook.Rows("Kết quả")[1][1].Number);
        Assert.Contains($"Bản phát hành: {stage.Releases[^1].Name}", workbook.Texts("Câu hỏi"));
        Assert.Contains("3 dòng", workbook.Texts("Câu hỏi"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("EXEC", JsonDocument.Parse(refused.Bytes).RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_is_the_servers_in_its_types_and_every_view_and_example_of_it_can_be_asked()
    {
        await using var portal = await Start(stage.AnalystLine, new Seed("nga", Role.Analyst));
        var desk = await SqlDesk.Open(portal, "nga");
        var views = (await desk.Browser.GetFromJsonAsync<JsonElement>("/en/sql/schema", Cancellation)).GetProperty("views").EnumerateArray().ToDictionary(view => view.GetProperty("name").GetString()!);

        Assert.Equal(DataDictionary.Views.Where(view => view.IsForAnalysts).Select(view => view.Name), views.Keys);
        var columns = views["standing"].GetProperty("columns").EnumerateArray().ToDictionary(column => column.GetProperty("name").GetString()!, column => column.GetProperty("type").GetString());
        Assert.Equal(("varchar(20)", "float", "int"), (columns["index_code"], columns["score"], columns["year"]));
        Assert.Equal("nvarchar(100)", views["region"].GetProperty("columns").EnumerateArray().Single(column => column.GetProperty("name").GetString() == "name_vi").GetProperty("type").GetString());

        var all = string.Join(" union all ", views.Select(view => $"select '{view.Key}' as name, count(*) as n from (select {string.Join(", ", view.Value.GetProperty("columns").EnumerateArray().Select(column => $"v.[{column.GetProperty("name").GetString()}]"))} from dbo.{view.Key} v) x"));
        Assert.Equal(views.Count, (await desk.Run(all)).Rows.Count);
        foreach (var example in DataDictionary.ServerExamples)
        {
            Assert.False((await desk.Run(example.Sql)).End.TryGetProperty("refusal", out var refusal), $"{example.Sql}: {refusal}");
        }
    }

    [Fact]
    public async Task A_cancel_from_another_tab_ends_it_on_the_server_and_a_refusal_has_its_place()
    {
        await using var portal = await Start(stage.AnalystLine, new Seed("oanh", Role.Analyst));
        var desk = await SqlDesk.Open(portal, "oanh");
        var refusal = (await desk.Run("select s.score,\n  s.nope\nfrom standing s")).End.GetProperty("refusal");
        var running = desk.Run(ServerStage.Endless, "q1");
        await CageStage.Until(() => stage.Sessions() == 1 ? true : (bool?)null);

        Assert.True(await desk.Cancel("q1"));
        Assert.Equal(RefusalCodes.Cancelled, (await running).End.GetProperty("refusal").GetProperty("code").GetString());
        await stage.NoSessionLeft(computes: true);
        Assert.Equal((2, 5), (refusal.GetProperty("line").GetInt32(), refusal.GetProperty("column").GetInt32()));
    }

    [Fact]
    public async Task Without_the_analysts_connection_the_page_says_what_to_set()
    {
        await using var portal = await Start("", new Seed("phuc", Role.Analyst));
        var browser = await portal.SignedIn("phuc");

        Assert.Contains("PORTAL_AnalystConnection, hoặc vào một tệp và ghi tên tệp ở analystConnectionFile", WebUtility.HtmlDecode(await browser.GetStringAsync("/sql", Cancellation)), StringComparison.Ordinal);
        Assert.Contains("into the variable PORTAL_AnalystConnection, or into a file named by analystConnectionFile", WebUtility.HtmlDecode(await browser.GetStringAsync("/en/sql", Cancellation)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_connection_that_may_do_more_the_page_says_so_and_nothing_is_asked()
    {
        await using var portal = await Start(TestServer.ConnectionString(stage.Warehouse.Database), new Seed("quan", Role.Analyst));
        var browser = await portal.SignedIn("quan");
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/sql", Cancellation));

        Assert.Contains("làm được nhiều hơn vai trò papibi_analyst (sysadmin", page, StringComparison.Ordinal);
        Assert.Contains("may do more than the role papibi_analyst (sysadmin", WebUtility.HtmlDecode(await browser.GetStringAsync("/en/sql", Cancellation)), StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"ask\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_to_another_database_is_refused_without_a_word_of_it()
    {
        var other = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(stage.AnalystLine) { InitialCatalog = "master" }.ConnectionString;

        Assert.Null(AnalystServer.Of(other, stage.Warehouse, out var fault));
        Assert.Contains(stage.Warehouse.Database, fault!.Value.En, StringComparison.Ordinal);
        Assert.DoesNotContain(stage.Installation.Secret, fault.Value.Vi + fault.Value.En, StringComparison.Ordinal);
    }

    private Task<RunningPortal> Start(string analyst, params Seed[] people) => RunningPortal.Over(
        stage.Installation.Data,
        new PortalSettings { SignInsPerMinute = 10_000, RequestsPerMinute = 100_000, AnalystConnection = analyst, Workbench = new WorkbenchLimits { Seconds = 60, WaitSeconds = 60 } },
        null,
        people);
}
