using System.Globalization;
using OfficeOpenXml;
using PapiBI.Warehouse;

namespace PapiBI.Etl.Workbooks;

/// <summary>The first sheet: what to do, an example of each kind of row, and what the colours mean.</summary>
internal static class PlanTemplateGuide
{
    public static readonly Text Tab = new("Hướng dẫn", "Instructions");

    private static readonly double[] Widths = [4, 15, 22, 20, 15, 15, 15, 15, 15];

    private static readonly Text Example = new("Ví dụ một dòng của trang", "Example of a line of the sheet");

    private static readonly Text[] Key =
    [
        new("Ô để điền", "A cell to fill in"),
        new("Thông tin có sẵn, không cần điền, không đọc khi nạp", "Known already: nothing to fill in, and not read"),
        new("Mười nội dung yếu nhất ở trang Điểm năm trước", "The ten weakest parts on the sheet of last year's scores"),
        new("Dấu * ở tiêu đề: bắt buộc phải có", "An asterisk in a heading: every line must have it"),
    ];

    /// <param name="workbook">The template.</param>
    /// <param name="title">In one line: of whom, when.</param>
    /// <param name="about">In one sentence: what comes of it.</param>
    /// <param name="steps">What to do, one line each.</param>
    /// <param name="examples">By sheet: the headings and what stands under them.</param>
    /// <param name="hasScores">Whether the workbook has last year's scores, whose weakest parts are marked.</param>
    /// <param name="language">Of all of them.</param>
    public static void Add(ExcelWorkbook workbook, string title, string about, IReadOnlyList<string> steps, IReadOnlyList<(string Sheet, IReadOnlyList<(string Heading, string Value)> Cells)> examples, bool hasScores, Language language)
    {
        ExcelWorksheet sheet = PlanTemplateLook.Add(workbook, Tab.In(language), title, about, Widths);
        int row = PlanTemplateLook.HeaderRow;
        for (int i = 0; i < steps.Count; i++, row++)
        {
            sheet.Cells[row, 1].Value = (i + 1).ToString(CultureInfo.InvariantCulture) + ".";
            Line(sheet, row, 2, steps[i]);
        }

        foreach ((string name, IReadOnlyList<(string Heading, string Value)> cells) in examples)
        {
            row++;
            PlanTemplateLook.Write(sheet.Cells[row, 1], $"{Example.In(language)} “{name}”");
            sheet.Cells[row, 1].Style.Font.Bold = true;
            sheet.Cells[row, 1].Style.Font.Size = 12;
            sheet.Cells[row, 1].Style.Font.Color.SetColor(PlanTemplateLook.Navy);
            WriteExample(sheet, row + 1, cells);
            row += 3;
        }

        row++;
        System.Drawing.Color?[] fills = [PlanTemplateLook.InputFill, PlanTemplateLook.InfoFill, PlanTemplateLook.WeakFill, null];
        for (int i = 0; i < Key.Length; i++)
        {
            if (fills[i] == PlanTemplateLook.WeakFill && !hasScores)
            {
                continue;
            }

            if (fills[i] is { } fill)
            {
                PlanTemplateLook.Fill(sheet.Cells[row, 1], fill);
            }
            else
            {
                sheet.Cells[row, 1].Value = "*";
            }

            PlanTemplateLook.Write(sheet.Cells[row++, 2], Key[i].In(language));
        }

        PlanTemplateLook.Protect(sheet);
        PlanTemplateLook.SetPaper(sheet, Widths.Length, (row - 1).ToString(CultureInfo.InvariantCulture), language);
        sheet.PrinterSettings.FitToHeight = 1;
    }

    private static void WriteExample(ExcelWorksheet sheet, int row, IReadOnlyList<(string Heading, string Value)> cells)
    {
        for (int i = 0; i < cells.Count; i++)
        {
            PlanTemplateLook.Write(sheet.Cells[row, i + 2], cells[i].Heading);
            PlanTemplateLook.Write(sheet.Cells[row + 1, i + 2], cells[i].Value);
        }

        PlanTemplateLook.Header(sheet.Cells[row, 2, row, cells.Count + 1]);
        PlanTemplateLook.Body(sheet.Cells[row + 1, 2, row + 1, cells.Count + 1]);
        PlanTemplateLook.Fill(sheet.Cells[row + 1, 2, row + 1, cells.Count + 1], PlanTemplateLook.InputFill);
        PlanTemplateLook.FitRow(sheet, row, cells.Select((cell, i) => (cell.Heading, Widths[i + 1] * 0.9)));
        PlanTemplateLook.FitRow(sheet, row + 1, cells.Select((cell, i) => (cell.Value, Widths[i + 1])));
    }

    private static void Line(ExcelWorksheet sheet, int row, int column, string text)
    {
        ExcelRange cells = sheet.Cells[row, column, row, Widths.Length];
        cells.Merge = true;
        cells.Style.WrapText = true;
        PlanTemplateLook.Write(sheet.Cells[row, column], text);
        PlanTemplateLook.FitRow(sheet, row, [(text, Widths.Skip(column - 1).Sum())]);
    }
}
