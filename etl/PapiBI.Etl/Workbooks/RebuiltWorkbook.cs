using System.Globalization;
using OfficeOpenXml;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;

namespace PapiBI.Etl.Workbooks;

/// <summary>A workbook made of what the reader saw: of a text, of an old .xls, of a workbook that brings more than cells or cannot be kept.</summary>
internal static class RebuiltWorkbook
{
    private const string Font = "Times New Roman";
    private const int Narrowest = 9;
    private const int Widest = 40;

    /// <summary>A name that says no year: that would be a statement about the table.</summary>
    private static readonly Text NameOfText = new("Số liệu", "Data");

    public static ExcelPackage Of(IReadOnlyList<RawSheet> sheets, Language language)
    {
        var package = new ExcelPackage();
        package.Workbook.Styles.NamedStyles[0].Style.Font.Name = Font;
        foreach (RawSheet sheet in sheets)
        {
            Write(package.Workbook.Worksheets.Add(sheet.Name.Length == 0 ? NameOfText.In(language) : sheet.Name), sheet);
        }

        return package;
    }

    private static void Write(ExcelWorksheet target, RawSheet sheet)
    {
        // Column names stay texts: as numbers Excel would show 1.1 as 1,1.
        RawRow? header = sheet.Name.Length == 0 ? sheet.Rows.FirstOrDefault(row => !Metadata.IsMetadata(row)) : null;
        var widths = new Dictionary<int, int>();
        foreach (RawRow row in sheet.Rows)
        {
            for (int i = 0; i < row.Cells.Count; i++)
            {
                if (!row.Cells[i].IsBlank)
                {
                    Write(target.Cells[row.Line, i + 1], row.Cells[i], isName: row == header);
                    widths[i + 1] = Metadata.IsMetadata(row) ? Narrowest : Math.Max(widths.GetValueOrDefault(i + 1, Narrowest), row.Cells[i].Text.Length + 2);
                }
            }
        }

        foreach ((int column, int width) in widths)
        {
            target.Column(column).Width = Math.Min(width, Widest);
        }
    }

    private static void Write(ExcelRange cell, RawCell raw, bool isName)
    {
        if (!isName && (raw.Number ?? SameNumber(raw.Text)) is double number)
        {
            cell.Value = number;
            return;
        }

        string text = SheetText.Clean(raw.Text);
        cell.Value = text;
        cell.Style.QuotePrefix = SheetText.LooksLikeFormula(text);
    }

    /// <summary>The number only where it is read back as the very same text: not of the code 01, nor of the part 1.10.</summary>
    private static double? SameNumber(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
        && number.ToString("R", CultureInfo.InvariantCulture) == text
            ? number
            : null;
}
