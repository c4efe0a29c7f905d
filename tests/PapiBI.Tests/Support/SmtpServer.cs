using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MimeKit;
using PapiBI.Worker.Delivery;

namespace PapiBI.Tests.Support;

/// <summary>
/// A real mail server, aiosmtpd, in a process of its own; what becomes of a mail, its recipient's address says ("refuse.anything@…").
/// The words are told at the top of smtp_server.py.
/// </summary>
public sealed class SmtpServer : IDisposable
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Support", "smtp_server.py");
    private static readonly Lazy<string?> Python = new(FindPython);

    private readonly TemporaryFolder folder = new();
    private readonly Process process;

    private SmtpServer(SmtpServerOptions options)
    {
        string mails = Directory.CreateDirectory(folder.File("mails")).FullName;
        string file = folder.File("options.json");
        File.WriteAllText(file, JsonSerializer.Serialize(options, JsonSerializerOptions.Web));
        process = Process.Start(new ProcessStartInfo(Python.Value!, [Script, mails, file])
        {
            UseShellExecute = false,
            RedirectStandardInput = true, // the server ends when this closes, however the tests end
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string? port = process.StandardOutput.ReadLine();
        Port = port is null ? throw new InvalidOperationException($"The mail server did not start: {process.StandardError.ReadToEnd()}") : int.Parse(port, CultureInfo.InvariantCulture);
        process.BeginErrorReadLine();
    }

    /// <summary>Why no mail server runs here, or null.</summary>
    public static string? WhyNot => Python.Value is null ? "Python with aiosmtpd (Debian: python3-aiosmtpd) is not installed" : null;

    public string Host => "127.0.0.1";

    public int Port { get; }

    /// <summary>For a server without encryption and sign-in.</summary>
    public SmtpSettings Settings => new() { Host = Host, Port = Port, Security = SmtpSecurity.None, Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>What the server took, in the order of taking.</summary>
    public IReadOnlyList<ReceivedMail> Received
    {
        get
        {
            string log = folder.File(Path.Combine("mails", "envelopes.jsonl"));
            return File.Exists(log) ? [.. Lines(log).Select(Read)] : [];
        }
    }

    public static SmtpServer Start(SmtpServerOptions? options = null)
    {
        Assert.SkipWhen(WhyNot is not null, WhyNot ?? "");
        return new SmtpServer(options ?? new SmtpServerOptions());
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        folder.Dispose();
    }

    // A line without its end is still being written.
    private static IEnumerable<string> Lines(string log)
    {
        using FileStream file = new(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(file);
        string text = reader.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private ReceivedMail Read(string line)
    {
        Envelope envelope = JsonSerializer.Deserialize<Envelope>(line, JsonSerializerOptions.Web)!;
        return new ReceivedMail(envelope.Sender, envelope.Recipients, envelope.Connection, File.ReadAllBytes(folder.File(Path.Combine("mails", envelope.File))));
    }

    // Debian's package belongs to Debian's Python, which need not be the first on the path.
    private static string? FindPython() => new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(HasServer);

    private static bool HasServer(string python)
    {
        try
        {
            using Process asked = Process.Start(new ProcessStartInfo(python, ["-c", "import aiosmtpd.smtp"]) { UseShellExecute = false, RedirectStandardError = true })!;
            asked.StandardError.ReadToEnd();
            asked.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private sealed record Envelope(string File, string Sender, IReadOnlyList<string> Recipients, int Connection);
}

/// <summary>How a server differs from a plain one that takes everything.</summary>
public sealed record SmtpServerOptions
{
    /// <summary>The largest message, as the server says when greeted.</summary>
    public long? Size { get; init; }

    /// <summary>The largest message, found out by sending it.</summary>
    public long? HiddenSize { get; init; }

    /// <summary>After so many mails a connection is closed.</summary>
    public int? MailsPerConnection { get; init; }
    public bool Pipelining { get; init; }

    /// <summary>PEM files; with them the server wants STARTTLS first, or TLS at once.</summary>
    public string? Certificate { get; init; }
    public string? Key { get; init; }
    public bool ImplicitTls { get; init; }

    /// <summary>With a user the server wants a sign-in.</summary>
    public string? User { get; init; }
    public string? Password { get; init; }
}

/// <summary>A mail that the server took responsibility for: its envelope, the number of its connection, and its bytes.</summary>
public sealed record ReceivedMail(string Sender, IReadOnlyList<string> Recipients, int Connection, byte[] Bytes)
{
    public MimeMessage Message { get; } = MimeMessage.Load(new MemoryStream(Bytes, writable: false));

    public string MessageId => Message.MessageId ?? "";

    /// <summary>The only recipient.</summary>
    public string Recipient => Recipients.Single();
}
