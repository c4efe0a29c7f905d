using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>Targets as a table: base, wanted, result, what is missing, and a bar for each on its own scale.</summary>
internal static class TargetTable
{
    public static TableBlock Of(PlanFrame frame, IReadOnlyList<TargetGap> targets, IReadOnlyDictionary<string, RowScale> scales, string finding) => new()
    {
        Finding = finding,
        Contents = frame.T("Chênh: kết quả so với mức cần đạt; thang của mỗi dòng, tốt hơn ở bên phải: ", "Gap: result against wanted; each row's scale, better to the right: ") + string.Join("; ", ScaleWords(frame, targets, scales)),
        Columns =
        [
            TextColumn(frame.T("Mục tiêu", "Target"), 7),
            Column(frame.T("Gốc", "Base"), 3),
            Column(frame.T("Cần đạt", "Wanted"), 3),
            Column(frame.T("Kết quả", "Result"), 3),
            Column(frame.T("Chênh", "Gap"), 2),
            new TableColumn { Header = "", Span = 5, IsChart = true },
            TextColumn(frame.T("Đánh giá", "Verdict"), 4),
        ],
        Rows = [.. targets.Select(target => new TableRow
        {
            Cells =
            [
                Cell.Words($"{target.TargetNo}. {TargetWords.Full(frame, target)}"),
                Level(target, frame, target.BaseScore, target.BaseRank, target.BaseRanked, target.BaseGroup),
                Level(target, frame, target.Wanted, target.Wanted, target.OfN ?? (target.Kind == TargetKind.Rank ? null : target.BaseRanked), (int?)target.Wanted),
                Level(target, frame, target.ResultScore, target.ResultRank, target.ResultRanked, target.ResultGroup),
                target.Status == TargetStatus.NotComparable ? Cell.Missing : Cell.Change(target.Gap, TargetWords.IsScore(target.Kind) ? NumberForm.SignedScore : NumberForm.SignedPlaces),
                Cell.Missing,
                TargetWords.Status(target, frame.Language),
            ],
        })],
        RowChart = Bullets(frame, targets, scales),
    };

    /// <summary>By target: from the lowest to the best score that any province had, from the last place to the first. Of half a league the scale is that of the index.</summary>
    public static IReadOnlyDictionary<string, RowScale> Scales(Release release, ReleaseCatalog catalog, IReadOnlyList<TargetGap> targets)
    {
        var scales = new Dictionary<string, RowScale>();
        foreach (var target in targets)
        {
            if (TargetWords.IsRank(target.Kind))
            {
                scales[target.TargetNo] = new RowScale(new[] { target.BaseRanked, target.ResultRanked, target.OfN, 2 }.Max()!.Value, 1);
            }
            else if (target.Kind == TargetKind.Group)
            {
                scales[target.TargetNo] = new RowScale(4, 1);
            }
            else if (catalog.Items.LastOrDefault(item => item.IndexCode == target.IndexCode && item.Code == target.ItemCode) is { } item)
            {
                var years = WholeYears(catalog, target);
                var fields = years.Count == 0
                    ? []
                    : release.Ask(new MetricQuery { IndexCode = target.IndexCode, Years = years, Items = [target.ItemCode], By = [Breakdown.Year, Breakdown.Item], Measures = [Measure.Lowest, Measure.Best] }).Rows;
                scales[target.TargetNo] = new RowScale(Math.Floor(fields.Min(field => field[Measure.Lowest]) ?? item.Min), Math.Ceiling(fields.Max(field => field[Measure.Best]) ?? item.Max));
            }
        }

        return scales;
    }

    private static IReadOnlyList<int> WholeYears(ReleaseCatalog catalog, TargetGap target) =>
        [.. catalog.Editions.Where(e => e.IndexCode == target.IndexCode && e.IsWhole && (e.Year == target.BaseYear || e.Year == target.Year)).Select(e => e.Year)];

    private static IEnumerable<string> ScaleWords(PlanFrame frame, IReadOnlyList<TargetGap> targets, IReadOnlyDictionary<string, RowScale> scales) => targets
        .Select(target => target.Kind == TargetKind.Group
            ? frame.T("nhóm từ thấp nhất đến cao nhất", "groups from lowest to highest")
            : TargetWords.IsRank(target.Kind)
                ? frame.T("hạng từ cuối lên đầu", "ranks from last to first")
                : WholeYears(frame.Catalog, target).Count > 0
                    ? frame.T("điểm từ tỉnh thấp nhất đến tỉnh cao nhất", "points from the lowest to the best province")
                    : scales.GetValueOrDefault(target.TargetNo) is { } scale
                        ? frame.T($"điểm {Wording.IndexName(target.IndexCode)} {scale.Worst:0}–{scale.Best:0}", $"points of {Wording.IndexName(target.IndexCode)} {scale.Worst:0}–{scale.Best:0}")
                        : "")
        .Where(words => words.Length > 0)
        .Distinct();

    private static Cell Level(TargetGap target, PlanFrame frame, double? score, double? rank, int? n, int? group) => target.Kind switch
    {
        TargetKind.Group when target.IndexCode != "PAPI" => Cell.RankOf(group, 4),

        // In a narrow column.
        TargetKind.Group => group is null ? Cell.Missing : Cell.Words(Wording.QuartileGroup(group, target.IndexCode, frame.Language).Replace("Trung bình", "TB", StringComparison.Ordinal).Replace("average", "avg.", StringComparison.Ordinal)),
        var kind when TargetWords.IsRank(kind) => Cell.RankOf(rank, n),
        _ => Cell.Value(score, NumberForm.Score),
    };

    private static ChartSpec Bullets(PlanFrame frame, IReadOnlyList<TargetGap> targets, IReadOnlyDictionary<string, RowScale> scales)
    {
        double? Level(TargetGap target, double? score, double? rank, double? group) => target.Kind == TargetKind.Group ? group : TargetWords.IsRank(target.Kind) ? rank : score;
        return new ChartSpec
        {
            Kind = ChartKind.Bullet,
            Categories = [.. targets.Select(target => TargetWords.Full(frame, target))],
            Scales = [.. targets.Select(target => scales.GetValueOrDefault(target.TargetNo))],
            Series =
            [
                new ChartSeries { Name = frame.T("Kết quả", "Result"), Role = SeriesRole.Subject, Values = [.. targets.Select(target => target.Status == TargetStatus.NotComparable ? null : target.Reached)] },
                new ChartSeries { Name = frame.T("Mục tiêu", "Target"), Role = SeriesRole.Target, Values = [.. targets.Select(target => target.Wanted)] },
                new ChartSeries { Name = frame.T("Năm gốc", "Base year"), Role = SeriesRole.Baseline, Values = [.. targets.Select(target => Level(target, target.BaseScore, target.BaseRank, target.BaseGroup))] },
            ],
            AltText = frame.T("Kết quả, mục tiêu và năm gốc của từng mục tiêu; số liệu trong bảng.", "Result, target and base year of each target; figures in the table."),
            DataTitle = frame.T("Mục tiêu và kết quả", "Targets and results"),
        };
    }
}
