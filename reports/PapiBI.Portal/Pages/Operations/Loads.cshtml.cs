using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.House;
using PapiBI.Portal.Releases;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Pages.Operations;

/// <summary>The files that the current release lists. Files of plans are for those who may read every plan.</summary>
[Authorize(Policy = Policies.Steward)]
public sealed class LoadsModel(PublishedRelease releases) : PageModel
{
    private static readonly IReadOnlyList<string> Plans = [LoadKindName.Of(LoadKind.Plan), LoadKindName.Of(LoadKind.PlanProgress)];

    public int? ReleaseId { get; private set; }
    public bool HasPlans { get; private set; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<CatalogLoad> Loads { get; private set; } = [];
    public ILookup<int, CatalogWarning> Warnings { get; private set; } = Enumerable.Empty<CatalogWarning>().ToLookup(warning => warning.LoadId);

    public void OnGet()
    {
        HasPlans = HttpContext.MayReadEveryPlan();
        using var lease = releases.Take(HasPlans);
        if (lease is null)
        {
            return;
        }

        // On a server a release is one, with its plans.
        ReleaseId = lease.Release.Id;
        Loads = [.. lease.Catalog.Loads.Where(load => HasPlans || !Plans.Contains(load.Kind)).Reverse()];
        Warnings = lease.Catalog.Warnings.ToLookup(warning => warning.LoadId);
    }
}
