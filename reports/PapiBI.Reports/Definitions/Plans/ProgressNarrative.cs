using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>The sentences on how a plan stands.</summary>
internal static class ProgressNarrative
{
    private const int MostNamed = 3;

    /// <summary>"Ninh Thuận, đến hết quý II năm 2021: hoàn thành 3/12 nhiệm vụ, 5 quá hạn, 2 chưa báo cáo": subject lines.</summary>
    public static string Finding(ProgressFacts facts)
    {
        var tally = facts.Tally;
        var head = $"{facts.Frame.Subject}, {facts.T("đến hết ", "to the end of ")}{facts.PeriodName}: ";
        return head + (facts.Tasks.Count == 0
            ? facts.T("kế hoạch chưa có nhiệm vụ nào", "the plan has no tasks")
            : facts.T(
                $"hoàn thành {tally.Done}/{tally.Tasks} nhiệm vụ, {tally.Overdue} quá hạn, {tally.Unreported} chưa báo cáo",
                $"{tally.Done} of {PlanWords.Tasks(tally.Tasks, facts.Language)} done, {tally.Overdue} overdue, {tally.Unreported} unreported"));
    }

    /// <summary>"Đôn đốc 3 cơ quan có 5 nhiệm vụ quá hạn: …": what to do first.</summary>
    public static string Headline(ProgressFacts facts)
    {
        var late = Named(facts, tally => tally.Overdue);
        var silent = Named(facts, tally => tally.Unreported);
        if (facts.Tasks.Count == 0)
        {
            return facts.T("Kế hoạch chưa có nhiệm vụ nào: cần giao việc, cơ quan chủ trì và thời hạn.", "The plan has no tasks: give out work, lead agencies and deadlines.");
        }

        if (late.Count > 0)
        {
            return facts.T(
                $"Đôn đốc {PlanWords.Agencies(late.Count, facts.Language)} có {PlanWords.Tasks(facts.Tally.Overdue, facts.Language)} quá hạn: {PlanWords.Named(late, MostNamed, facts.Language)}.",
                $"Press {PlanWords.Agencies(late.Count, facts.Language)} with {PlanWords.Tasks(facts.Tally.Overdue, facts.Language)} overdue: {PlanWords.Named(late, MostNamed, facts.Language)}.");
        }

        return silent.Count > 0
            ? facts.T(
                $"Không có nhiệm vụ quá hạn; nhắc {PlanWords.Agencies(silent.Count, facts.Language)} chưa báo cáo {facts.PeriodName}: {PlanWords.Named(silent, MostNamed, facts.Language)}.",
                $"Nothing is overdue; remind {PlanWords.Agencies(silent.Count, facts.Language)} that reported nothing for {facts.PeriodName}: {PlanWords.Named(silent, MostNamed, facts.Language)}.")
            : facts.T("Không có nhiệm vụ quá hạn, mọi nhiệm vụ đến kỳ đều đã báo cáo: giữ tiến độ.", "Nothing is overdue and everything due was reported: keep the pace.");
    }

    public static string Write(ProgressFacts facts) => PlanSentences.Fitted(Sentences(facts));

    /// <summary>Agencies with at least one, most first, then in the plan's order.</summary>
    public static IReadOnlyList<(string Name, int Count)> Named(ProgressFacts facts, Func<PlanTally, int> count) =>
        [.. facts.Agencies.OrderByDescending(agency => count(agency.Tally)).ThenBy(agency => agency.Place).Select(agency => (agency.Agency.Name.In(facts.Language), Count: count(agency.Tally))).Where(agency => agency.Count > 0)];

    /// <summary>"Độ phủ: 8/10 nội dung yếu nhất của PAPI 2020 có nhiệm vụ"; with how many only by the part above.</summary>
    public static string Coverage(ProgressFacts facts, WeakParts weak)
    {
        if (!weak.IsLinked)
        {
            return facts.Tasks.Count == 0
                ? facts.T($"Chưa có nhiệm vụ nào cho các nội dung yếu nhất của {Wording.IndexName(weak.IndexCode)} {weak.Year}", $"There is no task for the weakest items of {Wording.IndexName(weak.IndexCode)} {weak.Year}")
                : facts.T($"Chưa nhiệm vụ nào nêu nó phục vụ nội dung nào của {Wording.IndexName(weak.IndexCode)}", $"No task says which item of {Wording.IndexName(weak.IndexCode)} it serves");
        }

        var covered = weak.Items.Count(item => item.IsCovered);
        var byParent = weak.Items.Count(item => item.IsCoveredByParent);
        var parts = Wording.Parts(weak.IndexCode);
        return facts.T(
            $"{covered}/{weak.Items.Count} nội dung yếu nhất của {Wording.IndexName(weak.IndexCode)} {weak.Year} có nhiệm vụ{(byParent > 0 ? $" ({byParent} chỉ qua nhiệm vụ chung của {parts.Vi})" : "")}",
            $"{covered} of the {weak.Items.Count} weakest {(weak.Items.Count == 1 ? "item" : "items")} of {Wording.IndexName(weak.IndexCode)} {weak.Year} {(covered == 1 ? "has" : "have")} a task{(byParent > 0 ? $" ({byParent} only through tasks for the whole {Wording.PartInEnglish(weak.IndexCode)})" : "")}");
    }

    private static IEnumerable<string> Sentences(ProgressFacts facts)
    {
        var tally = facts.Tally;
        if (facts.Tasks.Count == 0)
        {
            yield return facts.T($"Đến {facts.LastDay}, {facts.Frame.Plan.Name.Vi} chưa có nhiệm vụ nào nên chưa có gì để theo dõi.", $"By {facts.LastDay}, the plan has no tasks, so there is nothing to follow.");
        }
        else
        {
            string Part(int count, string vi, string en) => count == 0 ? "" : $", {count} {facts.T(vi, en)}";
            yield return facts.T(
                $"Đến {facts.LastDay}, kế hoạch{facts.Frame.OfOwner} có {tally.Tasks} nhiệm vụ do {facts.Agencies.Count} cơ quan chủ trì: {tally.Done} hoàn thành",
                $"By {facts.LastDay}, the plan{facts.Frame.OfOwner} has {PlanWords.Tasks(tally.Tasks, facts.Language)} led by {PlanWords.Agencies(facts.Agencies.Count, facts.Language)}: {tally.Done} done")
                + (tally.DoneLate > 0 ? facts.T($" ({tally.DoneLate} trễ hạn)", $" ({tally.DoneLate} late)") : "")
                + Part(tally.InProgress, "đang làm", "in progress") + Part(tally.Overdue, "quá hạn", "overdue") + Part(tally.NotStarted, "chưa bắt đầu", "not started") + Part(tally.Stopped, "dừng", "stopped") + ".";
            if (tally.Completion is { } completion)
            {
                yield return facts.T($"Mức hoàn thành bình quân theo trọng số: {NumberText.Percent(completion, facts.Language)}.", $"Weighted mean completion: {NumberText.Percent(completion, facts.Language)}.");
            }

            if (facts.Overdue is [var longest, ..])
            {
                yield return facts.T(
                    $"Chậm nhất: nhiệm vụ {longest.TaskNo} ({facts.Frame.AgencyName(longest.LeadAgencyCode)}), quá hạn {longest.DaysOverdue} ngày.",
                    $"Longest overdue: task {longest.TaskNo} ({facts.Frame.AgencyName(longest.LeadAgencyCode)}), by {longest.DaysOverdue} {(longest.DaysOverdue == 1 ? "day" : "days")}.");
            }

            if (tally.Unreported > 0)
            {
                yield return facts.T($"Kỳ này {tally.Unreported} nhiệm vụ đến kỳ mà chưa có báo cáo.", $"{tally.Unreported} {(tally.Unreported == 1 ? "task was" : "tasks were")} due a report and got none.");
            }
        }

        foreach (var weak in facts.Weak.Where(weak => weak.Items.Count > 0 && weak.IsLinked).Take(1))
        {
            yield return Coverage(facts, weak) + ".";
        }
    }
}
