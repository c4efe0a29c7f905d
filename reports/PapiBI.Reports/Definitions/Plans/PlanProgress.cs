using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>Tiến độ kế hoạch: whom to press for what at the end of a quarter, half or year.</summary>
public static class PlanProgress
{
    public const string Id = "plan-progress";

    /// <exception cref="ReportRefusedException">The plan is not held, or it has to be named.</exception>
    public static ReportDocument Build(Release release, ReleaseCatalog catalog, PlanProgressRequest request)
    {
        var facts = ProgressFacts.Ask(release, catalog, request);
        return new Envelope
        {
            ReportId = Id,
            Kind = new Text("Tiến độ kế hoạch", "Progress of the plan"),
            Title = $"{facts.Frame.Subject} · {facts.T($"tiến độ kế hoạch đến hết {facts.PeriodName}", $"progress of the plan to the end of {facts.PeriodName}")}",
            Finding = ProgressNarrative.Finding(facts),
            FileSubject = $"ke hoach {facts.Frame.FileName} {request.Period.Name}",
            SourceLine = PlanSourcesPage.SourceLine(facts.Frame),
            IsInternal = true,
        }.Around(release, request.Language,
        [
            ProgressSummaryPage.Build(facts),
            ProgressTargetsPage.Build(facts),
            TimelinePage.Build(facts),
            WeakPartsPage.Build(facts),
            .. facts.Tasks.Count > 0 ? new[] { PressPage.Build(facts) } : [],
            .. facts.SubPlans.Count > 0 ? new[] { SubPlansPage.Build(facts) } : [],
            PlanSourcesPage.Build(facts.Frame, facts.Targets, facts.Tasks),
        ]);
    }
}
