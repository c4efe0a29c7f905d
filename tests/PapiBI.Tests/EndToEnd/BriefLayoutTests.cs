using System.Text.RegularExpressions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.EndToEnd;

/// <summary>The real briefs as files: valid for the Open XML validator, nothing over anything else, right on A4.</summary>
public sealed partial class BriefLayoutTests(PublishedSamples samples)
{
    public static TheoryData<int, string, Language> Briefs => new()
    {
        { 2020, "58", Language.Vietnamese },
        { 2021, "92", Language.Vietnamese },
        { 2021, "92", Language.English },
        { 2020, "04", Language.Vietnamese },
        { 2020, "58", Language.English },
        { 2011, "01", Language.Vietnamese },
        { 2018, "22", Language.Vietnamese },
        { 2018, "79", Language.English },
        { 2024, "46", Language.Vietnamese },
    };

    [Theory]
    [MemberData(nameof(Briefs))]
    public void A_brief_is_valid_and_nothing_lies_over_anything_else(int year, string province, Language language)
    {
        var workbook = samples.Workbook(year, province, language);

        Assert.Empty(WorkbookLayout.SchemaErrors(workbook));
        Assert.Empty(WorkbookLayout.Read(workbook).Problems());
    }

    [Theory]
    [MemberData(nameof(Briefs))]
    public void A_brief_prints_on_A4_with_page_one_on_one_sheet_and_no_formula_error(int year, string province, Language language)
    {
        Assert.SkipWhen(LibreOffice.WhyNot is not null, LibreOffice.WhyNot ?? "");
        using var folder = new TemporaryFolder();
        var file = folder.File("brief.xlsx");
        File.WriteAllBytes(file, samples.Workbook(year, province, language));

        var pdf = LibreOffice.ToPdf(file);

        var facts = LibreOffice.Facts(pdf);
        Assert.InRange(facts.Pages, 9, 20);
        Assert.All(facts.Sizes, size => Assert.True(Math.Abs(Math.Min(size.Width, size.Height) - 595.3) < 1 && Math.Abs(Math.Max(size.Width, size.Height) - 841.9) < 1, $"{size}"));
        var texts = Enumerable.Range(1, facts.Pages).Select(page => LibreOffice.TextOf(pdf, page)).ToList();
        Assert.All(texts, text => Assert.DoesNotMatch("#(REF|VALUE|NAME|DIV/0|N/A|NUM)|###|Err:", text));
        var second = samples.Document(year, province, language).Pages[1].Headline.Split(' ').Take(3);
        Assert.Contains(string.Join(' ', second), texts[1].ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Briefs))]
    public void A_brief_has_no_text_where_a_number_belongs(int year, string province, Language language)
    {
        var book = samples.Open(year, province, language);

        Assert.All(book.Sheets, sheet => Assert.DoesNotContain(book.Texts(sheet), text => NumberInWords().IsMatch(text)));
    }

    // A score, a change, a share or a rank written as text; "1.1" is the code of a sub-dimension and "2021" a year at the head of a column.
    [GeneratedRegex(@"^([+−-]?\d+[.,]\d{2,}|[+−-]\d+|\d+/\d+|[+−-]?\d+([.,]\d+)? ?%)$")]
    private static partial Regex NumberInWords();
}
