using PapiBI.Reports.Documents;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.EndToEnd;

/// <summary>What the news of the time said of PAPI, read out of the rendered workbooks.</summary>
public sealed class BriefFactsTests(PublishedSamples samples)
{
    private const string Summary = "Tóm tắt";
    private const string Dimensions = "Trục nội dung";

    [Fact]
    public void Ninh_Thuan_2020_ranked_58_of_63_and_fell_in_six_dimensions_by_score_and_seven_by_rank()
    {
        var book = samples.Open(2020, "58");

        Assert.Contains(book.Numbers(Summary), c => c is { Number: { } n, Format: var f } && Math.Abs(n - 40.746) < 0.0005 && !f.Contains('/'));
        Assert.Contains("58/63", book.Numbers(Summary).Select(c => c.Shown));
        Assert.Contains(book.Texts(Summary), t => t.Contains("6/8 trục nội dung giảm điểm và 7/8 giảm hạng", StringComparison.Ordinal));
        var changes = DimensionRows(book).Select(row => row[2].Number!.Value).ToList();
        Assert.Equal(6, changes.Count(change => change < 0));
        Assert.Equal(7, DimensionRows(book).Count(row => row[5].Number < 0));
    }

    [Fact]
    public void Ninh_Thuan_2020_procedures_and_e_governance_both_rank_60_of_63()
    {
        var book = samples.Open(2020, "58");

        Assert.Contains("60/63", book.Shown(Dimensions, "5. Thủ tục hành chính công"));
        Assert.Contains("60/63", book.Shown(Dimensions, "8. Quản trị điện tử"));
        Assert.Contains(book.Texts(Summary), t => t.Contains("Thủ tục hành chính công và Quản trị điện tử cùng xếp 60/63", StringComparison.Ordinal));
    }

    [Fact]
    public void From_Ninh_Thuan_2020_the_target_of_45_points_is_4_25_away()
    {
        var total = samples.Open(2020, "58").Row(Dimensions, "Tổng")[1].Number!.Value;

        Assert.Equal(4.254, 45 - total, 3);
    }

    [Fact]
    public void Ninh_Thuan_2021_scored_43_83_and_ranked_14_of_60_with_three_provinces_unranked()
    {
        var book = samples.Open(2021, "58");

        Assert.Contains("43.83", book.Numbers(Summary).Select(c => c.Shown));
        Assert.Contains("14/60", book.Numbers(Summary).Select(c => c.Shown));
        var unranked = book.Rows("Nguồn").SkipWhile(row => row.Count == 0 || row[0].Text != "Tỉnh").Skip(1).TakeWhile(row => row.Count == 2).Select(row => row[0].Text);
        Assert.Equal(["Quảng Ninh", "Bắc Giang", "Bắc Ninh"], unranked);
    }

    [Fact]
    public void Can_Tho_2021_scored_41_23_and_fell_13_places_to_42_of_60()
    {
        var book = samples.Open(2021, "92");
        var shown = book.Numbers(Summary).Select(c => c.Shown).ToList();

        Assert.Contains("41.23", shown);
        Assert.Contains("42/60", shown);
        Assert.Contains("-13.00", shown);
        Assert.Contains("8/13", shown);
        Assert.Contains("4/5", shown);
        Assert.Contains("Trung bình thấp", book.Texts(Summary));
        Assert.Contains(book.Texts(Summary), t => t.Contains("hạng 42/60, giảm 1,66 điểm và giảm 13 bậc so với năm 2020 (tính trong cùng 60 tỉnh, thành phố: giảm 16 bậc)", StringComparison.Ordinal));
        Assert.Contains(book.Texts(Summary), t => t.Contains("2020: 29/63 · chung: 26/60", StringComparison.Ordinal));
    }

    [Fact]
    public void Can_Tho_2021_only_environmental_governance_is_above_the_mean_of_60()
    {
        var book = samples.Open(2021, "92");

        Assert.Equal(["7. Quản trị môi trường"], DimensionRows(book).Where(row => row[^3].Number > 0).Select(row => row[0].Text));
        Assert.Contains("Chỉ Quản trị môi trường cao hơn trung bình 60 tỉnh, thành phố", book.Texts(Summary));
    }

    [Fact]
    public void Cao_Bang_2020_scored_43_37_and_fell_four_places_to_19_of_63()
    {
        var book = samples.Open(2020, "04");
        var shown = book.Numbers(Summary).Select(c => c.Shown).ToList();

        Assert.Contains("43.37", shown);
        Assert.Contains("19/63", shown);
        Assert.Contains("-4.00", shown);
        Assert.Contains("Trung bình cao", book.Texts(Summary));
    }

    [Fact]
    public void The_English_brief_tells_the_same_facts_in_English()
    {
        var book = samples.Open(2021, "92", Language.English);

        Assert.Contains(book.Texts("Summary"), t => t.Contains("In 2021 Can Tho scored 41.23 points and ranked 42/60, down 1.66 points and down 13 places on 2020 (among the 60 provinces ranked in both years: down 16 places).", StringComparison.Ordinal));
        Assert.Contains("Only Environmental Governance is above the mean of 60 provinces", book.Texts("Summary"));
        Assert.Contains("Low average", book.Texts("Summary"));
    }

    [Theory]
    [InlineData(2021, "92")]
    [InlineData(2020, "58")]
    [InlineData(2020, "04")]
    [InlineData(2018, "22")]
    [InlineData(2011, "01")]
    [InlineData(2024, "79")]
    public void The_narrative_has_at_most_90_words(int year, string province)
    {
        foreach (var language in new[] { Language.Vietnamese, Language.English })
        {
            var narrative = samples.Document(year, province, language).Pages[0].Rows.SelectMany(r => r.Blocks).Select(b => b.Block).OfType<NarrativeBlock>().Single().Text;
            Assert.InRange(narrative.Split(' ').Length, 10, 90);
        }
    }

    [Fact]
    public void A_province_without_a_total_is_listed_with_the_reason_and_gets_no_place()
    {
        var book = samples.Open(2018, "22");

        Assert.Contains(book.Texts(Summary), t => t.Contains("Năm 2018 Quảng Ninh không có điểm tổng và không được xếp hạng: thiếu điểm Công khai, minh bạch và Kiểm soát tham nhũng trong khu vực công. 61 tỉnh, thành phố khác được xếp hạng.", StringComparison.Ordinal));
        Assert.DoesNotContain(book.Numbers(Summary), c => c.Shown.EndsWith("/61", StringComparison.Ordinal) && c.Number > 61);
    }

    /// <summary>Every province and year without a total, as DOMAIN.md lists them.</summary>
    [Theory]
    [InlineData(2014, "24")]
    [InlineData(2014, "87")]
    [InlineData(2018, "87")]
    [InlineData(2021, "22")]
    [InlineData(2021, "24")]
    [InlineData(2021, "27")]
    [InlineData(2022, "24")]
    [InlineData(2022, "27")]
    [InlineData(2023, "22")]
    [InlineData(2023, "74")]
    [InlineData(2024, "26")]
    [InlineData(2024, "82")]
    public void Every_province_that_was_not_ranked_has_a_brief_that_says_so(int year, string province)
    {
        Assert.Contains(samples.Open(year, province).Texts(Summary), t => t.Contains("không có điểm tổng và không được xếp hạng", StringComparison.Ordinal));
    }

    [Fact]
    public void No_change_is_told_across_the_break_of_2018()
    {
        var book = samples.Open(2018, "92");

        Assert.Contains(book.Texts(Summary), t => t.Contains("không so được với năm trước vì chỉ số đổi cấu trúc", StringComparison.Ordinal));
        Assert.DoesNotContain(book.Texts("Phân tích thay đổi"), t => t.Contains("Đóng góp", StringComparison.Ordinal));
        Assert.Equal(["46.06", "–", "8/61", "–"], book.Shown("Xu hướng", "2018").Take(4));
    }

    [Fact]
    public void The_ledger_of_Can_Tho_2021_adds_up_to_the_change_of_the_total()
    {
        var book = samples.Open(2021, "92");
        var rows = book.Rows("Phân tích thay đổi").Where(row => row.Count == 4 && row[1].Number is not null).ToList();
        var dimensions = rows.Where(row => char.IsAsciiDigit(row[0].Text[0]) && row[0].Text[1] == '.' && row[0].Text[2] == ' ').Sum(row => row[1].Number!.Value);
        var parts = rows.Where(row => char.IsAsciiDigit(row[0].Text[0]) && row[0].Text[1] == '.' && row[0].Text[2] != ' ').Sum(row => row[1].Number!.Value);
        var total = rows.Single(row => row[0].Text == "Tổng");

        Assert.Equal(total[1].Number!.Value, dimensions, 6);
        Assert.Equal(total[1].Number!.Value, parts, 6);
        Assert.Equal(41.231 - 42.894, total[1].Number!.Value, 2);
        Assert.Equal(total[1].Number!.Value, total[2].Number!.Value + total[3].Number!.Value, 6);
    }

    private static List<IReadOnlyList<ReadCell>> DimensionRows(ReadWorkbook book) =>
        [.. book.Rows(Dimensions).Where(row => row.Count > 5 && row[0].Text.Length > 3 && char.IsAsciiDigit(row[0].Text[0]) && row[0].Text[1] == '.' && row[1].Number is not null)];
}
