using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.EndToEnd;

/// <summary>What the news of the time said of regions and cities, and what a person can add up, read out of the rendered workbooks.</summary>
public sealed class GroupComparisonFactsTests(PublishedSamples samples)
{
    private const string Summary = "Tóm tắt";
    private static readonly GroupChoice Delta = new GroupChoice.Region("DBSCL");
    private static readonly GroupChoice Cities = new GroupChoice.Group("TPTTTW");

    [Fact]
    public void Can_Tho_2021_ranked_8_of_13_in_the_Mekong_Delta_and_42_of_60_in_the_country()
    {
        var shown = Open(Delta).Shown(Summary, "Cần Thơ");

        Assert.Equal(["8/13", "41.23", "-1.66", "42/60", "-13.00", "Trung bình thấp"], shown);
    }

    [Fact]
    public void Can_Tho_2021_ranked_4_of_the_5_centrally_run_cities()
    {
        var book = Open(Cities);

        Assert.Equal(["4/5", "41.23", "-1.66", "42/60"], book.Shown(Summary, "Cần Thơ").Take(4));
        Assert.Equal(["1/5", "2/5", "3/5", "4/5", "5/5"], Places(book, Summary, 5));
    }

    [Fact]
    public void Of_half_a_league_the_cities_show_what_was_printed_and_no_mean_or_place_of_our_own()
    {
        var book = samples.Open(new GroupRequest("PAR_INDEX", 2021, Cities, Language.Vietnamese));
        var rows = book.Rows(Summary).Where(row => row.Count == 5 && row[0].Shown.EndsWith("/63", StringComparison.Ordinal)).Select(row => string.Join(" | ", row.Select(cell => cell.Shown)));

        Assert.Equal(
            [
                "1/63 | Hải Phòng | 91.80 | – | công bố",
                "3/63 | Đà Nẵng | 90.25 | – | công bố",
                "10/63 | Hà Nội | – | – | công bố",
                "43/63 | Hồ Chí Minh | 86.05 | – | công bố",
                "51/63 | Cần Thơ | 84.97 | 5/5 | công bố",
            ],
            rows);
        Assert.Contains(book.Texts(Summary), text => text.StartsWith("Có số liệu của 23/63 tỉnh, thành phố nên không dẫn xuất được hạng và trung bình", StringComparison.Ordinal));
    }

    [Fact]
    public void The_mean_of_the_group_is_that_of_its_members_and_is_said_to_be_theirs()
    {
        var book = Open(Delta);
        var members = book.Rows(Summary).Where(row => row.Count > 3 && row[1].Shown.EndsWith("/13", StringComparison.Ordinal)).Select(row => row[2].Number!.Value).ToList();

        Assert.Equal(13, members.Count);
        Assert.Equal(members.Average(), book.Row(Summary, "Trung bình nhóm")[1].Number!.Value, 6);
        Assert.Contains(book.Texts(Summary), t => t.Contains("Năm 2021, 13 tỉnh, thành phố Đồng bằng sông Cửu Long đạt trung bình 41,24 điểm, kém trung bình 60 tỉnh, thành phố 1,17 điểm.", StringComparison.Ordinal));
        Assert.DoesNotContain(book.Sheets.SelectMany(book.Texts), t => t.Contains("trung bình cả nước", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_headline_says_where_to_begin_and_sends_the_reader_outside_where_no_member_is_above_the_mean()
    {
        Assert.Equal(
            "Làm trước Tham gia của người dân ở cấp cơ sở, nơi nhóm kém trung bình 60 tỉnh, thành phố nhiều nhất (−0,51); không thành viên nào vượt trung bình, hãy học Thanh Hóa, cao nhất cả nước.",
            Document(Delta).Pages[0].Headline);
        Assert.EndsWith("trong nhóm hãy học Hà Nội.", Document(Cities).Pages[0].Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void On_the_heat_map_only_the_environment_of_the_Delta_is_above_the_mean()
    {
        var means = Open(Delta).Row("Trục nội dung", "Trung bình nhóm").Skip(1).Select(cell => cell.Number!.Value).ToList();

        Assert.Equal(9, means.Count);
        Assert.Equal([6], Enumerable.Range(0, 9).Where(i => means[i] > 0));
        Assert.Equal(means[8], means.Take(8).Sum(), 6);
    }

    [Fact]
    public void In_English_the_same_facts_are_told_in_English()
    {
        var book = Open(Cities, Language.English);

        Assert.Equal("4/5", book.Shown("Summary", "Can Tho")[0]);
        Assert.Contains(book.Texts("Summary"), t => t.Contains("In 2021 the 5 centrally-run cities averaged 42.58 points, 0.18 points above the mean of 60 provinces. First is Hanoi (44.45 points, rank 9/60), last Ho Chi Minh City (40.68 points, rank 46/60).", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unranked_member_stays_listed_with_the_published_reason_and_without_a_place()
    {
        var book = Open(List("22", "92", "31", "24"));

        Assert.Equal("Quảng Ninh", book.Row(Summary, "Quảng Ninh")[0].Text);
        Assert.Equal(["–", "–", "–", "–", "–", "không xếp hạng"], book.Shown(Summary, "Quảng Ninh"));
        Assert.Equal("Không có điểm trong bảng công bố năm 2021", book.Shown("Nguồn", "Quảng Ninh")[0].TrimEnd('.'));
        Assert.Equal(["1/2", "2/2"], Places(book, Summary, 2));
        Assert.Contains(book.Texts(Summary), t => t.StartsWith("Năm 2021, 2/4 tỉnh, thành phố đã chọn", StringComparison.Ordinal));
    }

    [Fact]
    public void A_code_said_twice_counts_once() =>
        Assert.Equal(Document(List("92", "58")).Title, Document(List("92", "58", "92")).Title);

    [Fact]
    public void A_list_of_40_shows_its_ends_on_page_1_all_on_a_page_of_their_own_and_draws_only_those_that_moved_most()
    {
        var document = Document(Forty());
        var book = new ReadWorkbook(ExcelRenderer.Render(document));

        Assert.Equal(["1/37", "2/37", "3/37", "4/37", "5/37", "6/37", "32/37", "33/37", "34/37", "35/37", "36/37", "37/37"], Places(book, Summary, 37));
        Assert.Equal(37, Places(book, "Thành viên", 37).Count());
        Assert.Equal(3, book.Texts("Thành viên").Count(t => t == "không xếp hạng"));
        var places = Charts(document).Single(block => block.Chart.Kind == ChartKind.Bump);
        Assert.Equal(12, places.Chart.Series.Count);
        Assert.Contains("vẽ 12 trong 40 thành viên", places.Contents, StringComparison.Ordinal);
    }

    [Fact]
    public void Places_are_drawn_within_the_group_since_the_last_break_and_scores_are_cut_there()
    {
        var charts = Charts(Document(Delta)).ToList();
        var places = charts.Single(block => block.Chart.Kind == ChartKind.Bump).Chart;

        Assert.Equal(["2018", "2019", "2020", "2021"], places.Categories);
        Assert.Equal([8.0], places.Series.Single(s => s.Name == "Cần Thơ").Values.TakeLast(1).OfType<double>());
        Assert.Equal([6], charts.Single(block => block.Chart.Kind == ChartKind.BrokenLine).Chart.Breaks.Select(b => b.AfterCategory));
    }

    [Fact]
    public void In_the_year_of_the_break_no_change_is_told_and_no_places_over_years_are_drawn()
    {
        var document = Document(Delta, year: 2018);

        Assert.Contains("Không so với năm 2017 vì chỉ số đổi cấu trúc.", Narrative(document), StringComparison.Ordinal);
        Assert.DoesNotContain(Charts(document), block => block.Chart.Kind == ChartKind.Bump);
    }

    [Theory]
    [InlineData(2018)]
    [InlineData(2022)]
    public void The_narrative_has_at_most_90_words(int year)
    {
        foreach (var language in new[] { Language.Vietnamese, Language.English })
        {
            foreach (var region in new[] { "BTBDHMT", "TDMNPB" })
            {
                Assert.InRange(Narrative(Document(new GroupChoice.Region(region), language, year)).Split(' ').Length, 10, 90);
            }
        }
    }

    [Theory]
    [InlineData("Chỉ có một tỉnh, thành phố, Cần Thơ (92)", "only one province, Can Tho (92)", "92", "92")]
    [InlineData("Danh sách không có tỉnh nào", "The list has no province")]
    [InlineData("Không có tỉnh nào mang mã 99", "There is no province with code 99", "92", "99")]
    public void A_list_that_is_no_group_is_refused_with_what_to_do(string vi, string en, params string[] codes)
    {
        var refusal = Assert.Throws<ReportRefusedException>(() => Document(List(codes)));

        Assert.Contains(vi, refusal.Reason.Vi, StringComparison.Ordinal);
        Assert.Contains(en, refusal.Reason.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_of_one_points_to_the_brief() =>
        Assert.Contains("province-brief", Assert.Throws<ReportRefusedException>(() => Document(List("92"))).Reason.Vi, StringComparison.Ordinal);

    [Fact]
    public void Regions_and_groups_that_the_year_does_not_have_are_refused_with_those_it_has()
    {
        Assert.Equal(
            "Không có vùng mang mã XYZ. Năm 2021 có: DBSH, TDMNPB, BTBDHMT, TN, DNB, DBSCL.",
            Assert.Throws<ReportRefusedException>(() => Document(new GroupChoice.Region("XYZ"))).Reason.Vi);
        Assert.Equal(
            "The region North Central (BTB) had no province in 2021. That year has: DBSH, TDMNPB, BTBDHMT, TN, DNB, DBSCL.",
            Assert.Throws<ReportRefusedException>(() => Document(new GroupChoice.Region("BTB"))).Reason.En);
        Assert.Equal(
            "Không có nhóm tỉnh mang mã XYZ. Năm 2021 có: TPTTTW.",
            Assert.Throws<ReportRefusedException>(() => Document(new GroupChoice.Group("XYZ"))).Reason.Vi);
    }

    private static GroupChoice List(params string[] codes) => new GroupChoice.Provinces(codes);

    private GroupChoice Forty() => List([.. samples.Catalog.Provinces.Where(p => p is { IndexCode: "PAPI", Year: 2021 }).Select(p => p.Code).Take(40)]);

    private ReportDocument Document(GroupChoice of, Language language = Language.Vietnamese, int year = 2021) => samples.Document(new GroupRequest("PAPI", year, of, language));

    private ReadWorkbook Open(GroupChoice of, Language language = Language.Vietnamese) => new(ExcelRenderer.Render(Document(of, language)));

    private static IEnumerable<string> Places(ReadWorkbook book, string sheet, int of) =>
        book.Rows(sheet).Where(row => row.Count > 3).Select(row => row[1].Shown).Where(shown => shown.EndsWith($"/{of}", StringComparison.Ordinal));

    private static IEnumerable<ChartBlock> Charts(ReportDocument document) =>
        document.Pages.SelectMany(page => page.Rows).SelectMany(row => row.Blocks).Select(placed => placed.Block).OfType<ChartBlock>();

    private static string Narrative(ReportDocument document) =>
        document.Pages[0].Rows.SelectMany(row => row.Blocks).Select(placed => placed.Block).OfType<NarrativeBlock>().Single().Text;
}
