using PapiBI.Reports.Definitions.Plans;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions;

/// <summary>Everything a province brief says, as answered by the measures: the pages only choose and arrange.</summary>
internal sealed record BriefFacts : ISpeaker
{
    private static readonly Measure[] OwnMeasures =
    [
        Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked, Measure.QuartileGroup, Measure.PreviousScore, Measure.PreviousRank, Measure.PreviousRanked,
        Measure.PreviousQuartileGroup, Measure.ScoreChange, Measure.RelativeChange, Measure.IsMaterialChange, Measure.RankChange, Measure.CommonRank, Measure.CommonPreviousRank,
        Measure.CommonRanked, Measure.CommonRankChange, Measure.Mean, Measure.Median, Measure.Best, Measure.ToMean, Measure.ToMedian, Measure.ToBest, Measure.ToNextPlace,
        Measure.ToFiveUp, Measure.ToNextGroup, Measure.Cushion, .. IntervalWords.Measures,
    ];

    private static readonly Measure[] FieldMeasures =
    [
        Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked, Measure.PreviousRank, Measure.PreviousRanked, Measure.RankChange, Measure.ScoreChange, Measure.Mean, Measure.Best, Measure.ToMean,
    ];

    private static readonly Measure[] LeagueMeasures =
    [
        Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked, Measure.ScoreChange, Measure.RankChange, Measure.QuartileGroup, Measure.Mean,
    ];

    private static readonly Measure[] HistoryMeasures =
    [
        Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked, Measure.Mean, Measure.ToMean, Measure.ScoreChange, Measure.RankChange, Measure.QuartileGroup,
    ];

    private static readonly Measure[] CountMeasures =
    [
        Measure.ItemsCompared, Measure.ItemsUp, Measure.ItemsDown, Measure.ItemsRankUp, Measure.ItemsRankDown, Measure.ItemsAboveMean, Measure.ItemsBelowMean,
    ];

    private static readonly Measure[] LedgerMeasures = [Measure.Contribution, Measure.FieldMovement, Measure.OwnMovement, Measure.IsComparablePart];

    public required ProvinceRequest Request { get; init; }
    public required EditionFrame Frame { get; init; }
    public required CatalogProvince Province { get; init; }
    public required CatalogRegion Region { get; init; }

    /// <summary>The groups of provinces that this one belonged to in that year.</summary>
    public required IReadOnlyList<CatalogGroup> Groups { get; init; }

    /// <summary>This province, every item, among all provinces.</summary>
    public required ResultTable Own { get; init; }

    /// <summary>This province, every item, within its region.</summary>
    public required ResultTable InRegion { get; init; }

    /// <summary>This province's total within each of its groups.</summary>
    public required IReadOnlyDictionary<string, ResultTable> InGroup { get; init; }

    /// <summary>Everybody's total.</summary>
    public required ResultTable League { get; init; }
    public required ResultTable RegionLeague { get; init; }
    public required IReadOnlyDictionary<string, ResultTable> GroupLeague { get; init; }

    /// <summary>Everybody's dimensions.</summary>
    public required ResultTable Dimensions { get; init; }

    /// <summary>This province, every item, every year up to the report's.</summary>
    public required ResultTable History { get; init; }
    public required ResultRow Counts { get; init; }
    public required ResultTable Ledger { get; init; }

    /// <summary>What was printed of this province's total in that year.</summary>
    public required IReadOnlyList<PublishedFact> Printed { get; init; }

    /// <summary>The province's plans with targets of this index and year; mostly none.</summary>
    public required IReadOnlyList<BriefPlan> Plans { get; init; }

    /// <summary>The group that a publisher printed, in the reader's language; null where none was.</summary>
    public string? PrintedGroup => Printed.FirstOrDefault(f => f.Measure == PublishedMeasure.Group) is { } group ? Wording.PrintedGroup(group.Words, Language) : null;

    /// <summary>Where every number stood.</summary>
    public required IReadOnlyList<TracedCell> Cells { get; init; }

    public ReleaseCatalog Catalog => Frame.Catalog;
    public Language Language => Frame.Language;
    public int Year => Frame.Year;
    public int? PreviousYear => Frame.PreviousYear;
    public CatalogItem Total => Frame.Total;
    public IReadOnlyList<CatalogItem> DimensionItems => Frame.DimensionItems;
    public IReadOnlyList<CatalogItem> SubDimensionItems => Frame.SubDimensionItems;
    public ResultRow OwnTotal => Of(Total);
    public double? Ranked => OwnTotal[Measure.Ranked];

    public string ProvinceName => Province.Name.In(Language);

    public ResultRow Of(CatalogItem item) => Own.Find(item: item.Code)!;

    public ResultRow OfRegion(CatalogItem item) => InRegion.Find(item: item.Code)!;

    public CatalogProvince ProvinceOf(string code) => Frame.ProvinceOf(code);

    /// <exception cref="ReportRefusedException">The index, the year or the province is not in the release.</exception>
    public static BriefFacts Ask(Release release, ReleaseCatalog catalog, ProvinceRequest request)
    {
        var frame = EditionFrame.Open(catalog, request.IndexCode, request.Year, request.Language);
        var province = frame.Provinces.SingleOrDefault(p => p.Code == request.ProvinceCode)
            ?? throw Refused($"Năm {request.Year} không có tỉnh mang mã {request.ProvinceCode}.", $"There was no province with code {request.ProvinceCode} in {request.Year}.");
        var groups = catalog.Groups.Where(g => catalog.Members.Contains(new CatalogMember(request.IndexCode, request.Year, g.Code, province.Code))).ToList();
        var ofYear = new MetricQuery { IndexCode = request.IndexCode, Years = [request.Year], Measures = OwnMeasures };
        var own = ofYear with { Provinces = [province.Code], By = [Breakdown.Item] };
        var totals = ofYear with { Levels = [IndicatorLevel.Total], By = [Breakdown.Province], Measures = LeagueMeasures };
        var ofGroup = own with { Levels = [IndicatorLevel.Total], Measures = FieldMeasures };

        var history = own with { By = [Breakdown.Year, Breakdown.Item], Measures = HistoryMeasures };
        var answers = release.Ask(
        [
            own,
            own with { Within = new Field.OwnRegion(), Measures = FieldMeasures },
            own with { Measures = LedgerMeasures },
            own with { Levels = [IndicatorLevel.Dimension], By = [Breakdown.Province], Measures = CountMeasures },
            totals,
            totals with { Within = new Field.OwnRegion() },
            ofYear with { Levels = [IndicatorLevel.Dimension], Measures = [Measure.Score], By = [Breakdown.Item, Breakdown.Province] },
            .. groups.Select(g => ofGroup with { Within = new Field.Group(g.Code) }),
            .. groups.Select(g => totals with { Within = new Field.Group(g.Code) }),

            // Year by year: each is asked in a tenth of the time that all together take, and several at a time.
            .. frame.YearsSoFar.Select(year => history with { Years = [year] }),
        ]);
        const int OfGroups = 7;
        return new BriefFacts
        {
            Request = request,
            Frame = frame,
            Province = province,
            Region = catalog.Regions.Single(r => r.Code == province.RegionCode),
            Groups = groups,
            Own = answers[0],
            InRegion = answers[1],
            Ledger = answers[2],
            Counts = answers[3].Rows.Single(),
            League = answers[4],
            RegionLeague = answers[5],
            Dimensions = answers[6],
            InGroup = groups.Select((g, i) => (g.Code, Answer: answers[OfGroups + i])).ToDictionary(g => g.Code, g => g.Answer),
            GroupLeague = groups.Select((g, i) => (g.Code, Answer: answers[OfGroups + groups.Count + i])).ToDictionary(g => g.Code, g => g.Answer),
            History = ResultTable.Together([.. answers.Skip(OfGroups + (2 * groups.Count))]),
            Printed = [.. PublishedFacts.Read(release, request.IndexCode).All.Where(f => f.Year == request.Year && f.ItemCode == frame.Total.Code && f.ProvinceCode == province.Code)],
            Plans = BriefPlan.Ask(release, catalog, request, province.Name),
            Cells = [.. Trace.Cells(release, request.IndexCode, request.Year, province.Code, request.IndexCode).Where(c => !c.IsSuperseded)],
        };
    }

    private static ReportRefusedException Refused(string vi, string en) => new(new Text(vi, en));
}
