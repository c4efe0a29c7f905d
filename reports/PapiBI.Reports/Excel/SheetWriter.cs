using OfficeOpenXml;
using OfficeOpenXml.Style;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;

namespace PapiBI.Reports.Excel;

/// <summary>Rows of a sheet, both ends included.</summary>
internal sealed record RowSpan(int First, int Last)
{
    public int Count => Last - First + 1;
}

/// <summary>Puts values of a document into the grid of one sheet.</summary>
internal sealed class SheetWriter(ExcelWorksheet sheet, PageGrid grid, Language language, SheetNames names, Looks looks)
{
    private const int LongestText = 32767;

    public ExcelWorksheet Sheet => sheet;
    public PageGrid Grid => grid;
    public Language Language => language;
    public Looks Looks => looks;

    public ExcelRange Range(RowSpan rows, int column, int span) =>
        sheet.Cells[rows.First, grid.First(column), rows.Last, grid.Last(column, span)];

    /// <summary>One box of the grid, styled, as one cell.</summary>
    public ExcelRange Box(RowSpan rows, int column, int span, string style)
    {
        ExcelRange box = Range(rows, column, span);
        box.StyleName = style;
        if (box.Start.Row != box.End.Row || box.Start.Column != box.End.Column)
        {
            box.Merge = true;
        }

        return box;
    }

    public ExcelRange Words(RowSpan rows, int column, int span, string style, string text)
    {
        ExcelRange box = Box(rows, column, span, style);
        SetText(box, text);
        return box;
    }

    /// <summary>A cell of the document: a number stays a number, its format does the talking.</summary>
    public ExcelRange Value(RowSpan rows, int column, int span, string style, Cell cell, string prefix = "")
    {
        ExcelRange box = Box(rows, column, span, style);
        if (cell.Number is { } number && double.IsFinite(number))
        {
            First(box).Value = NumberFormats.Visible(cell);
            looks.Format(box, NumberFormats.Of(cell, language, prefix));
        }
        else if (cell.Text is { } text)
        {
            SetText(box, prefix + text);
        }
        else if (cell.Spark is null)
        {
            SetText(box, "–");
            looks.Ink(box, Inks.Quiet);
            return box;
        }

        bool isNoChange = cell.Tone is Tone.Rise or Tone.Fall && cell.Number is not null && NumberFormats.Visible(cell) == 0;
        if (cell.Tone is not Tone.Plain && !isNoChange)
        {
            looks.Ink(box, Inks.Of(cell.Tone));
        }

        if (cell.LinkToTab is { } tab && names.Find(tab) is { } target)
        {
            First(box).Hyperlink = new ExcelHyperLink($"{SheetNames.Quote(target)}!A1", cell.Text ?? tab);
            looks.Ink(box, Inks.Navy);
            box.Style.Font.UnderLine = true;

            // Not every program wraps a link.
            looks.Wrap(box, false);
            looks.Shrink(box);
        }

        return box;
    }

    public static void Rule(ExcelRange range, string ink)
    {
        range.Style.Border.Bottom.Style = ExcelBorderStyle.Thin;
        range.Style.Border.Bottom.Color.SetColor(InkColour.Of(ink));
    }

    public static void Fill(ExcelRange range, string ink)
    {
        range.Style.Fill.PatternType = ExcelFillStyle.Solid;
        range.Style.Fill.BackgroundColor.SetColor(InkColour.Of(ink));
    }

    /// <summary>Text as text, whatever it looks like: a cell that starts like a formula keeps its quote when somebody retypes it.</summary>
    public static void SetText(ExcelRange box, string text)
    {
        string clean = CleanText.Of(text);
        clean = clean.Length > LongestText ? clean[..LongestText] : clean;
        First(box).Value = clean;
        if (clean.Length > 0 && clean[0] is '=' or '+' or '-' or '@')
        {
            box.Style.QuotePrefix = true;
        }
    }

    private static ExcelRange First(ExcelRange box) => box.Worksheet.Cells[box.Start.Row, box.Start.Column];
}
