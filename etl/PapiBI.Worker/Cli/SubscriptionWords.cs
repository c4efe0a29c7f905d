using System.Globalization;
using PapiBI.Reports.Definitions;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Worker.Cli;

/// <summary>How subscriptions are described.</summary>
internal static class SubscriptionWords
{
    public static Text Readers(Subscription s) => s.Report == ReminderParameters.Report
        ? new Text("đầu mối các cơ quan chủ trì", "the contacts of lead agencies")
        : new Text($"{s.Recipients.Count} người nhận", $"{s.Recipients.Count} {(s.Recipients.Count == 1 ? "recipient" : "recipients")}");

    public static string Of(Subscription s, Language language)
    {
        if (s.Report == ReminderParameters.Report)
        {
            return OfReminders(s, language);
        }

        var parameters = ReportParameters.Of(s.Parameters);
        var each = s.Recipients.Any(recipient => recipient.Province.Length > 0) ? new Text(" · mỗi tỉnh", " · each province").In(language) : "";
        var newest = parameters.Year is null ? new Text(" · năm mới nhất", " · newest year").In(language) : "";
        return $"{parameters.Said()}{newest}{each} ({(s.Language == Language.Vietnamese ? "vi" : "en")})";
    }

    public static Text When(Subscription s) => s.On switch
    {
        Trigger.Publication on => new Text($"khi phát hành {on.IndexCode}", $"on publication of {on.IndexCode}"),
        Trigger.Schedule on => new Text($"{on.Cron} ({s.TimeZone})", $"{on.Cron} ({s.TimeZone})"),
        _ => throw new ArgumentOutOfRangeException(nameof(s), s.On, "No words for this trigger."),
    };

    public static Text Next(Subscription s, DateTimeOffset now)
    {
        if (s.IsPaused)
        {
            return new Text("tạm dừng", "paused");
        }

        if (s.On is not Trigger.Schedule on)
        {
            return new Text("bản phát hành tới", "the next such release");
        }

        return Schedule.Read(on.Cron, s.TimeZone, out _)?.Next(now > s.DecidedUntil ? now : s.DecidedUntil) is { } instant
            && TimeZoneInfo.ConvertTimeBySystemTimeZoneId(instant, s.TimeZone) is var next
            ? new Text(next.ToString("HH:mm dd/MM/yyyy zzz", CultureInfo.InvariantCulture), next.ToString("d MMM yyyy HH:mm zzz", CultureInfo.InvariantCulture))
            : new Text("không còn lần nào", "never again");
    }

    private static string OfReminders(Subscription s, Language language)
    {
        var parameters = ReminderParameters.Of(s.Parameters);
        var kind = parameters.PeriodKind switch
        {
            ReportingPeriod.Quarter => new Text("quý", "quarters"),
            ReportingPeriod.Half => new Text("6 tháng", "half-years"),
            _ => new Text("năm", "years"),
        };
        var plan = parameters.Plan is { } code ? new Text(code, code) : new Text("mọi kế hoạch", "every plan");
        return new Text($"{plan.Vi} · kỳ {kind.Vi} · trước {parameters.DaysBefore} ngày (", $"{plan.En} · {kind.En} · {parameters.DaysBefore} days before (").In(language) + $"{(s.Language == Language.Vietnamese ? "vi" : "en")})";
    }
}
