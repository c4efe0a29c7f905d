using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Described;

/// <summary>The descriptions that are at hand: those shipped beside the program, and those of the data folder, which replace shipped ones of the same name.</summary>
public sealed class SourceDescriptions
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
    };

    private SourceDescriptions(IReadOnlyList<SourceDescription> all, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> schemes)
    {
        All = all;
        Schemes = schemes;
    }

    /// <summary>None: the project's own tables only.</summary>
    public static SourceDescriptions None { get; } = new([], new Dictionary<string, IReadOnlyDictionary<string, string>>());

    /// <summary>Those that come with the program.</summary>
    public static string ShippedFolder { get; } = Path.Combine(AppContext.BaseDirectory, "sources");

    public IReadOnlyList<SourceDescription> All { get; }

    /// <summary>The layout in which templates of plans are made: the first of those; null where there is none.</summary>
    public PlanDescription? PlanLayout => All.Select(description => description.Plan).FirstOrDefault(plan => plan is not null);

    /// <summary>By scheme: a publisher's code to the statistical code.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Schemes { get; }

    /// <summary>Those that count in an installation.</summary>
    public static (SourceDescriptions Descriptions, IReadOnlyList<Issue> Issues) Of(DataFolder data) => Read(ShippedFolder, data.Sources);

    /// <param name="folders">A later folder's description replaces an earlier one's of the same name. A folder that is not there holds none.</param>
    /// <returns>The descriptions without a fault, and what is wrong with the others, each issue naming its file.</returns>
    public static (SourceDescriptions Descriptions, IReadOnlyList<Issue> Issues) Read(params IEnumerable<string> folders)
    {
        var faults = new Faults();
        var found = new Dictionary<string, SourceDescription>(StringComparer.Ordinal);
        var schemes = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (string file in folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)))
        {
            switch (Path.GetFileName(file))
            {
                case "source-description.schema.json":
                    break;
                case "code-schemes.json":
                    foreach ((string scheme, IReadOnlyDictionary<string, string> codes) in Parse<Dictionary<string, IReadOnlyDictionary<string, string>>>(file, faults) ?? [])
                    {
                        schemes[scheme] = codes;
                    }

                    break;
                default:
                    if (Parse<SourceDescription>(file, faults) is { } description)
                    {
                        found[description.Name] = description with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) };
                        DescriptionRules.Check(description, Path.GetFileName(file), faults);
                    }

                    break;
            }
        }

        var faulty = faults.Found.Select(issue => issue.Origin.Sheet).ToHashSet(StringComparer.Ordinal);
        return (new SourceDescriptions([.. found.Values.Where(d => !faulty.Contains($"{d.Name}.json"))], schemes), faults.Found);
    }

    private static T? Parse<T>(string file, Faults faults)
        where T : class
    {
        try
        {
            byte[] text = File.ReadAllBytes(file);
            return JsonSerializer.Deserialize<T>(text.AsSpan().StartsWith("\uFEFF"u8) ? text.AsSpan(3) : text, Json);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            string place = e is JsonException { LineNumber: long line } json ? FormattableString.Invariant($"line {line + 1}, column {(json.BytePositionInLine ?? 0) + 1}") : "";
            faults.Error(IssueCodes.DescriptionInvalid, new Origin(Path.GetFileName(file), place),
                $"mô tả nguồn không đọc được: {e.Message}",
                $"the source description cannot be read: {e.Message}");
            return null;
        }
    }
}

/// <summary>What a description must keep beyond its JSON form.</summary>
internal static class DescriptionRules
{
    private const int MostPrecedence = 99;
    private const int MostHeaderRows = 20;

    public static void Check(SourceDescription description, string file, Faults faults)
    {
        void Refuse(string vi, string en) => faults.Error(IssueCodes.DescriptionInvalid, new Origin(file, ""), vi, en);
        if (description.Tables.Contains(null!) || description.Absent.Contains(null!) || description.Tables.Any(table => table.Figures.Contains(null!)) || description.Missing.Values.Contains(null!))
        {
            Refuse("có phần tử null trong danh sách.", "a list holds null.");
            return;
        }

        if (description.Precedence is < 0 or > MostPrecedence)
        {
            Refuse($"precedence phải từ 0 đến {MostPrecedence}.", $"precedence lies between 0 and {MostPrecedence}.");
        }

        if (file != $"{description.Name}.json")
        {
            Refuse($"tên mô tả “{description.Name}” phải trùng tên tệp.", $"the description's name “{description.Name}” must be that of its file.");
        }

        bool isPlan = description.Kind == DescribedKind.Plan;
        if (isPlan != (description.Plan is not null) || isPlan != (description.Index.Length == 0) || (isPlan && description.Tables.Count > 0))
        {
            Refuse("loại plan cần plan; các loại khác cần index và tables.", "a description of kind plan has plan, any other has index and tables.");
            return;
        }

        if (description.Plan is { } plan)
        {
            PlanDescriptionRules.Check(plan, Refuse);
        }
        else if (description.Tables.All(table => table.Use != TableUse.Load))
        {
            Refuse("không có bảng nào để nạp (use: load).", "no table is to be loaded (use: load).");
        }

        foreach (string pattern in description.IgnoreSheets.Concat(description.Plan?.Sheets.Select(sheet => sheet.Sheets) ?? []).Where(pattern => Patterns.TryMake(pattern) is null))
        {
            Refuse($"biểu thức “{pattern}” không hợp lệ.", $"the pattern “{pattern}” is not valid.");
        }

        foreach (DescribedTable table in description.Tables)
        {
            if (table.Year is { Value: null, Sheet: null, Heading: null, File: null, Column: null })
            {
                Refuse($"bảng “{table.Sheets}” không nói năm ở đâu.", $"the table “{table.Sheets}” does not say where its year stands.");
            }

            if (table.Province is { Name: null, Code: null } && table.Layout is Layout.Wide or Layout.Long)
            {
                Refuse($"bảng “{table.Sheets}” không có cột tên hay mã tỉnh.", $"the table “{table.Sheets}” has no column of province names or codes.");
            }

            if (table.Layout == Layout.Long && (table.Item is null || table.Value is null))
            {
                Refuse($"bảng dài “{table.Sheets}” cần item và value.", $"the long table “{table.Sheets}” needs item and value.");
            }

            if (table.Header.Rows is < 1 or > MostHeaderRows)
            {
                Refuse($"bảng “{table.Sheets}”: header.rows phải từ 1 đến {MostHeaderRows}.", $"the table “{table.Sheets}”: header.rows lies between 1 and {MostHeaderRows}.");
            }

            Heading[] headings = [.. ((Heading?[])[.. table.Figures, table.Province.Name, table.Province.Code, table.Item, table.Value, table.Scale, table.Year.Column]).OfType<Heading>()];
            foreach (Heading heading in headings)
            {
                if (heading.Occurrence < 1)
                {
                    Refuse($"bảng “{table.Sheets}”: occurrence phải từ 1.", $"the table “{table.Sheets}”: occurrence counts from 1.");
                }

                if (new[] { heading.Title, heading.Pattern, heading.Column }.Count(way => way is not null) != 1)
                {
                    Refuse($"bảng “{table.Sheets}”: mỗi tiêu đề cần đúng một trong title, pattern, column.", $"the table “{table.Sheets}”: each heading needs exactly one of title, pattern, column.");
                }
            }

            foreach (FigureRule figure in table.Figures.Where(figure => FigureMeasure.Find(figure.Measure) is null))
            {
                Refuse($"bảng “{table.Sheets}”: không có đại lượng “{figure.Measure}”.", $"the table “{table.Sheets}”: there is no measure “{figure.Measure}”.");
            }

            foreach (string pattern in headings.Select(heading => heading.Pattern).Concat([table.Sheets, table.Year.Sheet, table.Year.Heading, table.Year.File]).OfType<string>())
            {
                if (Patterns.TryMake(pattern) is null)
                {
                    Refuse($"biểu thức “{pattern}” không hợp lệ.", $"the pattern “{pattern}” is not valid.");
                }
            }
        }
    }
}

/// <summary>The patterns of descriptions: .NET regular expressions without backtracking, so that none can take for ever.</summary>
internal static partial class Patterns
{
    private const int Longest = 300;

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Regex?> Made = new(StringComparer.Ordinal);

    public static Regex? TryMake(string pattern) => Made.GetOrAdd(pattern, static text =>
    {
        try
        {
            // Counted repetitions are unrolled: a short pattern of large counts would take the memory and time of a long one.
            return text.Length > Longest || LargeCounts().IsMatch(text) ? null : new Regex(text, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    });

    [GeneratedRegex(@"\{[0-9]*,?[0-9]{3,}\}", RegexOptions.None, 1000)]
    private static partial Regex LargeCounts();

    public static Match Match(string pattern, string text) => TryMake(pattern)!.Match(text);
}
