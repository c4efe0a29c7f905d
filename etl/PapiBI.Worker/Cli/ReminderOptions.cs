using System.CommandLine;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Worker.Cli;

/// <summary>What the options mean to a subscription to reminders.</summary>
/// <param name="plan">The code of a plan.</param>
/// <param name="periodKind">The kind of reporting period.</param>
internal sealed class ReminderOptions(Option<string?> plan, Option<string?> periodKind)
{
    private const string Every = "all";

    /// <summary>The one that no report takes.</summary>
    public Option<int?> DaysBefore { get; } = Days();

    /// <param name="parsed">What was typed.</param>
    /// <param name="known">The subscription of that name; null where it is new.</param>
    public ReminderParameters Parameters(ParseResult parsed, Subscription? known)
    {
        var before = known?.Report == ReminderParameters.Report ? ReminderParameters.Of(known.Parameters) : new ReminderParameters();
        return new ReminderParameters
        {
            Plan = parsed.GetValue(plan) is { } code ? code == Every ? null : code : before.Plan,
            DaysBefore = parsed.GetValue(DaysBefore) ?? before.DaysBefore,
            PeriodKind = parsed.GetValue(periodKind) is { } kind ? PlanCodes.Period(kind) : before.PeriodKind,
        };
    }

    /// <summary>Of those options, which were given without being of that report.</summary>
    public static IEnumerable<Text> Stray(ParseResult parsed, string report, IEnumerable<Option> options) => options
        .Where(option => parsed.GetResult(option) is { Implicit: false })
        .Select(option => new Text($"{report} không dùng {option.Name}.", $"{report} takes no {option.Name}."));

    private static Option<int?> Days()
    {
        var days = new Option<int?>("--days-before") { Description = $"Nhắc báo cáo trước ngày cuối kỳ bao nhiêu ngày / How many days before a period ends its reports are reminded of: {ReminderParameters.UsualDaysBefore}" };
        days.Between(0, ReminderParameters.MostDaysBefore);
        return days;
    }
}
