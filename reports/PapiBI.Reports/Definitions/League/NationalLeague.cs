using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.League;

/// <summary>So sánh cả nước: all provinces, one index, one year.</summary>
public static class NationalLeague
{
    public const string Id = "national-league";

    /// <exception cref="ReportRefusedException">The release does not hold what was asked for.</exception>
    public static ReportDocument Build(Release release, ReleaseCatalog catalog, LeagueRequest request)
    {
        var frame = EditionFrame.Open(catalog, request.IndexCode, request.Year, request.Language);
        var facts = LeagueFacts.Ask(release, frame);
        var index = Wording.IndexName(request.IndexCode);
        return new Envelope
        {
            ReportId = Id,
            Kind = new Text("So sánh cả nước", "National league"),
            Title = frame.T($"{frame.Provinces.Count} tỉnh, thành phố · {index} {request.Year}", $"{frame.Provinces.Count} provinces · {index} {request.Year}"),
            Finding = $"{index} {request.Year} – " + (facts.Ranked.Count == 0 ? PartialLeaguePage.Finding(frame) : LeagueNarrative.Finding(facts)),
            FileSubject = $"{index} {request.Year} cả nước",
            SourceLine = Wording.SourceLine(request.IndexCode, request.Language),
        }.Around(release, request.Language, facts.Ranked.Count == 0 ? PartialLeaguePage.Build(frame, PublishedFacts.Read(release, request.IndexCode), facts.League) : Pages(facts));
    }

    // A page that would be empty is left out: an index may have no parts below its total.
    private static IEnumerable<ReportPage> Pages(LeagueFacts facts)
    {
        yield return LeagueSummaryPage.Build(facts);
        yield return LeagueTablePage.Build(facts);
        yield return LeagueMapPage.Build(facts);
        yield return RegionsPage.Build(facts);
        if (facts.PreviousYear is not null)
        {
            yield return MoversPage.Build(facts);
        }

        if (facts.PartItems.Count > 0)
        {
            yield return PartsHeatPage.Build(facts);
            if (PartsSpreadPage.HasScores(facts))
            {
                yield return PartsSpreadPage.Build(facts);
            }
        }

        yield return LeagueSourcesPage.Build(facts);
    }
}
