using System.Drawing;
using OfficeOpenXml;
using OfficeOpenXml.Style;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Workbooks;

/// <summary>Colour, frame and comment of faulty cells. Those of an earlier round are taken away first, so that only what is wrong now is marked.</summary>
internal static class CellMarks
{
    private const string Author = "PapiBI";
    private const int LongestComment = 4000;

    // Our part of a comment begins with it; what somebody else wrote stands above and stays.
    private const string Opening = "PapiBI – ";

    private static readonly Color ErrorFill = Color.FromArgb(0xF9, 0xD0, 0xCB);
    private static readonly Color ErrorFrame = Color.FromArgb(0xB3, 0x26, 0x1E);
    private static readonly Color WarningFill = Color.FromArgb(0xFB, 0xE7, 0xB5);
    private static readonly Color WarningFrame = Color.FromArgb(0xB7, 0x79, 0x1F);

    public static void Add(ExcelWorkbook workbook, IReadOnlyList<MarkedIssue> issues, Language language)
    {
        foreach (IGrouping<(string, int, int), MarkedIssue> cell in issues.Where(issue => issue.Cell is not null).GroupBy(issue => (issue.Cell!.Sheet, issue.Cell.Row, issue.Cell.Column)))
        {
            Mark(SheetOf(workbook, cell.First().Cell!), [.. cell], language);
        }
    }

    /// <summary>A text has one sheet, the first.</summary>
    public static ExcelWorksheet SheetOf(ExcelWorkbook workbook, MarkedCell cell) =>
        cell.Sheet.Length == 0 ? workbook.Worksheets.First(sheet => !SummarySheet.IsTitle(sheet.Cells[1, 1].Text)) : workbook.Worksheets[cell.Sheet];

    /// <summary>Takes away what an earlier round marked.</summary>
    public static void Remove(ExcelWorksheet sheet)
    {
        foreach (ExcelComment comment in sheet.Comments.Cast<ExcelComment>().Where(comment => comment.Text.Contains(Opening, StringComparison.Ordinal)).ToList())
        {
            ExcelRange cell = Whole(sheet, sheet.Cells[comment.Address]);
            if (IsColoured(cell, ErrorFill) || IsColoured(cell, WarningFill))
            {
                cell.Style.Fill.PatternType = ExcelFillStyle.None;
                cell.Style.Border.BorderAround(ExcelBorderStyle.None);
            }

            string theirs = Theirs(comment.Text);
            string author = comment.Author;
            string address = comment.Address;
            sheet.Comments.Remove(comment);
            if (theirs.Length > 0)
            {
                sheet.Cells[address].AddComment(theirs, author);
            }
        }
    }

    private static void Mark(ExcelWorksheet sheet, IReadOnlyList<MarkedIssue> issues, Language language)
    {
        MarkedCell at = issues[0].Cell!;
        ExcelRange cell = Whole(sheet, sheet.Cells[at.Row, at.Column]);
        bool isError = issues.Any(issue => issue.Issue.Severity == Severity.Error);
        cell.Style.Fill.PatternType = ExcelFillStyle.Solid;
        cell.Style.Fill.BackgroundColor.SetColor(isError ? ErrorFill : WarningFill);
        cell.Style.Border.BorderAround(ExcelBorderStyle.Thin, isError ? ErrorFrame : WarningFrame);
        Comment(sheet.Cells[cell.Start.Row, cell.Start.Column], issues, language);
        Show(sheet, at);
    }

    private static void Comment(ExcelRange cell, IReadOnlyList<MarkedIssue> issues, Language language)
    {
        string words = string.Join('\n', issues.Select(issue => issue.Words(language)).Select(words => SheetText.Line($"{words.Fault} {words.Advice}")));
        string ours = SheetText.Clean($"{Opening}{SummarySheet.Tab.In(language).ToLowerInvariant()}:\n{words}", LongestComment);
        string author = cell.Comment?.Author is { Length: > 0 } theirs ? theirs : Author;
        if (cell.Comment is { } there)
        {
            ours = $"{there.Text}\n\n{ours}";
            cell.Worksheet.Comments.Remove(there);
        }

        cell.AddComment(ours, author).AutoFit = true;
    }

    // What nobody sees nobody mends.
    private static void Show(ExcelWorksheet sheet, MarkedCell at)
    {
        sheet.Hidden = eWorkSheetHidden.Visible;
        if (sheet.Row(at.Row).Hidden)
        {
            sheet.Row(at.Row).Hidden = false;
        }

        if (sheet.Column(at.Column).Hidden)
        {
            sheet.Column(at.Column).Hidden = false;
        }
    }

    // Of merged cells one sees the first only.
    private static ExcelRange Whole(ExcelWorksheet sheet, ExcelRange cell) =>
        sheet.MergedCells[cell.Start.Row, cell.Start.Column] is { } merged ? sheet.Cells[merged] : sheet.Cells[cell.Address];

    private static bool IsColoured(ExcelRange cell, Color ours) =>
        cell.Style.Fill.PatternType == ExcelFillStyle.Solid && string.Equals(cell.Style.Fill.BackgroundColor.Rgb, ours.ToArgb().ToString("X8"), StringComparison.OrdinalIgnoreCase);

    private static string Theirs(string comment) => comment[..comment.IndexOf(Opening, StringComparison.Ordinal)].TrimEnd();
}
