using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions;

/// <summary>Page 5: since the first year, never drawn across a break.</summary>
internal static class TrendPage
{
    // Nine years over three quarters of the page; each first one takes the gutter before it.
    private static readonly int[] HeatSpans = [3, 2, 2, 3, 2, 2, 3, 2, 2];

    public static ReportPage Build(BriefFacts facts)
    {
        var rows = TrendCharts.Totals(facts);
        return new ReportPage
        {
            Tab = facts.T("Xu hướng", "Trend"),
            BandTitle = "",
            BandNote = "",
            Headline = $"{TrendCharts.Finding(facts)}.",
            Rows =
            [
                new BlockRow(
                [
                    new PlacedBlock(new ChartBlock { Finding = facts.T("Điểm tổng", "Total score"), Contents = facts.T("Nét liền: tỉnh; nét đứt: trung bình cộng các tỉnh có điểm", "Solid: the province; dashed: simple mean of ranked provinces"), Chart = TrendCharts.Score(facts), Height = 200 }, 0, 13),
                    new PlacedBlock(new ChartBlock { Finding = facts.T("Hạng trong các tỉnh, thành phố", "Rank among provinces"), Contents = facts.T("Hạng 1 ở trên; số tỉnh xếp hạng khác nhau giữa các năm", "First place on top; N differs between years"), Chart = TrendCharts.Rank(facts), Height = 200 }, 14, 13),
                ]),
                BlockRow.Whole(Totals(facts, rows)),
                BlockRow.Whole(Dimensions(facts, rows)),
                BlockRow.Whole(new NotesBlock(
                [
                    facts.T("Dòng kẻ “đổi cấu trúc”: chỉ số hoặc trục đổi thành phần, điểm hai bên không so được và không tính thay đổi. ◊: chỉ một phần bên dưới đổi, thay đổi của tổng được tính nhưng cần đọc dè dặt.", "\"Structure changed\": the index changed its parts, scores on both sides are not comparable and no change is computed. ◊: only a part below changed; the change of the total is shown, to be read with care."),
                ])),
            ],
        };
    }

    private static TableBlock Totals(BriefFacts facts, IReadOnlyList<ResultRow> rows) => new()
    {
        Finding = Finding(facts, rows),
        Contents = facts.T("Tổng điểm; TB: trung bình cộng các tỉnh, thành phố được xếp hạng năm đó", "Total score; mean: simple mean of the provinces ranked that year"),
        Columns =
        [
            TextColumn(facts.T("Năm", "Year"), 5),
            Column(facts.T("Điểm", "Score"), 3),
            Column(facts.T("Thay đổi", "Change"), 4),
            Column(facts.T("Hạng", "Rank"), 3),
            Column(facts.T("Bậc", "Places"), 2),
            Column(facts.T("TB", "Mean"), 2),
            Column(facts.T("so TB", "vs mean"), 3),
            TextColumn(facts.T("Nhóm", "Group"), 5),
        ],
        Rows = [.. rows.Select(row => new TableRow
        {
            Cells =
            [
                Cell.Words($"{row.Year}{Mark(facts, row)}"),
                row.Score(Measure.Score),
                row.Arrow(Measure.ScoreChange),
                row.RankOfN(),
                Cell.Change(row[Measure.RankChange], NumberForm.SignedPlaces),
                row.Score(Measure.Mean),
                row.Signed(Measure.ToMean),
                Cell.Words(Wording.QuartileGroup(row[Measure.QuartileGroup], facts.Request.IndexCode, facts.Language)),
            ],
            IsSubject = row.Year == facts.Year,
        })],
    };

    private static string Finding(BriefFacts facts, IReadOnlyList<ResultRow> rows)
    {
        var best = rows.Where(r => r[Measure.Rank] is not null).MinBy(r => r[Measure.Rank]);
        return best is null
            ? facts.T("Chưa từng được xếp hạng", "Never ranked")
            : facts.T($"Hạng tốt nhất: {NumberText.Rank(best[Measure.Rank]!.Value, (int?)best[Measure.Ranked])} năm {best.Year}", $"Best place: {NumberText.Rank(best[Measure.Rank]!.Value, (int?)best[Measure.Ranked])} in {best.Year}");
    }

    private static string Mark(BriefFacts facts, ResultRow row)
    {
        var item = facts.Catalog.Items.Single(i => i.IndexCode == facts.Request.IndexCode && i.Year == row.Year && i.Level == IndicatorLevel.Total);
        var isFirst = facts.Catalog.Editions.Single(e => e.IndexCode == facts.Request.IndexCode && e.Year == row.Year).PreviousYear is null;
        return item switch
        {
            { IsBreak: true } when !isFirst => facts.T(" – đổi cấu trúc", " – structure changed"),
            { IsPartsBreak: true, IsBreak: false } => " ◊",
            _ => "",
        };
    }

    private static TableBlock Dimensions(BriefFacts facts, IReadOnlyList<ResultRow> rows)
    {
        var years = rows.TakeLast(HeatSpans.Length).Select(r => r.Year!.Value).ToList();
        var spans = HeatSpans[^years.Count..];
        return new TableBlock
        {
            Finding = facts.T("Trục nào trên, trục nào dưới trung bình qua các năm", "Which dimensions stood above and below the mean over the years"),
            Contents = $"{years[0]}–{years[^1]}. " + facts.T("Điểm trục trừ trung bình cộng các tỉnh có điểm năm đó; xanh: cao hơn, nâu vàng: thấp hơn", "Dimension score less the simple mean of that year's provinces; blue: above, ochre: below"),
            Columns = [TextColumn(facts.T("Trục nội dung", "Dimension"), 27 - spans.Sum()), .. years.Select((year, i) => new TableColumn { Header = $"{year}", Span = spans[i], IsHeat = true })],
            Rows = [.. facts.DimensionItems.Select(item => new TableRow
            {
                Cells = [Cell.Words(item.Numbered(facts.Language)), .. years.Select(year => Cell.Value(facts.History.Find(year, item.Code)?[Measure.ToMean], NumberForm.SignedScore))],
            })],
        };
    }
}
