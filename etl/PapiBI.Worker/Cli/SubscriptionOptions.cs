using System.CommandLine;
using System.Globalization;
using MimeKit;
using PapiBI.Reports.Definitions;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Delivery;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Worker.Cli;

/// <summary>The options that say what a subscription is. Laid over an existing one, those not given keep what it says.</summary>
internal sealed class SubscriptionOptions
{
    private const string Newest = "newest";
    private const string UsualIndex = "PAPI";

    private readonly Option<string?> report = new("--report") { Description = $"Báo cáo / Report: {string.Join(", ", Report.Ids)}; {ReminderParameters.Report}: nhắc việc theo kế hoạch, gửi đầu mối các cơ quan chủ trì / reminders of plans to the contacts of lead agencies" };
    private readonly Option<string?> index = new("--index") { Description = "Chỉ số / Index: PAPI, PAR_INDEX, SIPAS, PCI" };
    private readonly Option<string?> year = new("--year") { Description = "Năm; không có hoặc newest: năm mới nhất có số liệu / Year; left out or newest: the newest year with figures" };
    private readonly Option<string?> province = new("--province") { Description = "Mã (GSO) hoặc tên tỉnh / Province by code (GSO) or name" };
    private readonly Option<string?> region = new("--region") { Description = "Mã vùng / Region code: DBSCL" };
    private readonly Option<string?> group = new("--group") { Description = "Mã nhóm tỉnh / Code of a group of provinces: TPTTTW" };
    private readonly Option<string?> provinces = new("--provinces") { Description = "Các tỉnh, cách nhau dấu phẩy / Provinces, parted by commas: 58,56,60" };
    private readonly Option<string?> plan = new("--plan") { Description = "Mã kế hoạch; không có: kế hoạch cấp tỉnh duy nhất của năm; nhắc việc: không có hoặc all là mọi kế hoạch / Code of a plan; left out: the province's only one of the year; of reminders, left out or all: every plan" };
    private readonly Option<string?> period = new("--period") { Description = "Kỳ báo cáo; không có hoặc newest: kỳ mới nhất có báo cáo / Period; left out or newest: the newest that was reported for: 2021-Q2, 2021-H1, 2021" };
    private readonly Option<string?> periodKind = new("--period-kind") { Description = "Kỳ mới nhất loại này / The newest period of this kind: quarter, half, year" };
    private readonly Option<string[]> to = new("--to") { Description = "Người nhận, viết nhiều lần được / A recipient, may be given several times: \"Trần Thị Ánh <anh@example.org>\"" };
    private readonly Option<string?> language = new("--report-lang") { Description = "Ngôn ngữ báo cáo và thư / Language of report and mail: vi, en" };
    private readonly Option<string?> on = new("--on-publication") { Description = "Gửi khi phát hành số liệu mới của chỉ số này / Send when new figures of this index are published: PAPI" };
    private readonly Option<string?> cron = new("--cron") { Description = "Gửi theo lịch Quartz / Send by a Quartz cron: \"0 0 7 1 * ?\"" };
    private readonly Option<string?> timeZone = new("--time-zone") { Description = "Múi giờ của lịch / Time zone of the cron: Asia/Ho_Chi_Minh" };
    private readonly Option<string?> missed = new("--missed") { Description = "Dịp đã lỡ / Missed occasions: catch-up (gửi bù từng dịp / each, late), latest (chỉ dịp cuối / the newest only), skip (bỏ qua / none)" };
    private readonly ReminderOptions reminder;

    public SubscriptionOptions()
    {
        report.AcceptOnlyFromAmong([.. Report.Ids, ReminderParameters.Report]);
        language.AcceptOnlyFromAmong("vi", "en");
        periodKind.AcceptOnlyFromAmong([.. ReportParameters.PeriodKinds]);
        missed.AcceptOnlyFromAmong("catch-up", "latest", "skip");
        reminder = new ReminderOptions(plan, periodKind);
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[report, index, year, province, region, group, provinces, plan, period, periodKind, to, language, on, cron, timeZone, missed, reminder.DaysBefore])
        {
            command.Options.Add(option);
        }
    }

    /// <param name="parsed">What was typed.</param>
    /// <param name="name">Of the subscription.</param>
    /// <param name="known">The subscription of that name; null where it is new.</param>
    /// <param name="usualZone">The time zone unless one is given.</param>
    /// <param name="faults">What is wrong with the options themselves.</param>
    public Subscription Subscription(ParseResult parsed, string name, Subscription? known, string usualZone, out IReadOnlyList<Text> faults)
    {
        var wrong = new List<Text>();
        faults = wrong;
        var of = parsed.GetValue(report) ?? known?.Report ?? ProvinceBrief.Id;
        var isReminder = of == ReminderParameters.Report;
        wrong.AddRange(ReminderOptions.Stray(parsed, of, isReminder ? [index, year, province, region, group, provinces, period, to, on] : [reminder.DaysBefore]));
        var before = known is null or { Report: ReminderParameters.Report } ? new ReportParameters { Index = UsualIndex } : ReportParameters.Of(known.Parameters).For(of);
        var reads = parsed.GetValue(language) is { } code ? code == "en" ? Language.English : Language.Vietnamese : known?.Language ?? Language.Vietnamese;
        return new Subscription
        {
            Name = name,
            Report = of,
            Parameters = isReminder ? reminder.Parameters(parsed, known).Json() : Parameters(parsed, before, wrong).Json(),
            Language = reads,
            On = isReminder ? parsed.GetValue(cron) is { } schedule ? new Trigger.Schedule(schedule) : known?.On ?? new Trigger.Publication("") : On(parsed, known, wrong),
            TimeZone = parsed.GetValue(timeZone) ?? known?.TimeZone ?? usualZone,
            Missed = parsed.GetValue(missed) is { } policy ? Subscriptions.MissedOf(policy)!.Value : known?.Missed ?? MissedPolicy.Latest,
            IsPaused = known?.IsPaused ?? false,
            Recipients = isReminder ? [] : parsed.GetValue(to) is { Length: > 0 } written ? Recipients(written, wrong) : known is null ? [] : Kept(parsed, known),
        };
    }

    // Who had the report of a province of their own reads, like the others, that which is named now; who was greeted as usual is greeted as usual in the new language.
    private List<SubscriptionRecipient> Kept(ParseResult parsed, Subscription known) =>
        [.. known.Recipients.Select(recipient => recipient with { Province = IsChosenAnew(parsed) ? "" : recipient.Province })];

    private bool IsChosenAnew(ParseResult parsed) => new Option[] { province, region, group, provinces }.Any(option => parsed.GetResult(option) is not null);

    private ReportParameters Parameters(ParseResult parsed, ReportParameters before, List<Text> wrong)
    {
        var isChosenAnew = IsChosenAnew(parsed);
        return new ReportParameters
        {
            Index = parsed.GetValue(index) ?? before.Index,
            Year = parsed.GetValue(year) is { } written ? YearOf(written, wrong) : before.Year,
            Province = isChosenAnew ? parsed.GetValue(province) : before.Province,
            Region = isChosenAnew ? parsed.GetValue(region) : before.Region,
            Group = isChosenAnew ? parsed.GetValue(group) : before.Group,
            Provinces = isChosenAnew ? parsed.GetValue(provinces) is { } list ? SubscriptionRules.Split(list) : null : before.Provinces,
            Plan = parsed.GetValue(plan) ?? before.Plan,
            Period = parsed.GetValue(period) is { } named ? named == Newest ? null : named : parsed.GetValue(periodKind) is null ? before.Period : null,
            PeriodKind = parsed.GetValue(periodKind) ?? (parsed.GetValue(period) is null ? before.PeriodKind : null),
        };
    }

    private static int? YearOf(string written, List<Text> wrong)
    {
        if (written == Newest)
        {
            return null;
        }

        if (int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2100)
        {
            return year;
        }

        wrong.Add(new Text($"--year: “{written}” không phải một năm, ví dụ 2021, hay newest.", $"--year: “{written}” is not a year, such as 2021, nor newest."));
        return null;
    }

    private Trigger On(ParseResult parsed, Subscription? known, List<Text> wrong)
    {
        switch (parsed.GetValue(on), parsed.GetValue(cron))
        {
            case ({ } published, null):
                return new Trigger.Publication(published);
            case (null, { } expression):
                return new Trigger.Schedule(expression);
            case (null, null) when known is not null:
                return known.On;
            default:
                wrong.Add(new Text("Cần đúng một trong --on-publication và --cron.", "Exactly one of --on-publication and --cron is needed."));

                // Of the report's own index, so that nothing more is said of it.
                return known?.On ?? new Trigger.Publication(parsed.GetValue(index) ?? UsualIndex);
        }
    }

    private static List<SubscriptionRecipient> Recipients(string[] written, List<Text> wrong)
    {
        var recipients = new List<SubscriptionRecipient>();
        foreach (var one in written)
        {
            var (name, address) = MailboxAddress.TryParse(one, out var parsed) && !one.Any(char.IsControl) ? (parsed.Name ?? "", parsed.Address) : ("", one);
            if (!MailAddress.TryRead(address, name, out var mailbox, out var reason))
            {
                wrong.Add(new Text($"--to: {reason.Vi}", $"--to: {reason.En}"));
            }

            recipients.Add(new SubscriptionRecipient { Address = address.Trim(' '), Name = mailbox.Name ?? "", Greeting = "", Province = "" });
        }

        return recipients;
    }
}
