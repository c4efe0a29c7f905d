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
        var behind = facts.Served.Where(part => part.Change?.ToOthers < 0).OrderBy(part => part.Change!.ToOthers).Take(MostParts).ToList();
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
                BlockRow.Whole(new NotesBlock([.. TargetNotes.Of(facts.Frame, shown), .. shown.Count < facts.Targets.Count ? [facts.T($"Đủ {facts.Targets.Count} mục tiêu: trang Mục tiêu.", $"All {facts.Targets.Count} targets: page Targets.")] : Array.Empty<string>()])),
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
        var known = facts.Met + facts.Missed;
        return known == 0
            ? facts.T($"Chưa đánh giá được mục tiêu nào trong {facts.Targets.Count} mục tiêu năm {facts.Year}", $"None of the {facts.Targets.Count} targets of {facts.Year} can be judged yet")
            : facts.T($"Đạt {facts.Met}/{known} mục tiêu đã biết kết quả", $"{facts.Met} of {known} targets with a result were met");
    }

    private static IReadOnlyList<Tile> Tiles(OutcomeFacts facts)
    {
        var first = facts.OfTotals.FirstOrDefault() ?? facts.Targets[0];
        var same = facts.Targets.Where(target => (target.IndexCode, target.ItemCode) == (first.IndexCode, first.ItemCode)).ToList();
        var index = $"{Wording.IndexName(first.IndexCode)} {facts.Year}";
        string Promised(Func<TargetGap, bool> isOne) => same.FirstOrDefault(isOne) is { } target ? facts.T("mục tiêu: ", "target: ") + TargetWords.Promise(target, facts.Language) : facts.T("không đặt mục tiêu", "no target");
        string Before(string value) => value.Length == 0 ? "" : $"{first.BaseYear}: {value} · ";
        var known = facts.Met + facts.Missed;
        return
        [
            new Tile
            {
                Label = facts.T($"Điểm {index}", $"Score {index}"),
                Value = Cell.Value(first.ResultScore, NumberForm.Score),
                Change = first.ScoreGain is null ? null : Cell.Change(first.ScoreGain, NumberForm.ArrowPoints),
                Note = Before(first.BaseScore is { } score ? NumberText.Score(score, facts.Language) : "") + Promised(target => TargetWords.IsScore(target.Kind)),
            },
            new Tile
            {
                Label = facts.T($"Hạng {index}", $"Rank {index}"),
                Value = Cell.RankOf(first.ResultRank, first.ResultRanked),
                Change = first.RankGain is null ? null : Cell.Change(first.RankGain, NumberForm.ArrowPlacesInWords),
                Note = Before(first.BaseRank is { } rank ? NumberText.Rank(rank, first.BaseRanked) : "") + Promised(target => TargetWords.IsRank(target.Kind)),
            },
            new Tile
            {
                Label = facts.T("Mục tiêu đạt", "Targets met"),
                Value = known == 0 ? Cell.Missing : Cell.RankOf(facts.Met, known),
                Note = known < facts.Targets.Count ? facts.T($"chưa đánh giá được: {facts.Targets.Count - known}", $"cannot be judged yet: {facts.Targets.Count - known}") : facts.T("đã biết mọi kết quả", "all results are known"),
            },
            new Tile
            {
                Label = facts.T("Nhiệm vụ đã xong", "Tasks done"),
                Value = facts.Tasks.Count == 0 ? Cell.Missing : Cell.RankOf(facts.Tally.Done, facts.Tally.Tasks),
                Note = facts.Tasks.Count == 0 ? facts.T("kế hoạch chưa có nhiệm vụ", "the plan has no tasks") : facts.T($"xong trễ: {facts.Tally.DoneLate} · quá hạn: {facts.Tally.Overdue}", $"done late: {facts.Tally.DoneLate} · overdue: {facts.Tally.Overdue}"),
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
