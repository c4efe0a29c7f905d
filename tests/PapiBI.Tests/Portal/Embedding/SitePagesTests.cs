using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal.Embedding;

/// <summary>How an admin looks after the sites that embed.</summary>
public sealed partial class SitePagesTests(PublishedSamples samples)
{
    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task An_admin_adds_a_site_and_gets_a_key_that_works_as_its_line_says_and_is_shown_once()
    {
        await using var portal = await Start();
        var admin = await portal.SignedIn("admin");

        using var added = await RunningPortal.Send(admin, "/admin/sites", "/admin/sites", ("name", "Cổng Ninh Thuận"), ("origins", "https://www.ninhthuan.gov.vn\nhttp://localhost:5173"), ("plans", "Ninh Thuận, Cần Thơ (2025–)"), ("mayRefresh", "true"));
        var page = added.Headers.Location!.ToString();
        var site = portal.Sites.All().Single();
        Assert.Equal($"/admin/sites/{site.Id}", page);
        Assert.Equal(
            ("Cổng Ninh Thuận", "http://localhost:5173 https://www.ninhthuan.gov.vn", "58@2004-01-01 92@2025-07-01", true),
            (site.Name, string.Join(' ', site.Origins), string.Join(' ', site.PlanRights), site.MayRefresh));

        using var made = await RunningPortal.Send(admin, page, $"{page}?handler=Key");
        var shown = WebUtility.HtmlDecode(await made.Content.ReadAsStringAsync());
        var key = Secret().Match(shown).Value;
        Assert.True(made.Headers.CacheControl?.NoStore);
        Assert.Empty(made.Content.Headers.ContentEncoding);
        var line = Curl().Match(shown);
        Assert.Equal($"Bearer {key}", line.Groups["authorization"].Value);
        Assert.Equal("200", await portal.Asking(key).IsTold(line.Groups["address"].Value, line.Groups["body"].Value));
        Assert.DoesNotContain(key, await admin.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Contains($"papi_{EmbedSites.IdOf(key)}_…", WebUtility.HtmlDecode(await admin.GetStringAsync(page)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_admin_types_wrongly_is_told_beside_what_was_typed_and_changes_nothing()
    {
        await using var portal = await Start();
        var admin = await portal.SignedIn("admin");
        var site = portal.Sites.Add("Cổng", ["https://a.vn"], [], mayRefresh: true, Actor.Nobody);
        foreach (var address in new[] { "/admin/sites", $"/admin/sites/{site.Id}?handler=Change" })
        {
            foreach (var (name, origins, plans, told) in new[]
            {
                ("", "", "", "Tên trang nhúng: từ 1 đến 200 ký tự."),
                ("Cổng mới", "https://*.gov.vn", "", "“https://*.gov.vn” không phải là địa chỉ gốc của một trang web: không dùng dấu *: hãy ghi từng địa chỉ."),
                ("Cổng mới", "https://b.vn", "Cần Thơ", "“Cần Thơ” là 2 tỉnh khác nhau"),
            })
            {
                using var refused = await RunningPortal.Send(admin, address.Split('?')[0], address, ("name", name), ("origins", origins), ("plans", plans));
                var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
                Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
                Assert.Contains(told, page, StringComparison.Ordinal);
                Assert.Contains($"value=\"{name}\"", page, StringComparison.Ordinal);
                Assert.Contains($"{origins}</textarea>", page, StringComparison.Ordinal);
            }
        }

        Assert.Equal(("Cổng", "https://a.vn", true), portal.Sites.All().Select(each => (each.Name, each.Origins[0], each.MayRefresh)).Single());
    }

    [Fact]
    public async Task Keys_are_replaced_and_revoked_and_a_site_is_disabled_from_the_next_request_on()
    {
        await using var portal = await Start();
        var admin = await portal.SignedIn("admin");
        var site = portal.Sites.Add("Cổng", ["https://a.vn"], [], mayRefresh: false, Actor.Nobody);
        var page = $"/admin/sites/{site.Id}";
        var first = portal.Sites.AddKey(site, Actor.Nobody);

        using var rotated = await RunningPortal.Send(admin, page, $"{page}?handler=Rotate");
        var second = Secret().Match(await rotated.Content.ReadAsStringAsync()).Value;
        Assert.Equal(["200", "200"], new[] { await Asks(first.Secret), await Asks(second) });
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromDays(7), portal.Sites.Find(site.Id)!.Keys.Single(key => key.Id == first.Key.Id).EndsAt);

        using var revoked = await RunningPortal.Send(admin, page, $"{page}?handler=Revoke", ("key", first.Key.Id));
        Assert.Equal(page, revoked.Headers.Location!.ToString());
        Assert.Equal(["401", "200"], new[] { (await Asks(first.Secret))[..3], await Asks(second) });
        Assert.Contains("đã hết", WebUtility.HtmlDecode(await admin.GetStringAsync(page)), StringComparison.Ordinal);

        using var disabled = await RunningPortal.Send(admin, page, $"{page}?handler=Disable");
        Assert.Equal("401", (await Asks(second))[..3]);
        using var enabled = await RunningPortal.Send(admin, page, $"{page}?handler=Enable");
        Assert.Equal("200", await Asks(second));
        using var changed = await RunningPortal.Send(admin, page, $"{page}?handler=Change", ("name", "Cổng mới"), ("origins", "https://b.vn"), ("plans", "*"));
        Assert.Equal(("Cổng mới", "https://b.vn", PlanRight.Every), portal.Sites.All().Select(each => (each.Name, each.Origins[0], each.PlanRights[0])).Single());

        Task<string> Asks(string key) => portal.Asking(key).IsTold("/v1.0/myorg/reports");
    }

    [Theory]
    [InlineData("/admin/sites")]
    [InlineData("/admin/sites/{site}?handler=Key")]
    [InlineData("/admin/sites/{site}?handler=Rotate")]
    [InlineData("/admin/sites/{site}?handler=Change")]
    [InlineData("/admin/sites/{site}?handler=Disable")]
    public async Task Nobody_else_and_no_other_sites_page_does_any_of_it(string address)
    {
        await using var portal = await Start();
        var site = portal.Sites.Add("Cổng", ["https://a.vn"], [], mayRefresh: false, Actor.Nobody);
        var before = portal.Log.Newest(1)[0].Id;
        address = address.Replace("{site}", site.Id, StringComparison.Ordinal);
        var (admin, steward) = (await portal.SignedIn("admin"), await portal.SignedIn("steward"));

        using var forged = await admin.PostAsync(address, RunningPortal.Form(("name", "x")));
        using var other = await RunningPortal.Send(steward, "/account", address, ("name", "x"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Forbidden), (forged.StatusCode, other.StatusCode));
        Assert.Single(portal.Sites.All());
        Assert.DoesNotContain(portal.Log.Newest(10), entry => entry.Id > before && entry.Action != AuditAction.SignedIn);
    }

    [Fact]
    public async Task What_a_site_is_called_is_text_and_no_markup()
    {
        await using var portal = await Start();
        var admin = await portal.SignedIn("admin");
        const string hostile = "</textarea><script>alert(1)</script>\"><img src=x>";
        var site = portal.Sites.Add(hostile, [], [], mayRefresh: false, Actor.Nobody);

        foreach (var address in new[] { "/admin/sites", $"/admin/sites/{site.Id}", "/admin/audit" })
        {
            var page = await admin.GetStringAsync(address);
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
            Assert.Contains("&lt;img src=x", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_key_and_a_token_are_in_no_page_no_log_and_no_byte_of_the_folder_of_data()
    {
        await using var portal = await Start();
        var admin = await portal.SignedIn("admin");
        var site = portal.Sites.Add("Cổng", ["https://a.vn"], [], mayRefresh: false, Actor.Nobody);
        var page = $"/admin/sites/{site.Id}";
        using var made = await RunningPortal.Send(admin, page, $"{page}?handler=Key");
        var key = Secret().Match(await made.Content.ReadAsStringAsync()).Value;
        var (_, body) = await portal.Asking(key).Asks(SiteServer.Tokens, """{"identities":[{"username":"lan"}]}""");
        var token = body.GetProperty("token").GetString()!;
        await portal.Asking(key + "x").IsTold("/v1.0/myorg/reports");
        await portal.Asking(key, "Basic").IsTold(SiteServer.Tokens, "{}");

        var everything = new StringBuilder();
        foreach (var file in Directory.GetFiles(portal.Data.Root, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".duckdb", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            everything.Append(await reader.ReadToEndAsync());
        }

        foreach (var address in new[] { "/", "/account", "/admin/people", "/admin/sites", page, "/admin/audit", "/en" + page })
        {
            everything.Append(await admin.GetStringAsync(address));
        }

        everything.Append(portal.Said).Append(portal.Logged);
        var all = everything.ToString();
        var secret = key.Split('_', 3)[2];
        Assert.Equal(43, secret.Length);
        Assert.Contains(EmbedSites.IdOf(key)!, all, StringComparison.Ordinal);
        Assert.All(new[] { secret, token, token[..40], token[^40..], Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{key}")) }, hidden => Assert.DoesNotContain(hidden, all, StringComparison.Ordinal));
    }

    private Task<RunningPortal> Start() => RunningPortal.Start(samples, null, clock, new Seed("steward", Role.Steward), new Seed("admin", Role.Admin));

    [GeneratedRegex("papi_[a-z0-9]{12}_[A-Za-z0-9_-]{43}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Secret();

    [GeneratedRegex(@"curl -X POST 'http://127\.0\.0\.1:\d+(?<address>/[^']+)' \\\s+-H 'Authorization: (?<authorization>[^']+)' \\\s+-H 'Content-Type: application/json' \\\s+-d '(?<body>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Curl();
}
