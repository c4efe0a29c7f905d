using System.Data;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace PapiBI.Warehouse.State;

/// <summary>
/// The web sites that may embed reports, and their keys. What changes a site or a key is written down with who changed it, in one transaction, and holds from
/// the next request on. A key is handed over once; only its hash is kept.
/// </summary>
public sealed partial class EmbedSites(StateDatabase state, TimeProvider clock)
{
    /// <summary>How long the keys before a new one are good after it was made, so that a site's servers can be given it one after the other.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(7);

    private const int IdLength = 12;
    private const string IdLetters = "abcdefghijklmnopqrstuvwxyz0123456789";

    // To write down each use would make every request a write.
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    private const string Selection = "select s.site_id, s.name, s.may_refresh, s.created_at, s.disabled_at from embed_site s";
    private const string OriginsOfAll = "select o.site_id, o.origin from embed_origin o";
    private const string RightsOfAll = "select r.site_id, r.province_code, r.valid_from from embed_plan_right r";
    private const string KeysOfAll = "select k.key_id, k.site_id, k.created_at, k.ends_at, k.last_used_at from embed_key k";

    /// <returns>By name; disabled ones, too.</returns>
    public IReadOnlyList<EmbedSite> All()
    {
        var origins = state.Read($"{OriginsOfAll} order by o.site_id, o.origin", OriginOf).ToLookup(o => o.SiteId, o => o.Origin);
        var rights = state.Read($"{RightsOfAll} order by r.site_id, r.province_code, r.valid_from", RightOf).ToLookup(r => r.SiteId, r => r.Right);
        var keys = state.Read($"{KeysOfAll} order by k.created_at desc, k.key_id", KeyOf).ToLookup(key => key.SiteId);
        return state.Read($"{Selection} order by s.name, s.site_id", r => SiteOf(r, origins[r.GetString(0)], rights[r.GetString(0)], keys[r.GetString(0)]));
    }

    /// <returns>Null where there is none of this id; a disabled one is there.</returns>
    public EmbedSite? Find(string siteId)
    {
        var origins = state.Read($"{OriginsOfAll} where o.site_id = @siteId order by o.origin", OriginOf, new { siteId }).Select(o => o.Origin);
        var rights = state.Read($"{RightsOfAll} where r.site_id = @siteId order by r.province_code, r.valid_from", RightOf, new { siteId }).Select(r => r.Right);
        var keys = state.Read($"{KeysOfAll} where k.site_id = @siteId order by k.created_at desc, k.key_id", KeyOf, new { siteId });
        return state.Read($"{Selection} where s.site_id = @siteId", r => SiteOf(r, origins, rights, keys), new { siteId }).FirstOrDefault();
    }

    /// <param name="name">What people call it.</param>
    /// <param name="origins">As <see cref="EmbedOrigins"/> reads them.</param>
    /// <param name="planRights">Whose plans it may show.</param>
    /// <param name="mayRefresh">Whether its server may start a load.</param>
    /// <param name="by">Who adds it.</param>
    public EmbedSite Add(string name, IReadOnlyList<string> origins, IReadOnlyList<PlanRight> planRights, bool mayRefresh, Actor by)
    {
        var id = state.Write(transaction =>
        {
            var siteId = NewId();
            transaction.Execute(
                "insert into embed_site (site_id, name, may_refresh, created_at, changed_at) values (@siteId, @name, 0, @now, @now)",
                new { siteId, name = name.Trim(), now = Now() });
            var site = Find(transaction, siteId);
            AuditLog.Add(transaction, clock, by, AuditAction.SiteAdded, site.Said);
            Change(transaction, site, name, origins, planRights, mayRefresh, by);
            return siteId;
        });
        return Find(id)!;
    }

    /// <summary>What a site is called and may do, from the next request on; of what stays as it was, nothing is written.</summary>
    public void Change(EmbedSite site, string name, IReadOnlyList<string> origins, IReadOnlyList<PlanRight> planRights, bool mayRefresh, Actor by) => state.Write(transaction =>
    {
        Change(transaction, Find(transaction, site.Id), name, origins, planRights, mayRefresh, by);
        return true;
    });

    /// <summary>Nothing of it is shown any more, and its keys open nothing, until it is enabled again.</summary>
    public void Disable(EmbedSite site, Actor by) => state.Write(transaction =>
    {
        if (transaction.Execute("update embed_site set disabled_at = @now, changed_at = @now where site_id = @Id and disabled_at is null", new { site.Id, now = Now() }) == 1)
        {
            Refreshes.Withdraw(transaction, clock);
            AuditLog.Add(transaction, clock, by, AuditAction.SiteDisabled, site.Said);
        }

        return true;
    });

    public void Enable(EmbedSite site, Actor by) => state.Write(transaction =>
    {
        if (transaction.Execute("update embed_site set disabled_at = null, changed_at = @now where site_id = @Id and disabled_at is not null", new { site.Id, now = Now() }) == 1)
        {
            AuditLog.Add(transaction, clock, by, AuditAction.SiteEnabled, site.Said);
        }

        return true;
    });

    /// <summary>A key beside those that the site has.</summary>
    public NewEmbedKey AddKey(EmbedSite site, Actor by) => state.Write(transaction => NewKey(transaction, site, by));

    /// <summary>A key in the place of all others, which end after a while; those that end before stay as they are.</summary>
    /// <param name="site">Whose.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="overlap">How long the others are good yet; null: for <see cref="Overlap"/>.</param>
    public NewEmbedKey Rotate(EmbedSite site, Actor by, TimeSpan? overlap = null) => state.Write(transaction =>
    {
        var now = clock.GetUtcNow();
        var end = now + (overlap ?? Overlap);
        foreach (var key in transaction.Read($"{KeysOfAll} where k.site_id = @Id order by k.created_at, k.key_id", KeyOf, new { site.Id }).Where(key => key.IsLive(now)))
        {
            EndKey(transaction, site, key, end, by);
        }

        return NewKey(transaction, site, by);
    });

    /// <summary>Ends a key at once.</summary>
    /// <returns>False where the site has no such key that is good yet.</returns>
    public bool RevokeKey(EmbedSite site, string keyId, Actor by) => state.Write(transaction =>
    {
        var now = clock.GetUtcNow();
        var key = transaction.Read($"{KeysOfAll} where k.site_id = @Id and k.key_id = @keyId", KeyOf, new { site.Id, keyId }).FirstOrDefault();
        return key?.IsLive(now) == true && EndKey(transaction, site, key, now, by);
    });

    /// <param name="sent">What came as a key.</param>
    /// <returns>Null where it is none, no longer one, or its site is disabled.</returns>
    public LiveEmbedKey? FindLive(string sent)
    {
        if (IdOf(sent) is not { } keyId)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var found = state.Read(
            "select k.key_hash, k.key_id, k.site_id, k.created_at, k.ends_at, k.last_used_at from embed_key k where k.key_id = @keyId",
            r => (Hash: r.GetString(0), Key: KeyOf(r, first: 1)),
            new { keyId });
        if (found is not [var kept] || !IsSame(kept.Hash, SecretKey.HashOf(sent)) || !kept.Key.IsLive(now) || Find(kept.Key.SiteId) is not { DisabledAt: null } site)
        {
            return null;
        }

        if (kept.Key.LastUsedAt is not { } last || now - last >= Precision)
        {
            state.Write("update embed_key set last_used_at = @now where key_id = @keyId", new { keyId, now = StateDatabase.Text(now) });
        }

        return new LiveEmbedKey(site, kept.Key);
    }

    /// <returns>The public part of what was sent as a key, to be named in logs; null: it does not look like one.</returns>
    public static string? IdOf(string sent) => Sent().Match(sent) is { Success: true } read ? read.Groups["id"].Value : null;

    private NewEmbedKey NewKey(StateTransaction transaction, EmbedSite site, Actor by)
    {
        var keyId = NewId();
        var secret = $"papi_{keyId}_{SecretKey.New()}";
        transaction.Execute(
            "insert into embed_key (key_id, site_id, key_hash, created_at) values (@keyId, @Id, @hash, @now)",
            new { keyId, site.Id, hash = SecretKey.HashOf(secret), now = Now() });
        AuditLog.Add(transaction, clock, by, AuditAction.KeyMade, site.Said, keyId);
        return new NewEmbedKey(transaction.Read($"{KeysOfAll} where k.key_id = @keyId", KeyOf, new { keyId })[0], secret);
    }

    private bool EndKey(StateTransaction transaction, EmbedSite site, EmbedKey key, DateTimeOffset end, Actor by)
    {
        var isEnded = transaction.Execute(
            "update embed_key set ends_at = @end where key_id = @Id and (ends_at is null or ends_at > @end)",
            new { key.Id, end = StateDatabase.Text(end) }) == 1;
        if (isEnded)
        {
            AuditLog.Add(transaction, clock, by, AuditAction.KeyEnded, site.Said, $"{key.Id} → {StateDatabase.Text(end)}");
        }

        return isEnded;
    }

    private void Change(StateTransaction transaction, EmbedSite now, string name, IReadOnlyList<string> origins, IReadOnlyList<PlanRight> planRights, bool mayRefresh, Actor by)
    {
        if (origins.Count > EmbedOrigins.Most || origins.FirstOrDefault(origin => EmbedOrigins.One(origin).Origin != origin) is not null)
        {
            throw new ArgumentException("Origins are first read by EmbedOrigins.", nameof(origins));
        }

        transaction.Execute(
            "update embed_site set name = @name, may_refresh = @refresh, changed_at = @now where site_id = @Id",
            new { now.Id, name = name.Trim(), refresh = mayRefresh ? 1 : 0, now = Now() });
        var site = Find(transaction, now.Id);
        if (site.Name != now.Name)
        {
            AuditLog.Add(transaction, clock, by, AuditAction.SiteNameChanged, site.Said, $"{now.Name} → {site.Name}");
        }

        if (!now.Origins.ToHashSet(StringComparer.Ordinal).SetEquals(origins))
        {
            transaction.Execute("delete from embed_origin where site_id = @Id", new { site.Id });
            foreach (var origin in origins.Distinct(StringComparer.Ordinal))
            {
                transaction.Execute("insert into embed_origin (site_id, origin) values (@Id, @origin)", new { site.Id, origin });
            }

            AuditLog.Add(transaction, clock, by, AuditAction.SiteOriginsChanged, site.Said, $"{Listed(now.Origins)} → {Listed(origins)}");
        }

        if (!now.PlanRights.ToHashSet().SetEquals(planRights))
        {
            transaction.Execute("delete from embed_plan_right where site_id = @Id", new { site.Id });
            foreach (var right in planRights.Distinct())
            {
                transaction.Execute("insert into embed_plan_right (site_id, province_code, valid_from) values (@Id, @ProvinceCode, @Day)", new { site.Id, right.ProvinceCode, right.Day });
            }

            AuditLog.Add(transaction, clock, by, AuditAction.SitePlanRightsChanged, site.Said, $"{Listed(now.PlanRights)} → {Listed(planRights)}");
        }

        if (now.MayRefresh != mayRefresh)
        {
            if (!mayRefresh)
            {
                Refreshes.Withdraw(transaction, clock);
            }

            AuditLog.Add(transaction, clock, by, AuditAction.SiteRefreshChanged, site.Said, mayRefresh ? "no → yes" : "yes → no");
        }
    }

    private string Now() => StateDatabase.Text(clock.GetUtcNow());

    private static string NewId() => RandomNumberGenerator.GetString(IdLetters, IdLength);

    private static bool IsSame(string hash, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(other));

    private static string Listed<T>(IReadOnlyList<T> each) => each.Count == 0 ? "–" : string.Join(' ', each);

    // As it stands within the transaction; its keys are nothing that is changed with it.
    private static EmbedSite Find(StateTransaction transaction, string siteId)
    {
        var origins = transaction.Read($"{OriginsOfAll} where o.site_id = @siteId order by o.origin", OriginOf, new { siteId }).Select(o => o.Origin);
        var rights = transaction.Read($"{RightsOfAll} where r.site_id = @siteId order by r.province_code, r.valid_from", RightOf, new { siteId }).Select(r => r.Right);
        return transaction.Read($"{Selection} where s.site_id = @siteId", r => SiteOf(r, origins, rights, []), new { siteId })[0];
    }

    private static (string SiteId, string Origin) OriginOf(IDataReader r) => (r.GetString(0), r.GetString(1));

    private static (string SiteId, PlanRight Right) RightOf(IDataReader r) => (r.GetString(0), PlanRight.Of(r.GetString(1), r.GetString(2)));

    private static EmbedKey KeyOf(IDataReader r) => KeyOf(r, first: 0);

    private static EmbedKey KeyOf(IDataReader r, int first) =>
        new(r.GetString(first), r.GetString(first + 1), StateDatabase.Time(r.GetString(first + 2)), StateDatabase.TimeOrNone(r, first + 3), StateDatabase.TimeOrNone(r, first + 4));

    private static EmbedSite SiteOf(IDataReader r, IEnumerable<string> origins, IEnumerable<PlanRight> rights, IEnumerable<EmbedKey> keys) => new()
    {
        Id = r.GetString(0),
        Name = r.GetString(1),
        MayRefresh = r.GetInt32(2) == 1,
        CreatedAt = StateDatabase.Time(r.GetString(3)),
        DisabledAt = StateDatabase.TimeOrNone(r, 4),
        Origins = [.. origins],
        PlanRights = [.. rights],
        Keys = [.. keys],
    };

    [GeneratedRegex(@"^papi_(?<id>[a-z0-9]{12})_[A-Za-z0-9_-]{43}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Sent();
}
