using Microsoft.Playwright;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal.Browser;

[Collection(nameof(Browsing))]
public sealed class PrintedPageTests(OpenBrowser browser)
{
    [Theory]
    [InlineData("", "Cần Thơ · PAPI 2021", "41,23", "42/60")]
    [InlineData("/en", "Can Tho · PAPI 2021", "41.23", "42/60")]
    public async Task A_brief_prints_on_A4_with_its_story_on_the_first_page_and_no_page_empty(string language, string band, string score, string rank)
    {
        Assert.SkipWhen(LibreOffice.WhyNot is not null, LibreOffice.WhyNot ?? "");
        await using var visit = await browser.Visit();
        await visit.Open(language + "/reports/province-brief?index=PAPI&year=2021&province=92");
        var tiles = await visit.Page.Locator("#p1 .tile-label").AllInnerTextsAsync();
        var narrative = await visit.Page.Locator("#p1 .narrative").InnerTextAsync();
        var sections = await visit.Page.Locator(".sheet").CountAsync();
        using var folder = new TemporaryFolder();
        var file = folder.File("brief.pdf");

        await visit.Page.PdfAsync(new() { Path = file, PreferCSSPageSize = true, PrintBackground = false });

        var facts = LibreOffice.Facts(file);
        var first = OneLine(LibreOffice.TextOf(file, 1));
        Assert.All(facts.Sizes, size => Assert.Equal((595, 842), (Math.Round(size.Width), Math.Round(size.Height))));
        Assert.All([band, score, rank, .. tiles], words => Assert.Contains(OneLine(words), first, StringComparison.Ordinal));
        Assert.Contains(OneLine(narrative)[..60], first, StringComparison.Ordinal);

        // The whole first section, down to its foot, is one sheet.
        Assert.Contains(OneLine(await visit.Page.Locator("#p1 .sheet-foot").InnerTextAsync())[..20], first, StringComparison.Ordinal);
        Assert.InRange(facts.Pages, sections, sections * 2);
        Assert.All(Enumerable.Range(1, facts.Pages), page => Assert.True(OneLine(LibreOffice.TextOf(file, page)).Length > 100, $"Page {page} of {facts.Pages} is nearly empty."));
    }

    [Fact]
    public async Task A_list_prints_without_what_is_filled_in_and_no_word_of_it_is_broken_for_the_room_of_another()
    {
        await using var visit = await browser.Visit("admin");
        browser.Portal.Log.Add(new Actor(null, "nguyen.thi.truong-giang.phong-tong-hop@vanphong.ubnd.ninhthuan.gov.vn", "2001:db8:1234:5678:9abc:def0:1234:5678"), AuditAction.Asked, "select\n  " + new string('x', 900) + "\nfrom score\nwhere year = 2021");

        // A4 less its margins.
        await visit.Page.SetViewportSizeAsync(703, 1000);
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await visit.Open("/admin/people");
        Assert.Equal(0, await visit.Page.Locator("main :is(form, button):visible").CountAsync());

        await visit.Open("/admin/audit");
        Assert.Empty(await visit.TooWide());
        var actions = visit.Page.Locator("td.some");
        Assert.InRange((await actions.First.BoundingBoxAsync())!.Width, 60, 200);

        // The first lines of the question, and on the screen the rest at a click.
        var question = visit.Page.Locator("details.long").First;
        Assert.InRange((await question.BoundingBoxAsync())!.Height, 20, 400);
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        await question.Locator("summary").ClickAsync();
        Assert.EndsWith("where year = 2021", (await question.InnerTextAsync()).Trim(), StringComparison.Ordinal);
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
