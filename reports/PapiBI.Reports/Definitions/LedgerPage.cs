using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions;

/// <summary>Page 4: what the change of the total is made of, to the last point.</summary>
internal static class LedgerPage
{
    public static ReportPage Build(BriefFacts facts)
    {
        var total = facts.Ledger.Find(item: facts.Total.Code);
        return new ReportPage
        {
            Tab = facts.T("Phân tích thay đổi", "Change"),
            BandTitle = "",
            BandNote = "",
            Headline = total is null ? NoLedger(facts) : Headline(facts, total),
            Rows = total is null
                ? [BlockRow.Whole(new NotesBlock([NoLedger(facts)]))]
                :
                [
                    BlockRow.Whole(Waterfall(facts, total)),
                    BlockRow.Whole(Table(facts, total)),
                    BlockRow.Whole(new NotesBlock(
                    [
                        facts.T(
                            $"Đóng góp: điểm năm {facts.Year} trừ điểm năm {facts.PreviousYear} của từng phần; cộng lại đúng bằng thay đổi của tổng. Mặt bằng: đóng góp trung bình của các tỉnh, thành phố có tổng điểm cả hai năm; riêng: phần còn lại.",
                            $"Contribution: each part's score of {facts.Year} less that of {facts.PreviousYear}; they add up exactly to the change of the total. Mean movement: average contribution of the provinces with a total in both years; own: the rest."),
                        facts.T("† Phần mới, đã bỏ hoặc đổi thang điểm: đóng góp chỉ để tổng cộng khớp, không phải tiến bộ hay thụt lùi.", "† New, dropped or rescaled: the contribution only makes the sum exact, it is no progress or setback."),
                    ])),
                ],
        };
    }

    private static string NoLedger(BriefFacts facts) => facts switch
    {
        { PreviousYear: null } => facts.T($"{facts.Year} là năm đầu tiên nên chưa có thay đổi để phân tích.", $"{facts.Year} is the first year: there is no change to explain."),
        { Total.IsBreak: true } => facts.T($"Năm {facts.Year} chỉ số đổi cấu trúc nên không phân tích thay đổi so với năm {facts.PreviousYear}.", $"The index changed its structure in {facts.Year}, so the change on {facts.PreviousYear} is not explained."),
        _ => facts.T($"Thiếu tổng điểm năm {facts.PreviousYear} hoặc {facts.Year} nên không phân tích được thay đổi.", $"The total of {facts.PreviousYear} or {facts.Year} is missing, so the change cannot be explained."),
    };

    private static string Headline(BriefFacts facts, ResultRow total)
    {
        string Signed(Measure measure) => NumberText.Signed(total[measure]!.Value, facts.Language);
        return facts.T(
            $"Tổng điểm thay đổi {Signed(Measure.Contribution)}: mặt bằng chung {Signed(Measure.FieldMovement)}, riêng {facts.ProvinceName} {Signed(Measure.OwnMovement)}.",
            $"The total moved by {Signed(Measure.Contribution)}: the mean by {Signed(Measure.FieldMovement)}, {facts.ProvinceName} on its own by {Signed(Measure.OwnMovement)}.");
    }

    private static ChartBlock Waterfall(BriefFacts facts, ResultRow total)
    {
        var parts = Parts(facts, IndicatorLevel.Dimension);
        double? Of(CatalogItem item) => facts.Ledger.Find(item: item.Code)![Measure.Contribution];
        var worst = parts.MinBy(Of)!;
        var best = parts.MaxBy(Of)!;
        return new ChartBlock
        {
            Finding = facts.T(
                $"Kéo xuống nhiều nhất: {worst.Name.Vi} ({NumberText.Signed(Of(worst)!.Value, facts.Language)}); kéo lên nhiều nhất: {best.Name.Vi} ({NumberText.Signed(Of(best)!.Value, facts.Language)})",
                $"Lowest contribution: {worst.Name.En} ({NumberText.Signed(Of(worst)!.Value, facts.Language)}); highest: {best.Name.En} ({NumberText.Signed(Of(best)!.Value, facts.Language)})"),
            Contents = facts.T($"Từ tổng điểm {facts.PreviousYear} đến tổng điểm {facts.Year}, theo trục nội dung", $"From the total of {facts.PreviousYear} to that of {facts.Year}, by dimension"),
            Height = 270,
            Chart = new ChartSpec
            {
                Kind = ChartKind.Waterfall,
                Categories = [$"{facts.PreviousYear}", .. parts.Select(p => p.Numbered(facts.Language) + (facts.Ledger.Find(item: p.Code)![Measure.IsComparablePart] == 0 ? " †" : "")), $"{facts.Year}"],
                Series =
                [
                    new ChartSeries
                    {
                        Name = facts.T("Điểm", "Points"),
                        Role = SeriesRole.Subject,
                        Values = [facts.OwnTotal[Measure.PreviousScore], .. parts.Select(Of), facts.OwnTotal[Measure.Score]],
                        Labels = new Dictionary<int, string>(),
                    },
                ],
                LabelFormat = "0.00",
                AltText = facts.T($"Thác nước từ {facts.PreviousYear} đến {facts.Year}: mỗi bậc là đóng góp của một trục; số liệu trong bảng dưới.", $"Waterfall from {facts.PreviousYear} to {facts.Year}: each step is a dimension's contribution; figures in the table below."),
                DataTitle = facts.T("Phân tích thay đổi tổng điểm", "Change of the total explained"),
            },
        };
    }

    private static TableBlock Table(BriefFacts facts, ResultRow total) => new()
    {
        Finding = facts.T("Từng phần cộng lại đúng bằng thay đổi của tổng", "The parts add up exactly to the change of the total"),
        Contents = facts.T($"Điểm, {facts.Year} so với {facts.PreviousYear}", $"Points, {facts.Year} on {facts.PreviousYear}"),
        Columns =
        [
            TextColumn(facts.T("Nội dung", "Item"), 14),
            Column(facts.T("Đóng góp", "Contribution"), 4),
            Column(facts.T("Mặt bằng", "Mean movement"), 4),
            Column(facts.T("Riêng", "Own"), 5),
        ],
        Rows =
        [
            .. Parts(facts, IndicatorLevel.Dimension).SelectMany(d => Parts(facts, IndicatorLevel.SubDimension).Where(s => s.ParentCode == d.Code).Prepend(d)).Select(item => Row(facts, item)),
            new TableRow { Cells = Values(facts.T("Tổng", "Total"), total), IsStrong = true, IsSubject = true },
        ],
    };

    private static TableRow Row(BriefFacts facts, CatalogItem item)
    {
        var row = facts.Ledger.Find(item: item.Code)!;
        var isDimension = item.Level == IndicatorLevel.Dimension;
        var name = isDimension ? item.Numbered(facts.Language) : $"{item.Code} {item.Name.In(facts.Language)}";
        return new TableRow
        {
            Cells = row[Measure.IsComparablePart] == 0 ? [.. Values(name + " †", row).Select(cell => cell with { Tone = Tone.Plain })] : Values(name, row),
            IsStrong = isDimension,
            Indent = isDimension ? 0 : 1,
        };
    }

    private static IReadOnlyList<Cell> Values(string name, ResultRow row) =>
        [Cell.Words(name), row.Arrow(Measure.Contribution), Cell.Value(row[Measure.FieldMovement], NumberForm.SignedScore), row.Signed(Measure.OwnMovement)];

    // The parts of both years: one that vanished still has its last score in the ledger.
    private static IReadOnlyList<CatalogItem> Parts(BriefFacts facts, IndicatorLevel level) =>
        [.. facts.Catalog.Items
            .Where(i => i.IndexCode == facts.Request.IndexCode && i.Level == level && (i.Year == facts.Year || i.Year == facts.PreviousYear))
            .OrderByDescending(i => i.Year)
            .DistinctBy(i => i.Code)
            .Where(i => facts.Ledger.Find(item: i.Code) is not null)
            .OrderBy(i => i.Code, StringComparer.Ordinal)];
}
