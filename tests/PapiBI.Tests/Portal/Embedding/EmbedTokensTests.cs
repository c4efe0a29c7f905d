using System.Buffers.Text;
using Microsoft.AspNetCore.DataProtection;
using PapiBI.Portal.Embedding;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal.Embedding;

/// <summary>What a token opens, and what ends it.</summary>
public sealed class EmbedTokensTests : IDisposable
{
    private static readonly PlanRight NinhThuan = PlanRight.Of("58@2004-01-01");
    private static readonly PlanRight CanTho = PlanRight.Of("92@2025-07-01");

    private readonly TemporaryFolder folder = new();
    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));
    private readonly IDataProtectionProvider protection = new EphemeralDataProtectionProvider();
    private readonly EmbedSites sites;
    private readonly EmbedSite site;
    private readonly EmbedKey key;

    public EmbedTokensTests()
    {
        sites = new EmbedSites(StateDatabase.Open(new DataFolder(folder.Path), clock), clock);
        site = sites.Add("Cổng Ninh Thuận", ["https://a.vn", "https://b.vn"], [NinhThuan, CanTho], mayRefresh: false, Actor.Nobody);
        key = sites.AddKey(site, Actor.Nobody).Key;
    }

    private EmbedTokens Tokens => new(protection, sites, clock);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_granted_is_read_again_and_cannot_be_read_by_anybody_else()
    {
        var token = Tokens.Issue(Grant());

        var read = Tokens.Read(token, out var refusal);

        Assert.Null(refusal);
        Assert.Equal(
            ("t-1", site.Id, key.Id, "lan@bao.vn", "province-brief plan-outcome", "https://a.vn", "58@2004-01-01", Grant().ExpiresAt),
            (read!.TokenId, read.SiteId, read.KeyId, read.UserName, string.Join(' ', read.Reports), string.Join(' ', read.Origins), string.Join(' ', read.PlanRights), read.ExpiresAt));
        Assert.Matches("^[A-Za-z0-9_-]+$", token);
        Assert.DoesNotContain("lan@bao.vn", System.Text.Encoding.Latin1.GetString(Base64Url.DecodeFromChars(token)), StringComparison.Ordinal);
        Assert.NotEqual(token, Tokens.Issue(Grant()));
    }

    [Fact]
    public void It_ends_at_its_time_and_so_it_does_where_the_clock_was_set_back()
    {
        var token = Tokens.Issue(Grant());

        clock.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(Tokens.Read(token, out _));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("TokenExpired", Refused(token));
        clock.Advance(-TimeSpan.FromDays(3));
        Assert.Equal("TokenExpired", Refused(token));
    }

    [Fact]
    public void None_is_made_for_longer_than_a_day_or_for_no_time_at_all()
    {
        Assert.NotEmpty(Tokens.Issue(Grant() with { ExpiresAt = clock.GetUtcNow() + TimeSpan.FromHours(24) }));
        Assert.Throws<ArgumentException>(() => Tokens.Issue(Grant() with { ExpiresAt = clock.GetUtcNow() + TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1) }));
        Assert.Throws<ArgumentException>(() => Tokens.Issue(Grant() with { ExpiresAt = clock.GetUtcNow() }));
    }

    [Fact]
    public void A_single_altered_bit_anywhere_makes_it_none_of_ours()
    {
        var bytes = Base64Url.DecodeFromChars(Tokens.Issue(Grant()));

        // The head that says which key, the random start, what is sealed and the seal: every byte of all of them.
        Assert.All(Enumerable.Range(0, bytes.Length), at =>
        {
            byte[] altered = [.. bytes];
            altered[at] ^= (byte)(1 << (at % 8));
            Assert.Equal("InvalidToken", Refused(Base64Url.EncodeToString(altered)));
        });
    }

    [Fact]
    public void What_is_cut_lengthened_or_written_otherwise_is_none_of_ours()
    {
        var token = Tokens.Issue(Grant());

        Assert.All(
            new[] { "", " ", "abc", token[..^1], token[..(token.Length / 2)], token + "A", token + "AAAA", token + "=", " " + token, token + "\n", token[..9] + "\n" + token[9..], token + token, new string('A', 100_000), "Bearer " + token, "đ" + token[1..] },
            sent => Assert.Equal("InvalidToken", Refused(sent)));
    }

    [Fact]
    public void What_was_sealed_for_something_else_or_by_another_portal_is_none_of_ours()
    {
        var other = protection.CreateProtector("PapiBI.Embed.v2").Protect(protection.CreateProtector("PapiBI.Embed.v1").Unprotect(Base64Url.DecodeFromChars(Tokens.Issue(Grant()))));

        Assert.Equal("InvalidToken", Refused(Base64Url.EncodeToString(other)));
        Assert.Equal("InvalidToken", Refused(new EmbedTokens(new EphemeralDataProtectionProvider(), sites, clock).Issue(Grant())));
    }

    [Fact]
    public void With_its_key_it_ends_and_not_with_another_of_the_site()
    {
        var (token, second) = (Tokens.Issue(Grant()), sites.AddKey(site, Actor.Nobody).Key);

        sites.RevokeKey(site, second.Id, Actor.Nobody);
        Assert.NotNull(Tokens.Read(token, out _));
        sites.RevokeKey(site, key.Id, Actor.Nobody);
        Assert.Equal("TokenRevoked", Refused(token));
    }

    [Fact]
    public void A_key_that_is_being_replaced_takes_its_tokens_along_at_its_end()
    {
        sites.Rotate(site, Actor.Nobody, TimeSpan.FromMinutes(30));
        var token = Tokens.Issue(Grant());

        clock.Advance(TimeSpan.FromMinutes(29));
        Assert.NotNull(Tokens.Read(token, out _));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("TokenRevoked", Refused(token));
    }

    [Fact]
    public void A_disabled_sites_tokens_open_nothing_while_it_is()
    {
        var token = Tokens.Issue(Grant());

        sites.Disable(site, Actor.Nobody);
        Assert.Equal("TokenRevoked", Refused(token));
        sites.Enable(site, Actor.Nobody);
        Assert.NotNull(Tokens.Read(token, out _));
    }

    [Fact]
    public void A_token_of_a_key_that_is_another_sites_is_none()
    {
        var other = sites.Add("Khác", [], [], mayRefresh: false, Actor.Nobody);

        Assert.Equal("TokenRevoked", Refused(Tokens.Issue(Grant() with { SiteId = other.Id })));
    }

    [Fact]
    public void A_right_or_an_origin_that_is_taken_from_the_site_is_taken_from_its_tokens_at_once()
    {
        var token = Tokens.Issue(Grant() with { Origins = ["https://a.vn", "https://b.vn"], PlanRights = [NinhThuan, CanTho] });

        Assert.Equal("https://a.vn https://b.vn | 58@2004-01-01 92@2025-07-01", Said(token));
        Change(["https://b.vn", "https://c.vn"], [CanTho]);
        Assert.Equal("https://b.vn | 92@2025-07-01", Said(token));
        Change([], [PlanRight.Of("92@2004-01-01"), PlanRight.Of("92")]);
        Assert.Equal(" | ", Said(token));
    }

    [Fact]
    public void All_of_every_province_is_all_that_the_other_side_has()
    {
        Change(["https://a.vn"], [PlanRight.Every]);
        var (one, all) = (Tokens.Issue(Grant()), Tokens.Issue(Grant() with { PlanRights = [PlanRight.Every] }));

        Assert.Equal(("https://a.vn | 58@2004-01-01", "https://a.vn | *"), (Said(one), Said(all)));
        Change(["https://a.vn"], [CanTho]);
        Assert.Equal(("https://a.vn | ", "https://a.vn | 92@2025-07-01"), (Said(one), Said(all)));
    }

    private EmbedGrant Grant() => new()
    {
        TokenId = "t-1",
        SiteId = site.Id,
        KeyId = key.Id,
        UserName = "lan@bao.vn",
        Reports = ["province-brief", "plan-outcome"],
        Origins = ["https://a.vn"],
        PlanRights = [NinhThuan],
        ExpiresAt = clock.GetUtcNow() + TimeSpan.FromMinutes(60),
    };

    private void Change(string[] origins, PlanRight[] rights) => sites.Change(site, site.Name, origins, rights, mayRefresh: false, Actor.Nobody);

    private string Said(string token) => Tokens.Read(token, out _) is { } grant ? $"{string.Join(' ', grant.Origins)} | {string.Join(' ', grant.PlanRights)}" : "refused";

    private string? Refused(string token)
    {
        Assert.Null(Tokens.Read(token, out var refusal));
        return refusal?.Code;
    }
}
