using PapiBI.Reports.Definitions;
using PapiBI.Reports.Definitions.Exploring;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.EndToEnd;

/// <summary>What a person can check of a view to explore, in the document and in the workbook that it exports as.</summary>
public sealed class ExploreTests(PublishedSamples samples)
{
    private static readonly ExploreRequest Papi2021 = new("PAPI", 2021, null, null, [], null, Language.Vietnamese);

    [Fact]
    public void All_provinces_of_PAPI_2021_from_Thua_Thien_Hue_to_Dien_Bien_the_unscored_last()
    {
        var rows = Table(Build(Papi2021), "Xếp hạng").Rows.Select(Shown).ToList();

        Assert.Equal(63, rows.Count);
        Assert.Equal(["1/60", "Thừa Thiên Huế", "48,06", "", "▲ +3,53", "+9"], rows[0]);
        Assert.Equal(["42/60", "Cần Thơ", "41,23", "", "▼ −1,66", "−13"], rows.Single(row => row[1] == "Cần Thơ"));
        Assert.Equal("60/60 Điện Biên", string.Join(' ', rows[59].Take(2)));
        Assert.All(rows.Skip(60), row => Assert.Equal(("–", "–"), (row[0], row[2])));
    }

    [Fact]
    public void A_region_is_shown_with_its_places_among_all_provinces()
    {
        var document = Build(Papi2021 with { Among = new GroupChoice.Region("DBSCL") });

        Assert.Equal(13, Table(document, "Xếp hạng").Rows.Count);
        Assert.Equal("42/60", Shown(Table(document, "Xếp hạng").Rows.Single(row => Shown(row)[1] == "Cần Thơ"))[0]);
        var map = Blocks(document, "Bản đồ").OfType<TileMapBlock>().Single();
        Assert.Equal(63, map.Tiles.Count);
        Assert.Equal(13, map.Tiles.Count(tile => tile.Step is not null));
    }

    [Fact]
    public void Those_chosen_are_marked_everywhere_and_the_first_is_explained()
    {
        var document = Build(Papi2021 with { Chosen = ["92", "58"] });

        Assert.Equal(["Ninh Thuận", "Cần Thơ"], Table(document, "Xếp hạng").Rows.Where(row => row.IsSubject).Select(row => Shown(row)[1]));
        Assert.Equal(["Cần Thơ", "Ninh Thuận"], Blocks(document, "Bản đồ").OfType<TileMapBlock>().Single().Tiles.Where(tile => tile.IsSubject).Select(tile => tile.Name).Order(StringComparer.Ordinal));
        Assert.Equal("Cần Thơ: 41,23 điểm, hạng 42/60, −1,18 so với trung bình", document.Finding);

        // Its parts add up to the change of the total, −1,66.
        var ledger = Table(document, "Thay đổi").Rows;
        Assert.Equal("Tổng ▼ −1,66", string.Join(' ', Shown(ledger[^1]).Take(2)));
        Assert.Equal(-1.66, ledger.SkipLast(1).Sum(row => row.Cells[1].Number!.Value), 2);
    }

    [Fact]
    public void An_item_is_opened_into_its_parts()
    {
        var document = Build(Papi2021 with { ItemCode = "2", Chosen = ["92"] });

        Assert.Equal("2. Công khai, minh bạch", document.Title.Split(" · ")[1]);
        var heat = Table(document, "Thành phần");
        Assert.Equal(["Tỉnh, thành phố", "2.1", "2.2", "2.3", "2.4"], heat.Columns.Select(column => column.Header));
        Assert.Equal("55/60", Shown(Table(document, "Xếp hạng").Rows.Single(row => row.IsSubject))[0]);
    }

    [Fact]
    public void The_trend_is_cut_in_2018_where_two_dimensions_came()
    {
        var chart = Blocks(Build(Papi2021 with { Chosen = ["92"] }), "Xu hướng").OfType<ChartBlock>().Single().Chart;

        Assert.Equal(["2011", "2021"], [chart.Categories[0], chart.Categories[^1]]);
        Assert.Equal("2017", chart.Categories[Assert.Single(chart.Breaks).AfterCategory]);
        Assert.Equal(["Cần Thơ", "trung bình", "cao nhất"], chart.Series.Select(series => series.Name));
    }

    [Fact]
    public void Two_provinces_and_two_years_stand_side_by_side_and_nothing_is_subtracted()
    {
        var table = Table(Build(Papi2021 with { Chosen = ["92", "58"], BesideYear = 2020 }), "Đặt cạnh nhau");

        Assert.Equal(["Nội dung", "Cần Thơ 2020", "Hạng", "Cần Thơ 2021", "Hạng", "Ninh Thuận 2020", "Hạng", "Ninh Thuận 2021", "Hạng", "TB"], table.Columns.Select(column => column.Header));
        Assert.Equal(["Tổng điểm", "42,89", "29/63", "41,23", "42/60", "40,75", "58/63", "43,83", "14/60", "42,41"], Shown(table.Rows[0]));
        Assert.Equal(9, table.Rows.Count);
    }

    [Fact]
    public void An_index_held_in_part_has_scores_and_no_places()
    {
        var document = Build(Papi2021 with { IndexCode = "SIPAS" });

        Assert.DoesNotContain(document.Pages, page => page.Tab == "Bản đồ");
        Assert.All(Table(document, "Xếp hạng").Rows, row => Assert.Equal("–", Shown(row)[0]));
    }

    [Theory]
    [InlineData("9.9", null, "PAPI 2021 không có nội dung “9.9”.")]
    [InlineData(null, "99", "Năm 2021 không có tỉnh “99”.")]
    public void What_there_is_not_is_refused_by_name(string? item, string? province, string reason) => Assert.Equal(
        reason,
        Assert.Throws<ReportRefusedException>(() => Build(Papi2021 with { ItemCode = item, Chosen = province is null ? [] : [province] })).Reason.Vi);

    [Theory]
    [InlineData(Language.Vietnamese, "Xếp hạng", "Cần Thơ")]
    [InlineData(Language.English, "Ranking", "Can Tho")]
    public void It_exports_as_a_sound_workbook_that_says_the_same(Language language, string tab, string province)
    {
        var document = Build(Papi2021 with { Chosen = ["92", "58"], BesideYear = 2020, Language = language });
        var workbook = ExcelRenderer.Render(document);

        Assert.Empty(WorkbookLayout.SchemaErrors(workbook));
        Assert.Empty(WorkbookLayout.Read(workbook).Problems());
        var row = new ReadWorkbook(workbook).Rows(tab).Single(cells => cells.Count > 2 && cells[1].Text == province);
        Assert.Equal(["42/60", province, "41.23"], row.Take(3).Select(cell => cell.Shown));
    }

    private ReportDocument Build(ExploreRequest request) => Report.Build(samples.Release, samples.Catalog, request);

    private static IEnumerable<Block> Blocks(ReportDocument document, string tab) => document.Pages.Single(page => page.Tab == tab).Rows.SelectMany(row => row.Blocks).Select(placed => placed.Block);

    private static TableBlock Table(ReportDocument document, string tab) => Blocks(document, tab).OfType<TableBlock>().Single();

    private static List<string> Shown(TableRow row) => [.. row.Cells.Select(cell => CellText.Show(cell, Language.Vietnamese))];
}
