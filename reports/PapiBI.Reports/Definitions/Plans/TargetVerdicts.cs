using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>The verdicts on the targets of a year in one line.</summary>
internal static class TargetVerdicts
{
    /// <summary>"mục tiêu 45 điểm không đạt: 43,83 (−1,17); mục tiêu hạng 45/63 đạt: 14/60": at most that many, those of totals only where there are any, what is made up last; why, where none is known.</summary>
    public static string Of(PlanFrame frame, IReadOnlyList<TargetGap> targets, int most)
    {
        var told = Headed(frame, targets).Select(target => (target, Verdict: TargetWords.Verdict(target, frame.Language))).Where(pair => pair.Verdict is not null).OrderBy(pair => pair.target.IsIllustrative).ToList();
        if (told.Count == 0)
        {
            return (targets[0].Unknown == UnknownReason.NoFigure ? frame.T("không đánh giá được: ", "cannot be judged: ") : frame.T("chưa biết kết quả: ", "not yet known: ")) + TargetWords.WhyUnknown(frame, targets[0]);
        }

        var isOfOne = targets.Select(target => target.IndexCode).Distinct().Count() == 1;
        var indexBefore = "";
        var said = new List<string>();
        foreach (var (target, verdict) in told.Take(most))
        {
            var of = TargetWords.IsTotal(frame, target) ? "" : $"{frame.ItemName(target.IndexCode, target.ItemCode, target.Year)}, ";
            said.Add((isOfOne || target.IndexCode == indexBefore ? "" : $"{Wording.IndexName(target.IndexCode)}: ") + of + verdict + (target.IsIllustrative ? frame.T(" (minh họa)", " (illustrative)") : ""));
            indexBefore = target.IndexCode;
        }

        var more = told.Count - said.Count;
        return string.Join("; ", said) + (more > 0 ? frame.T($" và {more} mục tiêu khác", $" and {more} more") : "");
    }

    /// <summary>A gain that only says the score or rank target of the same item and year once more, as far as two rounded decimals tell.</summary>
    public static bool IsRepeat(TargetGap target, IReadOnlyList<TargetGap> targets)
    {
        const double Rounding = 0.02;
        TargetKind? plain = target.Kind switch { TargetKind.ScoreGain => TargetKind.Score, TargetKind.RankGain => TargetKind.Rank, _ => null };
        return plain is not null && targets.Any(other =>
            other.Kind == plain
            && (other.IndexCode, other.ItemCode, other.Year) == (target.IndexCode, target.ItemCode, target.Year)
            && other.Wanted - target.Wanted is > -Rounding and < Rounding);
    }

    private static IEnumerable<TargetGap> Headed(PlanFrame frame, IReadOnlyList<TargetGap> targets)
    {
        IReadOnlyList<TargetGap> ofTotals = [.. targets.Where(target => TargetWords.IsTotal(frame, target))];
        var all = ofTotals.Count > 0 ? ofTotals : targets;
        return all.Where(target => !IsRepeat(target, all));
    }
}
