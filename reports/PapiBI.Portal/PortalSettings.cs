using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.Embedding;
using PapiBI.Portal.Workbench;
using PapiBI.Warehouse;

namespace PapiBI.Portal;

/// <summary>How the portal works: portal.json in the data folder, then environment variables that begin with PORTAL_ (PORTAL_Access). Everything has a default.</summary>
public sealed record PortalSettings
{
    public const string FileName = "portal.json";
    private const string Prefix = "PORTAL_";

    public const string Open = "open";
    public const string SignedIn = "signed-in";

    /// <summary>Where to listen, parted by semicolons.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Who may read public figures: "open", everybody; or "signed-in", who has an account.</summary>
    public string Access { get; init; } = Open;

    /// <summary>Whether answers are kept for the next who asks the same of the same release.</summary>
    public bool KeepsPages { get; init; } = true;

    /// <summary>Whether what leagues, comparisons and briefs of each new release ask is asked before anybody reads them: the first pages at once, which takes a processor for a few seconds, and the rest at half speed in a minute or two.</summary>
    public bool WarmsUp { get; init; } = true;

    /// <summary>Under which address people reach it, where that is not where it listens: "https://papi.example.gov.vn".</summary>
    public string? PublicAddress { get; init; }

    /// <summary>Addresses of the proxies before it, which are believed when they say who asks.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>Where the keys lie by which forms are known to be its own, and which several portals share; else "portal-keys" in the data folder.</summary>
    public string? KeysFolder { get; init; }

    /// <summary>How many pages and files a minute one address is given.</summary>
    public int RequestsPerMinute { get; init; } = 1200;

    /// <summary>How many passwords a minute are looked at from one address, and for one login; of a provider's answers ten times as many from one address.</summary>
    public int SignInsPerMinute { get; init; } = 20;

    /// <summary>Where the worker takes files from ("inbox.folder" of papibi.json); relative to the data folder, and there "inbox" where nothing is said.</summary>
    public string? InboxFolder { get; init; }

    /// <summary>How many files a minute may be sent from one address.</summary>
    public int UploadsPerMinute { get; init; } = 20;

    /// <summary>A provider that vouches for people; null: there are passwords only.</summary>
    public OpenIdSettings? OpenId { get; init; }

    /// <summary>Whether browsers reach it by https.</summary>
    public bool IsHttps => (PublicAddress ?? Urls).Split(';').All(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase));

    /// <summary>What one question of the SQL workbench may take.</summary>
    public WorkbenchLimits Workbench { get; init; } = new();

    /// <summary>How much is exported for embedding sites at a time, and how much of it is kept.</summary>
    public ExportSettings Exports { get; init; } = new();

    /// <summary>Where the warehouse is on a server: the connection string of a login with the role papibi_analyst alone, from the environment
    /// (PORTAL_AnalystConnection) or the file. It holds a password, so it never stands in the settings.</summary>
    public string AnalystConnection { get; init; } = "";

    /// <summary>A file with that string and nothing else.</summary>
    public string AnalystConnectionFile { get; init; } = "";

    /// <param name="file">Where the settings lie; need not exist.</param>
    /// <param name="faults">Everything that is wrong, with the name of the setting.</param>
    public static PortalSettings Read(string file, out IReadOnlyList<Text> faults)
    {
        try
        {
            var read = new PortalSettings();
            var written = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file), optional: true);
            var isSecretWritten = written.Build()[$"{nameof(OpenId)}:{nameof(OpenIdSettings.ClientSecret)}"] is not null;
            var isConnectionWritten = written.Build()[nameof(AnalystConnection)] is not null;
            written.AddEnvironmentVariables(Prefix).Build().Bind(read, options => options.ErrorOnUnknownConfiguration = true);
            read = read.WithSecret();
            faults = [.. isSecretWritten ? [SecretInSettings] : Array.Empty<Text>(), .. isConnectionWritten ? [ConnectionInSettings] : Array.Empty<Text>(), .. read.Faults()];
            return read;
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // The place only: the words around it may be a secret.
            var place = e.GetBaseException() is JsonException json ? $"{file}:{json.LineNumber + 1}" : file;
            faults = [new Text($"Không đọc được cấu hình {place}: {Said(e)}", $"The settings {place} cannot be read: {Said(e)}")];
            return new PortalSettings();
        }
    }

    private static readonly Text SecretInSettings = new(
        "openId.clientSecret: không để trong tệp cấu hình; hãy để trong tệp clientSecretFile hoặc biến PORTAL_OpenId__ClientSecret.",
        "openId.clientSecret: does not belong into the settings; put it into the file clientSecretFile or the variable PORTAL_OpenId__ClientSecret.");

    private static readonly Text ConnectionInSettings = new(
        "analystConnection: không để trong tệp cấu hình vì có mật khẩu; hãy để trong tệp analystConnectionFile hoặc biến PORTAL_AnalystConnection.",
        "analystConnection: does not belong into the settings, as it holds a password; put it into the file analystConnectionFile or the variable PORTAL_AnalystConnection.");

    private PortalSettings WithSecret() => this with
    {
        OpenId = OpenId is { ClientSecret: "", ClientSecretFile: { Length: > 0 } file } provider ? provider with { ClientSecret = File.ReadAllText(file).Trim() } : OpenId,
        AnalystConnection = AnalystConnection.Length == 0 && AnalystConnectionFile.Length > 0 ? File.ReadAllText(AnalystConnectionFile).Trim() : AnalystConnection,
    };

    private static string Said(Exception fault) => fault.GetBaseException() is JsonException ? "JSON" : fault.Message;

    internal IEnumerable<Text> Faults()
    {
        if (Access is not (Open or SignedIn))
        {
            yield return new Text($"access: “{Access}” không có; dùng {Open}, {SignedIn}.", $"access: there is no “{Access}”; use {Open}, {SignedIn}.");
        }

        if (PublicAddress is not null && !(Uri.TryCreate(PublicAddress, UriKind.Absolute, out var address) && address is { Scheme: "https" or "http", PathAndQuery: "/" }))
        {
            yield return new Text($"publicAddress: “{PublicAddress}” không phải một địa chỉ như https://papi.example.gov.vn.", $"publicAddress: “{PublicAddress}” is no address such as https://papi.example.gov.vn.");
        }

        foreach (var proxy in Proxies.Where(proxy => !IPAddress.TryParse(proxy, out _)))
        {
            yield return new Text($"proxies: “{proxy}” không phải địa chỉ IP.", $"proxies: “{proxy}” is no IP address.");
        }

        if (SignInsPerMinute < 1)
        {
            yield return new Text("signInsPerMinute: ít nhất 1.", "signInsPerMinute: at least 1.");
        }

        if (RequestsPerMinute < 1)
        {
            yield return new Text("requestsPerMinute: ít nhất 1.", "requestsPerMinute: at least 1.");
        }

        if (UploadsPerMinute < 1)
        {
            yield return new Text("uploadsPerMinute: ít nhất 1.", "uploadsPerMinute: at least 1.");
        }

        foreach (var fault in Workbench.Faults().Concat(Exports.Faults()).Concat(OpenId?.Faults() ?? []))
        {
            yield return fault;
        }
    }
}
