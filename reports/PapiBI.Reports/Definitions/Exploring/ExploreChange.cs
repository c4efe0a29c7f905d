using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Exploring;

/// <summary>What changed on the year before: the ledger of the first one chosen, else who moved most.</summary>
internal static class ExploreChange
{
    private const int MostMovers = 10;

    public static ReportPage Build(ExploreFacts facts)
    {
        var ledger = facts.Ledger?.Find(item: facts.Frame.Total.Code);
        return new ReportPage
        {
            Tab = facts.T("Thay đổi", "Change"),
            BandTitle = "",
            BandNote = "",
            Headline = Headline(facts),
            Rows = ledger is not null ? [BlockRow.Whole(Ledger(facts, ledger))]
                : facts.League.Rows.Any(row => row[Measure.ScoreChange] is not null) ? [BlockRow.Whole(Movers(facts))]
                : [BlockRow.Whole(new NotesBlock([WhyNone(facts)]))],
        };
    }

    private static string Headline(ExploreFacts facts) => facts.Frame.PreviousYear is { } before
        ? facts.T($"Thay đổi so với năm {before}", $"Change on {before}")
        : facts.T("Chưa có năm trước để so", "There is no year before to compare with");

    private static string WhyNone(ExploreFacts facts) => facts switch
    {
        { Frame.PreviousYear: null } => facts.T($"{facts.Year} là năm đầu tiên.", $"{facts.Year} is the first year."),
        { Item.IsBreak: true } => facts.T($"Năm {facts.Year} nội dung này đổi cấu trúc nên không tính thay đổi.", $"This item changed its structure in {facts.Year}, so no change is computed."),
        _ => facts.T("Không tỉnh nào có điểm cả hai năm.", "No province has a score in both years."),
    };

    private static TableBlock Ledger(ExploreFacts facts, ResultRow total)
    {
        var name = facts.Frame.NameOf(facts.Chosen[0]);
        var parts = facts.Parts.Where(part => facts.Ledger!.Find(item: part.Code) is not null).ToList();
        return new TableBlock
        {
            Finding = facts.T($"{name}: từng phần cộng lại đúng bằng thay đổi của tổng", $"{name}: the parts add up exactly to the change of the total"),
            Contents = facts.T(
                "Đóng góp, điểm; mặt bằng: đóng góp trung bình của các tỉnh có tổng điểm cả hai năm; riêng: phần còn lại. † phần mới, đã bỏ hoặc đổi thang điểm: chỉ để tổng cộng khớp",
                "Contribution, points; mean movement: the average contribution of the provinces with a total in both years; own: the rest. † new, dropped or rescaled: only makes the sum exact"),
            Columns = [TextColumn(facts.T("Nội dung", "Item"), 15), Column(facts.T("Đóng góp", "Contribution"), 4), Column(facts.T("Mặt bằng", "Mean movement"), 4), Column(facts.T("Riêng", "Own"), 4)],
            Rows =
            [
                .. parts.Select(part => (part, row: facts.Ledger!.Find(item: part.Code)!)).Select(pair => new TableRow
                {
                    Key = ExploreFacts.KeyOf(pair.part),
                    Cells = Values(pair.part.Numbered(facts.Language) + (pair.row[Measure.IsComparablePart] == 0 ? " †" : ""), pair.row),
                }),
                new TableRow { Cells = Values(facts.T("Tổng", "Total"), total), IsStrong = true, IsSubject = true },
            ],
        };
    }

    private static IReadOnlyList<Cell> Values(string name, ResultRow row) =>
        [Cell.Words(name), row.Arrow(Measure.Contribution), Cell.Value(row[Measure.FieldMovement], NumberForm.SignedScore), row.Signed(Measure.OwnMovement)];

    private static TableBlock Movers(ExploreFacts facts)
    {
        var moved = facts.Rows.Where(row => row[Measure.ScoreChange] is not null).OrderByDescending(row => row[Measure.ScoreChange]).ToList();
        var shown = moved.Count <= 2 * MostMovers ? moved : [.. moved.Take(MostMovers), .. moved.TakeLast(MostMovers)];
        return new TableBlock
        {
            Finding = facts.T("Tăng nhiều nhất ở trên, giảm nhiều nhất ở dưới", "The largest rises on top, the largest falls below"),
            Contents = facts.T($"{facts.ItemName}, điểm và bậc {facts.Year} so với {facts.Frame.PreviousYear}", $"{facts.ItemName}, points and places {facts.Year} on {facts.Frame.PreviousYear}"),
            Columns = [TextColumn(facts.T("Tỉnh, thành phố", "Province"), 11), Column($"{facts.Frame.PreviousYear}", 4), Column($"{facts.Year}", 4), Column(facts.T("Điểm", "Points"), 4), Column(facts.T("Bậc", "Places"), 4)],
            Rows = [.. shown.Select(row => new TableRow
            {
                Key = ExploreFacts.KeyOf(row.ProvinceCode!),
                IsSubject = facts.IsChosen(row),
                Cells = [Cell.Words(facts.NameOf(row)), row.Score(Measure.PreviousScore), row.Score(Measure.Score), row.Arrow(Measure.ScoreChange), Cell.Change(row[Measure.RankChange], NumberForm.SignedPlaces)],
            })],
        };
    }
}
