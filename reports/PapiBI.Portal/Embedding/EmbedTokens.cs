using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Embedding;

/// <summary>
/// Tokens for browsers: sealed, so that nobody but a portal with our keys reads or makes one, and good for a while. What a token says is never more than its
/// site may do at this moment: site and key are looked up each time it is read.
/// </summary>
public sealed class EmbedTokens(IDataProtectionProvider protection, EmbedSites sites, TimeProvider clock)
{
    /// <summary>How long a token is good at most.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    private const string Purpose = "PapiBI.Embed.v1";

    // Twenty of the longest origins and a right to every province one by one fit.
    private const int LongestToken = 16_384;

    private readonly IDataProtector protector = protection.CreateProtector(Purpose);

    /// <exception cref="ArgumentException">It would be over already, or good for longer than <see cref="LongestLife"/>.</exception>
    public string Issue(EmbedGrant grant)
    {
        if (!IsLife(grant.ExpiresAt))
        {
            throw new ArgumentException($"A token is good for a while, at most {LongestLife}.", nameof(grant));
        }

        return Base64Url.EncodeToString(protector.Protect(JsonSerializer.SerializeToUtf8Bytes(Sealed.Of(grant))));
    }

    /// <returns>What the token says as far as its site may do it now; null: it is refused.</returns>
    public EmbedGrant? Read(string token, out EmbedRefusal? refusal)
    {
        if (Opened(token) is not { } grant)
        {
            refusal = EmbedRefusal.InvalidToken;
            return null;
        }

        if (!IsLife(grant.ExpiresAt))
        {
            refusal = EmbedRefusal.TokenExpired;
            return null;
        }

        if (sites.Find(grant.SiteId) is not { DisabledAt: null } site || site.Keys.FirstOrDefault(key => key.Id == grant.KeyId)?.IsLive(clock.GetUtcNow()) != true)
        {
            refusal = EmbedRefusal.TokenRevoked;
            return null;
        }

        refusal = null;
        return grant with
        {
            Origins = [.. grant.Origins.Where(site.Origins.Contains)],
            PlanRights = Common(grant.PlanRights, site.PlanRights),
        };
    }

    // Later than any life: the clock was set back since.
    private bool IsLife(DateTimeOffset expiry) => clock.GetUtcNow() < expiry && expiry <= clock.GetUtcNow() + LongestLife;

    // What both hold; of "*" on one side, all that is on the other.
    private static IReadOnlyList<PlanRight> Common(IReadOnlyList<PlanRight> rights, IReadOnlyList<PlanRight> others) =>
        others.Contains(PlanRight.Every) ? rights : rights.Contains(PlanRight.Every) ? others : [.. rights.Where(others.Contains)];

    private EmbedGrant? Opened(string token)
    {
        try
        {
            var bytes = token.Length <= LongestToken && Base64Url.IsValid(token) ? Base64Url.DecodeFromChars(token) : [];

            // One token has one text: blanks, or other last letters of the same bytes, are not it.
            return Base64Url.EncodeToString(bytes) == token && bytes.Length > 0 ? JsonSerializer.Deserialize<Sealed>(protector.Unprotect(bytes))?.Grant : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>What is sealed; short names, as it travels with each request.</summary>
    private sealed record Sealed(string Id, string Site, string Key, string User, IReadOnlyList<string> Reports, IReadOnlyList<string> Origins, IReadOnlyList<string> Plans, DateTimeOffset Until)
    {
        public EmbedGrant Grant => new()
        {
            TokenId = Id,
            SiteId = Site,
            KeyId = Key,
            UserName = User,
            Reports = Reports,
            Origins = Origins,
            PlanRights = [.. Plans.Select(PlanRight.Of)],
            ExpiresAt = Until,
        };

        public static Sealed Of(EmbedGrant grant) =>
            new(grant.TokenId, grant.SiteId, grant.KeyId, grant.UserName, grant.Reports, grant.Origins, [.. grant.PlanRights.Select(right => right.ToString())], grant.ExpiresAt);
    }
}
