using System.Text.Json;
using System.Xml.Linq;
using OfficeOpenXml;
using OfficeOpenXml.Drawing.Chart;
using OfficeOpenXml.Style;

namespace PapiBI.Benchmarks;

/// <summary>What finished workbooks hold, for other writers to write again: cells with their styles, merged boxes, widths, heights and native charts.</summary>
internal sealed record WorkbookDump(IReadOnlyList<CellStyle> Styles, IReadOnlyList<DumpedBook> Books)
{
    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";

    public static WorkbookDump Read(string file) => JsonSerializer.Deserialize<WorkbookDump>(File.ReadAllText(file))!;

    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this));

    public static WorkbookDump Of(IEnumerable<string> files)
    {
        Dictionary<CellStyle, int> styles = [];
        List<DumpedBook> books = [.. files.Select(file => Book(file, styles))];
        return new WorkbookDump([.. styles.Keys], books);
    }

    private static DumpedBook Book(string file, Dictionary<CellStyle, int> styles)
    {
        using var package = new ExcelPackage(new FileInfo(file));
        return new DumpedBook(Path.GetFileName(file), [.. package.Workbook.Worksheets.Select(sheet => Sheet(sheet, styles))]);
    }

    private static DumpedSheet Sheet(ExcelWorksheet sheet, Dictionary<CellStyle, int> styles) => new(
        sheet.Name,
        [.. Enumerable.Range(1, sheet.Dimension.End.Column).Select(column => sheet.Column(column).Width)],
        [.. Enumerable.Range(1, sheet.Dimension.End.Row).Select(row => sheet.Row(row).Height)],
        [.. sheet.Cells.Select(cell => Cell(cell, styles))],
        [.. sheet.MergedCells.OfType<string>().Select(Box)],
        [.. sheet.Drawings.OfType<ExcelChart>().Select(Chart)]);

    private static DumpedCell Cell(ExcelRangeBase cell, Dictionary<CellStyle, int> styles)
    {
        var style = CellStyle.Of(cell.Style);
        if (!styles.TryGetValue(style, out int index))
        {
            styles.Add(style, index = styles.Count);
        }

        return new DumpedCell(cell.Start.Row, cell.Start.Column, index, cell.Value as string, cell.Value is double number ? number : null);
    }

    private static int[] Box(string address) => new ExcelAddress(address) is var box ? [box.Start.Row, box.Start.Column, box.End.Row, box.End.Column] : [];

    private static DumpedChart Chart(ExcelChart chart)
    {
        XElement drawn = XDocument.Parse(chart.ChartXml.OuterXml).Descendants(C + "plotArea").Single().Elements().First(element => element.Name.LocalName.EndsWith("Chart", StringComparison.Ordinal));
        string kind = drawn.Name.LocalName switch
        {
            "scatterChart" => "scatter",
            "lineChart" => "line",
            "radarChart" => "radar",
            "barChart" => drawn.Element(C + "barDir")?.Attribute("val")?.Value == "bar" ? "bar" : "column",
            var other => throw new ArgumentOutOfRangeException(nameof(chart), other, "No such chart to write again."),
        };
        return new DumpedChart(
            kind,
            [chart.From.Row, chart.From.Column, chart.To.Row, chart.To.Column],
            [.. drawn.Parent!.Descendants(C + "ser").Where(series => Reference(series, "yVal", "val") is not null).Select(series => new DumpedSeries(
                Reference(series, "tx"),
                Reference(series, "xVal", "cat"),
                Reference(series, "yVal", "val")!,
                series.Element(C + "spPr")?.Descendants(A + "srgbClr").FirstOrDefault()?.Attribute("val")?.Value ?? "000000"))]);
    }

    private static string? Reference(XElement series, params IEnumerable<string> names) =>
        names.Select(name => series.Element(C + name)?.Descendants(C + "f").FirstOrDefault()?.Value).FirstOrDefault(formula => formula is not null);
}

internal sealed record DumpedBook(string Name, IReadOnlyList<DumpedSheet> Sheets);

internal sealed record DumpedSheet(string Name, IReadOnlyList<double> Widths, IReadOnlyList<double> Heights, IReadOnlyList<DumpedCell> Cells, IReadOnlyList<int[]> Merged, IReadOnlyList<DumpedChart> Charts);

internal sealed record DumpedCell(int Row, int Column, int Style, string? Text, double? Number);

/// <summary>A chart over a box of cells (row, column, row, column, from 0).</summary>
internal sealed record DumpedChart(string Kind, int[] Box, IReadOnlyList<DumpedSeries> Series);

/// <summary>The addresses of a series, and its colour.</summary>
internal sealed record DumpedSeries(string? Name, string? Categories, string Values, string Ink);

/// <summary>How a cell looks; colours as RRGGBB, "" for none.</summary>
internal sealed record CellStyle(
    string Font, double Size, bool IsBold, bool IsUnderlined, string Ink, string Fill, bool HasRule, string RuleInk, string Format, string Horizontal, string Vertical, bool Wraps, bool Shrinks, int Indent)
{
    public static CellStyle Of(ExcelStyle style) => new(
        style.Font.Name,
        style.Font.Size,
        style.Font.Bold,
        style.Font.UnderLine,
        Colour(style.Font.Color),
        style.Fill.PatternType == ExcelFillStyle.Solid ? Colour(style.Fill.BackgroundColor) : "",
        style.Border.Bottom.Style != ExcelBorderStyle.None,
        style.Border.Bottom.Style == ExcelBorderStyle.None ? "" : Colour(style.Border.Bottom.Color),
        style.Numberformat.Format,
        style.HorizontalAlignment.ToString(),
        style.VerticalAlignment.ToString(),
        style.WrapText,
        style.ShrinkToFit,
        style.Indent);

    private static string Colour(ExcelColor colour) => colour.Rgb is { Length: 8 } argb ? argb[2..] : "";
}
