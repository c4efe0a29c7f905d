using System.Drawing;
using OfficeOpenXml;
using OfficeOpenXml.Style;
using PapiBI.Warehouse;

namespace PapiBI.Etl.Workbooks;

/// <summary>The common look of a template's sheets: type, ink, what may be typed into, and paper.</summary>
internal static class PlanTemplateLook
{
    public const int HeaderRow = 4;
    public const int FirstRow = HeaderRow + 1;

    private const string Font = "Times New Roman";
    private const double LineHeight = 14.5;

    public static readonly Color Navy = Color.FromArgb(0x1F, 0x38, 0x64);
    public static readonly Color Quiet = Color.FromArgb(0x5F, 0x66, 0x72);
    public static readonly Color Fall = Color.FromArgb(0xB3, 0x26, 0x1E);
    public static readonly Color InputFill = Color.FromArgb(0xFF, 0xF8, 0xE5);
    public static readonly Color InfoFill = Color.FromArgb(0xF0, 0xF2, 0xF5);
    public static readonly Color WeakFill = Color.FromArgb(0xFB, 0xE7, 0xB5);

    private static readonly Color Ink = Color.FromArgb(0x1B, 0x1F, 0x27);
    private static readonly Color Rule = Color.FromArgb(0xC3, 0xC9, 0xD3);
    private static readonly Color HeaderRule = Color.FromArgb(0x3A, 0x43, 0x52);

    /// <summary>A sheet with its title, and below it what to do there.</summary>
    public static ExcelWorksheet Add(ExcelWorkbook workbook, string name, string title, string about, IReadOnlyList<double> widths)
    {
        ExcelWorksheet sheet = workbook.Worksheets.Add(name);
        ExcelStyle all = sheet.Cells.Style;
        all.Font.Name = Font;
        all.Font.Size = 11;
        all.Font.Color.SetColor(Ink);
        all.VerticalAlignment = ExcelVerticalAlignment.Top;
        sheet.View.ShowGridLines = false;
        sheet.DefaultRowHeight = LineHeight + 3;
        for (int i = 0; i < widths.Count; i++)
        {
            sheet.Column(i + 1).Width = widths[i];
        }

        ExcelRange first = sheet.Cells[1, 1];
        Write(first, title);
        first.Style.Font.Size = 16;
        first.Style.Font.Bold = true;
        first.Style.Font.Color.SetColor(Navy);
        sheet.Row(1).Height = 24;
        ExcelRange words = sheet.Cells[2, 1, 2, widths.Count];
        words.Merge = true;
        words.Style.WrapText = true;
        Write(sheet.Cells[2, 1], about);
        sheet.Row(2).Height = (LinesOf(about, widths.Sum()) * LineHeight) + 3;
        return sheet;
    }

    /// <summary>Names and headings of others, which are words whatever they look like.</summary>
    public static void Write(ExcelRange cell, string text)
    {
        string clean = SheetText.Clean(text);
        cell.Value = clean.Length == 0 ? null : clean;
        cell.Style.QuotePrefix = SheetText.LooksLikeFormula(clean);
    }

    public static void Header(ExcelRange cells)
    {
        cells.Style.Font.Size = 10;
        cells.Style.Font.Bold = true;
        cells.Style.Font.Color.SetColor(Navy);
        cells.Style.WrapText = true;
        cells.Style.VerticalAlignment = ExcelVerticalAlignment.Bottom;
        cells.Style.Border.Bottom.Style = ExcelBorderStyle.Thin;
        cells.Style.Border.Bottom.Color.SetColor(HeaderRule);
    }

    // Not at the top: other programs let the rule above run through the letters.
    public static void Body(ExcelRange cells)
    {
        cells.Style.WrapText = true;
        cells.Style.VerticalAlignment = ExcelVerticalAlignment.Center;
        cells.Style.Border.Bottom.Style = ExcelBorderStyle.Hair;
        cells.Style.Border.Bottom.Color.SetColor(Rule);
    }

    /// <summary>Cells to type into, or with what is known already. Both are unlocked, for Excel sorts a protected sheet only where no cell is locked; what is known is held by its rule.</summary>
    public static void Open(ExcelRange cells, bool isInput)
    {
        Body(cells);
        Fill(cells, isInput ? InputFill : InfoFill);
        cells.Style.Locked = false;

        // White, so that blank columns are told apart without a rule.
        cells.Style.Border.Right.Style = ExcelBorderStyle.Thin;
        cells.Style.Border.Right.Color.SetColor(Color.White);
        if (!isInput)
        {
            cells.Style.Font.Color.SetColor(Quiet);
        }
    }

    public static void Fill(ExcelRange cells, Color colour)
    {
        cells.Style.Fill.PatternType = ExcelFillStyle.Solid;
        cells.Style.Fill.BackgroundColor.SetColor(colour);
    }

    /// <summary>As high as the longest of its cells needs; letters of this font are narrower than digits.</summary>
    public static void FitRow(ExcelWorksheet sheet, int row, IEnumerable<(string Text, double Width)> cells) =>
        sheet.Row(row).Height = (Math.Max(1, cells.Max(cell => LinesOf(cell.Text, cell.Width))) * LineHeight) + 3;

    /// <summary>Without a password: it keeps from slips, not from people.</summary>
    public static void Protect(ExcelWorksheet sheet)
    {
        ExcelSheetProtection protection = sheet.Protection;
        protection.IsProtected = true;
        protection.AllowInsertRows = true;
        protection.AllowSort = true;
        protection.AllowAutoFilter = true;
        protection.AllowFormatCells = true;
        protection.AllowFormatColumns = true;
        protection.AllowFormatRows = true;
        protection.AllowSelectLockedCells = true;
        protection.AllowSelectUnlockedCells = true;
    }

    /// <param name="sheet">Done but for its paper.</param>
    /// <param name="columns">How many of its columns are printed.</param>
    /// <param name="lastRow">A number, or a formula of the last row that is printed.</param>
    /// <param name="language">Of the footer.</param>
    public static void SetPaper(ExcelWorksheet sheet, int columns, string lastRow, Language language)
    {
        ExcelPrinterSettings paper = sheet.PrinterSettings;
        paper.PaperSize = ePaperSize.A4;
        paper.Orientation = eOrientation.Landscape;
        paper.FitToPage = true;
        paper.FitToWidth = 1;
        paper.FitToHeight = 0;
        paper.LeftMargin = paper.RightMargin = 0.5m;
        paper.TopMargin = 0.55m;
        paper.BottomMargin = 0.7m;
        paper.FooterMargin = 0.33m;
        if (int.TryParse(lastRow, System.Globalization.CultureInfo.InvariantCulture, out int last))
        {
            paper.PrintArea = sheet.Cells[1, 1, last, columns];
        }
        else
        {
            sheet.Names.AddFormula("_xlnm.Print_Area", $"OFFSET('{sheet.Name}'!$A$1,0,0,{lastRow},{columns})");
        }

        sheet.HeaderFooter.OddFooter.LeftAlignedText = $"&\"{Font},Regular\"&9 PapiBI · {sheet.Name}";
        sheet.HeaderFooter.OddFooter.RightAlignedText = $"&\"{Font},Regular\"&9 {new Text("trang", "page").In(language)} &P/&N";
    }

    private static int LinesOf(string text, double width) => text.Split('\n').Sum(line => Math.Max(1, (int)Math.Ceiling(line.Length / (width * 1.2))));
}
