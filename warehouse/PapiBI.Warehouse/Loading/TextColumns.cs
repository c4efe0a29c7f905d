using System.Text.RegularExpressions;
using PapiBI.Warehouse.Dialects;

namespace PapiBI.Warehouse.Loading;

/// <summary>A column of texts: its place in its table, from 0, and as many UTF-16 units as it keeps; a plain one keeps ASCII only.</summary>
public sealed record TextColumn(string Name, int Place, int Longest, bool IsPlain)
{
    /// <summary>What the service itself writes is cut rather than refused; "…" and "?" say that there was more or other.</summary>
    public string Fit(string text)
    {
        var known = IsPlain ? string.Concat(text.Select(letter => char.IsAscii(letter) ? letter : '?')) : text;
        if (known.Length <= Longest)
        {
            return known;
        }

        var end = IsPlain ? "..." : "…";
        var length = Longest - end.Length;
        return known[..(char.IsHighSurrogate(known[length - 1]) ? length - 1 : length)] + end;
    }
}

/// <summary>The texts that the tables keep, as SQL Server's scripts declare them: there a length limits, on DuckDB it does not, and both are to give the same answer.</summary>
public static partial class TextColumns
{
    private static readonly Dictionary<string, TextColumn[]> All = Read();

    public static IReadOnlyCollection<string> Tables => All.Keys;

    public static IReadOnlyList<TextColumn> Of(string table) => All[table];

    internal static TextColumn Of(string table, string column) => All[table].Single(c => c.Name == column);

    private static Dictionary<string, TextColumn[]> Read()
    {
        var columns = new Dictionary<string, List<(string Name, string Type)>>(StringComparer.Ordinal);
        foreach (var script in SqlScript.In("Migrations/SqlServer").Select(SqlScript.Read))
        {
            foreach (Match made in Created().Matches(script))
            {
                columns[made.Groups["table"].Value] = [.. Declared().Matches(made.Groups["columns"].Value).Select(c => (c.Groups["name"].Value, c.Groups["type"].Value))];
            }

            foreach (Match added in Added().Matches(script))
            {
                columns[added.Groups["table"].Value].Add((added.Groups["name"].Value, added.Groups["type"].Value));
            }
        }

        return columns.ToDictionary(table => table.Key, table => table.Value.SelectMany(Texts).ToArray(), StringComparer.Ordinal);
    }

    private static IEnumerable<TextColumn> Texts((string Name, string Type) column, int place) => Sized().Match(column.Type) is { Success: true } sized
        ? [new TextColumn(column.Name, place, int.Parse(sized.Groups["length"].Value, System.Globalization.CultureInfo.InvariantCulture), IsPlain: sized.Groups["n"].Length == 0)]
        : [];

    [GeneratedRegex(@"^create table (?<table>[a-z_]+) \((?<columns>.*?)^\)", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Created();

    [GeneratedRegex(@"^    (?!constraint )(?<name>[a-z0-9_]+) (?<type>[a-z0-9]+(\([0-9]+\))?)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^alter table (?<table>[a-z_]+) add (?<name>[a-z0-9_]+) (?<type>[a-z0-9]+(\([0-9]+\))?)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Added();

    [GeneratedRegex(@"^(?<n>n?)varchar\((?<length>[0-9]+)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sized();
}
