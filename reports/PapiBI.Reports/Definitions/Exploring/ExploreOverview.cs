using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Exploring;

/// <summary>Who stands where: figures of the first one chosen, or of the field, and the ranked bars.</summary>
internal static class ExploreOverview
{
    public static ReportPage Build(ExploreFacts facts) => new()
    {
        Tab = facts.T("Xếp hạng", "Ranking"),
        BandTitle = "",
        BandNote = "",
        Headline = Finding(facts),
        Rows = [.. Tiles(facts) is { Count: > 0 } tiles ? new[] { BlockRow.Whole(new TilesBlock(tiles)) } : [], BlockRow.Whole(Bars(facts))],
    };

    /// <summary>Of the first one chosen, else who leads and who is last among those shown.</summary>
    public static string Finding(ExploreFacts facts)
    {
        string Score(ResultRow row) => row[Measure.Score] is { } score ? NumberText.Score(score, facts.Language) : NumberText.Missing;
        string Place(ResultRow row) => row[Measure.Rank] is { } place ? facts.T(", hạng ", ", rank ") + NumberText.Rank(place, (int?)row[Measure.Ranked], row[Measure.SharingPlace] > 1) : "";
        if (facts.Chosen is [var first, ..] && facts.League.Find(province: first) is { } one)
        {
            return one[Measure.Score] is null
                ? facts.T($"{facts.NameOf(one)} không có điểm {facts.ItemName} năm {facts.Year}", $"{facts.NameOf(one)} has no score of {facts.ItemName} in {facts.Year}")
                : $"{facts.NameOf(one)}: {Score(one)} {facts.T("điểm", "points")}{Place(one)}" + (one[Measure.ToMean] is { } gap ? facts.T($", {NumberText.Signed(gap, facts.Language)} so với trung bình", $", {NumberText.Signed(gap, facts.Language)} against the mean") : "");
        }

        var scored = facts.Rows.Where(row => row[Measure.Score] is not null).ToList();
        if (scored.Count > 0 && facts.Field?[Measure.Ranked] is null)
        {
            // Of a part of the provinces nobody can say who is highest.
            return facts.T($"Có số liệu của {scored.Count}/{facts.Rows.Count} tỉnh, thành phố nên không xếp hạng: chỉ đọc số đã in", $"Held for {scored.Count} of {facts.Rows.Count} provinces, so nobody is ranked: only read what was printed");
        }

        return scored.Count switch
        {
            0 => facts.T($"Không có điểm {facts.ItemName} năm {facts.Year}", $"There are no scores of {facts.ItemName} in {facts.Year}"),
            1 => $"{facts.NameOf(scored[0])}: {Score(scored[0])}{Place(scored[0])}",
            _ => Ends(scored.MaxBy(row => row[Measure.Score])!, scored.MinBy(row => row[Measure.Score])!),
        };

        string Ends(ResultRow best, ResultRow last) => facts.T(
            $"{Wording.Capital(facts.FieldName)}: cao nhất {facts.NameOf(best)} ({Score(best)}{Place(best)}), thấp nhất {facts.NameOf(last)} ({Score(last)}{Place(last)})",
            $"{Wording.Capital(facts.FieldName)}: highest {facts.NameOf(best)} ({Score(best)}{Place(best)}), lowest {facts.NameOf(last)} ({Score(last)}{Place(last)})");
    }

    private static List<Tile> Tiles(ExploreFacts facts)
    {
        if (facts.Chosen.Count > 0)
        {
            return [.. facts.Chosen.Select(code => facts.League.Find(province: code)).OfType<ResultRow>().Select(row => new Tile
            {
                Label = facts.NameOf(row),
                Value = row.Score(Measure.Score),
                SecondValue = row.RankOfN(),
                Change = Cell.Change(row[Measure.ScoreChange], NumberForm.ArrowPoints),
                SecondChange = row[Measure.RankChange] is null ? null : row.Places(Measure.RankChange),
                Note = row[Measure.PreviousScore] is { } before ? $"{facts.Frame.PreviousYear}: {NumberText.Score(before, facts.Language)}" : "",
            })];
        }

        return facts.Field is not { } field || field[Measure.Mean] is null ? [] :
        [
            new Tile { Label = facts.T($"Trung bình {field[Measure.Ranked]} tỉnh, thành phố", $"Mean of {field[Measure.Ranked]} provinces"), Value = field.Score(Measure.Mean) },
            new Tile { Label = facts.T($"Trung vị {field[Measure.Ranked]} tỉnh, thành phố", $"Median of {field[Measure.Ranked]} provinces"), Value = field.Score(Measure.Median) },
            new Tile { Label = facts.T($"Cao nhất {field[Measure.Ranked]} tỉnh, thành phố", $"Best of {field[Measure.Ranked]} provinces"), Value = field.Score(Measure.Best) },
            new Tile { Label = facts.T($"Thấp nhất {field[Measure.Ranked]} tỉnh, thành phố", $"Lowest of {field[Measure.Ranked]} provinces"), Value = field.Score(Measure.Lowest) },
        ];
    }

    private static TableBlock Bars(ExploreFacts facts)
    {
        var name = facts.T("Điểm", "Score");
        var mean = facts.T("trung bình", "mean");
        return new TableBlock
        {
            Finding = facts.T($"{facts.ItemName} {facts.Year}, {facts.FieldName}", $"{facts.ItemName} {facts.Year}, {facts.FieldName}"),
            Contents = facts.Statistic,
            Columns =
            [
                Column(facts.T("Hạng", "Rank"), 3),
                TextColumn(facts.T("Tỉnh, thành phố", "Province"), 6),
                Column(name, 3),
                new TableColumn { Header = "", Span = 9, IsChart = true },
                Column(facts.Frame.PreviousYear is { } before ? facts.T($"so {before}", $"vs {before}") : facts.T("Thay đổi", "Change"), 3),
                Column(facts.T("Bậc", "Places"), 3),
            ],
            Rows = [.. facts.Rows.Select(row => new TableRow
            {
                Key = ExploreFacts.KeyOf(row.ProvinceCode!),
                IsSubject = facts.IsChosen(row),
                Cells = [row.RankOfN(), Cell.Words(facts.NameOf(row)), row.Score(Measure.Score), Cell.Words(""), row.Arrow(Measure.ScoreChange), Cell.Change(row[Measure.RankChange], NumberForm.SignedPlaces)],
            })],
            RowChart = new ChartSpec
            {
                Kind = ChartKind.BarsWithMarks,
                Categories = [.. facts.Rows.Select(facts.NameOf)],
                Keys = [.. facts.Rows.Select(row => ExploreFacts.KeyOf(row.ProvinceCode!))],
                Series =
                [
                    new ChartSeries { Name = name, Role = SeriesRole.Subject, Values = [.. facts.Rows.Select(row => row[Measure.Score])] },
                    .. facts.IsRanked ? new[] { new ChartSeries { Name = mean, Role = SeriesRole.Nation, Values = [.. facts.Rows.Select(row => row[Measure.Mean])] } } : [],
                ],
                Min = facts.Item.Min,
                Max = facts.Item.Max,
                AltText = facts.T($"{facts.ItemName} {facts.Year} của từng tỉnh; số liệu trong bảng.", $"{facts.ItemName} {facts.Year} of each province; figures in the table."),
                DataTitle = facts.T($"{facts.ItemName} {facts.Year}", $"{facts.ItemName} {facts.Year}"),
            },
            Legend = facts.IsRanked ? facts.T($"Thanh: điểm · vạch: trung bình {facts.Field![Measure.Ranked]} tỉnh, thành phố", $"Bar: score · tick: mean of {facts.Field![Measure.Ranked]} provinces") : "",
        };
    }
}
