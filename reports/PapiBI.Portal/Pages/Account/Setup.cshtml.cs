using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using PapiBI.Portal.Accounts;
using PapiBI.Warehouse.State;
using Text = PapiBI.Warehouse.Text;

namespace PapiBI.Portal.Pages.Account;

/// <summary>The first account, for who has the secret. Once there is an admin there is no such page.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimits.Policy)]
public sealed class SetupModel(People people, Passwords passwords) : PageModel
{
    public string Login { get; private set; } = "";
    public string Name { get; private set; } = "";
    public bool IsSecretWrong { get; private set; }
    public Text? Fault { get; private set; }

    public IActionResult OnGet() => people.HasAdmin() ? NotFound() : Page();

    public async Task<IActionResult> OnPost(string? secret, string? login, string? name, string? password, string? again)
    {
        if (people.HasAdmin())
        {
            return NotFound();
        }

        (Login, Name) = ((login ?? "").Trim(), (name ?? "").Trim());
        Fault = NewPerson.Fault(Login, Name) ?? NewPassword.Fault(password, again, Login);
        if (Fault is null)
        {
            if (people.SetUp((secret ?? "").Trim(), Login, Name, passwords.Hash(password!), HttpContext.AskerAddress()) is { } admin)
            {
                await HttpContext.SignIn(admin);
                return LocalRedirect($"{Request.PathBase}/admin/people");
            }

            // Only who has the secret is told that a login is somebody's.
            IsSecretWrong = !people.IsSetupSecret((secret ?? "").Trim());
            Fault = IsSecretWrong ? null : new Text("Đã có tài khoản mang tên đăng nhập này.", "There is an account with this login.");
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
