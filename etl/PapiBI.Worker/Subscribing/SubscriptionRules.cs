using PapiBI.Reports.Definitions;
using PapiBI.Reports.Definitions.MultiIndex;
using PapiBI.Reports.Email;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Delivery;

namespace PapiBI.Worker.Subscribing;

/// <summary>What a subscription must be like before it is kept.</summary>
internal static class SubscriptionRules
{
    public const string Code = "subscription-invalid";

    private const int LongestName = 100;

    /// <summary>Everything that is wrong with it; empty where nothing is.</summary>
    /// <param name="subscription">As it would be kept.</param>
    /// <param name="catalog">Of the current release, to know indices by; null where nothing was published yet.</param>
    /// <param name="now">To know by whether its schedule still comes.</param>
    /// <param name="plans">The codes of the current release's plans; null where nothing was published yet.</param>
    public static IReadOnlyList<Text> Faults(Subscription subscription, ReleaseCatalog? catalog, DateTimeOffset now, IReadOnlyList<string>? plans = null) =>
    [
        .. Whole(subscription, catalog, now, plans),
        .. subscription.Recipients.Select(recipient => recipient.Province).Distinct().Select(province => ProvinceFault(subscription, province, catalog)).OfType<Text>(),
    ];

    // Of the subscription without what is each recipient's own.
    private static List<Text> Whole(Subscription subscription, ReleaseCatalog? catalog, DateTimeOffset now, IReadOnlyList<string>? plans)
    {
        List<Text> faults = [.. NameFaults(subscription.Name), .. LengthFaults(subscription.Recipients)];
        if (subscription.Report == ReminderParameters.Report)
        {
            faults.AddRange(ReminderRules.Faults(subscription, now, plans));
            return faults;
        }

        if (!Report.Ids.Contains(subscription.Report))
        {
            faults.Add(new Text(
                $"Không có báo cáo “{subscription.Report}”; hiện có {string.Join(", ", Report.Ids)}, {ReminderParameters.Report}.",
                $"There is no report “{subscription.Report}”; there are {string.Join(", ", Report.Ids)}, {ReminderParameters.Report}."));
            return faults;
        }

        var parameters = ReportParameters.Of(subscription.Parameters);
        var eachCount = subscription.Recipients.Count(recipient => recipient.Province.Length > 0);
        faults.AddRange(parameters.Faults(subscription.Report, eachCount > 0));
        if (eachCount > 0 && eachCount < subscription.Recipients.Count)
        {
            faults.Add(new Text("Có người nhận thiếu tỉnh.", "Some recipients lack their province."));
        }

        if (subscription.Recipients.Count == 0)
        {
            faults.Add(new Text("Chưa có người nhận nào.", "There is no recipient."));
        }

        faults.AddRange(subscription.Recipients
            .GroupBy(recipient => (recipient.Address.ToLowerInvariant(), recipient.Province))
            .Where(same => same.Count() > 1)
            .Select(same => new Text($"{same.First().Address} có hai lần.", $"{same.First().Address} stands twice.")));
        faults.AddRange(IndexFaults(parameters.Index, catalog));
        if (catalog is not null)
        {
            faults.AddRange(parameters.Unknown(subscription.Report, catalog));
        }

        switch (subscription.On)
        {
            case Trigger.Publication publication when publication.IndexCode != parameters.Index && IndexFaults(publication.IndexCode, catalog).ToList() is { Count: > 0 } unknown:
                faults.AddRange(unknown);
                break;
            case Trigger.Publication publication when publication.IndexCode != parameters.Index && subscription.Report != MultiIndexBrief.Id && !IndexFaults(parameters.Index, catalog).Any():
                faults.Add(new Text(
                    $"Báo cáo về {parameters.Index} không đổi khi phát hành {publication.IndexCode}: hãy chọn cùng một chỉ số.",
                    $"A report on {parameters.Index} does not change when {publication.IndexCode} is published: choose the same index."));
                break;
            case Trigger.Schedule schedule:
                faults.AddRange(ScheduleFaults(schedule, subscription.TimeZone, now));
                break;
            default:
                break;
        }

        return faults;
    }

    internal static IEnumerable<Text> ScheduleFaults(Trigger.Schedule schedule, string timeZone, DateTimeOffset now)
    {
        var read = Schedule.Read(schedule.Cron, timeZone, out var reason);
        return read is null ? [reason] : read.Fault(now) is { } fault ? [fault] : [];
    }

    /// <summary>The subscriptions that a list of recipients describes, or every fault of it with its line.</summary>
    public static (IReadOnlyList<Subscription> Subscriptions, IReadOnlyList<Issue> Issues) Of(Recipients list, string timeZone, ReleaseCatalog? catalog, DateTimeOffset now, IReadOnlyList<string>? plans = null)
    {
        var issues = list.Issues.ToList();
        var subscriptions = new List<Subscription>();
        foreach (var lines in list.All.GroupBy(NameOf).Select(lines => lines.ToList()))
        {
            issues.AddRange(lines.Skip(1).Where(line => Shared(line) != Shared(lines[0])).Select(line => Fault(line, new Text(
                $"Dòng này khác dòng đầu của đăng ký “{NameOf(line)}” về báo cáo, kỳ, ngôn ngữ hoặc lịch: hãy đặt tên đăng ký khác.",
                $"This line differs from the first of subscription “{NameOf(line)}” in report, year, language or schedule: give it another name."))));
            var missed = lines[0].Missed.Length == 0 ? MissedPolicy.Latest : Subscriptions.MissedOf(lines[0].Missed);
            if (missed is null)
            {
                issues.Add(Fault(lines[0], new Text($"missed: “{lines[0].Missed}” không có; dùng catch-up, latest, skip.", $"missed: there is no “{lines[0].Missed}”; use catch-up, latest, skip.")));
            }

            if ((lines[0].On.Length > 0) == (lines[0].Cron.Length > 0))
            {
                issues.Add(Fault(lines[0], new Text("Cần đúng một trong hai cột on (chỉ số) và cron.", "Exactly one of the columns on (an index) and cron is needed.")));
            }

            var subscription = Together(lines, missed ?? MissedPolicy.Latest, timeZone);
            issues.AddRange(lines.SelectMany(line => ReminderRules.FaultsOf(line).Select(fault => Fault(line, fault))));
            issues.AddRange(Whole(subscription, catalog, now, plans).Select(fault => Fault(lines[0], fault)));
            issues.AddRange(lines.Zip(subscription.Recipients, (line, recipient) => ProvinceFault(subscription, recipient.Province, catalog) is { } fault ? new Issue(Code, Severity.Error, line.Origin, fault) : null).OfType<Issue>());
            subscriptions.Add(subscription);
        }

        return (subscriptions, issues);
    }

    private static IEnumerable<Text> NameFaults(string name)
    {
        if (name.Length is 0 or > LongestName || MailWords.OneLine(name) != name)
        {
            yield return new Text(
                $"Tên đăng ký phải có từ 1 đến {LongestName} ký tự trên một dòng, không có ký tự điều khiển.",
                $"The name of a subscription must have 1 to {LongestName} characters in one line, no control characters.");
        }
    }

    private static IEnumerable<Text> LengthFaults(IReadOnlyList<SubscriptionRecipient> recipients) => recipients.Where(recipient => recipient.IsTooLong).Select(recipient => new Text(
        $"Người nhận {recipient.Address}: tên dài nhất {SubscriptionRecipient.LongestName} ký tự, lời chào {SubscriptionRecipient.LongestGreeting}, tỉnh {SubscriptionRecipient.LongestProvince}.",
        $"Recipient {recipient.Address}: a name has {SubscriptionRecipient.LongestName} characters at most, a greeting {SubscriptionRecipient.LongestGreeting}, a province {SubscriptionRecipient.LongestProvince}."));

    private static Text? ProvinceFault(Subscription subscription, string province, ReleaseCatalog? catalog) =>
        catalog is null || province.Length == 0 ? null : ReportParameters.Of(subscription.Parameters).UnknownProvince(subscription.Report, catalog, province);

    private static IEnumerable<Text> IndexFaults(string index, ReleaseCatalog? catalog)
    {
        var known = catalog?.Editions.Select(edition => edition.IndexCode).Distinct().ToList();
        return known is null || known.Contains(index)
            ? []
            : [new Text($"Bản phát hành không có chỉ số “{index}”; có {string.Join(", ", known)}.", $"The release has no index “{index}”; it has {string.Join(", ", known)}.")];
    }

    private static string NameOf(Recipient line) => line.Subscription.Length > 0 ? line.Subscription : line.Report == ReminderParameters.Report ? line.Report : $"{line.Report}-{line.Index}".ToLowerInvariant();

    private static (string, string, int?, string, string, string, Language, (string, string, string, string), (string, string, string)) Shared(Recipient line) =>
        (line.Report, line.Index, line.Year, line.Region, line.Group, line.Provinces, line.Language, (line.On, line.Cron, line.TimeZone, line.Missed), (line.Plan, line.DaysBefore, line.PeriodKind));

    // Where all lines name one province the report is of it; else each reader has the report of their own.
    private static Subscription Together(List<Recipient> lines, MissedPolicy missed, string timeZone)
    {
        var first = lines[0];
        var isReminder = first.Report == ReminderParameters.Report;
        var isEach = lines.Any(line => line.Province != first.Province);
        return new Subscription
        {
            Name = NameOf(first),
            Report = first.Report,
            Parameters = isReminder ? ReminderRules.ParametersOf(first).Json() : new ReportParameters
            {
                Index = first.Index,
                Year = first.Year,
                Province = isEach ? null : OrNull(first.Province),
                Region = OrNull(first.Region),
                Group = OrNull(first.Group),
                Provinces = first.Provinces.Length == 0 ? null : Split(first.Provinces),
            }.Json(),
            Language = first.Language,
            On = first.Cron.Length > 0 ? new Trigger.Schedule(first.Cron) : new Trigger.Publication(first.On.Length > 0 ? first.On : first.Index),
            TimeZone = first.TimeZone.Length > 0 ? first.TimeZone : timeZone,
            Missed = missed,
            Recipients = isReminder ? [] : [.. lines.Select(line => new SubscriptionRecipient
            {
                Address = line.Address.Address,
                Name = line.Address.Name ?? "",
                Greeting = line.Greeting == MailAddress.Greeting(NameOrAddress(line), line.Language) ? "" : line.Greeting,
                Province = isEach ? line.Province : "",
            })],
        };
    }

    public static string[] Split(string provinces) => provinces.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string NameOrAddress(Recipient line) => line.Address.Name is { Length: > 0 } name ? name : line.Address.Address;

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    // Of the line as a whole: its place ends with the cell of the province.
    private static Issue Fault(Recipient line, Text message) => new(Code, Severity.Error, line.Origin with { Position = line.Origin.Position.Split(',')[0] }, message);
}
