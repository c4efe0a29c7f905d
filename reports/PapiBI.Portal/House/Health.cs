using PapiBI.Portal.Releases;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.House;

/// <summary>What watches the portal asks: whether it lives, and whether it can answer and how old its figures are.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("ok")).AllowAnonymous();
        routes.MapGet("/health/ready", (HttpContext context, PublishedRelease releases, StateDatabase state, TimeProvider clock) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            try
            {
                using var lease = releases.Take();
                _ = state.EngineVersion;
                return lease is null
                    ? Results.Json(new { status = "no release" }, statusCode: StatusCodes.Status503ServiceUnavailable)
                    : Results.Json(new { status = "ready", release = lease.Release.Id, publishedAt = lease.Release.PublishedAt, ageSeconds = (long)(clock.GetUtcNow() - lease.Release.PublishedAt).TotalSeconds });
            }
            catch (WarehouseUnavailableException)
            {
                return Results.Json(new { status = "unavailable" }, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).AllowAnonymous();
    }
}
