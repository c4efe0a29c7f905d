using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.IO;
using PapiBI.Warehouse;

namespace PapiBI.Worker.Delivery;

/// <summary>Hands mails over to an SMTP server. The connection stays open from mail to mail and is made anew when it was dropped.</summary>
public sealed class SmtpRoute(SmtpSettings settings) : MailRoute
{
    // A mail that is sent whole is worth waiting for, even when the service stops.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(2);

    private readonly SmtpReasons reasons = new(settings);
    private SmtpClient? client;
    private SentWatch watch = new();

    public override Text Name { get; } = settings.Security switch
    {
        SmtpSecurity.StartTls => new Text($"SMTP {settings.Server} (STARTTLS)", $"SMTP {settings.Server} (STARTTLS)"),
        SmtpSecurity.Tls => new Text($"SMTP {settings.Server} (TLS)", $"SMTP {settings.Server} (TLS)"),
        _ => new Text($"SMTP {settings.Server} (không mã hóa)", $"SMTP {settings.Server} (not encrypted)"),
    };

    public override Handover Hand(OutgoingMail mail, CancellationToken stopping)
    {
        if (!MailAddress.TryRead(mail.Recipient.Address, "", out _, out Text notAnAddress))
        {
            return new Handover.Refused(notAnAddress);
        }

        // Ours is the sender: mended in the settings, the mail can go.
        if (!MailAddress.TryRead(mail.Sender.Address, "", out _, out Text notASender))
        {
            return new Handover.Postponed(notASender);
        }

        using MimeMessage message = MailMessages.Make(mail);
        long size = SizeOf(message);
        if (size > settings.MaxBytes)
        {
            return new Handover.Refused(HandoverWords.TooLarge(size, settings.MaxBytes.Value, new Text("cấu hình (MaxBytes)", "the settings (MaxBytes)")));
        }

        bool wasOpen = client is { IsConnected: true };
        (Handover outcome, bool isDropped) = HandOnce(mail, message, size, stopping);

        // Servers drop a line that was idle, or after so many mails. The mail had not begun, so it is begun again.
        return wasOpen && isDropped ? HandOnce(mail, message, size, stopping).Outcome : outcome;
    }

    public override Text? Check()
    {
        Close();
        if (Connect(CancellationToken.None) is { } whyNot)
        {
            return whyNot;
        }

        try
        {
            client!.NoOp(CancellationToken.None);
            return null;
        }
        catch (Exception e) when (SmtpReasons.IsExpected(e))
        {
            return reasons.Why(e, isStopping: false);
        }
        finally
        {
            Close();
        }
    }

    protected override void Dispose(bool isDisposing)
    {
        Close();
        base.Dispose(isDisposing);
    }

    private (Handover Outcome, bool IsDropped) HandOnce(OutgoingMail mail, MimeMessage message, long size, CancellationToken stopping)
    {
        if (stopping.IsCancellationRequested)
        {
            return (new Handover.Postponed(HandoverWords.Stopping, IsRouteDown: true), false);
        }

        if (client is not { IsConnected: true } && Connect(stopping) is { } whyNot)
        {
            return (new Handover.Postponed(whyNot, IsRouteDown: true), false);
        }

        if (client!.Capabilities.HasFlag(SmtpCapabilities.Size) && client.MaxSize > 0 && size > client.MaxSize)
        {
            return (new Handover.Refused(HandoverWords.TooLarge(size, client.MaxSize, new Text(settings.Server, settings.Server))), false);
        }

        return Send(mail, message, stopping);
    }

    private (Handover Outcome, bool IsDropped) Send(OutgoingMail mail, MimeMessage message, CancellationToken stopping)
    {
        using CancellationTokenSource cut = new();
        using CancellationTokenRegistration onStop = stopping.Register(() => cut.CancelAfter(watch.IsGiven ? Grace : TimeSpan.Zero));
        watch.Begin();
        try
        {
            string reply = client!.SendAsync(message, mail.Sender, [mail.Recipient], cut.Token, watch).GetAwaiter().GetResult();
            return (new Handover.Accepted(HandoverWords.Shown(reply)), false);
        }
        catch (Exception e) when (SmtpReasons.IsExpected(e))
        {
            bool isDropped = SmtpReasons.IsDropped(e) && !watch.IsBegun;
            if (e is not SmtpCommandException || SmtpReasons.IsDropped(e))
            {
                Drop();
            }

            return (reasons.Outcome(e, watch, stopping.IsCancellationRequested), isDropped);
        }
    }

    /// <summary>Null when connected and signed in, else why not.</summary>
    private Text? Connect(CancellationToken stopping)
    {
        Drop();
        if (settings.Faults() is { Count: > 0 } faults)
        {
            return new Text(string.Join(' ', faults.Select(fault => fault.Vi)), string.Join(' ', faults.Select(fault => fault.En)));
        }

        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(settings.Timeout);
        ServerTrust? trust = null;
        try
        {
            trust = new ServerTrust(settings.Server, settings.ReadAuthorities());
            watch = new SentWatch();

            // Lists of withdrawn certificates are out of reach of many a server room.
            client = new SmtpClient(watch) { Timeout = (int)settings.Timeout.TotalMilliseconds, CheckCertificateRevocation = false, ServerCertificateValidationCallback = trust.Accepts };
            client.ConnectAsync(settings.Host, settings.Port, OptionsOf(settings.Security), patience.Token).GetAwaiter().GetResult();
            if (settings.SignsIn)
            {
                client.AuthenticateAsync(settings.User!, settings.ReadPassword(), patience.Token).GetAwaiter().GetResult();
            }

            return null;
        }
        catch (Exception e) when (SmtpReasons.IsExpected(e))
        {
            Drop();
            return reasons.Why(e, stopping.IsCancellationRequested, trust);
        }
    }

    private void Close()
    {
        if (client is { IsConnected: true })
        {
            try
            {
                using CancellationTokenSource patience = new(LongestFarewell);
                client.DisconnectAsync(quit: true, patience.Token).GetAwaiter().GetResult();
            }
            catch (Exception e) when (SmtpReasons.IsExpected(e))
            {
                // What was accepted stays accepted, whether or not the server says goodbye.
            }
        }

        Drop();
    }

    private void Drop()
    {
        client?.Dispose();
        client = null;
    }

    private static SecureSocketOptions OptionsOf(SmtpSecurity security) => security switch
    {
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => throw new ArgumentOutOfRangeException(nameof(security), security, "No such security."),
    };

    private static long SizeOf(MimeMessage message)
    {
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using MeasuringStream measure = new();
        message.WriteTo(format, measure);
        return measure.Length;
    }
}
