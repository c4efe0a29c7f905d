using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Accounts;

/// <summary>
/// Who asks, by the key of a session that is in their cookie and nowhere else. Nothing about them is in the cookie, so that nothing in it can be out of date:
/// roles and rights are those of this moment, and an ended session is ended.
/// </summary>
public sealed class SessionHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sessions sessions, PortalSettings settings)
    : SignInAuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of this way to tell who asks.</summary>
    public new const string Scheme = "session";

    public const string SignInPage = "/sign-in";
    private const int LongestKey = 100;

    /// <summary>The cookie's name. A browser takes "__Host-" from this very host by https alone, so no neighbour can plant one.</summary>
    public static string CookieName(PortalSettings settings) => settings.IsHttps ? "__Host-papibi" : "papibi";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Find() is not { } live)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        Context.Features.Set(live);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(Policies.PrincipalOf(live.Person, live.Id), base.Scheme.Name)));
    }

    // Always a new key: one that somebody planted before is worth nothing after.
    protected override Task HandleSignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        var person = user.FindFirst(PersonClaim) is { } claim ? SignedIn.PersonOf(Context, claim.Value) : throw new InvalidOperationException("Whoever signs in is a person with an account.");
        EndOld();
        var key = sessions.Begin(person, Context.AskerAddress(), Request.Headers.UserAgent.ToString());
        Response.Cookies.Append(CookieName(settings), key, Cookie());
        return Task.CompletedTask;
    }

    protected override Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        EndOld();
        Response.Cookies.Delete(CookieName(settings), Cookie());
        return Task.CompletedTask;
    }

    // A page is left for the sign-in page; whatever else asks is told that it may not.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (HttpMethods.IsGet(Request.Method) && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            Response.Redirect($"{Request.PathBase}{SignInPage}{QueryString.Create("returnUrl", $"{Request.PathBase}{Request.Path}{Request.QueryString}")}");
        }
        else
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }

    internal const string PersonClaim = "papibi:person";

    private LiveSession? Find() => Request.Cookies.TryGetValue(CookieName(settings), out var key) && key is { Length: > 0 and <= LongestKey } ? sessions.Find(key) : null;

    private void EndOld()
    {
        if (Find() is { } old)
        {
            sessions.End(old.Person, old.Id, new Actor(old.Person.Id, old.Person.Login, Context.AskerAddress()), AuditAction.SignedOut);
        }
    }

    // Without a date: the browser forgets it when it is closed, and the server decides how long it is good.
    private CookieOptions Cookie() => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = settings.IsHttps, Path = "/", IsEssential = true };
}
