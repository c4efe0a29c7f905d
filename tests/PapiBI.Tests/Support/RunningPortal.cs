using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PapiBI.Portal;
using PapiBI.Portal.Accounts;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Support;

/// <summary>Somebody who has an account in a running portal, with <see cref="RunningPortal.Password"/>.</summary>
public sealed record Seed(string Login, Role Role, params string[] PlanRights);

/// <summary>The portal as it runs, on a free port of this machine, over the releases of an installation; its people are its own.</summary>
public sealed partial class RunningPortal : IAsyncDisposable
{
    public const string Password = "ruộng bậc thang mùa nước đổ";

    private static readonly Lazy<string> PasswordHash = new(() => new Passwords().Hash(Password));

    private readonly TemporaryFolder folder;
    private readonly WebApplication portal;
    private readonly List<IDisposable> lent = [];
    private readonly KeptLog log;

    private RunningPortal(TemporaryFolder folder, DataFolder data, WebApplication portal, string said, KeptLog log)
    {
        (this.folder, Data, this.portal, Said, this.log) = (folder, data, portal, said, log);
        Address = new Uri(portal.Urls.First());
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Its own folder, with copies of the releases.</summary>
    public DataFolder Data { get; }

    /// <summary>What it printed on the console.</summary>
    public string Said { get; }

    /// <summary>What it wrote into its log since it started.</summary>
    public string Logged => log.Text;

    public EmbedSites Sites => portal.Services.GetRequiredService<EmbedSites>();
    public PapiBI.Portal.Embedding.EmbedTokens Tokens => portal.Services.GetRequiredService<PapiBI.Portal.Embedding.EmbedTokens>();
    public PapiBI.Portal.Releases.PublishedRelease Releases => portal.Services.GetRequiredService<PapiBI.Portal.Releases.PublishedRelease>();
    public SavedQueries Saved => portal.Services.GetRequiredService<SavedQueries>();
    public People People => portal.Services.GetRequiredService<People>();
    public Sessions Sessions => portal.Services.GetRequiredService<Sessions>();
    public PapiBI.Portal.Workbench.QueryDesk Desk => portal.Services.GetRequiredService<PapiBI.Portal.Workbench.QueryDesk>();
    public AuditLog Log => portal.Services.GetRequiredService<AuditLog>();

    /// <summary>The same over the published samples.</summary>
    public static Task<RunningPortal> Start(PublishedSamples samples, PortalSettings? settings = null, TimeProvider? clock = null, params Seed[] people)
    {
        // They are loaded when they are first asked for.
        _ = samples.Release;
        return Start(samples.Data, settings, clock, people);
    }

    /// <param name="of">The installation whose releases it shows; nothing of it is written to.</param>
    /// <param name="settings">How it works; the address is chosen here.</param>
    /// <param name="clock">Its time; null: the real one.</param>
    /// <param name="people">Who has an account.</param>
    public static async Task<RunningPortal> Start(DataFolder of, PortalSettings? settings = null, TimeProvider? clock = null, params Seed[] people)
    {
        var copies = new TemporaryFolder();
        foreach (var file in new[] { of.Releases, of.InternalReleases }.Where(Directory.Exists).SelectMany(Directory.GetFiles))
        {
            var copy = Path.Combine(copies.Path, Path.GetRelativePath(of.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return await Start(copies, new DataFolder(copies.Path), settings, clock, people);
    }

    /// <summary>Over an installation itself, in which a worker works meanwhile; its people are added there.</summary>
    public static Task<RunningPortal> Over(DataFolder data, PortalSettings? settings = null, TimeProvider? clock = null, params Seed[] people) => Start(null, data, settings, clock, people);

    /// <summary>Another one over the same folder, as after a restart, or as a second node. The first keeps the folder.</summary>
    public Task<RunningPortal> Another(PortalSettings? settings = null, TimeProvider? clock = null) => Start(null, Data, settings, clock, []);

    /// <summary>Somebody without an account: a browser with cookies of its own, that follows no redirect.</summary>
    public HttpClient Anonymous() => Browser().Client;

    /// <summary>The same, with its cookies at hand.</summary>
    public (HttpClient Client, CookieContainer Cookies) Browser()
    {
        var cookies = new CookieContainer();
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1), AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        lent.Add(client);
        return (client, cookies);
    }

    /// <summary>A browser in which somebody has signed in by the form, as people do.</summary>
    public async Task<HttpClient> SignedIn(string login)
    {
        var client = Anonymous();
        using var answer = await SignIn(client, login, Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    /// <summary>Fills in the form of the sign-in page.</summary>
    public static Task<HttpResponseMessage> SignIn(HttpClient browser, string login, string password, string returnUrl = "/") =>
        Send(browser, "/sign-in", "/sign-in", ("login", login), ("password", password), ("returnUrl", returnUrl));

    /// <summary>Opens a page and sends its form, as a browser does.</summary>
    /// <param name="browser">Whose.</param>
    /// <param name="page">Which has the form.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="fields">What is typed.</param>
    public static async Task<HttpResponseMessage> Send(HttpClient browser, string page, string to, params (string Name, string Value)[] fields)
    {
        var html = await browser.GetStringAsync(page);
        var token = WebUtility.HtmlDecode(Token().Match(html).Groups["value"].Value);
        Assert.NotEmpty(token);
        return await browser.PostAsync(to, Form([.. fields, ("__RequestVerificationToken", token)]));
    }

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    public async ValueTask DisposeAsync()
    {
        lent.ForEach(each => each.Dispose());
        await portal.StopAsync();
        await portal.DisposeAsync();
        folder?.Dispose();
    }

    private static async Task<RunningPortal> Start(TemporaryFolder? folder, DataFolder data, PortalSettings? settings, TimeProvider? clock, Seed[] people)
    {
        // Tests sign in and ask more often than a person, and most ask for no page that would be warm.
        var started = PortalHost.Build(data, (settings ?? new PortalSettings { SignInsPerMinute = 10_000, RequestsPerMinute = 100_000 }) with { Urls = "http://127.0.0.1:0", WarmsUp = false }, clock ?? TimeProvider.System);
        foreach (var person in people)
        {
            var all = started.Services.GetRequiredService<People>();
            var added = all.Add(person.Login, $"{person.Login} (thử)", person.Role, [.. person.PlanRights.Select(PlanRight.Of)], Actor.Nobody)!;
            Assert.NotNull(all.ChooseByKey(all.NewPasswordKey(added, Actor.Nobody)!, PasswordHash.Value, ""));
        }

        var kept = new KeptLog();
        started.Services.GetRequiredService<ILoggerFactory>().AddProvider(kept);
        await started.StartAsync();
        using var console = new StringWriter();
        FirstAdmin.Announce(started, console);
        return new RunningPortal(folder!, data, started, console.ToString(), kept);
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="(?<value>[^"]+)"|value="(?<value>[^"]+)"[^>]*name="__RequestVerificationToken" """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Token();
}
