using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using PapiBI.Portal.Accounts;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Embedding;

/// <summary>
/// Which site's server asks, by the key it sends with each request: "Authorization: Bearer papi_…", or as the password of Basic, which spreadsheets can send.
/// Who shows a key is that site and nobody else, whatever cookie comes along. A browser may keep the password of Basic and send it by itself, so it only reads.
/// </summary>
public sealed class EmbedKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, EmbedSites sites, EmbedKeyLimits limits, AuditLog log)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of this way to tell who asks.</summary>
    public new const string Scheme = "embed-key";

    private const string Bearer = "Bearer";
    private const string Basic = "Basic";
    private const string Realm = "realm=\"PapiBI\"";
    private const int LongestHeader = 500;

    private EmbedRefusal refusal = EmbedRefusal.InvalidKey;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();
        if (refusal.Status == StatusCodes.Status401Unauthorized)
        {
            var bearer = Request.Headers.Authorization.Count == 0 ? $"{Bearer} {Realm}" : $"{Bearer} {Realm}, error=\"invalid_token\"";
            Response.Headers.WWWAuthenticate = IsReading ? new StringValues([bearer, $"{Basic} {Realm}, charset=\"UTF-8\""]) : new StringValues(bearer);
        }
        else
        {
            Response.Headers.RetryAfter = "60";
        }

        await EmbedAnswers.Refused(Context, refusal).ExecuteAsync(Context);
    }

    private bool IsReading => HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method);

    private AuthenticateResult Authenticate()
    {
        Context.Features.Set<LiveSession>(null);
        if (Request.Headers.Authorization.Count == 0)
        {
            return AuthenticateResult.NoResult();
        }

        // Whoever has a right one is let in whatever others of its network sent: a right one cannot be found by trying.
        var sent = Sent() ?? "";
        if (sites.FindLive(sent) is { } live)
        {
            Context.Features.Set(live);
            return AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(live), Scheme));
        }

        var from = Context.Connection.RemoteIpAddress;
        if (!limits.Admits(from))
        {
            refusal = EmbedRefusal.TooManyKeys;
            return AuthenticateResult.Fail("There were too many wrong keys.");
        }

        // Only the part of it that is no secret is written down.
        limits.CountWrong(from);
        log.Add(new Actor(null, "", Context.AskerAddress()), AuditAction.KeyRefused, EmbedSites.IdOf(sent) ?? "");
        return AuthenticateResult.Fail("This is no key.");
    }

    // Null where nothing came that could be a key.
    private string? Sent()
    {
        var header = Request.Headers.Authorization;
        return header.Count == 1 && header.ToString() is { Length: <= LongestHeader } one && AuthenticationHeaderValue.TryParse(one, out var read) && read.Parameter is { } value
            ? read.Scheme.ToUpperInvariant() switch
            {
                "BEARER" => value,
                "BASIC" when IsReading => PasswordOf(value),
                _ => null,
            }
            : null;
    }

    private static string? PasswordOf(string encoded)
    {
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password] ? password : null;
    }

    // No role and no person: nothing that asks for one opens to a key.
    private static ClaimsPrincipal PrincipalOf(LiveEmbedKey live) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, $"{live.Site.Id} {live.Key.Id}"), new Claim(ClaimTypes.Name, live.Site.Name)],
        Scheme));
}

/// <summary>Which site's server asks.</summary>
public static class AskingSite
{
    /// <returns>Null: no key came, or none that is good, or the address takes none.</returns>
    public static LiveEmbedKey? EmbedKey(this HttpContext context) => context.Features.Get<LiveEmbedKey>();

    /// <summary>The site and its key, for the audit log: "k3jx0v9q2m4a/7pq2…".</summary>
    public static Actor ActorOf(this HttpContext context, LiveEmbedKey key) => new(null, $"{key.Site.Id}/{key.Key.Id}", context.AskerAddress());
}
