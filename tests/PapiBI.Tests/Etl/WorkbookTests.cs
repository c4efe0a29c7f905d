using OfficeOpenXml;
using PapiBI.Etl.Parsing;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;

namespace PapiBI.Tests.Etl;

/// <summary>What a workbook shows, and what is read of it.</summary>
public sealed class WorkbookTests
{
    [Theory]
    [InlineData("0%", 0.8497, "84.97%", true)]
    [InlineData("0.00%", 0.8497, "84.97%", true)]
    [InlineData("[Red]0.0 %;-0.0 %", 0.5687, "56.87%", true)]
    [InlineData("0.00\"%\"", 84.97, "84.97", false)]
    [InlineData("0.00\\%", 84.97, "84.97", false)]
    [InlineData("General", 0.8497, "0.8497", false)]
    [InlineData("0.00", 41.23, "41.23", false)]
    [InlineData("#,##0.00 \"điểm\"", 41.23, "41.23", false)]
    [InlineData("[$-42A]0.00", 41.23, "41.23", false)]
    [InlineData("0.00E+00", 41.23, "41.23", false)]
    [InlineData("_(* #,##0.00_);_(* (#,##0.00)", 41.23, "41.23", false)]
    [InlineData("d-mmm", 46150.0, "2026-05-08", false)]
    [InlineData("dd/mm/yyyy", 46150.0, "2026-05-08", false)]
    [InlineData("[$-42A]dd mmmm", 46150.0, "2026-05-08", false)]
    public void A_number_is_what_its_format_says(string format, double number, string text, bool isPercent)
    {
        RawCell cell = Sheets(Workbook(sheet =>
        {
            sheet.Cells[1, 1].Value = number;
            sheet.Cells[1, 1].Style.Numberformat.Format = format;
        }))[0].Rows[0][0];

        Assert.Equal((text, isPercent), (cell.Text, cell.IsPercent));
        Assert.Equal(text.Contains('-', StringComparison.Ordinal) ? null : number, cell.Number);
    }

    [Fact]
    public void A_score_that_Excel_turned_into_a_day_is_refused_as_a_date()
    {
        RawCell cell = Sheets(Workbook(sheet =>
        {
            sheet.Cells[1, 1].Value = new DateTime(2026, 5, 8);
            sheet.Cells[1, 1].Style.Numberformat.Format = "d-mmm";
        }))[0].Rows[0][0];

        Assert.False(Numbers.TryRead(cell, out _, out var reason));
        Assert.StartsWith("“2026-05-08” is a date and not a number", reason.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_percentage_is_a_score_out_of_100()
    {
        RawCell cell = Sheets(Workbook(sheet =>
        {
            sheet.Cells[1, 1].Value = 0.8497;
            sheet.Cells[1, 1].Style.Numberformat.Format = "0.00%";
        }))[0].Rows[0][0];

        Assert.True(Numbers.TryRead(cell, out ReadNumber number, out _));
        Assert.Equal(new ReadNumber(84.97, 100), number);
    }

    [Fact]
    public void Sheets_say_whether_they_are_hidden()
    {
        byte[] workbook = Workbook(_ => { }, ("Ẩn", eWorkSheetHidden.Hidden), ("Ẩn hẳn", eWorkSheetHidden.VeryHidden));

        Assert.Equal([("Bảng", false), ("Ẩn", true), ("Ẩn hẳn", true)], Sheets(workbook).Select(sheet => (sheet.Name, sheet.IsHidden)));
    }

    [Fact]
    public void Texts_of_several_runs_line_breaks_and_blank_lines_keep_their_place()
    {
        RawSheet sheet = Sheets(Workbook(sheet =>
        {
            sheet.Cells["B2"].RichText.Add("Hà ").Bold = true;
            sheet.Cells["B2"].RichText.Add("Nội").Bold = false;
            sheet.Cells["D2"].Value = "một\nhai\u0001";
            sheet.Cells["E2"].Value = "  ";
            sheet.Cells["A5"].Value = true;
        }))[0];

        Assert.Equal([2, 5], sheet.Rows.Select(row => row.Line));
        Assert.Equal(["A2=", "B2=Hà Nội", "C2=", "D2=một\nhai\u0001", "A5=1"], sheet.Rows.SelectMany(row => row.Cells).Select(cell => $"{cell.Origin.Position}={cell.Text}"));
    }

    [Fact]
    public void A_formula_whose_value_is_an_empty_text_is_a_blank_cell()
    {
        RawRow row = Sheets(SomeWorkbook.Of(("A", [["x", new SomeWorkbook.FormulaText("IF(A1=\"\",1,\"\")", ""), new SomeWorkbook.FormulaText("\"a\"", "a"), new SomeWorkbook.FormulaCell("1/3")]])))[0].Rows[0];

        Assert.Equal(["x", "", "a", "#CALC!"], row.Cells.Select(cell => cell.Text));
    }

    [Fact]
    public void Merged_cells_are_told_and_a_month_is_known_for_one()
    {
        IReadOnlyList<IReadOnlyList<object>> rows = [["a", new SomeWorkbook.FormattedCell(44348, 17), new DateOnly(2021, 6, 1)]];
        RawSheet sheet = Sheets(SomeWorkbook.Of([("A", rows)], new Dictionary<string, string[]> { ["A"] = ["A1:A3", "C2:AB9", "nonsense"] }))[0];

        Assert.Equal([new MergedCells(1, 1, 3, 1), new MergedCells(2, 3, 9, 28)], sheet.Merged);
        Assert.Equal(["a False", "2021-06-01 True", "2021-06-01 False"], sheet.Rows[0].Cells.Select(cell => $"{cell.Text} {cell.IsMonth}"));
    }

    [Fact]
    public void More_merged_cells_than_rows_may_be_refuse_the_file()
    {
        byte[] bytes = SomeWorkbook.Of([("A", [["a"]])], new Dictionary<string, string[]> { ["A"] = [.. Enumerable.Range(1, 11).Select(line => $"A{line}:B{line}")] });
        var faults = new Faults();

        Assert.Empty(new FileReader(ReadingLimits.Default with { Rows = 10 }).Sheets("some.xlsx", bytes, faults)[0].Merged);
        Assert.Equal(IssueCodes.FileTooLarge, Assert.Single(faults.Found).Code);
    }

    [Fact]
    public void Rows_are_read_once_and_first_rows_without_the_others()
    {
        int read = 0;
        var sheet = new RawSheet("A", Enumerable.Range(1, 5).Select(line =>
        {
            read++;
            return new RawRow("A", line, []);
        }));

        Assert.Equal((1, 1), (sheet.Read().First().Line, read));
        Assert.Equal((5, 6), (sheet.Rows.Count, read));
        Assert.Equal((5, 6), (sheet.Rows.Count, read));
    }

    private static IReadOnlyList<RawSheet> Sheets(byte[] bytes)
    {
        var faults = new Faults();
        IReadOnlyList<RawSheet> sheets = new FileReader().Sheets("some.xlsx", bytes, faults);
        Assert.All(sheets, sheet => Assert.NotNull(sheet.Rows));
        Assert.Empty(faults.Found);
        return sheets;
    }

    private static byte[] Workbook(Action<ExcelWorksheet> fill, params (string Name, eWorkSheetHidden Hidden)[] more)
    {
        using var package = new ExcelPackage();
        fill(package.Workbook.Worksheets.Add("Bảng"));
        foreach ((string name, eWorkSheetHidden hidden) in more)
        {
            package.Workbook.Worksheets.Add(name).Hidden = hidden;
        }

        return package.GetAsByteArray();
    }
}
