using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.MultiIndex;

/// <summary>Where one province stands in one index of one year: what was printed of it, what the measures derive, and why they derive no more.</summary>
internal sealed record IndexStanding : ISpeaker
{
    private static readonly Measure[] TotalMeasures =
    [
        Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked, Measure.QuartileGroup, Measure.PreviousScore, Measure.PreviousRank, Measure.PreviousRanked,
        Measure.ScoreChange, Measure.RankChange, Measure.Mean, Measure.Median, Measure.ToMean,
    ];

    private static readonly Measure[] PartMeasures = [Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked, Measure.ScoreChange, Measure.Mean, Measure.ToMean];

    private static readonly Measure[] FieldMeasures = [Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked, Measure.RankChange, Measure.Mean];

    private static readonly Measure[] HistoryMeasures = [Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked, Measure.ScoreChange, Measure.RankChange, Measure.Mean];

    public required EditionFrame Frame { get; init; }
    public required CatalogProvince Province { get; init; }
    public required CatalogRegion Region { get; init; }

    /// <summary>The groups of provinces that this one belonged to in that year.</summary>
    public required IReadOnlyList<CatalogGroup> Groups { get; init; }

    /// <summary>Every printed figure of the index.</summary>
    public required PublishedFacts Printed { get; init; }

    /// <summary>The total among all provinces.</summary>
    public required ResultRow Own { get; init; }
    public required ResultRow InRegion { get; init; }
    public required IReadOnlyDictionary<string, ResultRow> InGroup { get; init; }

    /// <summary>The dimensions.</summary>
    public required ResultTable Parts { get; init; }

    /// <summary>The total, every year up to this one.</summary>
    public required ResultTable History { get; init; }

    /// <summary>Everybody's total.</summary>
    public required ResultTable League { get; init; }

    /// <summary>Why no rank, mean, median, best or group is derived; null where the edition is held whole.</summary>
    public required NotDerivable? Gap { get; init; }

    public Language Language => Frame.Language;
    public int Year => Frame.Year;
    public string Name => Wording.IndexName(Frame.IndexCode);
    public bool IsPercent => Frame.IndexCode is "PAR_INDEX" or "SIPAS";

    /// <summary>A printed figure of the total in this year.</summary>
    public PublishedFact? Of(PublishedMeasure measure, ScopeKind scope = ScopeKind.Nation, string scopeCode = "") =>
        Printed.Find(Year, Frame.Total.Code, Province.Code, measure, scope, scopeCode);

    /// <summary>The printed figures of the total in this year, every scope.</summary>
    public IReadOnlyList<PublishedFact> OfTotal =>
        [.. Printed.All.Where(f => f.Year == Year && f.ItemCode == Frame.Total.Code && f.ProvinceCode == Province.Code)];

    /// <summary>The rank that a leader is told: the printed one, else the derived.</summary>
    public Cell RankCell => Of(PublishedMeasure.Rank) is { } printed
        ? Cell.RankOf(printed.Value, Of(PublishedMeasure.Ranked)?.Value)
        : Own.RankOfN();

    /// <summary>The printed score, else the one the warehouse holds; one that was worked back only where no other is known.</summary>
    public double? Score => Of(PublishedMeasure.Score) is { Basis: not Basis.Derived } printed ? printed.Value : Own[Measure.Score] ?? Of(PublishedMeasure.Score)?.Value;

    /// <summary>"41,23 điểm", "đạt 84,97 %": the score in a sentence.</summary>
    public string ScoreWords => Score switch
    {
        null => this.T("không có điểm", "no score held"),
        { } value when IsPercent => this.T($"đạt {NumberText.Score(value, Language)} %", $"scored {NumberText.Score(value, Language)}%") + ScoreMark,
        { } value => NumberText.Points(value, Language) + ScoreMark,
    };

    // A score that is not simply as printed says so wherever it is told.
    private string ScoreMark => Of(PublishedMeasure.Score) is { Basis: Basis.Interpreted or Basis.Derived } fact && fact.Value == Score ? $" ({BasisWords.Of(fact.Basis).In(Language)})" : "";

    /// <summary>The printed change, else the derived one, where that leads from and to the ranks that are told.</summary>
    public double? RankChange => Of(PublishedMeasure.RankChange)?.Value ?? (IsRankOneWithPrint ? Own[Measure.RankChange] : null);

    // Printed and derived ranks differ where the source's scores tie; a change from one to the other would be nobody's.
    private bool IsRankOneWithPrint =>
        (Of(PublishedMeasure.Rank)?.Value is not { } now || now == Own[Measure.Rank]) && (PrintedRankBefore is not { } before || before == Own[Measure.PreviousRank]);

    private double? PrintedRankBefore => Frame.PreviousYear is { } before && !Frame.Total.IsBreak ? Printed.Find(before, TotalCode(before), Province.Code, PublishedMeasure.Rank)?.Value : null;

    public double? ScoreChange => Of(PublishedMeasure.ScoreChange)?.Value ?? DerivedScoreChange(Year, Own);

    /// <summary>The change that the two scores make; null where one of them was itself worked back from a printed change, which would only say it again.</summary>
    public double? DerivedScoreChange(int year, ResultRow? row)
    {
        var isWorkedBack = Frame.Catalog.Editions.Where(e => e.IndexCode == Frame.IndexCode && (e.Year == year || e.Year == PreviousOf(year)))
            .Any(e => Printed.All.Any(f => f.Year == e.Year && f.ProvinceCode == Province.Code && f.Measure == PublishedMeasure.Score && f.ItemCode == TotalCode(e.Year) && f.Basis == Basis.Derived && IsScoreOf(e.Year)));
        return isWorkedBack ? null : row?[Measure.ScoreChange];
    }

    /// <summary>The code of the total in a year.</summary>
    public string TotalCode(int year) => Frame.TotalOf(year).Code;

    private int? PreviousOf(int year) => Frame.Catalog.Editions.Single(e => e.IndexCode == Frame.IndexCode && e.Year == year).PreviousYear;

    // A total that is a sum comes from its parts, whatever was printed of it.
    private bool IsScoreOf(int year) => !Frame.TotalOf(year).IsSummed;

    /// <summary>The rank of the year before, printed or derived; null across a break.</summary>
    public double? RankBefore => PrintedRankBefore ?? Own[Measure.PreviousRank];

    /// <summary>The place in a field, printed or derived; null where neither is there.</summary>
    public Cell? PlaceIn(ScopeKind scope, string code)
    {
        if (Of(PublishedMeasure.Rank, scope, code) is { } printed)
        {
            return Cell.RankOf(printed.Value, Of(PublishedMeasure.Ranked, scope, code)?.Value);
        }

        var derived = scope == ScopeKind.Region ? InRegion : InGroup.GetValueOrDefault(code);
        return derived?[Measure.Rank] is null ? null : derived.RankOfN();
    }

    /// <summary>The group as printed, else the derived quarter; null without one.</summary>
    public string? GroupWords => Of(PublishedMeasure.Group)?.Words is { Length: > 0 } printed
        ? Wording.PrintedGroup(printed, Language)
        : Own[Measure.QuartileGroup] is { } group ? $"{Wording.QuartileGroup(group, Frame.IndexCode, Language)} ({BasisWords.Derived.In(Language)})" : null;

    /// <summary>What there is to say of a province without any figure: the table is whole and has none of it, or it is simply not held.</summary>
    public string WhyNothing => Gap is null
        ? this.T("không xếp hạng: không có điểm trong bảng công bố", "not ranked: no score in the published table")
        : this.T("chưa có số liệu", "no figures held");

    /// <summary>Whether anything at all is known of the province in this year.</summary>
    public bool IsKnown => Own[Measure.Score] is not null || OfTotal.Count > 0;

    /// <summary>"PAR INDEX 2021: không dẫn xuất được hạng, trung bình và nhóm, vì có số liệu của 23/63 tỉnh, thành phố".</summary>
    public string? WhyNotDerived => Gap is null ? null : this.T(
        $"{Name} {Year}: không dẫn xuất được hạng, trung bình và nhóm, vì chỉ có số liệu của {Gap.Held}/{Gap.Of} tỉnh, thành phố",
        $"{Name} {Year}: no rank, mean or group is derived, as {Gap.Held} of {Gap.Of} provinces are held");

    /// <returns>Null where the release has no such year of that index, or no such province in it.</returns>
    public static IndexStanding? Ask(Release release, ReleaseCatalog catalog, string indexCode, int year, string provinceCode, Language language)
    {
        if (!catalog.Editions.Any(e => e.IndexCode == indexCode && e.Year == year))
        {
            return null;
        }

        var frame = EditionFrame.Open(catalog, indexCode, year, language);
        if (frame.Provinces.SingleOrDefault(p => p.Code == provinceCode) is not { } province)
        {
            return null;
        }

        var groups = catalog.Groups.Where(g => frame.MembersOf(g.Code).Contains(provinceCode)).ToList();
        var total = new MetricQuery { IndexCode = indexCode, Years = [year], Items = [frame.Total.Code], Provinces = [provinceCode], By = [Breakdown.Province], Measures = TotalMeasures };
        var own = release.Ask(total);
        return new IndexStanding
        {
            Frame = frame,
            Province = province,
            Region = catalog.Regions.Single(r => r.Code == province.RegionCode),
            Groups = groups,
            Printed = PublishedFacts.Read(release, indexCode),
            Own = own.Rows.Single(),
            InRegion = release.Ask(total with { Within = new Field.OwnRegion(), Measures = FieldMeasures }).Rows.Single(),
            InGroup = groups.ToDictionary(g => g.Code, g => release.Ask(total with { Within = new Field.Group(g.Code), Measures = FieldMeasures }).Rows.Single()),
            Parts = release.Ask(total with { Items = [], Levels = [IndicatorLevel.Dimension], By = [Breakdown.Item], Measures = PartMeasures }),
            History = release.Ask(total with { Years = frame.YearsSoFar, Items = [], Levels = [IndicatorLevel.Total], By = [Breakdown.Year], Measures = HistoryMeasures }),
            League = release.Ask(total with { Provinces = [], Measures = [Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked] }),
            Gap = own.NotDerivable.SingleOrDefault(),
        };
    }
}
