using System.Globalization;
using PapiBI.Etl.Described;
using PapiBI.Etl.Described.Inspection;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Etl.Validation.Plans;

/// <summary>What is reported of a plan's tasks.</summary>
/// <param name="cells">Reads single cells.</param>
/// <param name="plan">With its tasks and what was reported of them before.</param>
/// <param name="reporter">Whose report it is; null: of nobody in particular.</param>
/// <param name="contentHeadings">Keys of the headings under which a form shows what a task is.</param>
/// <param name="areTasksWhole">False where a task that is not found may be there under a number that was refused.</param>
internal sealed class ProgressRows(PlanCells cells, KnownPlan plan, string? reporter, IReadOnlySet<string> contentHeadings, bool areTasksWhole)
{
    private readonly Dictionary<(string, PlanPeriod), Origin> _said = [];
    private readonly Dictionary<string, KnownTask> _tasks = plan.Tasks.DistinctBy(task => task.TaskNo, StringComparer.OrdinalIgnoreCase).ToDictionary(task => task.TaskNo, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<TaskProgressRow> Read(IEnumerable<ReadPlanRow> rows)
    {
        List<(TaskProgressRow Report, RawCell Percent)> reports = [.. rows.Select(Row).OfType<(TaskProgressRow, RawCell)>()];
        CheckFalls(reports);
        return [.. reports.Select(report => report.Report)];
    }

    private (TaskProgressRow Report, RawCell Percent)? Row(ReadPlanRow row)
    {
        KnownTask? task = Task(row);
        PlanPeriod? period = Period(row);
        double? percent = Percent(row);
        ReportedStatus? status = cells.NeededWord(row, "status", cells.Words.Statuses) is { } word ? PlanCodes.Status(word) : null;
        if (status is { } stated && percent is double done)
        {
            CheckStatus(row["status"], stated, done);
        }

        DateOnly? completedOn = cells.Day(row, "completedOn", DayOf.Exact);
        CheckCompletion(row["completedOn"], completedOn, status, task, period);
        string note = cells.Text(row, "note", PlanFacts.LongestNote), evidence = cells.Text(row, "evidence", 500);
        bool isIllustrative = cells.YesNo(row, "isIllustrative");
        if (task is null || period is null || status is null)
        {
            return null;
        }

        if (!_said.TryAdd((task.TaskNo, period), row.Origin))
        {
            Origin first = _said[(task.TaskNo, period)];
            cells.Refuse(IssueCodes.RowDuplicate, row["task"].Origin == row.Origin ? row["task"] : row["period"], $"nhiệm vụ {task.TaskNo} đã được báo cáo cho {period.Said.Vi} ở {first.Said.Vi}; hãy giữ một dòng.", $"the task {task.TaskNo} is already reported for {period.Said.En} in {first.Said.En}; keep one row.");
        }

        var report = new TaskProgressRow
        {
            Origin = row.Origin,
            PlanCode = plan.PlanCode,
            TaskNo = task.TaskNo,
            PeriodKind = period.Kind,
            PeriodStart = period.Start,
            PeriodEnd = period.End,
            PercentDone = percent,
            Status = status.Value,
            CompletedOn = completedOn,
            Note = note,
            Evidence = evidence,
            IsIllustrative = isIllustrative,
        };
        return (report, row["percent"]);
    }

    private KnownTask? Task(ReadPlanRow row)
    {
        if (!cells.IsThere(row, "task"))
        {
            return null;
        }

        RawCell cell = row["task"];
        KnownTask? task = _tasks.GetValueOrDefault(cell.Text.TrimEnd('.', ')', ' '));
        if (task is null && !areTasksWhole)
        {
            return null;
        }

        if (task is null)
        {
            cells.Refuse(IssueCodes.TaskUnknown, cell, $"kế hoạch {plan.PlanCode} không có nhiệm vụ số “{cell.Shown}”; hãy sửa số nhiệm vụ.", $"the plan {plan.PlanCode} has no task “{cell.Shown}”; correct its number.");
        }
        else if (cell.Number is not null && _tasks.Keys.FirstOrDefault(no => no != task.TaskNo && IsSameNumber(no, task.TaskNo)) is { } other)
        {
            cells.Refuse(IssueCodes.TaskUnknown, cell, $"số {cell.Shown} có thể là nhiệm vụ {task.TaskNo} hoặc {other}, vì Excel đổi số 1.10 thành 1.1; hãy định dạng ô là văn bản rồi nhập lại.", $"the number {cell.Shown} may be the task {task.TaskNo} or {other}, as Excel makes 1.1 of the number 1.10; format the cell as text and type it again.");
        }
        else if (OtherShown(row, task) is { } shown)
        {
            cells.Refuse(IssueCodes.TaskUnknown, cell, $"dòng ghi nhiệm vụ {task.TaskNo} nhưng nội dung bên cạnh là của nhiệm vụ {shown}; hãy sửa số hoặc nội dung.", $"the row says task {task.TaskNo}, but the content beside it is that of the task {shown}; correct the number or the content.");
        }
        else if (reporter is not null && task.LeadAgencyCode != reporter)
        {
            cells.Refuse(IssueCodes.TaskOfAnother, cell, $"nhiệm vụ {task.TaskNo} do {task.LeadAgencyCode} chủ trì, không phải {reporter}; hãy bỏ dòng này.", $"the task {task.TaskNo} is led by {task.LeadAgencyCode}, not by {reporter}; remove this row.");
        }

        return task;
    }

    private static bool IsSameNumber(string one, string other) =>
        decimal.TryParse(one, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal a) && decimal.TryParse(other, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal b) && a == b;

    // The number of another task, whose content the form shows. Content that is none's was written anew.
    private string? OtherShown(ReadPlanRow row, KnownTask task)
    {
        string[] contents = [.. row.Shown.Where(shown => PlanText.HeadingKeys(shown.Heading.Text).Any(contentHeadings.Contains)).Select(shown => Wording.Plain(shown.Cell.Text)).Where(text => text.Length > 0)];
        return contents.Length == 0 || IsOf(task) ? null : _tasks.Values.FirstOrDefault(IsOf)?.TaskNo;

        bool IsOf(KnownTask known) => new[] { known.ContentVi, known.ContentEn }.Select(Wording.Plain).Any(contents.Contains);
    }

    private PlanPeriod? Period(ReadPlanRow row)
    {
        if (!cells.IsThere(row, "period"))
        {
            return null;
        }

        RawCell cell = row["period"];
        PlanPeriod? period = cells.Moments.Period(cell);
        if (period is null)
        {
            cells.Refuse(IssueCodes.BadPeriod, cell, $"không rõ kỳ báo cáo “{cell.Shown}”; hãy viết như Quý I/2021, 6 tháng đầu năm 2021 hoặc Năm 2021.", $"“{cell.Shown}” is no period; write it like Q1/2021, 2021-H1 or 2021.");
        }
        else if (period.Year < plan.FirstYear || period.Year > plan.LastYear)
        {
            string years = plan.FirstYear == plan.LastYear ? $"{plan.FirstYear}" : $"{plan.FirstYear}–{plan.LastYear}";
            cells.Refuse(IssueCodes.OutsidePlan, cell, $"{period.Said.Vi} nằm ngoài thời gian của kế hoạch ({years}); hãy sửa kỳ.", $"{period.Said.En} lies outside the years of the plan ({years}); correct the period.");
        }

        return period;
    }

    // 0.6 may be meant for 60 %, 0.6 % or a slip; shown as a percentage, it is 60.
    private double? Percent(ReadPlanRow row)
    {
        RawCell cell = row["percent"];
        if (cells.Number(row, "percent", "percent") is not { Value: double percent } number)
        {
            return null;
        }

        if (percent is > 0 and < 1 && number.OutOf is null)
        {
            cells.Refuse(IssueCodes.PercentOutOfBounds, cell, $"không rõ “{cell.Shown}” là bao nhiêu phần trăm; hãy viết như 60 hoặc 60%.", $"it is unclear how many per cent “{cell.Shown}” is; write it like 60 or 60%.");
            return null;
        }

        if (percent is < 0 or > 100 || number.OutOf is not (null or 100))
        {
            cells.Refuse(IssueCodes.PercentOutOfBounds, cell, $"tỷ lệ “{cell.Shown}” phải từ 0 đến 100; hãy viết như 60 hoặc 60%.", $"the percentage “{cell.Shown}” must lie between 0 and 100; write it like 60 or 60%.");
            return null;
        }

        return percent;
    }

    private void CheckStatus(RawCell cell, ReportedStatus status, double percent)
    {
        if ((status == ReportedStatus.Done) != (percent >= 100) || (status == ReportedStatus.NotStarted && percent > 0))
        {
            string shown = percent.ToString("0.##", CultureInfo.InvariantCulture);
            cells.Refuse(IssueCodes.StatusDisagrees, cell, $"“{cell.Shown}” trái với tỷ lệ hoàn thành {shown}%; hãy sửa một trong hai.", $"“{cell.Shown}” contradicts {shown}% done; correct one of them.");
        }
    }

    private void CheckCompletion(RawCell cell, DateOnly? day, ReportedStatus? status, KnownTask? task, PlanPeriod? period)
    {
        if (day is null)
        {
            return;
        }

        if (status is { } other && other != ReportedStatus.Done)
        {
            cells.Refuse(IssueCodes.CompletionDisagrees, cell, $"có ngày hoàn thành {TaskRows.Day(day)} nhưng tình trạng không phải là hoàn thành; hãy sửa một trong hai.", $"completed on {TaskRows.Day(day)}, but the status is not done; correct one of them.");
        }
        else if (day > period?.End)
        {
            cells.Refuse(IssueCodes.CompletionDisagrees, cell, $"ngày hoàn thành {TaskRows.Day(day)} sau ngày cuối của {period.Said.Vi}; hãy sửa ngày hoặc kỳ.", $"completed on {TaskRows.Day(day)}, after the end of {period.Said.En}; correct the date or the period.");
        }
        else if (day < task?.StartDate)
        {
            cells.Refuse(IssueCodes.CompletionDisagrees, cell, $"ngày hoàn thành {TaskRows.Day(day)} trước ngày bắt đầu {TaskRows.Day(task.StartDate)}; hãy sửa ngày.", $"completed on {TaskRows.Day(day)}, before the start on {TaskRows.Day(task.StartDate)}; correct the date.");
        }
    }

    // What is done stays done: less than in an earlier period may be a slip, or a correction.
    private void CheckFalls(IReadOnlyList<(TaskProgressRow Report, RawCell Percent)> reports)
    {
        ILookup<string, TaskProgressRow> byTask = reports.ToLookup(report => report.Report.TaskNo, report => report.Report, StringComparer.Ordinal);
        foreach ((TaskProgressRow report, RawCell cell) in reports.Where(report => report.Report.PercentDone is not null))
        {
            var told = byTask[report.TaskNo].Select(other => (other.PeriodKind, other.PeriodEnd, other.PercentDone));
            var held = _tasks[report.TaskNo].Reports.Where(known => !byTask[report.TaskNo].Any(other => (other.PeriodKind, other.PeriodEnd) == (known.PeriodKind, known.PeriodEnd))).Select(known => (known.PeriodKind, known.PeriodEnd, known.PercentDone));
            var before = told.Concat(held).Where(other => other.PeriodEnd < report.PeriodEnd && other.PercentDone > report.PercentDone).OrderBy(other => other.PeriodEnd).ToList();
            if (before is [.., var last])
            {
                string shown = last.PercentDone!.Value.ToString("0.##", CultureInfo.InvariantCulture);
                cells.Warn(IssueCodes.PercentFalls, cell, $"tỷ lệ {cell.Shown} thấp hơn {shown}% đã báo cáo cho kỳ kết thúc {TaskRows.Day(last.PeriodEnd)}; hãy kiểm tra.", $"{cell.Shown} is less than the {shown}% reported for the period that ends on {TaskRows.Day(last.PeriodEnd)}; check it.");
            }
        }
    }
}
