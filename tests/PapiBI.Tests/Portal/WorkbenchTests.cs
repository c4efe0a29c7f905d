using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using PapiBI.Portal;
using PapiBI.Portal.Workbench;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal;

/// <summary>The SQL workbench as a browser reaches it.</summary>
public sealed class WorkbenchTests(PublishedSamples samples) : IAsyncLifetime
{
    private const string League =
        """
        select province_code, score, rank_place
        from standing
        where index_code = 'PAPI' and year = 2021 and item_code = 'PAPI' and province_code in ('01', '92')
        order by province_code
        """;

    private RunningPortal portal = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _ = samples.Release;
        var limits = new WorkbenchLimits { Seconds = 60, WaitSeconds = 60 };
        portal = await RunningPortal.Start(samples.Data, new PortalSettings { SignInsPerMinute = 10_000, Workbench = limits }, null, new Seed("an", Role.Analyst), new Seed("binh", Role.Analyst), new Seed("khach", Role.Viewer));
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task A_question_is_answered_line_by_line_with_what_the_release_has()
    {
        var desk = await SqlDesk.Open(portal, "an");
        var answer = await desk.Run(League);

        Assert.Equal("application/x-ndjson", answer.Type);
        Assert.Equal(["province_code", "score", "rank_place"], answer.Columns);
        Assert.Equal(samples.Read(League).Count, answer.Rows.Count);
        Assert.Equal("92", answer.Rows[1][0].GetString());
        Assert.Equal(42, answer.Rows[1][2].GetInt32());
        Assert.Equal(2, answer.End.GetProperty("rows").GetInt32());
        Assert.False(answer.End.TryGetProperty("refusal", out _));
    }

    [Fact]
    public async Task A_refusal_comes_in_both_languages_with_its_place()
    {
        var desk = await SqlDesk.Open(portal, "an");
        var refusal = (await desk.Run("select province_code,\n  nope from standing")).End.GetProperty("refusal");

        Assert.Equal((2, 3), (refusal.GetProperty("line").GetInt32(), refusal.GetProperty("column").GetInt32()));
        Assert.Contains("nope", refusal.GetProperty("vi").GetString(), StringComparison.Ordinal);
        Assert.Contains("nope", refusal.GetProperty("en").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_analysts_and_above_may_ask()
    {
        var (nobody, viewer) = (portal.Anonymous(), await portal.SignedIn("khach"));

        foreach (var road in (string[])["run", "cancel", "export"])
        {
            using var ofNobody = await nobody.PostAsJsonAsync($"/sql/{road}", new { id = "1", sql = "select 1" }, Cancellation);
            using var ofViewer = await viewer.PostAsJsonAsync($"/sql/{road}", new { id = "1", sql = "select 1" }, Cancellation);
            Assert.Contains(ofNobody.StatusCode, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.Redirect]);
            Assert.Equal(HttpStatusCode.Forbidden, ofViewer.StatusCode);
        }

        using var page = await viewer.GetAsync("/sql", Cancellation);
        using var schema = await viewer.GetAsync("/sql/schema", Cancellation);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (page.StatusCode, schema.StatusCode));
        Assert.DoesNotContain("/sql\"", await viewer.GetStringAsync("/", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_without_the_pages_token_is_refused()
    {
        var browser = await portal.SignedIn("an");
        foreach (var road in (string[])["run", "cancel", "export"])
        {
            using var answer = await browser.PostAsJsonAsync($"/sql/{road}", new { id = "1", sql = "select 1" }, Cancellation);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.DoesNotContain(portal.Log.Newest(50), entry => entry.Action == AuditAction.Asked);
    }

    [Fact]
    public async Task The_schema_has_what_an_analyst_may_ask_and_no_plans()
    {
        var desk = await SqlDesk.Open(portal, "an");
        var views = (await desk.Browser.GetFromJsonAsync<JsonElement>("/en/sql/schema", Cancellation)).GetProperty("views").EnumerateArray().ToDictionary(view => view.GetProperty("name").GetString()!);

        Assert.Equal(DataDictionary.Views.Where(view => view.IsForAnalysts).Select(view => view.Name), views.Keys);
        Assert.Contains("standing", views.Keys);
        Assert.DoesNotContain("plan_task", views.Keys);
        Assert.DoesNotContain("source_load", views.Keys);
        var score = views["standing"].GetProperty("columns").EnumerateArray().Single(column => column.GetProperty("name").GetString() == "score_change");
        Assert.Equal(("double", "points", "Null across a break."), (score.GetProperty("type").GetString(), score.GetProperty("unit").GetString(), score.GetProperty("meaning").GetString()));
    }

    [Fact]
    public void Every_view_and_column_that_an_analyst_may_ask_is_told_in_both_languages() => Assert.All(
        DataDictionary.Views.Where(view => view.IsForAnalysts).SelectMany(view => view.Columns.Select(column => column.Meaning).Append(view.Grain)),
        words => Assert.NotEqual(words.En, words.Vi));

    [Fact]
    public async Task Every_view_of_the_schema_can_be_asked()
    {
        var desk = await SqlDesk.Open(portal, "an");
        var all = string.Join(" union all ", DataDictionary.Views.Where(view => view.IsForAnalysts).Select(view => $"(select '{view.Name}' as name, count(*) as n from (select {string.Join(", ", view.Columns.Select(column => $"\"{column.Name}\""))} from {view.Name}))"));

        Assert.Equal(DataDictionary.Views.Count(view => view.IsForAnalysts), (await desk.Run(all)).Rows.Count);
    }

    [Fact]
    public async Task A_cancel_from_another_tab_ends_the_question_and_a_strangers_does_not()
    {
        var (desk, stranger) = (await SqlDesk.Open(portal, "an"), await SqlDesk.Open(portal, "binh"));
        var running = desk.Run(CageStage.Endless, "q1");
        while (portal.Desk.ProcessesOf("1").Count == 0)
        {
            await Task.Delay(20, Cancellation);
        }

        Assert.False(await stranger.Cancel("q1"));
        Assert.True(await desk.Cancel("q1"));
        Assert.Equal(RefusalCodes.Cancelled, (await running).End.GetProperty("refusal").GetProperty("code").GetString());
        Assert.Empty(portal.Desk.ProcessesOf("1"));
    }

    [Fact]
    public async Task Who_closes_the_page_ends_the_question()
    {
        var desk = await SqlDesk.Open(portal, "an");
        using var closed = new CancellationTokenSource();
        var running = desk.Post("run", JsonContent.Create(new { id = "q", sql = CageStage.Endless }), closed.Token);
        var process = await CageStage.Until(() => portal.Desk.ProcessesOf("1") is [var id] ? id : (int?)null);
        await closed.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        await CageStage.Gone(process);
    }

    [Fact]
    public async Task An_answer_as_CSV_is_safe_to_open_in_a_spreadsheet()
    {
        var desk = await SqlDesk.Open(portal, "an");
        var (status, bytes, name) = await desk.Export("csv", "select '=1+1' as formula, -1.5 as number, '@x' as at, 'a\"b,c' as quoted, null as none, 'Đắk Lắk' as province");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Matches(@"^papibi-sql-\d{8}-\d{6}\.csv$", name);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal("formula,number,at,quoted,none,province\r\n'=1+1,-1.5,'@x,\"a\"\"b,c\",,Đắk Lắk\r\n", System.Text.Encoding.UTF8.GetString(bytes[3..]));
    }

    [Fact]
    public async Task An_answer_as_a_workbook_holds_numbers_dates_and_texts_and_no_formula()
    {
        var desk = await SqlDesk.Open(portal, "an");
        const string sql = "select '=cmd|x' as formula, 41.25 as score, 2021 as year, date '2022-05-10' as day, 'Cần Thơ' as province, null as none";
        var (status, bytes, _) = await desk.Export("xlsx", sql);

        Assert.Equal(HttpStatusCode.OK, status);
        using var package = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        Assert.Empty(new OpenXmlValidator().Validate(package));
        Assert.Empty(package.WorkbookPart!.WorksheetParts.SelectMany(sheet => sheet.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>()));
        var read = new ReadWorkbook(bytes);
        Assert.Equal(["Kết quả", "Câu hỏi"], read.Sheets);
        var row = read.Rows("Kết quả")[1].ToDictionary(cell => cell.Reference);
        Assert.Equal("=cmd|x", row["A2"].Text);
        Assert.Equal((41.25, 2021, 44691), (row["B2"].Number, row["C2"].Number, row["D2"].Number));
        Assert.Equal("yyyy-mm-dd", row["D2"].Format);
        Assert.Equal("Cần Thơ", row["E2"].Text);
        Assert.Contains(sql, read.Texts("Câu hỏi"));
        Assert.Contains("1 dòng", read.Texts("Câu hỏi"));
    }

    [Fact]
    public async Task A_refused_export_is_no_file()
    {
        var desk = await SqlDesk.Open(portal, "an");
        var (status, bytes, _) = await desk.Export("xlsx", "drop table score");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("DROP", JsonDocument.Parse(bytes).RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await desk.Export("exe", "select 1")).Status);
    }

    [Fact]
    public async Task What_was_asked_is_in_the_audit_log_and_in_the_askers_own_history()
    {
        var (desk, other) = (await SqlDesk.Open(portal, "an"), await SqlDesk.Open(portal, "binh"));
        await desk.Run(League);
        await desk.Run("drop table score");
        var entries = portal.Log.Newest(10).Where(entry => entry.Action == AuditAction.Asked).ToList();

        Assert.Equal(["drop table score", League], entries.Select(entry => entry.Subject));
        Assert.All(entries, entry => Assert.Equal("an", entry.By.Login));
        var ended = portal.Log.Newest(10).Where(entry => entry.Action == AuditAction.Answered).ToList();
        Assert.Equal(entries.Select(entry => $"{entry.Id}"), ended.Select(entry => entry.Subject));
        Assert.StartsWith("sql-not-select, 0 rows", ended[0].Detail, StringComparison.Ordinal);
        Assert.StartsWith("done, 2 rows", ended[1].Detail, StringComparison.Ordinal);
        Assert.Contains("drop table score", await desk.Browser.GetStringAsync("/sql", Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain("drop table score", await other.Browser.GetStringAsync("/sql", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_script_the_page_answers_with_a_table()
    {
        var desk = await SqlDesk.Open(portal, "an");
        using var answer = await RunningPortal.Send(desk.Browser, "/sql", "/sql", ("Sql", "select '<b>x</b>' as word, -1.5 as number, range as i from range(1200)"));
        var page = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(1_001, Regex.Count(page[page.IndexOf("id=\"grid\"", StringComparison.Ordinal)..page.IndexOf("id=\"quick\"", StringComparison.Ordinal)], "<tr>", RegexOptions.None, TimeSpan.FromSeconds(5)));
        Assert.Contains("&lt;b&gt;x&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">−1,5</td>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("1.200 dòng", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>x</b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_question_is_its_owners_until_it_is_shared_and_only_they_remove_it()
    {
        var (desk, other) = (await SqlDesk.Open(portal, "an"), await SqlDesk.Open(portal, "binh"));
        await Keep("Bảng <script>alert(1)</script>", "select 41", isShared: false);
        Assert.DoesNotContain("select 41", await other.Browser.GetStringAsync("/sql", Cancellation), StringComparison.Ordinal);

        await Keep("Bảng <script>alert(1)</script>", "select 42", isShared: true);
        var seen = await other.Browser.GetStringAsync("/sql", Cancellation);
        Assert.Contains("select 42", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("select 41", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", seen, StringComparison.Ordinal);
        Assert.Contains("an (th", WebUtility.HtmlDecode(seen), StringComparison.Ordinal);

        using (await RunningPortal.Send(other.Browser, "/sql", "/sql?handler=Remove", ("id", "1")))
        {
            Assert.Contains("select 42", await other.Browser.GetStringAsync("/sql", Cancellation), StringComparison.Ordinal);
        }

        using (await RunningPortal.Send(desk.Browser, "/sql", "/sql?handler=Remove", ("id", "1")))
        {
            Assert.DoesNotContain("select 42", await other.Browser.GetStringAsync("/sql", Cancellation), StringComparison.Ordinal);
        }

        async Task Keep(string title, string sql, bool isShared)
        {
            using var answer = await RunningPortal.Send(desk.Browser, "/sql", "/sql?handler=Save", ("Title", title), ("Sql", sql), ("IsShared", isShared ? "true" : "false"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Limits_are_shown_before_anything_runs_in_the_readers_language()
    {
        var desk = await SqlDesk.Open(portal, "an");

        Assert.Contains("nhiều nhất 100.000 dòng và 64 MB kết quả, 60 giây, 512 MB bộ nhớ", WebUtility.HtmlDecode(await desk.Browser.GetStringAsync("/sql", Cancellation)), StringComparison.Ordinal);
        Assert.Contains("100,000 rows and 64 MB at most, and take 60 seconds and 512 MB of memory", WebUtility.HtmlDecode(await desk.Browser.GetStringAsync("/en/sql", Cancellation)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_to_wait()
    {
        var desk = await SqlDesk.Open(portal, "binh");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i <= QuestionLimits.AMinute; i++)
        {
            statuses.Add((await desk.Export("exe", "select 1")).Status);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.Equal(1, (await (await SqlDesk.Open(portal, "an")).Run("select 1")).End.GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task A_text_that_no_cell_of_a_workbook_holds_is_refused_with_its_place_and_comes_as_CSV()
    {
        var desk = await SqlDesk.Open(portal, "an");
        const string sql = "select 1 as n, lpad('', 32767, 'a') as words union all select 2, lpad('', 32768, 'b') order by n";
        var (status, bytes, _) = await desk.Export("xlsx", sql);
        var error = JsonDocument.Parse(bytes).RootElement.GetProperty("error").GetString();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.StartsWith("Cột words, dòng 2 có 32768 ký tự; một ô Excel giữ nhiều nhất 32767.", error, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await desk.Export("csv", sql)).Status);
        var (whole, workbook, _) = await desk.Export("xlsx", sql.Replace("32768", "32767", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, whole);
        Assert.Equal(32_767, new ReadWorkbook(workbook).Rows("Kết quả")[2][1].Text!.Length);
    }

    [Fact]
    public async Task A_value_longer_than_a_megabyte_is_refused_with_its_column_and_row()
    {
        var desk = await SqlDesk.Open(portal, "an");
        var end = (await desk.Run("select range as n, case when range = 2 then replace(lpad('', 1000, 'a'), 'a', lpad('', 2000, 'b')) else 'x' end as words from range(4)")).End;

        Assert.Equal(RefusalCodes.Cell, end.GetProperty("refusal").GetProperty("code").GetString());
        Assert.StartsWith("Column words, row 3 holds a value longer than 1 MB", end.GetProperty("refusal").GetProperty("en").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_names_the_release_that_answered_also_where_another_was_published_meanwhile()
    {
        var desk = await SqlDesk.Open(portal, "an");
        var first = Path.GetFileNameWithoutExtension(await File.ReadAllTextAsync(portal.Data.CurrentRelease, Cancellation));
        var export = desk.Export("xlsx", "select sum(range % 7) as n from range(300000000)");
        await CageStage.Until(() => portal.Desk.ProcessesOf("1") is [_] ? true : (bool?)null);
        File.Copy(Path.Combine(portal.Data.Releases, first + ".duckdb"), Path.Combine(portal.Data.Releases, "20300101T000000Z-99-000000000000.duckdb"));
        await File.WriteAllTextAsync(portal.Data.CurrentRelease, "20300101T000000Z-99-000000000000.duckdb", Cancellation);
        var notes = new ReadWorkbook((await export).Bytes).Texts("Câu hỏi");

        Assert.Contains($"Bản phát hành: {first}", notes);
        var next = new ReadWorkbook((await desk.Export("xlsx", "select 1 as n")).Bytes).Texts("Câu hỏi");
        Assert.Contains("Bản phát hành: 20300101T000000Z-99-000000000000", next);
    }

    [Fact]
    public async Task The_examples_are_told_in_the_readers_language()
    {
        var desk = await SqlDesk.Open(portal, "an");

        Assert.Contains("<summary>Bảng xếp hạng của một năm", WebUtility.HtmlDecode(await desk.Browser.GetStringAsync("/sql", Cancellation)), StringComparison.Ordinal);
        Assert.Contains("<summary>The league of a year", WebUtility.HtmlDecode(await desk.Browser.GetStringAsync("/en/sql", Cancellation)), StringComparison.Ordinal);
        Assert.All(DataDictionary.Examples, example => Assert.NotEqual(example.About.En, example.About.Vi));
    }

    [Fact]
    public async Task Only_so_many_files_are_made_at_a_time()
    {
        using var files = new AnswerFiles(new WorkbenchLimits { FilesAtOnce = 2, WaitSeconds = 0 });
        var done = new TaskCompletionSource<string>();
        var (first, second) = (files.InAPlace(() => done.Task, Cancellation), files.InAPlace(() => done.Task, Cancellation));

        Assert.Null(await files.InAPlace(() => Task.FromResult("third"), Cancellation));
        done.SetResult("made");
        Assert.Equal(["made", "made"], await Task.WhenAll(first, second));
        Assert.Equal("third", await files.InAPlace(() => Task.FromResult("third"), Cancellation));
    }
}
