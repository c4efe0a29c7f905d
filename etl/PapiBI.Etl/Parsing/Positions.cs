using System.Globalization;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Parsing;

/// <summary>Places in files: written into an <see cref="Origin"/>, and said to people. Lines and columns count from 1.</summary>
public static class Positions
{
    public static Origin Of(string sheet, int line, int column) =>
        sheet.Length == 0
            ? new Origin("", string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column}"))
            : new Origin(sheet, ColumnLetters(column) + line.ToString(CultureInfo.InvariantCulture));

    /// <summary>"Ô C5, trang tính “2020”" and "Cell C5, sheet “2020”"; "Dòng 5, cột 3" and "Line 5, column 3"; "Tệp" and "File" for the whole.</summary>
    public static Text Said(Origin origin) => origin switch
    {
        { Sheet: "", Position: "" } => new("Tệp", "File"),
        { Sheet: "" } => new(
            origin.Position.Replace("line", "Dòng", StringComparison.Ordinal).Replace("column", "cột", StringComparison.Ordinal),
            origin.Position.Replace("line", "Line", StringComparison.Ordinal)),
        { Position: "" } => new($"Trang tính “{origin.Sheet}”", $"Sheet “{origin.Sheet}”"),
        _ => new($"Ô {origin.Position}, trang tính “{origin.Sheet}”", $"Cell {origin.Position}, sheet “{origin.Sheet}”"),
    };

    /// <summary>29 for "AC44".</summary>
    public static int ColumnIn(string cell) =>
        cell.TakeWhile(char.IsAsciiLetterUpper).Aggregate(0, (column, letter) => (column * 26) + letter - 'A' + 1);

    private static string ColumnLetters(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26)
        {
            letters = (char)('A' + ((column - 1) % 26)) + letters;
        }

        return letters;
    }
}
