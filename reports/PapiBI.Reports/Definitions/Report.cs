using PapiBI.Reports.Definitions.Comparison;
using PapiBI.Reports.Definitions.Exploring;
using PapiBI.Reports.Definitions.League;
using PapiBI.Reports.Definitions.MultiIndex;
using PapiBI.Reports.Definitions.Plans;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions;

/// <summary>Every report there is.</summary>
public static class Report
{
    /// <summary>The names one asks for them by.</summary>
    public static readonly IReadOnlyList<string> Ids = [ProvinceBrief.Id, GroupComparison.Id, NationalLeague.Id, MultiIndexBrief.Id, PlanProgress.Id, PlanOutcome.Id];

    /// <exception cref="ReportRefusedException">The release does not hold what was asked for.</exception>
    public static ReportDocument Build(Release release, ReleaseCatalog catalog, ReportRequest request) => request switch
    {
        ProvinceRequest province => ProvinceBrief.Build(release, catalog, province),
        LeagueRequest league => NationalLeague.Build(release, catalog, league),
        MultiIndexRequest multi => MultiIndexBrief.Build(release, catalog, multi),
        PlanProgressRequest progress => PlanProgress.Build(release, catalog, progress),
        PlanOutcomeRequest outcome => PlanOutcome.Build(release, catalog, outcome),
        GroupRequest group => GroupComparison.Build(release, catalog, group),
        ExploreRequest explore => Explore.Build(release, catalog, explore),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request, "No report answers this request."),
    };
}
