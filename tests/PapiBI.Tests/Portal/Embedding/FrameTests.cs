using System.Net;
using System.Net.Http.Headers;
using Microsoft.Data.Sqlite;
using PapiBI.Portal.Embedding;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal.Embedding;

/// <summary>What a token opens in a frame, byte by byte, and that it opens nothing else.</summary>
public sealed class FrameTests(PublishedSamples samples)
{
    private const string Origin = "https://www.ninhthuan.gov.vn";
    private const string NinhThuan = "58@2004-01-01";

    /// <summary>Words of the plan of Ninh Thuận (58) alone.</summary>
    private static readonly string[] OfThePlan = ["KH-58-2021", "Trung tâm Phục vụ hành chính công, 0259", "máy thở", "mục tiêu: 45", "Tài liệu nội bộ"];

    [Theory]
    [InlineData("view")]
    [InlineData("view.csv")]
    public async Task A_plan_is_in_no_byte_of_a_frame_whose_token_does_not_name_its_province(string what)
    {
        await using var portal = await RunningPortal.Start(samples.Plans.Data);
        var (site, keyId) = Site(portal, NinhThuan, "92@2004-01-01");
        var may = Asking(portal, Token(portal, site, keyId, NinhThuan));
        var mayNot = new[] { Asking(portal, Token(portal, site, keyId)), Asking(portal, Token(portal, site, keyId, "92@2004-01-01")) };

        foreach (var question in new[] { "province-brief/{0}?index=PAPI&year=2021&province=58", "plan-outcome/{0}?year=2021&province=58&plan=KH-58-2021", "plan-progress/{0}?province=58&period=2021-Q2&plan=KH-58-2021" })
        {
            var (told, files, filesOfOthers) = ("", 0, 0);
            foreach (var table in what == "view" ? [""] : Enumerable.Range(1, 30).Select(n => $"&table={n}"))
            {
                var address = $"/embed/{question.Replace("{0}", what, StringComparison.Ordinal)}{table}";
                using var open = await may.GetAsync(address);
                if (open.StatusCode == HttpStatusCode.NotFound && told.Length > 0)
                {
                    break;
                }

                Assert.Equal(HttpStatusCode.OK, open.StatusCode);
                Assert.True(open.Headers.CacheControl?.NoStore, address);
                told += await open.Content.ReadAsStringAsync();
                files++;
                foreach (var other in mayNot)
                {
                    using var closed = await other.GetAsync(address);
                    var text = await closed.Content.ReadAsStringAsync();
                    filesOfOthers += other == mayNot[0] && closed.StatusCode == HttpStatusCode.OK ? 1 : 0;

                    // Without the plan a brief has fewer tables.
                    Assert.Contains(closed.StatusCode, address.Contains("/plan-", StringComparison.Ordinal) ? new[] { HttpStatusCode.Forbidden } : [HttpStatusCode.OK, HttpStatusCode.NotFound]);
                    Assert.All(OfThePlan, words => Assert.DoesNotContain(words, text, StringComparison.Ordinal));
                }
            }

            // What the brief's tables have of the plan are its targets, in words of the index.
            Assert.True(OfThePlan.Any(told.Contains) || (what == "view.csv" && question.StartsWith("province-brief", StringComparison.Ordinal) && files > filesOfOthers), question);
        }

        var written = what == "view" ? AuditAction.Saw : AuditAction.Exported;
        Assert.Contains(portal.Log.Newest(5), entry => entry.Action == written && entry.By.Login == $"{site.Id}/{keyId}" && entry.Detail.EndsWith(" lan@bao.vn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_view_is_kept_for_who_has_no_right_to_plans_and_made_anew_for_who_has()
    {
        await using var portal = await RunningPortal.Start(samples.Plans.Data);
        var (site, keyId) = Site(portal, NinhThuan);
        const string Address = "/embed/province-brief/view?index=PAPI&year=2021&province=92";
        var (one, another, withRights) = (Asking(portal, Token(portal, site, keyId)), Asking(portal, Token(portal, site, keyId)), Asking(portal, Token(portal, site, keyId, NinhThuan)));

        using var first = await one.GetAsync(Address);
        using var second = await another.GetAsync(Address);
        using var own = await withRights.GetAsync(Address);

        Assert.Equal([false, true, false], new[] { first, second, own }.Select(answer => answer.Headers.Age is not null));
    }

    [Fact]
    public async Task Who_shows_a_token_is_nobody_with_an_account_whatever_cookie_comes_along()
    {
        await using var portal = await RunningPortal.Start(samples.Plans.Data, people: new Seed("an", Role.Viewer, NinhThuan));
        var (site, keyId) = Site(portal);
        const string Address = "?index=PAPI&year=2021&province=58";
        var an = await portal.SignedIn("an");
        Assert.Contains("KH-58-2021", await an.GetStringAsync($"/reports/province-brief{Address}"), StringComparison.Ordinal);

        an.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(portal, site, keyId));
        an.DefaultRequestHeaders.Add(EmbedTokenHandler.OriginHeader, Origin);

        Assert.DoesNotContain("KH-58-2021", await an.GetStringAsync($"/embed/province-brief/view{Address}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frames_script_is_told_of_every_fault_in_its_own_way()
    {
        await using var portal = await RunningPortal.Start(samples.Plans.Data, new PapiBI.Portal.PortalSettings { RequestsPerMinute = 8 });
        var (site, keyId) = Site(portal);
        var frame = Asking(portal, Token(portal, site, keyId));

        Assert.Equal("400 InvalidRequest: table: cần số của một bảng, không phải “x”.", await frame.IsTold("/embed/province-brief/view.csv?index=PAPI&year=2021&province=58&table=x", language: "vi"));
        Assert.Equal("400 InvalidRequest: table: the number of a table, not “”.", await frame.IsTold("/embed/province-brief/view.csv?index=PAPI&year=2021&province=58"));
        Assert.Equal("400 InvalidRequest: The address is wrong: a year is a number, and no value is longer than 200 characters.", await frame.IsTold("/en/embed/province-brief/view?year=x"));
        Assert.Equal("403 PlansNotAllowed: Plans are internal: this token or key does not open those of this province.", await frame.IsTold("/embed/plan-outcome/view?year=2021&province=58&plan=KH-58-2021"));

        using (var state = new SqliteConnection($"Data Source={portal.Data.StateFile};Pooling=False"))
        {
            state.Open();
            using var gone = state.CreateCommand();
            gone.CommandText = "alter table embed_site rename to gone";
            gone.ExecuteNonQuery();
        }

        using var failed = await frame.GetAsync("/embed/province-brief/view?index=PAPI&year=2021&province=58");
        Assert.Equal((HttpStatusCode.InternalServerError, "application/json"), (failed.StatusCode, failed.Content.Headers.ContentType?.MediaType));
        Assert.Contains("InternalError", await failed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", Policy(failed), StringComparison.Ordinal);
        Assert.Equal("nosniff", failed.Headers.GetValues("X-Content-Type-Options").Single());

        for (var n = 0; n < 3; n++)
        {
            using var _ = await frame.GetAsync("/embed/province-brief/token");
        }

        Assert.Equal("429 TooManyRequests: There were too many requests from this address; wait a minute.", await frame.IsTold("/embed/province-brief/token"));
    }

    [Theory]
    [InlineData("OPTIONS", "/explore")]
    [InlineData("OPTIONS", "/embed/province-brief")]
    [InlineData("TRACE", "/sign-in")]
    [InlineData("OPTIONS", "/error")]
    public async Task A_page_is_read_or_posted_and_asked_for_in_no_other_way(string method, string address)
    {
        await using var portal = await RunningPortal.Start(samples);
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        using var answer = await portal.Anonymous().SendAsync(request);

        Assert.Equal(address == "/error" ? HttpStatusCode.NotFound : HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_opens_nothing_but_the_frames_of_its_reports()
    {
        await using var portal = await RunningPortal.Start(samples.Plans.Data, new PapiBI.Portal.PortalSettings { Access = PapiBI.Portal.PortalSettings.SignedIn, RequestsPerMinute = 100_000 });
        var (site, keyId) = Site(portal, NinhThuan);
        var frame = Asking(portal, Token(portal, site, keyId, NinhThuan));

        Assert.Equal(HttpStatusCode.OK, (await frame.GetAsync("/embed/province-brief/view?index=PAPI&year=2021&province=58")).StatusCode);
        foreach (var address in new[] { "/", "/reports/province-brief?index=PAPI&year=2021&province=58", "/reports/plan-outcome.json?year=2021&province=58", "/explore", "/sql", "/operations", "/admin/people", "/account", "/v1.0/myorg/reports" })
        {
            using var answer = await frame.GetAsync(address);
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Redirect, HttpStatusCode.Unauthorized });
        }

        using var made = await frame.PostAsync("/v1.0/myorg/reports/province-brief/GenerateToken", new StringContent("""{"accessLevel":"View"}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, made.StatusCode);
    }

    [Fact]
    public async Task A_frame_may_be_shown_by_its_site_alone_and_holds_nothing_of_a_report()
    {
        await using var portal = await RunningPortal.Start(samples);
        var (site, _) = Site(portal);
        using var frame = await portal.Anonymous().GetAsync($"/embed/national-league?site={site.Id}");
        using var unknown = await portal.Anonymous().GetAsync("/embed/national-league?site=nosuchsite00");
        using var page = await portal.Anonymous().GetAsync("/reports/national-league");

        Assert.EndsWith($"frame-ancestors {Origin}", Policy(frame), StringComparison.Ordinal);
        Assert.False(frame.Headers.Contains("X-Frame-Options"));
        Assert.DoesNotContain("<table", await frame.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.All([unknown, page], other => Assert.EndsWith("frame-ancestors 'none'", Policy(other), StringComparison.Ordinal));
        Assert.All([unknown, page], other => Assert.Equal("DENY", other.Headers.GetValues("X-Frame-Options").Single()));

        portal.Sites.Disable(site, Actor.Nobody);
        using var disabled = await portal.Anonymous().GetAsync($"/embed/national-league?site={site.Id}");
        Assert.EndsWith("frame-ancestors 'none'", Policy(disabled), StringComparison.Ordinal);
    }

    private static string Policy(HttpResponseMessage answer) => answer.Headers.GetValues("Content-Security-Policy").Single();

    private static (EmbedSite Site, string KeyId) Site(RunningPortal portal, params string[] plans)
    {
        var added = portal.Sites.Add("Cổng Ninh Thuận", [Origin], [.. plans.Select(PlanRight.Of)], mayRefresh: false, Actor.Nobody);
        portal.Sites.AddKey(added, Actor.Nobody);
        var site = portal.Sites.Find(added.Id)!;
        return (site, site.Keys[0].Id);
    }

    private static string Token(RunningPortal portal, EmbedSite site, string keyId, params string[] plans) => portal.Tokens.Issue(new EmbedGrant
    {
        TokenId = "t1",
        SiteId = site.Id,
        KeyId = keyId,
        UserName = "lan@bao.vn",
        Reports = ["province-brief", "plan-outcome", "plan-progress"],
        Origins = [Origin],
        PlanRights = [.. plans.Select(PlanRight.Of)],
        ExpiresAt = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(30),
    });

    private static HttpClient Asking(RunningPortal portal, string token)
    {
        var client = portal.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        client.DefaultRequestHeaders.Add(EmbedTokenHandler.OriginHeader, Origin);
        return client;
    }
}
