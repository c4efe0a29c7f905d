using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PapiBI.Tests.Support;

/// <summary>
/// A provider of OpenID Connect as the standard has it, small: description, keys, code flow with PKCE, tokens signed by RS256. It asks nobody for a password;
/// who "sits before it" is set by the test.
/// </summary>
public sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "papibi-portal";

    private readonly RSA rsa = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string RedirectUri)> codes = [];
    private readonly WebApplication app;
    private readonly RsaSecurityKey key;

    private OpenIdProvider(WebApplication app)
    {
        this.app = app;
        key = new RsaSecurityKey(rsa) { KeyId = "k1" };
    }

    public string Issuer => app.Urls.First();

    /// <summary>What the client has to prove itself by.</summary>
    public string ClientSecret { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>Who sits before it.</summary>
    public Dictionary<string, object> Claims { get; } = [];

    /// <summary>Signs with a key that it does not publish, as somebody in its name would.</summary>
    public bool IsForged { get; set; }

    /// <summary>For whom tokens are; the client, but for tests of what it refuses.</summary>
    public string Audience { get; set; } = ClientId;

    public static async Task<OpenIdProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var provider = new OpenIdProvider(built);
        provider.Map();
        await built.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        rsa.Dispose();
    }

    private void Map()
    {
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Issuer,
            authorization_endpoint = Issuer + "/authorize",
            token_endpoint = Issuer + "/token",
            jwks_uri = Issuer + "/jwks",
            response_types_supported = new[] { "code" },
            subject_types_supported = new[] { "public" },
            id_token_signing_alg_values_supported = new[] { "RS256" },
            code_challenge_methods_supported = new[] { "S256" },
        }));
        app.MapGet("/jwks", () =>
        {
            var open = rsa.ExportParameters(includePrivateParameters: false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "k1", n = Base64UrlEncoder.Encode(open.Modulus), e = Base64UrlEncoder.Encode(open.Exponent) } } });
        });
        app.MapGet("/authorize", (HttpContext context) =>
        {
            string Said(string name) => context.Request.Query[name].ToString();
            if (Said("client_id") != ClientId || Said("response_type") != "code" || Said("code_challenge_method") != "S256" || Said("code_challenge").Length < 43)
            {
                return Results.BadRequest();
            }

            var code = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
            codes[code] = (Said("code_challenge"), Said("nonce"), Said("redirect_uri"));
            return Results.Redirect($"{Said("redirect_uri")}?code={code}&state={WebUtility.UrlEncode(Said("state"))}");
        });
        app.MapPost("/token", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync();
            var isKnown = codes.TryRemove(form["code"].ToString(), out var asked);
            var challenge = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
            if (!isKnown || form["client_secret"] != ClientSecret || form["redirect_uri"] != asked.RedirectUri || challenge != asked.Challenge)
            {
                return Results.BadRequest(new { error = "invalid_grant" });
            }

            return Results.Json(new { access_token = "none", token_type = "Bearer", expires_in = 60, id_token = Token(asked.Nonce) });
        });
    }

    private string Token(string nonce)
    {
        using var stranger = RSA.Create(2048);
        var signing = IsForged ? new RsaSecurityKey(stranger) { KeyId = "k1", CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } } : key;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
            NotBefore = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1),
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
            Claims = new Dictionary<string, object>(Claims) { ["nonce"] = nonce },
            SigningCredentials = new SigningCredentials(signing, SecurityAlgorithms.RsaSha256),
        });
    }
}
