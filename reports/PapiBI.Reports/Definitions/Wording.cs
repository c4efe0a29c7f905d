using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions;

/// <summary>The words that reports share.</summary>
internal static class Wording
{
    private static readonly Text[] QuartileGroups =
    [
        new("Cao nhất", "Highest"),
        new("Trung bình cao", "High average"),
        new("Trung bình thấp", "Low average"),
        new("Thấp nhất", "Lowest"),
    ];

    /// <summary>1 = "Cao nhất" … 4 = "Thấp nhất"; "–" without a group.</summary>
    public static string QuartileGroup(double? group, Language language) =>
        group is >= 1 and <= 4 ? QuartileGroups[(int)group - 1].In(language) : NumberText.Missing;

    /// <summary>"trung bình 60 tỉnh, thành phố": always whose mean it is.</summary>
    public static string MeanOf(double? n, Language language) => new Text($"trung bình {n:0} tỉnh, thành phố", $"the mean of {n:0} provinces").In(language);

    /// <summary>A name inside a sentence: "danh sách hộ nghèo".</summary>
    public static string InSentence(this CatalogItem item, Language language)
    {
        var name = item.Name.In(language);
        return language == Language.Vietnamese && name.Length > 1 ? char.ToLowerInvariant(name[0]) + name[1..] : name;
    }

    /// <summary>"a, b và c".</summary>
    public static string Listed(IReadOnlyList<string> names, Language language) => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => string.Join(", ", names.Take(names.Count - 1)) + new Text(" và ", " and ").In(language) + names[^1],
    };

    public static string Capital(string sentence) => sentence.Length == 0 ? sentence : char.ToUpperInvariant(sentence[0]) + sentence[1..];

    /// <summary>How an index is cited at the foot of a page.</summary>
    public static string SourceLine(string indexCode, Language language) => indexCode switch
    {
        "PAPI" => new Text("Nguồn: PAPI (CECODES, VFF-CRT, RTA, UNDP)", "Source: PAPI (CECODES, VFF-CRT, RTA, UNDP)").In(language),
        _ => new Text($"Nguồn: {indexCode}", $"Source: {indexCode}").In(language),
    };
}
