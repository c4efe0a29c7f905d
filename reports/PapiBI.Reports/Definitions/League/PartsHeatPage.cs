using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.League;

/// <summary>Page 6: every province against the mean of all in every part, in the order of the total.</summary>
internal static class PartsHeatPage
{
    private const int GridColumns = 27;

    private const int MostNames = 3;

    // Eight parts over three quarters of the page; each first one takes the gutter before it.
    private static readonly int[] HeatSpans = [2, 2, 3, 2, 2, 3, 2, 2];

    private const int RankSpan = 3;

    // More parts than that take a wide sheet, whose columns are half as wide again.
    private const int RankOnWideSheet = 2;
    private const int PartsOnWideSheet = 20;

    public static ReportPage Build(LeagueFacts facts) => new()
    {
        Tab = facts.T("Bản đồ nhiệt", "Heat map"),
        BandTitle = "",
        BandNote = "",
        Headline = Headline(facts),
        IsLandscape = facts.PartItems.Count > HeatSpans.Length,
        Rows =
        [
            BlockRow.Whole(new NotesBlock([string.Join("; ", facts.PartItems.Select(d => Key(facts, d))) + "."])),
            BlockRow.Whole(Table(facts)),
            BlockRow.Whole(new NotesBlock(
            [
                facts.T(
                    "Trung bình của mỗi cột là trung bình cộng giản đơn của các tỉnh, thành phố có điểm ở đó, nên N mỗi cột có thể khác nhau. “–”: không có điểm.",
                    "The mean of each column is the simple mean of the provinces with a score there, so N may differ between columns. \"–\": no score."),
            ])),
        ],
    };

    private static string Headline(LeagueFacts facts)
    {
        var all = facts.PartItems.Count;
        var above = facts.Ranked.Where(r => Above(facts, r) == all).ToList();
        var below = facts.Ranked.Count(r => Above(facts, r) == 0);
        var parts = facts.In(Wording.Parts(facts.Frame.IndexCode));
        if (above.Count == 0)
        {
            var most = facts.Ranked.Max(r => Above(facts, r));
            var first = facts.Ranked.Where(r => Above(facts, r) == most).ToList();
            var who = first.Count <= MostNames ? facts.Names(first) : facts.T($"{first.Count} tỉnh, thành phố", $"{first.Count} provinces");
            return facts.T(
                $"Không tỉnh nào cao hơn trung bình ở cả {all} {parts}; nhiều nhất là {who} ({most}/{all}).",
                $"No province lies above the mean on all {all} {parts}; most often does {who} ({most} of {all}).");
        }

        var names = above.Count > MostNames ? "" : $" ({facts.Names(above)})";
        return facts.T(
            $"{above.Count} tỉnh, thành phố cao hơn trung bình ở cả {all} {parts}{names}; {below} thấp hơn hoặc bằng ở cả {all}.",
            $"{above.Count} provinces lie above the mean on all {all} {parts}{names}; {below} on none.");
    }

    private static int Above(LeagueFacts facts, ResultRow row) => facts.PartItems.Count(d => facts.Parts.Find(item: d.Code, province: row.ProvinceCode)?[Measure.ToMean] > 0);

    private static TableBlock Table(LeagueFacts facts)
    {
        var count = facts.PartItems.Count;
        var isWide = count > HeatSpans.Length;
        int[] spans = isWide ? [.. Enumerable.Repeat(Math.Max(PartsOnWideSheet / count, 1), count)] : HeatSpans[^count..];
        var rank = isWide ? RankOnWideSheet : RankSpan;
        return new TableBlock
        {
            Finding = "",
            Contents = facts.T(
                $"Điểm {Wording.Parts(facts.Frame.IndexCode).Vi} {facts.Year} trừ trung bình cộng các tỉnh, thành phố có điểm; theo thứ hạng tổng; xanh: cao hơn, nâu vàng: thấp hơn",
                $"Scores of {Wording.Parts(facts.Frame.IndexCode).En} {facts.Year} less the simple mean of the provinces with a score; in the order of the total; blue: above, ochre: below"),
            IsLong = true,
            Columns =
            [
                Column(facts.T("Hạng", "Rank"), rank),
                TextColumn(facts.T("Tỉnh, thành phố", "Province"), GridColumns - rank - spans.Sum()),
                .. facts.PartItems.Select((d, i) => new TableColumn { Header = Short(facts, d), Span = spans[i], IsHeat = true }),
            ],
            Rows = [.. facts.League.Rows.Select(row => new TableRow
            {
                Key = RowKey.Of(row.ProvinceCode!),
                Cells =
                [
                    row.RankOfN(),
                    Cell.Words(facts.NameOf(row)),
                    .. facts.PartItems.Select(d => Cell.Value(facts.Parts.Find(item: d.Code, province: row.ProvinceCode)?[Measure.ToMean], NumberForm.SignedScore)),
                ],
            })],
        };
    }

    private static string Key(LeagueFacts facts, CatalogItem part) => char.IsAsciiDigit(part.Code[0]) ? part.Numbered(facts.Language) : $"{part.Code}: {part.Numbered(facts.Language)}";

    private static string Short(LeagueFacts facts, CatalogItem part) => facts.Frame.IndexCode == "PAPI" ? facts.T($"Trục {part.Code}", $"Dim. {part.Code}") : part.Code;
}
