using PapiBI.Reports.Definitions;
using PapiBI.Reports.Definitions.Exploring;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

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
        // 10th of 63 in 2020, 8th of those 60 that have a total in both years.
        Assert.Equal(["1/60", "Thừa Thiên Huế", "1/14", "48,06", "", "▲ +3,53", "10/63", "+7"], rows[0]);
        // 13 places by the two tables, 16 in the common field.
        Assert.Equal(["42/60", "Cần Thơ", "8/13", "41,23", "", "▼ −1,66", "29/63", "−16"], rows.Single(row => row[1] == "Cần Thơ"));
        Assert.Equal("60/60 Điện Biên", string.Join(' ', rows[59].Take(2)));
        Assert.All(rows.Skip(60), row => Assert.Equal(("–", "–", "–"), (row[0], row[2], row[3])));
        Assert.Contains("Không xếp hạng Quảng Ninh, Bắc Giang và Bắc Ninh: Không có điểm trong bảng công bố năm 2021.", Notes(Build(Papi2021)));
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
        Assert.Equal("Cần Thơ: 41,23 điểm, hạng 42/60, −1,18 so với trung bình 60 tỉnh, thành phố", document.Finding);
        Assert.Equal(
            "Cần Thơ giảm 1,66 điểm so với 2020, từ hạng 29/63 sang 42/60; trong 60 tỉnh xếp hạng cả hai năm: từ 26 sang 42 (xuống 16 bậc)",
            Page(document, "Thay đổi").Headline);
        Assert.Equal("Cần Thơ: chỉ 7. Quản trị môi trường cao hơn trung bình các tỉnh, 7 thành phần khác không", Page(document, "Thành phần").Headline);
        Assert.Contains("hạng 8/13 Đồng bằng sông Cửu Long, 4/5 thành phố trực thuộc trung ương", Blocks(document, "Xếp hạng").OfType<NarrativeBlock>().Single().Text, StringComparison.Ordinal);

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
        Assert.Equal(["Cần Thơ", "trung bình các tỉnh", "cao nhất"], chart.Series.Select(series => series.Name));
        Assert.Equal(("hạng 42/60", "N=60, dẫn xuất"), (chart.Series[0].Tips![^1], chart.Series[1].Tips![^1]));
        Assert.Equal("Điểm công bố; hạng và trung bình dẫn xuất. Nguồn: PAPI (CECODES, VFF-CRT, RTA, UNDP)", chart.Basis);
    }

    [Fact]
    public void Over_the_break_of_2018_nothing_is_compared_and_it_says_so()
    {
        var document = Build(Papi2021 with { Year = 2018, Chosen = ["92"] });

        Assert.DoesNotContain(Table(document, "Xếp hạng").Columns, column => column.Header.Contains("2017", StringComparison.Ordinal));
        Assert.Contains("Năm 2018 nội dung này đổi cấu trúc hoặc cách tính: không so với 2017, cả điểm lẫn hạng.", Notes(document));
        Assert.Equal("Cần Thơ: 46,06 điểm, hạng 8/61 năm 2018; không so được với 2017 vì đổi cấu trúc", Page(document, "Xu hướng").Headline);
        Assert.Equal("Không so được với năm 2017", Page(document, "Thay đổi").Headline);
    }

    [Fact]
    public void Over_a_break_in_a_year_that_is_not_held_nothing_is_compared_either()
    {
        // Quảng Ninh has no total in 2018, the year of the break.
        var total = Page(Build(Papi2021 with { Year = 2019, Chosen = ["22"] }), "Xu hướng").Headline;

        Assert.DoesNotContain("2017", total, StringComparison.Ordinal);
        Assert.EndsWith(" năm 2019; không so được với các năm trước 2018 vì đổi cấu trúc", total, StringComparison.Ordinal);
        Assert.DoesNotContain("2017", Page(Build(Papi2021 with { Year = 2019, ItemCode = "2.1", Chosen = ["22"] }), "Xu hướng").Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Those_shown_may_all_be_without_a_score()
    {
        var document = Build(Papi2021 with { Among = new GroupChoice.Provinces(["22"]) });

        Assert.Equal("Không tỉnh nào đang xem có điểm cả hai năm.", Assert.Single(Blocks(document, "Thay đổi").OfType<NotesBlock>().Single().Lines));
        Assert.Equal("1 tỉnh, thành phố chọn riêng: không tỉnh nào đang xem được xếp hạng", Page(document, "Bản đồ").Headline);
    }

    [Fact]
    public void Another_question_under_the_same_code_is_not_set_beside()
    {
        // 2.1 was the poverty lists until 2017.
        var document = Build(Papi2021 with { ItemCode = "2.1", Chosen = ["92"], BesideYear = 2016 });

        Assert.StartsWith("Cần Thơ: khi đó không có nội dung này (2016); 0,73 điểm", Page(document, "Đặt cạnh nhau").Headline, StringComparison.Ordinal);
        Assert.Equal(["–", "–"], Shown(Table(document, "Đặt cạnh nhau").Rows[0]).Skip(1).Take(2));
    }

    [Fact]
    public void A_region_has_a_mean_of_its_own_and_its_N()
    {
        var document = Build(Papi2021 with { Among = new GroupChoice.Region("DBSCL") });

        Assert.Contains("Trung bình Đồng bằng sông Cửu Long (N=13)", Table(document, "Xếp hạng").RowChart!.Series.Select(series => series.Name));
        Assert.Equal("Bạc Liêu 1/13", string.Join(' ', Shown(Table(document, "Xếp hạng").Rows[0]).Skip(1).Take(2)));
        Assert.Equal("Đồng bằng sông Cửu Long: 1/13 tỉnh ở nhóm Cao nhất, 5/13 ở nhóm Thấp nhất", Page(document, "Bản đồ").Headline);
    }

    [Fact]
    public void The_mean_of_a_region_over_the_years_says_whose_it_is_and_where_its_N_changed()
    {
        var block = Blocks(Build(Papi2021 with { Among = new GroupChoice.Region("DBSCL") }), "Xu hướng").OfType<ChartBlock>().Single();

        Assert.EndsWith(
            "; trung bình Đồng bằng sông Cửu Long: các tỉnh, thành phố có điểm mà vùng có trong từng năm, N=13 (2011–2013), 12 (2014), 13 (2015–2017), 12 (2018), 13 (2019–2021); nơi N đổi, hai năm không gồm cùng các tỉnh",
            block.Contents,
            StringComparison.Ordinal);
        var mean = block.Chart.Series.Single(series => series.Name == "trung bình Đồng bằng sông Cửu Long");
        Assert.Equal(["N=13, dẫn xuất", "N=12, dẫn xuất"], [mean.Tips![2]!, mean.Tips[3]!]);
        Assert.EndsWith("; mean of Centrally-run cities: the members with a score that the group had in each year, N=5", Blocks(Build(Papi2021 with { Among = new GroupChoice.Group("TPTTTW"), Language = Language.English }), "Trend").OfType<ChartBlock>().Single().Contents, StringComparison.Ordinal);
    }

    [Fact]
    public void A_province_that_moved_takes_its_old_region_along_into_no_line_of_its_new_one()
    {
        using var warehouse = new TestWarehouse();
        warehouse.Load([.. Some.CountryWhoseFirstMoves(2021), .. Some.IndexOf([2020, 2021]), Some.Scores(2020, [("01", 1, 0, 0), ("02", 2, 0, 0), ("03", 3, 0, 0), ("04", 4, 0, 0)]), Some.Scores(2021, [("01", 1, 0, 0), ("02", 2, 0, 0), ("03", 3, 0, 0), ("04", 6, 0, 0)])]);
        warehouse.Publish();
        using var release = warehouse.OpenRelease();
        var document = Report.Build(release, ReleaseCatalog.Read(release), Papi2021 with { IndexCode = Some.Index, Among = new GroupChoice.Region("R2") });

        // 02 and 04 then; with 01, which the list begins with, now.
        var mean = Blocks(document, "Xu hướng").OfType<ChartBlock>().Single().Chart.Series.Single(series => series.Name == "trung bình Vùng R2");
        Assert.Equal([3, 3], mean.Values);
        Assert.Equal(["N=2, dẫn xuất", "N=3, dẫn xuất"], mean.Tips);
        Assert.Equal("Trung bình Vùng R2: 3,00 (3 tỉnh) năm 2021; 3,00 (2 tỉnh) năm 2020", Page(document, "Xu hướng").Headline);
    }

    [Fact]
    public void Of_two_provinces_it_says_on_how_many_parts_the_first_is_ahead() => Assert.EndsWith(
        ": Cần Thơ cao hơn ở 1/8 thành phần",
        Page(Build(Papi2021 with { Chosen = ["92", "58"] }), "Đặt cạnh nhau").Headline,
        StringComparison.Ordinal);

    [Fact]
    public void Two_years_of_everybody_stand_side_by_side_too()
    {
        var table = Table(Build(Papi2021 with { Among = new GroupChoice.Region("DBSCL"), BesideYear = 2020 }), "Đặt cạnh nhau");

        Assert.Equal(["Cần Thơ", "42,89", "29/63", "41,23", "42/60"], table.Rows.Select(Shown).Single(row => row[0] == "Cần Thơ"));
        Assert.Equal(13, table.Rows.Count);
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
        var rows = Table(document, "Xếp hạng").Rows.Select(Shown).ToList();
        Assert.Equal(15, rows.Count);
        Assert.Equal("48/63", rows.Single(row => row[1] == "Cần Thơ")[0]);
        Assert.Contains("Có số liệu của 15/63 tỉnh, thành phố: không tự xếp hạng và không tính trung bình; hạng trong bảng là hạng đã in.", Notes(document));
    }

    [Fact]
    public void Of_a_year_held_in_part_after_one_held_whole_no_number_of_ranked_provinces_is_told()
    {
        // PCI 2020 is held of all 63, 2021 is not.
        var notes = Notes(Build(Papi2021 with { IndexCode = "PCI" }));

        Assert.NotEmpty(notes);
        Assert.DoesNotContain(notes, note => note.Contains("Số tỉnh xếp hạng", StringComparison.Ordinal));
        Assert.Contains(Notes(Build(Papi2021)), note => note.StartsWith("Số tỉnh xếp hạng đổi từ 63 (2020) sang 60 (2021)", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_printed_is_shown_as_printed_and_told_from_the_derived()
    {
        // Báo Cần Thơ, 23/06/2022: PAR INDEX 84,97 %, 51/63, down 14, 9/13 in the Mekong Delta, 5/5 among the cities; PAPI 42/60, down 13, 8/13, 4/5.
        var par = Build(Papi2021 with { IndexCode = "PAR_INDEX", Chosen = ["92", "48"] });

        Assert.Equal("Cần Thơ: 84,97 điểm, hạng 51/63 (công bố)", par.Finding);
        var rows = Table(par, "Đã in").Rows.Select(Shown).Where(row => row[0] == "Cần Thơ").ToList();
        Assert.Equal(["84,97", "51/63", "−14", "9/13", "5/5"], rows.Select(row => row[2]));
        Assert.All(rows, row => Assert.Equal("–", row[3]));
        Assert.Equal("1/63 Hải Phòng 91,80", string.Join(' ', Shown(Table(par, "Xếp hạng").Rows[0]).Take(3)));

        var papi = Build(Papi2021 with { Chosen = ["92"] });
        Assert.Equal("6/6 số đã in có số dẫn xuất để đối chiếu: đều khớp", Page(papi, "Đã in").Headline);
    }

    [Fact]
    public void A_printed_fall_in_rank_stands_beside_a_rise_in_score()
    {
        // Báo Cần Thơ, 23/06/2022: SIPAS 85,54 %, +1,4, down 10 places.
        var narrative = Blocks(Build(Papi2021 with { IndexCode = "SIPAS", Chosen = ["92"] }), "Xếp hạng").OfType<NarrativeBlock>().Single().Text;

        Assert.StartsWith("Cần Thơ: tăng 1,40 điểm so với 2020; xuống 10 bậc so với năm trước (công bố)", narrative, StringComparison.Ordinal);
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
        Assert.Equal(["42/60", province, "8/13", "41.23"], row.Take(4).Select(cell => cell.Shown));
    }

    private ReportDocument Build(ExploreRequest request) => Report.Build(samples.Release, samples.Catalog, request);

    private static IEnumerable<Block> Blocks(ReportDocument document, string tab) => document.Pages.Single(page => page.Tab == tab).Rows.SelectMany(row => row.Blocks).Select(placed => placed.Block);

    private static TableBlock Table(ReportDocument document, string tab) => Blocks(document, tab).OfType<TableBlock>().First();

    private static ReportPage Page(ReportDocument document, string tab) => document.Pages.Single(page => page.Tab == tab);

    private static IReadOnlyList<string> Notes(ReportDocument document) => [.. Blocks(document, "Xếp hạng").OfType<NotesBlock>().SelectMany(notes => notes.Lines)];

    private static List<string> Shown(TableRow row) => [.. row.Cells.Select(cell => CellText.Show(cell, Language.Vietnamese))];
}
