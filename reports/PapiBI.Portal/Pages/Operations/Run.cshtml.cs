using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Accounts;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Pages.Operations;

/// <summary>One run, step by step.</summary>
[Authorize(Policy = Policies.Steward)]
public sealed class RunModel(Runs runs) : PageModel
{
    public RunRow Run { get; private set; } = null!;

    public IActionResult OnGet(long id)
    {
        if (runs.Find(id) is not { } run)
        {
            return NotFound();
        }

        Run = run;
        return Page();
    }
}
