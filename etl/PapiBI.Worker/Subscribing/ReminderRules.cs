using System.Globalization;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Delivery;

namespace PapiBI.Worker.Subscribing;

/// <summary>What a subscription to reminders must be like before it is kept.</summary>
internal static class ReminderRules
{
    private static readonly IReadOnlyList<string> Kinds = [.. Enum.GetValues<ReportingPeriod>().Select(PlanCodes.Of)];

    /// <param name="subscription">As it would be kept.</param>
    /// <param name="now">To know by whether its schedule still comes.</param>
    /// <param name="plans">The codes of the current release's plans; null where nothing was published yet.</param>
    public static IEnumerable<Text> Faults(Subscription subscription, DateTimeOffset now, IReadOnlyList<string>? plans)
    {
        if (ReminderParameters.Of(subscription.Parameters).Plan is { } code && plans?.Contains(code) == false)
        {
            var known = plans.Count == 0 ? new Text("chưa có kế hoạch nào", "it has none") : new Text($"có {string.Join(", ", plans)}", $"it has {string.Join(", ", plans)}");
            yield return new Text($"Bản phát hành không có kế hoạch “{code}”; {known.Vi}.", $"The release has no plan “{code}”; {known.En}.");
        }

        if (subscription.On is not Trigger.Schedule schedule)
        {
            yield return new Text($"{ReminderParameters.Report} cần lịch (cron).", $"{ReminderParameters.Report} needs a cron.");
            yield break;
        }

        foreach (var fault in SubscriptionRules.ScheduleFaults(schedule, subscription.TimeZone, now))
        {
            yield return fault;
        }
    }

    /// <summary>What a line of a list asks for; what of it cannot be read, <see cref="FaultsOf"/> tells.</summary>
    public static ReminderParameters ParametersOf(Recipient line) => new()
    {
        Plan = line.Plan.Length == 0 ? null : line.Plan,
        DaysBefore = int.TryParse(line.DaysBefore, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : ReminderParameters.UsualDaysBefore,
        PeriodKind = Kinds.Contains(line.PeriodKind) ? PlanCodes.Period(line.PeriodKind) : ReportingPeriod.Quarter,
    };

    /// <summary>Columns that are not of the line's report, and values that mean nothing.</summary>
    public static IEnumerable<Text> FaultsOf(Recipient line)
    {
        var isReminder = line.Report == ReminderParameters.Report;
        (string Column, string Value)[] stray = isReminder
            ? [("email", line.Address.Address), ("index", line.Index), ("province", line.Province), ("region", line.Region), ("group", line.Group), ("provinces", line.Provinces), ("on", line.On)]
            : [("plan", line.Plan), ("days_before", line.DaysBefore), ("period_kind", line.PeriodKind)];
        foreach (var (column, _) in stray.Where(given => given.Value.Length > 0))
        {
            yield return new Text($"{line.Report} không dùng {column}.", $"{line.Report} takes no {column}.");
        }

        if (isReminder && line.DaysBefore.Length > 0 && !(int.TryParse(line.DaysBefore, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= ReminderParameters.MostDaysBefore))
        {
            yield return new Text($"days_before: từ 0 đến {ReminderParameters.MostDaysBefore}.", $"days_before: from 0 to {ReminderParameters.MostDaysBefore}.");
        }

        if (isReminder && line.PeriodKind.Length > 0 && !Kinds.Contains(line.PeriodKind))
        {
            yield return new Text($"period_kind: dùng {string.Join(", ", Kinds)}.", $"period_kind: use {string.Join(", ", Kinds)}.");
        }
    }
}
