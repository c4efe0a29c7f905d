using System.Runtime.InteropServices;
using System.Text;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Parsing;

/// <summary>
/// A cell as it stood in the file: its text (trimmed, NFC), its place and, where the cell of a workbook held a number, that number.
/// A cell that shows 0.8497 as a percentage has the text "84.97%", which is how messages quote it and what it means.
/// </summary>
public sealed record RawCell(string Text, Origin Origin, double? Number = null)
{
    private const int LongestShown = 80;

    /// <summary>Whether <see cref="Number"/> is shown in hundredths.</summary>
    public bool IsPercent { get; init; }

    /// <summary>Whether the cell holds a day and shows its month alone, as Excel makes of a typed "6/2021".</summary>
    public bool IsMonth { get; init; }

    public bool IsBlank => Text.Length == 0;

    /// <summary>The text as messages quote it: cut where it is long.</summary>
    public string Shown => Shorten(Text);

    public static string Shorten(string text) => text.Length <= LongestShown ? text : $"{text[..LongestShown]}…";

    public static RawCell Of(string text, Origin origin, double? number = null) =>
        new(text.Normalize(NormalizationForm.FormC).Trim(), origin, number);
}

/// <summary>A row of a sheet; <see cref="Sheet"/> is "" in a text file. Cells beyond the last written one are blank, but have a place.</summary>
public sealed record RawRow(string Sheet, int Line, IReadOnlyList<RawCell> Cells)
{
    public RawCell this[int index] =>
        index < Cells.Count ? Cells[index] : new RawCell("", Positions.Of(Sheet, Line, index + 1));

    public bool IsBlank => Cells.All(cell => cell.IsBlank);
}

/// <summary>Cells shown as one; only the first of them holds something. Lines and columns count from 1.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MergedCells(int FirstLine, int FirstColumn, int LastLine, int LastColumn);

/// <summary>
/// A sheet of a workbook, or the one of a text file, whose name is "". Its rows, blank ones left out, are read when first asked for;
/// a fault met then is told to the faults of the file, which are to be looked at afterwards.
/// </summary>
public sealed class RawSheet(string name, IEnumerable<RawRow> rows, bool isHidden = false, IEnumerable<MergedCells>? merged = null)
{
    private readonly Lazy<IReadOnlyList<MergedCells>> _merged = new(() => [.. merged ?? []]);

    private readonly Lazy<IReadOnlyList<RawRow>> _all = new(() => rows as IReadOnlyList<RawRow> ?? [.. rows]);

    public string Name => name;

    public bool IsHidden => isHidden;

    /// <summary>Kept, once read.</summary>
    public IReadOnlyList<RawRow> Rows => _all.Value;

    /// <summary>Read when first asked for, like the rows.</summary>
    public IReadOnlyList<MergedCells> Merged => _merged.Value;

    /// <summary>Row by row, for who wants the first ones only. Nothing is kept.</summary>
    public IEnumerable<RawRow> Read() => _all.IsValueCreated ? _all.Value : rows;
}
