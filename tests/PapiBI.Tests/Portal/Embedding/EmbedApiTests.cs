using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PapiBI.Portal;
using PapiBI.Portal.Embedding;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal.Embedding;

/// <summary>What a site's server gets by its key, by real requests to a portal as it runs.</summary>
public sealed class EmbedApiTests(PublishedSamples samples)
{
    private const string Origin = "https://www.ninhthuan.gov.vn";
    private const string NinhThuan = "58@2004-01-01";
    private const string NewCanTho = "92@2025-07-01";

    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, 400, TimeSpan.Zero));

    [Fact]
    public async Task A_server_finds_a_report_and_gets_a_token_that_opens_what_it_asked_for_and_no_more()
    {
        await using var portal = await Start();
        var (site, key) = Site(portal, NinhThuan, NewCanTho);
        var server = portal.Asking(key);

        var (_, reports) = await server.Asks("/v1.0/myorg/reports");
        var brief = reports.GetProperty("value").EnumerateArray().Single(report => report.GetProperty("id").GetString() == "province-brief");
        Assert.Equal(
            $$"""{"id":"province-brief","name":"Province brief","webUrl":"{{portal.Address}}en/reports/province-brief","embedUrl":"{{portal.Address}}en/embed/province-brief?site={{site.Id}}","datasetId":"papibi"}""",
            brief.GetRawText());

        var (status, made) = await server.Asks(
            SiteServer.Tokens,
            """{"accessLevel":"View","lifetimeInMinutes":30,"identities":[{"username":"lan@bao.vn","roles":["plans"],"customData":"Ninh Thuận","datasets":["papibi"]}],"somethingNew":{"x":1}}""");

        Assert.Equal((200, "2026-11-25T03:30:00+00:00"), (status, made.GetProperty("expiration").GetString()));
        var grant = portal.Tokens.Read(made.GetProperty("token").GetString()!, out _)!;
        Assert.Equal(
            (made.GetProperty("tokenId").GetString(), site.Id, "lan@bao.vn", "province-brief", Origin, NinhThuan, new DateTimeOffset(2026, 11, 25, 3, 30, 0, TimeSpan.Zero)),
            (grant.TokenId, grant.SiteId, grant.UserName, string.Join(' ', grant.Reports), string.Join(' ', grant.Origins), string.Join(' ', grant.PlanRights), grant.ExpiresAt));

        var entry = portal.Log.Newest(1)[0];
        Assert.Equal(
            ($"{site.Id}/{grant.KeyId}", AuditAction.TokenMade, $"Cổng Ninh Thuận ({site.Id})", $"{grant.TokenId} · province-brief · {Origin} · {NinhThuan} · 2026-11-25T03:30:00Z · lan@bao.vn"),
            (entry.By.Login, entry.Action, entry.Subject, entry.Detail));
        Assert.Null(entry.By.PersonId);
    }

    [Fact]
    public async Task The_reports_are_those_of_the_portal_and_the_view_to_explore_in_the_language_that_is_asked_for_whatever_the_workspace()
    {
        await using var portal = await Start();
        var server = portal.Asking(Site(portal).Key);

        var (_, all) = await server.Asks("/v1.0/myorg/groups/f089354e-8366-4e18-aea3-4cb4a3a50b48/reports", language: "fr, vi;q=0.8, en;q=0.5");
        Assert.Equal(
            [
                "province-brief: Hồ sơ tỉnh", "group-comparison: So sánh nhóm", "national-league: So sánh cả nước", "multi-index-brief: Nhiều chỉ số",
                "plan-progress: Tiến độ kế hoạch", "plan-outcome: Kết quả kế hoạch", "explore: Khám phá",
            ],
            all.GetProperty("value").EnumerateArray().Select(report => $"{report.GetProperty("id").GetString()}: {report.GetProperty("name").GetString()}"));
        Assert.Equal(["Khám phá", "Explore", "Explore", "Khám phá"], new[]
        {
            await Name("/v1.0/myorg/reports/explore", "vi-VN,vi"), await Name("/v1.0/myorg/reports/explore?language=en-US", "vi"), await Name("/en/v1.0/myorg/reports/explore", "vi"), await Name("/v1.0/myorg/reports/explore", "fr"),
        });
        Assert.Equal("404 NotFound: There is no report “nothing”.", await server.IsTold("/v1.0/myorg/reports/nothing"));
        Assert.Equal("404 NotFound: There is no report “nothing”.", await server.IsTold("/v1.0/myorg/reports/nothing/GenerateToken", "{}"));
        Assert.Equal("404 NotFound: There is no such address, or it is not called this way.", await server.IsTold("/v1.0/myorg/dashboards"));
        Assert.Equal("404 NotFound: Không có địa chỉ này, hoặc không dùng cách gọi này.", await server.IsTold("/v1.0/myorg/GenerateToken", language: "vi"));

        async Task<string?> Name(string address, string language) => (await server.Asks(address, language: language)).Body.GetProperty("name").GetString();
    }

    [Fact]
    public async Task The_pages_of_a_report_are_named_as_its_frame_names_them_and_those_of_a_plan_only_to_a_site_that_may_show_it()
    {
        await using var portal = await RunningPortal.Start(samples.Plans.Data, null, clock);
        var (server, other) = (portal.Asking(Site(portal, NinhThuan).Key), portal.Asking(Site(portal, NewCanTho).Key));
        const string Plan = "/v1.0/myorg/reports/plan-outcome/pages?year=2021&province=58&plan=KH-58-2021";

        var (_, league) = await server.Asks("/v1.0/myorg/reports/national-league/pages?index=PAPI&year=2021", language: "vi");
        Assert.Equal("""{"name":"p1","displayName":"Tóm tắt","order":0}""", league.GetProperty("value")[0].GetRawText());
        var (_, explore) = await server.Asks("/v1.0/myorg/groups/x/reports/explore/pages?index=PAPI&year=2021");
        Assert.Equal("""[{"name":"p1","displayName":"PAPI 2021 · Total score · all provinces","order":0}]""", explore.GetProperty("value").GetRawText());
        Assert.StartsWith("400 InvalidRequest: ", await server.IsTold("/v1.0/myorg/reports/province-brief/pages"), StringComparison.Ordinal);
        Assert.StartsWith("404 ReportRefused: ", await server.IsTold("/v1.0/myorg/reports/national-league/pages?index=PAPI&year=1999"), StringComparison.Ordinal);

        Assert.StartsWith("403 PlansNotAllowed: Plans are internal", await other.IsTold(Plan), StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Log.Newest(10), entry => entry.Action == AuditAction.Saw);
        var (_, plan) = await server.Asks(Plan, language: "vi");
        Assert.Equal("Tóm tắt", plan.GetProperty("value")[0].GetProperty("displayName").GetString());
        Assert.Equal(AuditAction.Saw, portal.Log.Newest(1)[0].Action);
    }

    [Fact]
    public async Task Without_a_good_key_nothing_is_told_and_a_session_of_the_portal_is_none()
    {
        await using var portal = await Start(new PortalSettings { SignInsPerMinute = 1000 }, new Seed("admin", Role.Admin, "*"));
        var (site, key) = Site(portal);
        var token = (await portal.Asking(key).Asks(SiteServer.Tokens, "{}")).Body.GetProperty("token").GetString();
        portal.Sites.RevokeKey(site, EmbedSites.IdOf(key)!, Actor.Nobody);
        var (disabled, ofDisabled) = Site(portal);
        portal.Sites.Disable(disabled, Actor.Nobody);
        HttpClient[] askers = [portal.Asking(null), portal.Asking(key), portal.Asking(ofDisabled), portal.Asking(token), portal.Asking(key + "!"), portal.Asking("x"), await portal.SignedIn("admin")];
        string[] read =
        [
            "/v1.0/myorg/reports", "/v1.0/myorg/reports/explore", "/v1.0/myorg/reports/explore/pages", "/v1.0/myorg/groups/x/reports", "/v1.0/myorg/groups/x/reports/explore",
            "/v1.0/myorg/groups/x/reports/explore/pages", "/v1.0/nothing",
        ];
        string[] posted = ["/v1.0/myorg/reports/explore/GenerateToken", "/v1.0/myorg/groups/x/reports/explore/GenerateToken", "/v1.0/myorg/GenerateToken"];

        foreach (var (address, json) in read.Select(address => (address, (string?)null)).Concat(posted.Select(address => (address, (string?)"""{"reports":[{"id":"explore"}]}"""))))
        {
            foreach (var asker in askers)
            {
                Assert.Equal("401 InvalidKey: This asks for a key of an embedding site that is good.", await asker.IsTold(address, json));
            }

            using var challenged = await askers[0].SendAsync(new HttpRequestMessage(json is null ? HttpMethod.Get : HttpMethod.Post, address));
            Assert.Equal(
                json is null ? ["Bearer realm=\"PapiBI\"", "Basic realm=\"PapiBI\", charset=\"UTF-8\""] : ["Bearer realm=\"PapiBI\""],
                challenged.Headers.WwwAuthenticate.Select(way => way.ToString()));
        }
    }

    [Fact]
    public async Task A_key_opens_no_page_and_beside_a_cookie_it_alone_says_who_asks()
    {
        await using var portal = await Start(new PortalSettings { Access = PortalSettings.SignedIn, SignInsPerMinute = 100 }, new Seed("admin", Role.Admin, "*"));
        var (site, key) = Site(portal, "*");
        var server = portal.Asking(key);
        foreach (var address in new[] { "/", "/admin/sites", $"/admin/sites/{site.Id}", "/account", "/sql/schema", "/operations", "/reports/national-league.json?index=PAPI&year=2021" })
        {
            using var answer = await server.GetAsync(address);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        var admin = await portal.SignedIn("admin");
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await admin.Asks(SiteServer.Tokens, "{}");
        var entry = portal.Log.Newest(1)[0];
        Assert.Equal((AuditAction.TokenMade, null, $"{site.Id}/{EmbedSites.IdOf(key)}"), (entry.Action, entry.By.PersonId, entry.By.Login));
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "papi_wrong");
        Assert.StartsWith("401 InvalidKey", await admin.IsTold("/v1.0/myorg/reports"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_the_password_of_Basic_a_key_reads_and_makes_nothing()
    {
        await using var portal = await Start();
        var (_, key) = Site(portal);
        var spreadsheet = portal.Asking(key, "Basic");

        Assert.Equal("200", await spreadsheet.IsTold("/v1.0/myorg/reports"));
        Assert.StartsWith("401 InvalidKey", await spreadsheet.IsTold(SiteServer.Tokens, "{}"), StringComparison.Ordinal);
        foreach (var header in new[] { "Basic !", "Basic", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(key))}", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(key + ":"))}", $"Digest {key}", key })
        {
            var client = portal.Asking(null);
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
            Assert.StartsWith("401 InvalidKey", await client.IsTold("/v1.0/myorg/reports"), StringComparison.Ordinal);
        }

        var twice = portal.Asking(null);
        twice.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", [$"Bearer {key}", $"Bearer {key}"]);
        Assert.StartsWith("401 InvalidKey", await twice.IsTold("/v1.0/myorg/reports"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plans_are_given_as_far_as_the_site_may_show_them_and_else_the_place_is_named()
    {
        await using var portal = await Start();
        foreach (var (rights, asked, answer) in new[]
        {
            ("", "Ninh Thuận", "403 PlansNotAllowed: identities[0].customData: this site may not show the plans of Ninh Thuan (2004–2025)."),
            (NinhThuan, "Cần Thơ (2025–)", "403 PlansNotAllowed: identities[0].customData: this site may not show the plans of Can Tho (2025–)."),
            (NewCanTho, "92@2004-01-01", "403 PlansNotAllowed: identities[0].customData: this site may not show the plans of Can Tho (2004–2025)."),
            (NinhThuan, "58 92@2025-07-01", "403 PlansNotAllowed: identities[0].customData: this site may not show the plans of Can Tho (2025–)."),
            (NinhThuan, "*", "403 PlansNotAllowed: identities[0].customData: this site may not show the plans of every province."),
            (NewCanTho, "92", "400 InvalidRequest: identities[0].customData: “92” is 2 different provinces, before and after a merger. Say which: Can Tho (2004–2025), Can Tho (2025–); or write them all."),
            ("*", "Atlantis", "400 InvalidRequest: identities[0].customData: There is no province “Atlantis”."),
            ("*", " , ", "400 InvalidRequest: identities[0].customData: it names no province."),
            ("58", "58", "58"),
            ("92", "92@2025-07-01", "403 PlansNotAllowed: identities[0].customData: this site may not show the plans of Can Tho (2025–)."),
            ("*", "*", "*"),
            ("*", "ninh thuan, 92@2025-07-01", "58@2004-01-01 92@2025-07-01"),
            (NinhThuan + " " + NewCanTho, "92@2025-07-01 58", "92@2025-07-01 58@2004-01-01"),
        })
        {
            var server = portal.Asking(Site(portal, rights.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Key);
            var json = JsonSerializer.Serialize(new { identities = new[] { new { username = "lan", roles = new[] { "plans" }, customData = asked } } });

            var (status, body) = await server.Asks(SiteServer.Tokens, json);

            Assert.Equal(answer, status == 200 ? string.Join(' ', portal.Tokens.Read(body.GetProperty("token").GetString()!, out _)!.PlanRights) : await server.IsTold(SiteServer.Tokens, json));
        }
    }

    [Fact]
    public async Task Without_an_identity_a_token_opens_what_is_everybodys()
    {
        await using var portal = await Start();
        var server = portal.Asking(Site(portal, "*").Key);
        foreach (var json in new[] { "{}", """{"identities":[]}""", """{"identities":[{"username":"lan"}]}""", """{"identities":[{"username":"lan","roles":[],"customData":""}]}""" })
        {
            var grant = await Made(portal, server, SiteServer.Tokens, json);
            Assert.Empty(grant.PlanRights);
            Assert.Equal(clock.GetUtcNow() + TimeSpan.FromMinutes(60) - TimeSpan.FromMilliseconds(400), grant.ExpiresAt);
        }
    }

    [Fact]
    public async Task What_is_refused_is_in_no_entry_of_the_log()
    {
        await using var portal = await Start();
        var server = portal.Asking(Site(portal, "*").Key);

        Assert.Equal("400 InvalidRequest: accessLevel: View is the only one, not “Edit”.", await server.IsTold(SiteServer.Tokens, """{"accessLevel":"Edit"}"""));
        Assert.Equal("400 InvalidRequest: allowedOrigins[0]: “https://*.gov.vn” is not an origin of a web page: no * may stand in it: write each origin.", await server.IsTold(SiteServer.Tokens, """{"allowedOrigins":["https://*.gov.vn"]}"""));
        Assert.Equal("400 InvalidRequest: allowedOrigins[0]: “” is not an origin of a web page: write it like https://www.tinh.gov.vn, without a path and without a “/” at the end.", await server.IsTold(SiteServer.Tokens, """{"allowedOrigins":[null]}"""));
        Assert.DoesNotContain(portal.Log.Newest(10), entry => entry.Action == AuditAction.TokenMade);
    }

    [Fact]
    public async Task A_token_may_be_for_several_reports_and_for_some_of_the_sites_pages()
    {
        await using var portal = await Start();
        var site = portal.Sites.Add("Cổng", [Origin, "https://b.vn"], [], mayRefresh: false, Actor.Nobody);
        var server = portal.Asking(portal.Sites.AddKey(site, Actor.Nobody).Secret);

        var grant = await Made(portal, server, "/v1.0/myorg/GenerateToken", """{"datasets":[{"id":"papibi"}],"reports":[{"id":"explore"},{"id":"national-league","allowEdit":false},{"id":"explore"}],"allowedOrigins":["https://B.vn:443"]}""");

        Assert.Equal(("explore national-league", "https://b.vn"), (string.Join(' ', grant.Reports), string.Join(' ', grant.Origins)));
        Assert.Equal("400 InvalidRequest: reports: at least one has to be named.", await server.IsTold("/v1.0/myorg/GenerateToken", "{}"));
        Assert.Equal("404 NotFound: There is no report “sales”.", await server.IsTold("/v1.0/myorg/GenerateToken", """{"reports":[{"id":"explore"},{"id":"sales"}]}"""));
        Assert.Equal("404 NotFound: There is no report “”.", await server.IsTold("/v1.0/myorg/GenerateToken", """{"reports":[null]}"""));
        Assert.Equal("403 OriginNotAllowed: allowedOrigins[1]: “https://c.vn” is no origin of this site.", await server.IsTold(SiteServer.Tokens, """{"allowedOrigins":["https://b.vn","https://c.vn"]}"""));
    }

    [Fact]
    public async Task A_sites_key_makes_tokens_for_that_site_alone()
    {
        await using var portal = await Start();
        var ((site, key), other) = (Site(portal), portal.Sites.Add("Báo Cần Thơ", ["https://baocantho.com.vn"], [PlanRight.Every], mayRefresh: false, Actor.Nobody));

        var grant = await Made(portal, portal.Asking(key), $"{SiteServer.Tokens}?site={other.Id}", $$"""{"site":"{{other.Id}}","siteId":"{{other.Id}}"}""");

        Assert.Equal((site.Id, Origin), (grant.SiteId, string.Join(' ', grant.Origins)));
        Assert.StartsWith("403 OriginNotAllowed", await portal.Asking(key).IsTold(SiteServer.Tokens, """{"allowedOrigins":["https://baocantho.com.vn"]}"""), StringComparison.Ordinal);
        Assert.StartsWith("403 PlansNotAllowed", await portal.Asking(key).IsTold(SiteServer.Tokens, """{"identities":[{"username":"lan","roles":["plans"],"customData":"58"}]}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_without_origins_gets_no_token()
    {
        await using var portal = await Start();
        var site = portal.Sites.Add("Cổng", [], [], mayRefresh: false, Actor.Nobody);

        Assert.Equal("403 OriginNotAllowed: This site has no origins yet: an admin of the portal has to add them first.", await portal.Asking(portal.Sites.AddKey(site, Actor.Nobody).Secret).IsTold(SiteServer.Tokens, "{}"));
    }

    [Fact]
    public async Task Wrong_keys_are_counted_by_network_and_written_down_without_their_secret_and_right_ones_go_on()
    {
        await using var portal = await Start(new PortalSettings { SignInsPerMinute = 5 });
        var (_, key) = Site(portal);
        var (server, wrong) = (portal.Asking(key), key[..^3] + "xyz");
        for (var n = 0; n < 12; n++)
        {
            Assert.Equal("200", await server.IsTold("/v1.0/myorg/reports"));
        }

        var told = new List<string>();
        for (var n = 0; n < 7; n++)
        {
            told.Add((await portal.Asking(wrong).IsTold("/v1.0/myorg/reports"))[..3]);
        }

        Assert.Equal(["401", "401", "401", "401", "401", "429", "429"], told);
        Assert.Equal("200", await server.IsTold("/v1.0/myorg/reports"));
        Assert.Equal("429 TooManyRequests: There were too many wrong keys from this address; wait a minute.", await portal.Asking(wrong).IsTold("/v1.0/myorg/reports"));
        using var later = await portal.Asking(wrong).GetAsync("/v1.0/myorg/reports");
        Assert.Equal(TimeSpan.FromSeconds(60), later.Headers.RetryAfter?.Delta);
        var entries = portal.Log.Newest(20, action: AuditAction.KeyRefused);
        Assert.Equal(Enumerable.Repeat($", {EmbedSites.IdOf(key)}, ", 5), entries.Select(entry => $"{entry.By.Login}, {entry.Subject}, {entry.Detail}"));
    }

    [Fact]
    public async Task What_is_too_large_or_too_often_is_told_a_program_in_its_own_way()
    {
        await using var portal = await Start(new PortalSettings { RequestsPerMinute = 3 });
        var server = portal.Asking(Site(portal).Key);

        Assert.Equal("413 RequestTooLarge: The request is too large.", await server.IsTold(SiteServer.Tokens, "{\"x\":\"" + new string('x', 70_000) + "\"}"));
        Assert.Equal("200", await server.IsTold(SiteServer.Tokens, "{\"x\":\"" + new string('x', 60_000) + "\"}"));
        Assert.Equal("200", await server.IsTold("/v1.0/myorg/reports"));
        Assert.Equal("429 TooManyRequests: There were too many requests from this address; wait a minute.", await server.IsTold("/v1.0/myorg/reports"));
    }

    [Fact]
    public async Task The_log_tells_of_tokens_and_keys_in_the_readers_language_and_nobody_can_name_themselves_into_more()
    {
        await using var portal = await Start(people: new Seed("admin", Role.Admin));
        var (site, key) = Site(portal, NinhThuan);
        var id = (await Made(portal, portal.Asking(key), SiteServer.Tokens, """{"identities":[{"username":"lan · * · <b>","roles":["plans"],"customData":"58"}]}""")).TokenId;
        portal.Sites.RevokeKey(site, EmbedSites.IdOf(key)!, Actor.Nobody);
        await portal.Asking(key).IsTold("/v1.0/myorg/reports");

        var admin = await portal.SignedIn("admin");
        var (vi, en) = (WebUtility.HtmlDecode(await admin.GetStringAsync("/admin/audit")), WebUtility.HtmlDecode(await admin.GetStringAsync("/en/admin/audit")));

        Assert.Contains($"mã {id}; báo cáo province-brief; trên {Origin}; kế hoạch: Ninh Thuận (2004–2025); đến 25/11/2026 11:00:00; cho lan · * · <b>", vi, StringComparison.Ordinal);
        Assert.Contains($"token {id}; reports province-brief; on {Origin}; plans: Ninh Thuan (2004–2025); until 25 Nov 2026 11:00:00; for lan · * · <b>", en, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", await admin.GetStringAsync("/admin/audit"), StringComparison.Ordinal);
        Assert.Contains($"{EmbedSites.IdOf(key)}, good until 25 Nov 2026 10:00:00", en, StringComparison.Ordinal);
        Assert.Contains("khóa không được nhận", vi, StringComparison.Ordinal);
        Assert.Contains("no plans → Ninh Thuan (2004–2025)", en, StringComparison.Ordinal);
    }

    private Task<RunningPortal> Start(PortalSettings? settings = null, params Seed[] people) => RunningPortal.Start(samples, settings, clock, people);

    private static (EmbedSite Site, string Key) Site(RunningPortal portal, params string[] plans)
    {
        var site = portal.Sites.Add("Cổng Ninh Thuận", [Origin], [.. plans.Select(PlanRight.Of)], mayRefresh: false, Actor.Nobody);
        return (site, portal.Sites.AddKey(site, Actor.Nobody).Secret);
    }

    private static async Task<EmbedGrant> Made(RunningPortal portal, HttpClient server, string address, string json)
    {
        var (status, body) = await server.Asks(address, json);
        Assert.Equal(200, status);
        return portal.Tokens.Read(body.GetProperty("token").GetString()!, out _)!;
    }
}
