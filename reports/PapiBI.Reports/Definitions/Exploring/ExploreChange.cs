using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
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
            Rows = ledger?[Measure.Contribution] is not null ? [BlockRow.Whole(Ledger(facts, ledger!))]
                : facts.Rows.Any(row => row[Measure.ScoreChange] is not null) ? [BlockRow.Whole(Movers(facts))]
                : [BlockRow.Whole(new NotesBlock([WhyNone(facts)]))],
        };
    }

    private static string Headline(ExploreFacts facts)
    {
        if (facts.Frame.PreviousYear is not { } before)
        {
            return facts.T("Chưa có năm trước để so", "There is no year before to compare with");
        }

        if (facts.Chosen is [var first, ..] && facts.League.Find(province: first) is { } one && ExploreWords.Moved(facts, one) is { } moved)
        {
            return $"{facts.NameOf(one)} {moved}";
        }

        var rows = facts.Rows.Where(row => row[Measure.ScoreChange] is not null).ToList();
        if (rows.Count == 0)
        {
            return facts.T($"Không so được với năm {before}", $"Not comparable with {before}");
        }

        var (up, down) = (rows.Count(row => row[Measure.ScoreChange] > 0), rows.Count(row => row[Measure.ScoreChange] < 0));
        return facts.T(
            $"{up} tỉnh tăng điểm, {down} giảm so với {before}, trong {rows.Count} tỉnh có điểm cả hai năm",
            $"{up} provinces rose and {down} fell on {before}, of {rows.Count} with a score in both years");
    }

    private static string WhyNone(ExploreFacts facts) => facts switch
    {
        { Frame.PreviousYear: null } => facts.T($"{facts.Year} là năm đầu tiên.", $"{facts.Year} is the first year."),
        { Item.IsBreak: true } => facts.T($"Năm {facts.Year} nội dung này đổi cấu trúc nên không tính thay đổi.", $"This item changed its structure in {facts.Year}, so no change is computed."),
        { HasChanges: true } => facts.T("Không tỉnh nào đang xem có điểm cả hai năm.", "None of the provinces shown has a score in both years."),
        _ => facts.T("Không tỉnh nào có điểm cả hai năm.", "No province has a score in both years."),
    };

    private static TableBlock Ledger(ExploreFacts facts, ResultRow total)
    {
        var name = facts.Frame.NameOf(facts.Chosen[0]);
        var parts = facts.Parts.Where(part => facts.Ledger!.Find(item: part.Code) is not null).ToList();
        return new TableBlock
        {
            Finding = Cost(facts, parts, total) ?? facts.T($"{name}: từng phần cộng lại đúng bằng thay đổi của tổng", $"{name}: the parts add up exactly to the change of the total"),
            Contents = facts.T(
                "Đóng góp, điểm; mặt bằng: đóng góp trung bình của các tỉnh có tổng điểm cả hai năm; riêng: phần còn lại. † phần mới, đã bỏ hoặc đổi thang điểm: chỉ để tổng cộng khớp",
                "Contribution, points; mean movement: the average contribution of the provinces with a total in both years; own: the rest. † new, dropped or rescaled: only makes the sum exact"),
            Columns = [TextColumn(facts.T("Nội dung", "Item"), 15), Column(facts.T("Đóng góp", "Contribution"), 4), Column(facts.T("Mặt bằng", "Mean movement"), 4), Column(facts.T("Riêng", "Own"), 4)],
            Rows =
            [
                .. parts.Select(part => (part, row: facts.Ledger!.Find(item: part.Code)!)).Select(pair => new TableRow
                {
                    Key = RowKey.Of(pair.part),
                    Cells = Values(pair.part.Numbered(facts.Language) + (pair.row[Measure.IsComparablePart] == 0 ? " †" : ""), pair.row),
                }),
                new TableRow { Cells = Values(facts.T("Tổng", "Total"), total), IsStrong = true, IsSubject = true },
            ],
        };
    }

    /// <summary>The comparable part that bears most of a fall, or of a rise; null where there is none on that side.</summary>
    private static string? Cost(ExploreFacts facts, IReadOnlyList<CatalogItem> parts, ResultRow total)
    {
        var isFall = total[Measure.Contribution] < 0;
        var comparable = parts.Where(part => facts.Ledger!.Find(item: part.Code)![Measure.IsComparablePart] == 1).ToList();
        double? Of(CatalogItem part) => facts.Ledger!.Find(item: part.Code)![Measure.Contribution];
        return (isFall ? comparable.MinBy(Of) : comparable.MaxBy(Of)) is { } part && Of(part) is { } points && NumberText.SignOf(points, 2) == (isFall ? -1 : 1)
            ? facts.T(
                $"{part.Numbered(Language.Vietnamese)} làm {(isFall ? "mất" : "tăng")} nhiều nhất: {NumberText.Signed(points, Language.Vietnamese)} trong {NumberText.Signed(total[Measure.Contribution]!.Value, Language.Vietnamese)} điểm",
                $"{part.Numbered(Language.English)} {(isFall ? "cost" : "gained")} most: {NumberText.Signed(points, Language.English)} of {NumberText.Signed(total[Measure.Contribution]!.Value, Language.English)} points")
            : null;
    }

    private static IReadOnlyList<Cell> Values(string name, ResultRow row) =>
        [Cell.Words(name), row.Arrow(Measure.Contribution), Cell.Value(row[Measure.FieldMovement], NumberForm.SignedScore), row.Signed(Measure.OwnMovement)];

    private static TableBlock Movers(ExploreFacts facts)
    {
        var moved = facts.Rows.Where(row => row[Measure.ScoreChange] is not null).OrderByDescending(row => row[Measure.ScoreChange]).ToList();
        var shown = moved.Count <= 2 * MostMovers ? moved : [.. moved.Take(MostMovers), .. moved.TakeLast(MostMovers)];
        return new TableBlock
        {
            Finding = facts.T(
                $"Từ {facts.NameOf(moved[0])} ({NumberText.Signed(moved[0][Measure.ScoreChange]!.Value, Language.Vietnamese)}) đến {facts.NameOf(moved[^1])} ({NumberText.Signed(moved[^1][Measure.ScoreChange]!.Value, Language.Vietnamese)})",
                $"From {facts.NameOf(moved[0])} ({NumberText.Signed(moved[0][Measure.ScoreChange]!.Value, Language.English)}) to {facts.NameOf(moved[^1])} ({NumberText.Signed(moved[^1][Measure.ScoreChange]!.Value, Language.English)})"),
            Contents = facts.T(
                $"{facts.ItemName}, {facts.Year} so với {facts.Frame.PreviousYear}" + (facts.Common is { } n ? $"; bậc chung: trong {n} tỉnh xếp hạng cả hai năm; hạng dẫn xuất" : "; từ hai điểm đã in của chính tỉnh đó"),
                $"{facts.ItemName}, {facts.Year} on {facts.Frame.PreviousYear}" + (facts.Common is { } common ? $"; common: places among the {common} provinces ranked in both years; ranks derived" : "; from each province's own two printed scores")),
            Columns =
            [
                TextColumn(facts.T("Tỉnh, thành phố", "Province"), 6),
                Column(facts.T($"Điểm {facts.Frame.PreviousYear}", $"Score {facts.Frame.PreviousYear}"), 4),
                Column(facts.T($"Điểm {facts.Year}", $"Score {facts.Year}"), 4),
                Column(facts.T("Thay đổi", "Change"), 4),
                Column(facts.T($"Hạng {facts.Frame.PreviousYear}", $"Rank {facts.Frame.PreviousYear}"), 3),
                Column(facts.T($"Hạng {facts.Year}", $"Rank {facts.Year}"), 3),
                Column(facts.T("Bậc chung", "Common"), 3),
            ],
            Rows = [.. shown.Select(row => new TableRow
            {
                Key = RowKey.Of(row.ProvinceCode!),
                IsSubject = facts.IsChosen(row),
                Cells =
                [
                    Cell.Words(facts.NameOf(row)),
                    row.Score(Measure.PreviousScore),
                    row.Score(Measure.Score),
                    row.Arrow(Measure.ScoreChange),
                    Cell.RankOf(row[Measure.PreviousRank], row[Measure.PreviousRanked]),
                    row.RankOfN(),
                    Cell.Change(row[Measure.CommonRankChange], NumberForm.SignedPlaces),
                ],
            })],
        };
    }
}
