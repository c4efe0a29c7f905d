using System.Text.Json;
using Microsoft.Extensions.Configuration;
using MimeKit;
using PapiBI.Warehouse;
using PapiBI.Worker.Delivery;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Worker.Service;

/// <summary>How the service works: papibi.json in the data folder, then environment variables that begin with PAPIBI_ (PAPIBI_Mail__Smtp__Host). Everything has a default but the mail server.</summary>
public sealed record ServiceSettings
{
    private const string Prefix = "PAPIBI_";

    // Variables of tests that share the prefix.
    private static readonly string[] NoSettings = ["WAREHOUSE", "DIE_AT", "UPDATE_GOLDEN"];
    private const string OfTests = "TEST_";

    /// <summary>Of the crons below and, unless it says otherwise, of subscriptions: an IANA name.</summary>
    public string TimeZone { get; init; } = "Asia/Ho_Chi_Minh";

    /// <summary>Of mails to the operator: vi or en.</summary>
    public string Language { get; init; } = "vi";
    public InboxSettings Inbox { get; init; } = new();
    public PublishSettings Publish { get; init; } = new();
    public DeliverSettings Deliver { get; init; } = new();
    public RefreshSettings Refresh { get; init; } = new();
    public MailServiceSettings Mail { get; init; } = new();

    /// <summary>After how many seconds without a sign of life a worker counts as dead and its work is taken over.</summary>
    public int LifeSeconds { get; init; } = 60;

    /// <summary>How long a stop waits for the step at hand.</summary>
    public int StopSeconds { get; init; } = 60;

    /// <summary>"text" or "json".</summary>
    public string Logs { get; init; } = "text";

    public Language OperatorLanguage => Language == "en" ? Warehouse.Language.English : Warehouse.Language.Vietnamese;

    /// <param name="file">Where the settings lie; need not exist unless somebody named it.</param>
    /// <param name="root">The data folder, to which relative folders count.</param>
    /// <param name="faults">Everything that is wrong, each with the name of the setting.</param>
    public static ServiceSettings Read(string file, string root, out IReadOnlyList<Text> faults)
    {
        Dictionary<string, string?> written;
        try
        {
            written = Written(file);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            faults = [NotRead(file, e.GetBaseException())];
            return new ServiceSettings().Under(root);
        }

        var wrong = SettingsCheck.Of(Configuration(written), typeof(ServiceSettings)).ToList();
        var understood = written.Where(entry => !wrong.Exists(fault => IsWithin(entry.Key, fault.Key)));
        var settings = new ServiceSettings();
        Configuration(understood).Bind(settings);
        settings = settings.Under(root);
        faults = [.. wrong.Select(fault => fault.Fault), .. settings.Faults()];
        return settings;
    }

    // The place only: the words around it may be a password.
    private static Text NotRead(string file, Exception fault) => fault is JsonException json
        ? new Text(
            $"{file} không phải JSON: dòng {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}.",
            $"{file} is not JSON: line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}.")
        : new Text($"Không đọc được cấu hình {file}: {fault.Message}", $"The settings {file} cannot be read: {fault.Message}");

    private ServiceSettings Under(string root) => this with
    {
        Inbox = Inbox with { Folder = Path.GetFullPath(Inbox.Folder, root) },
        Mail = Mail with
        {
            PickupFolder = Path.GetFullPath(Mail.PickupFolder, root),
            Smtp = Mail.Smtp is { } smtp ? smtp with { PasswordFile = FileUnder(root, smtp.PasswordFile), CaFile = FileUnder(root, smtp.CaFile) } : null,
        },
    };

    private static string? FileUnder(string root, string? file) => string.IsNullOrEmpty(file) ? file : Path.GetFullPath(file, root);

    // Null says nothing, so the default holds.
    private static Dictionary<string, string?> Written(string file)
    {
        var written = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var ofFile = new ConfigurationBuilder().AddJsonFile(file, optional: true).Build().AsEnumerable();

        var ofVariables = new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build().AsEnumerable().Where(entry => !NoSettings.Contains(entry.Key, StringComparer.OrdinalIgnoreCase) && !entry.Key.StartsWith(OfTests, StringComparison.OrdinalIgnoreCase));
        foreach (var (key, value) in ofFile.Concat(ofVariables).Where(entry => entry.Value is not null))
        {
            written[key] = value;
        }

        return written;
    }

    private static IConfigurationRoot Configuration(IEnumerable<KeyValuePair<string, string?>> entries) => new ConfigurationBuilder().AddInMemoryCollection(entries).Build();

    private static bool IsWithin(string key, string part) =>
        key.Equals(part, StringComparison.OrdinalIgnoreCase) || key.StartsWith(part + ConfigurationPath.KeyDelimiter, StringComparison.OrdinalIgnoreCase);

    private IReadOnlyList<Text> Faults() =>
    [
        .. Cron("inbox.cron", Inbox.Cron), .. Cron("publish.cron", Publish.Cron), .. Cron("deliver.cron", Deliver.Cron),
        .. Among("language", Language, "vi", "en"), .. Among("logs", Logs, "text", "json"), .. Among("deliver.unknownOutcome", Deliver.UnknownOutcome, "hold", "resend"),
        .. Within("lifeSeconds", LifeSeconds, 1, 3600), .. Within("stopSeconds", StopSeconds, 0, 3600), .. Within("refresh.seconds", Refresh.Seconds, 1, 60), .. Within("inbox.quietSeconds", Inbox.QuietSeconds, 0, 3600),
        .. Within("deliver.threads", Deliver.Threads, 1, 64), .. Within("deliver.graceMinutes", Deliver.GraceMinutes, 1, 1440),
        .. Deliver.RetryMinutes.SelectMany(minutes => Within("deliver.retryMinutes", minutes, 0, 10_080)),
        .. Mail.Faults(),
    ];

    private IEnumerable<Text> Cron(string setting, string cron) =>
        Schedule.Read(cron, TimeZone, out var reason) is null ? [new Text($"{setting}: {reason.Vi}", $"{setting}: {reason.En}")] : [];

    private static IEnumerable<Text> Among(string setting, string value, params string[] allowed) =>
        allowed.Contains(value) ? [] : [new Text($"{setting}: “{value}” không có; dùng {string.Join(", ", allowed)}.", $"{setting}: there is no “{value}”; use {string.Join(", ", allowed)}.")];

    private static IEnumerable<Text> Within(string setting, int value, int low, int high) =>
        value >= low && value <= high ? [] : [new Text($"{setting}: {value} nằm ngoài {low}–{high}.", $"{setting}: {value} is not within {low}–{high}.")];
}

/// <summary>Where files arrive.</summary>
public sealed record InboxSettings
{
    public string Folder { get; init; } = "inbox";
    public string Cron { get; init; } = "0 * * * * ?";

    /// <summary>For how long no file of the folder may have changed before any is read: somebody may still be copying.</summary>
    public int QuietSeconds { get; init; } = 10;
}

/// <summary>When what is loaded becomes the release.</summary>
public sealed record PublishSettings
{
    public string Cron { get; init; } = "0 0/15 * * * ?";

    /// <summary>Whether to publish at once when the inbox brought something. Set false to publish by the cron only.</summary>
    public bool AfterLoading { get; init; } = true;
}

/// <summary>How often to look whether a site's server asked for a load.</summary>
public sealed record RefreshSettings
{
    public int Seconds { get; init; } = 10;
}

/// <summary>How reports are made and handed over.</summary>
public sealed record DeliverSettings
{
    public string Cron { get; init; } = "30 * * * * ?";

    /// <summary>How many reports are made at a time.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Up to when an occasion counts as on time; later it is missed and the subscription's rule decides.</summary>
    public int GraceMinutes { get; init; } = 15;

    /// <summary>The pauses before each new attempt; after the last of them the delivery is given up.</summary>
    public IReadOnlyList<int> RetryMinutes { get; init; } = [];

    /// <summary>What to do with a mail of which nobody knows whether it was taken: "hold" it for the operator, or "resend" it.</summary>
    public string UnknownOutcome { get; init; } = "hold";

    private static readonly int[] UsualPauses = [1, 5, 15, 60, 240, 720, 1440];

    /// <summary>The pause after so many attempts; null where it is given up.</summary>
    public TimeSpan? Pause(int attempts)
    {
        var pauses = RetryMinutes.Count > 0 ? RetryMinutes : UsualPauses;
        return attempts <= pauses.Count ? TimeSpan.FromMinutes(pauses[Math.Max(attempts, 1) - 1]) : null;
    }
}

/// <summary>From whom and by which way mails go.</summary>
public sealed record MailServiceSettings
{
    private const string NoSender = "papibi@papibi.invalid";

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = NoSender;
    public string FromName { get; init; } = "PapiBI";

    /// <summary>Who answers questions; the sender where nobody is named.</summary>
    public string ContactName { get; init; } = "";
    public string Contact { get; init; } = "";

    /// <summary>Who is told of what was refused or may be lost.</summary>
    public string Operator { get; init; } = "";

    /// <summary>Who is sent the marked copy of a refused file whose source names no owner.</summary>
    public string Steward { get; init; } = "";

    /// <summary>The mail server. Without one, mails are left in the pickup folder.</summary>
    public SmtpSettings? Smtp { get; init; }
    public string PickupFolder { get; init; } = "outbox";

    public MailboxAddress Sender => new(FromName, From);

    public MailRoute OpenRoute() => Smtp is { } smtp ? new SmtpRoute(smtp) : new PickupRoute(new PickupFolder(PickupFolder));

    internal IEnumerable<Text> Faults() =>
    [
        .. Address("mail.from", From), .. Contact.Length > 0 ? Address("mail.contact", Contact) : [], .. Operator.Length > 0 ? Address("mail.operator", Operator) : [],
        .. Steward.Length > 0 ? Address("mail.steward", Steward) : [],
        .. Smtp is not null && From == NoSender ? [new Text("mail.from: thiếu địa chỉ người gửi.", "mail.from: the sender's address is missing.")] : Array.Empty<Text>(),
        .. Smtp?.Faults().Select(fault => new Text($"mail.smtp: {fault.Vi}", $"mail.smtp: {fault.En}")) ?? [],
    ];

    private static IEnumerable<Text> Address(string setting, string address) =>
        MailAddress.TryRead(address, "", out _, out var reason) ? [] : [new Text($"{setting}: {reason.Vi}", $"{setting}: {reason.En}")];
}

/// <summary>The settings have faults, each with the name of the setting.</summary>
public sealed class SettingsRefusedException(IReadOnlyList<Text> faults) : Exception(string.Join(' ', faults.Select(fault => fault.En)))
{
    public IReadOnlyList<Text> Faults { get; } = faults;
}
