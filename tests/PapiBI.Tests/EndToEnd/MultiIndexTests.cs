using System.Text.RegularExpressions;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.EndToEnd;

/// <summary>Every index of a province on one sheet, and the pages that follow.</summary>
public sealed partial class MultiIndexTests(PublishedSamples samples)
{
    public static TheoryData<int, string, Language> Briefs => new()
    {
        { 2021, "92", Language.Vietnamese },
        { 2021, "92", Language.English },
        { 2020, "04", Language.Vietnamese },
        { 2020, "04", Language.English },
        { 2021, "22", Language.Vietnamese },
        { 2019, "34", Language.English },
        { 2024, "46", Language.Vietnamese },
        { 2008, "01", Language.Vietnamese },
    };

    [Fact]
    public void Page_1_of_Can_Tho_2021_tells_all_four_indices_and_marks_each_row()
    {
        var book = samples.Open(new MultiIndexRequest(2021, "92", Language.Vietnamese));
        var rows = book.Rows("Tóm tắt").Where(row => row.Count > 5).Select(row => string.Join(" | ", row.Select(cell => cell.Shown))).ToList();

        Assert.Contains("PAPI | công bố | 41.23 | – | 42/60 | -13.00 | 8/13 | 4/5 | Trung bình thấp", rows);
        Assert.Contains("dẫn xuất | 41.23 | -1.66 | 42/60 | -13.00 | 8/13 | 4/5 | Trung bình thấp", rows);
        Assert.Contains("PAR INDEX | công bố | 84.97 | – | 51/63 | -14.00 | 9/13 | 5/5 | –", rows);
        Assert.Contains("SIPAS | công bố | 85.54 | 1.40 | 48/63 | -10.00 | – | – | –", rows);
        Assert.Contains("PCI | công bố | 68.06 | – | 12/63 | – | – | – | –", rows);
        Assert.Contains(book.Texts("Tóm tắt"), t => t.Contains("Năm 2021 Cần Thơ xếp hạng PAPI 42/60 (giảm 13 bậc), PAR INDEX 51/63 (giảm 14 bậc), SIPAS 48/63 (giảm 10 bậc) và PCI 12/63.", StringComparison.Ordinal));
        Assert.Contains("PAR INDEX 2021: không dẫn xuất được hạng, trung bình và nhóm, vì chỉ có số liệu của 23/63 tỉnh, thành phố.", book.Texts("Tóm tắt"));
    }

    [Fact]
    public void A_score_that_was_worked_back_from_a_printed_change_does_not_bring_that_change_again_as_derived()
    {
        var book = samples.Open(new MultiIndexRequest(2021, "92", Language.Vietnamese));

        Assert.Equal(["1.40", "công bố", "–"], book.Shown("SIPAS", "Thay đổi điểm").Take(3));
        Assert.Equal(["84.14", "–", "–", "38/63", "–", "suy ra"], book.Shown("SIPAS", "2020"));
    }

    [Fact]
    public void A_printed_rank_is_not_told_with_a_change_between_derived_ranks_that_differ_from_print()
    {
        // Bắc Giang was printed 36th and 40th; its scores tie, and the derived ranks are 34 and 40.
        var page = samples.Document(new MultiIndexRequest(2019, "24", Language.Vietnamese)).Pages.Single(p => p.Tab == "PCI");

        Assert.EndsWith("hạng 40/63.", page.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void A_worked_back_score_is_not_told_where_the_whole_table_is_held()
    {
        var page = samples.Document(new MultiIndexRequest(2020, "58", Language.Vietnamese)).Pages.Single(p => p.Tab == "PAPI");

        Assert.Equal("PAPI 2020: 40,75 điểm, hạng 58/63, giảm 21 bậc.", page.Headline);
    }

    [Fact]
    public void PCI_2006_keeps_the_printed_place_of_64_beside_the_derived_of_63()
    {
        var book = samples.Open(new ProvinceRequest("PCI", 2006, "92", Language.Vietnamese));

        Assert.Equal(["10/64", "xếp từ bảng điểm", "10/63"], book.Shown("PCI", "Hạng cả nước").Take(3));
    }

    [Fact]
    public void A_province_of_whom_an_index_holds_nothing_is_refused_with_what_is_held()
    {
        var refused = Assert.Throws<ReportRefusedException>(() => samples.Document(new ProvinceRequest("PAR_INDEX", 2021, "34", Language.Vietnamese)));

        Assert.Equal("Chưa có số liệu PAR INDEX 2021 của Thái Bình: có 23/63 tỉnh, thành phố.", refused.Reason.Vi);
        Assert.Equal("No figure of PAR INDEX 2021 is held for Thai Binh: 23 of 63 provinces are.", refused.Reason.En);
    }

    [Theory]
    [InlineData(1999, "92", "Không chỉ số nào của năm 1999 có tỉnh mang mã 92.")]
    [InlineData(2021, "03", "Không chỉ số nào của năm 2021 có tỉnh mang mã 03.")]
    public void A_year_or_province_that_no_index_knows_is_refused(int year, string province, string reason) =>
        Assert.Equal(reason, Assert.Throws<ReportRefusedException>(() => samples.Document(new MultiIndexRequest(year, province, Language.Vietnamese))).Reason.Vi);

    [Theory]
    [MemberData(nameof(Briefs))]
    public void It_is_valid_nothing_lies_over_anything_else_and_no_number_is_text(int year, string province, Language language)
    {
        var workbook = samples.Workbook(new MultiIndexRequest(year, province, language));

        Assert.Empty(WorkbookLayout.SchemaErrors(workbook));
        Assert.Empty(WorkbookLayout.Read(workbook).Problems());
        var book = new ReadWorkbook(workbook);
        Assert.All(book.Sheets, sheet => Assert.DoesNotContain(book.Texts(sheet), text => NumberInWords().IsMatch(text)));
    }

    [Theory]
    [MemberData(nameof(Briefs))]
    public void It_prints_on_A4_with_page_one_on_one_sheet(int year, string province, Language language)
    {
        Assert.SkipWhen(LibreOffice.WhyNot is not null, LibreOffice.WhyNot ?? "");
        using var folder = new TemporaryFolder();
        var file = folder.File("brief.xlsx");
        File.WriteAllBytes(file, samples.Workbook(new MultiIndexRequest(year, province, language)));

        var pdf = LibreOffice.ToPdf(file);

        var facts = LibreOffice.Facts(pdf);
        Assert.All(facts.Sizes, size => Assert.True(Math.Abs(Math.Min(size.Width, size.Height) - 595.3) < 1 && Math.Abs(Math.Max(size.Width, size.Height) - 841.9) < 1, $"{size}"));
        var texts = Enumerable.Range(1, facts.Pages).Select(page => LibreOffice.TextOf(pdf, page)).ToList();
        Assert.All(texts, text => Assert.DoesNotMatch("#(REF|VALUE|NAME|DIV/0|N/A|NUM)|###|Err:", text));
        var second = samples.Document(new MultiIndexRequest(year, province, language)).Pages[1].Headline.Split(' ').Take(3);
        Assert.Contains(string.Join(' ', second), texts[1].ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Briefs))]
    public void Its_narrative_has_at_most_90_words(int year, string province, Language language) =>
        Assert.InRange(samples.Document(new MultiIndexRequest(year, province, language)).Pages[0].Rows.SelectMany(r => r.Blocks).Select(b => b.Block).OfType<NarrativeBlock>().Single().Text.Split(' ').Length, 5, 90);

    // A score, a change, a share or a rank written as text; a lone year is one.
    [GeneratedRegex(@"^([+−-]?\d+[.,]\d{2,}|[+−-]\d+|\d+/\d+|[+−-]?\d+([.,]\d+)? ?%)$")]
    private static partial Regex NumberInWords();
}
