using PapiBI.Etl.Described;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Service;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Worker.Cli;

/// <summary>What a subscription to reminders would send now, to look at: the first list of each kind.</summary>
internal static class ReminderTrial
{
    /// <returns>None where no plan has anything to be reminded of.</returns>
    public static IReadOnlyList<ReminderLetter> Letters(Subscription subscription, Release release, DateOnly today, PlanDescription? layout)
    {
        var parameters = ReminderParameters.Of(subscription.Parameters);
        var plans = ReminderPlanner.PlansOf(parameters, release);
        var lists = new[] { plans.SelectMany(plan => ToReport(plan, parameters, release, today)).FirstOrDefault(), plans.SelectMany(plan => Overdue(plan, release, today)).FirstOrDefault() };
        return [.. lists.OfType<ReminderList>().Select(list => new ReminderLetter(release, list, subscription.Language, layout, isTrial: true))];
    }

    private static IEnumerable<ReminderList> ToReport(ImprovementPlan plan, ReminderParameters parameters, Release release, DateOnly today)
    {
        var day = DayIn(plan, today);
        var months = parameters.PeriodKind switch { ReportingPeriod.Quarter => 3, ReportingPeriod.Half => 6, _ => 12 };
        var period = PlanPeriod.Of(parameters.PeriodKind, day.Year, ((day.Month - 1) / months) + 1);
        return ReminderList.Unreported(release, plan.Code, period)
            .Select(task => new ReminderList { Plan = plan.Code, Agency = task.LeadAgencyCode, Day = day, Period = period.Name });
    }

    private static IEnumerable<ReminderList> Overdue(ImprovementPlan plan, Release release, DateOnly today)
    {
        var day = DayIn(plan, today);
        return ReminderList.Passed(release, plan.Code, DateOnly.MinValue, day.AddDays(-1), day)
            .Select(task => new ReminderList { Plan = plan.Code, Agency = task.LeadAgencyCode, Day = day, FirstDue = DateOnly.MinValue, LastDue = day.AddDays(-1) });
    }

    // Of a plan that is over, as if it were its last day: what its letters look like can still be seen.
    private static DateOnly DayIn(ImprovementPlan plan, DateOnly today) => today.Year > plan.LastYear ? new DateOnly(plan.LastYear, 12, 31) : today;
}
