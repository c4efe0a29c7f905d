using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Accounts;

/// <summary>What a page asks of its reader: at least this role.</summary>
public static class Policies
{
    public const string Viewer = "viewer";
    public const string Analyst = "analyst";
    public const string Steward = "steward";
    public const string Admin = "admin";

    /// <summary>Adds them. Where the portal is not open, what says nothing asks for an account, so that a page that is forgotten is closed.</summary>
    public static void AddTo(AuthorizationOptions options, PortalSettings settings)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            options.AddPolicy(Person.CodeOf(role), policy => policy.RequireAuthenticatedUser().RequireRole(Enum.GetValues<Role>().Where(other => other >= role).Select(Person.CodeOf)));
        }

        if (settings.Access == PortalSettings.SignedIn)
        {
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        }
    }

    /// <summary>Whether the reader has at least that role.</summary>
    public static bool Is(this HttpContext context, Role atLeast) => context.Person()?.Role >= atLeast;

    internal static ClaimsPrincipal PrincipalOf(Person person, string sessionId = "") => new(new ClaimsIdentity(
        [
            // The session, not the person: a form that was filled in before a sign-in is not taken after it.
            new Claim(ClaimTypes.NameIdentifier, $"{person.Id} {sessionId}"),
            new Claim(ClaimTypes.Name, person.Name),
            new Claim(ClaimTypes.Role, Person.CodeOf(person.Role)),
        ],
        SessionHandler.Scheme));
}
