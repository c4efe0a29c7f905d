using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal.Embedding;

/// <summary>Sites that embed and their keys in the application database, on each engine.</summary>
public abstract class EmbedSitesTests : IDisposable
{
    private const string Origin = "https://www.ninhthuan.gov.vn";

    private static readonly Actor Admin = new(1, "an", "10.0.0.1");

    private readonly TemporaryFolder folder = new();
    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));
    private readonly TestEngine engine;
    private readonly DataFolder data;
    private readonly StateDatabase state;

    protected EmbedSitesTests(TestEngine engine)
    {
        this.engine = engine;
        data = engine.Install(folder.Path);
        state = StateDatabase.Open(data, clock);
    }

    private EmbedSites Sites => new(state, clock);

    public void Dispose()
    {
        engine.Remove(data);
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_site_is_kept_as_it_was_added_and_the_log_says_all_of_it()
    {
        var added = Sites.Add(" Cổng Ninh Thuận ", [Origin, "http://localhost:5000"], [PlanRight.Of("58@2004-01-01")], mayRefresh: true, Admin);

        Assert.Matches("^[a-z0-9]{12}$", added.Id);
        Assert.Equal(
            ("Cổng Ninh Thuận", "http://localhost:5000 https://www.ninhthuan.gov.vn", "58@2004-01-01", true, null),
            (added.Name, string.Join(' ', added.Origins), string.Join(' ', added.PlanRights), added.MayRefresh, added.DisabledAt));
        Assert.Equal([added.Id], Sites.All().Select(site => site.Id));
        Assert.Equal(
            [
                $"an: site added, Cổng Ninh Thuận ({added.Id}), ",
                $"an: site origins changed, Cổng Ninh Thuận ({added.Id}), – → {Origin} http://localhost:5000",
                $"an: site plan rights changed, Cổng Ninh Thuận ({added.Id}), – → 58@2004-01-01",
                $"an: site refresh changed, Cổng Ninh Thuận ({added.Id}), no → yes",
            ],
            Logged());
    }

    [Fact]
    public void What_is_changed_is_written_down_and_what_stays_is_not()
    {
        var site = Add();
        var before = Logged().Count;

        Sites.Change(site, "Cổng tỉnh", [Origin], [], mayRefresh: false, Admin);
        Sites.Change(site, "Cổng tỉnh", [Origin], [], mayRefresh: false, Admin);
        Sites.Change(site, "Cổng tỉnh", [], [PlanRight.Every], mayRefresh: false, Admin);

        Assert.Equal(
            [
                $"an: site name changed, Cổng tỉnh ({site.Id}), Cổng Ninh Thuận → Cổng tỉnh",
                $"an: site origins changed, Cổng tỉnh ({site.Id}), {Origin} → –",
                $"an: site plan rights changed, Cổng tỉnh ({site.Id}), – → *",
            ],
            Logged().Skip(before));
        Assert.Equal(("Cổng tỉnh", 0, PlanRight.Every), (Found(site).Name, Found(site).Origins.Count, Found(site).PlanRights.Single()));
    }

    [Theory]
    [InlineData("https://*.gov.vn")]
    [InlineData("HTTPS://www.ninhthuan.gov.vn")]
    [InlineData("http://www.ninhthuan.gov.vn")]
    public void An_origin_that_was_not_read_first_is_refused_and_nothing_is_kept(string origin)
    {
        Assert.Throws<ArgumentException>(() => Sites.Add("Cổng", [origin], [], mayRefresh: false, Admin));

        Assert.Empty(Sites.All());
        Assert.Empty(Logged());
    }

    [Fact]
    public void A_key_is_found_by_what_was_handed_over_and_by_nothing_else()
    {
        var site = Add();
        var (key, secret) = Sites.AddKey(site, Admin);

        Assert.Matches($"^papi_{key.Id}_[A-Za-z0-9_-]{{43}}$", secret);
        Assert.Equal((site.Id, key.Id), (Sites.FindLive(secret)!.Site.Id, Sites.FindLive(secret)!.Key.Id));
        Assert.Equal(key.Id, EmbedSites.IdOf(secret));
        var other = secret[^1] == 'A' ? 'B' : 'A';
        Assert.All(
            new[] { "", "papi_", secret[..^1], secret[..^1] + other, secret + "A", secret + "\n", " " + secret, secret.ToUpperInvariant(), secret.Replace(key.Id, "abcdefghijkl", StringComparison.Ordinal), SecretHash(secret) },
            sent => Assert.Null(Sites.FindLive(sent)));
        Assert.DoesNotContain(Logged(), line => line.Contains(secret, StringComparison.Ordinal) || line.Contains(secret.Split('_')[2], StringComparison.Ordinal));
    }

    [Fact]
    public void After_a_rotation_the_old_key_is_good_for_a_week_and_one_that_ends_before_stays_as_it_is()
    {
        var site = Add();
        var first = Sites.AddKey(site, Admin);
        var second = Sites.Rotate(site, Admin, TimeSpan.FromDays(2));
        var third = Sites.Rotate(site, Admin);

        Assert.Equal(
            [(first.Key.Id, "2026-11-27"), (second.Key.Id, "2026-12-02"), (third.Key.Id, null)],
            new[] { first, second, third }.Select(key => (key.Key.Id, Found(site).Keys.Single(k => k.Id == key.Key.Id).EndsAt?.ToString("yyyy-MM-dd"))));
        Assert.All(new[] { first, second, third }, key => Assert.NotNull(Sites.FindLive(key.Secret)));
        clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal([false, true, true], new[] { first, second, third }.Select(key => Sites.FindLive(key.Secret) is not null));
        clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal([false, false, true], new[] { first, second, third }.Select(key => Sites.FindLive(key.Secret) is not null));
    }

    [Fact]
    public void A_revoked_key_opens_nothing_at_once_and_only_its_own_site_revokes_it()
    {
        var (site, other) = (Add(), Add("Báo Cần Thơ"));
        var key = Sites.AddKey(site, Admin);

        Assert.False(Sites.RevokeKey(other, key.Key.Id, Admin));
        Assert.NotNull(Sites.FindLive(key.Secret));
        Assert.True(Sites.RevokeKey(site, key.Key.Id, Admin));
        Assert.Null(Sites.FindLive(key.Secret));
        Assert.False(Sites.RevokeKey(site, key.Key.Id, Admin));
        Assert.Equal($"an: key ended, Cổng Ninh Thuận ({site.Id}), {key.Key.Id} → 2026-11-25T03:00:00.000Z", Logged()[^1]);
    }

    [Fact]
    public void A_disabled_sites_keys_open_nothing_until_it_is_enabled_again()
    {
        var site = Add();
        var key = Sites.AddKey(site, Admin);

        Sites.Disable(site, Admin);
        Sites.Disable(site, Admin);
        Assert.Null(Sites.FindLive(key.Secret));
        Assert.Equal(clock.GetUtcNow(), Found(site).DisabledAt);
        Sites.Enable(site, Admin);
        Assert.NotNull(Sites.FindLive(key.Secret));
        Assert.Equal([$"an: site disabled, Cổng Ninh Thuận ({site.Id}), ", $"an: site enabled, Cổng Ninh Thuận ({site.Id}), "], Logged()[^2..]);
    }

    [Fact]
    public void The_last_use_of_a_key_is_known_to_the_minute()
    {
        var site = Add();
        var key = Sites.AddKey(site, Admin);
        var first = clock.GetUtcNow();

        Assert.Null(Found(site).Keys[0].LastUsedAt);
        Sites.FindLive(key.Secret);
        clock.Advance(TimeSpan.FromSeconds(59));
        Sites.FindLive(key.Secret);
        Assert.Equal(first, Found(site).Keys[0].LastUsedAt);
        clock.Advance(TimeSpan.FromSeconds(1));
        Sites.FindLive(key.Secret);
        Assert.Equal(first + TimeSpan.FromMinutes(1), Found(site).Keys[0].LastUsedAt);
    }

    private EmbedSite Add(string name = "Cổng Ninh Thuận") => Sites.Add(name, [Origin], [], mayRefresh: false, Admin);

    private EmbedSite Found(EmbedSite site) => Sites.Find(site.Id)!;

    private List<string> Logged() => [.. new AuditLog(state, clock).Newest(100).Reverse().Select(entry => $"{entry.By.Login}: {entry.Action}, {entry.Subject}, {entry.Detail}")];

    private static string SecretHash(string secret) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)));
}

public sealed class EmbedSitesInTheFileTests() : EmbedSitesTests(TestEngine.DuckDb);

public sealed class EmbedSitesOnTheServerTests() : EmbedSitesTests(TestEngine.SqlServer);

/// <summary>Which origins may show our frames is read exactly.</summary>
public sealed class EmbedOriginsTests
{
    [Theory]
    [InlineData("https://www.ninhthuan.gov.vn", "https://www.ninhthuan.gov.vn")]
    [InlineData("HTTPS://WWW.NinhThuan.gov.vn:443", "https://www.ninhthuan.gov.vn")]
    [InlineData("https://bao.vn:8443", "https://bao.vn:8443")]
    [InlineData("https://intranet", "https://intranet")]
    [InlineData("https://10.0.0.12", "https://10.0.0.12")]
    [InlineData("https://xn--bo-eka.vn", "https://xn--bo-eka.vn")]
    [InlineData("http://localhost:80", "http://localhost")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000")]
    public void An_origin_is_read_into_what_a_browser_says(string typed, string read) => Assert.Equal((read, null), EmbedOrigins.One(typed));

    [Theory]
    [InlineData("http://www.ninhthuan.gov.vn")]
    [InlineData("http://localhost.evil.vn")]
    [InlineData("http://127.0.0.2")]
    [InlineData("https://*.gov.vn")]
    [InlineData("*")]
    [InlineData("https://a.vn/")]
    [InlineData("https://a.vn/trang")]
    [InlineData("https://a.vn?x")]
    [InlineData("https://a.vn#x")]
    [InlineData("https://me@a.vn")]
    [InlineData("https://a.vn\\@b.vn")]
    [InlineData("//a.vn")]
    [InlineData("a.vn")]
    [InlineData("null")]
    [InlineData("file://a.vn")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://")]
    [InlineData("https://a..vn")]
    [InlineData("https://a.vn.")]
    [InlineData("https://-a.vn")]
    [InlineData("https://báo.vn")]
    [InlineData("https://0x7f.1")]
    [InlineData("https://2130706433")]
    [InlineData("https://010.0.0.1")]
    [InlineData("https://[::2]")]
    [InlineData("http://[::1]:3000")]
    [InlineData("https://a.vn:0")]
    [InlineData("https://a.vn:08443")]
    [InlineData("https://a.vn:65536")]
    [InlineData("https://a.vn:")]
    [InlineData("'self'")]
    public void What_is_no_single_origin_is_refused_in_both_languages(string typed)
    {
        var (origin, fault) = EmbedOrigins.One(typed);

        Assert.Null(origin);
        Assert.StartsWith($"“{typed}” không phải là địa chỉ gốc của một trang web: ", fault!.Value.Vi, StringComparison.Ordinal);
        Assert.StartsWith($"“{typed}” is not an origin of a web page: ", fault.Value.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_stand_with_whatever_between_and_each_counts_once() => Assert.Equal(
        ["https://a.vn", "https://b.vn", "http://localhost:81"],
        EmbedOrigins.Read("https://a.vn, https://b.vn:443;\r\nhttps://B.vn\thttp://localhost:81 ").Origins);

    [Fact]
    public void One_that_is_wrong_refuses_all_and_twenty_are_the_most()
    {
        Assert.Equal("“b.vn” is not an origin of a web page: write it like https://www.tinh.gov.vn, without a path and without a “/” at the end.", EmbedOrigins.Read("https://a.vn b.vn").Fault?.En);
        Assert.Empty(EmbedOrigins.Read("https://a.vn b.vn").Origins);
        Assert.Equal(20, EmbedOrigins.Read(Some(20)).Origins.Count);
        Assert.Equal("A site has at most 20 origins; these are 21.", EmbedOrigins.Read(Some(21)).Fault?.En);
        Assert.Empty(EmbedOrigins.Read(" ").Origins);
        Assert.Null(EmbedOrigins.Read(" ").Fault);
    }

    private static string Some(int count) => string.Join(' ', Enumerable.Range(1, count).Select(n => $"https://a{n}.vn"));
}
