using System.Text.Json;

namespace PapiBI.Benchmarks;

/// <summary>What finished workbooks hold, for other writers to write again. Rows and columns count from 1, lengths are in points, colours RRGGBB, "" for none.</summary>
internal sealed record WorkbookDump(IReadOnlyList<CellStyle> Styles, IReadOnlyList<DumpedBook> Books)
{
    public static WorkbookDump Read(string file) => JsonSerializer.Deserialize<WorkbookDump>(File.ReadAllText(file))!;

    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this));

    public static WorkbookDump Of(IEnumerable<string> files)
    {
        Dictionary<CellStyle, int> styles = [];
        List<DumpedBook> books = [.. files.Select(file => WorkbookReader.Read(file, styles))];
        return new WorkbookDump([.. styles.Keys], books);
    }
}

internal sealed record DumpedBook(string Name, IReadOnlyDictionary<string, string> Properties, IReadOnlyList<DumpedName> Names, IReadOnlyList<DumpedSheet> Sheets);

internal sealed record DumpedName(string Name, string RefersTo);

internal sealed record DumpedSheet
{
    public required string Name { get; init; }
    public required IReadOnlyList<DumpedColumns> Columns { get; init; }
    public required IReadOnlyList<DumpedRow> Rows { get; init; }
    public required IReadOnlyList<DumpedCell> Cells { get; init; }
    public required IReadOnlyList<int[]> Merged { get; init; }
    public required DumpedPage Page { get; init; }
    public required IReadOnlyList<DumpedScale> Scales { get; init; }
    public required IReadOnlyList<DumpedSparklines> Sparklines { get; init; }
    public required IReadOnlyList<DumpedChart> Charts { get; init; }
    public required int[]? Filter { get; init; }
    public required int FrozenRows { get; init; }
    public required string? TextNumbers { get; init; }
}

/// <summary>Columns of one width and style; the last of them may be the last of the sheet.</summary>
internal sealed record DumpedColumns(int First, int Last, double Width, int Style);

internal sealed record DumpedRow(int Row, double Height);

internal sealed record DumpedCell(int Row, int Column, int Style, string? Text, double? Number, IReadOnlyList<DumpedRun>? Runs);

internal sealed record DumpedRun(string Text, string Font, double Size, bool IsBold, string Ink);

/// <summary>How a sheet is printed and shown; margins in inches: left, right, top, bottom, header, footer.</summary>
internal sealed record DumpedPage(bool IsLandscape, int? Scale, bool FitsOnePage, double[] Margins, string Footer, string? PrintArea, string? RepeatedRows, IReadOnlyList<int> Breaks, int Zoom);

/// <summary>Three colours over a box: values and colours, lowest first.</summary>
internal sealed record DumpedScale(int[] Box, double[] Values, string[] Inks);

internal sealed record DumpedSparklines(string Ink, string LastInk, IReadOnlyList<string> Cells, IReadOnlyList<string> Data);

/// <summary>How a cell looks; a border is a style and a colour: left, right, top, bottom.</summary>
internal sealed record CellStyle(
    string Font, double Size, bool IsBold, bool IsUnderlined, string Ink, string Fill, CellBorder Left, CellBorder Right, CellBorder Top, CellBorder Bottom, string Format, string Horizontal, string Vertical, bool Wraps, bool Shrinks, int Indent);

internal sealed record CellBorder(string Style, string Ink);

/// <summary>A chart from one corner of a cell to another's (row, column, row, column, the second pair not included), as groups of series over shared axes.</summary>
internal sealed record DumpedChart(string Name, string AltText, int[] Box, double[]? Layout, IReadOnlyList<DumpedGroup> Groups, DumpedAxis X, DumpedAxis Y);

internal sealed record DumpedGroup(string Kind, bool IsStacked, int? Gap, int? Overlap, IReadOnlyList<DumpedSeries> Series);

/// <summary>The addresses of a series and its look; inks of points stand beside their number from 0.</summary>
internal sealed record DumpedSeries(string? Name, string? Categories, string Values, int Count, DumpedLine Line, string Fill, DumpedMarker? Marker, DumpedLabels? Labels, IReadOnlyDictionary<int, string> PointInks);

internal sealed record DumpedLine(string Ink, double Width, string Dash);

internal sealed record DumpedMarker(string Symbol, int Size, string Ink, DumpedLine Edge);

/// <summary>Labels at every point (none are listed), or at those listed.</summary>
internal sealed record DumpedLabels(string? Format, string Position, DumpedFont Font, IReadOnlyList<DumpedLabel> Points);

internal sealed record DumpedLabel(int Index, string? Text, string Position, DumpedFont Font);

internal sealed record DumpedFont(string Font, double Size, bool IsBold, string Ink, double Rotation);

internal sealed record DumpedAxis(
    bool IsHidden, double? Min, double? Max, double? Step, bool IsReversed, string Format, string Labels, string Crosses, DumpedLine GridLine, DumpedLine Line, DumpedFont Font, bool IsBetween);
