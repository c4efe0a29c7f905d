using System.Data.Common;
using Microsoft.Extensions.Logging;
using PapiBI.Etl.Described;
using PapiBI.Reports.Definitions;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Delivery;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Worker.Service;

/// <summary>
/// Renders what is due, each report once for all its readers, and hands the mails over. Several threads, and several workers, share the work.
/// </summary>
internal sealed partial class DeliverJob(Workshop shop, OperatorReport report, MendingPost post, ILogger<DeliverJob> log) : Job
{
    // As many as one thread takes at a time: the rest of a long list is left to the others.
    private const int MostClaimed = 50;

    // Not a state of the delivery, which is due again, but the end of this thread's work.
    private const string RouteIsDown = "route is down";

    // A mail that may have been taken is repeated, where that is wished at all, so often and after so long.
    private const int MostResent = 2;
    private static readonly TimeSpan BeforeResending = TimeSpan.FromMinutes(15);

    public override string Name => "deliver";
    public override string? Lease => null;

    public override bool Run(RunLog run, CancellationToken stopping)
    {
        if (shop.Deliveries.Recover(shop.WorkerId) is > 0 and var unknown)
        {
            OutcomesUnknown(log, unknown);
        }

        if (shop.Settings.Deliver.UnknownOutcome == "resend")
        {
            shop.Deliveries.ResendUnknown(shop.Clock.GetUtcNow() - BeforeResending, MostResent);
        }

        try
        {
            using var releases = new OpenReleases(shop.Data);
            Parallel.For(0, shop.Settings.Deliver.Threads, _ => Work(run, releases, stopping));
        }
        finally
        {
            shop.Deliveries.PutBack(shop.WorkerId);
        }

        post.Send(run, stopping);
        report.Send(stopping);
        return false;
    }

    private void Work(RunLog run, OpenReleases releases, CancellationToken stopping)
    {
        using var route = shop.Settings.Mail.OpenRoute();
        var isRouteDown = false;
        while (!isRouteDown && !stopping.IsCancellationRequested && shop.Deliveries.Claim(shop.WorkerId, MostClaimed) is [var first, ..] claimed)
        {
            run.Begin();
            var began = shop.Clock.GetTimestamp();
            var subject = $"{first.Report} {ReminderList.Said(first)} {(first.Language == Language.Vietnamese ? "vi" : "en")}";
            var results = HandOver(claimed, first, releases, route, stopping);
            isRouteDown = results.Contains(RouteIsDown);
            run.Record("deliver", subject, began, new StepResult(claimed.Count, results.Count(r => r is DeliveryState.Sent), results.Count(r => r is not (DeliveryState.Sent or DeliveryState.Due or RouteIsDown))));
        }
    }

    // All are of one report. Answers the state each is in afterwards.
    private List<string> HandOver(IReadOnlyList<DeliveryRow> claimed, DeliveryRow first, OpenReleases releases, MailRoute route, CancellationToken stopping)
    {
        Func<DeliveryRow, OutgoingMail> mailOf;
        try
        {
            mailOf = Made(first, releases);
        }
        catch (ReportRefusedException e)
        {
            return [.. claimed.Select(delivery => Refuse(delivery, e.Reason))];
        }
        catch (Exception e)
        {
            return [.. claimed.Select(delivery => Postpone(delivery, e))];
        }

        var results = new List<string>();
        foreach (var delivery in claimed.TakeWhile(_ => !stopping.IsCancellationRequested && !results.Contains(RouteIsDown)))
        {
            results.Add(HandOver(delivery, mailOf, route, stopping));
        }

        return results;
    }

    private string HandOver(DeliveryRow delivery, Func<DeliveryRow, OutgoingMail> mailOf, MailRoute route, CancellationToken stopping)
    {
        // Made whole first: between marking and handing over nothing may go wrong.
        OutgoingMail mail;
        try
        {
            mail = mailOf(delivery);
        }
        catch (Exception e)
        {
            return Postpone(delivery, e);
        }

        if (!shop.Deliveries.BeginHanding(delivery, shop.WorkerId))
        {
            return DeliveryState.Claimed;
        }

        shop.Steps.Reached(ServiceSteps.Handing);
        var handover = route.Hand(mail, stopping);
        shop.Steps.Reached(ServiceSteps.Handed);
        return handover switch
        {
            Handover.Accepted accepted => End(delivery, DeliveryState.Sent, new Text(accepted.Reply, accepted.Reply)),
            Handover.Postponed { IsRouteDown: true } down => PutBack(delivery, down.Reason),
            Handover.Postponed postponed => Postpone(delivery, postponed.Reason),
            Handover.Refused refused => Refuse(delivery, refused.Reason),
            Handover.Unknown unknown => End(delivery, DeliveryState.Unknown, unknown.Reason),
            _ => throw new InvalidOperationException($"No state for {handover}."),
        };
    }

    // A fault in one report must not keep the others from their readers.
    private string Postpone(DeliveryRow delivery, Exception fault)
    {
        RenderingFailed(log, delivery.Id, delivery.Report, delivery.Parameters, fault);
        return Postpone(delivery, new Text($"Dựng báo cáo bị lỗi: {fault.Message}", $"Rendering failed: {fault.Message}"));
    }

    private string Postpone(DeliveryRow delivery, Text reason)
    {
        if (shop.Settings.Deliver.Pause(delivery.Attempts + 1) is not { } pause)
        {
            return End(delivery, DeliveryState.GivenUp, reason);
        }

        Workshop.Keep(() => shop.Deliveries.Postpone(delivery, shop.WorkerId, reason, delivery.Attempts + 1, shop.Clock.GetUtcNow() + pause));
        Count("postponed");
        DeliveryPostponed(log, delivery.Id, delivery.Subscription, delivery.Attempts + 1, pause, reason.En);
        return DeliveryState.Due;
    }

    // Not the doing of this mail: it is due as before.
    private string PutBack(DeliveryRow delivery, Text reason)
    {
        Workshop.Keep(() => shop.Deliveries.Postpone(delivery, shop.WorkerId, reason, delivery.Attempts, shop.Clock.GetUtcNow()));
        RouteDown(log, reason.En);
        return RouteIsDown;
    }

    private string Refuse(DeliveryRow delivery, Text reason) => End(delivery, DeliveryState.Refused, reason);

    private string End(DeliveryRow delivery, string ending, Text reason)
    {
        switch (ending)
        {
            case DeliveryState.Sent:
                Workshop.Keep(() => shop.Deliveries.Sent(delivery, shop.WorkerId, reason));
                DeliverySent(log, delivery.Id, delivery.Subscription, reason.En);
                break;
            case DeliveryState.Unknown:
                Workshop.Keep(() => shop.Deliveries.Unknown(delivery, shop.WorkerId, reason));
                DeliveryEnded(log, delivery.Id, delivery.Subscription, ending, reason.En);
                break;
            case DeliveryState.GivenUp:
                Workshop.Keep(() => shop.Deliveries.GiveUp(delivery, shop.WorkerId, reason));
                DeliveryEnded(log, delivery.Id, delivery.Subscription, ending, reason.En);
                break;
            case DeliveryState.Refused:
                Workshop.Keep(() => shop.Deliveries.Refused(delivery, shop.WorkerId, reason));
                DeliveryEnded(log, delivery.Id, delivery.Subscription, ending, reason.En);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(ending), ending, "No way to end so.");
        }

        Count(ending);
        return ending;
    }

    // The report, or the letter, is made here, once; its mails when they are asked for.
    private Func<DeliveryRow, OutgoingMail> Made(DeliveryRow first, OpenReleases releases)
    {
        var file = releases.All.FirstOrDefault(release => release.Name == first.ReleaseFile)
            ?? throw new ReportRefusedException(new Text($"Tệp bản phát hành {first.ReleaseFile} không còn.", $"The release file {first.ReleaseFile} is gone."));
        if (first.Report == ReminderParameters.Report)
        {
            var letter = new ReminderLetter(releases.Open(file), ReminderList.Of(first.Parameters), first.Language, SourceDescriptions.Of(shop.Data).Descriptions.PlanLayout);
            return delivery => letter.MailFor(delivery.Recipient, shop.Settings.Mail, delivery.Key, delivery.CreatedAt);
        }

        var rendered = RenderedReport.Render(releases, file, first.Report, ReportParameters.Of(first.Parameters), first.Language);
        return delivery => rendered.MailFor(delivery.Recipient, shop.Settings.Mail, delivery.Key, delivery.CreatedAt);
    }

    private static void Count(string outcome) => Telemetry.Deliveries.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    // Addresses of readers stay out of the logs: the number of the delivery leads to them.
    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Delivery} of {Subscription} sent: {Reply}")]
    private static partial void DeliverySent(ILogger log, long delivery, string subscription, string reply);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} of {Subscription} {Ending}: {Reason}")]
    private static partial void DeliveryEnded(ILogger log, long delivery, string subscription, string ending, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} of {Subscription} put off after attempt {Attempt} for {Pause}: {Reason}")]
    private static partial void DeliveryPostponed(ILogger log, long delivery, string subscription, int attempt, TimeSpan pause, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No mail can be handed over now: {Reason}")]
    private static partial void RouteDown(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Unknown} deliveries were being handed over when their worker died: outcome unknown")]
    private static partial void OutcomesUnknown(ILogger log, int unknown);

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Delivery}: rendering {Report} {Parameters} failed")]
    private static partial void RenderingFailed(ILogger log, long delivery, string report, string parameters, Exception failure);
}

/// <summary>The steps of a delivery that are told to a test that kills the process there.</summary>
internal static class ServiceSteps
{
    /// <summary>Marked as being handed over, nothing sent yet.</summary>
    public const string Handing = "deliver.handing";

    /// <summary>Taken by the server, not yet recorded.</summary>
    public const string Handed = "deliver.handed";
}
