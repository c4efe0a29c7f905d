using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PapiBI.Tests.Support;

namespace PapiBI.Tests.Portal.Browser;

/// <summary>The page to explore, as somebody clicks through it.</summary>
[Collection(nameof(Browsing))]
public sealed class ExploringTests(OpenBrowser browser)
{
    private const string Start = "/explore?index=PAPI&year=2021";

    [Fact]
    public async Task A_province_clicked_in_the_table_the_map_or_a_chart_is_marked_everywhere_and_the_address_keeps_up()
    {
        await using var visit = await browser.Visit();
        var page = visit.Page;
        await visit.Open(Start);
        await page.EvaluateAsync("() => { window.isFirstPage = true }");

        await page.Locator("#p1 table a", new() { HasText = "Cần Thơ" }).ClickAsync();
        await Chosen(visit, "92");
        Assert.Equal(["Cần Thơ"], await Marked(visit, "#p1 tr.subject td.words"));

        await page.Locator(".map a", new() { HasText = "Đà Nẵng" }).ClickAsync();
        await Chosen(visit, "92,48");

        // The bar of a province lies in its row of the table, under the column of the chart.
        var row = page.Locator("#p1 .with-chart tbody tr", new() { HasText = "Thừa Thiên Huế" });
        await row.ScrollIntoViewIfNeededAsync();
        var lane = (await row.Locator(".chart-col").BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(lane.X + 6, lane.Y + (lane.Height / 2));
        await Chosen(visit, "92,48,46");

        string[] all = ["Cần Thơ", "Thừa Thiên Huế", "Đà Nẵng"];
        Assert.Equal(all, await Marked(visit, "#p1 tr.subject td.words"));
        Assert.Equal(all, await Marked(visit, ".map .subject span"));
        Assert.Equal(all, await Marked(visit, "#p4 tr.subject td.words"));
        Assert.Equal(all, (await Marked(visit, ".chips a[href*='chosen=']")).Select(chip => chip.Split(" ×")[0]));
        var trend = await page.Locator("#p3 .drawing").InnerTextAsync();
        Assert.All(all, name => Assert.Contains(name, trend, StringComparison.Ordinal));

        await page.Locator(".chips a", new() { HasText = "Đà Nẵng" }).ClickAsync();
        await Chosen(visit, "92,46");
        Assert.Equal(["Cần Thơ", "Thừa Thiên Huế"], await Marked(visit, "#p1 tr.subject td.words"));
        Assert.True(await page.EvaluateAsync<bool>("() => window.isFirstPage"));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task One_goes_down_into_an_item_and_back_by_the_path_and_by_the_browser()
    {
        await using var visit = await browser.Visit();
        var page = visit.Page;
        await visit.Open(Start + "&chosen=92");
        var total = await page.Locator("h1").InnerTextAsync();

        await page.Locator("a[data-key='item:4']").First.ClickAsync();
        await visit.At("address => address.searchParams.get('item') === '4'");
        await visit.Drawn();
        var dimension = await page.Locator("h1").InnerTextAsync();
        Assert.NotEqual(total, dimension);
        await page.Locator("a[data-key='item:4.1']").First.ClickAsync();
        await visit.At("address => address.searchParams.get('item') === '4.1'");
        await visit.Drawn();
        Assert.Equal(3, await page.Locator(".crumbs li").CountAsync());
        Assert.Contains("chosen=92", page.Url, StringComparison.Ordinal);

        await page.Locator(".crumbs a", new() { HasText = "Tổng điểm" }).ClickAsync();
        await visit.At("address => !address.searchParams.has('item')");
        await visit.Drawn();
        Assert.Equal(total, await page.Locator("h1").InnerTextAsync());

        await page.GoBackAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(dimension);
        Assert.Contains("item=4&", page.Url, StringComparison.Ordinal);
        await page.GoForwardAsync();
        await Assertions.Expect(page.Locator(".crumbs [aria-current]")).ToContainTextAsync("4.1.");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task An_address_that_is_passed_on_opens_the_same_view()
    {
        await using var mine = await browser.Visit();
        await mine.Open(Start);
        await mine.Page.GetByLabel("Tỉnh (tối đa 4)").FillAsync("can tho, hai phong");
        await mine.Page.GetByLabel("Tỉnh (tối đa 4)").PressAsync("Enter");
        await Assertions.Expect(mine.Page.Locator(".chips li")).ToHaveCountAsync(3);
        await mine.Page.GetByLabel("Đặt cạnh năm").SelectOptionAsync("2020");
        await mine.At("address => address.searchParams.get('beside') === '2020'");
        await mine.Drawn();

        await using var theirs = await browser.Visit();
        await theirs.Open(mine.Address);

        Assert.Equal(["Cần Thơ", "Hải Phòng"], await Marked(theirs, "#p1 tr.subject td.words"));
        Assert.Equal(await Words(mine), await Words(theirs));
        Assert.Equal(await mine.Page.TitleAsync(), await theirs.Page.TitleAsync());
    }

    [Fact]
    public async Task Without_scripts_the_same_links_and_the_same_form_lead_there()
    {
        await using var visit = await browser.Visit(withScripts: false);
        var page = visit.Page;
        await page.GotoAsync(Start);

        // What asks a page again and again needs its timers, which stand still in one without scripts.
        async Task LedTo(string part)
        {
            await Assertions.Expect(page).ToHaveURLAsync(new Regex($"[?&]{part}(&|$)", RegexOptions.None, Visit.Patience), new() { Timeout = (float)Visit.Patience.TotalMilliseconds });
            await page.WaitForLoadStateAsync();
        }

        await page.Locator("#p1 table a", new() { HasText = "Cần Thơ" }).ClickAsync();
        await LedTo("chosen=92");
        await page.Locator(".map a", new() { HasText = "Đà Nẵng" }).ClickAsync();
        await LedTo("chosen=92,48");
        Assert.Equal(2, await page.Locator("#p1 tr.subject").CountAsync());

        await page.GetByLabel("Tỉnh (tối đa 4)").FillAsync("can tho");
        await page.GetByLabel("Vùng hoặc nhóm").SelectOptionAsync("region:DBSCL");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem", Exact = true }).ClickAsync();
        await LedTo("region=DBSCL");
        Assert.Equal(["Cần Thơ"], await page.Locator("#p1 tr.subject td.words").AllInnerTextsAsync());
        Assert.Equal(13, await page.Locator("#p1 .with-chart tbody tr").CountAsync());

        // Charts are not drawn; their numbers stand there.
        Assert.False(await page.Locator(".chart").First.IsVisibleAsync());
        await page.Locator("#p3 summary").ClickAsync();
        Assert.True(await page.Locator("#p3 .numbers table").IsVisibleAsync());
    }

    [Fact]
    public async Task The_workbook_of_the_view_has_the_rows_that_are_on_the_screen()
    {
        await using var visit = await browser.Visit();
        await visit.Open(Start + "&region=DBSCL&chosen=92");
        var screen = await visit.Rows("#p1 .with-chart");

        var taken = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Link, new() { Name = "Xuất Excel" }).ClickAsync());
        var book = new ReadWorkbook(await File.ReadAllBytesAsync(await taken.PathAsync()));

        Assert.EndsWith(".xlsx", taken.SuggestedFilename, StringComparison.Ordinal);
        var names = screen.Select(row => row[1]).ToHashSet();
        var written = book.Rows("Xếp hạng").Where(row => row.Count > 2 && names.Contains(row[1].Text)).ToList();
        Assert.Equal(13, screen.Length);
        Assert.Equal(
            screen.Select(row => (Rank: row[0], Name: row[1], Score: row[3].Replace(',', '.'))),
            written.Select(row => (row[0].Shown, row[1].Text, row[3].Shown)));
    }

    private static async Task Chosen(Visit visit, string codes)
    {
        await visit.At($"address => address.searchParams.get('chosen') === '{codes}'");
        await visit.Drawn();
    }

    private static async Task<IEnumerable<string>> Marked(Visit visit, string selector) =>
        (await visit.Page.Locator(selector).AllInnerTextsAsync()).Select(text => text.Trim()).Where(text => text.Length > 0).Order(StringComparer.Ordinal);

    private static async Task<string> Words(Visit visit) => Regex.Replace(await visit.Page.Locator("main").InnerTextAsync(), @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(2));
}
