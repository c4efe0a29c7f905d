using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Net.Http.Headers;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.Embedding;
using PapiBI.Portal.Releases;

namespace PapiBI.Portal.House;

/// <summary>Marks a page or file that is the same for every stranger.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeptAttribute : Attribute;

/// <summary>
/// Public pages and files as they are sent, compressed, kept for the next stranger who asks the same of the same release. Whoever asks while one is being made
/// waits for the making, not for its sending; so it is, too, where nothing is kept. What is made for somebody with a session is nobody else's, and neither is
/// what was refused, sets a cookie, or was broken off.
/// </summary>
public sealed class KeptPages(PublishedRelease releases, PortalSettings settings, TimeProvider clock) : IDisposable
{
    private const long MostBytes = 100_000_000;

    // Long, as a release never changes and its name is part of what is looked up.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostBytes });
    private readonly ConcurrentDictionary<Asked, TaskCompletionSource<Page?>> making = [];

    /// <summary>Stands before the compression, so that what is kept is kept compressed.</summary>
    public async Task Answer(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<KeptAttribute>() is null)
        {
            await next(context);
            return;
        }

        if (KeyOf(context) is not { } key)
        {
            await MakeAndSend(context, next);
            return;
        }

        if (kept.TryGetValue(key, out Page? page))
        {
            await HandOn(page!, context);
            return;
        }

        var mine = new TaskCompletionSource<Page?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = making.GetOrAdd(key, mine);
        if (first == mine)
        {
            await Make(key, mine, context, next);
        }
        else if (await first.Task.WaitAsync(context.RequestAborted) is { } made)
        {
            await HandOn(made, context);
        }
        else
        {
            // It came to nothing that may be handed on, so everybody asks for themselves; one after the other they would wait for the last.
            await MakeAndSend(context, next);
        }
    }

    public void Dispose() => kept.Dispose();

    private async Task Make(Asked key, TaskCompletionSource<Page?> mine, HttpContext context, RequestDelegate next)
    {
        Page? page = null;
        using var body = new MemoryStream();
        try
        {
            await Make(body, context, next);
            if (IsForAll(context))
            {
                page = Page.Of(context.Response, body.ToArray(), clock.GetUtcNow());
                if (settings.KeepsPages)
                {
                    kept.Set(key, page, new MemoryCacheEntryOptions { Size = page.Body.Length, SlidingExpiration = Lifetime });
                }
            }
        }
        finally
        {
            making.TryRemove(key, out _);
            mine.SetResult(page);
        }

        await Send(body, context);
    }

    private static async Task MakeAndSend(HttpContext context, RequestDelegate next)
    {
        using var body = new MemoryStream();
        await Make(body, context, next);
        await Send(body, context);
    }

    // Nothing is sent before all of it is made: what fails half-way is told as a fault, and not cut off.
    private static async Task Make(MemoryStream body, HttpContext context, RequestDelegate next)
    {
        var sent = context.Features.Get<IHttpResponseBodyFeature>()!;
        try
        {
            context.Response.Body = body;
            await next(context);
            await context.Response.CompleteAsync();
        }
        finally
        {
            context.Features.Set(sent);
        }
    }

    private static async Task Send(MemoryStream body, HttpContext context)
    {
        // Without words of its own an answer gets those of its status further out.
        if (body.Length > 0)
        {
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
        }
    }

    private async Task HandOn(Page page, HttpContext context)
    {
        page.PutHeaders(context.Response, clock.GetUtcNow());
        await context.Response.Body.WriteAsync(page.Body, context.RequestAborted);
    }

    private static bool IsForAll(HttpContext context) =>
        context.Response is { StatusCode: StatusCodes.Status200OK, Headers.SetCookie.Count: 0 }
        && !context.RequestAborted.IsCancellationRequested
        && !context.Response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase);

    // As it was written, letter by letter: a page names its own address.
    private Asked? KeyOf(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || request.Cookies.ContainsKey(SessionHandler.CookieName(settings))
            || context.EmbedGrant() is { PlanRights.Count: > 0 })
        {
            return null;
        }

        using var lease = releases.Take();
        var packing = context.RequestServices.GetRequiredService<IResponseCompressionProvider>();
        return lease is null ? null : new Asked(
            lease.Release.File,
            request.PathBase.Value ?? "",
            request.Path.Value ?? "",
            request.QueryString.Value ?? "",
            packing.CheckRequestAcceptsCompression(context) ? packing.GetCompressionProvider(context)?.EncodingName ?? "" : "");
    }

    private sealed record Asked(string Release, string Base, string Path, string Query, string Packing);

    private sealed record Page(byte[] Body, IReadOnlyList<KeyValuePair<string, string>> Headers, DateTimeOffset MadeAt)
    {
        private static readonly string[] Told = [HeaderNames.ContentType, HeaderNames.ContentEncoding, HeaderNames.ContentDisposition, HeaderNames.CacheControl, HeaderNames.Vary];

        public static Page Of(HttpResponse response, byte[] body, DateTimeOffset now) => new(
            body,
            [.. Told.Where(response.Headers.ContainsKey).Select(name => KeyValuePair.Create(name, response.Headers[name].ToString()))],
            now);

        public void PutHeaders(HttpResponse response, DateTimeOffset now)
        {
            foreach (var (name, value) in Headers)
            {
                response.Headers[name] = value;
            }

            response.Headers.Age = Math.Max(0, (now - MadeAt).TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
            response.ContentLength = Body.Length;
        }
    }
}
