using System.Net;
using PapiBI.Portal;
using PapiBI.Portal.Accounts;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal;

/// <summary>People for whom a provider vouches, by the protocol as it is: a portal and a provider that talk to each other.</summary>
public sealed class OpenIdTests(PublishedSamples samples)
{
    [Fact]
    public async Task Who_a_provider_vouches_for_comes_in_with_the_role_that_its_claims_mean_and_goes_where_they_wanted()
    {
        await using var provider = await OpenIdProvider.Start();
        await using var portal = await Start(provider);
        Sits(provider, "u-1", "lan", "papi-xem", "papi-so-lieu");

        var (browser, end) = await GoThrough(portal, "/en/account");

        Assert.Equal("/en/account", end);
        var person = Assert.Single(portal.People.All());
        Assert.Equal(("lan", "Trần Thị Lan", Role.Steward, provider.Issuer, false), (person.Login, person.Name, person.Role, person.Issuer, person.HasPassword));
        Assert.Empty(person.PlanRights);
        Assert.Contains("Trần Thị Lan", WebUtility.HtmlDecode(await browser.GetStringAsync("/account")), StringComparison.Ordinal);
        Assert.Equal(["signed in " + provider.Issuer, $"person added steward, {provider.Issuer}"], portal.Log.Newest(10).Select(entry => $"{entry.Action} {entry.Detail}"));
    }

    [Fact]
    public async Task Another_role_at_the_provider_is_another_role_here_and_ends_the_sessions_of_the_old_one()
    {
        await using var provider = await OpenIdProvider.Start();
        await using var portal = await Start(provider);
        Sits(provider, "u-1", "lan", "papi-xem");
        var (before, _) = await GoThrough(portal, "/");
        Sits(provider, "u-1", "lan.moi", "papi-quan-tri");

        var (after, _) = await GoThrough(portal, "/");

        var person = Assert.Single(portal.People.All());
        Assert.Equal(("lan", Role.Admin), (person.Login, person.Role));
        Assert.Equal(HttpStatusCode.Redirect, (await before.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await after.GetAsync("/admin/people")).StatusCode);
    }

    [Fact]
    public async Task A_provider_that_calls_somebody_like_an_account_here_does_not_get_that_account()
    {
        await using var provider = await OpenIdProvider.Start();
        await using var portal = await Start(provider, new Seed("admin", Role.Admin, "*"));
        Sits(provider, "u-2", "ADMIN", "papi-xem");

        var (browser, _) = await GoThrough(portal, "/");

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/admin/people")).StatusCode);
        Assert.Equal(["admin Admin *", "ADMIN · 127.0.0.1 Viewer "], portal.People.All().Select(person => $"{person.Login} {person.Role} {string.Join(' ', person.PlanRights)}"));
    }

    [Fact]
    public async Task Whom_no_claim_gives_a_role_whom_an_admin_disabled_and_who_is_vouched_for_by_a_forger_stays_outside()
    {
        await using var provider = await OpenIdProvider.Start();
        await using var portal = await Start(provider);
        Sits(provider, "u-3", "khach", "ke-toan");
        Assert.Equal("/sign-in", (await GoThrough(portal, "/account")).End);
        Assert.Empty(portal.People.All());

        Sits(provider, "u-1", "lan", "papi-xem");
        await GoThrough(portal, "/");
        portal.People.Disable(portal.People.All()[0], Actor.Nobody);
        Assert.Equal("/sign-in", (await GoThrough(portal, "/account")).End);

        Sits(provider, "u-4", "gia", "papi-quan-tri");
        provider.IsForged = true;
        Assert.Equal("/sign-in", (await GoThrough(portal, "/account")).End);
        provider.IsForged = false;
        provider.Audience = "another-client";
        Assert.Equal("/sign-in", (await GoThrough(portal, "/account")).End);
        Assert.Single(portal.People.All());
        Assert.Equal(4, portal.Log.Newest(100).Count(entry => entry.Action == AuditAction.SignInFailed));
    }

    [Fact]
    public async Task An_answer_of_the_provider_is_taken_once_and_only_by_the_browser_that_asked()
    {
        await using var provider = await OpenIdProvider.Start();
        await using var portal = await Start(provider);
        Sits(provider, "u-1", "lan", "papi-xem");
        var (asker, stranger) = (portal.Anonymous(), portal.Anonymous());
        var answer = await AnswerOf(asker, "/account");

        Assert.Equal("/sign-in", (await stranger.GetAsync(answer)).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync("/account")).StatusCode);
        Assert.Equal("/account", (await asker.GetAsync(answer)).Headers.Location!.ToString());
        Assert.Equal("/sign-in", (await portal.Anonymous().GetAsync(answer)).Headers.Location!.ToString());
    }

    [Fact]
    public async Task Who_was_sent_back_is_told_why_once_and_strangers_can_neither_fill_the_log_nor_end_a_session_at_the_way_back()
    {
        await using var provider = await OpenIdProvider.Start();
        await using var portal = await Start(provider, 2);
        Sits(provider, "u-3", "khach", "ke-toan");
        var (browser, _) = await GoThrough(portal, "/account");
        const string told = "Bên xác thực không cho tài khoản này vào cổng.";
        Assert.Contains(told, WebUtility.HtmlDecode(await browser.GetStringAsync("/sign-in")), StringComparison.Ordinal);
        Assert.DoesNotContain(told, WebUtility.HtmlDecode(await browser.GetStringAsync("/sign-in")), StringComparison.Ordinal);

        var stranger = portal.Anonymous();
        var before = portal.Log.Newest(1)[0].Id;
        var statuses = new List<HttpStatusCode>();
        for (var n = 0; n < 40; n++)
        {
            using var answer = await stranger.GetAsync(n % 2 == 0 ? "/sign-in/openid/done?code=x&state=y" : "/en/sign-in/openid/done?error=x&state=y");
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.InRange(portal.Log.Newest(1)[0].Id - before, 1, 20);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/sign-in")).StatusCode);
    }

    [Theory]
    [InlineData("/sign-in/openid/done-ended?iss=x&sid=y")]
    [InlineData("/sign-in/openid/done-out?state=y")]
    public async Task Nobody_is_heard_who_says_that_somebody_signed_out_at_the_provider(string address)
    {
        await using var provider = await OpenIdProvider.Start();
        await using var portal = await Start(provider);
        Sits(provider, "u-1", "lan", "papi-xem");
        var (browser, _) = await GoThrough(portal, "/");

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task After_the_provider_too_people_are_sent_to_no_address_but_ours(string hostile)
    {
        await using var provider = await OpenIdProvider.Start();
        await using var portal = await Start(provider);
        Sits(provider, "u-1", "lan", "papi-xem");

        Assert.Equal("/", (await GoThrough(portal, hostile)).End);
    }

    private static void Sits(OpenIdProvider provider, string subject, string login, params string[] groups)
    {
        provider.Claims.Clear();
        provider.Claims["sub"] = subject;
        provider.Claims["preferred_username"] = login;
        provider.Claims["name"] = "Trần Thị Lan";
        provider.Claims["groups"] = groups;
    }

    // Browsers compare cookies' dates with the real time, so the portal goes by it, too.
    private Task<RunningPortal> Start(OpenIdProvider provider, params Seed[] people) => Start(provider, 1000, people);

    private Task<RunningPortal> Start(OpenIdProvider provider, int signInsPerMinute, params Seed[] people) => RunningPortal.Start(
        samples,
        new PortalSettings
        {
            SignInsPerMinute = signInsPerMinute,
            OpenId = new OpenIdSettings
            {
                Authority = provider.Issuer,
                ClientId = OpenIdProvider.ClientId,
                ClientSecret = provider.ClientSecret,
                RoleClaim = "groups",
                Roles = new Dictionary<string, string>(StringComparer.Ordinal) { ["papi-xem"] = "viewer", ["papi-so-lieu"] = "steward", ["papi-quan-tri"] = "admin" },
            },
        },
        people: people);

    private static async Task<(HttpClient Browser, string End)> GoThrough(RunningPortal portal, string returnUrl)
    {
        var browser = portal.Anonymous();
        using var back = await browser.GetAsync(await AnswerOf(browser, returnUrl));
        return (browser, back.Headers.Location!.ToString());
    }

    /// <summary>From the portal to the provider: the address by which it answers.</summary>
    private static async Task<Uri> AnswerOf(HttpClient browser, string returnUrl)
    {
        using var asked = await browser.GetAsync($"/sign-in/openid?returnUrl={WebUtility.UrlEncode(returnUrl)}");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Contains("code_challenge_method=S256", asked.Headers.Location!.Query, StringComparison.Ordinal);
        using var answered = await browser.GetAsync(asked.Headers.Location);
        return answered.Headers.Location!;
    }
}
