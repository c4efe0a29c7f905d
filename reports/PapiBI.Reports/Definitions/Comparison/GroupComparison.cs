using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>So sánh nhóm: some provinces side by side, one index, one year.</summary>
public static class GroupComparison
{
    public const string Id = "group-comparison";

    /// <exception cref="ReportRefusedException">The release does not hold what was asked for, or it is no group to compare.</exception>
    public static ReportDocument Build(Release release, ReleaseCatalog catalog, GroupRequest request)
    {
        var frame = EditionFrame.Open(catalog, request.IndexCode, request.Year, request.Language);
        var group = ComparedGroup.Of(frame, request.Of);
        var facts = GroupFacts.Ask(release, frame, group);
        var index = Wording.IndexName(frame.IndexCode);
        return new Envelope
        {
            ReportId = Id,
            Kind = new Text("So sánh nhóm", "Group comparison"),
            Title = $"{frame.In(group.Name)} · {index} {frame.Year}",
            Finding = GroupNarrative.Finding(facts),
            FileSubject = $"{index} {frame.Year} {group.Name.Vi}",
            SourceLine = Wording.SourceLine(frame.IndexCode, request.Language),
        }.Around(release, request.Language, Pages(facts));
    }

    private static IEnumerable<ReportPage> Pages(GroupFacts facts)
    {
        if (!facts.Frame.Edition.IsWhole)
        {
            return [PartialGroupPage.Build(facts.Frame, facts.Members, facts.Standing), GroupSourcesPage.Build(facts)];
        }

        var hasDimensions = facts.DimensionItems.Count > 0;
        return
        [
            GroupSummaryPage.Build(facts),
            .. GroupLeague.IsLong(facts) ? new[] { GroupMembersPage.Build(facts) } : [],
            .. hasDimensions ? new[] { GroupHeatPage.Build(facts), GroupStrengthsPage.Build(facts) } : [],
            GroupTrendPage.Build(facts),
            .. hasDimensions ? new[] { GroupSpreadPage.Build(facts) } : [],
            GroupSourcesPage.Build(facts),
        ];
    }
}
