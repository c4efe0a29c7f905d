using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Exploring;

/// <summary>What is seen of an index and year, as answered by the measures.</summary>
internal sealed record ExploreFacts : ISpeaker
{
    private static readonly Measure[] FieldMeasures = [Measure.Ranked, Measure.Mean, Measure.Median, Measure.Best, Measure.Lowest];

    private static readonly Measure[] StandingMeasures =
    [
        Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.QuartileGroup, Measure.PreviousScore, Measure.PreviousRank, Measure.PreviousRanked,
        Measure.ScoreChange, Measure.RankChange, Measure.CommonRank, Measure.CommonPreviousRank, Measure.CommonRanked, Measure.CommonRankChange, Measure.ToMean, Measure.ToBest, Measure.LowerQuartile, Measure.UpperQuartile, .. FieldMeasures,
    ];

    private static readonly Measure[] PlaceMeasures = [Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked, Measure.Mean];

    public required ExploreRequest Request { get; init; }
    public required EditionFrame Frame { get; init; }

    /// <summary>The item looked at.</summary>
    public required CatalogItem Item { get; init; }

    /// <summary>What the item is made of, in its order; empty where nothing below it is held.</summary>
    public required IReadOnlyList<CatalogItem> Parts { get; init; }

    /// <summary>The items above it, the total first.</summary>
    public required IReadOnlyList<CatalogItem> Above { get; init; }

    /// <summary>Who is shown, by code.</summary>
    public required IReadOnlySet<string> Shown { get; init; }

    /// <summary>Whose lists they are: "Đồng bằng sông Cửu Long".</summary>
    public required string FieldName { get; init; }

    /// <summary>Everybody's standing in the item among all provinces, in the order of the places.</summary>
    public required ResultTable League { get; init; }

    /// <summary>Everybody's standing among those shown; where all are shown, within the own region.</summary>
    public required ResultTable InField { get; init; }

    /// <summary>Those chosen within each group of provinces that they belong to, by the group's code.</summary>
    public required IReadOnlyDictionary<string, ResultTable> InGroups { get; init; }

    /// <summary>The mean of those shown in each year, with the members of its own year; empty where all are shown.</summary>
    public required ResultTable FieldHistory { get; init; }

    /// <summary>The statistics of the parts among those shown; empty where all are.</summary>
    public required ResultTable PartShown { get; init; }

    /// <summary>What was printed of the index.</summary>
    public required PublishedFacts Printed { get; init; }

    /// <summary>The item over the years: the field's statistics.</summary>
    public required ResultTable History { get; init; }

    /// <summary>The item over the years: those chosen.</summary>
    public required ResultTable ChosenHistory { get; init; }

    /// <summary>Everybody's standing in the parts.</summary>
    public required ResultTable PartStandings { get; init; }

    /// <summary>The statistics of the parts among all provinces.</summary>
    public required ResultTable PartFields { get; init; }

    /// <summary>What the change of the first one chosen is made of.</summary>
    public required ResultTable? Ledger { get; init; }

    /// <summary>Those chosen in the year beside, else everybody: the item and its parts.</summary>
    public required ResultTable? Beside { get; init; }

    public Language Language => Frame.Language;
    public int Year => Frame.Year;
    public IReadOnlyList<string> Chosen => Request.Chosen;

    /// <summary>Who is shown, in the order of the places; where there are none, those with a score before those without.</summary>
    public IReadOnlyList<ResultRow> Rows => field ??= [.. League.Rows.Where(row => Shown.Contains(row.ProvinceCode!)).OrderBy(row => row[Measure.Score] is null)];

    /// <summary>The statistics of the item: the same in every row.</summary>
    public ResultRow? Field => League.Rows.Count > 0 ? League.Rows[0] : null;

    public string ItemName => Item.Level == IndicatorLevel.Total ? this.T("Tổng điểm", "Total score") : Item.Numbered(Language);

    public string IndexName => Wording.IndexName(Frame.IndexCode);

    /// <summary>"PAPI 2021 · Tổng điểm · Đồng bằng sông Cửu Long".</summary>
    public string Words => $"{IndexName} {Year} · {ItemName} · {FieldName}";

    public string NameOf(ResultRow row) => Frame.NameOf(row.ProvinceCode!);

    public bool IsChosen(ResultRow row) => Chosen.Contains(row.ProvinceCode!);

    private string Bounds => $"{NumberText.Plain(Item.Min, Language)}–{NumberText.Plain(Item.Max, Language)}";

    /// <summary>Whether places and means can be derived: the edition is held whole.</summary>
    public bool IsRanked => Field?[Measure.Ranked] is not null;

    /// <summary>How many provinces are ranked in both years; null where nothing is compared.</summary>
    public double? Common => League.Rows.Select(row => row[Measure.CommonRanked]).FirstOrDefault(n => n is not null);

    public bool HasChanges => League.Rows.Any(row => row[Measure.ScoreChange] is not null);

    /// <summary>"hạng 42/60, Đồng bằng sông Cửu Long 8/13": the place among those shown or in the own region beside the national one.</summary>
    public string Places(string province)
    {
        var row = League.Find(province: province);
        var within = InField.Find(province: province);
        return string.Join(", ", new[]
        {
            row?[Measure.Rank] is null ? "" : this.T("hạng ", "rank ") + Place(row),
            within?[Measure.Rank] is null ? "" : $"{FieldNameOf(province)} {Place(within)}",
        }.Where(said => said.Length > 0));
    }

    public static string Place(ResultRow row) => NumberText.Rank(row[Measure.Rank]!.Value, (int?)row[Measure.Ranked], row[Measure.SharingPlace] > 1);

    /// <summary>The region, group or list that <see cref="InField"/> ranks a province in.</summary>
    public string FieldNameOf(string province) => Request.Among is null ? Frame.RegionOf(province).Name.In(Language) : FieldName;

    /// <summary>The printed rank of an item; null where none is held.</summary>
    public PublishedFact? PrintedRank(string province, CatalogItem item, int year, ScopeKind scope = ScopeKind.Nation, string scopeCode = "") =>
        Printed.Find(year, item.Code, province, PublishedMeasure.Rank, scope, scopeCode);

    public Cell PrintedRankCell(string province, CatalogItem item, int year, ScopeKind scope = ScopeKind.Nation, string scopeCode = "") =>
        PrintedRank(province, item, year, scope, scopeCode) is { } rank
            ? Cell.RankOf(rank.Value, Printed.Find(year, item.Code, province, PublishedMeasure.Ranked, scope, scopeCode)?.Value)
            : Cell.Missing;

    /// <summary>Whether something of the item is held of a province: a score, or a printed rank.</summary>
    public bool IsHeld(ResultRow row) => row[Measure.Score] is not null || PrintedRank(row.ProvinceCode!, Item, Year) is not null;

    /// <summary>The line under every tip: statistic, source, published or derived.</summary>
    public string Basis => IsRanked
        ? this.T($"Điểm công bố; hạng và trung bình dẫn xuất. {Source}", $"Scores published; ranks and means derived. {Source}")
        : this.T($"Điểm đã in; không đủ bảng để xếp hạng. {Source}", $"Scores as printed; too few are held to rank. {Source}");

    private string Source => Wording.SourceLine(Frame.IndexCode, Language);

    /// <summary>Why a province shown has no place.</summary>
    public string ReasonOf(string province) => Frame.WhyUnranked(province, Parts, part => PartStandings.Find(item: part.Code, province: province)?[Measure.Score]);

    /// <summary>"điểm; trung bình cộng 60 tỉnh, thành phố; hạng dẫn xuất".</summary>
    public string Statistic => Field?[Measure.Ranked] is { } n
        ? this.T($"điểm {Bounds}, công bố; hạng và trung bình trong {n} tỉnh, thành phố, dẫn xuất", $"points {Bounds}, published; rank and mean among {n} provinces, derived")
        : this.T($"điểm {Bounds}, đã in; không xếp hạng, không tính trung bình vì không có trọn bảng", $"points {Bounds}, as printed; no ranks and no mean, as the table is not held whole");

    /// <summary>Whether an item means the same in this year and the one beside: it stands in both, and no break of it lies between.</summary>
    public bool IsSameBeside(CatalogItem item)
    {
        var (from, to) = (Math.Min(Request.BesideYear!.Value, Year), Math.Max(Request.BesideYear.Value, Year));
        var ofIt = Frame.Catalog.Items.Where(other => other.IndexCode == Frame.IndexCode && other.Code == item.Code && other.Year >= from && other.Year <= to).ToList();
        return ofIt.Any(other => other.Year == Request.BesideYear) && !ofIt.Any(other => other.Year > from && other.IsBreak);
    }

    /// <exception cref="ReportRefusedException">The release does not hold what was asked for.</exception>
    public static ExploreFacts Ask(Release release, ReleaseCatalog catalog, ExploreRequest request)
    {
        var frame = EditionFrame.Open(catalog, request.IndexCode, request.Year, request.Language);
        var item = request.ItemCode is null ? frame.Total : frame.Items.FirstOrDefault(i => i.Code == request.ItemCode)
            ?? throw new ReportRefusedException(new Text($"{Wording.IndexName(request.IndexCode)} {request.Year} không có nội dung “{request.ItemCode}”.", $"{Wording.IndexName(request.IndexCode)} {request.Year} has no item “{request.ItemCode}”."));
        if (request.Chosen.FirstOrDefault(code => frame.Provinces.All(province => province.Code != code)) is { } unknown)
        {
            throw new ReportRefusedException(new Text($"Năm {request.Year} không có tỉnh “{unknown}”.", $"There is no province “{unknown}” in {request.Year}."));
        }

        if (request.BesideYear is { } other && !catalog.Editions.Any(edition => edition.IndexCode == request.IndexCode && edition.Year == other && edition.Held > 0))
        {
            throw new ReportRefusedException(new Text($"Bản phát hành không có {Wording.IndexName(request.IndexCode)} năm {other}.", $"The release has no {Wording.IndexName(request.IndexCode)} of {other}."));
        }

        if (request.Chosen.Count > Explore.MostChosen)
        {
            throw new ReportRefusedException(new Text($"Chọn nhiều nhất {Explore.MostChosen} tỉnh.", $"Choose at most {Explore.MostChosen} provinces."));
        }

        var (shown, name) = Among(frame, request.Among);
        IReadOnlyList<CatalogItem> parts = item.Level == IndicatorLevel.Total
            ? [.. frame.Items.Where(i => i.ParentCode == item.Code || (i.Level == IndicatorLevel.Dimension && i.ParentCode is null))]
            : [.. frame.Items.Where(i => i.ParentCode == item.Code)];
        var one = new MetricQuery { IndexCode = frame.IndexCode, Years = [frame.Year], Items = [item.Code], By = [Breakdown.Province], Measures = StandingMeasures };
        var ofParts = one with { Items = [.. parts.Select(part => part.Code)], By = [Breakdown.Item, Breakdown.Province], Measures = [Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked, Measure.ToMean, Measure.ScoreChange] };
        var nothing = new ResultTable([], []);
        var years = frame.YearsSoFar;
        return new ExploreFacts
        {
            Request = request,
            Frame = frame,
            Item = item,
            Parts = parts,
            Above = [.. Parents(frame, item).Reverse()],
            Shown = shown,
            FieldName = name,
            League = release.Ask(one),
            InField = release.Ask(one with { Within = WithinOf(request.Among, [.. shown]), Measures = PlaceMeasures }),
            InGroups = catalog.Groups
                .Select(group => (group.Code, Members: request.Chosen.Where(code => frame.MembersOf(group.Code).Contains(code)).ToList()))
                .Where(group => group.Members.Count > 0 && request.Among != new GroupChoice.Group(group.Code))
                .ToDictionary(group => group.Code, group => release.Ask(one with { Within = new Field.Group(group.Code), Provinces = group.Members, Measures = PlaceMeasures })),
            FieldHistory = request.Among is null || shown.Count == 0 ? nothing : release.Ask(one with
            {
                // Nobody of them is asked for: whoever belongs to them now may have been elsewhere then.
                Years = years,
                Within = WithinOf(request.Among, [.. shown]),
                By = [Breakdown.Year],
                Measures = [Measure.Mean, Measure.Ranked],
            }),
            PartShown = parts.Count == 0 || request.Among is null || shown.Count == 0 ? nothing : release.Ask(ofParts with { Within = new Field.Provinces([.. shown.Order(StringComparer.Ordinal)]), By = [Breakdown.Item], Measures = [Measure.Ranked, Measure.Mean, Measure.MeanToAll] }),
            Printed = PublishedFacts.Read(release, request.IndexCode),
            History = release.Ask(one with { Years = years, By = [Breakdown.Year], Measures = FieldMeasures }),
            ChosenHistory = request.Chosen.Count == 0 ? nothing : release.Ask(one with { Years = years, Provinces = request.Chosen, By = [Breakdown.Year, Breakdown.Province], Measures = [Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked, Measure.ScoreChange] }),
            PartStandings = parts.Count == 0 ? nothing : release.Ask(ofParts),
            PartFields = parts.Count == 0 ? nothing : release.Ask(ofParts with { By = [Breakdown.Item], Measures = [.. FieldMeasures, Measure.Spread] }),
            Ledger = request.Chosen is [var first, ..] && frame.PreviousYear is not null && item.Level == IndicatorLevel.Total
                ? release.Ask(one with { Items = [], Levels = [IndicatorLevel.Total, IndicatorLevel.Dimension], Provinces = [first], By = [Breakdown.Item], Measures = [Measure.Contribution, Measure.FieldMovement, Measure.OwnMovement, Measure.IsComparablePart] })
                : null,
            Beside = request.BesideYear is { } beside
                ? release.Ask(ofParts with { Years = [beside], Items = [item.Code, .. parts.Select(part => part.Code)], Provinces = request.Chosen, Measures = [Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked] })
                : null,
        };
    }

    private static Field WithinOf(GroupChoice? among, IReadOnlyList<string> shown) => among switch
    {
        null => new Field.OwnRegion(),
        GroupChoice.Region(var code) => new Field.Region(code),
        GroupChoice.Group(var code) => new Field.Group(code),
        _ => new Field.Provinces([.. shown.Order(StringComparer.Ordinal)]),
    };

    private static IEnumerable<CatalogItem> Parents(EditionFrame frame, CatalogItem item)
    {
        var at = item;
        while (at.Level != IndicatorLevel.Total)
        {
            at = frame.Items.FirstOrDefault(i => i.Code == at.ParentCode) ?? frame.Total;
            yield return at;
        }
    }

    private static (IReadOnlySet<string> Codes, string Name) Among(EditionFrame frame, GroupChoice? choice)
    {
        switch (choice)
        {
            case GroupChoice.Region(var code):
                var region = frame.Catalog.Regions.FirstOrDefault(r => r.Code == code) ?? throw new ReportRefusedException(new Text($"Không có vùng “{code}”.", $"There is no region “{code}”."));
                return (frame.Provinces.Where(p => p.RegionCode == code).Select(p => p.Code).ToHashSet(), region.Name.In(frame.Language));
            case GroupChoice.Group(var code):
                var group = frame.Catalog.Groups.FirstOrDefault(g => g.Code == code) ?? throw new ReportRefusedException(new Text($"Không có nhóm “{code}”.", $"There is no group “{code}”."));
                return (frame.MembersOf(code).ToHashSet(), group.Name.In(frame.Language));
            case GroupChoice.Provinces(var codes):
                return (codes.ToHashSet(), frame.T($"{codes.Count} tỉnh, thành phố chọn riêng", $"{codes.Count} chosen provinces"));
            default:
                return (frame.Provinces.Select(p => p.Code).ToHashSet(), frame.T("cả nước", "all provinces"));
        }
    }
}
