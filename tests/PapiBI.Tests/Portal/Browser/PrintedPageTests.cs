using PapiBI.Tests.Support;

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

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
