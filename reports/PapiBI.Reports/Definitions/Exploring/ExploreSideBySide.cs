using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Exploring;

/// <summary>Those chosen beside each other, and another year beside this one. Nothing is subtracted: across a break years only stand side by side.</summary>
internal static class ExploreSideBySide
{
    private const int GridColumns = 27;
    private const int ColumnSpan = 2;

    public static ReportPage Build(ExploreFacts facts) => new()
    {
        Tab = facts.T("Đặt cạnh nhau", "Side by side"),
        BandTitle = "",
        BandNote = "",
        Headline = Headline(facts),
        IsLandscape = facts.Chosen.Count * (facts.Beside is null ? 1 : 2) > 2,
        Rows = [BlockRow.Whole(Table(facts))],
    };

    private static string Headline(ExploreFacts facts)
    {
        var names = Wording.Listed([.. facts.Chosen.Select(facts.Frame.NameOf)], facts.Language);
        return facts.Request.BesideYear is { } beside ? facts.T($"{names}: {beside} và {facts.Year} cạnh nhau", $"{names}: {beside} and {facts.Year} side by side") : facts.T($"{names} cạnh nhau", $"{names} side by side");
    }

    private static TableBlock Table(ExploreFacts facts)
    {
        var columns = facts.Chosen.SelectMany(code => facts.Beside is null ? new[] { (code, year: facts.Year) } : [(code, facts.Request.BesideYear!.Value), (code, facts.Year)]).ToList();
        string Head(string code, int year) => facts.Beside is null ? facts.Frame.NameOf(code) : $"{facts.Frame.NameOf(code)} {year}";
        return new TableBlock
        {
            Finding = "",
            Contents = facts.T("Điểm và hạng; trung bình của các tỉnh, thành phố có điểm năm ", "Score and rank; mean of the provinces with a score in ") + facts.Year + (facts.Beside is not null ? facts.T("; hai năm chỉ đặt cạnh nhau, không trừ; “–”: năm kia không có nội dung này, hoặc mã ấy khi đó là nội dung khác", "; the two years only stand side by side; “–”: the other year has no such item, or its code meant another then") : ""),
            Columns =
            [
                TextColumn(facts.T("Nội dung", "Item"), GridColumns - (((2 * columns.Count) + 1) * ColumnSpan) is var rest && rest > 3 ? rest : 3),
                .. columns.SelectMany(column => new[] { Column(Head(column.code, column.year), ColumnSpan), Column(facts.T("Hạng", "Rank"), ColumnSpan) }),
                Column(facts.T("TB", "Mean"), ColumnSpan),
            ],
            Rows =
            [
                new TableRow
                {
                    IsStrong = true,
                    Cells = [Cell.Words(facts.ItemName), .. columns.SelectMany(column => Cells(column.year == facts.Year ? facts.League.Find(province: column.code) : Beside(facts, facts.Item, column.code))), Cell.Value(facts.Field?[Measure.Mean], NumberForm.Score)],
                },
                .. facts.Parts.Select(part => new TableRow
                {
                    Key = ExploreFacts.KeyOf(part),
                    Cells =
                    [
                        Cell.Words(part.Numbered(facts.Language)),
                        .. columns.SelectMany(column => Cells(column.year == facts.Year ? facts.PartStandings.Find(item: part.Code, province: column.code) : Beside(facts, part, column.code))),
                        Cell.Value(facts.PartFields.Find(item: part.Code)?[Measure.Mean], NumberForm.Score),
                    ],
                }),
            ],
        };
    }

    // A code that meant something else then says nothing here; the total of another structure may stand beside, as the words say.
    private static ResultRow? Beside(ExploreFacts facts, CatalogItem item, string province) =>
        item.Level == IndicatorLevel.Total || facts.IsSameBeside(item) ? facts.Beside!.Find(item: item.Code, province: province) : null;

    private static IEnumerable<Cell> Cells(ResultRow? row) => row is null ? [Cell.Missing, Cell.Missing] : [row.Score(Measure.Score), row.RankOfN()];
}
