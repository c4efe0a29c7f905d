using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Embedding;
using PapiBI.Portal.House;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Pages.Embed;

/// <summary>What a page of others puts into its frame: nothing of a report, which only a token opens. Browsers show it on pages of the site that the address names.</summary>
[AllowAnonymous]
public sealed class FrameModel(EmbedSites sites) : PageModel
{
    public string Report { get; private set; } = "";

    /// <summary>Of pages that may show it; none: there is no such site, or it is disabled.</summary>
    public IReadOnlyList<string> Origins { get; private set; } = [];

    /// <summary>That of the page around it.</summary>
    public Language Language { get; private set; }

    public IActionResult OnGet(string report, string? site)
    {
        (Report, Language) = (report, HttpContext.AddressLanguage());
        if (EmbedReports.Ids.Contains(report) && site is not null && sites.Find(site) is { DisabledAt: null } known)
        {
            Origins = known.Origins;
        }

        Response.StatusCode = Origins.Count > 0 ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        Response.Headers.CacheControl = "no-cache";
        HttpContext.AllowFraming(Origins);
        return Page();
    }
}
