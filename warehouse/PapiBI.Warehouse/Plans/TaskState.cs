using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Warehouse.Plans;

/// <summary>How a task stands on a day.</summary>
public enum TaskStanding
{
    Done,
    InProgress,

    /// <summary>Not done by the end of its deadline, whatever percentage was reported.</summary>
    Overdue,
    NotStarted,

    /// <summary>Suspended or cancelled.</summary>
    Stopped,
}

/// <summary>A part of an index that a task serves; the weights of a task sum to 1.</summary>
public sealed record TaskPart(string IndexCode, string ItemCode, double Weight);

/// <summary>A period that is reported on.</summary>
/// <param name="Kind">Its length.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day.</param>
public sealed record PlanPeriod(ReportingPeriod Kind, DateOnly Start, DateOnly End)
{
    public int Year => End.Year;

    /// <summary>1–4 of a quarter, 1–2 of half a year, 1 of a year.</summary>
    public int No => Kind switch
    {
        ReportingPeriod.Quarter => End.Month / 3,
        ReportingPeriod.Half => End.Month / 6,
        _ => 1,
    };

    /// <summary>"2021-Q2", "2021-H1", "2021": the name that commands and files know it by.</summary>
    public string Name => Kind switch
    {
        ReportingPeriod.Quarter => $"{Year}-Q{No}",
        ReportingPeriod.Half => $"{Year}-H{No}",
        _ => $"{Year}",
    };

    /// <summary>"quý II năm 2021", "6 tháng đầu năm 2021", "năm 2021".</summary>
    public Text Said => Kind switch
    {
        ReportingPeriod.Quarter => new Text($"quý {new[] { "I", "II", "III", "IV" }[No - 1]} năm {Year}", $"quarter {No} of {Year}"),
        ReportingPeriod.Half => new Text(No == 1 ? $"6 tháng đầu năm {Year}" : $"6 tháng cuối năm {Year}", No == 1 ? $"the first half of {Year}" : $"the second half of {Year}"),
        _ => new Text($"năm {Year}", $"the year {Year}"),
    };

    /// <param name="no">1–4, 1–2 or 1.</param>
    public static PlanPeriod Of(ReportingPeriod kind, int year, int no)
    {
        var months = kind switch { ReportingPeriod.Quarter => 3, ReportingPeriod.Half => 6, _ => 12 };
        var start = new DateOnly(year, ((no - 1) * months) + 1, 1);
        return new PlanPeriod(kind, start, start.AddMonths(months).AddDays(-1));
    }

    /// <summary>The period of that <see cref="Name"/>; null where it names none.</summary>
    public static PlanPeriod? Parse(string name)
    {
        var upper = name.Trim().ToUpperInvariant();
        if (upper.Length < 4 || !int.TryParse(upper[..4], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var year) || year is < 2000 or > 2100)
        {
            return null;
        }

        return upper[4..] switch
        {
            "" => Of(ReportingPeriod.Year, year, 1),
            "-Q1" or "-Q2" or "-Q3" or "-Q4" => Of(ReportingPeriod.Quarter, year, upper[6] - '0'),
            "-H1" or "-H2" => Of(ReportingPeriod.Half, year, upper[6] - '0'),
            _ => null,
        };
    }

    /// <summary>Those for which anything was reported of a province's plans, or of one of them, from the first to the last; of two that end on one day the longer comes last.</summary>
    public static IReadOnlyList<PlanPeriod> Reported(Release release, string provinceCode, string? planCode = null) => release.Read(
        """
        select distinct
            t.period_kind,
            t.period_start,
            t.period_end
        from task_progress t
        join improvement_plan p on p.plan_code = t.plan_code
        where p.province_code = @province
          and (@plan = '' or p.plan_code = @plan)
        order by t.period_end, t.period_start desc
        """,
        r => new PlanPeriod(PlanCodes.Period(r.GetString(0)), r.GetFieldValue<DateOnly>(1), r.GetFieldValue<DateOnly>(2)),
        new Dictionary<string, object> { ["province"] = provinceCode, ["plan"] = planCode ?? "" });
}

/// <summary>A task and how it stands at the end of a period: a row of Plans/task_state.sql, where states are decided.</summary>
public sealed record TaskState
{
    public required string TaskNo { get; init; }
    public required Text Content { get; init; }
    public required string LeadAgencyCode { get; init; }
    public required DateOnly? StartDate { get; init; }
    public required DateOnly DueDate { get; init; }
    public required Text Output { get; init; }

    /// <summary>Million đồng.</summary>
    public required double? BudgetMillionVnd { get; init; }
    public required double Weight { get; init; }
    public required bool IsIllustrative { get; init; }
    public required TaskStanding State { get; init; }

    /// <summary>From the deadline to the day of the question; null unless <see cref="TaskStanding.Overdue"/>.</summary>
    public required int? DaysOverdue { get; init; }

    /// <summary>0–100, 100 when done; null where nothing was ever reported, or no percentage.</summary>
    public required double? PercentDone { get; init; }

    /// <summary>As last reported; null where nothing was.</summary>
    public required ReportedStatus? ReportedStatus { get; init; }

    /// <summary>The last day of the period of the newest report.</summary>
    public required DateOnly? ReportedFor { get; init; }
    public required DateOnly? DoneOn { get; init; }

    /// <summary>Certainly done after the deadline: on a later day, or in a period that began after it.</summary>
    public required bool IsLate { get; init; }

    /// <summary>Something was reported for this period or another that ends with it, or that the task was closed within it.</summary>
    public required bool IsReported { get; init; }

    /// <summary>The task has begun and was not closed before the period: a report is due.</summary>
    public required bool IsReportDue { get; init; }
    public required string Note { get; init; }
    public required string Evidence { get; init; }
    public required bool IsReportIllustrative { get; init; }

    /// <summary>Co-operating agencies, by their codes.</summary>
    public required IReadOnlyList<string> CoAgencyCodes { get; init; }
    public required IReadOnlyList<string> Localities { get; init; }
    public required IReadOnlyList<TaskPart> Parts { get; init; }

    /// <summary>Planned but nothing reported.</summary>
    public bool IsUnreported => IsReportDue && !IsReported;

    /// <summary>By task, what was reported last for periods that ended before this one begins: 0–100; null where nothing was, or no percentage.</summary>
    public static IReadOnlyDictionary<string, double?> DoneBefore(Release release, string planCode, PlanPeriod period)
    {
        var eve = period.Start.AddDays(-1);
        return Read(release, planCode, period with { Start = eve, End = eve }).ToDictionary(task => task.TaskNo, task => task.PercentDone, StringComparer.Ordinal);
    }

    private static readonly string Sql = SqlScript.Read("Plans/task_state.sql");

    /// <summary>In the plan's order; none where it has none.</summary>
    public static IReadOnlyList<TaskState> Read(Release release, string planCode, PlanPeriod period)
    {
        var plan = new Dictionary<string, object> { ["plan"] = planCode };
        var agencies = release.Read("select a.task_no, a.agency_code from task_agency a where a.plan_code = @plan order by a.task_no, a.agency_code", r => (r.GetString(0), r.GetString(1)), plan).ToLookup(row => row.Item1, row => row.Item2);
        var localities = release.Read("select l.task_no, l.locality from task_locality l where l.plan_code = @plan order by l.task_no, l.locality", r => (r.GetString(0), r.GetString(1)), plan).ToLookup(row => row.Item1, row => row.Item2);
        var parts = release.Read("select p.task_no, p.index_code, p.item_code, p.weight from task_part p where p.plan_code = @plan order by p.task_no, p.index_code, p.item_code", r => (r.GetString(0), new TaskPart(r.GetString(1), r.GetString(2), r.GetDouble(3))), plan).ToLookup(row => row.Item1, row => row.Item2);
        return release.Read(
            Sql,
            r => new TaskState
            {
                TaskNo = r.GetString(0),
                Content = ImprovementPlan.Both(r.GetString(1), r.GetString(2)),
                LeadAgencyCode = r.GetString(3),
                StartDate = r.IsDBNull(4) ? null : r.GetFieldValue<DateOnly>(4),
                DueDate = r.GetFieldValue<DateOnly>(5),
                Output = ImprovementPlan.Both(r.GetString(6), r.GetString(7)),
                BudgetMillionVnd = r.IsDBNull(8) ? null : r.GetDouble(8),
                Weight = r.GetDouble(9),
                IsIllustrative = r.GetInt16(10) == 1,
                State = r.GetString(11) switch { "done" => TaskStanding.Done, "in progress" => TaskStanding.InProgress, "overdue" => TaskStanding.Overdue, "stopped" => TaskStanding.Stopped, _ => TaskStanding.NotStarted },
                DaysOverdue = r.GetString(11) == "overdue" ? period.End.DayNumber - r.GetFieldValue<DateOnly>(5).DayNumber : null,
                PercentDone = r.IsDBNull(12) ? null : r.GetDouble(12),
                ReportedStatus = r.IsDBNull(13) ? null : PlanCodes.Status(r.GetString(13)),
                ReportedFor = r.IsDBNull(14) ? null : r.GetFieldValue<DateOnly>(14),
                DoneOn = r.IsDBNull(15) ? null : r.GetFieldValue<DateOnly>(15),
                IsLate = r.GetInt32(16) == 1,
                IsReported = r.GetInt32(17) == 1,
                IsReportDue = r.GetInt32(18) == 1,
                Note = r.GetString(19),
                Evidence = r.GetString(20),
                IsReportIllustrative = Convert.ToInt32(r.GetValue(21), System.Globalization.CultureInfo.InvariantCulture) == 1,
                CoAgencyCodes = [.. agencies[r.GetString(0)]],
                Localities = [.. localities[r.GetString(0)]],
                Parts = [.. parts[r.GetString(0)]],
            },
            new Dictionary<string, object> { ["plan"] = planCode, ["from"] = period.Start, ["day"] = period.End });
    }
}
