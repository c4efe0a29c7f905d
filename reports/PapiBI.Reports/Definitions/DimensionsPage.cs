using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions;

/// <summary>Page 2: each dimension against last year, the mean and the best.</summary>
internal static class DimensionsPage
{
    public static ReportPage Build(BriefFacts facts)
    {
        var changed = facts.DimensionItems.Where(d => facts.Of(d)[Measure.ScoreChange] is not null).ToList();
        return new ReportPage
        {
            Tab = facts.T("Trục nội dung", "Dimensions"),
            BandTitle = "",
            BandNote = "",
            Headline = Headline(facts),
            Rows =
            [
                BlockRow.Whole(Table(facts)),
                new BlockRow([new PlacedBlock(Radar(facts), 0, 13), .. changed.Count > 0 ? new[] { new PlacedBlock(Changes(facts, changed), 14, 13) } : []]),
                BlockRow.Whole(new NotesBlock(
                [
                    facts.T("* Thay đổi tương đối vượt ±5 %: ngưỡng đáng kể theo cách đọc của báo cáo PAPI, không phải kiểm định thống kê. “–”: không so được hoặc không có điểm.", "* Relative change beyond ±5 %: the threshold of materiality of PAPI's reports, not a statistical test. \"–\": not comparable or no score."),
                ])),
            ],
        };
    }

    private static string Headline(BriefFacts facts)
    {
        var counts = facts.Counts;
        var ranked = facts.DimensionItems.Where(d => facts.Of(d)[Measure.Rank] is not null).ToList();
        if (ranked.Count == 0)
        {
            return facts.T($"Năm {facts.Year} không có điểm trục nội dung nào.", $"No dimension has a score in {facts.Year}.");
        }

        var weakest = ranked.MaxBy(d => facts.Of(d)[Measure.Rank])!;
        var strongest = ranked.MinBy(d => facts.Of(d)[Measure.Rank])!;
        string Place(CatalogItem item) => NumberText.Rank(facts.Of(item)[Measure.Rank]!.Value, (int?)facts.Of(item)[Measure.Ranked]);
        var ends = facts.T(
            $"mạnh nhất là {strongest.Name.Vi} (hạng {Place(strongest)}), yếu nhất là {weakest.Name.Vi} (hạng {Place(weakest)})",
            $"strongest is {strongest.Name.En} (rank {Place(strongest)}), weakest {weakest.Name.En} (rank {Place(weakest)})");
        return counts[Measure.ItemsCompared] is > 0 and var of
            ? facts.T($"{counts[Measure.ItemsDown]}/{of} trục giảm điểm, {counts[Measure.ItemsRankDown]}/{of} trục giảm hạng; {ends}.", $"{counts[Measure.ItemsDown]} of {of} fell in score, {counts[Measure.ItemsRankDown]} in rank; {ends}.")
            : Wording.Capital(ends) + ".";
    }

    private static TableBlock Table(BriefFacts facts)
    {
        var before = facts.PreviousYear;
        return new TableBlock
        {
            Finding = BriefNarrative.AgainstMean(facts),
            Contents = facts.T($"Điểm, hạng và mốc so sánh năm {facts.Year}; TB: trung bình cộng {facts.Ranked:0} tỉnh, thành phố", $"Score, rank and benchmarks {facts.Year}; mean: simple mean of {facts.Ranked:0} provinces"),
            Columns =
            [
                TextColumn(facts.T("Trục nội dung", "Dimension"), 6),
                Column(facts.T("Điểm", "Score"), 2),
                Column(before is null ? facts.T("Thay đổi", "Change") : facts.T($"so {before}", $"vs {before}"), 3),
                Column("%", 2),
                Column(facts.T("Hạng", "Rank"), 3),
                Column(facts.T("Bậc", "Places"), 2),
                Column(facts.T("TB", "Mean"), 2),
                Column(facts.T("so TB", "vs mean"), 3),
                Column(facts.T("Cao nhất", "Best"), 2),
                Column(facts.T("so cao nhất", "vs best"), 2),
            ],
            Rows = [.. facts.DimensionItems.Append(facts.Total).Select(item => Row(facts, item))],
        };
    }

    private static TableRow Row(BriefFacts facts, CatalogItem item)
    {
        var row = facts.Of(item);
        var isTotal = item == facts.Total;
        return new TableRow
        {
            Cells =
            [
                Cell.Words((isTotal ? facts.T("Tổng", "Total") : item.Numbered(facts.Language)) + (row[Measure.IsMaterialChange] == 1 ? " *" : "")),
                row.Score(Measure.Score),
                row.Arrow(Measure.ScoreChange),
                Cell.Change(row[Measure.RelativeChange], NumberForm.SignedShare),
                row.RankOfN(),
                Cell.Change(row[Measure.RankChange], NumberForm.SignedPlaces),
                row.Score(Measure.Mean),
                row.Signed(Measure.ToMean),
                row.Score(Measure.Best),
                Cell.Value(row[Measure.ToBest], NumberForm.SignedScore),
            ],
            IsStrong = isTotal,
        };
    }

    private static ChartBlock Radar(BriefFacts facts)
    {
        IReadOnlyList<double?> Own(Measure measure) => [.. facts.DimensionItems.Select(d => facts.Of(d)[measure])];
        var above = facts.DimensionItems.Count(d => facts.Of(d)[Measure.ToMean] > 0);
        var scored = facts.DimensionItems.Count(d => facts.Of(d)[Measure.Score] is not null);
        return new ChartBlock
        {
            Finding = scored == 0
                ? facts.T("Không có điểm trục nội dung", "No dimension scores")
                : facts.T($"Vượt trung bình ở {above}/{scored} trục", $"Outside the mean on {above} of {scored} dimensions"),
            Contents = facts.T($"Điểm trục nội dung {facts.Year}; số trục như bảng trên", $"Dimension scores {facts.Year}; numbers as in the table above"),
            Height = 205,
            Chart = new ChartSpec
            {
                Kind = ChartKind.Radar,
                Categories = [.. facts.DimensionItems.Select(d => facts.T($"Trục {d.Code}", $"Dim. {d.Code}"))],
                Min = 0,
                Max = facts.DimensionItems.Max(d => d.Max),
                Series =
                [
                    new ChartSeries { Name = facts.ProvinceName, Role = SeriesRole.Subject, Values = Own(Measure.Score) },
                    new ChartSeries { Name = facts.T($"Trung bình {facts.Ranked:0} tỉnh", $"Mean of {facts.Ranked:0}"), Role = SeriesRole.Nation, Values = Own(Measure.Mean) },
                    new ChartSeries { Name = facts.T("Cao nhất", "Best"), Role = SeriesRole.Best, Values = Own(Measure.Best) },
                ],
                LabelFormat = "0",
                AltText = facts.T($"Điểm từng trục của {facts.ProvinceName} so với trung bình và cao nhất; số liệu trong bảng trên.", $"Each dimension of {facts.ProvinceName} against mean and best; figures in the table above."),
                DataTitle = facts.T("Hình dạng các trục nội dung", "Shape of the dimensions"),
            },
        };
    }

    private static ChartBlock Changes(BriefFacts facts, List<CatalogItem> changed)
    {
        var worst = changed.MinBy(d => facts.Of(d)[Measure.ScoreChange])!;
        var best = changed.MaxBy(d => facts.Of(d)[Measure.ScoreChange])!;
        string Signed(CatalogItem item) => NumberText.Signed(facts.Of(item)[Measure.ScoreChange]!.Value, facts.Language);
        return new ChartBlock
        {
            Finding = facts.T($"{worst.Name.Vi} {Signed(worst)}; {best.Name.Vi} {Signed(best)}", $"{worst.Name.En} {Signed(worst)}; {best.Name.En} {Signed(best)}"),
            Contents = facts.T($"Thay đổi điểm so với năm {facts.PreviousYear}; số trục như bảng trên", $"Change in score on {facts.PreviousYear}; numbers as in the table above"),
            Height = 205,
            Chart = new ChartSpec
            {
                Kind = ChartKind.ClusteredBar,
                Categories = [.. changed.Select(d => facts.T($"Trục {d.Code}", $"Dim. {d.Code}"))],
                Series = [new ChartSeries { Name = facts.T("Thay đổi điểm", "Change in score"), Role = SeriesRole.Subject, Values = [.. changed.Select(d => facts.Of(d)[Measure.ScoreChange])], Labels = new Dictionary<int, string>() }],
                LabelFormat = "0.00",
                AltText = facts.T($"Thay đổi điểm từng trục so với năm {facts.PreviousYear}; số liệu trong bảng trên.", $"Change in score of each dimension on {facts.PreviousYear}; figures in the table above."),
                DataTitle = facts.T("Thay đổi điểm trục nội dung", "Change in dimension scores"),
            },
        };
    }
}
