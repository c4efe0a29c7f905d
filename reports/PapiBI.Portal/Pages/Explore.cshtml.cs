using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.House;
using PapiBI.Portal.Reports;

namespace PapiBI.Portal.Pages;

/// <summary>The page to explore: every state of it is an address, so it works by links and forms alone; scripts only spare the reload.</summary>
[Kept]
public sealed class ExploreModel(ReportDesk desk) : PageModel
{
    public ExploreView View { get; private set; } = null!;

    public IActionResult OnGet()
    {
        View = new ExploreView(ReportEndpoints.Explore(HttpContext, desk), Request.PathBase);
        if (Request.Query.ContainsKey("within") && View.Answer.Refused is null)
        {
            // The same view has one address.
            return LocalRedirect("~/explore" + View.Question.Query());
        }

        if (View.Answer.Refused is { } refused)
        {
            Response.StatusCode = refused.Status;
        }

        return Page();
    }
}
