using System.Text.RegularExpressions;
using PapiBI.Reports.Definitions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.EndToEnd;

/// <summary>The real leagues as files: valid for the Open XML validator, nothing over anything else, right on A4.</summary>
public sealed partial class NationalLeagueLayoutTests(PublishedSamples samples)
{
    public static TheoryData<string, int, Language> Leagues => new()
    {
        { "PAPI", 2021, Language.Vietnamese },
        { "PAPI", 2021, Language.English },
        { "PAPI", 2024, Language.Vietnamese },
        { "PAPI", 2024, Language.English },
        { "PAPI", 2011, Language.Vietnamese },
        { "PAPI", 2018, Language.English },
        { "PCI", 2019, Language.Vietnamese },
        { "PAR_INDEX", 2021, Language.English },
    };

    [Theory]
    [MemberData(nameof(Leagues))]
    public void A_league_is_valid_and_nothing_lies_over_anything_else(string index, int year, Language language)
    {
        var workbook = samples.Workbook(new LeagueRequest(index, year, language));

        Assert.Empty(WorkbookLayout.SchemaErrors(workbook));
        Assert.Empty(WorkbookLayout.Read(workbook).Problems());
    }

    [Theory]
    [MemberData(nameof(Leagues))]
    public void A_league_prints_on_A4_with_page_one_on_one_sheet_and_no_formula_error(string index, int year, Language language)
    {
        Assert.SkipWhen(LibreOffice.WhyNot is not null, LibreOffice.WhyNot ?? "");
        using var folder = new TemporaryFolder();
        var file = folder.File("league.xlsx");
        var request = new LeagueRequest(index, year, language);
        File.WriteAllBytes(file, samples.Workbook(request));

        var pdf = LibreOffice.ToPdf(file);

        var facts = LibreOffice.Facts(pdf);
        Assert.InRange(facts.Pages, 1, 28);
        Assert.All(facts.Sizes, size => Assert.True(Math.Abs(Math.Min(size.Width, size.Height) - 595.3) < 1 && Math.Abs(Math.Max(size.Width, size.Height) - 841.9) < 1, $"{size}"));
        var texts = Enumerable.Range(1, facts.Pages).Select(page => LibreOffice.TextOf(pdf, page)).ToList();
        Assert.All(texts, text => Assert.DoesNotMatch("#(REF|VALUE|NAME|DIV/0|N/A|NUM)|###|Err:", text));
        if (samples.Document(request).Pages is [_, var second, ..])
        {
            Assert.Contains(string.Join(' ', second.Headline.Split(' ').Take(3)), texts[1].ReplaceLineEndings(" "), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Leagues))]
    public void A_league_has_no_text_where_a_number_belongs(string index, int year, Language language)
    {
        var book = samples.Open(new LeagueRequest(index, year, language));

        Assert.All(book.Sheets, sheet => Assert.DoesNotContain(book.Texts(sheet), text => NumberInWords().IsMatch(text)));
    }

    // A score, a change, a share or a rank written as text; "2021" is a year at the head of a column.
    [GeneratedRegex(@"^([+−-]?\d+[.,]\d{2,}|[+−-]\d+|\d+/\d+|[+−-]?\d+([.,]\d+)? ?%)$")]
    private static partial Regex NumberInWords();
}
