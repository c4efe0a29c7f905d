using System.Net;
using System.Text.RegularExpressions;
using PapiBI.Portal;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal;

/// <summary>Who may open what, and how an admin decides it.</summary>
public sealed partial class RoleWallTests(PublishedSamples samples)
{
    private static readonly Seed[] People = [new("viewer", Role.Viewer), new("analyst", Role.Analyst), new("steward", Role.Steward), new("admin", Role.Admin)];

    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("open", "/", "200 200 200 200 200")]
    [InlineData("open", "/reports/national-league?year=2021", "200 200 200 200 200")]
    [InlineData("open", "/reports/national-league.csv?year=2021", "200 200 200 200 200")]
    [InlineData("open", "/account", "302 200 200 200 200")]
    [InlineData("open", "/admin/people", "302 403 403 403 200")]
    [InlineData("open", "/admin/people/1", "302 403 403 403 200")]
    [InlineData("open", "/admin/people/99", "302 403 403 403 404")]
    [InlineData("open", "/admin/audit", "302 403 403 403 200")]
    [InlineData("open", "/admin/sites", "302 403 403 403 200")]
    [InlineData("open", "/admin/sites/no-such-site", "302 403 403 403 404")]
    [InlineData("open", "/v1.0/myorg/reports", "401 401 401 401 401")]
    [InlineData("signed-in", "/v1.0/myorg/reports", "401 401 401 401 401")]
    [InlineData("open", "/v1.0/no-such-thing", "401 401 401 401 401")]
    [InlineData("open", "/sign-in", "200 200 200 200 200")]
    [InlineData("open", "/setup", "404 404 404 404 404")]
    [InlineData("open", "/choose-password", "404 404 404 404 404")]
    [InlineData("open", "/reports/plan-outcome?province=58&year=2021", "403 403 403 403 403")]
    [InlineData("signed-in", "/", "302 200 200 200 200")]
    [InlineData("signed-in", "/en", "302 200 200 200 200")]
    [InlineData("signed-in", "/reports/national-league?year=2021", "302 200 200 200 200")]
    [InlineData("signed-in", "/reports/national-league.json?year=2021", "302 200 200 200 200")]
    [InlineData("signed-in", "/admin/audit", "302 403 403 403 200")]
    [InlineData("signed-in", "/sign-in", "200 200 200 200 200")]
    [InlineData("signed-in", "/setup", "404 404 404 404 404")]
    [InlineData("signed-in", "/no-such-page", "302 404 404 404 404")]
    public async Task Each_page_has_its_wall(string access, string address, string statuses)
    {
        await using var portal = await RunningPortal.Start(samples, new PortalSettings { Access = access, SignInsPerMinute = 100 }, clock, People);
        var found = new List<int> { await Status(portal.Anonymous(), address) };
        foreach (var person in People)
        {
            found.Add(await Status(await portal.SignedIn(person.Login), address));
        }

        Assert.Equal(statuses, string.Join(' ', found));
    }

    [Fact]
    public async Task What_a_closed_portal_sends_to_a_stranger_is_the_way_to_the_sign_in_page_and_back()
    {
        await using var portal = await RunningPortal.Start(samples, new PortalSettings { Access = PortalSettings.SignedIn, SignInsPerMinute = 100 }, clock, People);
        var browser = portal.Anonymous();
        using var answer = await browser.GetAsync("/en/reports/province-brief?year=2021&province=92");
        var signIn = answer.Headers.Location!.ToString();
        Assert.Equal("/en/sign-in?returnUrl=%2Fen%2Freports%2Fprovince-brief%3Fyear%3D2021%26province%3D92", signIn);
        var back = WebUtility.HtmlDecode(ReturnUrl().Match(await browser.GetStringAsync(signIn)).Groups["address"].Value);
        using var signedIn = await RunningPortal.SignIn(browser, "viewer", RunningPortal.Password, back);
        Assert.Equal("/en/reports/province-brief?year=2021&province=92", signedIn.Headers.Location!.ToString());

        using var program = portal.Anonymous();
        program.DefaultRequestHeaders.Accept.Clear();
        program.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        Assert.Equal(401, await Status(program, "/reports/national-league.json?year=2021"));
        using var styles = await program.GetAsync(Styles().Match(await browser.GetStringAsync("/sign-in")).Groups["address"].Value);
        Assert.Equal("text/css", styles.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task An_admin_adds_somebody_who_chooses_a_password_by_a_link_that_works_once()
    {
        await using var portal = await RunningPortal.Start(samples, null, clock, People);
        var admin = await portal.SignedIn("admin");
        using var added = await RunningPortal.Send(admin, "/admin/people", "/admin/people", ("login", "hoa"), ("name", "Đỗ Thị Hoa"), ("role", "analyst"), ("plans", "58, Cần Thơ (2025–)"));
        var link = WebUtility.HtmlDecode(Link().Match(await added.Content.ReadAsStringAsync()).Groups["address"].Value);
        Assert.StartsWith(portal.Address + "choose-password?key=", link, StringComparison.Ordinal);
        Assert.DoesNotContain("choose-password", await admin.GetStringAsync("/admin/people"), StringComparison.Ordinal);
        var path = new Uri(link).PathAndQuery;
        var key = path.Split('=')[1];

        // A mail program looks at it first.
        Assert.Equal(200, await Status(portal.Anonymous(), path));
        var hoa = portal.Anonymous();
        using var weak = await RunningPortal.Send(hoa, path, "/choose-password", ("key", key), ("password", "hoa hoa hoa hoa"), ("again", "hoa hoa hoa hoa"));
        Assert.Equal(HttpStatusCode.BadRequest, weak.StatusCode);
        using var chosen = await RunningPortal.Send(hoa, path, "/choose-password", ("key", key), ("password", RunningPortal.Password), ("again", RunningPortal.Password));
        Assert.Equal("/account", chosen.Headers.Location!.ToString());
        Assert.Contains("Đỗ Thị Hoa", WebUtility.HtmlDecode(await hoa.GetStringAsync("/account")), StringComparison.Ordinal);
        Assert.Equal(404, await Status(portal.Anonymous(), path));

        var person = portal.People.All().Single(each => each.Login == "hoa");
        Assert.Equal((Role.Analyst, "58@2004-01-01 92@2025-07-01"), (person.Role, string.Join(' ', person.PlanRights)));
        Assert.Equal(200, await Status(await portal.SignedIn("hoa"), "/account"));
    }

    [Fact]
    public async Task Another_role_a_locked_account_and_an_admins_word_end_sessions_from_the_next_request_on()
    {
        await using var portal = await RunningPortal.Start(samples, null, clock, People);
        var admin = await portal.SignedIn("admin");
        var id = portal.People.All().Single(person => person.Login == "viewer").Id;

        foreach (var (handler, fields) in new (string, (string, string)[])[] { ("Rights", [("role", "analyst"), ("plans", "")]), ("End", []), ("Disable", []) })
        {
            var viewer = await portal.SignedIn("viewer");
            Assert.Equal(200, await Status(viewer, "/account"));
            using var done = await RunningPortal.Send(admin, $"/admin/people/{id}", $"/admin/people/{id}?handler={handler}", fields);
            Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
            Assert.Equal(302, await Status(viewer, "/account"));
        }

        using var refused = await RunningPortal.SignIn(portal.Anonymous(), "viewer", RunningPortal.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var again = await RunningPortal.Send(admin, $"/admin/people/{id}", $"/admin/people/{id}?handler=Enable");
        Assert.Equal(200, await Status(await portal.SignedIn("viewer"), "/account"));
        string[] endings = [AuditAction.RoleChanged, AuditAction.SessionEnded, AuditAction.Disabled];
        Assert.Equal(
            ["admin: disabled ", "admin: session ended 1", "admin: role changed viewer → analyst"],
            portal.Log.Newest(100).Where(entry => entry.Subject == "viewer" && endings.Contains(entry.Action)).Select(entry => $"{entry.By.Login}: {entry.Action} {entry.Detail}"));
    }

    [Theory]
    [InlineData("Cần Thơ", "“Cần Thơ” là 2 tỉnh khác nhau, trước và sau khi sáp nhập. Hãy ghi rõ: Cần Thơ (2004–2025), Cần Thơ (2025–); hoặc ghi cả 2.")]
    [InlineData("24", "“24” là 2 tỉnh khác nhau, trước và sau khi sáp nhập. Hãy ghi rõ: Bắc Giang (2004–2025), Bắc Ninh (2025–); hoặc ghi cả 2.")]
    [InlineData("bac ninh", "“bac ninh” là 2 tỉnh khác nhau, trước và sau khi sáp nhập. Hãy ghi rõ: Bắc Ninh (2025–), Bắc Ninh (2004–2025); hoặc ghi cả 2.")]
    [InlineData("Cần Thơ (1999–)", "Không có tỉnh “Cần Thơ (1999–)”.")]
    public async Task A_right_to_a_name_that_two_provinces_bear_is_refused_with_the_choices(string typed, string told)
    {
        await using var portal = await RunningPortal.Start(samples, null, clock, People);
        var admin = await portal.SignedIn("admin");
        var viewer = portal.People.All().Single(person => person.Login == "viewer");

        using var refused = await RunningPortal.Send(admin, $"/admin/people/{viewer.Id}", $"/admin/people/{viewer.Id}?handler=Rights", ("role", "viewer"), ("plans", typed));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(told, WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(viewer.PlanRights, portal.People.Find(viewer.Id)!.PlanRights);
    }

    [Theory]
    [InlineData("Bắc Giang", "24@2004-01-01", "Bắc Giang (2004–2025)")]
    [InlineData("Huế", "46@2004-01-01", "Huế (2004–)")]
    [InlineData("thua thien hue", "46@2004-01-01", "Huế (2004–)")]
    [InlineData("Đồng Nai (2025–)", "75@2025-07-01", "Đồng Nai (2025–)")]
    [InlineData("Can Tho (2004-2025), Can Tho (2025–)", "92@2004-01-01 92@2025-07-01", "Cần Thơ (2004–2025), Cần Thơ (2025–)")]
    [InlineData("*", "*", "mọi tỉnh")]
    public async Task A_right_is_to_one_province_and_is_told_as_it_may_be_typed_again(string typed, string kept, string told)
    {
        await using var portal = await RunningPortal.Start(samples, null, clock, People);
        var admin = await portal.SignedIn("admin");
        var id = portal.People.All().Single(person => person.Login == "viewer").Id;

        using var done = await RunningPortal.Send(admin, $"/admin/people/{id}", $"/admin/people/{id}?handler=Rights", ("role", "viewer"), ("plans", typed));

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(kept, string.Join(' ', portal.People.Find(id)!.PlanRights));
        Assert.Contains($">{told}</td>", WebUtility.HtmlDecode(await admin.GetStringAsync("/admin/people")), StringComparison.Ordinal);
        using var again = await RunningPortal.Send(admin, $"/admin/people/{id}", $"/admin/people/{id}?handler=Rights", ("role", "viewer"), ("plans", told == "mọi tỉnh" ? "*" : told));
        Assert.Equal(kept, string.Join(' ', portal.People.Find(id)!.PlanRights));
    }

    [Fact]
    public async Task The_only_admin_can_neither_be_locked_nor_made_less()
    {
        await using var portal = await RunningPortal.Start(samples, null, clock, People);
        var admin = await portal.SignedIn("admin");
        var id = portal.People.All().Single(person => person.Login == "admin").Id;

        using var less = await RunningPortal.Send(admin, $"/admin/people/{id}", $"/admin/people/{id}?handler=Rights", ("role", "viewer"), ("plans", ""));
        using var locked = await RunningPortal.Send(admin, $"/admin/people/{id}", $"/admin/people/{id}?handler=Disable");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (less.StatusCode, locked.StatusCode));
        Assert.Equal(200, await Status(admin, "/admin/people"));
    }

    [Fact]
    public async Task What_somebody_is_called_is_text_and_no_markup()
    {
        await using var portal = await RunningPortal.Start(samples, null, clock, People);
        var admin = await portal.SignedIn("admin");
        const string hostile = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>";
        using var added = await RunningPortal.Send(admin, "/admin/people", "/admin/people", ("login", "<b>x</b>"), ("name", hostile), ("role", "viewer"), ("plans", ""));

        foreach (var address in new[] { "/admin/people", "/admin/audit", "/admin/people/5" })
        {
            var page = await admin.GetStringAsync(address);
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>x</b>", page, StringComparison.Ordinal);
            Assert.Contains("&lt;b&gt;x&lt;/b&gt;", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_log_is_read_in_pages_back_to_its_first_entry()
    {
        await using var portal = await RunningPortal.Start(samples, null, clock, People);
        for (var n = 0; n < 250; n++)
        {
            portal.Log.Add(Actor.Nobody, AuditAction.Saw, $"mục {n}");
        }

        var admin = await portal.SignedIn("admin");
        var (numbers, address) = (new List<long>(), "/admin/audit");
        while (address.Length > 0)
        {
            var page = await admin.GetStringAsync(address);
            numbers.AddRange(Number().Matches(page).Select(match => long.Parse(match.Groups["no"].Value, System.Globalization.CultureInfo.InvariantCulture)));
            address = Earlier().Match(page).Groups["address"].Value;
        }

        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n).Reverse(), numbers);
        Assert.InRange(numbers.Count, 251, 300);
    }

    private static async Task<int> Status(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        return (int)answer.StatusCode;
    }

    [GeneratedRegex("name=\"returnUrl\" value=\"(?<address>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex ReturnUrl();

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"(?<address>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Styles();

    [GeneratedRegex("<code class=\"link\">(?<address>[^<]*)</code>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Link();

    [GeneratedRegex("<td class=\"number\"[^>]*>(?<no>\\d+)</td>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Number();

    [GeneratedRegex("href=\"(?<address>/admin/audit\\?before=\\d+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Earlier();
}
