using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using MimeKit;
using PapiBI.Reports.Email;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Cli;
using PapiBI.Worker.Delivery;

namespace PapiBI.Worker.Service;

/// <summary>Tells the operator by mail what was refused, failed or may be lost since the last such mail: each thing once.</summary>
internal sealed partial class OperatorReport(Workshop shop, ILogger<OperatorReport> log)
{
    private const string Lease = "operator report";
    private const int MostLines = 100;
    private static readonly TimeSpan BeforeTryingAgain = TimeSpan.FromMinutes(15);

    private DateTimeOffset notBefore = DateTimeOffset.MinValue;

    public void Send(CancellationToken stopping)
    {
        var mail = shop.Settings.Mail;
        var now = shop.Clock.GetUtcNow();
        if (mail.Operator.Length == 0 || stopping.IsCancellationRequested || (now < notBefore && notBefore - now <= BeforeTryingAgain))
        {
            return;
        }

        using var lease = shop.Take(Lease);
        var deliveries = lease is null ? [] : shop.Deliveries.Unreported();
        var steps = lease is null ? [] : shop.Runs.Unreported();
        if (deliveries.Count + steps.Count == 0)
        {
            return;
        }

        using var route = mail.OpenRoute();
        var handover = route.Hand(Mail(deliveries, [.. steps.Select(step => step.Step)]), stopping);
        if (handover is Handover.Accepted or Handover.Unknown)
        {
            shop.Deliveries.MarkReported(deliveries);
            shop.Runs.MarkReported(steps.Select(step => (step.RunId, step.StepNo)));
            Told(log, deliveries.Count, steps.Count);
            return;
        }

        notBefore = now + BeforeTryingAgain;
        NotTold(log, handover);
    }

    private OutgoingMail Mail(IReadOnlyList<DeliveryRow> deliveries, IReadOnlyList<StepRow> steps)
    {
        var language = shop.Settings.OperatorLanguage;
        var subject = new Text(
            $"PapiBI: {deliveries.Count} thư và {steps.Count} việc cần xem lại",
            $"PapiBI: {deliveries.Count} {(deliveries.Count == 1 ? "mail" : "mails")} and {steps.Count} {(steps.Count == 1 ? "job" : "jobs")} to look at").In(language);
        var untold = Math.Max(0, deliveries.Count - MostLines) + Math.Max(0, steps.Count - MostLines);
        string[] lines =
        [
            .. deliveries.Take(MostLines).Select(d => new Text(
                $"Thư {d.Id} · {d.Subscription} · {d.Recipient.Address}: {OutcomeWords.Of(d.State).Vi}. {d.Reason.Vi}",
                $"Mail {d.Id} · {d.Subscription} · {d.Recipient.Address}: {OutcomeWords.Of(d.State).En}. {d.Reason.En}").In(language)),
            .. steps.Take(MostLines).Select(s => new Text(
                $"{Local.Time(s.StartedAt)} · {WorkWords.Of(s.Step).Vi} {WorkWords.SubjectOf(s).Vi}: {OutcomeWords.Of(s.Outcome).Vi}. {s.Cause.Vi}",
                $"{Local.Time(s.StartedAt)} · {WorkWords.Of(s.Step).En} {WorkWords.SubjectOf(s).En}: {OutcomeWords.Of(s.Outcome).En}. {s.Cause.En}").In(language)),
            .. untold > 0 ? [new Text($"Và {untold} việc khác.", $"And {untold} more.").In(language)] : Array.Empty<string>(),
            new Text(
                "Xem tất cả: papibi deliveries list, papibi runs. Gửi lại một thư: papibi deliveries retry SỐ; ghi là đã đến: papibi deliveries settle SỐ.",
                "See everything: papibi deliveries list, papibi runs. Send one again: papibi deliveries retry NO; note it as arrived: papibi deliveries settle NO.").In(language),
        ];
        var identity = string.Join('\n', [subject, .. lines, shop.Clock.GetUtcNow().ToString("O")]);
        var content = new MailContent
        {
            Language = language,
            Subject = subject,
            PlainText = string.Join("\n\n", lines),
            Html = $"<div style=\"font-family:'Times New Roman',Times,serif\">{string.Concat(lines.Select(line => $"<p>{WebUtility.HtmlEncode(line)}</p>"))}</div>",
            Identity = identity,
        };
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..32];
        return new OutgoingMail(content, shop.Settings.Mail.Sender, new MailboxAddress("", shop.Settings.Mail.Operator), key, shop.Clock.GetUtcNow());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The operator could not be told: {Handover}")]
    private static partial void NotTold(ILogger log, Handover handover);

    [LoggerMessage(Level = LogLevel.Information, Message = "The operator was told of {Deliveries} deliveries and {Steps} steps")]
    private static partial void Told(ILogger log, int deliveries, int steps);
}
