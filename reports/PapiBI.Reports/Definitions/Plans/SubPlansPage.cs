using PapiBI.Reports.Documents;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>Plans of agencies and districts that carry this one out.</summary>
internal static class SubPlansPage
{
    public static ReportPage Build(ProgressFacts facts)
    {
        var late = facts.SubPlans.Where(sub => sub.Tally.Overdue > 0).OrderByDescending(sub => sub.Tally.Overdue).ToList();
        return new ReportPage
        {
            Tab = facts.T("Kế hoạch con", "Sub-plans"),
            BandTitle = "",
            BandNote = "",
            Headline = late.Count == 0
                ? facts.T($"{facts.SubPlans.Count} kế hoạch con, không có nhiệm vụ quá hạn.", $"{facts.SubPlans.Count} {(facts.SubPlans.Count == 1 ? "sub-plan" : "sub-plans")}, nothing overdue.")
                : facts.T(
                    $"{late.Count}/{facts.SubPlans.Count} kế hoạch con có nhiệm vụ quá hạn; nhiều nhất: {late[0].Plan.Owner.Vi} ({late[0].Tally.Overdue}).",
                    $"{late.Count} of {facts.SubPlans.Count} {(facts.SubPlans.Count == 1 ? "sub-plan has" : "sub-plans have")} tasks overdue; most: {late[0].Plan.Owner.En} ({late[0].Tally.Overdue})."),
            Rows =
            [
                BlockRow.Whole(AgencyTable.Of(
                    facts,
                    [.. facts.SubPlans.Select(sub => ($"{sub.Plan.Owner.In(facts.Language)} ({sub.Plan.Code}){(sub.Plan.IsIllustrative ? PlanWords.IllustrativeMark : "")}", sub.Tally))],
                    facts.T("Kế hoạch của cơ quan, địa phương thực hiện kế hoạch này", "Plans of agencies and localities that carry this one out"),
                    facts.T("Kế hoạch", "Plan"))),
                BlockRow.Whole(new NotesBlock([facts.T("Kế hoạch không nêu nhiệm vụ để trống mức hoàn thành. Nhiệm vụ của kế hoạch con không cộng vào kế hoạch này.", "A plan without tasks has no completion. Tasks of sub-plans are not added to this plan."), .. facts.SubPlans.Any(sub => sub.Plan.IsIllustrative) ? [PlanWords.IllustrativeNote.In(facts.Language)] : Array.Empty<string>()])),
            ],
        };
    }
}
