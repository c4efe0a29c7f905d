using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Reports.Definitions;

/// <summary>Where the total of an index cannot be drawn as one line.</summary>
internal static class IndexBreaks
{
    /// <summary>One before each of the years whose total is not comparable with the year before it; the first year has none.</summary>
    public static IReadOnlyList<ChartBreak> Of(EditionFrame frame, IReadOnlyList<int> years) =>
        [.. Enumerable.Range(1, Math.Max(years.Count - 1, 0)).Where(i => IsBreak(frame, years[i])).Select(i => new ChartBreak(i - 1, Label(frame, years[i - 1], years[i])))];

    /// <summary>The first year of the stretch that the frame's year stands in.</summary>
    public static int Since(EditionFrame frame) => frame.YearsSoFar.Where(year => IsBreak(frame, year)).Append(frame.YearsSoFar[0]).Max();

    private static bool IsBreak(EditionFrame frame, int year) =>
        frame.ItemsByYear[year].Any(i => i.Level == IndicatorLevel.Total && i.IsBreak);

    private static string Label(EditionFrame frame, int before, int now)
    {
        int Parts(int year) => frame.ItemsByYear[year].Count(i => i.Level == IndicatorLevel.Dimension);
        return Parts(before) == Parts(now)
            ? frame.T("đổi cấu trúc", "new structure")
            : frame.T($"{Parts(before)} → {Parts(now)} {(frame.IndexCode == "PAPI" ? "trục" : "phần")}", $"{Parts(before)} → {Parts(now)} {(frame.IndexCode == "PAPI" ? "dims" : "parts")}");
    }
}
