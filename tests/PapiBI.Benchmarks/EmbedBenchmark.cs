using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Definitions.League;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;

namespace PapiBI.Benchmarks;

/// <summary>
/// 200 frames opened together: a page of another site embeds them at once in Chromium with our client, each by a token of its own, and each is measured from
/// embed() to its event "rendered". Beside it the same requests at once without a browser, each of 200 asking for all that a browser with nothing stored asks
/// for, so that the portal's part is told apart from the drawing of 200 frames on the same processors. Every measurement has a portal of its own.
/// </summary>
internal static partial class EmbedBenchmark
{
    private const int AllFrames = 200;
    private const int Different = 100;
    private const string Chromium = "/usr/bin/chromium";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    /// <param name="data">The figures.</param>
    /// <param name="frames">How many, where not 200 are to be waited for.</param>
    public static async Task<IReadOnlyList<ComparedRow>> Run(BenchmarkData data, int frames = AllFrames)
    {
        if (!File.Exists(Chromium))
        {
            Console.Error.WriteLine("No frame is measured: there is no Chromium (Debian: chromium).");
            return [];
        }

        if (!new Portal.House.Assets().HasScripts)
        {
            Console.Error.WriteLine("No frame is measured: the portal was built without Node, so there are no scripts.");
            return [];
        }

        await using var host = await Host();
        string origin = FormattableString.Invariant($"http://localhost:{new Uri(host.Urls.First()).Port}");
        var state = StateDatabase.Open(data.Folder, TimeProvider.System);
        var sites = new EmbedSites(state, TimeProvider.System);
        var site = sites.Add("Báo", [origin], [], mayRefresh: false, Actor.Nobody);
        var asker = new Asker(origin, site.Id, sites.AddKey(site, Actor.Nobody).Secret);

        var views = Views(data).Take(Math.Max(1, frames / 2)).ToList();
        (string What, IReadOnlyList<string> Views)[] openings =
        [
            ("the same view", [.. Enumerable.Repeat(views[0], frames)]),
            (Said($"{views.Count} different views"), [.. Enumerable.Range(0, frames).Select(i => views[i % views.Count])]),
        ];
        List<ComparedRow> rows = [];
        foreach (bool keeps in new[] { true, false })
        {
            foreach (var (what, opened) in openings)
            {
                rows.Add(await Row(Said($"{frames} frames opened at once, {what}, {(keeps ? "pages kept" : "nothing kept")}: embed() to rendered"), data, keeps, opened, asker));
            }
        }

        return rows;
    }

    private static async Task<ComparedRow> Row(string what, BenchmarkData data, bool keeps, IReadOnlyList<string> opened, Asker asker)
    {
        var straight = await Measured(data, keeps, portal => Straight(portal, opened, asker));
        var drawn = await Measured(data, keeps, portal => InChromium(portal, opened, asker));
        Console.Error.WriteLine($"{what}: {drawn} ({straight})");
        return new ComparedRow(what, drawn.ToString(), $"the same requests without a browser: {straight}", Said($"{straight.Times.P95 / drawn.Times.P95 * 100:0} % of p95"));
    }

    private static async Task<Opening> Measured(BenchmarkData data, bool keeps, Func<RunningPortal, Task<Times>> opening)
    {
        using var portal = RunningPortal.Start(data, keeps);
        var before = portal.Memory().Now;
        var times = await opening(portal);
        return new Opening(times, before, portal.Memory().Peak);
    }

    // Of the newest years first: the briefs of provinces, then the leagues.
    private static List<string> Views(BenchmarkData data)
    {
        using var release = Release.Open(data.ReleaseFile);
        var catalog = ReleaseCatalog.Read(release);
        var editions = catalog.Editions.Where(edition => edition is { IndexCode: "PAPI", IsWhole: true, Held: > 0 }).OrderByDescending(edition => edition.Year).ToList();
        return
        [
            .. editions.Take(10).Select(edition => Said($"{NationalLeague.Id}?index=PAPI&year={edition.Year}"))
                .Concat(editions.SelectMany(edition => catalog.Provinces.Where(province => province.IndexCode == "PAPI" && province.Year == edition.Year)
                    .Select(province => Said($"{ProvinceBrief.Id}?index=PAPI&year={edition.Year}&province={province.Code}"))))
                .Take(Different),
        ];
    }

    private static async Task<Times> InChromium(RunningPortal portal, IReadOnlyList<string> opened, Asker asker)
    {
        using var http = Client(portal);
        var embedded = new List<object>();
        foreach (string view in opened)
        {
            var (report, query) = Parts(view);
            embedded.Add(new { type = "report", id = report, accessToken = await Token(http, report, asker), embedUrl = $"{portal.Address}/embed/{report}?site={asker.Site}&{query}" });
        }

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 1000 } });
        await page.GotoAsync($"{asker.Origin}/?client={Uri.EscapeDataString($"{portal.Address}/embed/client.js")}");
        await page.WaitForFunctionAsync("() => window.powerbi !== undefined");
        await page.EvaluateAsync("configurations => window.open200(configurations)", embedded);
        try
        {
            await page.WaitForFunctionAsync("() => window.told.every(each => each.rendered !== undefined)", null, new() { Timeout = (float)Patience.TotalMilliseconds, PollingInterval = 500 });
        }
        catch (TimeoutException)
        {
            // Those that are missing are counted.
        }

        // A frame that was told as blocked goes on where it comes after all.
        var told = (await page.EvaluateAsync<JsonElement>("() => window.told")).EnumerateArray().ToList();
        foreach (var fault in told.Where(each => each.TryGetProperty("fault", out _)).CountBy(each => each.GetProperty("fault").GetString()!))
        {
            Console.Error.WriteLine($"{fault.Value} × {fault.Key}");
        }

        List<double> Seconds(string name) => [.. told.Where(each => each.TryGetProperty(name, out _)).Select(each => each.GetProperty(name).GetDouble())];
        Console.Error.WriteLine($"of it to loaded: {Times.Of(Seconds("loaded"))}");
        return Times.Of(Seconds("rendered"), opened.Count - Seconds("rendered").Count, told.Count(each => each.TryGetProperty("fault", out _)));
    }

    private static async Task<Times> Straight(RunningPortal portal, IReadOnlyList<string> opened, Asker asker)
    {
        using var http = Client(portal);
        var first = await http.GetStringAsync($"/embed/{Parts(opened[0]).Report}?site={asker.Site}");
        List<string> assets = [.. Linked().Matches(first).Select(found => found.Groups["address"].Value)];

        // A script names others beside itself.
        using var reading = new HttpClient { BaseAddress = http.BaseAddress };
        for (int i = 0; i < assets.Count; i++)
        {
            if (assets[i].EndsWith(".js", StringComparison.Ordinal))
            {
                var folder = assets[i][..assets[i].LastIndexOf('/')];
                assets.AddRange(Beside().Matches(await reading.GetStringAsync(assets[i])).Select(found => $"{folder}/{found.Groups["name"].Value}").Where(each => !assets.Contains(each)).Distinct());
            }
        }

        var tokens = new List<string>();
        foreach (string view in opened)
        {
            tokens.Add(await Token(http, Parts(view).Report, asker));
        }

        var taken = await Task.WhenAll(opened.Zip(tokens, async (view, token) =>
        {
            var (report, query) = Parts(view);
            long start = Stopwatch.GetTimestamp();
            await Read(http, $"/embed/{report}?site={asker.Site}&{query}");
            foreach (string asset in assets)
            {
                await Read(http, asset);
            }

            await Read(http, $"/embed/{report}/view?{query}&language=vi", token, asker.Origin);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }));
        return Times.Of(taken);
    }

    private static HttpClient Client(RunningPortal portal)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(portal.Address), Timeout = Patience };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        return client;
    }

    private static async Task<string> Token(HttpClient http, string report, Asker asker)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1.0/myorg/reports/{report}/GenerateToken") { Content = JsonContent.Create(new { accessLevel = "View" }) };
        request.Headers.Authorization = new("Bearer", asker.Key);
        using var answer = await http.SendAsync(request);
        return answer.EnsureSuccessStatusCode().StatusCode == HttpStatusCode.OK ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()! : "";
    }

    private static async Task Read(HttpClient http, string address, string? token = null, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
            request.Headers.Add("X-Embedding-Origin", origin);
        }

        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static (string Report, string Query) Parts(string view) => view.Split('?', 2) is [var report, var query] ? (report, query) : throw new ArgumentException("No view.", nameof(view));

    // The page of a site that embeds: what is told of each frame, in seconds from its embed().
    private static async Task<WebApplication> Host()
    {
        const string Page = """
            <!doctype html><html lang="vi"><meta charset="utf-8"><title>200</title><link rel="icon" href="data:,">
            <style>div { width: 700px; height: 500px; float: left }</style>
            <script type="module">
            const { powerbi } = await import(new URLSearchParams(location.search).get("client"));
            window.told = [];
            window.open200 = (configurations) => {
                for (const configuration of configurations) {
                    const place = document.body.appendChild(document.createElement("div"));
                    const start = performance.now();
                    const each = {};
                    const seconds = () => (performance.now() - start) / 1000;
                    told.push(each);
                    const report = powerbi.embed(place, configuration);
                    report.on("loaded", () => { each.loaded ??= seconds(); });
                    report.on("rendered", () => { each.rendered ??= seconds(); });
                    report.on("error", ({ detail }) => { each.fault ??= detail.message; });
                }
            };
            window.powerbi = powerbi;
            </script>
            """;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var host = builder.Build();
        host.MapGet("/", () => Results.Content(Page, "text/html; charset=utf-8"));
        await host.StartAsync();
        return host;
    }

    private static string Said(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex(@"(href|src)=.(?<address>/assets/[^""]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Linked();

    [GeneratedRegex("""["']\./(?<name>[\w.-]+\.js)["']""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Beside();

    /// <summary>A site that embeds.</summary>
    private sealed record Asker(string Origin, string Site, string Key);

    /// <summary>Seconds.</summary>
    private sealed record Times(double P50, double P95, double Last, int Failed, int Faults)
    {
        public static Times Of(IReadOnlyCollection<double> taken, int failed = 0, int faults = 0)
        {
            double[] sorted = [.. taken.Order()];
            double At(double share) => sorted.Length == 0 ? double.NaN : sorted[(int)((sorted.Length - 1) * share)];
            return new Times(At(0.5), At(0.95), At(1), failed, faults);
        }

        public override string ToString() => Said($"p50 {P50:0.0} s, p95 {P95:0.0} s, last {Last:0.0} s{(Failed > 0 ? Said($", {Failed} never") : "")}{(Faults > 0 ? Said($", {Faults} told of an error") : "")}");
    }

    /// <param name="Times">Of its frames.</param>
    /// <param name="Before">Megabytes of the portal.</param>
    /// <param name="Peak">The most of them meanwhile.</param>
    private sealed record Opening(Times Times, double Before, double Peak)
    {
        public override string ToString() => Said($"{Times}; portal {Before:0} MB, then at most {Peak:0} MB");
    }
}
