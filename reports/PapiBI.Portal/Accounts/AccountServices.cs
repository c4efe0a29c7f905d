using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using PapiBI.Portal.Operations;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Accounts;

/// <summary>What the portal needs to know who asks.</summary>
internal static class AccountServices
{
    /// <exception cref="WarehouseUnavailableException">The application database cannot be opened.</exception>
    public static void AddAccounts(this WebApplicationBuilder builder, DataFolder folder, PortalSettings settings, TimeProvider clock)
    {
        var services = builder.Services;
        services.AddSingleton(StateDatabase.Open(folder, clock)).AddSingleton<People>().AddSingleton<Sessions>().AddSingleton<AuditLog>();
        services.AddSingleton<Passwords>().AddSingleton<SignInDesk>().AddSingleton<SignInLimits>();
        services.AddDataProtection().SetApplicationName("PapiBI.Portal").PersistKeysToFileSystem(KeysFolder.Prepare(folder, settings));

        // The keys are as safe as their folder; pages with a form are kept by nobody, as they should be; who is sent to sign in is no news.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error).AddFilter(typeof(SessionHandler).FullName, LogLevel.Warning);
        var authentication = services.AddAuthentication(SessionHandler.Scheme).AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.Scheme, null);
        if (settings.OpenId is { } provider)
        {
            OpenIdSignIn.AddTo(authentication, provider, settings, clock);
        }

        services.AddAuthorization(options => Policies.AddTo(options, settings));
        services.AddRateLimiter(options =>
        {
            SignInLimits.AddTo(options, settings);
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => IsCheap(context.Request.Path) || IsToldAgain(context)
                ? RateLimitPartition.GetNoLimiter("")
                : IsOfProvider(context.Request.Path) ? RateLimitPartition.GetFixedWindowLimiter($"provider {SignInLimits.NetworkOf(context.Connection.RemoteIpAddress)}", _ => SignInLimits.OfProvider(settings))
                : RateLimitPartition.GetFixedWindowLimiter(SignInLimits.NetworkOf(context.Connection.RemoteIpAddress), _ => SignInLimits.Of(settings.RequestsPerMinute)));
            UploadLimits.AddTo(options, settings);
        });
        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            // What one page has to tell the next; sealed with the portal's keys, so that no link can make a page say what did not happen.
            options.Cookie.Name = settings.IsHttps ? "__Host-papibi-said" : "papibi-said";
            options.Cookie.Path = "/";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = settings.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = settings.IsHttps ? "__Host-papibi-form" : "papibi-form";
            options.Cookie.Path = "/";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = settings.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in settings.Proxies)
            {
                options.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        });
    }

    /// <summary>Who asks from where, before anything else looks.</summary>
    public static void UseAskersAddress(this WebApplication portal, PortalSettings settings)
    {
        if (settings.Proxies.Count > 0)
        {
            portal.UseForwardedHeaders();
        }

        if (settings.PublicAddress is { } address)
        {
            // What a request says of its host is not believed: links and the provider's way back are those of the settings.
            var known = new Uri(address);
            portal.Use((context, next) =>
            {
                (context.Request.Scheme, context.Request.Host) = (known.Scheme, HostString.FromUriComponent(known));
                return next(context);
            });
        }
    }

    /// <summary>
    /// Turns away who asks too often. The framework's middleware makes a limiter that nobody can dispose; its timer holds the middleware, and by its next one the
    /// whole portal, as long as the process lives. So what is next comes with each request, and a portal that has stopped is let go.
    /// </summary>
    public static void UseRequestLimits(this WebApplication portal)
    {
        portal.Use(next =>
        {
            var branch = ((IApplicationBuilder)portal).New().UseRateLimiter();
            branch.Run(static context => context.Features.Get<NextFeature>()!.Next(context));
            var limiter = branch.Build();
            var feature = new NextFeature(next);
            return context =>
            {
                context.Features.Set(feature);
                return limiter(context);
            };
        });
        portal.Lifetime.ApplicationStopped.Register(() => portal.Services.GetRequiredService<IOptions<RateLimiterOptions>>().Value.GlobalLimiter!.Dispose());
    }

    // What comes back from a provider is no page with a policy of its own, and each wrong answer is an entry of the log.
    private static bool IsOfProvider(PathString path) => path.StartsWithSegments(OpenIdSignIn.Callback, StringComparison.OrdinalIgnoreCase);

    // What went wrong with a request is no further one.
    private static bool IsToldAgain(HttpContext context) => context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    private static bool IsCheap(PathString path) => path.StartsWithSegments("/assets", StringComparison.Ordinal) || path.StartsWithSegments("/health", StringComparison.Ordinal);

    private sealed record NextFeature(RequestDelegate Next);
}
