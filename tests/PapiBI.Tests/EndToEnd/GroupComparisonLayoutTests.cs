using System.Text.RegularExpressions;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.EndToEnd;

/// <summary>Real group comparisons as files: valid for the Open XML validator, nothing over anything else, right on A4.</summary>
public sealed partial class GroupComparisonLayoutTests(PublishedSamples samples)
{
    public static TheoryData<string, Language> Groups => new()
    {
        { "DBSCL", Language.Vietnamese },
        { "DBSCL", Language.English },
        { "TPTTTW", Language.Vietnamese },
        { "TPTTTW", Language.English },
        { "40", Language.Vietnamese },
        { "40", Language.English },
        { "2", Language.Vietnamese },
    };

    [Theory]
    [MemberData(nameof(Groups))]
    public void A_comparison_is_valid_and_nothing_lies_over_anything_else(string group, Language language)
    {
        var workbook = ExcelRenderer.Render(Document(group, language));
        var book = new ReadWorkbook(workbook);

        Assert.Empty(WorkbookLayout.SchemaErrors(workbook));
        Assert.Empty(WorkbookLayout.Read(workbook).Problems());
        Assert.All(book.Sheets, sheet => Assert.DoesNotContain(book.Texts(sheet), text => NumberInWords().IsMatch(text)));
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void A_comparison_prints_on_A4_with_page_one_on_one_sheet(string group, Language language)
    {
        Assert.SkipWhen(LibreOffice.WhyNot is not null, LibreOffice.WhyNot ?? "");
        using var folder = new TemporaryFolder();
        var file = folder.File("group.xlsx");
        var document = Document(group, language);
        File.WriteAllBytes(file, ExcelRenderer.Render(document));

        var pdf = LibreOffice.ToPdf(file);

        var facts = LibreOffice.Facts(pdf);
        Assert.InRange(facts.Pages, 8, 30);
        Assert.All(facts.Sizes, size => Assert.True(Math.Abs(Math.Min(size.Width, size.Height) - 595.3) < 1 && Math.Abs(Math.Max(size.Width, size.Height) - 841.9) < 1, $"{size}"));
        var texts = Enumerable.Range(1, facts.Pages).Select(page => LibreOffice.TextOf(pdf, page)).ToList();
        Assert.All(texts, text => Assert.DoesNotMatch("#(REF|VALUE|NAME|DIV/0|N/A|NUM)|###|Err:", text));
        var second = document.Pages[1].Headline.Split(' ').Take(3);
        Assert.Contains(string.Join(' ', second), texts[1].ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private ReportDocument Document(string group, Language language) => samples.Document(new GroupRequest("PAPI", 2021, group switch
    {
        "DBSCL" => new GroupChoice.Region(group),
        "TPTTTW" => new GroupChoice.Group(group),
        "2" => new GroupChoice.Provinces(["92", "58"]),
        _ => new GroupChoice.Provinces([.. samples.Catalog.Provinces.Where(p => p is { IndexCode: "PAPI", Year: 2021 }).Select(p => p.Code).Take(40)]),
    }, language));

    // A score, a change, a share or a rank written as text; "1.1" is the code of a sub-dimension and "2021" a year at the head of a column.
    [GeneratedRegex(@"^([+−-]?\d+[.,]\d{2,}|[+−-]\d+|\d+/\d+|[+−-]?\d+([.,]\d+)? ?%)$")]
    private static partial Regex NumberInWords();
}
