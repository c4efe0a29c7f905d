using System.Globalization;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;

namespace PapiBI.Reports.Definitions.Exploring;

/// <summary>The item over the years, cut where it cannot be compared.</summary>
internal static class ExploreTrend
{
    private const int Height = 260;

    private static readonly SeriesRole[] Roles = [SeriesRole.Subject, SeriesRole.Region, SeriesRole.Previous, SeriesRole.Peer];

    public static ReportPage Build(ExploreFacts facts)
    {
        // A year without figures is a gap, and the line is cut wherever the item breaks. A part that changed its meaning is shown since then only.
        var held = facts.History.Rows.Where(row => row[Measure.Mean] is not null).Concat(facts.ChosenHistory.Rows.Where(row => row[Measure.Score] is not null)).Select(row => row.Year!.Value).ToList();
        var since = facts.Item == facts.Frame.Total ? int.MinValue : facts.Frame.YearsSoFar.Where(year => IsBreak(facts, year)).DefaultIfEmpty(int.MinValue).Max();
        var years = held.Count == 0 ? [] : facts.Frame.YearsSoFar.Where(year => year >= Math.Max(held.Min(), since) && year <= held.Max()).ToList();
        return new ReportPage
        {
            Tab = facts.T("Xu hướng", "Trend"),
            BandTitle = "",
            BandNote = "",
            Headline = facts.T($"{facts.ItemName} qua các năm", $"{facts.ItemName} over the years"),
            Rows = years.Count == 0
                ? [BlockRow.Whole(new NotesBlock([facts.T("Không có năm nào đủ số liệu.", "No year has enough figures.")]))]
                : [BlockRow.Whole(Chart(facts, years))],
        };
    }

    private static ChartBlock Chart(ExploreFacts facts, List<int> years)
    {
        double? Of(int year, Measure measure) => facts.History.Rows.FirstOrDefault(row => row.Year == year)?[measure];
        var title = facts.T($"{facts.ItemName} qua các năm", $"{facts.ItemName} over the years");
        return new ChartBlock
        {
            Finding = "",
            Contents = facts.T("Điểm, công bố; trung bình và cao nhất trong các tỉnh, thành phố có điểm mỗi năm, dẫn xuất; đường bị cắt nơi không so được", "Points, published; mean and best among the provinces with a score in each year, derived; the line is cut where years cannot be compared"),
            Height = Height,
            Chart = new ChartSpec
            {
                Kind = ChartKind.BrokenLine,
                Categories = [.. years.Select(year => year.ToString(CultureInfo.InvariantCulture))],
                Series =
                [
                    .. facts.Chosen.Select((code, i) => new ChartSeries
                    {
                        Name = facts.Frame.NameOf(code),
                        Role = Roles[i],
                        Key = ExploreFacts.KeyOf(code),
                        Values = [.. years.Select(year => facts.ChosenHistory.Rows.FirstOrDefault(row => row.Year == year && row.ProvinceCode == code)?[Measure.Score])],
                        Labels = i == 0 ? new Dictionary<int, string> { [years.Count - 1] = "" } : null,
                    }),
                    new ChartSeries { Name = facts.T("trung bình", "mean"), Role = SeriesRole.Nation, Values = [.. years.Select(year => Of(year, Measure.Mean))] },
                    new ChartSeries { Name = facts.T("cao nhất", "best"), Role = SeriesRole.Best, Values = [.. years.Select(year => Of(year, Measure.Best))] },
                ],
                Breaks = [.. Enumerable.Range(1, Math.Max(years.Count - 1, 0)).Where(i => IsBreak(facts, years[i])).Select(i => new ChartBreak(i - 1, facts.T("đổi cấu trúc", "new structure")))],
                AltText = facts.T($"{title}; đường bị cắt ở năm không so được với năm trước.", $"{title}; the line is cut at a year that cannot be compared with the one before."),
                DataTitle = title,
            },
        };
    }

    private static bool IsBreak(ExploreFacts facts, int year) =>
        facts.Frame.Catalog.Items.Any(item => item.IndexCode == facts.Frame.IndexCode && item.Year == year && item.Code == facts.Item.Code && item.IsBreak);
}
