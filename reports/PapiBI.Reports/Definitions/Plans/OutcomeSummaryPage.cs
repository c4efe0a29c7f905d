using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Plans;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>Page 1: the verdict on each target, and the parts with tasks that fell behind the others.</summary>
internal static class OutcomeSummaryPage
{
    private const int MostTargets = 8;
    private const int MostParts = 5;

    public static bool FitsOnPageOne(OutcomeFacts facts) => facts.Targets.Count <= MostTargets;

    public static ReportPage Build(OutcomeFacts facts)
    {
        IReadOnlyList<TargetGap> shown = FitsOnPageOne(facts) ? facts.Targets : [.. (facts.OfTotals.Count > 0 ? facts.OfTotals : facts.Targets).Take(MostTargets)];
        var behind = facts.Served.Where(part => part.ToOthers < 0).OrderBy(part => part.Change!.ToOthers).Take(MostParts).ToList();
        return new ReportPage
        {
            Tab = facts.T("Tóm tắt", "Summary"),
            BandTitle = "",
            BandNote = "",
            Headline = OutcomeNarrative.Headline(facts),
            IsOneSheetOfPaper = true,
            Rows =
            [
                BlockRow.Whole(new TilesBlock(Tiles(facts))),
                BlockRow.Whole(new NarrativeBlock(OutcomeNarrative.Write(facts))),
                BlockRow.Whole(TargetTable.Of(facts.Frame, shown, facts.Scales, Finding(facts))),
                BlockRow.Whole(new NotesBlock([.. TargetNotes.Of(facts.Frame, shown), .. facts.Change.Notes(facts.Frame, facts.First), .. facts.HasMadeUpTasks && !shown.Any(target => target.IsIllustrative) ? [PlanWords.IllustrativeNote.In(facts.Language)] : Array.Empty<string>(), .. shown.Count < facts.Targets.Count ? [facts.T($"Đủ {facts.Targets.Count} mục tiêu: trang Mục tiêu.", $"All {facts.Targets.Count} targets: page Targets.")] : Array.Empty<string>()])),
                .. behind.Count > 0 ? new[] { BlockRow.Whole(Behind(facts, behind)) } : [],
                BlockRow.Whole(new NotesBlock([OutcomePartsPage.Caution(facts)])),
            ],
        };
    }

    public static ReportPage AllTargets(OutcomeFacts facts) => new()
    {
        Tab = facts.T("Mục tiêu", "Targets"),
        BandTitle = "",
        BandNote = "",
        Headline = Finding(facts) + ".",
        Rows =
        [
            BlockRow.Whole(TargetTable.Of(facts.Frame, facts.Targets, facts.Scales, "")),
            BlockRow.Whole(new NotesBlock(TargetNotes.Of(facts.Frame, facts.Targets))),
        ],
    };

    private static string Finding(OutcomeFacts facts)
    {
        var count = facts.Count;
        return count.Known == 0
            ? facts.T(
                $"{(count.IsNeverKnown ? "Không" : "Chưa")} đánh giá được mục tiêu nào trong {count.Targets} mục tiêu năm {facts.Year}",
                (count.Targets == 1 ? $"The target of {facts.Year} cannot be judged" : $"None of the {count.Targets} targets of {facts.Year} can be judged") + (count.IsNeverKnown ? "" : " yet"))
            : facts.T(
                $"Đạt {count.Met}/{count.Known} mục tiêu đã biết kết quả{count.Besides(facts.Frame)}",
                $"{count.Met} of {PlanWords.Targets(count.Known, facts.Language)} with a result {(count.Met == 1 ? "was" : "were")} met{count.Besides(facts.Frame)}");
    }

    private static IReadOnlyList<Tile> Tiles(OutcomeFacts facts)
    {
        var first = facts.First;
        var same = facts.Targets.Where(target => (target.IndexCode, target.ItemCode) == (first.IndexCode, first.ItemCode)).ToList();
        var index = $"{Wording.IndexName(first.IndexCode)} {facts.Year}";
        var isTotal = TargetWords.IsTotal(facts.Frame, first);
        var count = facts.Count;
        var common = facts.Change.Common is var (before, of, _) ? facts.T("chung: ", "common: ") + NumberText.Rank(before, of) + " · " : "";
        string Promised(Func<TargetGap, bool> isOne) => same.FirstOrDefault(isOne) is { } target ? facts.T("mục tiêu: ", "target: ") + TargetWords.Promise(target, facts.Language) : facts.T("không đặt mục tiêu", "no target");
        string Before(string value) => value.Length == 0 ? "" : $"{first.BaseYear}: {value} · ";
        return
        [
            new Tile
            {
                Label = isTotal ? facts.T($"Điểm {index}", $"Score {index}") : facts.T($"Điểm mục {first.ItemCode}, {index}", $"Score {first.ItemCode}, {index}"),
                Value = Cell.Value(first.ResultScore, NumberForm.Score),
                Change = first.ScoreGain is null ? null : Cell.Change(first.ScoreGain, NumberForm.ArrowPoints),
                Note = Before(first.BaseScore is { } score ? NumberText.Score(score, facts.Language) : "") + Promised(target => TargetWords.IsScore(target.Kind)),
            },
            new Tile
            {
                Label = isTotal ? facts.T($"Hạng {index}", $"Rank {index}") : facts.T($"Hạng mục {first.ItemCode}, {index}", $"Rank {first.ItemCode}, {index}"),
                Value = Cell.RankOf(first.ResultRank, first.ResultRanked),
                Change = first.RankGain is null ? null : Cell.Change(first.RankGain, NumberForm.ArrowPlacesInWords),
                Note = Before(first.BaseRank is { } rank ? NumberText.Rank(rank, first.BaseRanked) : "") + common + Promised(target => TargetWords.IsRank(target.Kind)),
            },
            new Tile
            {
                Label = facts.T("Mục tiêu đạt", "Targets met"),
                Value = count.Known == 0 ? Cell.Missing : Cell.RankOf(count.Met, count.Known),
                Note = string.Join(" · ", new[]
                {
                    count.Besides(facts.Frame).Trim(' ', '(', ')'),
                    count.IsNeverKnown
                        ? facts.T("không đánh giá được", "cannot be judged")
                        : count.Unknown > 0 ? facts.T($"chưa đánh giá được: {count.Unknown}", $"cannot be judged yet: {count.Unknown}") : facts.T("đã biết mọi kết quả", "all results are known"),
                }.Where(said => said.Length > 0)),
            },
            new Tile
            {
                Label = facts.T("Nhiệm vụ đã xong", "Tasks done"),
                Value = facts.Tasks.Count == 0 ? Cell.Missing : Cell.RankOf(facts.Tally.Done, facts.Tally.Tasks),
                Note = facts.Tasks.Count == 0 ? facts.T("kế hoạch chưa có nhiệm vụ", "the plan has no tasks") : facts.T($"xong trễ: {facts.Tally.DoneLate} · quá hạn: {facts.Tally.Overdue}", $"done late: {facts.Tally.DoneLate} · overdue: {facts.Tally.Overdue}") + (facts.HasMadeUpTasks ? facts.T(" · minh họa", " · illustrative") : ""),
            },
        ];
    }

    private static TableBlock Behind(OutcomeFacts facts, IReadOnlyList<PartOutcome> parts) => new()
    {
        Finding = facts.T("Phần có nhiệm vụ mà kém các tỉnh khác: xem lại trước", "Parts with tasks that fell behind the others: look at these first"),
        Contents = facts.T("Thay đổi điểm từ năm gốc; TB các tỉnh khác: trung bình cộng thay đổi của các tỉnh có điểm cả hai năm", "Change in points since the base year; others: simple mean change of the provinces with scores of both years"),
        Columns = [TextColumn(facts.T("Phần", "Part"), 11), Column(facts.T("Thay đổi", "Change"), 4), Column(facts.T("TB các tỉnh khác", "Mean of others"), 4), Column(facts.T("Chênh", "Difference"), 4), Column(facts.T("Đã xong", "Done"), 4)],
        Rows = [.. parts.Select(part => new TableRow
        {
            Cells =
            [
                Cell.Words(OutcomePartsPage.Name(facts, part)),
                Cell.Change(part.Change!.Own, NumberForm.ArrowScore),
                Cell.Value(part.Change.Others, NumberForm.SignedScore),
                Cell.Change(part.Change.ToOthers, NumberForm.SignedScore),
                Cell.RankOf(part.Tally.Done, part.Tally.Tasks),
            ],
        })],
    };
}
