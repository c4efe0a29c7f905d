using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Embedding;

/// <summary>
/// Who looks at a report on somebody else's page, by the token that page was given. It opens the reports it names, to pages of the origins it names, and nothing
/// else: whatever cookie comes along, who shows a token is nobody with an account.
/// </summary>
public sealed class EmbedTokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, EmbedTokens tokens, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of this way to tell who asks.</summary>
    public new const string Scheme = "embed-token";

    /// <summary>From whose page, as the frame has seen it. The browser keeps others from showing the frame; this tells a page of another origin why.</summary>
    public const string OriginHeader = "X-Embedding-Origin";

    /// <summary>How many seconds the token is still good: the clocks of browsers are wrong.</summary>
    public const string SecondsHeader = "X-Token-Seconds";

    private EmbedRefusal refusal = EmbedRefusal.InvalidToken;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        Context.Features.Set<LiveSession>(null);
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var sent) || !string.Equals(sent.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var report = Request.RouteValues["report"]?.ToString() ?? "";
        var origin = Request.Headers[OriginHeader].ToString();
        var grant = tokens.Read(sent.Parameter ?? "", out var why);
        why ??= grant?.Reports.Contains(report) != true ? EmbedRefusal.ReportNotAllowed(report)
            : !grant.Origins.Contains(origin) ? EmbedRefusal.OriginNotAllowed(origin)
            : null;
        if (why is not null)
        {
            refusal = why;
            return Task.FromResult(AuthenticateResult.Fail(why.Code));
        }

        Context.Features.Set(grant);
        Response.Headers[SecondsHeader] = Math.Max(0, (grant!.ExpiresAt - clock.GetUtcNow()).TotalSeconds).ToString("0.0", CultureInfo.InvariantCulture);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, grant.TokenId)], Scheme)), Scheme)));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();
        await EmbedAnswers.Refused(Context, refusal).ExecuteAsync(Context);
    }
}

/// <summary>What the token of a frame says.</summary>
public static class AskingFrame
{
    /// <returns>Null: no frame asks.</returns>
    public static EmbedGrant? EmbedGrant(this HttpContext context) => context.Features.Get<EmbedGrant>();
}
