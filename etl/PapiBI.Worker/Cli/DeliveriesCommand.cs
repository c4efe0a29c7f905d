using System.CommandLine;
using System.Globalization;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Worker.Cli;

/// <summary>Who was sent what, and what became of it.</summary>
internal static class DeliveriesCommand
{
    public static Command Parent() => new("deliveries", """
        Thư gửi theo đăng ký. / Mails of the subscriptions.

          papibi deliveries list --state unknown
          papibi deliveries retry 17
        """);

    public static IReadOnlyList<Verb> Verbs() => [List(), Retry(), Settle()];

    private static Verb List()
    {
        var last = new Option<int>("--last") { Description = "Bao nhiêu thư / How many mails", DefaultValueFactory = _ => 50 };
        last.Between(1, 100_000);
        var state = new Option<string?>("--state") { Description = $"Trạng thái / State: {string.Join(", ", DeliveryState.All)}" };
        state.AcceptOnlyFromAmong([.. DeliveryState.All]);
        var command = new Command("list", "Số thư theo trạng thái, rồi từng thư, mới nhất trước. / Mails by state, then one by one, the newest first.") { last, state };
        return new Verb(command, (session, parsed) =>
        {
            var terminal = session.Terminal;
            var database = StateDatabase.Open(session.Data, session.Clock);
            var deliveries = new Deliveries(database, session.Clock);
            var counts = deliveries.Counts();
            terminal.Say(
                string.Join(", ", DeliveryState.All.Where(counts.ContainsKey).Select(s => $"{OutcomeWords.Of(s).Vi} {counts[s]}").DefaultIfEmpty("Chưa có thư nào")) + $"; không rõ kết quả {deliveries.UnknownOutcomes()} lần.",
                string.Join(", ", DeliveryState.All.Where(counts.ContainsKey).Select(s => $"{OutcomeWords.Of(s).En} {counts[s]}").DefaultIfEmpty("No mail yet")) + $"; outcomes unknown: {deliveries.UnknownOutcomes()}.");
            terminal.Table(
                [
                    new("Số", "No."), new("Đăng ký", "Subscription"), new("Dịp", "Occasion"), new("Báo cáo", "Report"), new("Người nhận", "Recipient"), new("Trạng thái", "State"),
                    new("Số lần", "Attempts"), new("Lúc", "At"), new("Lý do hoặc trả lời", "Reason or reply"),
                ],
                deliveries.Newest(parsed.GetValue(last), parsed.GetValue(state)).Select(d => new[]
                {
                    $"{d.Id}", d.Subscription, OccasionWords.Of(d.Occasion).In(terminal.Language), $"{d.Report} {ReminderList.Said(d)}", d.Recipient.Address, OutcomeWords.Of(d.State).In(terminal.Language),
                    d.Attempts.ToString(CultureInfo.InvariantCulture), Local.Time(d.EndedAt ?? d.NextAttemptAt), d.Reason.In(terminal.Language),
                }));
            var passed = new Occasions(database, session.Clock).Newest(parsed.GetValue(last)).Where(o => o.Outcome != "planned").ToList();
            if (parsed.GetValue(state) is null && passed.Count > 0)
            {
                terminal.Say("Dịp không gửi:", "Occasions not served:");
                terminal.Table(
                    [new("Đăng ký", "Subscription"), new("Dịp", "Occasion"), new("Quyết định lúc", "Decided at"), new("Lý do", "Reason")],
                    passed.Select(o => new[] { o.Subscription, OccasionWords.Of(o.Occasion).In(terminal.Language), Local.Time(o.DecidedAt), o.Reason.In(terminal.Language) }));
            }

            return ExitCode.Done;
        });
    }

    private static Verb Retry() => ById(
        new Command("retry", "Gửi lại một thư không rõ kết quả, bị từ chối, bị bỏ hoặc bị hủy; người nhận có thể nhận hai lần. / Send again one that is unknown, refused, given up or cancelled; its reader may get it twice."),
        (deliveries, id) => deliveries.Retry(id),
        new Text("Sẽ gửi lại thư {0} ở lượt tới.", "Mail {0} is sent again at the next run."));

    private static Verb Settle() => ById(
        new Command("settle", "Ghi một thư không rõ kết quả là đã đến. / Note that one of unknown outcome has arrived."),
        (deliveries, id) => deliveries.Settle(id),
        new Text("Thư {0} được ghi là đã gửi.", "Mail {0} is noted as sent."));

    private static Verb ById(Command command, Func<Deliveries, long, bool> work, Text done)
    {
        var number = new Argument<long>("NO") { Description = "Số của thư / Number of the mail" };
        command.Arguments.Add(number);
        return new Verb(command, (session, parsed) =>
        {
            var id = parsed.GetRequiredValue(number);
            if (!work(new Deliveries(StateDatabase.Open(session.Data, session.Clock), session.Clock), id))
            {
                session.Terminal.Tell($"Không có thư {id} ở trạng thái cho phép việc này.", $"There is no mail {id} in a state that allows this.");
                return ExitCode.Usage;
            }

            session.Terminal.Say(string.Format(CultureInfo.InvariantCulture, done.Vi, id), string.Format(CultureInfo.InvariantCulture, done.En, id));
            return ExitCode.Done;
        });
    }
}
