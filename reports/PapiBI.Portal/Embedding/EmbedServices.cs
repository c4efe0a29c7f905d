using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Embedding;

/// <summary>What the portal needs for its reports on other people's pages.</summary>
internal static class EmbedServices
{
    public static void AddEmbedding(this WebApplicationBuilder builder, PortalSettings settings)
    {
        builder.Services.AddSingleton<EmbedSites>().AddSingleton<EmbedTokens>().AddSingleton<EmbedKeyLimits>().AddSingleton<TokenDesk>();
        builder.Services.AddSingleton<ExportDesk>().AddHostedService(services => services.GetRequiredService<ExportDesk>());
        EmbedPolicies.AddTo(builder.Services.AddAuthentication());
        builder.Services.Configure<AuthorizationOptions>(options => EmbedPolicies.AddTo(options, settings));
        builder.Services.Configure<RateLimiterOptions>(options => options.OnRejected = Told(options.OnRejected));

        // Wrong keys stand in the audit log.
        builder.Logging.AddFilter(typeof(EmbedKeyHandler).FullName, LogLevel.Warning).AddFilter(typeof(EmbedTokenHandler).FullName, LogLevel.Warning);
    }

    // To look for the page that tells of it would be one request more from an address that had too many.
    private static Func<OnRejectedContext, CancellationToken, ValueTask> Told(Func<OnRejectedContext, CancellationToken, ValueTask>? before) => async (rejected, cancellation) =>
    {
        if (before is not null)
        {
            await before(rejected, cancellation);
        }

        if (EmbedAnswers.IsForPrograms(rejected.HttpContext.Request.Path))
        {
            await EmbedAnswers.Refused(rejected.HttpContext, EmbedAnswers.OfStatus(rejected.HttpContext, StatusCodes.Status429TooManyRequests)).ExecuteAsync(rejected.HttpContext);
        }
    };
}
