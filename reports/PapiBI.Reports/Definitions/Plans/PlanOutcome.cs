using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>Kết quả kế hoạch: which targets of a year were met, and what its tasks can and cannot have to do with it.</summary>
public static class PlanOutcome
{
    public const string Id = "plan-outcome";

    /// <exception cref="ReportRefusedException">There is no such plan, or it has no target of that year.</exception>
    public static ReportDocument Build(Release release, ReleaseCatalog catalog, PlanOutcomeRequest request)
    {
        var facts = OutcomeFacts.Ask(release, catalog, request);
        return new Envelope
        {
            ReportId = Id,
            Kind = new Text("Kết quả kế hoạch", "Outcome of the plan"),
            Title = $"{facts.Frame.Subject} · {facts.T($"kết quả kế hoạch năm {request.Year}", $"outcome of the plan {request.Year}")}",
            Finding = OutcomeNarrative.Finding(facts),
            FileSubject = $"ket qua ke hoach {facts.Frame.FileName} {request.Year}",
            SourceLine = PlanSourcesPage.SourceLine(facts.Frame),
            IsInternal = true,
        }.Around(release, request.Language,
        [
            OutcomeSummaryPage.Build(facts),
            .. OutcomeSummaryPage.FitsOnPageOne(facts) ? [] : new[] { OutcomeSummaryPage.AllTargets(facts) },
            OutcomePartsPage.Build(facts),
            PlanSourcesPage.Build(facts.Frame, facts.Targets, facts.Tasks),
        ]);
    }
}
