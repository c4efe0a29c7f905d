using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions;

/// <summary>Hồ sơ tỉnh: one province, one index, one year.</summary>
public static class ProvinceBrief
{
    public const string Id = "province-brief";

    /// <exception cref="ReportRefusedException">The release does not hold what was asked for.</exception>
    public static ReportDocument Build(Release release, ReleaseCatalog catalog, ProvinceRequest request)
    {
        var facts = BriefFacts.Ask(release, catalog, request);
        return new Envelope
        {
            ReportId = Id,
            Kind = new Text("Hồ sơ tỉnh", "Province brief"),
            Title = $"{facts.ProvinceName} · {request.IndexCode} {request.Year}",
            Finding = BriefNarrative.Finding(facts),
            FileSubject = $"{request.IndexCode} {request.Year} {facts.Province.Name.Vi}",
            SourceLine = Wording.SourceLine(request.IndexCode, request.Language),
        }.Around(release, request.Language,
        [
            SummaryPage.Build(facts),
            DimensionsPage.Build(facts),
            SubDimensionsPage.Build(facts),
            LedgerPage.Build(facts),
            TrendPage.Build(facts),
            PlacePage.Build(facts),
            SourcesPage.Build(facts),
        ]);
    }
}
