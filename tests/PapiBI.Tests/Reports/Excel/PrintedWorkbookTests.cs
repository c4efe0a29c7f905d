using PapiBI.Reports.Excel;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Reports.Excel;

public sealed class PrintedWorkbookTests
{
    private const double ShortEdge = 595;
    private const double LongEdge = 842;

    [Theory]
    [InlineData(Language.Vietnamese, "Cần Thơ · PAPI 2021", "41,23")]
    [InlineData(Language.English, "Cần Thơ · PAPI 2021", "41.23")]
    public void It_prints_on_A4_and_the_first_page_tells_the_story(Language language, string title, string score)
    {
        Assert.SkipWhen(LibreOffice.WhyNot is not null, LibreOffice.WhyNot ?? "");
        using var folder = new TemporaryFolder();
        string file = folder.File("brief.xlsx");
        byte[] workbook = ExcelRenderer.Render(SampleDocument.In(language));
        File.WriteAllBytes(file, workbook);

        string pdf = LibreOffice.ToPdf(file);
        PdfFacts facts = LibreOffice.Facts(pdf);
        string first = LibreOffice.TextOf(pdf, 1);

        Assert.All(facts.Sizes, size => Assert.True(
            Math.Abs(Math.Min(size.Width, size.Height) - ShortEdge) < 1 && Math.Abs(Math.Max(size.Width, size.Height) - LongEdge) < 1,
            $"{size.Width} × {size.Height} is not A4."));
        Assert.Contains(title, first, StringComparison.Ordinal);
        Assert.Contains(score, first, StringComparison.Ordinal);
        Assert.DoesNotContain("###", string.Concat(Enumerable.Range(1, facts.Pages).Select(page => LibreOffice.TextOf(pdf, page))), StringComparison.Ordinal);

        // Every sheet of paper ends where the workbook says: no page is wider than the paper, none breaks by itself.
        Assert.Equal(WorkbookLayout.Read(workbook).Sheets.Sum(sheet => sheet.BreaksAfter.Count + 1), facts.Pages);
    }
}
