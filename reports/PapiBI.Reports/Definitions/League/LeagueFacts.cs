using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.League;

/// <summary>Everything a national league says, as answered by the measures: the pages only choose and arrange.</summary>
internal sealed record LeagueFacts : ISpeaker
{
    private static readonly Measure[] FieldMeasures =
    [
        Measure.Ranked, Measure.Mean, Measure.Median, Measure.Best, Measure.Lowest, Measure.LowerQuartile, Measure.UpperQuartile, Measure.Spread,
    ];

    private static readonly Measure[] TotalMeasures =
    [
        Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.QuartileGroup, Measure.PreviousScore, Measure.PreviousRank, Measure.PreviousRanked, Measure.ScoreChange,
        Measure.IsMaterialChange, Measure.RankChange, Measure.CommonRank, Measure.CommonPreviousRank, Measure.CommonRanked, Measure.CommonRankChange, Measure.ToNextPlace, .. IntervalWords.Measures, .. FieldMeasures,
    ];

    private static readonly Measure[] RegionMeasures = [Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.CommonRanked, .. FieldMeasures];

    private static readonly Measure[] PartMeasures = [Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked, Measure.ToMean];

    private bool? isPrinted;

    public required EditionFrame Frame { get; init; }

    /// <summary>Everybody's total among all provinces, in the order of the places, the unranked last.</summary>
    public required ResultTable League { get; init; }

    /// <summary>Everybody's total within the own region, in the order of the places there.</summary>
    public required ResultTable InRegion { get; init; }

    /// <summary>The movement of the mean of all provinces ranked in both years.</summary>
    public required ResultTable Movement { get; init; }

    /// <summary>The same within each province's region.</summary>
    public required ResultTable RegionMovement { get; init; }

    /// <summary>Everybody's parts of the highest level, each in the order of its places.</summary>
    public required ResultTable Parts { get; init; }

    /// <summary>The statistics of those parts.</summary>
    public required ResultTable PartFields { get; init; }

    /// <summary>The statistics of the total in every year up to this one.</summary>
    public required ResultTable History { get; init; }

    public Language Language => Frame.Language;
    public int Year => Frame.Year;
    public int? PreviousYear => Frame.PreviousYear;
    /// <summary>What was printed of the index.</summary>
    public required PublishedFacts Printed { get; init; }

    public IReadOnlyList<CatalogItem> PartItems => Frame.DimensionItems;
    public IReadOnlyList<ResultRow> Ranked => field ??= [.. League.Rows.Where(r => r[Measure.Rank] is not null)];
    public IReadOnlyList<ResultRow> Unranked => field ??= [.. League.Rows.Where(r => r[Measure.Rank] is null)];

    /// <summary>The statistics of the total: they are the same in every row.</summary>
    public ResultRow Field => League.Rows[0];

    /// <summary>N.</summary>
    public double? N => Field[Measure.Ranked];

    public bool HasChanges => League.Rows.Any(r => r[Measure.ScoreChange] is not null);

    /// <summary>How many provinces are ranked in both years.</summary>
    public double? Common => League.Rows.Select(r => r[Measure.CommonRanked]).FirstOrDefault(n => n is not null);

    public IReadOnlyList<ResultRow> Risen => field ??= [.. League.Rows.Where(r => r[Measure.ScoreChange] > 0)];
    public IReadOnlyList<ResultRow> Fallen => field ??= [.. League.Rows.Where(r => r[Measure.ScoreChange] < 0)];

    /// <summary>The movement of the mean of those ranked in both years; null where no change is computed.</summary>
    public double? MeanMovement => Movement.Rows.Count == 0 ? null : Movement.Rows[0][Measure.FieldMovement];

    public static LeagueFacts Ask(Release release, EditionFrame frame)
    {
        var parts = new MetricQuery { IndexCode = frame.IndexCode, Years = [frame.Year], Levels = [IndicatorLevel.Dimension], By = [Breakdown.Item, Breakdown.Province], Measures = PartMeasures };
        var totals = parts with { Levels = [IndicatorLevel.Total], By = [Breakdown.Province], Measures = TotalMeasures };
        var movement = totals with { Measures = [Measure.FieldMovement] };
        return new LeagueFacts
        {
            Frame = frame,
            League = release.Ask(totals),
            InRegion = release.Ask(totals with { Within = new Field.OwnRegion(), Measures = RegionMeasures }),
            Movement = release.Ask(movement),
            RegionMovement = release.Ask(movement with { Within = new Field.OwnRegion() }),
            Printed = PublishedFacts.Read(release, frame.IndexCode),
            Parts = release.Ask(parts),
            PartFields = release.Ask(parts with { By = [Breakdown.Item], Measures = FieldMeasures }),
            History = release.Ask(new MetricQuery { IndexCode = frame.IndexCode, Years = frame.YearsSoFar, Levels = [IndicatorLevel.Total], By = [Breakdown.Year], Measures = FieldMeasures }),
        };
    }

    public string In(Text text) => Frame.In(text);

    public string NameOf(ResultRow row) => Frame.NameOf(row.ProvinceCode!);

    public string Names(IEnumerable<ResultRow> rows) => Wording.Listed([.. rows.Select(NameOf)], Language);

    /// <summary>The printed national rank of a province; null where none is held.</summary>
    public Cell? PrintedRank(ResultRow row) => Printed.Find(Year, Frame.Total.Code, row.ProvinceCode!, PublishedMeasure.Rank) is { } rank
        ? Cell.RankOf(rank.Value, Printed.Find(Year, Frame.Total.Code, row.ProvinceCode!, PublishedMeasure.Ranked)?.Value)
        : null;

    /// <summary>Whether most places were printed, so that they deserve a column of their own.</summary>
    public bool IsPrinted => isPrinted ??= 2 * Ranked.Count(r => PrintedRank(r) is not null) > Ranked.Count;

    /// <summary>How the printed ranks compare with the derived; empty where none is held.</summary>
    public string AboutPrinted()
    {
        var printed = Ranked.Where(r => PrintedRank(r) is not null).ToList();
        if (printed.Count == 0)
        {
            return "";
        }

        var others = printed.Where(r => PrintedRank(r)!.Number != r[Measure.Rank]).ToList();
        var of = PrintedRank(printed[0])!.Of;
        var text = others.Count == 0
            ? this.T($"{printed.Count} hạng đã in đều bằng hạng dẫn xuất.", $"All {printed.Count} printed ranks equal the derived.")
            : this.T($"{others.Count}/{printed.Count} hạng đã in khác hạng dẫn xuất: điểm đã in bằng nhau, hoặc bên công bố xếp trong số tỉnh khác.", $"{others.Count} of {printed.Count} printed ranks differ from the derived: printed scores tie, or the publisher ranked another number of provinces.");
        return of is { } n && n != (int?)N
            ? $"{text} " + this.T($"Bên công bố xếp {n} tỉnh, ở đây có {N}.", $"The publisher ranked {n} provinces, {N} are held here.")
            : text;
    }

    /// <summary>The largest of a change first, only those on its side; of equal changes the better placed comes first.</summary>
    public IReadOnlyList<ResultRow> Climbers(Measure change, int most) => [.. Ranked.Where(r => r[change] > 0).OrderByDescending(r => r[change]).Take(most)];

    public IReadOnlyList<ResultRow> Fallers(Measure change, int most) => [.. Ranked.Where(r => r[change] < 0).OrderBy(r => r[change]).Take(most)];

    /// <summary>Those who share the first of such a list.</summary>
    public static IReadOnlyList<ResultRow> Foremost(IReadOnlyList<ResultRow> rows, Measure change) => [.. rows.TakeWhile(r => r[change] == rows[0][change])];

    /// <summary>Why a province has no place: what the publisher says, else which parts are missing.</summary>
    public string ReasonOf(string province) => Frame.WhyUnranked(province, PartItems, part => Parts.Find(item: part.Code, province: province)?[Measure.Score]);

    /// <summary>Why nothing here is compared with the year before; null where it is.</summary>
    public string? WhyNoChanges => this switch
    {
        { HasChanges: true } => null,
        { PreviousYear: null } => this.T($"{Year} là năm đầu tiên nên chưa có năm trước để so.", $"{Year} is the first year: there is none before to compare with."),
        { Frame.Total.IsBreak: true } => this.T($"Năm {Year} chỉ số đổi cấu trúc nên không tính thay đổi so với năm {PreviousYear}.", $"The index changed its structure in {Year}, so no change on {PreviousYear} is computed."),
        _ => this.T($"Không tỉnh nào có tổng điểm cả hai năm {PreviousYear} và {Year}.", $"No province has a total in both {PreviousYear} and {Year}."),
    };
}
