using PapiBI.Portal.Accounts;
using PapiBI.Portal.Releases;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Pages.Admin;

/// <summary>What an admin types of a site.</summary>
public sealed record SiteFields(string Name, string Origins, string Plans, bool MayRefresh)
{
    public static readonly SiteFields Blank = new("", "", "", MayRefresh: false);

    public static SiteFields Typed(string? name, string? origins, string? plans, string? mayRefresh) => new((name ?? "").Trim(), (origins ?? "").Trim(), (plans ?? "").Trim(), mayRefresh == "true");

    public static SiteFields Of(EmbedSite site, PublishedRelease releases, Language language) =>
        new(site.Name, string.Join('\n', site.Origins), PlanRightsText.Typed(site.PlanRights, releases, language), site.MayRefresh);

    /// <returns>Origins and rights, or what is wrong.</returns>
    public (IReadOnlyList<string> Origins, IReadOnlyList<PlanRight> PlanRights, Text? Fault) Read(PublishedRelease releases)
    {
        var (origins, noOrigin) = EmbedOrigins.Read(Origins);
        var (rights, unknown) = PlanRightsText.Read(Plans, releases);
        return (origins, rights, NameFault ?? noOrigin ?? unknown);
    }

    private Text? NameFault => Name.Length is 0 or > EmbedSite.LongestName || Name.Any(char.IsControl)
        ? new Text($"Tên trang nhúng: từ 1 đến {EmbedSite.LongestName} ký tự.", $"Name: 1 to {EmbedSite.LongestName} characters.")
        : null;
}
