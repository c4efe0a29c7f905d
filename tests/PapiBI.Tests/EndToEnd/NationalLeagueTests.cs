using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.EndToEnd;

/// <summary>What a person can check of a national league, read out of the rendered workbooks.</summary>
public abstract class NationalLeagueTests(PublishedSamples all, TestEngine engine)
{
    private readonly PublishedSamples samples = all.On(engine);

    private const string Summary = "Tóm tắt";
    private const string Table = "Bảng xếp hạng";
    private const string Sources = "Nguồn";
    private static readonly string[] Groups = ["Cao nhất", "Trung bình cao", "Trung bình thấp", "Thấp nhất"];

    public static TheoryData<int> Years => [.. Enumerable.Range(2011, 14)];

    [Fact]
    public void Can_Tho_2021_ranks_42_of_60_down_13_as_printed_and_16_in_the_common_field()
    {
        var row = Of(Papi(2021), "Cần Thơ").Select(cell => cell.Shown).ToList();

        Assert.Equal(["42/60", "Cần Thơ", "41.23", "-1.66", "29/63", "-13.00", "-16.00"], row.Take(7));
        Assert.Equal("Trung bình thấp", row[^1]);
    }

    [Theory]
    [InlineData(2014, "Bắc Giang", "Đồng Tháp")]
    [InlineData(2021, "Quảng Ninh", "Bắc Giang", "Bắc Ninh")]
    [InlineData(2024, "Vĩnh Phúc", "Tiền Giang")]
    public void The_unranked_are_listed_last_without_a_place_and_with_the_reason(int year, params string[] provinces)
    {
        var book = Papi(year);
        var rows = League(book);

        Assert.Equal(63, rows.Count);
        Assert.Equal(provinces, rows.TakeLast(provinces.Length).Select(row => row[1].Text));
        Assert.All(rows.TakeLast(provinces.Length), row => Assert.Equal(("–", "–", "không xếp hạng"), (row[0].Text, row[2].Text, row[^1].Text)));
        var reasons = book.Rows(Sources).SkipWhile(row => row.Count == 0 || row[0].Text != "Tỉnh").Skip(1).TakeWhile(row => row.Count == 2).ToList();
        Assert.Equal(provinces, reasons.Select(row => row[0].Text));
        Assert.All(reasons, row => Assert.Contains("điểm", row[1].Text, StringComparison.Ordinal));
        Assert.Contains(book.Texts(Summary), text => text.Contains("Không xếp hạng", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2019)]
    [InlineData(2020)]
    public void Of_63_provinces_16_16_15_and_16_fall_into_the_groups(int year)
    {
        var book = Papi(year);

        Assert.Equal([16, 16, 15, 16], Groups.Select(group => (int)book.Row(Sources, group)[1].Number!.Value));
        Assert.Equal([16, 16, 15, 16], Groups.Select(group => League(book).Count(row => row[^1].Text == group)));
    }

    [Theory]
    [InlineData(2011, "2011 là năm đầu tiên nên chưa có năm trước để so.")]
    [InlineData(2018, "Năm 2018 chỉ số đổi cấu trúc nên không tính thay đổi so với năm 2017.")]
    public void In_the_first_year_and_across_the_break_no_change_is_told_and_the_reason_is(int year, string reason)
    {
        var book = Papi(year);

        Assert.All(League(book), row => Assert.Equal(["–", "–", "–", "–"], row.Skip(3).Take(4).Select(cell => cell.Shown)));
        Assert.Contains(book.Texts(Summary), text => text.Contains(reason, StringComparison.Ordinal));
        Assert.DoesNotContain(book.Numbers(Summary), cell => cell.Format.Contains('▲'));
        Assert.Equal(year == 2018, book.Sheets.Contains("Biến động"));
    }

    [Fact]
    public void Binh_Duong_climbed_most_in_2021_and_Ben_Tre_fell_most()
    {
        var book = Papi(2021);

        IEnumerable<string> Moved(string province) => book.Rows("Biến động").First(row => row.Count == 8 && row[0].Text == province).Skip(1).Take(6).Select(cell => cell.Shown);

        Assert.Equal(["57/63", "2/60", "55.00", "54/60", "2/60", "52.00"], Moved("Bình Dương"));
        Assert.Equal(["8/63", "56/60", "-48.00", "6/60", "56/60", "-50.00"], Moved("Bến Tre"));
        Assert.Contains(book.Texts("Biến động"), text => text.StartsWith("Bình Dương lên nhiều bậc nhất, 57/63 → 2/60 (+55; chung +52); Bến Tre xuống nhiều bậc nhất, 8/63 → 56/60 (−48; chung −50)", StringComparison.Ordinal));
    }

    [Fact]
    public void Regions_are_ordered_by_the_mean_of_their_ranked_provinces_and_their_N_adds_up()
    {
        var rows = Papi(2021).Rows("Vùng").Where(row => row.Count == 10 && row[1].Number is not null).ToList();

        Assert.Equal(7, rows.Count);
        Assert.Equal(60, rows[^1][1].Number);
        Assert.Equal(60, rows.Take(6).Sum(row => row[1].Number));
        Assert.Equal(rows.Take(6).Select(row => row[2].Number).OrderDescending(), rows.Take(6).Select(row => row[2].Number));
        Assert.All(rows, row => Assert.Equal(row[4].Number!.Value - row[5].Number!.Value, row[6].Number!.Value, 5));
        Assert.Equal(["Thừa Thiên Huế", "1/60"], rows[^1].TakeLast(2).Select(cell => cell.Shown));
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void Every_province_stands_on_the_map_exactly_once_with_its_rank_and_group(int year)
    {
        var map = samples.Document(Request(year)).Pages.SelectMany(page => page.Rows).SelectMany(row => row.Blocks).Select(placed => placed.Block).OfType<TileMapBlock>().Single();
        var table = Papi(year);

        Assert.Equal(63, map.Tiles.Select(tile => tile.Name).Distinct().Count());
        Assert.Equal(63, map.Tiles.Select(tile => (tile.Row, tile.Column)).Distinct().Count());
        Assert.All(map.Tiles, tile =>
        {
            var row = Of(table, tile.Name);
            Assert.Equal(row[0].Number, tile.Value.Number);
            Assert.Equal(tile.Step is { } step ? Groups[step - 1] : "không xếp hạng", row[^1].Text);
        });
        Assert.Equal(map.Tiles.Select(tile => tile.Name).Order(StringComparer.Ordinal), table.Texts("Bản đồ").Where(text => map.Tiles.Any(tile => tile.Name == text)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void The_narrative_has_at_most_90_words_and_names_the_ends_the_region_and_the_unranked(int year)
    {
        foreach (var language in new[] { Language.Vietnamese, Language.English })
        {
            var page = samples.Document(Request(year, language)).Pages[0];
            var narrative = page.Rows.SelectMany(row => row.Blocks).Select(placed => placed.Block).OfType<NarrativeBlock>().Single().Text;

            Assert.InRange(narrative.Split(' ').Length, 20, 90);
            Assert.Contains(language == Language.Vietnamese ? "Vùng dẫn đầu" : "Leading region", narrative, StringComparison.Ordinal);
            Assert.Equal(League(Papi(year)).Exists(row => row[0].Number is null), narrative.Contains(language == Language.Vietnamese ? "Không xếp hạng" : "not ranked", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_English_league_tells_the_same_facts_in_English()
    {
        var book = samples.Open(Request(2021, Language.English));

        Assert.Equal(["42/60", "Can Tho", "41.23", "-1.66", "29/63", "-13.00", "-16.00"], book.Rows("League table").Single(row => row.Any(cell => cell.Text == "Can Tho")).Take(7).Select(cell => cell.Shown));
        Assert.Contains(book.Texts("Summary"), text => text.Contains("Quang Ninh, Bac Giang and Bac Ninh are not ranked: no score in the published table of 2021.", StringComparison.Ordinal));
        Assert.Contains("The mean of 60 provinces", book.Texts("Summary"));
    }

    [Fact]
    public void An_index_with_totals_only_has_no_pages_of_parts()
    {
        string[] parts = ["Bản đồ nhiệt", "Phân bố"];

        Assert.Empty(samples.Document(new LeagueRequest("PCI", 2020, Language.Vietnamese)).Pages.Select(page => page.Tab).Intersect(parts));
        Assert.Equal(parts, samples.Document(new LeagueRequest("PCI", 2019, Language.Vietnamese)).Pages.Select(page => page.Tab).Intersect(parts));
    }

    [Fact]
    public void Of_an_edition_not_held_whole_page_1_says_how_many_provinces_are_held_and_shows_what_was_printed()
    {
        var request = new LeagueRequest("PAR_INDEX", 2021, Language.Vietnamese);
        var book = samples.Open(request);

        Assert.Equal("Có số liệu của 23/63 tỉnh, thành phố nên không dẫn xuất được hạng, trung bình, nhóm: chỉ đọc số từ nguồn.", samples.Document(request).Pages[0].Headline);
        var rows = book.Rows(Summary).Where(row => row.Count == 4 && row[0].Number is not null).Select(row => string.Join(" | ", row.Select(cell => cell.Shown))).ToList();
        Assert.Equal(23, rows.Count);
        Assert.Equal("1/63 | Hải Phòng | 91.80 | công bố", rows[0]);
        Assert.Contains("51/63 | Cần Thơ | 84.97 | công bố", rows);
        Assert.Contains("10/63 | Hà Nội | – | công bố", book.Rows(Summary).Where(row => row.Count == 4).Select(row => string.Join(" | ", row.Select(cell => cell.Shown))));
        Assert.Equal("63/63 | Kiên Giang | 79.97 | công bố", rows[^1]);

        // Every rank is as printed, of the nation, the region or the cities: none among the 16 scores or 23 provinces held.
        Assert.All(
            book.Sheets.SelectMany(book.Numbers).Where(cell => cell.Shown.Contains('/', StringComparison.Ordinal)),
            cell => Assert.True(cell.Shown is "9/13" or "5/5" || cell.Shown.EndsWith("/63", StringComparison.Ordinal), cell.Shown));
    }

    [Fact]
    public void A_printed_rank_that_the_scores_do_not_give_stands_beside_the_derived_one()
    {
        var book = samples.Open(new LeagueRequest("PCI", 2016, Language.Vietnamese));
        var row = book.Rows("Bảng xếp hạng").Single(cells => cells.Count > 3 && cells[1].Text == "Đồng Nai");

        Assert.Equal("=32/63", row[0].Shown);
        Assert.Equal("34/63", row[2].Shown);
        Assert.Contains(samples.Open(new LeagueRequest("PCI", 2006, Language.Vietnamese)).Texts(Summary), text => text.Contains("Bên công bố xếp 64 tỉnh, ở đây có 63.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_interpreted_score_is_marked_in_the_league_of_printed_figures_too()
    {
        var book = samples.Open(new LeagueRequest("SIPAS", 2020, Language.Vietnamese));

        Assert.Contains(book.Texts(Summary), text => text.StartsWith("hạng: công bố; điểm: diễn giải; nguồn in “7,88%/10 điểm”", StringComparison.Ordinal));
    }

    [Fact]
    public void Printed_averages_of_nation_and_regions_stand_beside_what_is_held()
    {
        var book = samples.Open(new LeagueRequest("PAR_INDEX", 2023, Language.English));

        Assert.Equal(["average", "86.98", "published"], book.Shown("Summary", "Nation").Take(3));
        Assert.Equal(["average", "85.42", "published"], book.Shown("Summary", "Mekong Delta").Take(3));
    }

    [Fact]
    public void Equal_scores_share_the_place_in_every_table()
    {
        using var warehouse = new TestWarehouse(engine);
        (string, double?, double?, double?)[] scores = [("01", 9, 9, 9), ("02", 5, 5, 5), ("03", 5, 5, 5), ("04", 4, 4, 4), ("05", 3, null, 3), ("06", 1, 1, 1)];
        warehouse.Load([.. Some.Country(6), .. Some.IndexOf([2020, 2021]), Some.Scores(2020, scores), Some.Scores(2021, scores)]);
        warehouse.Publish();
        using var release = warehouse.OpenRelease();

        var document = Report.Build(release, ReleaseCatalog.Read(release), new LeagueRequest(Some.Index, 2021, Language.Vietnamese));

        var book = new ReadWorkbook(ExcelRenderer.Render(document));
        Assert.Equal(["1/5", "=2/5", "=2/5", "4/5", "5/5", "–"], League(book, 6).Select(row => row[0].Shown));
        Assert.Contains("=2/5", book.Numbers(Summary).Select(cell => cell.Shown));
        Assert.Equal("Tỉnh 05", League(book, 6)[^1][1].Text);

        // No tile is known for 03 and 05, which is said rather than passed over.
        Assert.Contains("Không có ô trên bản đồ: Tỉnh 03 và Tỉnh 05.", book.Texts("Bản đồ"));
        Assert.Contains("=2/5", book.Numbers("Bản đồ").Select(cell => cell.Shown));
    }

    [Fact]
    public void A_year_that_the_release_does_not_hold_is_refused_with_the_reason() =>
        Assert.Contains("1999", Assert.Throws<ReportRefusedException>(() => samples.Document(Request(1999))).Reason.Vi, StringComparison.Ordinal);

    private static LeagueRequest Request(int year, Language language = Language.Vietnamese) => new("PAPI", year, language);

    private ReadWorkbook Papi(int year) => samples.Open(Request(year));

    private static IReadOnlyList<ReadCell> Of(ReadWorkbook book, string province) => League(book).Single(row => row[1].Text == province);

    /// <summary>The rows of the league: rank, province, score, change, previous rank, places, places in the common field, points to the next place, group.</summary>
    private static List<IReadOnlyList<ReadCell>> League(ReadWorkbook book, int provinces = 63)
    {
        var rows = book.Rows(Table).Where(row => row.Count == 9 && row[0].Text != "Hạng").ToList();
        Assert.Equal(provinces, rows.Count);
        return rows;
    }
}

public sealed class NationalLeagueOnDuckDbTests(PublishedSamples samples) : NationalLeagueTests(samples, TestEngine.DuckDb);

public sealed class NationalLeagueOnSqlServerTests(PublishedSamples samples) : NationalLeagueTests(samples, TestEngine.SqlServer);
