using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PapiBI.Tests.Portal.Browser;

/// <summary>An analyst at the SQL workbench, with the keyboard and the mouse.</summary>
[Collection(nameof(Browsing))]
public sealed class AskingSqlTests(OpenBrowser browser)
{
    private const string League = "select p.name_vi, s.score from score s join edition_province p on p.index_code = s.index_code and p.year = s.year and p.province_code = s.province_code where s.item_code = 'PAPI' and s.year = 2021 and s.score is not null order by s.score desc";

    [Fact]
    public async Task A_question_is_answered_in_the_grid_kept_in_the_history_and_taken_as_a_file()
    {
        await using var visit = await browser.Visit("analyst");
        var page = visit.Page;
        await visit.Open("/sql");

        await Ask(visit, League);
        await Told(visit, "60 dòng");

        var rows = page.Locator(".grid-body .grid-row");
        await Assertions.Expect(rows.First).ToContainTextAsync("Thừa Thiên Huế");
        await Assertions.Expect(rows.First).ToContainTextAsync("48,059081");
        await Assertions.Expect(page.Locator("#kept")).ToContainTextAsync("select p.name_vi, s.score from score s");
        var taken = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Tải CSV" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await taken.PathAsync());
        Assert.EndsWith(".csv", taken.SuggestedFilename, StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("Thừa Thiên Huế,48.059081", StringComparison.Ordinal));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_question_without_an_end_is_cancelled_and_the_next_is_answered()
    {
        await using var visit = await browser.Visit("analyst");
        var page = visit.Page;
        await visit.Open("/sql");
        await Ask(visit, "select count(*) from score a, score b, score c");
        var cancel = page.GetByRole(AriaRole.Button, new() { Name = "Hủy" });
        await Told(visit, "Đang chạy");

        await cancel.ClickAsync();

        await Told(visit, "Đã hủy theo yêu cầu");
        await Assertions.Expect(cancel).ToBeHiddenAsync();
        Assert.Empty(browser.Portal.Desk.ProcessesOf(browser.Portal.People.All().Single(person => person.Login == "analyst").Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        await Ask(visit, "select 41 + 1 as n");
        await Told(visit, "1 dòng");
        await Assertions.Expect(page.Locator(".grid-body .grid-row").First).ToContainTextAsync("42");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_fault_is_told_with_its_place_and_what_an_answer_says_is_text()
    {
        await using var visit = await browser.Visit("analyst");
        var page = visit.Page;
        await visit.Open("/sql");

        await Ask(visit, "select scor from score");
        await Told(visit, "Dòng 1, cột 8");
        await Ask(visit, """select '<img src=x onerror=alert(1)>' as "<b>x</b>" """);
        await Told(visit, "1 dòng");

        await Assertions.Expect(page.Locator(".grid-head")).ToContainTextAsync("<b>x</b>");
        await Assertions.Expect(page.Locator(".grid-body .grid-row").First).ToContainTextAsync("<img src=x onerror=alert(1)>");
        Assert.Equal(0, await page.Locator("#result img, #result b").CountAsync());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Names_of_views_and_columns_are_offered_and_a_hundred_thousand_rows_scroll_with_few_in_the_page()
    {
        await using var visit = await browser.Visit("analyst");
        var page = visit.Page;
        await visit.Open("/sql");

        await Type(visit, "select prov");
        await page.Keyboard.PressAsync("Control+Space");
        await Assertions.Expect(page.Locator(".cm-tooltip-autocomplete")).ToContainTextAsync("province");
        await page.Keyboard.PressAsync("Escape");

        await Ask(visit, "select row_number() over () as n, a.province_code from score a, (select year from score limit 60) b limit 100000");
        await Told(visit, "100.000 dòng");
        await page.Locator(".grid").EvaluateAsync("grid => { grid.scrollTop = grid.scrollHeight; }");

        await Assertions.Expect(page.Locator(".grid-body .grid-row").Last).ToContainTextAsync("100000");
        Assert.InRange(await page.Locator(".grid-body .grid-row").CountAsync(), 5, 100);
        Assert.Empty(visit.Complaints);
    }

    private static async Task Type(Visit visit, string sql)
    {
        await visit.Page.Locator(".cm-content").ClickAsync();
        await visit.Page.Keyboard.PressAsync("Control+A");
        await visit.Page.Keyboard.InsertTextAsync(sql);
    }

    private static async Task Ask(Visit visit, string sql)
    {
        await Type(visit, sql);
        await visit.Page.Keyboard.PressAsync("Control+Enter");
    }

    private static Task Told(Visit visit, string words) => Assertions.Expect(visit.Page.Locator("#told")).ToContainTextAsync(new Regex(Regex.Escape(words), RegexOptions.None, TimeSpan.FromSeconds(2)), new() { Timeout = 60_000 });
}
