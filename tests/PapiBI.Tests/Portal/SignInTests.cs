using System.Net;
using System.Text.RegularExpressions;
using PapiBI.Portal;
using PapiBI.Portal.Accounts;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal;

/// <summary>Signing in, staying so, and being put out, by real requests to a portal as it runs.</summary>
public sealed partial class SignInTests(PublishedSamples samples)
{
    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Who_signs_in_is_named_on_every_page_until_they_sign_out_and_the_old_cookie_is_worth_nothing_then()
    {
        await using var portal = await Start(clock, new Seed("an", Role.Viewer));
        var (browser, cookies) = portal.Browser();

        using var answer = await RunningPortal.SignIn(browser, "AN", RunningPortal.Password, "/en/account");

        Assert.Equal((HttpStatusCode.Redirect, "/en/account"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.Contains("an (thử)", WebUtility.HtmlDecode(await browser.GetStringAsync("/")), StringComparison.Ordinal);
        var key = cookies.GetCookies(portal.Address)["papibi"]!;
        Assert.True(key.HttpOnly);
        Assert.Contains("samesite=lax", answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("papibi=", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", key.Value);

        using var left = await RunningPortal.Send(browser, "/account", "/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await WithCookie(portal, key.Value, "/account")).StatusCode);
        Assert.Equal([AuditAction.SignedOut, AuditAction.SignedIn], portal.Log.Newest(2).Select(entry => entry.Action));
    }

    [Fact]
    public async Task A_key_is_nowhere_in_the_application_database()
    {
        await using var portal = await Start(clock, new Seed("an", Role.Viewer));
        var (browser, cookies) = portal.Browser();
        using var answer = await RunningPortal.SignIn(browser, "an", RunningPortal.Password);
        var key = cookies.GetCookies(portal.Address)["papibi"]!.Value;

        var everything = string.Concat(Directory.GetFiles(portal.Data.Root, "service.sqlite*").Select(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            return reader.ReadToEnd();
        }));

        Assert.Contains("an (th", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(key, everything, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await WithCookie(portal, key, "/account")).StatusCode);
        var hash = portal.Sessions.Of(portal.People.All()[0].Id).Single().Id;
        Assert.Equal(HttpStatusCode.Redirect, (await WithCookie(portal, hash, "/account")).StatusCode);
    }

    [Fact]
    public async Task A_cookie_from_before_a_sign_in_is_worth_nothing_after_it()
    {
        await using var portal = await Start(clock, new Seed("an", Role.Viewer), new Seed("binh", Role.Admin));
        var (browser, cookies) = portal.Browser();
        const string planted = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        cookies.Add(portal.Address, new Cookie("papibi", planted));
        using var first = await RunningPortal.SignIn(browser, "an", RunningPortal.Password);
        var ofAn = cookies.GetCookies(portal.Address)["papibi"]!.Value;
        using var second = await RunningPortal.SignIn(browser, "binh", RunningPortal.Password);
        var ofBinh = cookies.GetCookies(portal.Address)["papibi"]!.Value;

        Assert.Equal(3, new HashSet<string> { planted, ofAn, ofBinh }.Count);
        Assert.Equal(HttpStatusCode.Redirect, (await WithCookie(portal, planted, "/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await WithCookie(portal, ofAn, "/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await WithCookie(portal, ofBinh, "/admin/people")).StatusCode);
    }

    [Fact]
    public async Task A_session_ends_after_eight_hours_without_use_and_after_a_day_however_much_it_is_used()
    {
        await using var portal = await Start(clock, new Seed("an", Role.Viewer));
        var browser = await portal.SignedIn("an");
        clock.Advance(Sessions.Idle - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await Status(browser, "/account"));
        clock.Advance(Sessions.Idle + TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Redirect, await Status(browser, "/account"));

        var busy = await portal.SignedIn("an");
        for (var hour = 1; hour < 24; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(HttpStatusCode.OK, await Status(busy, "/account"));
        }

        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Redirect, await Status(busy, "/account"));
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_login_a_disabled_and_a_locked_account_are_told_the_same_and_not_sooner()
    {
        await using var portal = await Start(clock, new Seed("an", Role.Viewer), new Seed("gone", Role.Viewer), new Seed("locked", Role.Viewer), new Seed("admin", Role.Admin));
        portal.People.Disable(portal.People.All().Single(person => person.Login == "gone"), Actor.Nobody);
        for (var n = 0; n < People.MostFailures; n++)
        {
            portal.People.BeginSignIn("locked", "127.0.0.1");
        }

        var told = new List<string>();
        foreach (var (login, password) in new[] { ("an", "sai mật khẩu rồi"), ("nobody", "sai mật khẩu rồi"), ("gone", RunningPortal.Password), ("locked", RunningPortal.Password) })
        {
            var browser = portal.Anonymous();
            var began = TimeProvider.System.GetTimestamp();
            using var answer = await RunningPortal.SignIn(browser, login, password);
            Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.FromMilliseconds(390), TimeSpan.FromMinutes(1));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.DoesNotContain(answer.Headers, header => header.Key == "Set-Cookie" && header.Value.Any(cookie => cookie.StartsWith("papibi=", StringComparison.Ordinal)));
            told.Add(Token().Replace(await answer.Content.ReadAsStringAsync(), "").Replace($"value=\"{login}\"", "", StringComparison.Ordinal));
        }

        Assert.Single(told.Distinct());
        Assert.Contains("Tên đăng nhập hoặc mật khẩu không đúng", WebUtility.HtmlDecode(told[0]), StringComparison.Ordinal);
        Assert.Equal(["locked: locked", "gone: disabled", ": unknown", "an: wrong password"], portal.Log.Newest(4).Select(entry => $"{entry.Subject}: {entry.Detail}"));
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_has_to_wait_and_each_further_one_doubles_the_pause()
    {
        await using var portal = await Start(clock, new Seed("an", Role.Viewer));
        var browser = portal.Anonymous();
        for (var n = 0; n < 5; n++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await Try(browser, "sai mật khẩu rồi"));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await Try(browser, RunningPortal.Password));
        foreach (var minutes in new[] { 1, 2, 4 })
        {
            clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.Equal(HttpStatusCode.Unauthorized, await Try(browser, RunningPortal.Password));
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(HttpStatusCode.Unauthorized, await Try(browser, "sai nữa, sai mãi"));
        }

        clock.Advance(TimeSpan.FromMinutes(8));
        Assert.Equal(HttpStatusCode.Redirect, await Try(browser, RunningPortal.Password));
        Assert.Null(portal.People.All()[0].Wait);
    }

    [Fact]
    public async Task Whom_strangers_tried_to_lock_out_comes_in_from_where_they_were_before()
    {
        await using var portal = await RunningPortal.Start(samples, new PortalSettings { SignInsPerMinute = 30 }, clock, new Seed("admin", Role.Admin));
        await portal.SignedIn("admin");
        for (var n = 0; n < 60; n++)
        {
            portal.People.BeginSignIn("admin", $"203.0.113.{n}");
        }

        Assert.Equal(SignInFault.Locked, portal.People.BeginSignIn("admin", "203.0.113.200").Why);
        using var again = await RunningPortal.SignIn(portal.Anonymous(), "admin", RunningPortal.Password);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task What_the_log_tells_is_in_the_readers_language()
    {
        await using var portal = await Start(clock, new Seed("admin", Role.Admin));
        using var wrong = await RunningPortal.SignIn(portal.Anonymous(), "admin", "sai mật khẩu rồi");
        var admin = await portal.SignedIn("admin");
        portal.Log.Add(Actor.Nobody, AuditAction.RoleChanged, "an", "viewer → steward");
        portal.People.Add("hoa", "Hoa", Role.Analyst, [PlanRight.Of("58@2004-01-01"), PlanRight.Of("92@2025-07-01")], Actor.Nobody);
        portal.People.Add("mai", "Mai", Role.Viewer, [], Actor.Nobody);
        portal.People.Vouched("https://id.example", "u-1", "nga", "Nga", Role.Viewer, "");
        var entry = portal.Log.Add(Actor.Nobody, AuditAction.Asked, new string('x', 3_000) + "<b>cuối</b>");
        portal.Log.Add(Actor.Nobody, AuditAction.Answered, $"{entry}", "limit-timeout, 1200 rows, 30.01 s");

        var (vi, en) = (WebUtility.HtmlDecode(await admin.GetStringAsync("/admin/audit")), WebUtility.HtmlDecode(await admin.GetStringAsync("/en/admin/audit")));

        Assert.All(new[] { ">sai mật khẩu<", ">người xem → người quản lý dữ liệu<", ">người phân tích, Ninh Thuận (2004–2025), Cần Thơ (2025–)<", ">người xem, không kế hoạch nào<", ">người xem, https://id.example<", $">mục {entry}<", ">quá thời gian, 1200 dòng, 30,01 giây<" }, words => Assert.Contains(words, vi, StringComparison.Ordinal));
        Assert.All(new[] { ">wrong password<", ">viewer → steward<", ">analyst, Ninh Thuan (2004–2025), Can Tho (2025–)<", ">viewer, no plans<", ">viewer, https://id.example<", $">no. {entry}<", ">out of time, 1200 rows, 30.01 s<" }, words => Assert.Contains(words, en, StringComparison.Ordinal));
        Assert.DoesNotContain(">wrong password<", vi, StringComparison.Ordinal);
        Assert.Contains($"<details class=\"long\"><summary>{new string('x', 240)} …</summary>{new string('x', AuditLog.LongestText - 1 - 240)}…</details>", vi, StringComparison.Ordinal);
        Assert.Contains("xxx&lt;b&gt;cuối&lt;/b&gt;</pre>", (await admin.GetStringAsync($"/admin/audit?whole={entry}")).Replace("&#x1ED1;", "ố", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passwords_that_are_tried_quicker_than_people_type_are_not_looked_at()
    {
        await using var portal = await RunningPortal.Start(samples, new PortalSettings { SignInsPerMinute = 3 }, clock, new Seed("an", Role.Viewer));
        var browser = portal.Anonymous();
        var statuses = new List<HttpStatusCode>();
        for (var n = 0; n < 4; n++)
        {
            using var answer = await RunningPortal.SignIn(browser, $"login{n}", "sai mật khẩu rồi");
            statuses.Add(answer.StatusCode);
            Assert.Equal(n == 3, answer.Headers.RetryAfter is not null);
        }

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], statuses);
        Assert.Equal(HttpStatusCode.OK, await Status(browser, "/sign-in"));
    }

    [Fact]
    public void For_one_login_tries_from_many_addresses_are_counted_together()
    {
        using var limits = new SignInLimits(new PortalSettings { SignInsPerMinute = 2 });

        Assert.Equal([true, true, false, true], new[] { "an", "AN ", "An", "binh" }.Select(limits.Admits));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("\\/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    public async Task Who_signs_in_is_sent_to_no_address_but_ours(string hostile)
    {
        await using var portal = await Start(clock, new Seed("an", Role.Viewer));
        var browser = portal.Anonymous();

        using var answer = await RunningPortal.SignIn(browser, "an", RunningPortal.Password, hostile);

        Assert.Equal("/", answer.Headers.Location!.ToString());
        Assert.Contains("name=\"returnUrl\" value=\"/\"", await browser.GetStringAsync($"/sign-in?returnUrl={WebUtility.UrlEncode(hostile)}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/en//evil.example/x")]
    [InlineData("/en/%5Cevil.example/x")]
    public async Task No_link_of_a_page_leads_to_a_host_that_its_address_names(string hostile)
    {
        await using var portal = await Start(clock);
        using var answer = await portal.Anonymous().GetAsync(new Uri(portal.Address + hostile[1..]));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.All(Link().Matches(await answer.Content.ReadAsStringAsync()), link => Assert.Equal(portal.Address.Host, new Uri(portal.Address, WebUtility.HtmlDecode(link.Groups["address"].Value)).Host));
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    [InlineData("/setup")]
    [InlineData("/choose-password")]
    [InlineData("/account?handler=Password")]
    [InlineData("/account?handler=End")]
    [InlineData("/admin/people")]
    [InlineData("/admin/people/1?handler=Rights")]
    [InlineData("/admin/people/1?handler=Disable")]
    [InlineData("/admin/people/1?handler=End")]
    [InlineData("/admin/people/1?handler=Link")]
    [InlineData("/admin/people/1?handler=Enable")]
    public async Task A_form_that_another_site_sends_is_refused(string address)
    {
        await using var portal = await Start(clock, new Seed("admin", Role.Admin));
        var browser = await portal.SignedIn("admin");
        var before = portal.Log.Newest(1)[0].Id;

        using var answer = await browser.PostAsync(address, RunningPortal.Form(("login", "admin"), ("password", RunningPortal.Password), ("role", "viewer")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(before, portal.Log.Newest(1)[0].Id);
    }

    [Fact]
    public async Task A_form_filled_in_before_a_sign_in_is_not_taken_after_it()
    {
        await using var portal = await Start(clock, new Seed("an", Role.Viewer));
        var browser = portal.Anonymous();
        var token = WebUtility.HtmlDecode(TokenValue().Match(await browser.GetStringAsync("/sign-in")).Groups["value"].Value);
        using var answer = await RunningPortal.SignIn(browser, "an", RunningPortal.Password);

        using var late = await browser.PostAsync("/sign-out", RunningPortal.Form(("__RequestVerificationToken", token)));

        Assert.NotEmpty(token);
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await Status(browser, "/account"));
    }

    [Fact]
    public async Task People_see_where_they_are_signed_in_and_end_it_there_from_the_next_request_on()
    {
        await using var portal = await Start(clock, new Seed("an", Role.Viewer), new Seed("binh", Role.Viewer));
        var (here, there, ofBinh) = (await portal.SignedIn("an"), await portal.SignedIn("an"), await portal.SignedIn("binh"));
        var page = await here.GetStringAsync("/account");
        var id = SessionButton().Match(page).Groups["id"].Value;
        Assert.Matches("^[0-9a-f]{64}$", id);

        using var notTheirs = await RunningPortal.Send(ofBinh, "/account", "/account?handler=End", ("id", id));
        Assert.Equal(HttpStatusCode.OK, await Status(there, "/account"));
        using var ended = await RunningPortal.Send(here, "/account", "/account?handler=End", ("id", id));

        Assert.Equal(HttpStatusCode.Redirect, await Status(there, "/account"));
        Assert.Equal(HttpStatusCode.OK, await Status(here, "/account"));
        Assert.Equal(HttpStatusCode.OK, await Status(ofBinh, "/account"));
    }

    [Fact]
    public async Task Another_password_ends_all_other_sessions_and_the_old_one_is_wrong()
    {
        await using var portal = await Start(clock, new Seed("an", Role.Viewer));
        var (here, there) = (await portal.SignedIn("an"), await portal.SignedIn("an"));
        const string other = "con trâu đi trước cái cày";
        using var wrong = await RunningPortal.Send(here, "/account", "/account?handler=Password", ("present", "không phải"), ("password", other), ("again", other));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var weak = await RunningPortal.Send(here, "/account", "/account?handler=Password", ("present", RunningPortal.Password), ("password", "password1234"), ("again", "password1234"));
        Assert.Equal(HttpStatusCode.BadRequest, weak.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await Status(there, "/account"));

        using var changed = await RunningPortal.Send(here, "/account", "/account?handler=Password", ("present", RunningPortal.Password), ("password", other), ("again", other));

        Assert.Equal((HttpStatusCode.Redirect, "/account"), (changed.StatusCode, changed.Headers.Location!.ToString()));
        const string done = "Đã đổi mật khẩu; mọi phiên khác đã kết thúc.";
        Assert.Contains(done, WebUtility.HtmlDecode(await here.GetStringAsync("/account")), StringComparison.Ordinal);
        Assert.DoesNotContain(done, WebUtility.HtmlDecode(await here.GetStringAsync("/account?changed=true&IsChanged=true")), StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"alert\"", await portal.Anonymous().GetStringAsync("/sign-in?refused=true&IsRefused=true"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await Status(there, "/account"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Try(portal.Anonymous(), RunningPortal.Password));
        Assert.Equal(HttpStatusCode.Redirect, await Try(portal.Anonymous(), other));
    }

    [Fact]
    public async Task By_https_the_cookies_are_this_hosts_alone()
    {
        await using var portal = await RunningPortal.Start(samples, new PortalSettings { PublicAddress = "https://papi.example.vn", SignInsPerMinute = 100 }, clock, new Seed("an", Role.Viewer));
        var browser = portal.Anonymous();
        using var page = await browser.GetAsync("/sign-in");
        var all = page.Headers.GetValues("Set-Cookie").ToList();
        var form = all.Single(cookie => cookie.StartsWith("__Host-papibi-form=", StringComparison.Ordinal));
        var token = WebUtility.HtmlDecode(TokenValue().Match(await page.Content.ReadAsStringAsync()).Groups["value"].Value);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = RunningPortal.Form(("login", "an"), ("password", RunningPortal.Password), ("__RequestVerificationToken", token)) };
        request.Headers.Add("Cookie", form.Split(';')[0]);
        using var answer = await browser.SendAsync(request);

        var session = answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("__Host-papibi=", StringComparison.Ordinal));
        Assert.All(all.Append(session), cookie =>
        {
            Assert.StartsWith("__Host-papibi", cookie, StringComparison.Ordinal);
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; path=/;", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    private Task<RunningPortal> Start(TimeProvider time, params Seed[] people) => RunningPortal.Start(samples, null, time, people);

    private static async Task<HttpStatusCode> Try(HttpClient browser, string password)
    {
        using var answer = await RunningPortal.SignIn(browser, "an", password);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> Status(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> WithCookie(RunningPortal portal, string key, string address)
    {
        var (browser, cookies) = portal.Browser();
        cookies.Add(portal.Address, new Cookie("papibi", key));
        return await browser.GetAsync(address);
    }

    [GeneratedRegex("<input name=\"__RequestVerificationToken\"[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Token();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex TokenValue();

    [GeneratedRegex("(href|action)=\"(?<address>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Link();

    [GeneratedRegex("name=\"id\" value=\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex SessionButton();
}
