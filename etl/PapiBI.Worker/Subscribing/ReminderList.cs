using System.Text.Json;
using PapiBI.Reports.Definitions;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;

namespace PapiBI.Worker.Subscribing;

/// <summary>Which list of tasks one reminder holds: those that one agency leads and has not reported on for a period, or those whose deadline passed.</summary>
public sealed record ReminderList
{
    /// <summary>A code, as the agency is.</summary>
    public required string Plan { get; init; }
    public required string Agency { get; init; }

    /// <summary>The day it was made: what is overdue is so on this day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The name of the period to report on; null where the list is of deadlines that passed.</summary>
    public string? Period { get; init; }

    /// <summary>The first and the last deadline of a list of such; else null.</summary>
    public DateOnly? FirstDue { get; init; }
    public DateOnly? LastDue { get; init; }

    public static ReminderList Of(string json) => JsonSerializer.Deserialize<ReminderList>(json, ReminderParameters.Format)!;

    /// <summary>What a delivery is of, for lists and logs: "PAPI 2021 92", "NINH-THUAN-PAPI-2021 2021-Q2 SNV".</summary>
    public static string Said(DeliveryRow delivery) =>
        delivery.Report == ReminderParameters.Report ? Of(delivery.Parameters).Said() : ReportParameters.Of(delivery.Parameters).Said();

    public string Json() => JsonSerializer.Serialize(this, ReminderParameters.Format);

    /// <summary>"NINH-THUAN-PAPI-2021 2021-Q2 SNV", "NINH-THUAN-PAPI-2021 2021-06-30 SNV": also the occasion, which a subscription has once, whatever the clock says.</summary>
    public string Said() => FormattableString.Invariant($"{Plan} {Period ?? (FirstDue == LastDue ? $"{LastDue:yyyy-MM-dd}" : $"{FirstDue:yyyy-MM-dd}..{LastDue:yyyy-MM-dd}")} {Agency}");

    /// <summary>Its tasks, the overdue ones first, else in the plan's order.</summary>
    public IReadOnlyList<TaskState> Tasks(Release release)
    {
        var tasks = Period is not null && PlanPeriod.Parse(Period) is { } period ? Unreported(release, Plan, period) : Passed(release, Plan, FirstDue!.Value, LastDue!.Value, Day);
        return [.. tasks.Where(task => task.LeadAgencyCode == Agency).OrderByDescending(task => DaysOverdue(task) > 0)];
    }

    /// <summary>0 where it is not overdue.</summary>
    public int DaysOverdue(TaskState task) => IsOpen(task) ? Math.Max(0, Day.DayNumber - task.DueDate.DayNumber) : 0;

    /// <summary>The tasks of all agencies of which a report of that period is due and not there.</summary>
    public static IEnumerable<TaskState> Unreported(Release release, string plan, PlanPeriod period) =>
        TaskState.Read(release, plan, period).Where(task => task.IsUnreported);

    /// <summary>The tasks of all agencies with a deadline from one day to another that are not done by anything reported so far.</summary>
    /// <param name="day">All reports for periods of its year count: a report may be there before its period ends.</param>
    public static IEnumerable<TaskState> Passed(Release release, string plan, DateOnly first, DateOnly last, DateOnly day) =>
        TaskState.Read(release, plan, PlanPeriod.Of(ReportingPeriod.Year, day.Year, 1)).Where(task => task.DueDate >= first && task.DueDate <= last && IsOpen(task));

    private static bool IsOpen(TaskState task) => task.State is not (TaskStanding.Done or TaskStanding.Stopped);
}
