using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Reports.Excel;

public sealed class ExcelRendererTests
{
    public static readonly TheoryData<Language> Languages = [Language.Vietnamese, Language.English];

    private static readonly Dictionary<Language, byte[]> Sample = new()
    {
        [Language.Vietnamese] = ExcelRenderer.Render(SampleDocument.In(Language.Vietnamese)),
        [Language.English] = ExcelRenderer.Render(SampleDocument.In(Language.English)),
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_block_and_chart_satisfies_the_schemas_of_Office(Language language) =>
        Assert.Empty(WorkbookLayout.SchemaErrors(Sample[language]));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Nothing_lies_over_anything_and_numbers_are_numbers(Language language) =>
        Assert.Empty(WorkbookLayout.Read(Sample[language]).Problems());

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_same_document_gives_the_same_bytes(Language language) =>
        Assert.Equal(Sample[language], ExcelRenderer.Render(SampleDocument.In(language)));

    [Fact]
    public void The_culture_of_the_machine_changes_nothing()
    {
        byte[] here = Sample[Language.Vietnamese];
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("vi-VN");
            Assert.Equal(here, ExcelRenderer.Render(SampleDocument.In(Language.Vietnamese)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Pages_come_in_order_and_the_data_last()
    {
        WorkbookLayout workbook = WorkbookLayout.Read(Sample[Language.Vietnamese]);

        Assert.Equal(["Tóm tắt", "Trục", "Nội dung thành phần", "Cả nước", "Thứ hạng", "Bản đồ 2021", "Bản đồ 2025", "Xếp hạng", "Bảng nhiệt", "Nhiệm vụ", "Mọi nhiệm vụ", "Chỉ tiêu", "Số liệu"], workbook.Sheets.Select(sheet => sheet.Name));
    }

    [Fact]
    public void Two_values_of_a_tile_are_two_numbers()
    {
        SheetLayout page = WorkbookLayout.Read(Sample[Language.Vietnamese])["Tóm tắt"];
        double[] tiles = [.. page.Cells.Where(cell => cell.Row == 6 && cell.Number is not null).Select(cell => cell.Number!.Value)];

        Assert.Equal([41.2304, 42, 8, 4], tiles);
    }

    [Theory]
    [InlineData(Language.Vietnamese, "[$-42A]\"▲ +\"0.00\" điểm\";[$-42A]\"▼ −\"0.00\" điểm\";\"không đổi\"")]
    [InlineData(Language.Vietnamese, "\"▲ lên \"0\" bậc\";\"▼ xuống \"0\" bậc\";\"không đổi\"")]
    [InlineData(Language.Vietnamese, "0\"/60\"")]
    [InlineData(Language.Vietnamese, "\"=\"0\"/60\"")]
    [InlineData(Language.Vietnamese, "\"· \"0\"/5\"")]
    [InlineData(Language.Vietnamese, "[$-42A]\"+\"0.0\\ %;[$-42A]\"−\"0.0\\ %;[$-42A]0.0\\ %")]
    [InlineData(Language.English, "\"▲ +\"0.00\" points\";\"▼ −\"0.00\" points\";\"unchanged\"")]
    [InlineData(Language.English, "\"▲ up \"0\" places\";\"▼ down \"0\" places\";\"unchanged\"")]
    [InlineData(Language.English, "\"+\"0.0%;\"−\"0.0%;0.0%")]
    public void Numbers_speak_the_language_of_the_reader(Language language, string format)
    {
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(Sample[language]), isEditable: false);

        Assert.Contains(format, workbook.WorkbookPart!.WorkbookStylesPart!.Stylesheet.NumberingFormats!.Elements<DocumentFormat.OpenXml.Spreadsheet.NumberingFormat>().Select(item => item.FormatCode!.Value));
    }

    [Fact]
    public void A_fall_too_small_to_see_is_zero_not_minus_zero()
    {
        SheetLayout page = Page(Table(Cell.Words("Giảm rất ít"), Cell.Change(-0.004, NumberForm.ArrowScore)));

        Assert.Equal(0, Assert.Single(page.Cells, cell => cell.Number is not null).Number);
    }

    [Fact]
    public void A_text_that_looks_like_a_formula_stays_a_text()
    {
        byte[] bytes = ExcelRenderer.Render(Document(Table(Cell.Words("=HYPERLINK(\"http://example.org\",\"x\")"), Cell.Words("+1"))));
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        WorksheetPart sheet = workbook.WorkbookPart!.WorksheetParts.First();

        Assert.Empty(sheet.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>());
        Assert.Contains(workbook.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<DocumentFormat.OpenXml.Spreadsheet.CellFormat>(), format => format.QuotePrefix?.Value == true);
    }

    [Fact]
    public void A_text_longer_than_a_cell_is_cut_and_control_characters_are_gone()
    {
        SheetLayout page = Page(new NotesBlock([new string('a', 40_000), "a\u0001b"]));

        Assert.Contains(page.Cells, cell => cell.Text?.Length == 32767);
        Assert.Contains(page.Cells, cell => cell.Text == "ab");
    }

    [Fact]
    public void Tabs_are_made_valid_and_unique()
    {
        ReportDocument document = Document(new NotesBlock(["a"]));
        ReportPage page = document.Pages[0];
        string[] tabs = ["Số liệu", "số LIỆU", "PAPI 2021/2022: điểm?", new string('x', 40), new string('x', 41), "'"];
        WorkbookLayout workbook = WorkbookLayout.Read(ExcelRenderer.Render(document with { Pages = [.. tabs.Select(tab => page with { Tab = tab })] }));

        Assert.Equal(["Số liệu", "số LIỆU (2)", "PAPI 2021-2022- điểm-", new string('x', 31), new string('x', 27) + " (2)", "-"], workbook.Sheets.Select(sheet => sheet.Name));
    }

    [Fact]
    public void Missing_values_show_a_dash_and_stay_out_of_the_sums()
    {
        SheetLayout page = Page(Table(Cell.Words("Quảng Ninh"), Cell.Value(double.NaN, NumberForm.Score)), Table(Cell.Words("Bắc Giang"), Cell.Missing));

        Assert.Equal(2, page.Cells.Count(cell => cell.Text == "–"));
        Assert.DoesNotContain(page.Cells, cell => cell.Number is not null);
    }

    [Fact]
    public void A_long_table_has_one_column_of_the_sheet_for_each_of_its_own_a_filter_a_frozen_header_and_a_name()
    {
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(Sample[Language.Vietnamese]), isEditable: false);
        var sheet = workbook.WorkbookPart!.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Single(item => item.Name == "Xếp hạng");
        var worksheet = ((WorksheetPart)workbook.WorkbookPart.GetPartById(sheet.Id!.Value!)).Worksheet;
        List<string> names = [.. workbook.WorkbookPart.Workbook.DefinedNames!.Elements<DocumentFormat.OpenXml.Spreadsheet.DefinedName>().Select(name => $"{name.Name} {name.Text}")];

        Assert.Equal("A7:E70", worksheet.GetFirstChild<DocumentFormat.OpenXml.Spreadsheet.AutoFilter>()!.Reference!.Value);
        Assert.Equal(7, worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Pane>().Single().VerticalSplit!.Value);
        Assert.Contains("Bảng_Xếp_hạng 'Xếp hạng'!$A$7:$E$70", names);
        Assert.Contains("_xlnm.Print_Titles 'Xếp hạng'!$7:$7", names);
    }

    [Fact]
    public void A_long_table_far_down_a_page_freezes_nothing_since_the_screen_would_not_scroll()
    {
        TableBlock above = Table(Cell.Words("a"), Cell.Missing) with { Rows = [.. Enumerable.Range(0, 20).Select(_ => new TableRow { Cells = [Cell.Words("a"), Cell.Missing] })] };
        byte[] bytes = ExcelRenderer.Render(Document(above, Table(Cell.Words("b"), Cell.Missing) with { IsLong = true }));
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);

        Assert.Empty(workbook.WorkbookPart!.WorksheetParts.First().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Pane>());
    }

    [Theory]
    [InlineData("Cần Thơ · vùng · tốt nhất", "▬ Cần Thơ   │ vùng   │ tốt nhất")]
    [InlineData("", "▬ Cần Thơ   │ TB vùng   │ Tỉnh cao nhất")]
    public void A_legend_of_ticks_shows_each_mark_beside_its_name(string words, string shown)
    {
        ChartSeries Series(string name, SeriesRole role) => new() { Name = name, Role = role, Values = [4.2] };
        var chart = new ChartSpec
        {
            Kind = ChartKind.BarsWithMarks,
            Categories = ["1. Tham gia"],
            Series = [Series("Cần Thơ", SeriesRole.Subject), Series("TB vùng", SeriesRole.Region), Series("Tỉnh cao nhất", SeriesRole.Best)],
            AltText = "Điểm",
            DataTitle = "Điểm",
        };

        Assert.Contains(Page(new ChartBlock { Finding = "F", Contents = "C", Height = 60, Chart = chart, Legend = words }).Cells, cell => cell.Text == shown);
    }

    [Fact]
    public void A_link_leads_to_the_tab_of_its_page()
    {
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(Sample[Language.Vietnamese]), isEditable: false);

        Assert.Contains(workbook.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Hyperlink>()), link => link.Location == "'Trục'!A1");
    }

    [Fact]
    public void A_footer_keeps_its_ampersand_and_the_limit_of_Excel()
    {
        ReportDocument document = SampleDocument.In(Language.Vietnamese) with { SourceLine = "R&D " + new string('n', 400) };
        using var zip = new ZipArchive(new MemoryStream(ExcelRenderer.Render(document)));
        XDocument sheet = XDocument.Load(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        string footer = sheet.Descendants().Single(element => element.Name.LocalName == "oddFooter").Value;

        Assert.True(footer.Length <= 255, footer);
        Assert.Contains("R&&D", footer, StringComparison.Ordinal);
        Assert.EndsWith("&P/&N", footer, StringComparison.Ordinal);
    }

    [Fact]
    public void The_properties_of_the_file_say_what_it_is_and_never_todays_date()
    {
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(Sample[Language.Vietnamese]), isEditable: false);

        Assert.Equal("Cần Thơ · PAPI 2021", workbook.PackageProperties.Title);
        Assert.Equal("PAPI 2021 – Cần Thơ: 41,23 điểm, hạng 42/60 (giảm 13 bậc)", workbook.PackageProperties.Subject);
        Assert.Equal(new DateTime(2026, 11, 25, 3, 0, 0, DateTimeKind.Utc), workbook.PackageProperties.Created?.ToUniversalTime());
    }

    [Fact]
    public void A_document_without_charts_has_no_data_sheet() =>
        Assert.Equal(["Trang"], WorkbookLayout.Read(ExcelRenderer.Render(Document(new NotesBlock(["a"])))).Sheets.Select(sheet => sheet.Name));

    [Fact]
    public void Blocks_with_nothing_in_them_are_no_error()
    {
        TableBlock table = Table(Cell.Words("a"), Cell.Missing) with { Rows = [], Legend = "" };
        var chart = new ChartSpec { Kind = ChartKind.BarsWithMarks, Categories = [], Series = [], AltText = "", DataTitle = "" };
        byte[] workbook = ExcelRenderer.Render(Document(
            new TilesBlock([]), new NotesBlock([]), new NarrativeBlock(""), new HeadingBlock("", ""), table, table with { RowChart = chart, IsLong = true },
            new ChartBlock { Finding = "", Contents = "", Chart = chart, Height = 100 }));

        Assert.Empty(WorkbookLayout.SchemaErrors(workbook));
        Assert.Empty(WorkbookLayout.Read(workbook).Problems());
    }

    [Fact]
    public void A_page_of_one_sheet_of_paper_is_drawn_closer_before_it_is_scaled()
    {
        ReportPage page = SampleDocument.In(Language.Vietnamese).Pages[0];
        double Height(ReportPage drawn) => WorkbookLayout.Read(ExcelRenderer.Render(SampleDocument.In(Language.Vietnamese) with { Pages = [drawn] })).Sheets[0].RowHeights.Values.Sum();

        Assert.True(Height(page) <= 752, "The sample fits A4 without scaling.");
        Assert.True(Height(page with { IsOneSheetOfPaper = false }) > 752, "It would not, drawn loosely.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void However_long_the_title_the_note_beside_it_has_room(bool isLong)
    {
        const string note = "Tài liệu nội bộ · Bản R1 · phát hành 28/11/2026";
        TableBlock table = new()
        {
            Finding = "Bảng",
            Columns = [new TableColumn { Header = "Cơ quan", Span = 12, IsText = true }, .. Enumerable.Range(1, 5).Select(i => new TableColumn { Header = $"Cột {i}", Span = 3 })],
            Rows = [new TableRow { Cells = [Cell.Words("Sở Nội vụ"), .. Enumerable.Repeat(Cell.Value(1, NumberForm.Whole), 5)] }],
            IsLong = isLong,
        };
        ReportDocument document = Document(table);
        using var package = new OfficeOpenXml.ExcelPackage(new MemoryStream(ExcelRenderer.Render(document with { Pages = [document.Pages[0] with { BandTitle = "Ban Quản lý các khu công nghiệp (Ninh Thuận) · tiến độ kế hoạch đến hết quý III năm 2021", BandNote = note }] })));
        var sheet = package.Workbook.Worksheets["Trang"];
        var cell = sheet.Cells.First(cell => cell.Value as string == note);
        string box = sheet.MergedCells[cell.Start.Row, cell.Start.Column] ?? cell.Address;
        var columns = new OfficeOpenXml.ExcelAddress(box);

        // A letter of this size is some 3.8 points wide on the average; a unit of column width is 7 pixels.
        double points = Enumerable.Range(columns.Start.Column, columns.Columns).Sum(column => sheet.Column(column).Width * 7 * 0.75);
        Assert.True(points >= note.Length * 3.8, $"{points} points for {note.Length} letters.");
        Assert.True(sheet.Cells[cell.Start.Row, 1].Style.ShrinkToFit);
    }

    private static SheetLayout Page(params Block[] blocks) => WorkbookLayout.Read(ExcelRenderer.Render(Document(blocks))).Sheets[0];

    private static TableBlock Table(params Cell[] cells) => new()
    {
        Finding = "Bảng",
        Columns = [.. cells.Select((_, i) => new TableColumn { Header = $"Cột {i}", Span = i == 0 ? 20 : 7, IsText = i == 0 })],
        Rows = [new TableRow { Cells = cells }],
    };

    private static ReportDocument Document(params Block[] blocks) => SampleDocument.In(Language.Vietnamese) with
    {
        Pages = [new ReportPage { Tab = "Trang", BandTitle = "Trang", BandNote = "thử", Headline = "Đầu đề", Rows = [.. blocks.Select(BlockRow.Whole)] }],
    };
}
