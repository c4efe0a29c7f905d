using System.CommandLine;
using System.Globalization;
using System.Text;
using PapiBI.Etl.Described;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Email;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Delivery;
using PapiBI.Worker.Service;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Worker.Cli;

/// <summary>Who gets which report when.</summary>
internal static class SubscriptionCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "Tên đăng ký / Name of the subscription" };

    public static Command Parent() => new("subscription", """
        Đăng ký nhận báo cáo qua thư. Thêm, sửa hay mở lại một đăng ký không làm nó gửi ngay. / Subscriptions to reports by mail. Adding, changing or resuming one never sends at once.

          papibi subscription add can-tho --report province-brief --index PAPI --province 92 --to "Trần Thị Ánh <anh@example.org>" --on-publication PAPI
          papibi subscription add mekong --report group-comparison --region DBSCL --to noivu@example.org --cron "0 0 7 1 * ?" --missed latest
          papibi subscription add nhac-viec --report plan-reminder --cron "0 0 8 * * ?" --days-before 10
          papibi subscription import recipients.csv
        """);

    public static IReadOnlyList<Verb> Verbs() => [Add(), List(), Edit(), Pause(), Resume(), Remove(), Test(), Import()];

    private static Verb Add()
    {
        var options = new SubscriptionOptions();
        var command = new Command("add", "Thêm một đăng ký. / Add a subscription.") { Name };
        options.AddTo(command);
        return new Verb(command, (session, parsed) =>
        {
            var name = NameIn(parsed);
            if (Open(session).Find(name) is not null)
            {
                session.Terminal.Tell($"Đã có đăng ký “{name}”; sửa bằng papibi subscription edit.", $"There is a subscription “{name}”; change it by papibi subscription edit.");
                return ExitCode.Usage;
            }

            return Keep(session, options.Subscription(parsed, name, null, session.Settings.TimeZone, out var faults), faults);
        });
    }

    private static Verb Edit()
    {
        var options = new SubscriptionOptions();
        var command = new Command("edit", "Sửa một đăng ký; phần không nêu giữ nguyên. / Change a subscription; what is not given stays.") { Name };
        options.AddTo(command);
        return new Verb(command, (session, parsed) => With(session, parsed, known => Keep(session, options.Subscription(parsed, known.Name, known, session.Settings.TimeZone, out var faults), faults)));
    }

    private static Verb Pause() => new(
        new Command("pause", "Tạm dừng; các dịp trong lúc dừng không được gửi bù. / Pause; occasions meanwhile are not made up for.") { Name },
        (session, parsed) => With(session, parsed, known => Save(session, known with { IsPaused = true })));

    private static Verb Resume() => new(
        new Command("resume", "Mở lại, tính từ bây giờ. / Resume, from now on.") { Name },
        (session, parsed) => With(session, parsed, known => Save(session, known with { IsPaused = false })));

    private static Verb Remove() => new(
        new Command("remove", "Xóa; lịch sử gửi vẫn còn, thư chưa gửi bị hủy. / Remove; its history stays, mails not yet sent are cancelled.") { Name },
        (session, parsed) => With(session, parsed, known =>
        {
            Open(session).Remove(known);
            session.Terminal.Say($"Đã xóa “{known.Name}”.", $"Removed “{known.Name}”.");
            return ExitCode.Done;
        }));

    private static Verb List() => new(
        new Command("list", "Các đăng ký. / The subscriptions."),
        (session, _) =>
        {
            var now = session.Clock.GetUtcNow();
            var all = Open(session).All();
            if (all.Count == 0)
            {
                session.Terminal.Say("Chưa có đăng ký nào.", "There is no subscription yet.");
                return ExitCode.Done;
            }

            session.Terminal.Table(
                [new("Đăng ký", "Subscription"), new("Báo cáo", "Report"), new("Về", "Of"), new("Khi nào", "When"), new("Dịp lỡ", "Missed"), new("Người nhận", "Recipients"), new("Lần tới", "Next")],
                all.Select(s => new[]
                {
                    s.Name, s.Report, SubscriptionWords.Of(s, session.Terminal.Language), SubscriptionWords.When(s).In(session.Terminal.Language), Subscriptions.CodeOf(s.Missed),
                    s.Report == ReminderParameters.Report ? SubscriptionWords.Readers(s).In(session.Terminal.Language) : s.Recipients.Count.ToString(CultureInfo.InvariantCulture),
                    SubscriptionWords.Next(s, now).In(session.Terminal.Language),
                }));
            return ExitCode.Done;
        });

    private static Verb Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Tệp CSV / A CSV file" };
        var command = new Command("import", "Thêm hoặc thay các đăng ký ghi trong một danh sách người nhận; có lỗi thì không nhận gì (etl/README.md). / Add or replace the subscriptions of a list of recipients; with any fault nothing is taken (etl/README.md).") { file };
        return new Verb(command, (session, parsed) =>
        {
            var path = parsed.GetRequiredValue(file);
            if (!path.Exists)
            {
                session.Terminal.Tell($"Không có: {path}", $"Not there: {path}");
                return ExitCode.Usage;
            }

            var (subscriptions, issues) = SubscriptionRules.Of(Recipients.ReadFile(path.FullName), session.Settings.TimeZone, Catalog(session), session.Clock.GetUtcNow(), Plans(session));
            if (issues.Count > 0)
            {
                session.Terminal.Tell(path.Name, issues);
                return ExitCode.DataRefused;
            }

            var known = Open(session);
            // A list does not say who is paused: whoever is stays so.
            return Save(session, [.. subscriptions.Select(subscription => subscription with { IsPaused = known.Find(subscription.Name)?.IsPaused ?? false })]);
        });
    }

    private static Verb Test()
    {
        var to = new Option<string>("--to") { Description = "Địa chỉ nhận bản thử / Address that gets the trial", Required = true };
        var command = new Command("test", "Dựng báo cáo theo bản phát hành hiện hành và gửi một bản thử tới một địa chỉ; không ghi là đã gửi. / Render by the current release and send one trial copy to an address; it does not count as delivered.") { Name, to };
        return new Verb(command, (session, parsed) => With(session, parsed, known =>
        {
            if (!MailAddress.TryRead(parsed.GetRequiredValue(to), "", out var address, out var reason))
            {
                session.Terminal.Tell($"--to: {reason.Vi}", $"--to: {reason.En}");
                return ExitCode.Usage;
            }

            using var releases = new OpenReleases(session.Data);
            if (releases.Current is not { } current)
            {
                return session.CurrentReleaseFile() is null ? ExitCode.Environment : ExitCode.Bug;
            }

            var mails = Trials(session, known, releases, current, address.Address);
            if (mails.Count == 0)
            {
                session.Terminal.Say("Hiện không có nhiệm vụ nào cần nhắc, nên không gửi gì.", "There is no task to be reminded of now, so nothing was sent.");
            }

            using var route = session.Settings.Mail.OpenRoute();
            return mails.Select(mail => Hand(session, mail, route)).FirstOrDefault(code => code != ExitCode.Done, ExitCode.Done);
        }));
    }

    private static IReadOnlyList<OutgoingMail> Trials(Session session, Subscription known, OpenReleases releases, FiledRelease current, string to)
    {
        var mail = session.Settings.Mail;
        var now = session.Clock.GetUtcNow();
        if (known.Report == ReminderParameters.Report)
        {
            var reader = new SubscriptionRecipient { Address = to, Name = "", Greeting = "", Province = "" };
            return [.. ReminderTrial.Letters(known, releases.Open(current), ReminderPlanner.DayOf(known, now), SourceDescriptions.Of(session.Data).Descriptions.PlanLayout).Select(letter => letter.MailFor(reader, mail, NewKey(), now))];
        }

        var recipient = known.Recipients[0];
        var parameters = ReportParameters.Of(known.Parameters);
        var rendered = RenderedReport.Render(releases, current, known.Report, recipient.Province.Length > 0 ? parameters with { Province = recipient.Province } : parameters, known.Language);
        return [rendered.MailFor(recipient with { Address = to, Name = "", Greeting = rendered.GreetingOf(recipient) }, mail, NewKey(), now)];
    }

    private static string NewKey() => Guid.NewGuid().ToString("N");

    private static int Hand(Session session, OutgoingMail mail, MailRoute route)
    {
        var to = mail.Recipient.Address;
        switch (route.Hand(mail, CancellationToken.None))
        {
            case Handover.Accepted accepted:
                session.Terminal.Say($"Đã gửi bản thử tới {to}: {accepted.Reply}", $"Sent a trial to {to}: {accepted.Reply}");
                return ExitCode.Done;
            case Handover.Postponed postponed:
                session.Terminal.Tell(postponed.Reason);
                return ExitCode.Environment;
            case Handover.Refused refused:
                session.Terminal.Tell(refused.Reason);
                return ExitCode.DataRefused;
            case Handover.Unknown unknown:
                session.Terminal.Tell(unknown.Reason);
                return ExitCode.Environment;
            case var handover:
                throw new InvalidOperationException($"No words for {handover}.");
        }
    }

    private static Subscriptions Open(Session session) => new(StateDatabase.Open(session.Data, session.Clock), session.Clock);

    private static int With(Session session, ParseResult parsed, Func<Subscription, int> work)
    {
        var name = NameIn(parsed);
        if (Open(session).Find(name) is { } known)
        {
            return work(known);
        }

        var shown = MailWords.OneLine(name);
        session.Terminal.Tell($"Không có đăng ký “{shown}”.", $"There is no subscription “{shown}”.");
        return ExitCode.Usage;
    }

    // Written in either form of Unicode, a name is the same.
    private static string NameIn(ParseResult parsed) => parsed.GetRequiredValue(Name).Normalize(NormalizationForm.FormC);

    private static int Keep(Session session, Subscription subscription, IReadOnlyList<Text> faults)
    {
        var all = faults.Concat(SubscriptionRules.Faults(subscription, Catalog(session), session.Clock.GetUtcNow(), Plans(session))).ToList();
        foreach (var fault in all)
        {
            session.Terminal.Tell(fault);
        }

        return all.Count > 0 ? ExitCode.Usage : Save(session, subscription);
    }

    private static int Save(Session session, params IReadOnlyList<Subscription> subscriptions)
    {
        Open(session).Save(subscriptions, ReleaseFiles.In(session.Data).LastOrDefault()?.Id ?? 0);
        foreach (var subscription in subscriptions)
        {
            var next = SubscriptionWords.Next(subscription, session.Clock.GetUtcNow());
            session.Terminal.Say(
                $"Đã lưu “{subscription.Name}”: {SubscriptionWords.Readers(subscription).Vi}, {SubscriptionWords.When(subscription).Vi}; lần tới: {next.Vi}.",
                $"Saved “{subscription.Name}”: {SubscriptionWords.Readers(subscription).En}, {SubscriptionWords.When(subscription).En}; next: {next.En}.");
        }

        return ExitCode.Done;
    }

    private static ReleaseCatalog? Catalog(Session session)
    {
        using var releases = new OpenReleases(session.Data);
        return releases.Current is { } current ? releases.Catalog(current) : null;
    }

    private static IReadOnlyList<string>? Plans(Session session)
    {
        using var releases = new OpenReleases(session.Data);
        return releases.Current is { } current ? [.. ImprovementPlan.Read(releases.Open(current)).Select(plan => plan.Code)] : null;
    }
}
