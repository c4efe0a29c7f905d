using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.League;

/// <summary>Page 7: how far apart the provinces stand in every part, and who stands at the ends.</summary>
internal static class PartsSpreadPage
{
    private const int MostNames = 2;

    public static ReportPage Build(LeagueFacts facts) => new()
    {
        Tab = facts.T("Phân bố", "Distribution"),
        BandTitle = "",
        BandNote = "",
        Headline = Headline(facts),
        Rows =
        [
            BlockRow.Whole(Boxes(facts)),
            BlockRow.Whole(Ends(facts)),
            BlockRow.Whole(new NotesBlock(
            [
                facts.T(
                    "Tứ phân vị và trung vị theo PERCENTILE.INC của các tỉnh, thành phố có điểm; chênh lệch là điểm cao nhất trừ điểm thấp nhất. Tất cả dẫn xuất từ điểm đã công bố.",
                    "Quartiles and median by PERCENTILE.INC of the provinces with a score; spread is the best less the lowest score. All derived from published scores."),
            ])),
        ],
    };

    public static bool HasScores(LeagueFacts facts) => Scored(facts).Count > 0;

    private static string Headline(LeagueFacts facts)
    {
        var scored = Scored(facts);

        string Points(CatalogItem item) => NumberText.Points(Of(facts, item)[Measure.Spread]!.Value, facts.Language);
        var widest = scored.MaxBy(d => Of(facts, d)[Measure.Spread])!;
        var narrowest = scored.MinBy(d => Of(facts, d)[Measure.Spread])!;
        return facts.T(
            $"Các tỉnh cách nhau xa nhất ở {widest.Name.Vi} ({Points(widest)}), gần nhất ở {narrowest.Name.Vi} ({Points(narrowest)}).",
            $"Provinces differ most in {widest.Name.En} ({Points(widest)}), least in {narrowest.Name.En} ({Points(narrowest)}).");
    }

    private static ChartBlock Boxes(LeagueFacts facts)
    {
        var scored = Scored(facts);
        ChartSeries Series(string vi, string en, SeriesRole role, Measure measure) => new() { Name = facts.T(vi, en), Role = role, Values = [.. scored.Select(d => Of(facts, d)[measure])] };
        var highest = scored.MaxBy(d => Of(facts, d)[Measure.Median])!;
        var lowest = scored.MinBy(d => Of(facts, d)[Measure.Median])!;
        return new ChartBlock
        {
            Finding = facts.T(
                $"Trung vị cao nhất ở {highest.Name.Vi}, thấp nhất ở {lowest.Name.Vi}",
                $"The median is highest in {highest.Name.En} and lowest in {lowest.Name.En}"),
            Contents = facts.T(
                $"Điểm {Wording.Parts(facts.Frame.IndexCode).Vi} {facts.Year}, điểm; từ thấp nhất qua hai tứ phân vị và trung vị đến cao nhất; N từng mục ở bảng dưới",
                $"Scores of {Wording.Parts(facts.Frame.IndexCode).En} {facts.Year}, points; from lowest over the quartiles and the median to best; N of each in the table below"),
            Height = 42 * scored.Count,
            Chart = new ChartSpec
            {
                Kind = ChartKind.Distribution,
                Categories = [.. scored.Select(part => part.Numbered(facts.Language))],
                Min = scored.Min(d => d.Min),
                Max = scored.Max(d => d.Max),
                Series =
                [
                    Series("Thấp nhất", "Lowest", SeriesRole.Lowest, Measure.Lowest),
                    Series("Tứ phân vị dưới", "Lower quartile", SeriesRole.LowerQuartile, Measure.LowerQuartile),
                    Series("Trung vị", "Median", SeriesRole.Median, Measure.Median),
                    Series("Tứ phân vị trên", "Upper quartile", SeriesRole.UpperQuartile, Measure.UpperQuartile),
                    Series("Cao nhất", "Best", SeriesRole.Best, Measure.Best),
                ],
                AltText = facts.T("Phân bố điểm từng phần của chỉ số: thấp nhất, tứ phân vị, trung vị, cao nhất; số liệu trên trang Số liệu.", "Distribution of the scores of every part: lowest, quartiles, median, best; figures on the data sheet."),
                DataTitle = facts.T("Phân bố điểm các tỉnh, thành phố", "Distribution of the provinces' scores"),
            },
        };
    }

    private static TableBlock Ends(LeagueFacts facts)
    {
        var scored = Scored(facts);
        var leaders = scored.SelectMany(d => At(facts, d, r => r[Measure.Rank] == 1)).GroupBy(r => r.ProvinceCode).OrderByDescending(g => g.Count()).First().ToList();
        return new TableBlock
        {
            Finding = leaders.Count > 1
                ? facts.T($"{facts.NameOf(leaders[0])} đứng đầu {leaders.Count}/{scored.Count} {Wording.Parts(facts.Frame.IndexCode).Vi}", $"{facts.NameOf(leaders[0])} is first in {leaders.Count} of {scored.Count} {Wording.Parts(facts.Frame.IndexCode).En}")
                : facts.T($"Mỗi {Wording.Parts(facts.Frame.IndexCode).Vi} có một tỉnh dẫn đầu khác nhau", $"Another province is first in each of the {Wording.Parts(facts.Frame.IndexCode).En}"),
            Contents = facts.T("N: tỉnh, thành phố có điểm; trung bình cộng giản đơn; tỉnh cao nhất và thấp nhất", "N: provinces with a score; simple mean; best and lowest province"),
            Columns =
            [
                TextColumn(Wording.Capital(facts.T(Wording.Parts(facts.Frame.IndexCode).Vi, "Item")), 7),
                Column("N", 2),
                Column(facts.T("Trung bình", "Mean"), 2),
                Column(facts.T("Cao nhất", "Best"), 2),
                TextColumn(facts.T("Tỉnh cao nhất", "Best province"), 5),
                Column(facts.T("Thấp nhất", "Lowest"), 2),
                TextColumn(facts.T("Tỉnh thấp nhất", "Lowest province"), 5),
                Column(facts.T("Chênh lệch", "Spread"), 2),
            ],
            Rows = [.. scored.Select(item => Row(facts, item))],
        };
    }

    private static TableRow Row(LeagueFacts facts, CatalogItem item)
    {
        var field = Of(facts, item);
        return new TableRow
        {
            Cells =
            [
                Cell.Words(item.Numbered(facts.Language)),
                Cell.Value(field[Measure.Ranked], NumberForm.Whole),
                field.Score(Measure.Mean),
                field.Score(Measure.Best),
                Cell.Words(Names(facts, At(facts, item, r => r[Measure.Rank] == 1))),
                field.Score(Measure.Lowest),
                Cell.Words(Names(facts, At(facts, item, r => r[Measure.Score] == field[Measure.Lowest]))),
                field.Score(Measure.Spread),
            ],
        };
    }

    private static string Names(LeagueFacts facts, IReadOnlyList<ResultRow> rows) =>
        rows.Count <= MostNames ? facts.Names(rows) : facts.T($"{rows.Count} tỉnh, thành phố", $"{rows.Count} provinces");

    private static IReadOnlyList<ResultRow> At(LeagueFacts facts, CatalogItem item, Func<ResultRow, bool> isThere) => [.. facts.Parts.Rows.Where(r => r.ItemCode == item.Code && isThere(r))];

    private static IReadOnlyList<CatalogItem> Scored(LeagueFacts facts) => [.. facts.PartItems.Where(d => facts.PartFields.Find(item: d.Code) is not null)];

    private static ResultRow Of(LeagueFacts facts, CatalogItem item) => facts.PartFields.Find(item: item.Code)!;
}
