using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions;

/// <summary>The words that reports share.</summary>
public static class Wording
{
    // PAPI's own names; no other index calls its quarters so.
    private static readonly Text[] PapiGroups =
    [
        new("Cao nhất", "Highest"),
        new("Trung bình cao", "High average"),
        new("Trung bình thấp", "Low average"),
        new("Thấp nhất", "Lowest"),
    ];

    private static readonly Text[] Quarters =
    [
        new("Phần tư đầu", "Top quarter"),
        new("Phần tư thứ hai", "Second quarter"),
        new("Phần tư thứ ba", "Third quarter"),
        new("Phần tư cuối", "Bottom quarter"),
    ];

    /// <summary>PAPI: 1 = "Cao nhất" … 4 = "Thấp nhất"; elsewhere the quarters of the ranking, a statistic and not the publisher's groups. "–" without one.</summary>
    public static string QuartileGroup(double? group, string indexCode, Language language) =>
        group is >= 1 and <= 4 ? (indexCode == "PAPI" ? PapiGroups : Quarters)[(int)group - 1].In(language) : NumberText.Missing;

    /// <summary>A group as a publisher printed it, in the reader's language where it is one of PAPI's.</summary>
    public static string PrintedGroup(string printed, Language language) =>
        PapiGroups.Where(group => string.Equals(group.Vi, printed, StringComparison.OrdinalIgnoreCase)).Select(group => group.In(language)).FirstOrDefault(printed);

    /// <summary>How an index is called in print: "PAR INDEX".</summary>
    public static string IndexName(string indexCode) => indexCode == "PAR_INDEX" ? "PAR INDEX" : indexCode;

    /// <summary>What an index calls the parts that its total is made of: "trục nội dung".</summary>
    public static Text Parts(string indexCode) => indexCode switch
    {
        "PAPI" => new Text("trục nội dung", "dimensions"),
        "PCI" => new Text("chỉ số thành phần", "sub-indices"),
        "PAR_INDEX" => new Text("lĩnh vực", "fields"),
        "SIPAS" => new Text("yếu tố", "factors"),
        _ => new Text("nội dung", "items"),
    };

    /// <summary>One of them in English: "dimension". Vietnamese has no plural.</summary>
    public static string PartInEnglish(string indexCode) => Parts(indexCode).En switch
    {
        "sub-indices" => "sub-index",
        var plural => plural[..^1],
    };

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
        "PCI" => new Text("Nguồn: PCI (VCCI, USAID)", "Source: PCI (VCCI, USAID)").In(language),
        "PAR_INDEX" or "SIPAS" => new Text($"Nguồn: {IndexName(indexCode)} (Bộ Nội vụ)", $"Source: {IndexName(indexCode)} (Ministry of Home Affairs)").In(language),
        _ => new Text($"Nguồn: {indexCode}", $"Source: {indexCode}").In(language),
    };
}
