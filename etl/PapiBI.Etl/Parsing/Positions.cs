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
            : new Origin(sheet, LettersOf(column) + line.ToString(CultureInfo.InvariantCulture));

    /// <summary>The place as a sentence begins with it: "Dòng 5, cột 3".</summary>
    public static Text Said(Origin origin) => new(Capital(origin.Said.Vi), Capital(origin.Said.En));

    /// <summary>29 for "AC44".</summary>
    public static int ColumnIn(string cell) =>
        cell.TakeWhile(char.IsAsciiLetterUpper).Aggregate(0, (column, letter) => (column * 26) + letter - 'A' + 1);

    private static string Capital(string place) => char.ToUpperInvariant(place[0]) + place[1..];

    /// <summary>"AC" for 29.</summary>
    public static string LettersOf(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26)
        {
            letters = (char)('A' + ((column - 1) % 26)) + letters;
        }

        return letters;
    }
}
