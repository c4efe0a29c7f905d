using System.Net;
using System.Net.Http.Headers;
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
    [InlineData("view?")]
    [InlineData("view.csv?table=1&")]
    public async Task A_plan_is_in_no_byte_of_a_frame_whose_token_does_not_name_its_province(string what)
    {
        await using var portal = await RunningPortal.Start(samples.Plans.Data);
        var (site, keyId) = Site(portal, NinhThuan, "92@2004-01-01");
        var may = Asking(portal, Token(portal, site, keyId, NinhThuan));
        var mayNot = new[] { Asking(portal, Token(portal, site, keyId)), Asking(portal, Token(portal, site, keyId, "92@2004-01-01")) };

        foreach (var address in new[] { $"/embed/province-brief/{what}index=PAPI&year=2021&province=58", $"/embed/plan-outcome/{what}year=2021&province=58&plan=KH-58-2021", $"/embed/plan-progress/{what}province=58&period=2021-Q2&plan=KH-58-2021" })
        {
            using var open = await may.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, open.StatusCode);
            Assert.True(open.Headers.CacheControl?.NoStore, address);
            foreach (var other in mayNot)
            {
                using var closed = await other.GetAsync(address);
                var text = await closed.Content.ReadAsStringAsync();
                Assert.Equal(address.Contains("/plan-", StringComparison.Ordinal) ? HttpStatusCode.Forbidden : HttpStatusCode.OK, closed.StatusCode);
                Assert.All(OfThePlan, words => Assert.DoesNotContain(words, text, StringComparison.Ordinal));
            }
        }

        if (what == "view?")
        {
            Assert.Contains("KH-58-2021", await may.GetStringAsync($"/embed/plan-outcome/{what}year=2021&province=58&plan=KH-58-2021"), StringComparison.Ordinal);
            Assert.Contains(portal.Log.Newest(5), entry => entry.Action == AuditAction.Saw && entry.By.Login == $"{site.Id}/{keyId}" && entry.Detail.EndsWith(" lan@bao.vn", StringComparison.Ordinal));
        }
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
