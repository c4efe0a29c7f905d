using System.Text;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Parsing;

/// <summary>
/// A cell as it stood in the file: its text (trimmed, NFC), its place and, where the cell of a workbook held a number, that number.
/// </summary>
public sealed record RawCell(string Text, Origin Origin, double? Number = null)
{
    private const int LongestShown = 80;

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

/// <summary>All rows of one sheet, blank ones left out.</summary>
public sealed record RawSheet(string Name, IReadOnlyList<RawRow> Rows);
