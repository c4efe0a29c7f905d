using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>The verdicts on the targets of a year in one line.</summary>
internal static class TargetVerdicts
{
    /// <summary>"mục tiêu 45 điểm không đạt: 43,83 (−1,17); mục tiêu hạng 45/63 đạt: 14/60": at most that many, those of totals first; why, where none is known.</summary>
    public static string Of(PlanFrame frame, IReadOnlyList<TargetGap> targets, int most)
    {
        var told = Headed(frame, targets).Select(target => (target, Verdict: TargetWords.Verdict(target, frame.Language))).Where(pair => pair.Verdict is not null).ToList();
        if (told.Count == 0)
        {
            return frame.T("chưa biết kết quả: ", "not yet known: ") + TargetWords.WhyUnknown(frame, targets[0]);
        }

        var isOfOne = targets.Select(target => target.IndexCode).Distinct().Count() == 1;
        var indexBefore = "";
        var said = new List<string>();
        foreach (var (target, verdict) in told.Take(most))
        {
            var of = TargetWords.IsTotal(frame, target) ? "" : $"{frame.ItemName(target.IndexCode, target.ItemCode, target.Year)}, ";
            said.Add((isOfOne || target.IndexCode == indexBefore ? "" : $"{Wording.IndexName(target.IndexCode)}: ") + of + verdict);
            indexBefore = target.IndexCode;
        }

        var more = told.Count - said.Count;
        return string.Join("; ", said) + (more > 0 ? frame.T($" và {more} mục tiêu khác", $" and {more} more") : "");
    }

    // A gain that only says an absolute target once more has no verdict of its own.
    private static IReadOnlyList<TargetGap> Headed(PlanFrame frame, IReadOnlyList<TargetGap> targets)
    {
        IReadOnlyList<TargetGap> ofTotals = [.. targets.Where(target => TargetWords.IsTotal(frame, target))];
        var all = ofTotals.Count > 0 ? ofTotals : targets;
        return [.. all.Where(target => target.Kind switch
        {
            TargetKind.ScoreGain => !all.Any(other => IsOfSame(other, target) && other.Kind == TargetKind.Score),
            TargetKind.RankGain => !all.Any(other => IsOfSame(other, target) && other.Kind == TargetKind.Rank),
            _ => true,
        })];
    }

    private static bool IsOfSame(TargetGap one, TargetGap other) => (one.IndexCode, one.ItemCode, one.Year) == (other.IndexCode, other.ItemCode, other.Year);
}
