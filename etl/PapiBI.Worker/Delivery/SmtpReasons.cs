using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using PapiBI.Warehouse;

namespace PapiBI.Worker.Delivery;

/// <summary>What a failed conversation with a server means for a mail, and how to say it.</summary>
internal sealed class SmtpReasons(SmtpSettings settings)
{
    private string Server => settings.Server;

    /// <summary>Whether this is something that servers, networks and disks do; anything else is a bug of ours.</summary>
    public static bool IsExpected(Exception e) =>
        e is ProtocolException or CommandException or ServiceNotConnectedException or ServiceNotAuthenticatedException
            or AuthenticationException or SslHandshakeException or System.Security.Authentication.AuthenticationException
            or IOException or SocketException or TimeoutException or OperationCanceledException or NotSupportedException
            or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException;

    /// <summary>The line was dropped, or the server is about to: not the doing of this mail.</summary>
    public static bool IsDropped(Exception e) =>
        e is SmtpCommandException { StatusCode: SmtpStatusCode.ServiceNotAvailable } or SmtpProtocolException or ServiceNotConnectedException
        || (e is IOException && !IsGivenUp(e));

    public Handover Outcome(Exception failure, SentWatch watch, bool isStopping) => failure switch
    {
        SmtpCommandException answer => OutcomeOf(answer, watch),
        ServiceNotAuthenticatedException => new Handover.Postponed(SignInNeeded(failure), IsRouteDown: true),
        _ when MayBeTaken(failure, watch) => new Handover.Unknown(Unconfirmed(isStopping && IsGivenUp(failure) ? HandoverWords.StoppedWaiting : Why(failure, isStopping))),
        _ => new Handover.Postponed(Why(failure, isStopping), IsRouteDown: isStopping && IsGivenUp(failure)),
    };

    /// <summary>Why there is no connection.</summary>
    public Text Why(Exception failure, bool isStopping, ServerTrust? trust = null) => failure switch
    {
        _ when IsGivenUp(failure) => isStopping ? HandoverWords.Stopping : HandoverWords.NoAnswer(Server, settings.Timeout),
        SslHandshakeException or System.Security.Authentication.AuthenticationException => trust?.Fault ?? new Text(
            $"Không lập được đường mã hóa (TLS) với {Server}: {Words(failure.Message)} Xem lại Port và Security.",
            $"No encrypted line (TLS) to {Server}: {Words(failure.Message)} See to Port and Security."),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new Text(
            $"Không tìm thấy máy chủ “{settings.Host}”. Xem lại Host và mạng.",
            $"There is no server “{settings.Host}” to be found. See to Host and the network."),
        SocketException => new Text(
            $"Không nối được tới {Server}: {Words(failure.Message)}. Xem lại Host, Port và tường lửa.",
            $"Cannot connect to {Server}: {Words(failure.Message)}. See to Host, Port and the firewall."),
        AuthenticationException => new Text(
            $"{Server} không nhận User hoặc mật khẩu: {Words(failure.Message)}",
            $"{Server} does not accept User or password: {Words(failure.Message)}"),
        SmtpCommandException answer => Answered(answer),
        NotSupportedException => new Text(
            $"{Server} không có điều cần dùng: {Words(failure.Message)} Xem lại Port và Security.",
            $"{Server} lacks what is needed: {Words(failure.Message)} See to Port and Security."),
        UnauthorizedAccessException or System.Security.Cryptography.CryptographicException => new Text(
            $"Không đọc được tệp trong cấu hình gửi thư: {Words(failure.Message)}",
            $"A file named in the mail settings cannot be read: {Words(failure.Message)}"),
        _ => new Text($"Đường nối với {Server} bị ngắt: {Words(failure.Message)}", $"The line to {Server} broke: {Words(failure.Message)}"),
    };

    private Handover OutcomeOf(SmtpCommandException answer, SentWatch watch)
    {
        int code = (int)answer.StatusCode;
        bool isSender = answer.ErrorCode == SmtpErrorCode.SenderNotAccepted;
        return code switch
        {
            >= 200 and < 300 when watch.IsEndSent => new Handover.Accepted(Words(answer.Message)),
            552 => new Handover.Refused(Answered(answer)),
            530 or 534 or 535 or 538 => new Handover.Postponed(SignInNeeded(answer), IsRouteDown: true),
            >= 500 and < 600 when isSender => new Handover.Postponed(SenderNotAllowed(answer), IsRouteDown: true),
            >= 500 and < 600 => new Handover.Refused(Answered(answer)),
            >= 400 and < 500 => new Handover.Postponed(Answered(answer)),
            _ when watch.IsEndSent => new Handover.Unknown(Unconfirmed(Answered(answer))),
            _ => new Handover.Postponed(Answered(answer)),
        };
    }

    // Where the network failed while the end was being written, the end did not leave. Where we gave up waiting, it may have.
    private static bool MayBeTaken(Exception failure, SentWatch watch) => watch.IsEndSent || (watch.IsGiven && IsGivenUp(failure));

    // Over TLS the time-out arrives wrapped.
    private static bool IsGivenUp(Exception failure)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            if (e is OperationCanceledException or TimeoutException or SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.OperationAborted })
            {
                return true;
            }
        }

        return false;
    }

    private Text Unconfirmed(Text cause) => new(
        $"Đã gửi hết thư nhưng {Server} không xác nhận; có thể thư đã được nhận, có thể chưa. {cause.Vi}",
        $"All of the mail was sent and {Server} did not confirm it: it may have been taken or not. {cause.En}");

    private Text Answered(SmtpCommandException answer)
    {
        string reply = $"{(int)answer.StatusCode} {Words(answer.Message)}";
        return new Text($"{Server} trả lời: {reply}", $"{Server} answered: {reply}");
    }

    private Text SenderNotAllowed(SmtpCommandException answer) => new(
        $"{Server} không nhận người gửi {answer.Mailbox?.Address}: {(int)answer.StatusCode} {Words(answer.Message)}",
        $"{Server} does not accept the sender {answer.Mailbox?.Address}: {(int)answer.StatusCode} {Words(answer.Message)}");

    private Text SignInNeeded(Exception answer) => new(
        $"{Server} đòi đăng nhập hoặc không nhận việc đăng nhập: {Words(answer.Message)} Xem lại User và mật khẩu.",
        $"{Server} wants a sign-in, or another one: {Words(answer.Message)} See to User and password.");

    // A server may say again what it was told.
    private string Words(string text)
    {
        string shown = text;
        foreach (string secret in Secrets())
        {
            shown = shown.Replace(secret, "•••", StringComparison.Ordinal);
        }

        return HandoverWords.Shown(shown);
    }

    private IEnumerable<string> Secrets()
    {
        string password;
        try
        {
            password = settings.ReadPassword();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            yield break;
        }

        if (password.Length > 0)
        {
            yield return password;
            yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(password));
            yield return Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{settings.User}\0{password}"));
        }
    }
}
