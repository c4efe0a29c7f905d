using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>Everything a group comparison says, as answered by the measures: the pages only choose and arrange.</summary>
internal sealed record GroupFacts : ISpeaker
{
    private static readonly Measure[] StandingMeasures =
    [
        Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked, Measure.ScoreChange, Measure.RankChange, Measure.QuartileGroup, Measure.ToMean,
    ];

    private static readonly Measure[] InGroupMeasures = [Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked, Measure.CommonRankChange];
    private static readonly Measure[] MeanMeasures = [Measure.Ranked, Measure.Mean, Measure.MeanToAll, Measure.Best];
    private static readonly Measure[] SpreadMeasures = [Measure.Ranked, Measure.Mean, Measure.Lowest, Measure.LowerQuartile, Measure.Median, Measure.UpperQuartile, Measure.Best];

    // By item; pages ask for them many times. A document is made on one thread, from facts of its own.
    private readonly Dictionary<string, (IReadOnlyList<string> Best, IReadOnlyList<string> Lowest)> ends = new(StringComparer.Ordinal);

    public required EditionFrame Frame { get; init; }
    public required ComparedGroup Group { get; init; }

    /// <summary>The members by their place in the group, the unranked last.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>Every province, every item, among all provinces: the members' places and who leads the country.</summary>
    public required ResultTable Standing { get; init; }

    /// <summary>Every member, every item, within the group.</summary>
    public required ResultTable InGroup { get; init; }

    /// <summary>The group itself, every item.</summary>
    public required ResultTable Means { get; init; }

    /// <summary>All provinces, every item.</summary>
    public required ResultTable Nation { get; init; }

    /// <summary>Each member with a total in both years: its change and the mean of these changes.</summary>
    public required ResultTable Movement { get; init; }

    /// <summary>The members' totals, every year up to the report's, among all provinces and within the group.</summary>
    public required ResultTable History { get; init; }
    public required ResultTable HistoryInGroup { get; init; }

    /// <summary>The group and all provinces as such, the total of every year up to the report's.</summary>
    public required ResultTable HistoryMeans { get; init; }
    public required ResultTable HistoryNation { get; init; }

    /// <summary>What was printed of the index.</summary>
    public required PublishedFacts Printed { get; init; }

    public Language Language => Frame.Language;
    public int Year => Frame.Year;
    public int? PreviousYear => Frame.PreviousYear;
    public CatalogItem Total => Frame.Total;
    public IReadOnlyList<CatalogItem> DimensionItems => Frame.DimensionItems;
    public IReadOnlyList<string> RankedMembers => field ??= [.. Members.Where(m => Of(m)[Measure.Rank] is not null)];
    public IReadOnlyList<string> UnrankedMembers => field ??= [.. Members.Where(m => Of(m)[Measure.Rank] is null)];

    /// <summary>How many provinces the total's mean and ranks are of.</summary>
    public double? Ranked => Nation.Find(item: Total.Code)?[Measure.Ranked];

    /// <summary>What this index calls its parts.</summary>
    public string PartVi => Wording.Parts(Frame.IndexCode).Vi;
    public string PartsEn => Wording.Parts(Frame.IndexCode).En;
    public string PartEn => Wording.PartInEnglish(Frame.IndexCode);

    public string NameOf(string province) => Frame.NameOf(province);

    public ResultRow Of(string province, CatalogItem? item = null) => Standing.Find(item: (item ?? Total).Code, province: province)!;

    public ResultRow InGroupOf(string province, CatalogItem? item = null) => InGroup.Find(item: (item ?? Total).Code, province: province)!;

    /// <summary>Null where no member, or no province at all, has a score of the item.</summary>
    public ResultRow? MeanOf(CatalogItem item) => Means.Find(item: item.Code);

    public ResultRow? NationOf(CatalogItem item) => Nation.Find(item: item.Code);

    /// <summary>Who stands first in the group on an item; several where they tie.</summary>
    public IReadOnlyList<string> BestOf(CatalogItem item) => EndsOf(item).Best;

    /// <summary>Who stands last in the group on an item.</summary>
    public IReadOnlyList<string> LowestOf(CatalogItem item) => EndsOf(item).Lowest;

    /// <summary>Whom to learn an item from: the group's best where it is above the mean of all provinces, else the country's best.</summary>
    public (IReadOnlyList<string> Who, bool IsMember) TeachersOf(CatalogItem item)
    {
        var best = BestOf(item);
        return best.Count > 0 && Of(best[0], item)[Measure.ToMean] > 0
            ? (best, true)
            : ([.. Standing.OfItem(item.Code).Where(r => r[Measure.Rank] == 1).Select(r => r.ProvinceCode!)], false);
    }

    /// <summary>Why a member has no total: what the published table says, else which parts lack a score.</summary>
    public string WhyUnranked(string province)
    {
        var missing = DimensionItems.Where(d => Of(province, d)[Measure.Score] is null).Select(d => d.Code).ToList();
        return Frame.NoteOf(province)
            ?? (missing.Count > 0
                ? this.T($"Thiếu điểm {PartVi} {string.Join(", ", missing)}", $"No score for {PartsEn} {string.Join(", ", missing)}")
                : this.T("Không có điểm được công bố", "No score was published"));
    }

    /// <summary>"13", "12–13" where items differ in how many members have a score.</summary>
    public string CountOfGroup(IEnumerable<CatalogItem> items)
    {
        var counts = items.Select(i => MeanOf(i)?[Measure.Ranked]).OfType<double>().Distinct().Order().ToList();
        return counts.Count switch { 0 => "0", 1 => $"{counts[0]}", _ => $"{counts[0]}–{counts[^1]}" };
    }

    /// <summary>"trung bình 60 tỉnh, thành phố", "trung bình 60–63 tỉnh, thành phố" where items differ in N.</summary>
    public string MeanOfAll(IEnumerable<CatalogItem> items)
    {
        var counts = items.Select(i => NationOf(i)?[Measure.Ranked]).OfType<double>().Distinct().Order().ToList();
        return counts.Count > 1
            ? this.T($"trung bình {counts[0]}–{counts[^1]} tỉnh, thành phố", $"the mean of {counts[0]}–{counts[^1]} provinces")
            : Wording.MeanOf(counts.Count == 1 ? counts[0] : Ranked, Language);
    }

    /// <summary>How many members with a score lie below the mean of all provinces.</summary>
    public (int Below, int Of) BelowMean(CatalogItem item)
    {
        var (below, of) = (0, 0);
        foreach (var member in Members)
        {
            if (Of(member, item)[Measure.ToMean] is { } gap)
            {
                of++;
                below += gap < 0 ? 1 : 0;
            }
        }

        return (below, of);
    }

    private (IReadOnlyList<string> Best, IReadOnlyList<string> Lowest) EndsOf(CatalogItem item)
    {
        if (!ends.TryGetValue(item.Code, out var found))
        {
            // In the order of their places, as they are answered; who ties is named in the order of the totals.
            List<ResultRow> ranked = [.. InGroup.OfItem(item.Code).Where(r => r[Measure.Rank] is not null)];
            IReadOnlyList<string> At(double? place) => ranked.FindAll(r => r[Measure.Rank] == place) switch
            {
                [var one] => [one.ProvinceCode!],
                var several => [.. Members.Where(m => several.Exists(r => r.ProvinceCode == m))],
            };
            found = ranked.Count == 0 ? ([], []) : (At(1), At(ranked[^1][Measure.Rank]));
            ends.Add(item.Code, found);
        }

        return found;
    }

    public static GroupFacts Ask(Release release, EditionFrame frame, ComparedGroup group)
    {
        var within = new Field.Provinces(group.Codes);
        var standing = new MetricQuery { IndexCode = frame.IndexCode, Years = [frame.Year], Provinces = group.Codes, By = [Breakdown.Item, Breakdown.Province], Measures = StandingMeasures };
        var means = standing with { Provinces = [], By = [Breakdown.Item], Within = within, Measures = MeanMeasures };
        var history = standing with { Years = frame.YearsSoFar, Levels = [IndicatorLevel.Total], By = [Breakdown.Year, Breakdown.Province], Measures = [Measure.Score, Measure.ToMean] };
        var inGroup = release.Ask(standing with { Within = within, Measures = InGroupMeasures });
        return new GroupFacts
        {
            Frame = frame,
            Group = group,
            Members = [.. inGroup.OfItem(frame.Total.Code).Select(r => r.ProvinceCode!)],
            Standing = release.Ask(standing with { Provinces = [] }),
            InGroup = inGroup,
            Means = release.Ask(means),
            Nation = release.Ask(means with { Within = new Field.Nation(), Measures = SpreadMeasures }),
            Movement = release.Ask(standing with { Levels = [IndicatorLevel.Total], By = [Breakdown.Province], Within = within, Measures = [Measure.Contribution, Measure.FieldMovement] }),
            History = release.Ask(history),
            HistoryInGroup = release.Ask(history with { Within = within, Measures = [Measure.Rank] }),
            HistoryMeans = release.Ask(history with { Provinces = [], By = [Breakdown.Year], Within = within, Measures = [Measure.Ranked, Measure.Mean, Measure.MeanToAll] }),
            Printed = PublishedFacts.Read(release, frame.IndexCode),
            HistoryNation = release.Ask(history with { Provinces = [], By = [Breakdown.Year], Measures = [Measure.Ranked, Measure.Mean] }),
        };
    }
}
