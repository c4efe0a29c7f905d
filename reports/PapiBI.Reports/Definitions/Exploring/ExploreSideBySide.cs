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
        Rows = [BlockRow.Whole(facts.Chosen.Count == 0 ? Years(facts) : Table(facts))],
    };

    /// <summary>Both figures with their places; of two provinces on how many parts the one is ahead. What cannot be compared is said to be so.</summary>
    private static string Headline(ExploreFacts facts)
    {
        string Of(string code, int year, ResultRow? row) => ExploreWords.Said(facts, code, year, row) is { Length: > 0 } said ? said : facts.T("không có số liệu", "no figures");
        if (facts.Request.BesideYear is { } beside)
        {
            var cut = facts.IsSameBeside(facts.Item) ? "" : facts.T("; cấu trúc khác nhau, không so được", "; the structures differ, not comparable");
            string Then(string code) => StandsBeside(facts, facts.Item) ? Of(code, beside, Beside(facts, facts.Item, code)) : facts.T("khi đó không có nội dung này", "no such item then");
            return facts.Chosen is [var only, ..]
                ? $"{facts.Frame.NameOf(only)}: {Then(only)} ({beside}); {Of(only, facts.Year, facts.League.Find(province: only))} ({facts.Year}){cut}"
                : facts.T($"{facts.FieldName}: {beside} và {facts.Year} cạnh nhau{cut}", $"{facts.FieldName}: {beside} and {facts.Year} side by side{cut}");
        }

        var (one, other) = (facts.Chosen[0], facts.Chosen[1]);
        var lead = Lead.Of(facts.PartStandings, one, other, facts.Parts.Select(part => part.Code));
        return $"{facts.Frame.NameOf(one)} {Of(one, facts.Year, facts.League.Find(province: one))}; {facts.Frame.NameOf(other)} {Of(other, facts.Year, facts.League.Find(province: other))}"
            + (lead.Compared == 0 ? "" : facts.T($": {facts.Frame.NameOf(one)} cao hơn ở {lead.Ahead}/{lead.Compared} thành phần", $": {facts.Frame.NameOf(one)} is ahead on {lead.Ahead} of {lead.Compared} parts"));
    }

    /// <summary>Nobody is chosen: everybody shown, the other year beside this one.</summary>
    private static TableBlock Years(ExploreFacts facts)
    {
        var beside = facts.Request.BesideYear!.Value;
        return new TableBlock
        {
            Finding = "",
            Contents = Contents(facts),
            Columns =
            [
                TextColumn(facts.T("Tỉnh, thành phố", "Province"), 11),
                .. new[] { beside, facts.Year }.SelectMany(year => new[] { Column(facts.T($"Điểm {year}", $"Score {year}"), 4), Column(facts.T($"Hạng {year}", $"Rank {year}"), 4) }),
            ],
            Rows = [.. facts.Rows.Select(row => new TableRow
            {
                Key = RowKey.Of(row.ProvinceCode!),
                Cells = [Cell.Words(facts.NameOf(row)), .. Cells(facts, facts.Item, row.ProvinceCode!, beside, Beside(facts, facts.Item, row.ProvinceCode!)), .. Cells(facts, facts.Item, row.ProvinceCode!, facts.Year, row)],
            })],
        };
    }

    private static string Contents(ExploreFacts facts) =>
        (facts.IsRanked ? facts.T("Điểm công bố; hạng dẫn xuất, mỗi hạng có N của năm đó", "Scores published; ranks derived, each with the N of its year") : facts.T("Điểm và hạng đã in", "Scores and ranks as printed"))
        + (facts.IsRanked && facts.Chosen.Count > 0 ? facts.T($"; trung bình của các tỉnh, thành phố có điểm năm {facts.Year}", $"; mean of the provinces with a score in {facts.Year}") : "")
        + (facts.Beside is not null ? facts.T("; hai năm chỉ đặt cạnh nhau, không trừ; “–”: năm kia không có nội dung này, hoặc mã ấy khi đó là nội dung khác", "; the two years only stand side by side; “–”: the other year has no such item, or its code meant another then") : "");

    private static TableBlock Table(ExploreFacts facts)
    {
        var columns = facts.Chosen.SelectMany(code => facts.Beside is null ? new[] { (code, year: facts.Year) } : [(code, facts.Request.BesideYear!.Value), (code, facts.Year)]).ToList();
        string Head(string code, int year) => facts.Beside is null ? facts.Frame.NameOf(code) : $"{facts.Frame.NameOf(code)} {year}";
        return new TableBlock
        {
            Finding = "",
            Contents = Contents(facts),
            Columns =
            [
                TextColumn(facts.T("Nội dung", "Item"), GridColumns - (((2 * columns.Count) + (facts.IsRanked ? 1 : 0)) * ColumnSpan) is var rest && rest > 3 ? rest : 3),
                .. columns.SelectMany(column => new[] { Column(Head(column.code, column.year), ColumnSpan), Column(facts.T("Hạng", "Rank"), ColumnSpan) }),
                .. facts.IsRanked ? new[] { Column(facts.T("TB", "Mean"), ColumnSpan) } : [],
            ],
            Rows =
            [
                new TableRow
                {
                    IsStrong = true,
                    Cells =
                    [
                        Cell.Words(facts.ItemName),
                        .. columns.SelectMany(column => Cells(facts, facts.Item, column.code, column.year, column.year == facts.Year ? facts.League.Find(province: column.code) : Beside(facts, facts.Item, column.code))),
                        .. facts.IsRanked ? new[] { Cell.Value(facts.Field?[Measure.Mean], NumberForm.Score) } : [],
                    ],
                },

                // Of an index held in part many a part has no figure at all: rows of nothing help nobody.
                .. facts.Parts.Where(part => facts.IsRanked || columns.Any(column => Cells(facts, part, column.code, column.year, Of(part, column)).Any(cell => cell.Number is not null))).Select(part => new TableRow
                {
                    Key = RowKey.Of(part),
                    Cells =
                    [
                        Cell.Words(part.Numbered(facts.Language)),
                        .. columns.SelectMany(column => Cells(facts, part, column.code, column.year, Of(part, column))),
                        .. facts.IsRanked ? new[] { Cell.Value(facts.PartFields.Find(item: part.Code)?[Measure.Mean], NumberForm.Score) } : [],
                    ],
                }),
            ],
        };

        ResultRow? Of(CatalogItem part, (string code, int year) column) => column.year == facts.Year ? facts.PartStandings.Find(item: part.Code, province: column.code) : Beside(facts, part, column.code);
    }

    // A code that meant something else then says nothing here; the total of another structure may stand beside, as the words say.
    private static bool StandsBeside(ExploreFacts facts, CatalogItem item) => item.Level == IndicatorLevel.Total || facts.IsSameBeside(item);

    private static ResultRow? Beside(ExploreFacts facts, CatalogItem item, string province) =>
        StandsBeside(facts, item) ? facts.Beside!.Find(item: item.Code, province: province) : null;

    private static IEnumerable<Cell> Cells(ExploreFacts facts, CatalogItem item, string province, int year, ResultRow? row)
    {
        var isSame = year == facts.Year || StandsBeside(facts, item);
        return
        [
            row?.Score(Measure.Score) ?? Cell.Missing,
            row?[Measure.Rank] is not null ? row.RankOfN() : isSame ? facts.PrintedRankCell(province, item, year) : Cell.Missing,
        ];
    }
}
