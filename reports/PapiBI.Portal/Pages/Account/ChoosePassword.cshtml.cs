using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using PapiBI.Portal.Accounts;
using PapiBI.Warehouse.State;
using Text = PapiBI.Warehouse.Text;

namespace PapiBI.Portal.Pages.Account;

/// <summary>Where a person chooses their password, by a link that an admin gave them. To look at it uses nothing up, since mail programs look at links.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimits.Policy)]
public sealed class ChoosePasswordModel(People people, Passwords passwords) : PageModel
{
    public string Key { get; private set; } = "";
    public Person? Owner { get; private set; }
    public Text? Fault { get; private set; }

    public void OnGet(string? key) => Find(key);

    public async Task<IActionResult> OnPost(string? key, string? password, string? again)
    {
        Find(key);
        if (Owner is null)
        {
            return Page();
        }

        Fault = NewPassword.Fault(password, again, Owner.Login);
        if (Fault is null && people.ChooseByKey(Key, passwords.Hash(password!), HttpContext.AskerAddress()) is { } person)
        {
            await HttpContext.SignIn(person);
            return LocalRedirect($"{Request.PathBase}/account");
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private void Find(string? key)
    {
        Key = key ?? "";
        Owner = Key.Length is > 0 and <= 100 ? people.WhoMayChoose(Key) : null;
        Response.StatusCode = Owner is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
    }
}
