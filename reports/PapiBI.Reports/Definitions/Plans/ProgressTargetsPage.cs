using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>Every target of the plan with what came of it so far.</summary>
internal static class ProgressTargetsPage
{
    public static ReportPage Build(ProgressFacts facts)
    {
        var count = TargetCount.Of(facts.Targets);
        var ahead = facts.Targets.Where(target => target.Reached is not null && target.Year >= facts.Period.Year).Select(target => target.Year).Distinct().Order().ToList();
        var later = ahead.Count == 0 ? "" : facts.T($"Kết quả cả năm {string.Join(", ", ahead)}, công bố sau kỳ báo cáo này", $"Results of the whole year {string.Join(", ", ahead)}, published after this reporting period");
        return new ReportPage
        {
            Tab = facts.T("Mục tiêu", "Targets"),
            BandTitle = "",
            BandNote = "",
            Headline = (facts.Targets.Count, count.Known) switch
            {
                (0, _) => facts.T("Kế hoạch chưa đặt mục tiêu nào: cần nêu điểm hoặc hạng phải đạt của từng năm.", "The plan sets no target: say which score or rank each year has to reach."),
                (_, 0) => facts.T($"Kế hoạch có {count.Targets} mục tiêu, chưa mục tiêu nào có kết quả.", $"The plan has {PlanWords.Targets(count.Targets, facts.Language)}, none with a result yet."),
                _ => facts.T(
                    $"Đạt {count.Met}/{count.Known} mục tiêu đã biết kết quả{count.Besides(facts.Frame)}{(count.Unknown > 0 ? $", {count.Unknown} mục tiêu chưa biết" : "")}.",
                    $"{count.Met} of {PlanWords.Targets(count.Known, facts.Language)} with a result {(count.Met == 1 ? "was" : "were")} met{count.Besides(facts.Frame)}{(count.Unknown > 0 ? $", {count.Unknown} not yet known" : "")}."),
            },
            Rows = facts.Targets.Count == 0
                ? [BlockRow.Whole(new NotesBlock([facts.T("Không có mục tiêu thì không thể nói kế hoạch đạt hay không.", "Without a target nobody can say whether the plan succeeded.")]))]
                : [BlockRow.Whole(TargetTable.Of(facts.Frame, facts.Targets, facts.Scales, later)), BlockRow.Whole(new NotesBlock(TargetNotes.Of(facts.Frame, facts.Targets)))],
        };
    }
}
