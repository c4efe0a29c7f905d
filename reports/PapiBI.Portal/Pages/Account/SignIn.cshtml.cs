using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using PapiBI.Portal.Accounts;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Pages.Account;

/// <summary>Where somebody says who they are.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimits.Policy)]
public sealed class SignInModel(SignInDesk desk, People people, SignInLimits limits, PortalSettings settings) : PageModel
{
    public string Login { get; private set; } = "";
    public string ReturnUrl { get; private set; } = "/";
    public bool IsWrong { get; private set; }

    /// <summary>Whether the provider sent somebody back who may not come in; null, so that nothing is kept for the next page: it did not.</summary>
    [TempData]
    public bool? IsRefused { get; set; }

    /// <summary>What the provider is called; null: there is none.</summary>
    public string? Provider => settings.OpenId?.Name;

    public void OnGet(string? returnUrl) => ReturnUrl = BackTo(returnUrl);

    public async Task<IActionResult> OnPost(string? login, string? password, string? returnUrl, CancellationToken cancellation)
    {
        (Login, ReturnUrl) = (login ?? "", BackTo(returnUrl));
        // Where the password was right before, strangers elsewhere do not use the owner's tries up.
        if (!people.IsKnown(Login, HttpContext.AskerAddress()) && !limits.Admits(Login))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (await desk.Try(Login, password ?? "", HttpContext.Actor(), cancellation) is { } person)
        {
            await HttpContext.SignIn(person);
            return LocalRedirect(ReturnUrl);
        }

        IsWrong = true;
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Page();
    }

    private string BackTo(string? asked) => LocalAddress.Or(asked, $"{Request.PathBase}/");
}
