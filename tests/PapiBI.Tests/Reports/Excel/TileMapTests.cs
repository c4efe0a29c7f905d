using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using Cell = PapiBI.Reports.Documents.Cell;
using TableColumn = PapiBI.Reports.Documents.TableColumn;

namespace PapiBI.Tests.Reports.Excel;

public sealed class TileMapTests
{
    private const double PrintedHeight = 752;

    [Theory]
    [InlineData("Bản đồ 2021", 63)]
    [InlineData("Bản đồ 2025", 34)]
    public void The_country_fits_one_sheet_of_paper_in_tiles_of_one_size_with_numbers_in_their_cells(string tab, int count)
    {
        byte[] workbook = ExcelRenderer.Render(SampleDocument.In(Language.Vietnamese));
        SheetLayout page = WorkbookLayout.Read(workbook)[tab];

        Assert.Equal(count - 3, page.Cells.Count(cell => cell.Number is not null));
        Assert.Equal(3, page.Cells.Count(cell => cell.Text == "–"));
        Assert.True(page.RowHeights.Values.Sum() <= PrintedHeight, $"{page.RowHeights.Values.Sum()} points need scaling.");
        Assert.Single(Widths(workbook, tab).Distinct());
        Assert.Contains(page.Cells, cell => cell.Text?.Contains("Hoàng Sa", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_tile_without_a_step_is_white_and_the_legend_says_so()
    {
        SheetLayout page = Page(Map([Tile(0, 0, 1), Tile(0, 1, null)]));

        Assert.Contains(page.Cells, cell => cell.Text == "không có số liệu");
        Assert.DoesNotContain(Page(Map([Tile(0, 0, 1)])).Cells, cell => cell.Text == "không có số liệu");
    }

    [Fact]
    public void Where_land_leaves_no_sea_the_legend_stands_below()
    {
        SheetLayout page = Page(Map([.. Enumerable.Range(0, 27).Select(i => Tile(i / 9, i % 9, (i % 4) + 1))]));
        int lastTile = page.Cells.Where(cell => cell.Number is not null).Max(cell => cell.Row);

        Assert.All(new[] { "Cao nhất", "Thấp nhất", "Các đảo" }, words => Assert.True(page.Cells.Single(cell => cell.Text == words).Row > lastTile));
    }

    [Fact]
    public void Other_blocks_of_a_whole_width_share_the_page()
    {
        var table = new TableBlock
        {
            Finding = "Bảng",
            Columns = [new TableColumn { Header = "Tỉnh", Span = 20, IsText = true }, new TableColumn { Header = "Điểm", Span = 7 }],
            Rows = [new TableRow { Cells = [Cell.Words("Cần Thơ"), Cell.Value(41.23, NumberForm.Score)] }],
        };
        byte[] workbook = ExcelRenderer.Render(Document(Map([Tile(0, 0, 1)]), new HeadingBlock("Đề mục"), new NarrativeBlock("Lời"), table, new NotesBlock(["Ghi chú"])));

        Assert.Empty(WorkbookLayout.SchemaErrors(workbook));
        Assert.Empty(WorkbookLayout.Read(workbook).Problems());
    }

    [Fact]
    public void A_map_without_tiles_is_no_error() => Assert.Empty(WorkbookLayout.SchemaErrors(ExcelRenderer.Render(Document(Map([])))));

    [Fact]
    public void No_province_vanishes_off_the_map_or_under_another()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ExcelRenderer.Render(Document(Map([Tile(0, 9, 1)]))));
        Assert.Throws<ArgumentException>(() => ExcelRenderer.Render(Document(Map([Tile(0, 0, 1), Tile(0, 0, 2)]))));
    }

    private static MapTile Tile(int row, int column, int? step) => new()
    {
        Row = row,
        Column = column,
        Name = "Bà Rịa - Vũng Tàu",
        Value = step is null ? Cell.Missing : Cell.RankOf(row + column + 1, 60),
        Step = step,
        IsSubject = row == 0 && column == 0,
    };

    private static TileMapBlock Map(IReadOnlyList<MapTile> tiles) => new()
    {
        Finding = "Phát hiện",
        Contents = "Hạng",
        Tiles = tiles,
        Steps = ["Cao nhất", "Trung bình cao", "Trung bình thấp", "Thấp nhất"],
        Notes = ["Các đảo"],
    };

    private static SheetLayout Page(Block block) => WorkbookLayout.Read(ExcelRenderer.Render(Document(block))).Sheets[0];

    private static ReportDocument Document(params Block[] blocks) => SampleDocument.In(Language.Vietnamese) with
    {
        Pages = [new ReportPage { Tab = "Trang", BandTitle = "Trang", BandNote = "thử", Headline = "Đầu đề", Rows = [.. blocks.Select(BlockRow.Whole)] }],
    };

    private static IEnumerable<double> Widths(byte[] bytes, string tab)
    {
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        Sheet sheet = workbook.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Single(item => item.Name == tab);
        return [.. ((WorksheetPart)workbook.WorkbookPart.GetPartById(sheet.Id!.Value!)).Worksheet.Descendants<Column>().Where(column => column.Min!.Value <= 27).Select(column => column.Width!.Value)];
    }
}
