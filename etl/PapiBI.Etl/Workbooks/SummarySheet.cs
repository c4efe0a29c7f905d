using System.Drawing;
using OfficeOpenXml;
using OfficeOpenXml.Style;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Workbooks;

/// <summary>The list of all faults in front of the copy, each with a link to its cell. Its first cell is what a copy that comes back is known by.</summary>
internal static class SummarySheet
{
    public static readonly Text Tab = new("Cần sửa", "To mend");

    private const string Font = "Times New Roman";
    private const int HeaderRow = 4;
    private const int LongestShown = 200;
    private const double LineHeight = 14.5;

    // A4 upright; in digits of the usual font.
    private static readonly double[] Widths = [4.5, 9, 12, 7.5, 16, 30, 28];

    private static readonly Text[] Headings =
    [
        new("Số", "No."), new("Mức", "Severity"), new("Trang tính", "Sheet"), new("Ô", "Cell"),
        new("Đang ghi", "What is there"), new("Sai ở đâu", "What is wrong"), new("Việc cần làm", "What to do"),
    ];

    private static readonly Color Navy = Color.FromArgb(0x1F, 0x38, 0x64);
    private static readonly Color Ink = Color.FromArgb(0x1B, 0x1F, 0x27);
    private static readonly Color Quiet = Color.FromArgb(0x5F, 0x66, 0x72);
    private static readonly Color Rule = Color.FromArgb(0xC3, 0xC9, 0xD3);
    private static readonly Color HeaderRule = Color.FromArgb(0x3A, 0x43, 0x52);
    private static readonly Color Error = Color.FromArgb(0xB3, 0x26, 0x1E);
    private static readonly Color Warning = Color.FromArgb(0x8A, 0x5A, 0x12);

    public static bool IsTitle(string firstCell) =>
        firstCell.StartsWith(Opening(Language.Vietnamese), StringComparison.Ordinal) || firstCell.StartsWith(Opening(Language.English), StringComparison.Ordinal);

    /// <param name="workbook">With its cells marked.</param>
    /// <param name="name">Free in the workbook.</param>
    /// <param name="file">What the sender called it.</param>
    /// <param name="listed">The issues to list.</param>
    /// <param name="all">Those and any more.</param>
    /// <param name="language">Of the reader.</param>
    public static void Add(ExcelWorkbook workbook, string name, string file, IReadOnlyList<MarkedIssue> listed, IReadOnlyList<Issue> all, Language language)
    {
        ExcelWorksheet sheet = workbook.Worksheets.Add(name);
        int last = HeaderRow + listed.Count;
        Style(sheet, last);
        SheetWords(sheet.Cells[1, 1], $"{Opening(language)}{file}");
        SheetWords(sheet.Cells[2, 1], About(all, listed.Count).In(language));
        for (int i = 0; i < Headings.Length; i++)
        {
            SheetWords(sheet.Cells[HeaderRow, i + 1], Headings[i].In(language));
        }

        for (int i = 0; i < listed.Count; i++)
        {
            int row = HeaderRow + 1 + i;
            Write(workbook, sheet, row, i + 1, listed[i], language);
            sheet.Row(row).Height = (Enumerable.Range(1, Headings.Length).Max(column => LinesOf(sheet.Cells[row, column].Text, Widths[column - 1])) * LineHeight) + 3;
        }

        sheet.Cells[HeaderRow, 1, Math.Max(last, HeaderRow + 1), Headings.Length].AutoFilter = true;
        SetPaper(sheet, last, language);
        workbook.Worksheets.MoveToStart(name);
        foreach (ExcelWorksheet other in workbook.Worksheets)
        {
            other.View.TabSelected = other.Name == name;
        }

        workbook.View.ActiveTab = 0;
    }

    // No program fits the height of a row to wrapped text before somebody edits it, and LibreOffice prints it overlapping. Letters of this font are narrower than digits.
    private static int LinesOf(string text, double width) => (int)Math.Ceiling(text.Length / (width * 1.1));

    private static string Opening(Language language) => $"PapiBI · {Tab.In(language)}: ";

    private static Text About(IReadOnlyList<Issue> all, int listed)
    {
        int errors = all.Count(issue => issue.Severity == Severity.Error);
        int warnings = all.Count - errors;
        int more = all.Count - listed;
        return new Text(
            $"{errors} lỗi{(warnings > 0 ? $", {warnings} cảnh báo" : "")}; tệp chưa được nạp. Hãy sửa các ô tô màu, lưu lại và gửi lại chính tệp này: không cần xóa trang này, màu hay ghi chú."
            + (more > 0 ? $" Còn {more} lỗi nữa chưa đánh dấu ở đây." : ""),
            $"{errors} {(errors == 1 ? "error" : "errors")}{(warnings > 0 ? $", {warnings} {(warnings == 1 ? "warning" : "warnings")}" : "")}; nothing was loaded. Correct the coloured cells, save, and send this very file: this sheet, colours and comments may stay."
            + (more > 0 ? $" {more} more are not marked here." : ""));
    }

    private static void Write(ExcelWorkbook workbook, ExcelWorksheet sheet, int row, int number, MarkedIssue marked, Language language)
    {
        bool isError = marked.Issue.Severity == Severity.Error;
        (string fault, string advice) = marked.Words(language);
        sheet.Cells[row, 1].Value = number;
        SheetWords(sheet.Cells[row, 2], (isError ? new Text("▲ Lỗi", "▲ Error") : new Text("△ Cảnh báo", "△ Warning")).In(language));
        sheet.Cells[row, 2].Style.Font.Color.SetColor(isError ? Error : Warning);
        SheetWords(sheet.Cells[row, 6], fault);
        SheetWords(sheet.Cells[row, 7], advice);
        if (marked.Cell is not { } cell)
        {
            SheetWords(sheet.Cells[row, 3], marked.Issue.Origin.Sheet.Length > 0 ? marked.Issue.Origin.Sheet : new Text("(cả tệp)", "(whole file)").In(language));
            SheetWords(sheet.Cells[row, 4], "–");
            return;
        }

        string place = ExcelCellBase.GetAddress(cell.Row, cell.Column);
        string tab = CellMarks.SheetOf(workbook, cell).Name;
        SheetWords(sheet.Cells[row, 3], tab);
        sheet.Cells[row, 4].Hyperlink = new ExcelHyperLink($"'{tab.Replace("'", "''", StringComparison.Ordinal)}'!{place}", place);
        sheet.Cells[row, 4].Style.Font.Color.SetColor(Navy);
        sheet.Cells[row, 4].Style.Font.UnderLine = true;
        SheetWords(sheet.Cells[row, 5], cell.Text.Length == 0 ? new Text("(trống)", "(blank)").In(language) : RawCell.Shorten(cell.Text));
    }

    // Words of the file are words, whatever they look like.
    private static void SheetWords(ExcelRange cell, string text)
    {
        string words = SheetText.Line(text, LongestShown * 10);
        cell.Value = words;
        if (SheetText.LooksLikeFormula(words))
        {
            cell.Style.QuotePrefix = true;
        }
    }

    private static void Style(ExcelWorksheet sheet, int last)
    {
        for (int i = 0; i < Widths.Length; i++)
        {
            sheet.Column(i + 1).Width = Widths[i];
        }

        ExcelRange all = sheet.Cells[1, 1, last, Headings.Length];
        all.Style.Font.Name = Font;
        all.Style.Font.Size = 11;
        all.Style.Font.Color.SetColor(Ink);
        all.Style.VerticalAlignment = ExcelVerticalAlignment.Top;
        sheet.Cells[HeaderRow, 1, last, 1].Style.HorizontalAlignment = ExcelHorizontalAlignment.Left;
        sheet.Row(1).Height = 24;
        sheet.Cells[1, 1].Style.Font.Size = 16;
        sheet.Cells[1, 1].Style.Font.Bold = true;
        sheet.Cells[1, 1].Style.Font.Color.SetColor(Navy);
        ExcelRange about = sheet.Cells[2, 1, 2, Headings.Length];
        about.Merge = true;
        about.Style.WrapText = true;
        sheet.Row(2).Height = 34;
        ExcelRange header = sheet.Cells[HeaderRow, 1, HeaderRow, Headings.Length];
        header.Style.Font.Size = 10;
        header.Style.Font.Color.SetColor(Quiet);
        header.Style.WrapText = true;
        header.Style.VerticalAlignment = ExcelVerticalAlignment.Bottom;
        Underline(header, HeaderRule);
        for (int row = HeaderRow + 1; row <= last; row++)
        {
            ExcelRange line = sheet.Cells[row, 1, row, Headings.Length];
            line.Style.WrapText = true;
            Underline(line, Rule);
        }
    }

    private static void Underline(ExcelRange cells, Color ink)
    {
        cells.Style.Border.Bottom.Style = ExcelBorderStyle.Hair;
        cells.Style.Border.Bottom.Color.SetColor(ink);
    }

    private static void SetPaper(ExcelWorksheet sheet, int last, Language language)
    {
        sheet.View.ShowGridLines = false;
        sheet.View.FreezePanes(HeaderRow + 1, 1);
        ExcelPrinterSettings paper = sheet.PrinterSettings;
        paper.PaperSize = ePaperSize.A4;
        paper.Orientation = eOrientation.Portrait;
        paper.FitToPage = true;
        paper.FitToWidth = 1;
        paper.FitToHeight = 0;
        paper.LeftMargin = paper.RightMargin = 0.5m;
        paper.TopMargin = 0.55m;
        paper.BottomMargin = 0.7m;
        paper.FooterMargin = 0.33m;
        paper.PrintArea = sheet.Cells[1, 1, last, Headings.Length];
        paper.RepeatRows = sheet.Cells[$"{HeaderRow}:{HeaderRow}"];
        sheet.HeaderFooter.OddFooter.RightAlignedText = $"&\"Times New Roman,Regular\"&9 {new Text("trang", "page").In(language)} &P/&N";
    }
}
