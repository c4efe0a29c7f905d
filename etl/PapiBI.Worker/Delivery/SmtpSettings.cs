using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PapiBI.Warehouse;

namespace PapiBI.Worker.Delivery;

/// <summary>Where and how mails leave by SMTP. Written out, it never shows the password.</summary>
public sealed record SmtpSettings
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    public string Host { get; init; } = "";
    public int Port { get; init; } = 587;
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>Blank where the server wants no sign-in.</summary>
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>A file that holds the password and nothing else, read at every sign-in, so that a new password needs no restart.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Certificates (PEM) of the authorities to trust instead of the system's, for a server with a private one.</summary>
    public string? CaFile { get; init; }

    /// <summary>How long the server may take for one step.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>No larger message is sent, whatever the server says.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>"mail.example.org:587".</summary>
    public string Server => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>Everything that is wrong with the settings; empty when they can be tried.</summary>
    public IReadOnlyList<Text> Faults()
    {
        (bool IsWrong, Text Fault)[] rules =
        [
            (Uri.CheckHostName(Host) == UriHostNameType.Unknown, new Text(
                $"Host “{HandoverWords.Shown(Host)}” không phải tên máy chủ thư, ví dụ mail.coquan.gov.vn.",
                $"Host “{HandoverWords.Shown(Host)}” is not the name of a mail server, such as mail.office.gov.vn.")),
            (Port is < 1 or > 65535, new Text($"Port {Port} phải từ 1 đến 65535.", $"Port {Port} must be from 1 to 65535.")),
            (!Enum.IsDefined(Security), new Text("Security phải là StartTls, Tls hoặc None.", "Security must be StartTls, Tls or None.")),
            (IsSet(Password) && IsSet(PasswordFile), new Text("Có cả Password và PasswordFile; chỉ giữ một.", "Both Password and PasswordFile are given; keep one.")),
            (IsSet(User) && !HasPassword, new Text("Có User nhưng thiếu Password hoặc PasswordFile.", "There is a User without Password or PasswordFile.")),
            (!IsSet(User) && HasPassword, new Text("Có mật khẩu nhưng thiếu User.", "There is a password without a User.")),
            (HasPassword && Security == SmtpSecurity.None && !IsLoopback, new Text(
                "Mật khẩu không được gửi qua đường không mã hóa (Security None) tới máy khác; dùng StartTls hoặc Tls.",
                "No password is sent to another machine over a line that is not encrypted (Security None); use StartTls or Tls.")),
            (Timeout <= TimeSpan.Zero || Timeout > LongestTimeout, new Text("Timeout phải trên 0 và không quá một giờ.", "Timeout must be above 0 and at most an hour.")),
            (MaxBytes is <= 0, new Text("MaxBytes phải trên 0.", "MaxBytes must be above 0.")),
        ];
        return [.. rules.Where(rule => rule.IsWrong).Select(rule => rule.Fault), .. PasswordFileFaults(), .. CaFileFaults()];
    }

    public override string ToString() => $"{nameof(SmtpSettings)} {{ {Server}, {Security}, {(IsSet(User) ? "with sign-in" : "no sign-in")} }}";

    internal bool SignsIn => IsSet(User);

    /// <summary>Throws as reading a file does.</summary>
    internal string ReadPassword() => IsSet(PasswordFile) ? File.ReadAllText(PasswordFile!).TrimEnd('\r', '\n') : Password ?? "";

    /// <summary>Null where the system's authorities count. Throws as reading a file does.</summary>
    internal X509Certificate2Collection? ReadAuthorities()
    {
        if (!IsSet(CaFile))
        {
            return null;
        }

        X509Certificate2Collection authorities = [];
        authorities.ImportFromPemFile(CaFile!);
        return authorities;
    }

    private bool HasPassword => IsSet(Password) || IsSet(PasswordFile);

    private bool IsLoopback => Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out IPAddress? address) && IPAddress.IsLoopback(address));

    private IEnumerable<Text> PasswordFileFaults()
    {
        if (IsSet(PasswordFile) && FaultOf(nameof(PasswordFile), () => ReadPassword().Length == 0) is { } fault)
        {
            yield return fault;
        }
    }

    private IEnumerable<Text> CaFileFaults()
    {
        if (FaultOf(nameof(CaFile), () => ReadAuthorities() is { Count: 0 }) is { } fault)
        {
            yield return fault;
        }
    }

    private static Text? FaultOf(string setting, Func<bool> isEmpty)
    {
        try
        {
            return isEmpty() ? new Text($"Tệp của {setting} không có gì dùng được.", $"The file of {setting} holds nothing of use.") : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException or NotSupportedException)
        {
            return new Text($"Không đọc được tệp của {setting}: {HandoverWords.Shown(e.Message)}", $"The file of {setting} cannot be read: {HandoverWords.Shown(e.Message)}");
        }
    }

    private static bool IsSet(string? value) => !string.IsNullOrEmpty(value);
}
