using PapiBI.Warehouse.Measures;

namespace PapiBI.Warehouse.Views;

/// <summary>Views for analysts that are the measures themselves, compiled: an analyst and a report cannot disagree.</summary>
public static class MeasureViews
{
    private static readonly Measure[] StandingMeasures =
    [
        Measure.Score, Measure.Rank, Measure.Ranked, Measure.SharingPlace, Measure.QuartileGroup, Measure.PreviousScore, Measure.PreviousRank,
        Measure.PreviousRanked, Measure.ScoreChange, Measure.RelativeChange, Measure.IsMaterialChange, Measure.RankChange, Measure.CommonRank, Measure.CommonPreviousRank, Measure.CommonRanked,
        Measure.CommonRankChange, Measure.ToMean, Measure.ToMedian, Measure.ToBest, Measure.IsBreak, Measure.IsPartsBreak,
    ];

    private static readonly Measure[] FieldMeasures =
    [
        Measure.Ranked, Measure.Mean, Measure.Median, Measure.Best, Measure.Lowest, Measure.LowerQuartile, Measure.UpperQuartile,
    ];

    /// <summary>Name → question, over every index and year.</summary>
    public static readonly IReadOnlyDictionary<string, MetricQuery> All = new Dictionary<string, MetricQuery>
    {
        ["standing"] = new() { IndexCode = "", Measures = StandingMeasures },
        ["national_place"] = new() { IndexCode = "", Measures = [Measure.Score, Measure.Rank, Measure.Ranked, Measure.QuartileGroup] },
        ["standing_in_region"] = new() { IndexCode = "", Measures = [Measure.Score, Measure.Rank, Measure.Ranked, Measure.PreviousRank, Measure.PreviousRanked, Measure.RankChange, Measure.Mean, Measure.Best], Within = new Field.OwnRegion() },
        ["benchmark"] = new() { IndexCode = "", By = [Breakdown.Year, Breakdown.Item], Measures = FieldMeasures },
        ["change_ledger"] = new() { IndexCode = "", Measures = [Measure.Contribution, Measure.FieldMovement, Measure.OwnMovement, Measure.IsComparablePart] },
    };
}
