using PapiBI.Reports.Definitions.MultiIndex;
using PapiBI.Reports.Definitions.Plans;
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
        var frame = EditionFrame.Open(catalog, request.IndexCode, request.Year, request.Language);
        if (!frame.Edition.IsWhole || !frame.Total.IsSummed)
        {
            return OfPrinted(release, catalog, request);
        }

        var facts = BriefFacts.Ask(release, catalog, request);
        var standing = facts.Printed.Count == 0 ? null : IndexStanding.Ask(release, catalog, request.IndexCode, request.Year, request.ProvinceCode, request.Language);
        return new Envelope
        {
            ReportId = Id,
            Kind = new Text("Hồ sơ tỉnh", "Province brief"),
            Title = $"{facts.ProvinceName} · {request.IndexCode} {request.Year}",
            Finding = BriefNarrative.Finding(facts),
            FileSubject = $"{request.IndexCode} {request.Year} {facts.Province.Name.Vi}",
            SourceLine = Wording.SourceLine(request.IndexCode, request.Language),
            IsInternal = facts.Plans.Count > 0,
        }.Around(release, request.Language,
        [
            SummaryPage.Build(facts),
            .. facts.Plans.Count > 0 ? new[] { BriefPlan.Page(facts.Plans) } : [],
            DimensionsPage.Build(facts),
            SubDimensionsPage.Build(facts),
            LedgerPage.Build(facts),
            TrendPage.Build(facts),
            PlacePage.Build(facts),
            SourcesPage.Build(facts, standing),
        ]);
    }

    // Where half a league is held, or the parts do not add up to the total, the brief is that index's page and its sources.
    private static ReportDocument OfPrinted(Release release, ReleaseCatalog catalog, ProvinceRequest request)
    {
        if (IndexStanding.Ask(release, catalog, request.IndexCode, request.Year, request.ProvinceCode, request.Language) is not { } standing)
        {
            throw new ReportRefusedException(new Text($"Năm {request.Year} không có tỉnh mang mã {request.ProvinceCode}.", $"There was no province with code {request.ProvinceCode} in {request.Year}."));
        }

        if (!standing.IsKnown)
        {
            throw new ReportRefusedException(new Text(
                $"Chưa có số liệu {standing.Name} {request.Year} của {standing.Province.Name.Vi}: có {standing.Frame.Edition.Held}/{standing.Frame.Edition.Of} tỉnh, thành phố.",
                $"No figure of {standing.Name} {request.Year} is held for {standing.Province.Name.En}: {standing.Frame.Edition.Held} of {standing.Frame.Edition.Of} provinces are."));
        }

        var plans = BriefPlan.Ask(release, catalog, request, standing.Province.Name);
        return new Envelope
        {
            ReportId = Id,
            Kind = new Text("Hồ sơ tỉnh", "Province brief"),
            Title = $"{standing.Province.Name.In(request.Language)} · {standing.Name} {request.Year}",
            Finding = ConferencePage.Finding([standing]),
            FileSubject = $"{request.IndexCode} {request.Year} {standing.Province.Name.Vi}",
            SourceLine = Wording.SourceLine(request.IndexCode, request.Language),
            IsInternal = plans.Count > 0,
        }.Around(release, request.Language, [IndexPage.Build(standing), .. plans.Count > 0 ? new[] { BriefPlan.Page(plans) } : [], FigureSourcesPage.Build([standing])]);
    }
}
