using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PapiBI.Portal.Pages.Account;

/// <summary>Ends the session here, not only the cookie there.</summary>
[AllowAnonymous]
public sealed class SignOutModel : PageModel
{
    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPost()
    {
        await HttpContext.SignOutAsync();
        return LocalRedirect($"{Request.PathBase}/");
    }
}
