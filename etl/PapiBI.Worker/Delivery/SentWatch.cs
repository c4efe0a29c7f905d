using MailKit;

namespace PapiBI.Worker.Delivery;

/// <summary>
/// Watches how far the sending of one message has come. MailKit reports content when it is given to the connection's buffer, and logs
/// bytes once the system has taken them. The line with a lone dot ends the message and cannot occur within it, so a server can have taken
/// the message only when that line has left.
/// </summary>
internal sealed class SentWatch : IProtocolLogger, ITransferProgress
{
    private byte[] tail = [];

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>Some of the content was given to the connection.</summary>
    public bool IsBegun { get; private set; }

    /// <summary>All of the content was given to the connection: its end is being sent, or was.</summary>
    public bool IsGiven { get; private set; }

    /// <summary>The system took the end of the message to send it.</summary>
    public bool IsEndSent { get; private set; }

    private static ReadOnlySpan<byte> End => "\r\n.\r\n"u8;

    public void Begin()
    {
        tail = [];
        IsBegun = IsGiven = IsEndSent = false;
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        byte[] sent = [.. tail, .. buffer.AsSpan(offset, count)];
        IsEndSent |= sent.AsSpan().IndexOf(End) >= 0;
        tail = sent[^Math.Min(End.Length - 1, sent.Length)..];
    }

    // Dots at the beginning of lines are doubled on the way, so that the count may pass the size just before the end; it never falls short of it at the end.
    public void Report(long bytesTransferred, long totalSize)
    {
        IsBegun = true;
        IsGiven = bytesTransferred >= totalSize;
    }

    public void Report(long bytesTransferred) => IsBegun = IsGiven = true;

    public void LogConnect(Uri uri)
    {
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
    }

    public void Dispose()
    {
    }
}
