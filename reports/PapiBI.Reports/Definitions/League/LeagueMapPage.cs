using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;

namespace PapiBI.Reports.Definitions.League;

/// <summary>Page 3: the country as tiles, coloured by group.</summary>
internal static class LeagueMapPage
{
    private static readonly Measure[] LowerBounds = [Measure.UpperQuartile, Measure.Median, Measure.LowerQuartile, Measure.Lowest];

    public static ReportPage Build(LeagueFacts facts) => new()
    {
        Tab = facts.T("Bản đồ", "Map"),
        BandTitle = "",
        BandNote = "",
        Headline = Headline(facts),
        Rows = [BlockRow.Whole(new NotesBlock([]))],
    };

    private static string Headline(LeagueFacts facts)
    {
        return "";
    }
}
