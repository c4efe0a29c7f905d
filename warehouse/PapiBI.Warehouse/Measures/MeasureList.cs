using System.Reflection;

namespace PapiBI.Warehouse.Measures;

// Every measure there is. Documented in warehouse/README.md, which a test holds to this list.
public sealed partial record Measure
{
    // Standing

    /// <summary>Points; null where a part is missing.</summary>
    public static readonly Measure Score = OfStanding("score", "Điểm", "Score", "s.score");

    /// <summary>Competition ranking within the field, 1 = best, ties share the place.</summary>
    public static readonly Measure Rank = OfStanding("rank_place", "Hạng", "Rank", "s.place", Needs.Ranks);

    /// <summary>How many provinces share the place (1: alone).</summary>
    public static readonly Measure SharingPlace = OfStanding("sharing_place", "Số tỉnh cùng hạng", "Provinces sharing the place", "s.sharing", Needs.Ranks);

    /// <summary>1 = highest … 4 = lowest quartile (PERCENTILE.INC) of the ranked provinces; each includes its lower bound.</summary>
    public static readonly Measure QuartileGroup = OfStanding("quartile_group", "Nhóm", "Group", GroupOf("s", "b"), Needs.Ranks | Needs.Bounds);

    public static readonly Measure PreviousScore = OfStanding("previous_score", "Điểm năm trước", "Score the year before", "p.score", Needs.Previous);
    public static readonly Measure PreviousRank = OfStanding("previous_rank", "Hạng năm trước", "Rank the year before", "p.place", Needs.Previous | Needs.Ranks);
    public static readonly Measure PreviousRanked = OfStanding("previous_ranked", "Số tỉnh xếp hạng năm trước", "Provinces ranked the year before", "q.n_ranked", Needs.Previous | Needs.Ranks | Needs.PreviousBounds);
    public static readonly Measure PreviousQuartileGroup = OfStanding("previous_quartile_group", "Nhóm năm trước", "Group the year before", GroupOf("p", "q"), Needs.Previous | Needs.Ranks | Needs.PreviousBounds);

    /// <summary>Points against the year before; null across a break of the item.</summary>
    public static readonly Measure ScoreChange = OfStanding("score_change", "Thay đổi điểm", "Change in score", "cast(round(s.score - p.score, 6) as double precision)", Needs.Previous);

    /// <summary>Fraction of the year before.</summary>
    public static readonly Measure RelativeChange = OfStanding("relative_change", "Thay đổi tương đối", "Relative change", "1e0 * (s.score - p.score) / nullif(p.score, 0)", Needs.Previous);

    /// <summary>1 when the relative change is beyond ±5 %: PAPI's threshold of materiality, not a statistical test.</summary>
    public static readonly Measure IsMaterialChange = OfStanding("is_material_change", "Vượt ngưỡng ±5 %", "Beyond ±5 %", "case when s.score is null or p.score is null then null when cast(round(abs(s.score - p.score), 8) as double precision) > cast(round(0.05e0 * abs(p.score), 8) as double precision) then 1 else 0 end", Needs.Previous);

    /// <summary>Places as printed, positive when climbing; N may differ between the years.</summary>
    public static readonly Measure RankChange = OfStanding("rank_change", "Thay đổi hạng", "Change in rank", "p.place - s.place", Needs.Previous | Needs.Ranks);

    /// <summary>Place among the provinces ranked in both years.</summary>
    public static readonly Measure CommonRank = OfStanding("common_rank", "Hạng trong các tỉnh có cả hai năm", "Rank among provinces of both years", "c.place", Needs.Ranks | Needs.CommonField);
    public static readonly Measure CommonPreviousRank = OfStanding("common_previous_rank", "Hạng năm trước trong các tỉnh có cả hai năm", "Rank the year before among provinces of both years", "c.previous_place", Needs.Ranks | Needs.CommonField);
    public static readonly Measure CommonRanked = OfStanding("common_ranked", "Số tỉnh có cả hai năm", "Provinces of both years", "c.n_common", Needs.Ranks | Needs.CommonField);
    public static readonly Measure CommonRankChange = OfStanding("common_rank_change", "Thay đổi hạng trong các tỉnh có cả hai năm", "Change in rank among provinces of both years", "c.previous_place - c.place", Needs.Ranks | Needs.CommonField);

    /// <summary>Points above (+) or below (−) the field's simple mean.</summary>
    public static readonly Measure ToMean = OfStanding("to_mean", "So với trung bình", "Against the mean", "s.score - b.mean_score", Needs.Ranks | Needs.Bounds);
    public static readonly Measure ToMedian = OfStanding("to_median", "So với trung vị", "Against the median", "s.score - b.median_score", Needs.Ranks | Needs.Bounds);
    public static readonly Measure ToBest = OfStanding("to_best", "So với cao nhất", "Against the best", "s.score - b.best_score", Needs.Ranks | Needs.Bounds);

    /// <summary>Points that would equal the next better place; null at the top.</summary>
    public static readonly Measure ToNextPlace = OfStanding("to_next_place", "Điểm tới hạng kế trên", "Points to the next place", "u.score - s.score", Needs.Ranks | Needs.NeighbourUp);

    /// <summary>Points that would equal a place at least five better; null in the first five.</summary>
    public static readonly Measure ToFiveUp = OfStanding("to_five_up", "Điểm để lên năm bậc", "Points to climb five places", "(select min(f.score) from step f where f.index_code = s.index_code and f.year = s.year and f.item_code = s.item_code and f.field_code = s.field_code and f.place <= s.place - 5) - s.score", Needs.Ranks | Needs.FiveUp);

    /// <summary>Points to the lower bound of the next better quartile group; null in the highest.</summary>
    public static readonly Measure ToNextGroup = OfStanding("to_next_group", "Điểm tới nhóm kế trên", "Points to the next group", "case when s.score < b.lower_quartile then b.lower_quartile when s.score < b.middle_quartile then b.middle_quartile when s.score < b.upper_quartile then b.upper_quartile end - s.score", Needs.Ranks | Needs.Bounds);

    /// <summary>Points ahead of the next worse score; null at the bottom.</summary>
    public static readonly Measure Cushion = OfStanding("cushion", "Khoảng cách với hạng kế dưới", "Cushion to the next place below", "s.score - d.score", Needs.Ranks | Needs.NeighbourDown);

    /// <summary>1 when the item cannot be compared with the year before.</summary>
    public static readonly Measure IsBreak = OfStanding("is_break", "Đứt chuỗi", "Break in series", "s.break_here");

    /// <summary>1 when the item goes on but a part of it cannot be compared.</summary>
    public static readonly Measure IsPartsBreak = OfStanding("is_parts_break", "Thành phần đổi", "Parts changed", "s.parts_break");

    /// <summary>Of the score, in points, as printed; like the three below null where the publisher prints none: nothing is worked out from the others.</summary>
    public static readonly Measure StandardError = OfStanding("standard_error", "Sai số chuẩn", "Standard error", "w.standard_error", Needs.Uncertainty);

    /// <summary>Bounds of the printed interval. Its heading may name another level than its multiplier gives.</summary>
    public static readonly Measure IntervalLow = OfStanding("interval_low", "Cận dưới của khoảng công bố", "Lower bound of the published interval", "w.interval_low", Needs.Uncertainty);
    public static readonly Measure IntervalHigh = OfStanding("interval_high", "Cận trên của khoảng công bố", "Upper bound of the published interval", "w.interval_high", Needs.Uncertainty);

    /// <summary>How many standard errors the bounds lie from the score; null where that is not known.</summary>
    public static readonly Measure IntervalMultiplier = OfStanding("interval_multiplier", "Số lần sai số chuẩn của khoảng công bố", "Standard errors of the published interval", "w.interval_multiplier", Needs.Uncertainty);

    // Field

    /// <summary>N: the provinces with a score, of this field, item and year.</summary>
    public static readonly Measure Ranked = OfField("ranked", "Số tỉnh xếp hạng", "Provinces ranked", "b.n_ranked");

    /// <summary>Simple mean of the ranked provinces.</summary>
    public static readonly Measure Mean = OfField("mean_score", "Trung bình", "Mean", "b.mean_score");
    public static readonly Measure Median = OfField("median_score", "Trung vị", "Median", "b.median_score");
    public static readonly Measure Best = OfField("best_score", "Cao nhất", "Best", "b.best_score");
    public static readonly Measure Lowest = OfField("lowest_score", "Thấp nhất", "Lowest", "b.lowest_score");

    /// <summary>Lower bounds of the quartile groups (PERCENTILE.INC at 25, 50, 75 %).</summary>
    public static readonly Measure LowerQuartile = OfField("lower_quartile", "Tứ phân vị dưới", "Lower quartile", "b.lower_quartile");
    public static readonly Measure UpperQuartile = OfField("upper_quartile", "Tứ phân vị trên", "Upper quartile", "b.upper_quartile");

    /// <summary>How far apart the field's ends are: its best less its lowest score.</summary>
    public static readonly Measure Spread = OfField("spread", "Chênh lệch đầu – cuối", "Spread", "cast(round(b.best_score - b.lowest_score, 6) as double precision)");

    /// <summary>The field's mean above (+) or below (−) that of all provinces; 0 where the field is all of them.</summary>
    public static readonly Measure MeanToAll = OfField("mean_to_all", "Trung bình so với trung bình tất cả các tỉnh", "Mean against the mean of all provinces", "b.mean_score - a.mean_score", Needs.NationBounds);

    // Count

    public static readonly Measure ItemsCompared = new("items_compared", new Text("Số nội dung so sánh được", "Items compared"), MeasureFamily.Count, $"cast(count({ScoreChange.Expression}) as bigint)", ScoreChange.Needs);
    public static readonly Measure ItemsUp = OfCount("items_up", "Số nội dung tăng điểm", "Items up in score", ScoreChange, "> 0");
    public static readonly Measure ItemsDown = OfCount("items_down", "Số nội dung giảm điểm", "Items down in score", ScoreChange, "< 0");
    public static readonly Measure ItemsRankUp = OfCount("items_rank_up", "Số nội dung tăng hạng", "Items up in rank", RankChange, "> 0");
    public static readonly Measure ItemsRankDown = OfCount("items_rank_down", "Số nội dung giảm hạng", "Items down in rank", RankChange, "< 0");
    public static readonly Measure ItemsAboveMean = OfCount("items_above_mean", "Số nội dung cao hơn trung bình", "Items above the mean", ToMean, "> 0");
    public static readonly Measure ItemsBelowMean = OfCount("items_below_mean", "Số nội dung thấp hơn trung bình", "Items below the mean", ToMean, "< 0");

    // Ledger

    /// <summary>Points that the part adds to the change of the total; over all parts of a level they sum to that change exactly. A vanished part counts with its last score, a new one with its first.</summary>
    public static readonly Measure Contribution = OfLedger("contribution", "Đóng góp vào thay đổi", "Contribution to the change", "m.contribution");

    /// <summary>The mean contribution of the provinces ranked in both years.</summary>
    public static readonly Measure FieldMovement = OfLedger("field_movement", "Biến động chung", "Movement of the mean", "m.field_movement");

    /// <summary>Contribution less the movement of the mean.</summary>
    public static readonly Measure OwnMovement = OfLedger("own_movement", "Biến động riêng", "Own movement", "cast(round(m.contribution - m.field_movement, 8) as double precision)");

    /// <summary>1 when the part stands in both years with one meaning.</summary>
    public static readonly Measure IsComparablePart = OfLedger("is_comparable_part", "Thành phần so sánh được", "Comparable part", "m.is_comparable");

    public static readonly IReadOnlyList<Measure> All =
        [.. typeof(Measure).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.FieldType == typeof(Measure)).Select(f => (Measure)f.GetValue(null)!)];

    private static string GroupOf(string standing, string bound) =>
        $"case when {standing}.place is not null then 4 - (case when {standing}.score >= {bound}.lower_quartile then 1 else 0 end + case when {standing}.score >= {bound}.middle_quartile then 1 else 0 end + case when {standing}.score >= {bound}.upper_quartile then 1 else 0 end) end";

    private static Measure OfStanding(string code, string vi, string en, string expression, Needs needs = Needs.None) =>
        new(code, new Text(vi, en), MeasureFamily.Standing, expression, needs);

    private static Measure OfField(string code, string vi, string en, string expression, Needs needs = Needs.None) =>
        new(code, new Text(vi, en), MeasureFamily.Field, expression, Needs.Ranks | Needs.Bounds | needs);

    // Null where no item has what is counted: half a league has no ranks, which is not the same as no rank that fell.
    private static Measure OfCount(string code, string vi, string en, Measure of, string condition) =>
        new(code, new Text(vi, en), MeasureFamily.Count, $"cast(sum(case when {of.Expression} {condition} then 1 when {of.Expression} is not null then 0 end) as bigint)", of.Needs);

    private static Measure OfLedger(string code, string vi, string en, string expression) =>
        new(code, new Text(vi, en), MeasureFamily.Ledger, expression, Needs.Previous);
}
