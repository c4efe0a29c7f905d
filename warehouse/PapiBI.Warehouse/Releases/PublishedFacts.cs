using PapiBI.Warehouse.Loading;

namespace PapiBI.Warehouse.Releases;

/// <summary>A printed figure: a fact of its own, kept beside whatever is derived.</summary>
public sealed record PublishedFact
{
    public required int Year { get; init; }
    public required string ItemCode { get; init; }

    /// <summary>"" for a figure of the whole scope, such as a regional average.</summary>
    public required string ProvinceCode { get; init; }
    public required ScopeKind Scope { get; init; }

    /// <summary>The code of the region or group; "" for the nation.</summary>
    public required string ScopeCode { get; init; }
    public required PublishedMeasure Measure { get; init; }
    public required double? Value { get; init; }

    /// <summary>A group's name as printed.</summary>
    public required string Words { get; init; }
    public required Basis Basis { get; init; }

    /// <summary>Where it was printed: an address, or a paper with its date.</summary>
    public required string Source { get; init; }
    public required Text Note { get; init; }
    public required int LoadId { get; init; }
    public required Origin Origin { get; init; }
}

/// <summary>The printed figures of one index in a release.</summary>
public sealed record PublishedFacts(string IndexCode, IReadOnlyList<PublishedFact> All)
{
    private readonly Dictionary<(int Year, string Item, string Province, PublishedMeasure Measure, ScopeKind Scope, string ScopeCode), PublishedFact> byKey =
        All.DistinctBy(KeyOf).ToDictionary(KeyOf);

    public static PublishedFacts Read(Release release, string indexCode) => release.Once((nameof(PublishedFacts), indexCode), () => new PublishedFacts(indexCode, release.Read(
        """
        select
            f.year,
            f.item_code,
            f.province_code,
            f.scope,
            f.scope_code,
            f.measure,
            f.value,
            f.words,
            f.basis,
            f.source,
            f.note_vi,
            f.note_en,
            f.load_id,
            f.sheet,
            f.place
        from published_fact f
        where f.index_code = @index
        order by f.year, f.item_code, f.province_code, f.scope, f.scope_code, f.measure
        """,
        r => new PublishedFact
        {
            Year = r.GetInt32(0),
            ItemCode = r.GetString(1),
            ProvinceCode = r.GetString(2),
            Scope = Loading.ScopeCode.Parse(r.GetString(3)),
            ScopeCode = r.GetString(4),
            Measure = PublishedMeasureCode.Parse(r.GetString(5)),
            Value = r.IsDBNull(6) ? null : r.GetDouble(6),
            Words = r.GetString(7),
            Basis = BasisCode.Find(r.GetString(8))!.Value,
            Source = r.GetString(9),
            Note = new Text(r.GetString(10), r.GetString(11)),
            LoadId = r.GetInt32(12),
            Origin = new Origin(r.GetString(13), r.GetString(14)),
        },
        new Dictionary<string, object> { ["index"] = indexCode })));

    /// <summary>A province's figure in a field: the nation unless a region or group is named.</summary>
    public PublishedFact? Find(int year, string itemCode, string provinceCode, PublishedMeasure measure, ScopeKind scope = ScopeKind.Nation, string scopeCode = "") =>
        byKey.GetValueOrDefault((year, itemCode, provinceCode, measure, scope, scopeCode));

    private static (int Year, string Item, string Province, PublishedMeasure Measure, ScopeKind Scope, string ScopeCode) KeyOf(PublishedFact f) =>
        (f.Year, f.ItemCode, f.ProvinceCode, f.Measure, f.Scope, f.ScopeCode);
}
