using Microsoft.Extensions.Logging;
using MimeKit;
using PapiBI.Etl.Jobs;
using PapiBI.Etl.Sources;
using PapiBI.Reports.Email;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Delivery;

namespace PapiBI.Worker.Service;

/// <summary>Sends the marked copies of refused files to their owners, each once. Written down when the file is refused, handed over with the other mails.</summary>
internal sealed partial class MendingPost(Workshop shop, ILogger<MendingPost> log)
{
    private readonly MendingMails mails = new(shop.State, shop.Clock);

    /// <summary>To the owner that the source's description names, else to the steward, else to nobody.</summary>
    public void Add(FileReading reading, FileOutcome file, IReadOnlyList<Issue> issues)
    {
        var isOwned = MailAddress.TryRead(reading.Owner ?? "", "", out var owner, out _);
        var address = isOwned ? owner.Address : shop.Settings.Mail.Steward;
        if (address.Length > 0)
        {
            var language = (isOwned ? reading.OwnerLanguage : null) ?? shop.Settings.OperatorLanguage;
            mails.Add(new MendingLetter(file, issues, shop.Settings.Mail.Contact, language).To(address));
        }
    }

    public void Send(RunLog run, CancellationToken stopping)
    {
        foreach (var file in mails.Abandon())
        {
            run.Record("mend", file, shop.Clock.GetTimestamp(), Untold(new Text("Tiến trình chết khi đang gửi thư; không rõ thư đã đi chưa.", "The worker died while it handed the mail over; nobody knows whether it left.")));
        }

        if (stopping.IsCancellationRequested || mails.Take(shop.WorkerId) is not { } first)
        {
            return;
        }

        using var route = shop.Settings.Mail.OpenRoute();
        for (var mail = first; mail is not null && Hand(run, mail, route, stopping); mail = stopping.IsCancellationRequested ? null : mails.Take(shop.WorkerId))
        {
        }
    }

    /// <returns>False where the way out is closed.</returns>
    private bool Hand(RunLog run, MendingMail mail, MailRoute route, CancellationToken stopping)
    {
        var began = shop.Clock.GetTimestamp();
        switch (route.Hand(Made(mail), stopping))
        {
            case Handover.Accepted:
                mails.End(mail, DeliveryState.Sent);
                run.Record("mend", mail.FileName, began, new StepResult(1, 1, 0));
                return true;
            case Handover.Unknown unknown:
                return End(DeliveryState.Unknown, unknown.Reason);
            case Handover.Refused refused:
                return End(DeliveryState.Refused, refused.Reason);
            case Handover.Postponed { IsRouteDown: true } down:
                mails.Postpone(mail, mail.Attempts, shop.Clock.GetUtcNow());
                RouteDown(log, down.Reason.En);
                return false;
            case Handover.Postponed postponed when shop.Settings.Deliver.Pause(mail.Attempts + 1) is { } pause:
                mails.Postpone(mail, mail.Attempts + 1, shop.Clock.GetUtcNow() + pause);
                PutOff(log, mail.FileName, pause, postponed.Reason.En);
                return true;
            case Handover.Postponed postponed:
                return End(DeliveryState.GivenUp, postponed.Reason);
            case var other:
                throw new InvalidOperationException($"No state for {other}.");
        }

        bool End(string state, Text reason)
        {
            mails.End(mail, state);
            run.Record("mend", mail.FileName, began, Untold(reason));
            return true;
        }
    }

    private OutgoingMail Made(MendingMail mail) => new(
        new MailContent
        {
            Language = mail.Language,
            Subject = mail.Subject,
            Html = mail.Html,
            PlainText = mail.PlainText,
            Attachment = mail is { CopyName: { } name, Copy: { } copy } ? new MailAttachment(name, copy) : null,
            Identity = mail.Key,
        },
        shop.Settings.Mail.Sender,
        new MailboxAddress("", mail.Address),
        mail.Key,
        mail.CreatedAt);

    private static StepResult Untold(Text reason) => new(1, 0, 1, reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No copy to mend can be sent now: {Reason}")]
    private static partial void RouteDown(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The copy of {File} to mend is put off for {Pause}: {Reason}")]
    private static partial void PutOff(ILogger log, string file, TimeSpan pause, string reason);
}
