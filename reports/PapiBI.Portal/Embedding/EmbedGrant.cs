using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Embedding;

/// <summary>What a token for somebody's browser says; as it is read, as far as it still holds.</summary>
public sealed record EmbedGrant
{
    /// <summary>As the audit log names it.</summary>
    public required string TokenId { get; init; }
    public required string SiteId { get; init; }

    /// <summary>The key by which it was made; with it, it ends.</summary>
    public required string KeyId { get; init; }

    /// <summary>Who looks, as their site calls them; blank: it does not say.</summary>
    public required string UserName { get; init; }

    /// <summary>The reports it opens, by id.</summary>
    public required IReadOnlyList<string> Reports { get; init; }

    /// <summary>From whose pages, as browsers say them.</summary>
    public required IReadOnlyList<string> Origins { get; init; }

    /// <summary>Whose plans it shows beside the figures that are everybody's.</summary>
    public required IReadOnlyList<PlanRight> PlanRights { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
