using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.Releases;

namespace PapiBI.Portal.House;

/// <summary>
/// Public pages and files as they were sent, kept for the next stranger who asks the same of the same release. Whoever asks while one is being made waits
/// for that one; so it is, too, where nothing is kept. What is made for somebody with a session, and whatever shall not be stored, is nobody else's.
/// </summary>
internal sealed class KeptPages(PublishedRelease releases, PortalSettings settings) : IOutputCachePolicy
{
    public const string Policy = "kept-pages";

    private const long MostBytes = 100_000_000;

    // Long, as a release never changes and its name is part of what is looked up.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public static void AddTo(IServiceCollection services, PortalSettings settings)
    {
        services.AddSingleton<KeptPages>();
        services.AddOutputCache(options =>
        {
            options.SizeLimit = MostBytes;
            options.AddPolicy(Policy, policy => policy.AddPolicy<KeptPages>(), excludeDefaultPolicy: true);
        });
        if (!settings.KeepsPages)
        {
            services.AddSingleton<IOutputCacheStore, NothingKept>();
        }
    }

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var asked = context.HttpContext;
        var isStranger = HttpMethods.IsGet(asked.Request.Method) && !asked.Request.Cookies.ContainsKey(SessionHandler.CookieName(settings));
        using var lease = isStranger ? releases.Take() : null;
        context.EnableOutputCaching = context.AllowLocking = context.AllowCacheLookup = context.AllowCacheStorage = lease is not null;
        if (lease is not null)
        {
            context.ResponseExpirationTimeSpan = Lifetime;
            var rules = context.CacheVaryByRules;
            rules.VaryByHost = false;

            // As it was written: the middleware would put repeated values in an order of its own.
            rules.VaryByValues["query"] = asked.Request.QueryString.Value ?? "";
            rules.VaryByValues["release"] = lease.Release.File;
            rules.VaryByValues["language"] = asked.Language().ToString();
            rules.VaryByValues["encoding"] = asked.RequestServices.GetRequiredService<IResponseCompressionProvider>().GetCompressionProvider(asked)?.EncodingName ?? "";
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage &= response.StatusCode == StatusCodes.Status200OK
            && response.Headers.SetCookie.Count == 0
            && !response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase);
        return ValueTask.CompletedTask;
    }

    /// <summary>Where pages are not kept: those who wait for one that is being made still share it.</summary>
    private sealed class NothingKept : IOutputCacheStore
    {
        public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => ValueTask.FromResult<byte[]?>(null);

        public ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
