namespace PapiBI.Warehouse.State;

/// <summary>Somebody's web site that may embed our reports.</summary>
public sealed record EmbedSite
{
    public const int LongestName = 200;

    /// <summary>Public: it stands in the addresses of its frames.</summary>
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>As browsers say them: "https://www.ninhthuan.gov.vn". None: nobody's page shows its frames.</summary>
    public required IReadOnlyList<string> Origins { get; init; }

    /// <summary>The provinces whose plans it may show, or <see cref="PlanRight.Every"/>.</summary>
    public required IReadOnlyList<PlanRight> PlanRights { get; init; }

    /// <summary>Whether its server may start a load.</summary>
    public required bool MayRefresh { get; init; }

    /// <summary>Those that have ended, too; the newest first.</summary>
    public required IReadOnlyList<EmbedKey> Keys { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>As the audit log names it: names change, ids do not.</summary>
    public string Said => $"{Name} ({Id})";
}

/// <summary>What a site's server proves itself by; nobody can learn it here.</summary>
/// <param name="Id">Public: it is part of the key.</param>
/// <param name="SiteId">Whose.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="EndsAt">From when on it is good no longer; null: it has no end yet.</param>
/// <param name="LastUsedAt">To the minute; null: never.</param>
public sealed record EmbedKey(string Id, string SiteId, DateTimeOffset CreatedAt, DateTimeOffset? EndsAt, DateTimeOffset? LastUsedAt)
{
    public bool IsLive(DateTimeOffset now) => EndsAt is null || EndsAt > now;
}

/// <summary>A key as it is handed over, once.</summary>
/// <param name="Key">Which.</param>
/// <param name="Secret">The whole of it, as a server sends it: "papi_…".</param>
public sealed record NewEmbedKey(EmbedKey Key, string Secret);

/// <summary>A key that was sent and is good, and whose it is, as they are now.</summary>
public sealed record LiveEmbedKey(EmbedSite Site, EmbedKey Key);
