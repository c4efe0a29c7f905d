using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Exploring;

/// <summary>Khám phá: what a reader has set up on the screen, as a document, so that page, workbook and file say the same.</summary>
public static class Explore
{
    public const string Id = "explore";

    /// <summary>More marked provinces could not be told apart.</summary>
    public const int MostChosen = 4;

    /// <exception cref="ReportRefusedException">The release does not hold what was asked for.</exception>
    public static ReportDocument Build(Release release, ReleaseCatalog catalog, ExploreRequest request)
    {
        var facts = ExploreFacts.Ask(release, catalog, request);
        return new Envelope
        {
            ReportId = Id,
            Kind = new Text("Khám phá", "Explore"),
            Title = facts.Words,
            Finding = ExploreOverview.Finding(facts),
            FileSubject = $"{facts.IndexName} {facts.Year} {(facts.Item == facts.Frame.Total ? "tổng" : facts.Item.Code)} {facts.FieldName}",
            SourceLine = Wording.SourceLine(request.IndexCode, request.Language),
        }.Around(release, request.Language, Pages(facts));
    }

    private static IEnumerable<ReportPage> Pages(ExploreFacts facts)
    {
        yield return ExploreOverview.Build(facts);
        if (facts.IsRanked)
        {
            yield return ExploreMap.Build(facts);
        }

        yield return ExploreTrend.Build(facts);
        if (facts.IsRanked && facts.PartStandings.Rows.Count > 0)
        {
            yield return ExploreParts.Build(facts);
        }

        if (facts.IsRanked)
        {
            yield return ExploreChange.Build(facts);
        }

        if (facts.Chosen.Count > 1 || facts.Beside is not null)
        {
            yield return ExploreSideBySide.Build(facts);
        }

        if (ExplorePrinted.Of(facts).Count > 0 || ExplorePrinted.HasAverages(facts))
        {
            yield return ExplorePrinted.Build(facts);
        }
    }
}
