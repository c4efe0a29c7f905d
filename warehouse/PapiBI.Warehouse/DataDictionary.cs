using System.Text.RegularExpressions;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Warehouse;

/// <summary>A view as the data dictionary tells of it.</summary>
/// <param name="Name">As SQL names it.</param>
/// <param name="Grain">What one row is.</param>
/// <param name="IsForAnalysts">Whether everybody who may ask SQL may read it; plans are not for everybody.</param>
/// <param name="Columns">In their order.</param>
public sealed record DescribedView(string Name, Text Grain, bool IsForAnalysts, IReadOnlyList<DescribedColumn> Columns);

/// <summary>A column as the data dictionary tells of it.</summary>
public sealed record DescribedColumn(string Name, string Type, string Unit, Text Meaning);

/// <summary>A worked example of the data dictionary, which a test runs.</summary>
public sealed record DictionaryExample(Text About, string Sql);

/// <summary>The data dictionary, warehouse/README.md, which a test keeps true: its views, to be read by programs.</summary>
public static partial class DataDictionary
{
    private const string ForAnalysts = "Analysts on a server may read it.";

    private static readonly Lazy<IReadOnlyList<DescribedView>> Parsed = new(() => Parse(Resource("data-dictionary.md")));

    // In Vietnamese it is told more shortly, and a column of one name once for all views that have it.
    private static readonly Lazy<Dictionary<string, string>> Vietnamese = new(() => Resource("data-dictionary-vi.txt")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.TrimEnd('\r').Split('\t'))
        .ToDictionary(line => line[0], line => line[1], StringComparer.Ordinal));

    private static readonly Lazy<IReadOnlyList<DictionaryExample>> ParsedExamples = new(() =>
        [.. Example().Matches(Resource("data-dictionary.md").ReplaceLineEndings("\n")).Select((m, i) => new DictionaryExample(Both($"example.{i + 1}", Plain(m.Groups["about"].Value).TrimEnd(':')), m.Groups["sql"].Value.TrimEnd()))]);

    private static readonly Lazy<IReadOnlyList<DictionaryExample>> ParsedServerExamples = new(() =>
        [.. ParsedExamples.Value.Select(example => example with { Sql = NullsLast().Replace(example.Sql, "order by case when ${by} is null then 1 else 0 end, ${by}") }).Where(example => new TSqlGate(AnalystServer.Views).Judge(example.Sql).Refusal is null)]);

    public static IReadOnlyList<DescribedView> Views => Parsed.Value;

    public static IReadOnlyList<DictionaryExample> Examples => ParsedExamples.Value;

    /// <summary>The same in T-SQL, as far as analysts on a server may ask them.</summary>
    public static IReadOnlyList<DictionaryExample> ServerExamples => ParsedServerExamples.Value;

    internal static IReadOnlyList<DescribedView> Parse(string dictionary)
    {
        var chapter = Chapter().Match(dictionary.ReplaceLineEndings("\n")).Groups["text"].Value;
        return [.. ViewSection().Matches(chapter).Select(section => View(section.Groups["name"].Value, section.Groups["text"].Value))];
    }

    private static DescribedView View(string name, string text)
    {
        var grain = GrainLine().Match(text).Groups["grain"].Value;
        return new DescribedView(
            name,
            Both(name, Plain(grain.Replace(ForAnalysts, "", StringComparison.Ordinal))),
            grain.Contains(ForAnalysts, StringComparison.Ordinal),
            [.. ColumnRow().Matches(text).Select(row => new DescribedColumn(
                row.Groups["name"].Value,
                row.Groups["type"].Value.Trim(),
                Plain(row.Groups["unit"].Value),
                Both($"*.{row.Groups["name"].Value}", Plain(row.Groups["meaning"].Value))))]);
    }

    // What is not for analysts is told in English alone.
    private static Text Both(string key, string english) => new(Vietnamese.Value.GetValueOrDefault(key, english), english);

    // What is set as code reads as well without its marks.
    private static string Plain(string marked) => marked.Replace("`", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal).Trim();

    private static string Resource(string name)
    {
        using var stream = typeof(DataDictionary).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^## Views\n(?<text>.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Chapter();

    [GeneratedRegex(@"^### `(?<name>\w+)`\n(?<text>.*?)(?=^### |\z)", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex ViewSection();

    [GeneratedRegex(@"^Grain: (?<grain>[^\n]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex GrainLine();

    [GeneratedRegex(@"^(?<about>[A-Z][^\n]*:)\n\n```sql\n(?<sql>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Example();

    [GeneratedRegex(@"order by (?<by>[\w.]+) nulls last", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NullsLast();

    // | `score` | double | points | … |
    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<type>[^|]+) \| (?<unit>[^|]+) \| (?<meaning>[^|]+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex ColumnRow();
}
