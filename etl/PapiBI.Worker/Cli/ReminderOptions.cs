using System.CommandLine;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Worker.Cli;

/// <summary>The options that only a subscription to reminders takes.</summary>
internal sealed class ReminderOptions
{
    private const string Every = "all";

    private readonly Option<string?> plan = new("--plan") { Description = "Mã kế hoạch cần nhắc; không có hoặc all: mọi kế hoạch / Code of the plan to remind of; left out or all: every plan" };
    private readonly Option<int?> daysBefore = new("--days-before") { Description = $"Nhắc báo cáo trước ngày cuối kỳ bao nhiêu ngày / How many days before a period ends its reports are reminded of: {ReminderParameters.UsualDaysBefore}" };
    private readonly Option<string?> periodKind = new("--period-kind") { Description = "Kỳ báo cáo / Reporting period: quarter, half, year" };

    public ReminderOptions()
    {
        daysBefore.Between(0, ReminderParameters.MostDaysBefore);
        periodKind.AcceptOnlyFromAmong([.. Enum.GetValues<ReportingPeriod>().Select(PlanCodes.Of)]);
    }

    public IReadOnlyList<Option> All => [plan, daysBefore, periodKind];

    /// <param name="parsed">What was typed.</param>
    /// <param name="known">The subscription of that name; null where it is new.</param>
    public ReminderParameters Parameters(ParseResult parsed, Subscription? known)
    {
        var before = known?.Report == ReminderParameters.Report ? ReminderParameters.Of(known.Parameters) : new ReminderParameters();
        return new ReminderParameters
        {
            Plan = parsed.GetValue(plan) is { } code ? code == Every ? null : code : before.Plan,
            DaysBefore = parsed.GetValue(daysBefore) ?? before.DaysBefore,
            PeriodKind = parsed.GetValue(periodKind) is { } kind ? PlanCodes.Period(kind) : before.PeriodKind,
        };
    }

    /// <summary>Of those options, which were given without being of that report.</summary>
    public static IEnumerable<Text> Stray(ParseResult parsed, string report, IEnumerable<Option> options) => options
        .Where(option => parsed.GetResult(option) is { Implicit: false })
        .Select(option => new Text($"{report} không dùng {option.Name}.", $"{report} takes no {option.Name}."));
}
