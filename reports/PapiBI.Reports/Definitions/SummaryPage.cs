using PapiBI.Reports.Definitions.Plans;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions;

/// <summary>Page 1: what fell and why, in half a minute.</summary>
internal static class SummaryPage
{
    public static ReportPage Build(BriefFacts facts)
    {
        var attention = Attention.Of(facts);
        return new ReportPage
        {
            Tab = facts.T("Tóm tắt", "Summary"),
            BandTitle = "",
            BandNote = "",
            Headline = Headline(facts, attention),
            IsOneSheetOfPaper = true,
            Rows =
            [
                BlockRow.Whole(new TilesBlock(Tiles(facts))),
                BlockRow.Whole(new NarrativeBlock(BriefNarrative.Write(facts))),
                new BlockRow([new PlacedBlock(DimensionBars(facts), 0, 16), .. TrendCharts.ScoreAndRank(facts).Select(chart => new PlacedBlock(chart, 17, 10))]),
                .. attention.Items.Count > 0 ? new[] { BlockRow.Whole(AttentionTable(facts, attention)) } : [],
                BlockRow.Whole(new NotesBlock(Notes(facts))),
            ],
        };
    }

    private static string Headline(BriefFacts facts, Attention attention)
    {
        if (facts.DimensionItems.All(d => facts.Of(d)[Measure.Score] is null))
        {
            return facts.T($"Năm {facts.Year} không có điểm nào của {facts.ProvinceName} được công bố: hãy xem các năm khác ở trang Xu hướng.", $"No score of {facts.ProvinceName} was published in {facts.Year}: see the other years on the page Trend.");
        }

        if (facts.OwnTotal[Measure.Rank] is null)
        {
            return facts.T($"Chưa thể xếp hạng {facts.ProvinceName} năm {facts.Year}: hãy đọc từng trục nội dung có điểm.", $"{facts.ProvinceName} cannot be ranked in {facts.Year}: read the dimensions that have scores.");
        }

        if (attention.Items.Count == 0)
        {
            return facts.T("Không nội dung thành phần nào thấp hơn trung bình.", "No sub-dimension lies below the mean.");
        }

        var listed = string.Join("; ", attention.Items.Select(i => $"{i.InSentence(facts.Language)} ({NumberText.Signed(facts.Of(i)[attention.By]!.Value, facts.Language)})"));
        return attention.IsAgainstLastYear
            ? facts.T($"Làm trước {NumberText.Count(attention.Items.Count, facts.Language)} việc giảm từ {facts.PreviousYear} và dưới trung bình: {listed}.", $"Act first on what fell since {facts.PreviousYear} and lies below the mean: {listed}.")
            : facts.T($"Làm trước {NumberText.Count(attention.Items.Count, facts.Language)} việc thấp nhất so với {Wording.MeanOf(facts.Ranked, facts.Language)}: {listed}.", $"Act first on what lies furthest below {Wording.MeanOf(facts.Ranked, facts.Language)}: {listed}.");
    }

    private static IReadOnlyList<Tile> Tiles(BriefFacts facts)
    {
        var total = facts.OwnTotal;
        var before = facts.PreviousYear;
        var isCompared = total[Measure.ScoreChange] is not null;
        var hadScore = total[Measure.PreviousScore] is { } previous ? $"{before}: {NumberText.Score(previous, facts.Language)}" : "";
        var hadRank = total[Measure.PreviousRank] is { } place ? $"{before}: {NumberText.Rank(place, (int?)total[Measure.PreviousRanked])}" : "";
        var hadCommonRank = total[Measure.CommonPreviousRank] is { } common ? facts.T(" · chung: ", " · common: ") + NumberText.Rank(common, (int?)total[Measure.CommonRanked]) : "";
        var mean = total[Measure.Mean] is { } average ? facts.T("TB: ", "mean: ") + NumberText.Score(average, facts.Language) : "";
        return
        [
            new Tile
            {
                Label = facts.T($"Điểm (tối đa {facts.Total.Max:0})", $"Score (of {facts.Total.Max:0})"),
                Value = total.Score(Measure.Score),
                Change = isCompared ? Cell.Change(total[Measure.ScoreChange], NumberForm.ArrowPoints) : null,
                Note = Joined(hadScore, mean, BriefPlan.Promise(facts.Plans, facts.Total.Code, TargetKind.Score, TargetKind.ScoreGain, TargetKind.ScoreHeld)),
            },
            new Tile
            {
                Label = facts.T("Hạng cả nước", "National rank"),
                Value = total.RankOfN(),
                Change = isCompared ? Cell.Change(total[Measure.RankChange], NumberForm.ArrowPlacesInWords) : null,
                Note = Joined(hadRank + hadCommonRank, BriefPlan.Promise(facts.Plans, facts.Total.Code, TargetKind.Rank, TargetKind.RankGain, TargetKind.RankHeld)),
            },
            new Tile
            {
                Label = facts.PrintedGroup is null ? facts.T("Nhóm (dẫn xuất)", "Group (derived)") : facts.T("Nhóm (công bố)", "Group (published)"),
                Value = Cell.Words(facts.PrintedGroup ?? Wording.QuartileGroup(total[Measure.QuartileGroup], facts.Request.IndexCode, facts.Language)),
                Steps = new GroupSteps((int?)total[Measure.QuartileGroup], (int?)total[Measure.PreviousQuartileGroup]),
                Note = Joined(
                    total[Measure.PreviousQuartileGroup] is not null ? $"○ {before}: {Wording.QuartileGroup(total[Measure.PreviousQuartileGroup], facts.Request.IndexCode, facts.Language)}" : "",
                    BriefPlan.Promise(facts.Plans, facts.Total.Code, TargetKind.Group)),
            },
            PlaceTile(facts),
        ];
    }

    private static string Joined(params IEnumerable<string> notes) => string.Join(" · ", notes.Where(note => note.Length > 0));

    private static Tile PlaceTile(BriefFacts facts)
    {
        var region = facts.OfRegion(facts.Total);
        var group = facts.Groups.Count > 0 ? facts.InGroup[facts.Groups[0].Code].Rows.Single() : null;
        string Before(ResultRow row) => row[Measure.PreviousRank] is { } place ? NumberText.Rank(place, (int?)row[Measure.PreviousRanked]) : NumberText.Missing;
        return new Tile
        {
            Label = group is null ? facts.T("Hạng trong vùng", "Rank in region") : facts.T("Hạng: vùng · nhóm", "Rank: region · group"),
            Value = region.RankOfN(),
            SecondValue = group?.RankOfN(),
            Change = region[Measure.RankChange] is null ? null : region.Places(Measure.RankChange),
            SecondChange = group?[Measure.RankChange] is null ? null : group.Places(Measure.RankChange),
            Note = facts.PreviousYear is null || region[Measure.PreviousRank] is null ? "" : $"{facts.PreviousYear}: {Before(region)}" + (group is null ? "" : $" · {Before(group)}"),
        };
    }

    private static TableBlock DimensionBars(BriefFacts facts)
    {
        var dimensions = facts.DimensionItems;
        IReadOnlyList<double?> Own(Measure measure) => [.. dimensions.Select(d => facts.Of(d)[measure])];
        var notable = dimensions.Where(d => facts.Of(d)[Measure.ToMean] > 0).ToList();
        var regionMean = facts.T("TB vùng", "region mean");
        var nationMean = facts.T($"TB {facts.Ranked:0} tỉnh", $"mean of {facts.Ranked:0}");
        var best = facts.T("tỉnh cao nhất", "best province");
        return new TableBlock
        {
            Finding = BriefNarrative.AgainstMean(facts),
            Contents = facts.T($"Trục nội dung, thang {dimensions[0].Min:0}–{dimensions[0].Max:0}, năm {facts.Year}", $"Dimensions, scale {dimensions[0].Min:0}–{dimensions[0].Max:0}, {facts.Year}"),
            Columns =
            [
                TextColumn(facts.T("Trục nội dung", "Dimension"), 5),
                Column(facts.T("Điểm", "Score"), 2),
                new TableColumn { Header = "", Span = 7, IsChart = true },
                Column(facts.T("Hạng", "Rank"), 2),
            ],
            Rows = [.. dimensions.Select(d => new TableRow
            {
                Cells = [Cell.Words(d.Numbered(facts.Language)), facts.Of(d).Score(Measure.Score, Tone.Accent), Cell.Missing, facts.Of(d).RankOfN()],
                IsSubject = notable.Count == 1 && notable[0] == d,
            })],
            RowChart = new ChartSpec
            {
                Kind = ChartKind.BarsWithMarks,
                Categories = [.. dimensions.Select(d => d.Numbered(facts.Language))],
                Min = dimensions[0].Min,
                Max = dimensions[0].Max,
                Series =
                [
                    new ChartSeries { Name = facts.ProvinceName, Role = SeriesRole.Subject, Values = Own(Measure.Score) },
                    new ChartSeries { Name = regionMean, Role = SeriesRole.Region, Values = [.. dimensions.Select(d => facts.OfRegion(d)[Measure.Mean])] },
                    new ChartSeries { Name = nationMean, Role = SeriesRole.Nation, Values = Own(Measure.Mean) },
                    new ChartSeries { Name = best, Role = SeriesRole.Best, Values = Own(Measure.Best) },
                ],
                AltText = facts.T($"Điểm từng trục nội dung của {facts.ProvinceName} cạnh trung bình vùng, trung bình các tỉnh và tỉnh cao nhất; số liệu trong bảng.", $"Each dimension's score of {facts.ProvinceName} beside the means of the region and of all provinces and the best; figures in the table."),
                DataTitle = facts.T("Điểm trục nội dung và mốc so sánh", "Dimension scores and benchmarks"),
            },
            Legend = $"{facts.ProvinceName} · {regionMean} · {nationMean} · {best}",
        };
    }

    private static TableBlock AttentionTable(BriefFacts facts, Attention attention) => new()
    {
        Finding = attention.IsAgainstLastYear
            ? facts.T($"Ba việc cần chú ý: giảm nhiều nhất so với năm {facts.PreviousYear} và dưới trung bình", $"Three things to watch: what fell most since {facts.PreviousYear} and lies below the mean")
            : facts.T($"Ba việc cần chú ý: thấp nhất so với {Wording.MeanOf(facts.Ranked, facts.Language)}", $"Three things to watch: furthest below {Wording.MeanOf(facts.Ranked, facts.Language)}"),
        Columns =
        [
            TextColumn(facts.T("Nội dung thành phần", "Sub-dimension"), HasTasks(facts) ? 7 : 13),
            Column($"{facts.Year}", HasTasks(facts) ? 2 : 3),
            Column(facts.PreviousYear is { } before ? facts.T($"so với {before}", $"vs {before}") : facts.T("so với năm trước", "vs year before"), HasTasks(facts) ? 3 : 4),
            Column(facts.T("so với TB", "vs mean"), HasTasks(facts) ? 3 : 4),
            Column(facts.T("Hạng", "Rank"), 3),
            .. HasTasks(facts) ? new[] { TextColumn(facts.T("Nhiệm vụ của kế hoạch", "The plan's task"), 9) } : [],
        ],
        Rows = [.. attention.Items.Select(item => new TableRow
        {
            Cells =
            [
                Cell.Words($"{item.Name.In(facts.Language)} ({item.Code})"),
                facts.Of(item).Score(Measure.Score),
                facts.Of(item).Arrow(Measure.ScoreChange),
                facts.Of(item).Signed(Measure.ToMean),
                facts.Of(item).RankOfN(),
                .. HasTasks(facts) ? new[] { Cell.Words(BriefPlan.TasksFor(facts.Plans, item)) } : [],
            ],
        })],
    };

    private static bool HasTasks(BriefFacts facts) => facts.Plans.Any(plan => plan.Tasks.Count > 0);

    private static IReadOnlyList<string> Notes(BriefFacts facts)
    {
        var notes = new List<string>
        {
            facts.PrintedGroup is null
                ? facts.T(
                    $"Trung bình (TB) là trung bình cộng giản đơn của các tỉnh, thành phố có điểm. Hạng, nhóm và trung bình dẫn xuất từ điểm đã công bố; nhóm theo tứ phân vị của {facts.Ranked} tỉnh, thành phố.",
                    $"Means are simple means of the provinces with a score. Ranks, groups and means are derived from published scores; groups are quartiles of {facts.Ranked} provinces.")
                : facts.T(
                    "Trung bình (TB) là trung bình cộng giản đơn của các tỉnh, thành phố có điểm. Hạng và trung bình dẫn xuất từ điểm đã công bố; nhóm là nhóm đã công bố, bốn bậc bên dưới là tứ phân vị dẫn xuất.",
                    "Means are simple means of the provinces with a score. Ranks and means are derived from published scores; the group is the published one, the four steps below it are derived quartiles."),
        };
        if (facts.OwnTotal[Measure.CommonRanked] is { } common)
        {
            notes.Add(facts.T($"Hạng “chung”: chỉ tính trong {common} tỉnh, thành phố được xếp hạng cả hai năm.", $"\"Common\" rank: among the {common} provinces ranked in both years only."));
        }

        var unranked = facts.League.Rows.Where(r => r[Measure.Score] is null).ToList();
        if (unranked.Count > 0)
        {
            var names = Wording.Listed([.. unranked.Select(r => facts.ProvinceOf(r.ProvinceCode!).Name.In(facts.Language))], facts.Language);
            notes.Add(facts.T($"Không có tổng điểm nên không xếp hạng: {names}; N = {facts.Ranked}.", $"Without a total, so not ranked: {names}; N = {facts.Ranked}."));
        }

        var broken = facts.DimensionItems.Where(d => d.IsBreak && facts.PreviousYear is not null && !facts.Total.IsBreak && facts.Of(d)[Measure.Score] is not null).ToList();
        if (broken.Count > 0)
        {
            var names = Wording.Listed([.. broken.Select(d => d.Name.In(facts.Language))], facts.Language);
            notes.Add(facts.T($"Đổi thành phần hoặc thang điểm năm {facts.Year} nên không so với năm trước: {names}.", $"Parts or scale changed in {facts.Year}, so not compared with the year before: {names}.")
                + (facts.OwnTotal[Measure.ScoreChange] is null ? "" : facts.T(" Thay đổi của tổng có gồm phần đó, nên đọc dè dặt.", " The change of the total includes it and is to be read with care.")));
        }

        if (facts.OwnTotal.IsUncertaintyHeld())
        {
            notes.Add(IntervalWords.Of(facts.OwnTotal, facts.Language));
        }

        return [string.Join(' ', notes), .. facts.Plans.Any(plan => plan.Frame.Plan.IsIllustrative || plan.Tasks.Any(PlanWords.IsMadeUp)) ? [PlanWords.IllustrativeNote.In(facts.Language)] : Array.Empty<string>()];
    }
}

/// <summary>The three sub-dimensions that cost most: those that fell most of the ones below the mean, where there are three; else those furthest below the mean.</summary>
internal sealed record Attention(IReadOnlyList<CatalogItem> Items, bool IsAgainstLastYear)
{
    private const int Most = 3;

    public Measure By => IsAgainstLastYear ? Measure.ScoreChange : Measure.ToMean;

    public static Attention Of(BriefFacts facts)
    {
        var fallen = Lowest(facts, Measure.ScoreChange).Where(i => facts.Of(i)[Measure.ToMean] < 0).Take(Most).ToList();
        return fallen.Count == Most ? new Attention(fallen, true) : new Attention([.. Lowest(facts, Measure.ToMean).Take(Most)], false);
    }

    private static IEnumerable<CatalogItem> Lowest(BriefFacts facts, Measure by) =>
        facts.SubDimensionItems.Where(i => facts.Of(i)[by] < 0).OrderBy(i => facts.Of(i)[by]);
}
