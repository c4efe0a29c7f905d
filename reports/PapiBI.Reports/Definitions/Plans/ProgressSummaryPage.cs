using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Plans;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>Page 1: whom to press for what.</summary>
internal static class ProgressSummaryPage
{
    private const int MostAgencies = 8;
    private const int MostOverdue = 6;

    public static ReportPage Build(ProgressFacts facts) => new()
    {
        Tab = facts.T("Tóm tắt", "Summary"),
        BandTitle = "",
        BandNote = "",
        Headline = ProgressNarrative.Headline(facts),
        IsOneSheetOfPaper = true,
        Rows =
        [
            BlockRow.Whole(new TilesBlock(Tiles(facts))),
            BlockRow.Whole(new NarrativeBlock(ProgressNarrative.Write(facts))),
            .. facts.Tasks.Count > 0 ? new[] { BlockRow.Whole(Agencies(facts)), BlockRow.Whole(Overdue(facts)) } : [],
            BlockRow.Whole(new NotesBlock(Notes(facts))),
        ],
    };

    private static IReadOnlyList<Tile> Tiles(ProgressFacts facts)
    {
        var tally = facts.Tally;
        var hasTasks = facts.Tasks.Count > 0;
        Cell Of(int count) => hasTasks ? Cell.RankOf(count, tally.Tasks) : Cell.Missing;
        var late = ProgressNarrative.Named(facts, agency => agency.Overdue).Count;
        var silent = ProgressNarrative.Named(facts, agency => agency.Unreported).Count;
        return
        [
            new Tile
            {
                Label = facts.T("Hoàn thành (theo trọng số)", "Completion (weighted)"),
                Value = Cell.Value(tally.Completion, NumberForm.Percent),
                Note = hasTasks ? facts.T($"{tally.Tasks} nhiệm vụ · dừng: {tally.Stopped}", $"{PlanWords.Tasks(tally.Tasks, facts.Language)} · stopped: {tally.Stopped}") : facts.T("chưa có nhiệm vụ", "no tasks"),
            },
            new Tile { Label = facts.T("Đã hoàn thành", "Done"), Value = Of(tally.Done), Note = hasTasks ? facts.T($"trong đó trễ hạn: {tally.DoneLate}", $"of which late: {tally.DoneLate}") : "" },
            new Tile { Label = facts.T("Quá hạn", "Overdue"), Value = Of(tally.Overdue), Note = hasTasks ? facts.T($"cơ quan chủ trì: {late}", $"lead agencies: {late}") : "" },
            new Tile { Label = facts.T("Đến kỳ, chưa báo cáo", "Due, nothing reported"), Value = Of(tally.Unreported), Note = hasTasks ? facts.T($"cơ quan chủ trì: {silent}", $"lead agencies: {silent}") : "" },
        ];
    }

    private static TableBlock Agencies(ProgressFacts facts)
    {
        var shown = facts.Agencies.Take(facts.Agencies.Count <= MostAgencies ? MostAgencies : MostAgencies - 1).ToList();
        var rest = facts.Agencies.Skip(shown.Count).ToList();
        var late = facts.Agencies.Count(agency => agency.Tally.Overdue > 0);
        List<(string Name, PlanTally Tally)> rows = [.. shown.Select(agency => (agency.Agency.Name.In(facts.Language), agency.Tally))];
        if (rest.Count > 0)
        {
            rows.Add((facts.T($"{rest.Count} cơ quan khác", $"{rest.Count} others"), PlanTally.Of([.. rest.SelectMany(agency => agency.Tasks)])));
        }

        return AgencyTable.Of(
            facts,
            rows,
            late == 0 ? facts.T("Không cơ quan nào có nhiệm vụ quá hạn", "No agency has a task overdue") : facts.T($"{late}/{facts.Agencies.Count} cơ quan chủ trì có nhiệm vụ quá hạn", $"{late} of {facts.Agencies.Count} lead agencies have tasks overdue"));
    }

    private static Block Overdue(ProgressFacts facts) => facts.Overdue.Count == 0
        ? new HeadingBlock(facts.T("Không có nhiệm vụ nào quá hạn", "No task is overdue"), facts.T($"Tính đến {facts.LastDay}", $"As of {facts.LastDay}"))
        : new TableBlock
        {
            Finding = facts.Overdue.Count <= MostOverdue
                ? facts.T($"{facts.Overdue.Count} nhiệm vụ quá hạn, lâu nhất trước", $"{PlanWords.Tasks(facts.Overdue.Count, facts.Language)} overdue, the longest first")
                : facts.T($"{MostOverdue} nhiệm vụ quá hạn lâu nhất trong {facts.Overdue.Count}", $"The {MostOverdue} longest overdue of {facts.Overdue.Count}"),
            Contents = facts.T($"Đủ danh sách kèm người liên hệ: trang Đôn đốc", "The whole list with contacts: page To press"),
            Columns =
            [
                TextColumn(facts.T("Số · nhiệm vụ", "No. · task"), 12),
                TextColumn(facts.T("Chủ trì", "Lead"), 6),
                Column(facts.T("Thời hạn", "Deadline"), 4),
                Column(facts.T("Quá (ngày)", "Days late"), 3),
                Column("%", 2),
            ],
            Rows = [.. facts.Overdue.Take(MostOverdue).Select(task => new TableRow
            {
                Cells =
                [
                    Cell.Words($"{task.TaskNo} · {PlanWords.Short(task, facts.Language)}"),
                    Cell.Words(facts.Frame.AgencyName(task.LeadAgencyCode)),
                    Cell.Day(task.DueDate),
                    Cell.Value(task.DaysOverdue, NumberForm.Whole, Tone.Fall),
                    Cell.Value(task.PercentDone, NumberForm.Percent),
                ],
            })],
        };

    private static IReadOnlyList<string> Notes(ProgressFacts facts) =>
    [
        facts.T(
            $"Kỳ: {facts.PeriodName}, tính đến {facts.LastDay}. Quá hạn: chưa hoàn thành mà thời hạn đã hết vào ngày đó. Chưa báo cáo: đã bắt đầu, chưa kết thúc, mà kỳ này không có báo cáo. % hoàn thành: trung bình tỷ lệ báo cáo theo trọng số, chưa báo cáo tỷ lệ tính 0.",
            $"Period: {facts.PeriodName}, as of {facts.LastDay}. Overdue: not done and the deadline is over by the end of that day. Unreported: begun, not closed, and nothing reported this period. Completion: mean of reported percentages by weight, 0 where none was ever reported."),
        .. facts.IsAnythingMadeUp ? PlanSourcesPage.MadeUp(facts.Frame) : [],
    ];
}
