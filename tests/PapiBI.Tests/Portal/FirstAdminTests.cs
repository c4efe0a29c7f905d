using System.Net;
using System.Runtime.Versioning;
using PapiBI.Portal;
using PapiBI.Portal.Accounts;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal;

/// <summary>The first account, by a secret that is good once.</summary>
public sealed class FirstAdminTests(PublishedSamples samples)
{
    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task The_secret_on_the_console_makes_one_admin_and_then_there_is_no_such_page()
    {
        await using var portal = await RunningPortal.Start(samples, null, clock);
        Assert.Contains($"{portal.Address}setup", portal.Said, StringComparison.Ordinal);
        var secret = SecretOf(portal);
        var browser = portal.Anonymous();
        using var wrong = await SetUp(browser, "không phải mã này");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.True(portal.People.IsNobodyThere());

        using var done = await SetUp(browser, secret);

        Assert.Equal((HttpStatusCode.Redirect, "/admin/people"), (done.StatusCode, done.Headers.Location!.ToString()));
        Assert.Contains("chi", await browser.GetStringAsync("/admin/people"), StringComparison.Ordinal);
        using var page = await portal.Anonymous().GetAsync("/setup");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        using var second = await RunningPortal.Send(browser, "/account", "/setup", Fields(secret, "khac"));
        Assert.Equal(HttpStatusCode.NotFound, second.StatusCode);
        Assert.Equal("chi", Assert.Single(portal.People.All()).Login);
        await using var later = await portal.Another(clock: clock);
        Assert.Equal("", later.Said);
    }

    [Fact]
    public async Task The_secret_is_good_for_an_hour()
    {
        await using var portal = await RunningPortal.Start(samples, null, clock);
        clock.Advance(TimeSpan.FromHours(1));

        using var late = await SetUp(portal.Anonymous(), SecretOf(portal));

        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.True(portal.People.IsNobodyThere());
    }

    [Fact]
    public async Task A_restart_makes_a_new_secret_and_the_old_one_worthless()
    {
        await using var portal = await RunningPortal.Start(samples, null, clock);
        await using var again = await portal.Another(clock: clock);
        Assert.NotEqual(SecretOf(portal), SecretOf(again));

        using var old = await SetUp(again.Anonymous(), SecretOf(portal));
        using var fresh = await SetUp(again.Anonymous(), SecretOf(again));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Redirect), (old.StatusCode, fresh.StatusCode));
    }

    [Theory]
    [InlineData("ngắn quá")]
    [InlineData("123456789012")]
    [InlineData("chi-chi-chi-0")]
    public async Task The_first_admin_too_needs_a_good_password_and_a_bad_one_does_not_use_the_secret_up(string password)
    {
        await using var portal = await RunningPortal.Start(samples, null, clock);
        var browser = portal.Anonymous();
        using var bad = await RunningPortal.Send(browser, "/setup", "/setup", ("secret", SecretOf(portal)), ("login", "chi"), ("name", "Lê Chi"), ("password", password), ("again", password));
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);

        using var good = await SetUp(browser, SecretOf(portal));
        Assert.Equal(HttpStatusCode.Redirect, good.StatusCode);
        Assert.Equal(Role.Admin, portal.People.All()[0].Role);
    }

    [Fact]
    public async Task The_keys_of_forms_lie_in_a_folder_of_the_portal_alone_and_two_portals_that_share_it_take_each_others_forms()
    {
        await using var portal = await RunningPortal.Start(samples, null, clock, new Seed("an", Role.Viewer));
        var browser = await portal.SignedIn("an");
        var keys = new DirectoryInfo(Path.Combine(portal.Data.Root, "portal-keys"));
        Assert.NotEmpty(keys.GetFiles("key-*.xml"));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights of folders are told otherwise there.");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, keys.UnixFileMode);

        await using var node = await portal.Another(clock: clock);
        using var answer = await RunningPortal.Send(browser, "/account", $"{node.Address}sign-out");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        using var after = await browser.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task Who_came_by_a_provider_first_does_not_take_the_set_up_away()
    {
        await using var portal = await RunningPortal.Start(samples, null, clock);
        portal.People.Vouched("https://id.example", "u-1", "lan", "Lan", Role.Viewer, "");

        using var taken = await RunningPortal.Send(portal.Anonymous(), "/setup", "/setup", Fields(SecretOf(portal), "LAN"));
        Assert.Equal(HttpStatusCode.BadRequest, taken.StatusCode);
        Assert.Contains("Đã có tài khoản mang tên đăng nhập này.", WebUtility.HtmlDecode(await taken.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var guessed = await RunningPortal.Send(portal.Anonymous(), "/setup", "/setup", Fields("không phải mã này", "LAN"));
        Assert.DoesNotContain("Đã có tài khoản", WebUtility.HtmlDecode(await guessed.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        await using var later = await portal.Another(clock: clock);
        using var done = await SetUp(later.Anonymous(), SecretOf(later));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await later.Anonymous().GetAsync("/setup")).StatusCode);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_of_keys_that_was_there_is_made_its_owners_alone_and_of_one_that_is_named_a_warning_is_given()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Rights of folders are told otherwise there.");
            return;
        }

        const UnixFileMode open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        using TemporaryFolder folder = new();
        var data = new DataFolder(folder.Path);
        var usual = Directory.CreateDirectory(Path.Combine(folder.Path, "portal-keys"));
        var named = Directory.CreateDirectory(Path.Combine(folder.Path, "shared"));
        (usual.UnixFileMode, named.UnixFileMode) = (open, open);
        var settings = new PortalSettings { KeysFolder = named.FullName };

        Assert.NotNull(KeysFolder.Warning(data, new PortalSettings()));
        Assert.Equal(own, KeysFolder.Prepare(data, new PortalSettings()).UnixFileMode);
        Assert.Null(KeysFolder.Warning(data, new PortalSettings()));
        Assert.Equal(open, KeysFolder.Prepare(data, settings).UnixFileMode);
        Assert.Contains("Set its rights to 700.", KeysFolder.Warning(data, settings)!.Value.En, StringComparison.Ordinal);
    }

    private static string SecretOf(RunningPortal portal) => portal.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Trim();

    private static Task<HttpResponseMessage> SetUp(HttpClient browser, string secret) => RunningPortal.Send(browser, "/setup", "/setup", Fields(secret, "chi"));

    private static (string, string)[] Fields(string secret, string login) =>
        [("secret", secret), ("login", login), ("name", "Lê Chi"), ("password", RunningPortal.Password), ("again", RunningPortal.Password)];
}
