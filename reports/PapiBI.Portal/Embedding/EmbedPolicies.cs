using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using PapiBI.Portal.Accounts;

namespace PapiBI.Portal.Embedding;

/// <summary>What an address for programs asks of whoever comes.</summary>
public static class EmbedPolicies
{
    /// <summary>A key of a site; a session of the portal is none.</summary>
    public const string Key = "embed-key";

    /// <summary>Whoever may read public figures, or a key of a site. Where a key is sent, it alone counts, and a wrong one is not passed over.</summary>
    public const string ReaderOrKey = "reader-or-key";

    public static void AddTo(AuthenticationBuilder authentication) => authentication
        .AddScheme<AuthenticationSchemeOptions, EmbedKeyHandler>(EmbedKeyHandler.Scheme, null)
        .AddScheme<AuthenticationSchemeOptions, EmbedTokenHandler>(EmbedTokenHandler.Scheme, null)
        .AddPolicyScheme(ReaderOrKey, null, options =>
        {
            options.ForwardDefaultSelector = context => IsKeySent(context) ? EmbedKeyHandler.Scheme : SessionHandler.Scheme;

            // A program is not sent to the page where people sign in.
            options.ForwardChallenge = EmbedKeyHandler.Scheme;
        });

    public static void AddTo(AuthorizationOptions options, PortalSettings settings)
    {
        options.AddPolicy(Key, policy => policy.AddAuthenticationSchemes(EmbedKeyHandler.Scheme).RequireAuthenticatedUser());
        options.AddPolicy(ReaderOrKey, policy =>
        {
            policy.AddAuthenticationSchemes(ReaderOrKey);
            if (settings.Access == PortalSettings.SignedIn)
            {
                policy.RequireAuthenticatedUser();
            }
            else
            {
                policy.RequireAssertion(asked => asked.Resource is HttpContext context && (!IsKeySent(context) || context.EmbedKey() is not null));
            }
        });
    }

    private static bool IsKeySent(HttpContext context) => context.Request.Headers.Authorization.Count > 0;
}
