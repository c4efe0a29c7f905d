using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Measures;
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
        var facts = frame.Edition.IsWhole ? GroupFacts.Ask(release, frame, group) : null;
        if (facts is { RankedMembers.Count: < 2 })
        {
            throw new ReportRefusedException(new Text(
                $"Năm {frame.Year} chỉ {facts.RankedMembers.Count}/{facts.Members.Count} thành viên có tổng điểm, nên không có gì để so sánh: hãy thêm tỉnh có điểm, hoặc dùng hồ sơ tỉnh ({ProvinceBrief.Id}).",
                $"In {frame.Year} only {facts.RankedMembers.Count} of {facts.Members.Count} members have a total, so there is nothing to compare: add provinces with a score, or ask for the province's brief ({ProvinceBrief.Id})."));
        }

        var index = Wording.IndexName(frame.IndexCode);
        return new Envelope
        {
            ReportId = Id,
            Kind = new Text("So sánh nhóm", "Group comparison"),
            Title = $"{frame.In(group.Name)} · {index} {frame.Year}",
            Finding = facts is not null
                ? GroupNarrative.Finding(facts)
                : $"{index} {frame.Year} – {frame.In(group.Name)}: " + frame.T($"có số liệu của {frame.Edition.Held}/{frame.Edition.Of} tỉnh, thành phố", $"figures of {frame.Edition.Held} of {frame.Edition.Of} provinces are held"),
            FileSubject = $"{index} {frame.Year} {group.Name.Vi}",
            SourceLine = Wording.SourceLine(frame.IndexCode, request.Language),
        }.Around(release, request.Language, facts is not null ? Pages(facts) : Printed(release, frame, group, request.Of));
    }

    private static IEnumerable<ReportPage> Printed(Release release, EditionFrame frame, ComparedGroup group, GroupChoice choice)
    {
        var printed = PublishedFacts.Read(release, frame.IndexCode);
        var totals = release.Ask(new MetricQuery { IndexCode = frame.IndexCode, Years = [frame.Year], Items = [frame.Total.Code], By = [Breakdown.Province], Measures = [Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked] });
        return [PartialGroupPage.Build(frame, choice, group.Codes, printed, totals), PrintedSourcesPage.Build(frame, printed, group.Codes)];
    }

    private static IEnumerable<ReportPage> Pages(GroupFacts facts)
    {
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
