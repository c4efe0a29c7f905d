using System.Text.Json;
using Microsoft.Playwright;
using PapiBI.Portal.Embedding;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal.Browser;

/// <summary>A report on a page of another origin, in a real browser: by powerbi-client 2.22.4 as Microsoft made it, and by our own package.</summary>
[Collection(nameof(Browsing))]
public sealed class EmbeddingTests(OpenBrowser browser)
{
    private const string PowerBi = "powerbi-client";
    private const string Ours = "papibi-embed";
    private const string League = "national-league";
    private const string Of2021 = """[{ "$schema": "http://powerbi.com/product/schema#basic", "target": { "table": "edition", "column": "year" }, "operator": "In", "values": [2021], "filterType": 1 }]""";

    [Theory]
    [InlineData(PowerBi)]
    [InlineData(Ours)]
    public async Task A_page_of_another_origin_embeds_a_report_turns_its_pages_filters_dresses_and_prints_it(string client)
    {
        await using var stage = await Stage.Of(browser, client);
        await stage.Embed(stage.Token(), filters: Of2021);
        await stage.Heard("rendered");

        Assert.Equal(["loaded", "rendered"], await stage.Names());
        Assert.Contains("PAPI 2021", await stage.Frame.Locator(".sheet:not([hidden]) .band").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await stage.Frame.Locator(".sheet:not([hidden]) .drawing svg path").CountAsync() > 10);
        var pages = await stage.Asks<string[]>("async () => (await report.getPages()).map(page => `${page.name} ${page.displayName} ${page.isActive}`)");
        Assert.StartsWith("p1 ", pages[0], StringComparison.Ordinal);
        Assert.EndsWith(" true", pages[0], StringComparison.Ordinal);
        Assert.All(pages.Skip(1), page => Assert.EndsWith(" false", page, StringComparison.Ordinal));
        Assert.Equal(await stage.Frame.Locator(".tabs button").AllInnerTextsAsync(), pages.Select(page => string.Join(' ', page.Split(' ')[1..^1])));

        Assert.Equal("done", await stage.Says("report.setPage('p2')"));
        await stage.Heard("pageChanged");
        Assert.Equal("p2", await stage.Frame.Locator(".sheet:not([hidden])").GetAttributeAsync("id"));

        await stage.Forget();
        Assert.Equal("done", await stage.Says($"report.updateFilters(1, {Of2021.Replace("2021", "2019", StringComparison.Ordinal)})"));
        await stage.Heard("rendered");
        Assert.Contains("PAPI 2019", await stage.Frame.Locator("#p1 .band").TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains("2019", await stage.Asks<string>("async () => JSON.stringify(await report.getFilters())"), StringComparison.Ordinal);

        Assert.Equal("InvalidFilter: filters[0]: không có phép “GreaterThan”; dùng BasicFilter “In” hoặc AdvancedFilter một điều kiện “Is”.", await stage.Says("report.setFilters([{ target: { table: 'edition', column: 'year' }, logicalOperator: 'And', conditions: [{ operator: 'GreaterThan', value: 2015 }], filterType: 0 }])"));
        Assert.StartsWith("ReportRefused: ", await stage.Says($"report.setFilters({Of2021.Replace("2021", "1999", StringComparison.Ordinal)})"), StringComparison.Ordinal);
        Assert.Contains("PAPI 2019", await stage.Frame.Locator("#p1 .band").TextContentAsync(), StringComparison.Ordinal);

        Assert.Equal("done", await stage.Says("report.applyTheme({ themeJson: { name: 'Tỉnh', background: '#101820', foreground: '#f2f4f7', dataColors: ['#7fb2ff'] } })"));
        Assert.Equal("rgb(16, 24, 32)", await stage.Frame.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).backgroundColor"));
        Assert.StartsWith("InvalidTheme: ", await stage.Says("report.applyTheme({ themeJson: { background: '#ffffff', foreground: '#dddddd' } })"), StringComparison.Ordinal);
        Assert.Equal("done", await stage.Says("report.resetTheme()"));

        await stage.Inside.EvaluateAsync("() => { window.printed = 0; window.print = () => window.printed++; }");
        Assert.Equal("done", await stage.Says("report.print()"));
        await stage.Inside.WaitForFunctionAsync("() => window.printed === 1");
        Assert.Equal(stage.Hosts, await stage.Asked());
    }

    [Theory]
    [InlineData(PowerBi)]
    [InlineData(Ours)]
    public async Task An_expired_token_is_told_and_renewed_without_a_reload(string client)
    {
        await using var stage = await Stage.Of(browser, client);
        await stage.Embed(stage.Token(life: TimeSpan.FromSeconds(6)), filters: Of2021);
        await stage.Heard("rendered");
        await stage.Inside.EvaluateAsync("() => { window.isSame = true; }");

        await stage.Heard("error");
        Assert.Equal("TokenExpired", (await stage.Errors())[0].Code);
        Assert.StartsWith("TokenExpired: ", await stage.Says($"report.setFilters({Of2021.Replace("2021", "2018", StringComparison.Ordinal)})"), StringComparison.Ordinal);
        Assert.Contains("PAPI 2021", await stage.Frame.Locator("#p1 .band").TextContentAsync(), StringComparison.Ordinal);

        Assert.Equal("done", await stage.Says($"report.setAccessToken('{stage.Token()}')"));
        await Assertions.Expect(stage.Frame.Locator("#p1 .band").First).ToContainTextAsync("PAPI 2018");
        Assert.True(await stage.Inside.EvaluateAsync<bool>("() => window.isSame === true"));
    }

    [Theory]
    [InlineData(PowerBi)]
    [InlineData(Ours)]
    public async Task What_is_asked_before_the_report_is_there_or_at_once_is_all_done(string client)
    {
        await using var stage = await Stage.Of(browser, client, report: "explore");
        var (isAskedFor, mayCome) = (new TaskCompletionSource(), new TaskCompletionSource());
        await stage.Page.RouteAsync("**/embed/explore/view?*", async route =>
        {
            isAskedFor.TrySetResult();
            await mayCome.Task;
            await route.ContinueAsync();
        });
        await stage.Embed(stage.Token(), filters: Of2021, address: "&year=2019&region=DBSCL");

        // What is said before a frame listens, no frame can answer.
        await isAskedFor.Task.WaitAsync(Visit.Patience, TestContext.Current.CancellationToken);
        var early = stage.Asks<string[]>("async () => (await report.getPages()).map(page => page.name)");
        var isWaiting = await stage.Asks<string>("() => Promise.race([report.getPages(), new Promise(done => setTimeout(() => done('waits'), 200))])");
        mayCome.SetResult();
        Assert.Equal(["p1"], await early);
        Assert.Equal("waits", isWaiting);
        await stage.Heard("rendered");
        Assert.Contains("PAPI 2021", await stage.Shown(), StringComparison.Ordinal);

        Assert.Equal("done done", await stage.Says("""
            Promise.all([
                said(report.updateFilters(3, [{ target: { table: 'edition', column: 'year' }, operator: 'In', values: [2018] }])),
                said(report.updateFilters(2, [{ target: { table: 'item', column: 'item_code' }, operator: 'In', values: ['3'] }])),
            ]).then(both => { throw { message: both.join(' ') }; })
            """).ContinueWith(told => told.Result.Split(':')[0], TaskScheduler.Default));
        Assert.Contains("PAPI 2018 · 3.", await stage.Shown(), StringComparison.Ordinal);

        Assert.Equal("done", await stage.Says("report.updateSettings({ localeSettings: { language: 'en' } })"));
        Assert.Contains("PAPI 2018 · 3. ", await stage.Shown(), StringComparison.Ordinal);
        Assert.Contains("Mekong Delta", await stage.Shown(), StringComparison.Ordinal);
        Assert.Equal("done", await stage.Says("report.removeFilters()"));
        Assert.StartsWith("PAPI 2019 · Total score", await stage.Shown(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PowerBi)]
    [InlineData(Ours)]
    public async Task A_configuration_that_is_wrong_is_told_in_words_and_nobody_waits(string client)
    {
        await using var stage = await Stage.Of(browser, client);
        await stage.Embed(stage.Token(), filters: """[{ "$schema": "http://powerbi.com/product/schema#basic", "target": { "table": "score", "column": "constructor" }, "operator": "In", "values": ["x"], "filterType": 1 }]""");
        await stage.Heard("error");

        Assert.Equal(("InvalidFilter", "filters[0]: không lọc được theo “score.constructor”; các cột: index_code, year, province_code, region_code, group_code, item_code, plan_code, period."), (await stage.Errors())[0]);
        Assert.Equal((await stage.Errors())[0].Words, await stage.Frame.Locator(".told").InnerTextAsync());
        Assert.Equal(0, await stage.Frame.Locator(".waiting").CountAsync());
    }

    [Fact]
    public async Task A_row_that_is_clicked_is_told_the_page()
    {
        await using var stage = await Stage.Of(browser, PowerBi);
        await stage.Embed(stage.Token(), filters: Of2021);
        await stage.Heard("rendered");
        Assert.Equal("done", await stage.Says("report.setPage('p2')"));

        await stage.Frame.Locator("#p2 tr", new() { HasText = "Cần Thơ" }).ClickAsync();
        await stage.Heard("dataSelected");

        Assert.StartsWith(
            """[{"identity":[{"target":{"table":"province","column":"province_code"},"equals":"92"}],"values":[{"formattedValue":"42/60 Cần Thơ 41,23 ▼ """,
            await stage.Page.EvaluateAsync<string>("() => heard.find(event => event.name === 'dataSelected').points"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PowerBi)]
    [InlineData(Ours)]
    public async Task What_a_table_shows_is_had_as_rows_with_its_header_or_only_the_first_of_them(string client)
    {
        await using var stage = await Stage.Of(browser, client);
        await stage.Embed(stage.Token(), filters: Of2021);
        await stage.Heard("rendered");
        Assert.Equal("done", await stage.Says("report.setPage('p2')"));

        var exported = await stage.Asks<string[]>("""
            async () => {
                const page = (await report.getPages()).find(page => page.isActive);
                const table = (await page.getVisuals()).find(visual => visual.type === 'table');
                return [(await table.exportData(0)).data, (await table.exportData(0, 2)).data, await said(table.exportData(0, -1))];
            }
            """);

        var lines = exported[0].Split("\r\n");
        Assert.Equal(await stage.Frame.Locator("#p2 figure.block table").First.Locator("tbody tr").CountAsync(), lines.Length - 2);
        Assert.Contains(lines, line => line.Contains("Cần Thơ", StringComparison.Ordinal) && line.Contains("41.23", StringComparison.Ordinal));
        Assert.Equal(lines[..3], exported[1].TrimEnd().Split("\r\n"));
        Assert.Equal("InvalidRequest: rows là số dòng cần lấy: một số nguyên từ 1.", exported[2]);
    }

    [Fact]
    public async Task Our_client_renews_a_token_before_it_ends()
    {
        await using var stage = await Stage.Of(browser, Ours);
        await stage.Page.ExposeFunctionAsync("newToken", () => stage.Token());
        await stage.Embed(stage.Token(life: TimeSpan.FromSeconds(8)), filters: Of2021, more: "accessTokenProvider: () => newToken()");
        await stage.Heard("tokenExpiring");
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("error", await stage.Names());
        Assert.Equal("done", await stage.Says($"report.setFilters({Of2021.Replace("2021", "2018", StringComparison.Ordinal)})"));
    }

    [Theory]
    [InlineData("another origin", "OriginNotAllowed")]
    [InlineData("another report", "ReportNotAllowed")]
    [InlineData("expired", "TokenExpired")]
    [InlineData("altered", "InvalidToken")]
    [InlineData("revoked key", "TokenRevoked")]
    public async Task What_a_token_does_not_open_is_told_the_page_as_an_error_in_words(string fault, string code)
    {
        foreach (var client in new[] { PowerBi, Ours })
        {
            await using var stage = await Stage.Of(browser, client);
            var token = fault switch
            {
                "another origin" => stage.Token(grant => grant with { Origins = [Stage.OtherOrigin] }),
                "another report" => stage.Token(grant => grant with { Reports = ["province-brief"] }),
                "expired" => stage.Token(life: TimeSpan.FromMilliseconds(1)),
                "altered" => stage.Token() is var good ? good[..40] + (good[40] == 'A' ? 'B' : 'A') + good[41..] : "",
                _ => stage.Token(),
            };
            await stage.Embed(token, beforeToken: () => stage.End(fault));
            await stage.Heard("error");

            var (told, words) = (await stage.Errors())[0];
            Assert.Equal(code, told);
            Assert.NotEmpty(words);
            Assert.Equal(words, await stage.Frame.Locator(".told").InnerTextAsync());
            Assert.DoesNotContain("rendered", await stage.Names());
            Assert.Equal(0, await stage.Frame.Locator("table").CountAsync());
        }
    }

    [Fact]
    public async Task A_frame_that_the_browser_blocks_is_noticed_by_our_client()
    {
        await using var stage = await Stage.Of(browser, Ours, isAllowed: false);
        await stage.Embed(stage.Token(), more: "timeoutMs: 3000");
        await stage.Heard("error");

        Assert.Equal("FrameBlocked", (await stage.Errors())[0].Code);
    }

    [Fact]
    public async Task What_a_third_frame_says_is_not_heard()
    {
        await using var stage = await Stage.Of(browser, PowerBi);
        await stage.Embed(stage.Token(), filters: Of2021);
        await stage.Heard("rendered");
        await stage.Page.EvaluateAsync("""
            () => new Promise(done => {
                const stranger = document.createElement("iframe");
                stranger.src = "/stranger";
                stranger.onload = done;
                document.body.append(stranger);
            })
            """);
        await stage.Page.EvaluateAsync("""
            () => {
                for (const [method, url, body] of [["PUT", "/report/pages/active", { name: "p2" }], ["POST", "/report/token", "stolen"], ["POST", "/report/load", { accessToken: "stolen" }]]) {
                    frames[1].postMessage({ say: { method, url, headers: { id: "x", uid: "x" }, body } }, "*");
                }
            }
            """);
        await Task.Delay(500, TestContext.Current.CancellationToken);

        Assert.Equal("p1", await stage.Frame.Locator(".sheet:not([hidden])").GetAttributeAsync("id"));
        Assert.Equal("done", await stage.Says($"report.setFilters({Of2021.Replace("2021", "2018", StringComparison.Ordinal)})"));
        Assert.DoesNotContain("error", await stage.Names());
        Assert.Equal("done", await stage.Says("report.setPage('p2')"));
        Assert.Equal("p2", await stage.Frame.Locator(".sheet:not([hidden])").GetAttributeAsync("id"));
    }

    [Fact]
    public async Task A_province_that_is_clicked_is_told_the_page_and_changes_the_view_to_explore()
    {
        await using var stage = await Stage.Of(browser, PowerBi, report: "explore");
        await stage.Embed(stage.Token(), filters: Of2021);
        await stage.Heard("rendered");
        await stage.Forget();

        await stage.Frame.Locator("tbody a[data-key='province:92']").First.ClickAsync();
        await stage.Heard("rendered");

        Assert.Equal(["dataSelected", "rendered"], await stage.Names());
        Assert.Contains("""{"table":"province","column":"province_code"},"equals":"92"}""", await stage.Page.EvaluateAsync<string>("() => heard[0].points"), StringComparison.Ordinal);
        Assert.Contains("Cần Thơ", await stage.Frame.Locator(".chips").InnerTextAsync(), StringComparison.Ordinal);
    }

    /// <summary>A page of a site that may embed, and its report.</summary>
    private sealed class Stage : IAsyncDisposable
    {
        public const string OtherOrigin = "https://khac.example.vn";

        private readonly OpenBrowser browser;
        private readonly Visit visit;
        private readonly HostSite host;
        private readonly EmbedSite site;
        private readonly string keyId;
        private readonly string report;
        private readonly HashSet<string> asked = [];

        private Stage(OpenBrowser browser, Visit visit, HostSite host, EmbedSite site, string keyId, string report)
        {
            (this.browser, this.visit, this.host, this.site, this.keyId, this.report) = (browser, visit, host, site, keyId, report);
            Page.Request += (_, request) =>
            {
                if (!request.Url.StartsWith("data:", StringComparison.Ordinal))
                {
                    asked.Add(new Uri(request.Url).GetLeftPart(UriPartial.Authority));
                }
            };
        }

        public IPage Page => visit.Page;
        public IFrameLocator Frame => Page.FrameLocator("#report iframe");

        /// <summary>The frame's own window.</summary>
        public IFrame Inside => Page.Frames[1];

        /// <summary>The two that there are.</summary>
        public IEnumerable<string> Hosts => new[] { host.Origin, browser.Portal.Address.GetLeftPart(UriPartial.Authority) }.Order(StringComparer.Ordinal);

        public static async Task<Stage> Of(OpenBrowser browser, string client, bool isAllowed = true, string report = League)
        {
            var opened = await browser.Visit();
            Assert.SkipWhen(!File.Exists(HostSite.PowerBiClient), "npm has not brought powerbi-client");
            var others = await HostSite.Start(browser.Portal.Address);
            var added = browser.Portal.Sites.Add("Cổng thử", isAllowed ? [others.Origin, OtherOrigin] : [OtherOrigin], [], mayRefresh: false, Actor.Nobody);
            browser.Portal.Sites.AddKey(added, Actor.Nobody);
            added = browser.Portal.Sites.Find(added.Id)!;
            var stage = new Stage(browser, opened, others, added, added.Keys[0].Id, report);
            await stage.Page.GotoAsync($"{others.Origin}/{client}");
            await stage.Page.WaitForFunctionAsync("() => window.powerbi !== undefined");
            return stage;
        }

        public string Token(Func<EmbedGrant, EmbedGrant>? but = null, TimeSpan? life = null)
        {
            var grant = new EmbedGrant
            {
                TokenId = Guid.NewGuid().ToString("N"),
                SiteId = site.Id,
                KeyId = keyId,
                UserName = "thử",
                Reports = [report],
                Origins = [host.Origin],
                PlanRights = [],
                ExpiresAt = TimeProvider.System.GetUtcNow() + (life ?? TimeSpan.FromMinutes(10)),
            };
            return browser.Portal.Tokens.Issue(but is null ? grant : but(grant));
        }

        /// <summary>Ends what the token was made by.</summary>
        public void End(string what)
        {
            if (what == "revoked key")
            {
                browser.Portal.Sites.RevokeKey(site, keyId, Actor.Nobody);
            }
        }

        /// <summary>What the report is called that the frame shows.</summary>
        public Task<string> Shown() => Frame.Locator("h1").InnerTextAsync();

        public async Task Embed(string token, string filters = "[]", string more = "", Action? beforeToken = null, string address = "")
        {
            beforeToken?.Invoke();
            await Page.EvaluateAsync($$"""
                () => embed({ type: "report", tokenType: 1, id: "{{report}}", accessToken: "{{token}}", embedUrl: "{{browser.Portal.Address}}embed/{{report}}?site={{site.Id}}&index=PAPI{{address}}", filters: {{filters}}, {{more}} })
                """);
        }

        public Task Heard(string name) => Page.WaitForFunctionAsync("name => heard.some(event => event.name === name)", name);

        public Task Forget() => Page.EvaluateAsync("() => { heard.length = 0; }");

        public Task<string[]> Names() => Page.EvaluateAsync<string[]>("() => heard.map(event => event.name)");

        public async Task<IReadOnlyList<(string Code, string Words)>> Errors() =>
            [.. (await Page.EvaluateAsync<JsonElement>("() => heard.filter(event => event.name === 'error')")).EnumerateArray().Select(error => (error.GetProperty("message").GetString()!, error.GetProperty("words").GetString()!))];

        /// <returns>"done", or the code and words of the fault.</returns>
        public Task<string> Says(string call) => Asks<string>($"() => said({call})");

        public Task<T> Asks<T>(string script) => visit.Asks<T>(script);

        public Task<IEnumerable<string>> Asked() => Task.FromResult<IEnumerable<string>>(asked.Order(StringComparer.Ordinal));

        public async ValueTask DisposeAsync()
        {
            await visit.DisposeAsync();
            await host.DisposeAsync();
        }
    }
}
