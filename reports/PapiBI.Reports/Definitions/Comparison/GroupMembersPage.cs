using PapiBI.Reports.Documents;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>Every member of a group too large for page 1.</summary>
internal static class GroupMembersPage
{
    public static ReportPage Build(GroupFacts facts) => new()
    {
        Tab = GroupLeague.MembersTab(facts),
        BandTitle = "",
        BandNote = "",
        Headline = facts.RankedMembers.Count == 0
            ? facts.T("Không thành viên nào được xếp hạng.", "No member is ranked.")
            : facts.T($"{GroupNarrative.WithPlace(facts, facts.BestOf(facts.Total))} dẫn đầu, {GroupNarrative.WithPlace(facts, facts.LowestOf(facts.Total))} thấp nhất.", $"{GroupNarrative.WithPlace(facts, facts.BestOf(facts.Total))} leads, {GroupNarrative.WithPlace(facts, facts.LowestOf(facts.Total))} is last."),
        Rows = [BlockRow.Whole(GroupLeague.Whole(facts))],
    };
}
