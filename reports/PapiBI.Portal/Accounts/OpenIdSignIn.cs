using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using PapiBI.Portal.Pages.Account;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Accounts;

/// <summary>People for whom a provider vouches: the code flow with PKCE. Whom it means is told by issuer and subject, never by a name or a mail address, which a provider may give to another.</summary>
internal static class OpenIdSignIn
{
    public const string Scheme = "openid";

    /// <summary>Where people start, and where the provider sends them back: without a language, so that one address is registered there.</summary>
    public const string Start = "/sign-in/openid";
    public const string Callback = "/sign-in/openid/done";

    public static void AddTo(AuthenticationBuilder authentication, OpenIdSettings provider, PortalSettings settings, TimeProvider clock) => authentication.AddOpenIdConnect(Scheme, options =>
    {
        options.Authority = provider.Authority;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.RequireHttpsMetadata = provider.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        options.ResponseType = OpenIdConnectResponseType.Code;

        // Cookies of the exchange can then be those of this site alone.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.CallbackPath = Callback;

        // Signing out ends the session here; the provider is not asked, and nobody is heard who says that it did.
        options.SignedOutCallbackPath = PathString.Empty;
        options.RemoteSignOutPath = PathString.Empty;
        options.SignInScheme = SessionHandler.Scheme;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.DisableTelemetry = true;
        options.TimeProvider = clock;
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = settings.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }

        options.Events.OnTokenValidated = context =>
        {
            if (PersonOf(context.HttpContext, context.Principal!, context.SecurityToken.Issuer, provider) is { } person)
            {
                context.Principal = SignedIn.Ticket(person);
            }
            else
            {
                context.HandleResponse();
                SendBack(context.HttpContext);
            }

            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            // What the provider or somebody in its name wrote is not shown.
            Log(context.HttpContext).Add(context.HttpContext.Actor(), AuditAction.SignInFailed, "", $"{SignInFault.Provider}: {context.Failure?.GetType().Name}");
            context.HandleResponse();
            SendBack(context.HttpContext);
            return Task.CompletedTask;
        };
    });

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Start, (string? returnUrl, HttpContext context) =>
        Results.Challenge(new AuthenticationProperties { RedirectUri = LocalAddress.Or(returnUrl, "/") }, [Scheme])).AllowAnonymous();

    // Null: none of what the provider says of them is a role here, or the account is disabled.
    private static Person? PersonOf(HttpContext context, ClaimsPrincipal said, string issuer, OpenIdSettings provider)
    {
        string Claim(string type) => said.FindFirst(type)?.Value.Trim() ?? "";
        var (subject, by) = (Claim("sub"), new Actor(null, "", context.AskerAddress()));
        var called = new[] { Claim("preferred_username"), Claim("email"), subject }.FirstOrDefault(each => each.Length > 0) ?? "";
        if (subject.Length == 0 || provider.RoleOf(said.FindAll(provider.RoleClaim).Select(claim => claim.Value)) is not { } role || subject.Length > Person.LongestSubject || issuer.Length > Person.LongestIssuer)
        {
            Log(context).Add(by, AuditAction.SignInFailed, called, $"{SignInFault.NoRole}, {issuer}");
            return null;
        }

        var name = Claim("name") is { Length: > 0 } full ? full : called;
        var person = context.RequestServices.GetRequiredService<People>().Vouched(issuer, subject, Cut(called, Person.LongestLogin), Cut(name, Person.LongestName), role, by.Address);
        if (person.DisabledAt is null)
        {
            return person;
        }

        Log(context).Add(by, AuditAction.SignInFailed, person.Login, SignInFault.Disabled);
        return null;
    }

    // The page says why once, and only to whom it happened.
    private static void SendBack(HttpContext context)
    {
        var said = context.RequestServices.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(context);
        said[nameof(SignInModel.IsRefused)] = true;
        said.Save();
        context.Response.Redirect(SessionHandler.SignInPage);
    }

    private static AuditLog Log(HttpContext context) => context.RequestServices.GetRequiredService<AuditLog>();

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
