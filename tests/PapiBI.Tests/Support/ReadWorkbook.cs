using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace PapiBI.Tests.Support;

/// <summary>A cell as another program reads it: a number with its format, or a text.</summary>
public sealed record ReadCell(string Reference, double? Number, string Format, string Text)
{
    /// <summary>"42/60" for a rank cell, "41.23" (two decimals) for other numbers, the text for a text.</summary>
    public string Shown => Number is not { } number ? Text
        : Format.Contains("\"/", StringComparison.Ordinal) ? $"{(Format.StartsWith("\"=\"", StringComparison.Ordinal) ? "=" : "")}{number:0}{Format[Format.IndexOf("\"/", StringComparison.Ordinal)..].Trim('"').Split('"')[0]}"
        : number.ToString("0.00", CultureInfo.InvariantCulture);
}

/// <summary>A workbook read with a library that had no part in writing it.</summary>
public sealed class ReadWorkbook
{
    private readonly Dictionary<string, List<List<ReadCell>>> sheets = [];

    public ReadWorkbook(byte[] bytes)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        var book = document.WorkbookPart!;
        var shared = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(s => s.InnerText).ToList() ?? [];
        var styles = book.WorkbookStylesPart!.Stylesheet;
        var formats = styles.NumberingFormats?.Elements<NumberingFormat>().ToDictionary(f => f.NumberFormatId!.Value, f => f.FormatCode!.Value!) ?? [];
        var cellFormats = styles.CellFormats!.Elements<CellFormat>().Select(f => formats.GetValueOrDefault(f.NumberFormatId?.Value ?? 0, "")).ToList();
        foreach (var sheet in book.Workbook.Sheets!.Elements<Sheet>())
        {
            var part = (WorksheetPart)book.GetPartById(sheet.Id!.Value!);
            sheets[sheet.Name!.Value!] = [.. part.Worksheet.Descendants<Row>().Select(row => row.Elements<Cell>()
                .Select(cell => Read(cell, shared, cellFormats))
                .Where(cell => cell.Number is not null || cell.Text.Length > 0)
                .ToList())];
        }
    }

    public IReadOnlyCollection<string> Sheets => sheets.Keys;

    public IReadOnlyList<IReadOnlyList<ReadCell>> Rows(string sheet) => [.. sheets[sheet]];

    /// <summary>The cells of the first row whose first cell is this text (or begins with it).</summary>
    public IReadOnlyList<ReadCell> Row(string sheet, string label) =>
        sheets[sheet].First(row => row.Count > 0 && row[0].Text.StartsWith(label, StringComparison.Ordinal));

    /// <summary>What the row shows, after its label.</summary>
    public IReadOnlyList<string> Shown(string sheet, string label) => [.. Row(sheet, label).Skip(1).Select(cell => cell.Shown)];

    public IEnumerable<string> Texts(string sheet) => sheets[sheet].SelectMany(row => row).Where(cell => cell.Number is null).Select(cell => cell.Text);

    public IEnumerable<ReadCell> Numbers(string sheet) => sheets[sheet].SelectMany(row => row).Where(cell => cell.Number is not null);

    private static ReadCell Read(Cell cell, List<string> shared, List<string> formats)
    {
        var format = formats[(int)(cell.StyleIndex?.Value ?? 0)];
        var raw = cell.CellValue?.Text ?? "";
        var type = cell.DataType?.Value;
        if (type == CellValues.SharedString)
        {
            return new ReadCell(cell.CellReference!.Value!, null, format, shared[int.Parse(raw, CultureInfo.InvariantCulture)]);
        }

        return raw.Length > 0 && (type is null || type == CellValues.Number)
            ? new ReadCell(cell.CellReference!.Value!, double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture), format, "")
            : new ReadCell(cell.CellReference!.Value!, null, format, cell.InnerText);
    }
}
