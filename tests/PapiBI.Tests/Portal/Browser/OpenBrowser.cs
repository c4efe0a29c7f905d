using System.Collections.Concurrent;
using Microsoft.Playwright;
using PapiBI.Portal.House;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal.Browser;

/// <summary>Tests that share one browser and one portal, a page after the other.</summary>
[CollectionDefinition(nameof(Browsing))]
public sealed class Browsing : ICollectionFixture<OpenBrowser>;

/// <summary>A browser and a portal with the published samples and somebody of each role.</summary>
public sealed class OpenBrowser(PublishedSamples samples) : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private readonly ConcurrentDictionary<string, string> signedIn = [];
    private RunningPortal? portal;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Why no page can be opened here, or null.</summary>
    public static string? WhyNot { get; } =
        !File.Exists(Program) ? $"{Program} is not installed"
        : !new Assets().HasScripts ? "the portal was built without Node, so its pages have no scripts"
        : null;

    public RunningPortal Portal => portal!;

    /// <summary>A site that may embed, with keys that are good, end, and have ended.</summary>
    public string SiteId { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (WhyNot is not null)
        {
            return;
        }

        portal = await RunningPortal.Start(samples, people: [new("viewer", Role.Viewer), new("analyst", Role.Analyst), new("steward", Role.Steward), new("admin", Role.Admin)]);
        var site = portal.Sites.Add("Cổng thông tin điện tử tỉnh Ninh Thuận", ["https://www.ninhthuan.gov.vn", "http://localhost:5173"], [PlanRight.Of("58@2004-01-01")], mayRefresh: true, Actor.Nobody);
        portal.Sites.RevokeKey(site, portal.Sites.AddKey(site, Actor.Nobody).Key.Id, Actor.Nobody);
        portal.Sites.AddKey(site, Actor.Nobody);
        portal.Sites.Rotate(site, Actor.Nobody);
        SiteId = site.Id;
        playwright = await Playwright.CreateAsync();
        // A graphics processor would be emulated, on the processor that the tests need.
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    /// <summary>Somebody new comes, without cookies.</summary>
    /// <param name="login">Who has signed in before; null: a stranger.</param>
    /// <param name="withScripts">Whether the browser runs them.</param>
    public async Task<Visit> Visit(string? login = null, bool withScripts = true)
    {
        Assert.SkipWhen(WhyNot is not null, WhyNot ?? "");
        if (login is not null && !signedIn.ContainsKey(login))
        {
            await using var first = await Visit();
            await first.SignIn(login, RunningPortal.Password);
            signedIn[login] = await first.Page.Context.StorageStateAsync();
        }

        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Portal.Address.ToString(),
            JavaScriptEnabled = withScripts,
            StorageState = login is null ? null : signedIn[login],
            ViewportSize = new() { Width = Browser.Visit.Desk, Height = 1000 },
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new Visit(await context.NewPageAsync(), Portal.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (portal is not null)
        {
            await portal.DisposeAsync();
        }
    }
}
