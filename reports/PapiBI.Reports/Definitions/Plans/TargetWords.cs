using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>Targets in words: what was promised, what came of it, and whether the promise was a sound one.</summary>
internal static class TargetWords
{
    public static bool IsScore(TargetKind kind) => kind is TargetKind.Score or TargetKind.ScoreGain or TargetKind.ScoreHeld;

    public static bool IsRank(TargetKind kind) => kind is TargetKind.Rank or TargetKind.RankGain or TargetKind.RankHeld;

    /// <summary>"45 điểm", "hạng 45/63", "tăng 4,26 điểm", "nhóm Cao nhất", "không tụt hạng".</summary>
    public static string Promise(TargetKind kind, double? value, int? ofN, string indexCode, Language language) => kind switch
    {
        TargetKind.Score => Amount(value!.Value, indexCode, language),
        TargetKind.Rank => new Text("hạng ", "rank ").In(language) + NumberText.Rank(value!.Value, ofN),
        TargetKind.ScoreGain => new Text("tăng ", "a gain of ").In(language) + Gain(value!.Value, indexCode, language),
        TargetKind.RankGain => new Text("tăng ", "a gain of ").In(language) + NumberText.Places(value!.Value, language),
        TargetKind.Group => new Text("nhóm ", "group ").In(language) + Wording.QuartileGroup(value, indexCode, language),
        TargetKind.ScoreHeld => new Text("không giảm điểm", "no loss of points").In(language),
        _ => new Text("không tụt hạng", "no loss of places").In(language),
    };

    public static string Promise(TargetGap target, Language language) => Promise(target.Kind, target.Value, target.OfN, target.IndexCode, language);

    /// <summary>"PAPI 2021: 45 điểm"; of a part "PAPI 2021, 5. Thủ tục hành chính công: 7,5 điểm".</summary>
    public static string Full(PlanFrame frame, TargetGap target)
    {
        var part = IsTotal(frame, target) ? "" : $", {frame.ItemName(target.IndexCode, target.ItemCode, target.Year)}";
        var since = target.Kind is TargetKind.ScoreGain or TargetKind.RankGain or TargetKind.ScoreHeld or TargetKind.RankHeld ? frame.T($" so với {target.BaseYear}", $" on {target.BaseYear}") : "";
        return $"{Wording.IndexName(target.IndexCode)} {target.Year}{part}: {Promise(target, frame.Language)}{since}{(target.IsIllustrative ? PlanWords.IllustrativeMark : "")}";
    }

    public static bool IsTotal(PlanFrame frame, TargetGap target) => frame.ItemOf(target.IndexCode, target.ItemCode, target.Year) is not { } item || item.Level == IndicatorLevel.Total;

    public static Cell Status(TargetGap target, Language language) => target.Status switch
    {
        TargetStatus.Met => Cell.Words(new Text("đạt", "met").In(language), Tone.Rise),
        TargetStatus.NotMet => Cell.Words(new Text("không đạt", "missed").In(language), Tone.Fall),
        TargetStatus.NotComparable => Cell.Words(new Text("không so được", "not comparable").In(language), Tone.Muted),
        _ when target.Unknown == UnknownReason.NoFigure => Cell.Words(new Text("không đánh giá được", "cannot be judged").In(language), Tone.Muted),
        _ => Cell.Words(new Text("chưa biết", "not yet known").In(language), Tone.Muted),
    };

    /// <summary>"Mục tiêu 45 điểm không đạt: 43,83 (−1,17)". Null where it is not known.</summary>
    public static string? Verdict(TargetGap target, Language language)
    {
        if (target.Status is not (TargetStatus.Met or TargetStatus.NotMet) || target is not { Reached: { } reached, Gap: { } gap })
        {
            return null;
        }

        var isMet = target.Status == TargetStatus.Met;
        var came = IsScore(target.Kind)
            ? $"{NumberText.Score(reached, language)} ({NumberText.Signed(gap, language)})"
            : IsRank(target.Kind) ? NumberText.Rank(reached, target.ResultRanked) : Wording.QuartileGroup(reached, target.IndexCode, language);
        var since = target.Kind is TargetKind.RankGain or TargetKind.ScoreGain && target is { RankGain: not null, ScoreGain: not null }
            ? ", " + (target.Kind == TargetKind.RankGain ? NumberText.SignedWhole(target.RankGain.Value, language) : NumberText.Signed(target.ScoreGain.Value, language))
            : "";
        return new Text($"mục tiêu {Promise(target, language)} {(isMet ? "đạt" : "không đạt")}: {came}{since}", $"target of {Promise(target, language)} {(isMet ? "met" : "missed")}: {came}{since}").In(language);
    }

    /// <summary>Why nothing can be said of a target, in words; "" where something can.</summary>
    public static string WhyUnknown(PlanFrame frame, TargetGap target)
    {
        var index = $"{Wording.IndexName(target.IndexCode)} {target.Year}";
        var edition = frame.Catalog.Editions.FirstOrDefault(e => e.IndexCode == target.IndexCode && e.Year == target.Year);
        var missing = IsRank(target.Kind) ? frame.T("hạng", "rank") : target.Kind == TargetKind.Group ? frame.T("nhóm", "group") : frame.T("điểm", "score");
        return target switch
        {
            { Status: TargetStatus.NotComparable } => frame.T(
                $"không so được: nội dung đổi cấu trúc từ {target.BaseYear} đến {target.Year}",
                $"not comparable: the item changed between {target.BaseYear} and {target.Year}"),
            { Status: not TargetStatus.NotYetKnown } => "",
            { Unknown: UnknownReason.NoEdition } => frame.T($"chưa có kết quả {index}", $"no results of {index} yet"),
            { Unknown: UnknownReason.NotHeld } => frame.T(
                $"mới có {index} của {edition?.Held ?? 0}/{edition?.Of ?? 0} tỉnh, thành phố, chưa có {missing} của {frame.ProvinceName}",
                $"{index} is held for {edition?.Held ?? 0} of {edition?.Of ?? 0} provinces only, without a {missing} of {frame.ProvinceName}"),
            { Unknown: UnknownReason.NoFigure } => frame.T(
                $"{frame.ProvinceName} không có {missing} {index} vì thiếu điểm thành phần",
                $"{frame.ProvinceName} has no {missing} in {index}: parts are missing"),
            _ => frame.T($"năm gốc {target.BaseYear} không có {missing} để so", $"the base year {target.BaseYear} has no {missing} to count from"),
        };
    }

    /// <summary>"Mục tiêu hạng 45/63 đạt theo mọi cách hiểu: kể cả khi ba tỉnh chưa có điểm đều xếp trên, hạng vẫn là 17/63." Null where every province has a place.</summary>
    public static string? AnyReading(TargetGap target, Language language)
    {
        if (target is not { IsMetOnAnyReading: { } always, Status: TargetStatus.Met, ResultUnranked: > 0 and var unranked, RankAtWorst: { } worst })
        {
            return null;
        }

        var count = NumberText.Count(unranked, language);
        var place = NumberText.Rank(worst, target.ResultProvinces);
        return always
            ? new Text(
                $"Mục tiêu {Promise(target, language)} đạt theo mọi cách hiểu: kể cả khi {count} tỉnh chưa có điểm đều xếp trên, hạng vẫn là {place}.",
                $"The target of {Promise(target, language)} is met on any reading: even with the {count} {(unranked == 1 ? "province" : "provinces")} without a score ahead, the rank would be {place}.").In(language)
            : new Text(
                $"Mục tiêu {Promise(target, language)} chỉ đạt trong {target.ResultRanked} tỉnh có điểm: nếu {count} tỉnh chưa có điểm đều xếp trên, hạng là {place}.",
                $"The target of {Promise(target, language)} is met among the {target.ResultRanked} provinces with a score only: with the {count} others ahead, the rank would be {place}.").In(language);
    }

    /// <summary>"4,26 điểm", "3 điểm %": a size, without its sign.</summary>
    public static string Gain(double gain, string indexCode, Language language) => IsPercent(indexCode)
        ? $"{NumberText.Plain(Math.Abs(gain), language)} {new Text("điểm %", "percentage points").In(language)}"
        : $"{NumberText.Plain(Math.Abs(gain), language)} {NumberUnits.Points(gain, language)}";

    /// <summary>"45 điểm", "85 %".</summary>
    public static string Amount(double score, string indexCode, Language language) => IsPercent(indexCode)
        ? NumberText.Plain(score, language) + new Text(" %", "%").In(language)
        : $"{NumberText.Plain(score, language)} {NumberUnits.Points(score, language)}";

    /// <summary>"42,15 điểm", "85,00 %": two decimals.</summary>
    public static string Score(double score, string indexCode, Language language) => IsPercent(indexCode)
        ? NumberText.Score(score, language) + new Text(" %", "%").In(language)
        : NumberText.Points(score, language);

    private static bool IsPercent(string indexCode) => indexCode is "PAR_INDEX" or "SIPAS";
}
