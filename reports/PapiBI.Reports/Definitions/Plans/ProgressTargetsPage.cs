using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>Every target of the plan with what came of it so far.</summary>
internal static class ProgressTargetsPage
{
    public static ReportPage Build(ProgressFacts facts)
    {
        var known = facts.Targets.Count(target => target.Status is TargetStatus.Met or TargetStatus.NotMet);
        var met = facts.Targets.Count(target => target.Status == TargetStatus.Met);
        return new ReportPage
        {
            Tab = facts.T("Mục tiêu", "Targets"),
            BandTitle = "",
            BandNote = "",
            Headline = (facts.Targets.Count, known) switch
            {
                (0, _) => facts.T("Kế hoạch chưa đặt mục tiêu nào: cần nêu điểm hoặc hạng phải đạt của từng năm.", "The plan sets no target: say which score or rank each year has to reach."),
                (_, 0) => facts.T($"Kế hoạch có {facts.Targets.Count} mục tiêu, chưa mục tiêu nào có kết quả.", $"The plan has {facts.Targets.Count} {(facts.Targets.Count == 1 ? "target" : "targets")}, none with a result yet."),
                _ => facts.T($"Đạt {met}/{known} mục tiêu đã biết kết quả trong {facts.Targets.Count} mục tiêu của kế hoạch.", $"{met} of {known} targets with a result were met; the plan has {facts.Targets.Count}."),
            },
            Rows = facts.Targets.Count == 0
                ? [BlockRow.Whole(new NotesBlock([facts.T("Không có mục tiêu thì không thể nói kế hoạch đạt hay không.", "Without a target nobody can say whether the plan succeeded.")]))]
                : [BlockRow.Whole(TargetTable.Of(facts.Frame, facts.Targets, facts.Scales, "")), BlockRow.Whole(new NotesBlock(TargetNotes.Of(facts.Frame, facts.Targets)))],
        };
    }
}
