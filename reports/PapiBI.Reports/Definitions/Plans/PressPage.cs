using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Plans;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>All agencies, and everything overdue or unreported by agency with whom to call.</summary>
internal static class PressPage
{
    public static ReportPage Build(ProgressFacts facts)
    {
        var pressed = facts.Agencies.Where(agency => agency.Tally.Overdue + agency.Tally.Unreported > 0).ToList();
        return new ReportPage
        {
            Tab = facts.T("Đôn đốc", "To press"),
            BandTitle = "",
            BandNote = "",
            Headline = pressed.Count == 0
                ? facts.T("Không có nhiệm vụ quá hạn hoặc thiếu báo cáo.", "Nothing is overdue or unreported.")
                : facts.T(
                    $"Cần gọi {PlanWords.Agencies(pressed.Count, facts.Language)}: {facts.Tally.Overdue} nhiệm vụ quá hạn, {facts.Tally.Unreported} chưa báo cáo {facts.PeriodName}.",
                    $"Call {PlanWords.Agencies(pressed.Count, facts.Language)}: {facts.Tally.Overdue} overdue, {facts.Tally.Unreported} unreported for {facts.PeriodName}."),
            Rows =
            [
                BlockRow.Whole(AgencyTable.Of(facts, [.. facts.Agencies.Select(agency => (agency.Agency.Name.In(facts.Language), agency.Tally))], facts.T($"Cả {facts.Agencies.Count} cơ quan chủ trì", $"All {facts.Agencies.Count} lead agencies"))),
                .. facts.IsAnythingMadeUp ? new[] { BlockRow.Whole(new NotesBlock([PlanWords.IllustrativeNote.In(facts.Language)])) } : [],

                // Last, so that its header is repeated on every further sheet.
                .. pressed.Count == 0 ? [] : new[] { BlockRow.Whole(List(facts, pressed)) },
            ],
        };
    }

    private static TableBlock List(ProgressFacts facts, IReadOnlyList<AgencyStanding> agencies) => new()
    {
        Finding = facts.T("Nhiệm vụ quá hạn và chưa báo cáo, theo cơ quan chủ trì", "Overdue and unreported tasks, by lead agency"),
        Contents = facts.T($"Tính đến {facts.LastDay}; báo cáo gần nhất: ngày cuối của kỳ đã báo cáo", $"As of {facts.LastDay}; last report: the last day of the period reported on"),
        IsLong = true,
        Columns =
        [
            TextColumn(facts.T("Số · nhiệm vụ", "No. · task"), 11),
            Column(facts.T("Thời hạn", "Deadline"), 4),
            Column(facts.T("Quá (ngày)", "Days late"), 2),
            Column("%", 2),
            Column(facts.T("Báo cáo gần nhất", "Last report"), 4),
            TextColumn(facts.T("Kỳ này", "This period"), 4),
        ],
        Rows = [.. agencies.SelectMany(agency => agency.Tasks
            .Where(task => task.State == TaskStanding.Overdue || task.IsUnreported)
            .OrderByDescending(task => task.DaysOverdue ?? 0)
            .Select(task => Row(facts, task))
            .Prepend(Head(facts, agency)))],
    };

    private static TableRow Head(ProgressFacts facts, AgencyStanding standing)
    {
        var reached = string.Join(" · ", new[] { standing.Agency.Contact, standing.Agency.Email }.Where(part => part.Length > 0));
        return new TableRow
        {
            Cells = [Cell.Words($"{standing.Agency.Name.In(facts.Language)} – {(reached.Length > 0 ? reached : facts.T("chưa có người liên hệ", "no contact given"))}"), .. Enumerable.Repeat(Cell.Words(""), 5)],
            IsStrong = true,
            IsSubject = true,
            IsHead = true,
        };
    }

    private static TableRow Row(ProgressFacts facts, TaskState task) => new()
    {
        Cells =
        [
            Cell.Words($"{task.TaskNo} · {PlanWords.Short(task, facts.Language)}"),
            Cell.Day(task.DueDate),
            Cell.Value(task.DaysOverdue, NumberForm.Whole, Tone.Fall),
            Cell.Value(task.PercentDone, NumberForm.Percent),
            Cell.Day(task.ReportedFor),
            task.IsUnreported ? Cell.Words(facts.T("chưa báo cáo", "unreported"), Tone.Fall) : Cell.Words(task.IsReported ? facts.T("đã báo cáo", "reported") : facts.T("chưa đến kỳ", "not due"), Tone.Muted),
        ],
    };
}
