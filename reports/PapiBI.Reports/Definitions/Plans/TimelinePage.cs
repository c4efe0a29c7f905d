using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>Every task over the months, by the part of the index that it serves most, else by agency.</summary>
internal static class TimelinePage
{
    public static ReportPage Build(ProgressFacts facts)
    {
        var groups = Groups(facts);
        return new ReportPage
        {
            Tab = facts.T("Tiến độ", "Timeline"),
            BandTitle = "",
            BandNote = "",
            Headline = Headline(facts),
            IsLandscape = true,
            Rows = facts.Tasks.Count == 0
                ? [BlockRow.Whole(new NotesBlock([facts.T("Nhiệm vụ được nạp từ bảng nhiệm vụ của tệp kế hoạch; trang này sẽ vẽ từng nhiệm vụ theo tháng.", "Tasks come from the plan's table of tasks; this page will draw each of them over the months.")]))]
                :
                [
                    BlockRow.Whole(Table(facts, groups)),
                    .. facts.Tasks.Any(PlanWords.IsMadeUp) ? new[] { BlockRow.Whole(new NotesBlock([PlanWords.IllustrativeNote.In(facts.Language)])) } : [],
                ],
        };
    }

    private static string Headline(ProgressFacts facts)
    {
        if (facts.Tasks.Count == 0)
        {
            return facts.T("Kế hoạch chưa có nhiệm vụ nào.", "The plan has no tasks.");
        }

        var next = facts.Tasks.Where(task => task.State is TaskStanding.InProgress or TaskStanding.NotStarted).OrderBy(task => task.DueDate).FirstOrDefault();
        var late = facts.Overdue.Count == 0 ? facts.T("Không nhiệm vụ nào quá hạn", "Nothing is overdue") : facts.T($"{facts.Overdue.Count}/{facts.Tasks.Count} nhiệm vụ quá hạn", $"{facts.Overdue.Count} of {PlanWords.Tasks(facts.Tasks.Count, facts.Language)} overdue");
        return late + (next is null ? "." : facts.T($"; hạn sắp tới: nhiệm vụ {next.TaskNo}, {NumberText.Day(next.DueDate, facts.Language)}.", $"; next deadline: task {next.TaskNo}, {NumberText.Day(next.DueDate, facts.Language)}."));
    }

    private static TableBlock Table(ProgressFacts facts, IReadOnlyList<(string Name, IReadOnlyList<TaskState> Tasks)> groups)
    {
        // A row of null heads a group.
        List<(string Name, TaskState? Task)> rows = [.. groups.SelectMany(group => group.Tasks.Select(task => ($"{task.TaskNo} · {PlanWords.Short(task, facts.Language)}", (TaskState?)task)).Prepend((group.Name, null)))];
        var what = facts.T($"Nhiệm vụ đến {facts.LastDay}", $"Tasks as of {facts.LastDay}");
        return new TableBlock
        {
            Finding = "",
            Contents = facts.T($"{what}; thanh: từ bắt đầu đến thời hạn, phần đậm: tỷ lệ đã báo cáo; nhiệm vụ dừng không có thanh", $"{what}; bar: from start to deadline, dark part: share reported as done; none for stopped tasks"),
            IsLong = true,
            Columns =
            [
                TextColumn(facts.T("Số · nhiệm vụ", "No. · task"), 8),
                TextColumn(facts.T("Chủ trì", "Lead"), 3),
                Column(facts.T("Bắt đầu", "Start"), 2),
                Column(facts.T("Thời hạn", "Deadline"), 3),
                Column("%", 2),
                TextColumn(facts.T("Trạng thái", "State"), 3),
                new TableColumn { Header = "", Span = 6, IsChart = true },
            ],
            Rows = [.. rows.Select(row => row.Task is { } task
                ? new TableRow
                {
                    Cells =
                    [
                        Cell.Words($"{task.TaskNo} · {PlanWords.Short(task, facts.Language)}"),
                        Cell.Words(facts.Frame.AgencyName(task.LeadAgencyCode)),
                        Cell.Day(task.StartDate),
                        Cell.Day(task.DueDate),
                        Cell.Value(task.PercentDone, NumberForm.Percent),
                        PlanWords.State(task, facts.Language),
                        Cell.Missing,
                    ],
                }
                : new TableRow { Cells = [Cell.Words(row.Name), .. Enumerable.Repeat(Cell.Words(""), 6)], IsStrong = true, IsSubject = true, IsHead = true })],
            RowChart = TimelineSpec.Of(
                [.. rows.Select(row => new TimelineTask
                {
                    Name = row.Name,
                    Start = row.Task is { } begun ? begun.StartDate ?? Earliest(facts, begun) : null,

                    // What is suspended or cancelled has nothing left to do in time, so no bar: its state says it.
                    Due = row.Task is { State: not TaskStanding.Stopped } going ? going.DueDate : null,
                    DoneShare = row.Task?.PercentDone / 100,
                    IsLate = row.Task?.State == TaskStanding.Overdue,
                })],
                facts.Period.End,
                facts.Language,
                facts.T("Tiến độ nhiệm vụ", "Timeline of tasks"),
                facts.T("Từng nhiệm vụ từ ngày bắt đầu đến thời hạn và phần đã làm; số liệu trong bảng.", "Each task from start to deadline with the part done; figures in the table.")),
        };
    }

    // A task without a first day runs from the plan's: it was given with the plan.
    private static DateOnly Earliest(ProgressFacts facts, TaskState task)
    {
        var first = facts.Frame.Plan.IssuedOn ?? new DateOnly(facts.Frame.Plan.FirstYear, 1, 1);
        return first <= task.DueDate ? first : task.DueDate;
    }

    private static IReadOnlyList<(string Name, IReadOnlyList<TaskState> Tasks)> Groups(ProgressFacts facts)
    {
        if (facts.Tasks.All(task => task.Parts.Count == 0))
        {
            return [.. facts.Agencies.Select(agency => (agency.Agency.Name.In(facts.Language), agency.Tasks))];
        }

        return [.. facts.Tasks.GroupBy(task => PartOf(facts, task)).OrderBy(group => group.Key.Place).Select(group => (group.Key.Name, (IReadOnlyList<TaskState>)[.. group]))];
    }

    /// <summary>The dimension of the part that the task serves most, and its place in the plan's indices.</summary>
    private static (string Name, (int Index, int Item) Place) PartOf(ProgressFacts facts, TaskState task)
    {
        if (task.Parts.MaxBy(part => part.Weight) is not { } part)
        {
            return (facts.T("Nhiệm vụ chung", "General tasks"), (int.MaxValue, 0));
        }

        var item = facts.Frame.ItemOf(part.IndexCode, part.ItemCode, facts.Period.Year);
        var code = item is { Level: IndicatorLevel.SubDimension, ParentCode: { } parent } ? parent : part.ItemCode;
        var index = Wording.IndexName(part.IndexCode);
        var order = facts.Frame.Catalog.Items.Where(other => other.IndexCode == part.IndexCode && other.Year == item?.Year).Select(other => other.Code).ToList();
        var place = (facts.Frame.Plan.Indices.ToList().IndexOf(part.IndexCode), order.IndexOf(code));
        return (item is { Level: IndicatorLevel.Total } ? index : $"{index} · {facts.Frame.ItemName(part.IndexCode, code, facts.Period.Year)}", place);
    }
}
