using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions;

/// <summary>Page 3: every sub-dimension under its dimension, with its line since the last break.</summary>
internal static class SubDimensionsPage
{
    public static ReportPage Build(BriefFacts facts) => new()
    {
        Tab = facts.T("Thành phần", "Sub-dimensions"),
        BandTitle = "",
        BandNote = "",
        Headline = Headline(facts),
        Rows =
        [
            BlockRow.Whole(Table(facts)),
            BlockRow.Whole(new NotesBlock(
            [
                facts.T("Đường nhỏ: điểm qua các năm kể từ lần đổi nội dung hoặc thang điểm gần nhất. “–”: không so được với năm trước hoặc không có điểm.", "Small lines: scores since the item last changed its meaning or scale. \"–\": not comparable with the year before, or no score."),
            ])),
        ],
    };

    private static string Headline(BriefFacts facts)
    {
        var below = facts.SubDimensionItems.Where(i => facts.Of(i)[Measure.ToMean] < 0).ToList();
        var with = facts.SubDimensionItems.Count(i => facts.Of(i)[Measure.ToMean] is not null);
        if (with == 0)
        {
            return facts.T($"Năm {facts.Year} không có điểm nội dung thành phần nào.", $"No sub-dimension has a score in {facts.Year}.");
        }

        if (below.Count == 0)
        {
            return facts.T("Không nội dung thành phần nào thấp hơn trung bình.", "No sub-dimension lies below the mean.");
        }

        var lowest = below.MinBy(i => facts.Of(i)[Measure.ToMean])!;
        var gap = NumberText.Signed(facts.Of(lowest)[Measure.ToMean]!.Value, facts.Language);
        return facts.T(
            $"{below.Count}/{with} nội dung thành phần thấp hơn trung bình; kém xa nhất là {lowest.InSentence(facts.Language)} ({gap} điểm).",
            $"{below.Count} of {with} sub-dimensions lie below the mean; furthest is {lowest.Name.En} ({gap} points).");
    }

    private static TableBlock Table(BriefFacts facts) => new()
    {
        Finding = "",
        Contents = facts.T($"Nội dung thành phần năm {facts.Year}, điểm; TB: trung bình cộng các tỉnh, thành phố có điểm", $"Sub-dimensions {facts.Year}, points; mean: simple mean of the provinces with a score"),
        IsLong = true,
        Columns =
        [
            TextColumn(facts.T("Nội dung", "Item"), 9),
            Column(facts.T("Điểm", "Score"), 2),
            Column(facts.T("Tối đa", "Max"), 2),
            Column(facts.PreviousYear is { } before ? facts.T($"so {before}", $"vs {before}") : facts.T("Thay đổi", "Change"), 3),
            Column(facts.T("so TB", "vs mean"), 3),
            Column(facts.T("Hạng", "Rank"), 3),
            Column(facts.T("Bậc", "Places"), 2),
            Column(facts.T("Diễn biến", "Trend"), 3),
        ],
        Rows = [.. facts.Frame.Items.Where(i => i.Level != IndicatorLevel.Total).Select(item => Row(facts, item))],
    };

    private static TableRow Row(BriefFacts facts, CatalogItem item)
    {
        var row = facts.Of(item);
        var isDimension = item.Level == IndicatorLevel.Dimension;
        return new TableRow
        {
            Cells =
            [
                Cell.Words(isDimension ? item.Numbered(facts.Language) : $"{item.Code} {item.Name.In(facts.Language)}"),
                row.Score(Measure.Score),
                Cell.Value(item.Max, NumberForm.Score, Tone.Muted),
                row.Arrow(Measure.ScoreChange),
                row.Signed(Measure.ToMean),
                row.RankOfN(),
                Cell.Change(row[Measure.RankChange], NumberForm.SignedPlaces),
                new Cell { Spark = SinceBreak(facts, item) },
            ],
            IsStrong = isDimension,
            Indent = isDimension ? 0 : 1,
        };
    }

    // One value per year of the index, so that all lines share their years; blank before the item's last break.
    private static IReadOnlyList<double?> SinceBreak(BriefFacts facts, CatalogItem item)
    {
        var start = facts.Catalog.Items
            .Where(i => i.IndexCode == item.IndexCode && i.Code == item.Code && i.Year <= facts.Year && i.IsBreak)
            .Max(i => i.Year);
        return [.. TrendCharts.Totals(facts).Select(year => year.Year < start ? null : facts.History.Find(year.Year, item.Code)?[Measure.Score])];
    }
}
