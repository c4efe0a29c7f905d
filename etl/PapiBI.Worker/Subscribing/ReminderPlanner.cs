using PapiBI.Reports.Email;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Delivery;

namespace PapiBI.Worker.Subscribing;

/// <summary>Which reminders a span of days brings: an occasion of its own for each list of an agency.</summary>
internal sealed class ReminderPlanner(Subscription subscription, Schedule schedule, FiledRelease file, Release release, DateTimeOffset now)
{
    private readonly ReminderParameters parameters = ReminderParameters.Of(subscription.Parameters);
    private readonly DateOnly today = DayOf(subscription, now);

    /// <param name="from">An instant up to which all was decided.</param>
    /// <param name="until">A later one of the schedule.</param>
    /// <param name="isServed">False where the subscription's rule lets pass what was missed.</param>
    public IEnumerable<OccasionDecision> Decide(DateTimeOffset from, DateTimeOffset until, bool isServed)
    {
        var plans = PlansOf(parameters, release);
        if (parameters.Plan is not null && plans.Count == 0)
        {
            return [Nothing(OccasionDecision.OfInstant(until), new Text($"Bản phát hành không có kế hoạch {parameters.Plan}.", $"The release has no plan {parameters.Plan}."), isRefused: true)];
        }

        return plans.SelectMany(plan => Lists(plan, from, until).Select(list => Decision(plan, list, isServed)));
    }

    public static IReadOnlyList<ImprovementPlan> PlansOf(ReminderParameters parameters, Release release) =>
        [.. ImprovementPlan.Read(release).Where(plan => parameters.Plan is null || plan.Code == parameters.Plan)];

    /// <summary>The day that it is then where the subscription is at home.</summary>
    public static DateOnly DayOf(Subscription subscription, DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(instant, subscription.TimeZone).DateTime);

    // A day of a period belongs to the first instant that comes on it or after it. A deadline passes at the end of its day.
    private IEnumerable<ReminderList> Lists(ImprovementPlan plan, DateTimeOffset from, DateTimeOffset until)
    {
        var (first, last) = (DayOf(subscription, from), DayOf(subscription, until));
        var remindedFrom = HasComeOnItsDay(from) ? first.AddDays(1) : first;
        return
        [
            .. PeriodsThatEnd(remindedFrom.AddDays(parameters.DaysBefore), last.AddDays(parameters.DaysBefore))
                .Where(period => period.Year >= plan.FirstYear && period.Year <= plan.LastYear)
                .SelectMany(period => ReminderList.Unreported(release, plan.Code, period)
                    .GroupBy(task => task.LeadAgencyCode)
                    .Select(tasks => new ReminderList { Plan = plan.Code, Agency = tasks.Key, Day = today, Period = period.Name })),
            .. first == last ? [] : ReminderList.Passed(release, plan.Code, first, last.AddDays(-1), today)
                .GroupBy(task => task.LeadAgencyCode)
                .Select(tasks => new ReminderList { Plan = plan.Code, Agency = tasks.Key, Day = today, FirstDue = tasks.Min(task => task.DueDate), LastDue = tasks.Max(task => task.DueDate) }),
        ];
    }

    private bool HasComeOnItsDay(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(instant, subscription.TimeZone);
        return schedule.Next(new DateTimeOffset(local.Date, local.Offset).AddTicks(-1)) <= instant;
    }

    private IEnumerable<PlanPeriod> PeriodsThatEnd(DateOnly first, DateOnly last)
    {
        var perYear = parameters.PeriodKind switch { ReportingPeriod.Quarter => 4, ReportingPeriod.Half => 2, _ => 1 };
        return Enumerable.Range(first.Year, Math.Max(0, last.Year - first.Year + 1))
            .SelectMany(year => Enumerable.Range(1, perYear).Select(no => PlanPeriod.Of(parameters.PeriodKind, year, no)))
            .Where(period => period.End >= first && period.End <= last);
    }

    private OccasionDecision Decision(ImprovementPlan plan, ReminderList list, bool isServed)
    {
        if (!isServed)
        {
            return Nothing(list.Said(), Planner.LetPass);
        }

        if (list.Period is not null && PlanPeriod.Parse(list.Period)!.End < today)
        {
            return Nothing(list.Said(), new Text("Kỳ báo cáo đã kết thúc trong lúc dịch vụ ngừng.", "The period ended while the service was down."));
        }

        var agency = plan.Agencies.FirstOrDefault(agency => agency.Code == list.Agency);
        var said = agency?.Name ?? new Text(list.Agency, list.Agency);
        var name = MailWords.OneLine(said.In(subscription.Language));
        if (!MailAddress.TryRead(agency?.Email ?? "", name, out var address, out _))
        {
            // The address itself would stand in logs.
            var fault = string.IsNullOrWhiteSpace(agency?.Email)
                ? new Text("kế hoạch không ghi thư điện tử", "the plan gives no mail address")
                : new Text("thư điện tử ghi trong kế hoạch không phải là một địa chỉ", "what the plan gives as mail address is not one address");
            return Nothing(
                list.Said(),
                new Text(
                    $"Không nhắc được {MailWords.OneLine(said.Vi)}: {fault.Vi}. Hãy sửa trong tệp kế hoạch rồi nạp lại.",
                    $"{MailWords.OneLine(said.En)} cannot be reminded: {fault.En}. Mend it in the plan's file and load it again."),
                isRefused: true);
        }

        return Nothing(list.Said(), new Text("", "")) with
        {
            Deliveries =
            [
                new PlannedDelivery
                {
                    Recipient = new SubscriptionRecipient { Address = address.Address, Name = name, Greeting = "", Province = "" },
                    Parameters = list.Json(),
                },
            ],
        };
    }

    private OccasionDecision Nothing(string occasion, Text reason, bool isRefused = false) => new()
    {
        Occasion = occasion,
        ReleaseId = file.Id,
        ReleaseFile = file.Name,
        Deliveries = [],
        IsRefused = isRefused,
        Reason = reason,
    };
}
