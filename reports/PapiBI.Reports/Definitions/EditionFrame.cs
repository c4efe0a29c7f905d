using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions;

/// <summary>One year of one index as a release knows it – names, structure, membership – in the reader's language: what every report of that edition starts from.</summary>
internal sealed record EditionFrame : ISpeaker
{
    private const int MostReasons = 6;

    // A release's editions are few, and each is what every report of it starts from.
    private static readonly ConditionalWeakTable<ReleaseCatalog, ConcurrentDictionary<(string IndexCode, int Year, Language Language), EditionFrame>> Known = [];

    public required ReleaseCatalog Catalog { get; init; }
    public required CatalogEdition Edition { get; init; }
    public required Language Language { get; init; }

    /// <summary>The parts of the index in that year, in its own order.</summary>
    public required IReadOnlyList<CatalogItem> Items { get; init; }

    /// <summary>The provinces of that year, by code.</summary>
    public required IReadOnlyList<CatalogProvince> Provinces { get; init; }

    public string IndexCode => Edition.IndexCode;
    public int Year => Edition.Year;
    public int? PreviousYear => Edition.PreviousYear;
    private Dictionary<string, CatalogProvince> ByCode => field ??= Provinces.ToDictionary(p => p.Code, StringComparer.Ordinal);
    public CatalogItem Total => field ??= Items.Single(i => i.Level == IndicatorLevel.Total);
    public IReadOnlyList<CatalogItem> DimensionItems => field ??= [.. Items.Where(i => i.Level == IndicatorLevel.Dimension)];
    public IReadOnlyList<CatalogItem> SubDimensionItems => field ??= [.. Items.Where(i => i.Level == IndicatorLevel.SubDimension)];

    /// <summary>The years of this index up to this one.</summary>
    public IReadOnlyList<int> YearsSoFar => field ??= [.. Catalog.Editions.Where(e => e.IndexCode == IndexCode && e.Year <= Year).Select(e => e.Year)];

    /// <summary>The parts of the index in each of its years.</summary>
    public ILookup<int, CatalogItem> ItemsByYear => field ??= Catalog.Items.Where(i => i.IndexCode == IndexCode).ToLookup(i => i.Year);

    /// <summary>The total of the index as it was made in one of its years.</summary>
    public CatalogItem TotalOf(int year) => ItemsByYear[year].Single(i => i.Level == IndicatorLevel.Total);

    public string In(Text text) => text.In(Language);

    public CatalogProvince ProvinceOf(string code) => ByCode[code];

    public string NameOf(string provinceCode) => ProvinceOf(provinceCode).Name.In(Language);

    public CatalogRegion RegionOf(string provinceCode) => Catalog.Regions.Single(r => r.Code == ProvinceOf(provinceCode).RegionCode);

    /// <summary>What each code was called in the years before, in their order.</summary>
    public ILookup<string, CatalogProvince> ProvincesBefore => field ??= Catalog.Provinces.Where(p => p.IndexCode == IndexCode && p.Year < Year).ToLookup(p => p.Code, StringComparer.Ordinal);

    /// <summary>The codes of a group's members in that year.</summary>
    public IReadOnlyList<string> MembersOf(string groupCode) =>
        [.. Catalog.Members.Where(m => m.IndexCode == IndexCode && m.Year == Year && m.GroupCode == groupCode).Select(m => m.ProvinceCode)];

    /// <summary>What the published tables say of a province in that year, mostly why its scores are missing; null where they say nothing.</summary>
    public string? NoteOf(string provinceCode) =>
        Catalog.Notes.FirstOrDefault(n => n.IndexCode == IndexCode && n.Year == Year && n.ProvinceCode == provinceCode)?.Words.In(Language);

    /// <summary>Why a province has no place: what the publisher says, else which parts of the item are missing.</summary>
    /// <param name="province">Its code.</param>
    /// <param name="parts">What the item is made of.</param>
    /// <param name="scoreOf">The province's score of a part.</param>
    public string WhyUnranked(string province, IReadOnlyList<CatalogItem> parts, Func<CatalogItem, double?> scoreOf)
    {
        if (NoteOf(province) is { } note)
        {
            return note;
        }

        var missing = parts.Where(part => scoreOf(part) is null).ToList();
        return missing.Count is 0 or > MostReasons || missing.Count == parts.Count
            ? this.T("Không có điểm", "No score")
            : this.T("Thiếu điểm ", "No score of ") + Wording.Listed([.. missing.Select(part => part.Numbered(Language))], Language);
    }

    /// <exception cref="ReportRefusedException">The release does not hold that year of that index.</exception>
    public static EditionFrame Open(ReleaseCatalog catalog, string indexCode, int year, Language language) =>
        Known.GetOrCreateValue(catalog).GetOrAdd((indexCode, year, language), static (asked, from) => Read(from, asked.IndexCode, asked.Year, asked.Language), catalog);

    private static EditionFrame Read(ReleaseCatalog catalog, string indexCode, int year, Language language)
    {
        var edition = catalog.Editions.SingleOrDefault(e => e.IndexCode == indexCode && e.Year == year)
            ?? throw new ReportRefusedException(new Text($"Bản phát hành không có {indexCode} năm {year}.", $"The release has no {indexCode} of {year}."));
        return new EditionFrame
        {
            Catalog = catalog,
            Edition = edition,
            Language = language,
            Items = [.. catalog.Items.Where(i => i.IndexCode == indexCode && i.Year == year)],
            Provinces = [.. catalog.Provinces.Where(p => p.IndexCode == indexCode && p.Year == year)],
        };
    }
}
