using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing.Charts;
using DocumentFormat.OpenXml.Drawing.Spreadsheet;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace PapiBI.Tests.Support;

/// <summary>A workbook read back without the library that wrote it: where cells, charts and breaks lie, and what is wrong with that.</summary>
public sealed partial class WorkbookLayout
{
    public required IReadOnlyList<SheetLayout> Sheets { get; init; }

    public SheetLayout this[string name] => Sheets.Single(sheet => sheet.Name == name);

    public static WorkbookLayout Read(byte[] workbook)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        WorkbookPart part = document.WorkbookPart!;
        string[] texts = [.. part.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText) ?? []];
        List<SheetLayout> sheets = [.. part.Workbook.Sheets!.Elements<Sheet>().Select((sheet, i) => Sheet(sheet, i, part, texts))];
        return new WorkbookLayout { Sheets = sheets };
    }

    /// <summary>What the schemas of Office 2013 and 2016 object to.</summary>
    public static IReadOnlyList<string> SchemaErrors(byte[] workbook)
    {
        List<string> errors = [];
        foreach (FileFormatVersions version in new[] { FileFormatVersions.Office2013, FileFormatVersions.Office2016 })
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
            errors.AddRange(new OpenXmlValidator(version).Validate(document).Select(error => $"{version} {error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
        }

        return errors;
    }

    /// <summary>Charts over content, over each other, off the printed area or cut by a break; numbers written as text.</summary>
    public IReadOnlyList<string> Problems() => [.. Sheets.SelectMany(sheet => sheet.Problems())];

    private static SheetLayout Sheet(Sheet sheet, int index, WorkbookPart workbook, string[] texts)
    {
        var part = (WorksheetPart)workbook.GetPartById(sheet.Id!.Value!);
        Worksheet worksheet = part.Worksheet;
        string? printArea = workbook.Workbook.DefinedNames?.Elements<DefinedName>()
            .FirstOrDefault(name => name.Name == "_xlnm.Print_Area" && name.LocalSheetId?.Value == index)?.Text;
        return new SheetLayout
        {
            Name = sheet.Name!.Value!,
            Cells = [.. worksheet.Descendants<Cell>().Where(cell => cell.CellValue is not null).Select(cell => Read(cell, texts))],
            Merged = [.. worksheet.Descendants<MergeCell>().Select(merge => CellBox.Parse(merge.Reference!.Value!))],
            Charts = [.. part.DrawingsPart?.WorksheetDrawing.Elements<TwoCellAnchor>().Select(anchor => Chart(anchor, part.DrawingsPart)) ?? []],
            BreaksAfter = [.. worksheet.Descendants<RowBreaks>().SelectMany(breaks => breaks.Elements<Break>()).Select(item => (int)item.Id!.Value)],
            PrintArea = printArea is null ? null : CellBox.Parse(printArea[(printArea.LastIndexOf('!') + 1)..].Replace("$", "", StringComparison.Ordinal)),
            RowHeights = worksheet.Descendants<Row>().Where(row => row.Height is not null).ToDictionary(row => (int)row.RowIndex!.Value, row => row.Height!.Value),
        };
    }

    private static CellFact Read(Cell cell, string[] texts)
    {
        CellBox box = CellBox.Parse(cell.CellReference!.Value!);
        string raw = cell.CellValue!.Text;
        return cell.DataType?.Value == CellValues.SharedString
            ? new CellFact(box.Top, box.Left, texts[int.Parse(raw, CultureInfo.InvariantCulture)], null)
            : new CellFact(box.Top, box.Left, null, double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private static ChartFact Chart(TwoCellAnchor anchor, DrawingsPart drawings)
    {
        static int At(OpenXmlElement? element) => int.Parse(element!.InnerText, CultureInfo.InvariantCulture);
        var properties = anchor.Descendants<NonVisualDrawingProperties>().First();
        return new ChartFact(
            properties.Name?.Value ?? "",
            properties.Description?.Value ?? "",
            new CellBox(At(anchor.FromMarker!.RowId) + 1, At(anchor.FromMarker.ColumnId) + 1, At(anchor.ToMarker!.RowId), At(anchor.ToMarker.ColumnId)))
        {
            Xml = ((ChartPart)drawings.GetPartById(anchor.Descendants<ChartReference>().Single().Id!.Value!)).ChartSpace.OuterXml,
        };
    }
}

/// <summary>A rectangle of cells, counted from 1, ends included.</summary>
public sealed record CellBox(int Top, int Left, int Bottom, int Right)
{
    public bool Meets(CellBox other) => Top <= other.Bottom && other.Top <= Bottom && Left <= other.Right && other.Left <= Right;

    public bool Holds(CellBox other) => Top <= other.Top && Left <= other.Left && Bottom >= other.Bottom && Right >= other.Right;

    public static CellBox Parse(string address)
    {
        string[] ends = address.Split(':');
        (int top, int left) = Corner(ends[0]);
        (int bottom, int right) = Corner(ends[^1]);
        return new CellBox(top, left, bottom, right);
    }

    private static (int Row, int Column) Corner(string cell)
    {
        string letters = new([.. cell.TakeWhile(char.IsLetter)]);
        return (int.Parse(cell[letters.Length..], CultureInfo.InvariantCulture), letters.Aggregate(0, (column, letter) => (column * 26) + letter - 'A' + 1));
    }
}

public sealed record CellFact(int Row, int Column, string? Text, double? Number);

public sealed record ChartFact(string Name, string AltText, CellBox Box)
{
    /// <summary>Of the part that its place refers to.</summary>
    public string Xml { get; init; } = "";
}

public sealed partial record SheetLayout
{
    private const double TallestRow = 409;

    public required string Name { get; init; }
    public required IReadOnlyList<CellFact> Cells { get; init; }
    public required IReadOnlyList<CellBox> Merged { get; init; }
    public required IReadOnlyList<ChartFact> Charts { get; init; }
    public required IReadOnlyList<int> BreaksAfter { get; init; }
    public required CellBox? PrintArea { get; init; }
    public required IReadOnlyDictionary<int, double> RowHeights { get; init; }
    public IReadOnlyList<string> ChartXml => [.. Charts.Select(chart => chart.Xml)];

    public IEnumerable<string> Problems()
    {
        foreach (ChartFact chart in Charts)
        {
            foreach (CellFact cell in Cells)
            {
                CellBox box = Merged.FirstOrDefault(merged => merged.Top == cell.Row && merged.Left == cell.Column) ?? new CellBox(cell.Row, cell.Column, cell.Row, cell.Column);
                if (box.Meets(chart.Box))
                {
                    yield return $"{Name}: {chart.Name} lies over \"{cell.Text ?? cell.Number?.ToString(CultureInfo.InvariantCulture)}\" in row {cell.Row}, column {cell.Column}.";
                }
            }

            foreach (ChartFact other in Charts.Where(other => string.CompareOrdinal(chart.Name, other.Name) < 0 && chart.Box.Meets(other.Box)))
            {
                yield return $"{Name}: {chart.Name} and {other.Name} lie over each other.";
            }

            foreach (int row in BreaksAfter.Where(row => row >= chart.Box.Top && row < chart.Box.Bottom))
            {
                yield return $"{Name}: the break after row {row} cuts {chart.Name}.";
            }

            if (PrintArea is { } area && !area.Holds(chart.Box))
            {
                yield return $"{Name}: {chart.Name} leaves the printed area.";
            }

            if (chart.AltText.Length == 0)
            {
                yield return $"{Name}: {chart.Name} has no words for those who cannot see it.";
            }
        }

        foreach (CellFact cell in Cells.Where(cell => cell.Text is { } text && NumberAsText().IsMatch(text)))
        {
            yield return $"{Name}: row {cell.Row}, column {cell.Column} holds the number {cell.Text} as text.";
        }

        foreach ((int row, double height) in RowHeights.Where(row => row.Value > TallestRow))
        {
            yield return $"{Name}: row {row} is {height.ToString(CultureInfo.InvariantCulture)} points high; Excel draws none above {TallestRow}.";
        }

        foreach (CellBox merged in Merged)
        {
            if (Merged.Any(other => !ReferenceEquals(other, merged) && other.Meets(merged)))
            {
                yield return $"{Name}: the merged cells at row {merged.Top}, column {merged.Left} overlap others.";
            }
        }
    }

    // A bare year is a heading and "1.1" the code of an item; a decimal, a signed number or a rank alone in a cell is a value.
    [GeneratedRegex(@"^(· )?[▲▼=]?\s*[+−-]?(\d+,\d+|\d+\.\d{2,}|\d+/\d+|(?<=[+−-])[\d.]+)( ?%)?$")]
    private static partial Regex NumberAsText();
}
