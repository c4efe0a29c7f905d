using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.Releases;
using PapiBI.Warehouse.State;
using Text = PapiBI.Warehouse.Text;

namespace PapiBI.Portal.Pages.Account;

/// <summary>What somebody may do, where they are signed in, and their password.</summary>
[Authorize]
[EnableRateLimiting(SignInLimits.Policy)]
public sealed class MineModel(People people, Sessions sessions, Passwords passwords, SignInDesk desk, PublishedRelease releases) : PageModel
{
    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];
    public PublishedRelease Releases => releases;
    /// <summary>Whether the password was just changed; null, so that nothing is kept for the next page: it was not.</summary>
    [TempData]
    public bool? IsChanged { get; set; }

    public bool IsWrong { get; private set; }
    public Text? Fault { get; private set; }

    private Person Me => HttpContext.Person()!;

    public void OnGet() => Sessions = sessions.Of(Me.Id);

    public IActionResult OnPostEnd(string? id)
    {
        sessions.End(Me, id ?? "", HttpContext.Actor());
        return LocalRedirect($"{Request.PathBase}/account");
    }

    public async Task<IActionResult> OnPostPassword(string? present, string? password, string? again, CancellationToken cancellation)
    {
        Sessions = sessions.Of(Me.Id);
        Fault = NewPassword.Fault(password, again, Me.Login);
        IsWrong = Fault is null && await desk.Try(Me.Login, present ?? "", HttpContext.Actor(), cancellation) is null;
        if (Fault is not null || IsWrong)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        people.ChangePassword(Me, passwords.Hash(password!), HttpContext.Actor());
        await HttpContext.SignIn(Me);
        IsChanged = true;
        return LocalRedirect($"{Request.PathBase}/account");
    }
}
