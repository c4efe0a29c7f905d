using System.Globalization;
using System.Text.RegularExpressions;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Parsing;

/// <summary>Places in files: written into an <see cref="Origin"/>, and said to people. Lines and columns count from 1.</summary>
public static partial class Positions
{
    public static Origin Of(string sheet, int line, int column) =>
        sheet.Length == 0
            ? new Origin("", string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column}"))
            : new Origin(sheet, LettersOf(column) + line.ToString(CultureInfo.InvariantCulture));

    /// <summary>The place as a sentence begins with it: "Dòng 5, cột 3".</summary>
    public static Text Said(Origin origin) => new(Capital(origin.Said.Vi), Capital(origin.Said.En));

    /// <summary>Line and column of "AC44" and of "line 44, column 29"; null for a whole sheet or file.</summary>
    public static (int Line, int Column)? CellAt(Origin origin)
    {
        Match place = CellPosition().Match(origin.Position);
        return !place.Success ? null
            : place.Groups["letters"] is { Success: true } letters ? (Number(place, "line"), ColumnIn(letters.Value))
            : (Number(place, "line"), Number(place, "column"));
    }

    /// <summary>29 for "AC44".</summary>
    public static int ColumnIn(string cell) =>
        cell.TakeWhile(char.IsAsciiLetterUpper).Aggregate(0, (column, letter) => (column * 26) + letter - 'A' + 1);

    private static int Number(Match place, string part) => int.Parse(place.Groups[part].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^((?<letters>[A-Z]{1,3})(?<line>\d{1,7})|line (?<line>\d{1,9}), column (?<column>\d{1,9}))$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CellPosition();

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
