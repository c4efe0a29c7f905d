using Microsoft.AspNetCore.Mvc;
using PapiBI.Portal.House;
using PapiBI.Warehouse;

namespace PapiBI.Portal.Embedding;

/// <summary>
/// What a site's server asks of us, at the addresses that users of Power BI know: which reports there are, and tokens for browsers. A workspace may be named
/// and means nothing, as all reports are of one.
/// </summary>
internal static class EmbedEndpoints
{
    private const string Top = "/v1.0/myorg";
    private const long LongestBody = 64 * 1024;

    private static readonly Text NoReports = new("reports: phải nêu ít nhất một báo cáo.", "reports: at least one has to be named.");

    public static void MapEmbedding(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("").RequireAuthorization(EmbedPolicies.Key).AddEndpointFilter(ForOneAskerAlone);
        foreach (var top in new[] { Top, Top + "/groups/{group}" })
        {
            var reports = all.MapGroup(top + "/reports");
            reports.MapGet("", (HttpContext context) => EmbedAnswers.Json(EmbedReports.All(context, context.EmbedKey()!)));
            reports.MapGet("/{report}", (string report, HttpContext context) => Of(report, context, () => EmbedAnswers.Json(EmbedReports.Told(report, context, context.EmbedKey()!))));
            reports.MapGet("/{report}/pages", (string report, HttpContext context) => Of(report, context, () => Answer(context, EmbedReports.Pages(report, context, context.EmbedKey()!))));
            reports.MapPost("/{report}/GenerateToken", (string report, HttpContext context, TokenDesk desk) => Token(context, desk, report)).WithMetadata(new RequestSizeLimitAttribute(LongestBody));
            reports.MapExports(top == Top ? "" : "InGroup");
            all.MapGroup(top + "/datasets").MapRefreshes(top == Top ? "" : "InGroup");
        }

        all.MapPost(Top + "/GenerateToken", (HttpContext context, TokenDesk desk) => Token(context, desk, report: null)).WithMetadata(new RequestSizeLimitAttribute(LongestBody));

        // Whatever else is asked for here, a program is told so, once it has shown its key.
        all.Map("/v1.0/{**rest}", (HttpContext context) => EmbedAnswers.Refused(context, EmbedRefusal.NotFound(new Text("Không có địa chỉ này, hoặc không dùng cách gọi này.", "There is no such address, or it is not called this way."))));
    }

    /// <summary>What is before "/reports" in the address of a request: its workspace, where it names one.</summary>
    public static string TopOf(HttpContext context) => context.GetRouteValue("group") is string group ? $"{Top}/groups/{Uri.EscapeDataString(group)}" : Top;

    private static async Task<IResult> Token(HttpContext context, TokenDesk desk, string? report)
    {
        var (asked, fault) = await TokenRequest.Read(context.Request.Body, report, context.RequestAborted);
        if (fault is { } wrong)
        {
            return EmbedAnswers.Refused(context, EmbedRefusal.InvalidRequest(wrong));
        }

        var reports = (asked!.Reports ?? []).Select(each => each?.Id ?? "").Distinct(StringComparer.Ordinal).ToList();
        return reports.Count == 0 ? EmbedAnswers.Refused(context, EmbedRefusal.InvalidRequest(NoReports))
            : reports.FirstOrDefault(id => !EmbedReports.Ids.Contains(id)) is { } unknown ? EmbedAnswers.Refused(context, EmbedReports.NoSuchReport(unknown))
            : Answer(context, desk.Make(asked, reports, context.EmbedKey()!, context.ActorOf(context.EmbedKey()!)));
    }

    private static IResult Of(string report, HttpContext context, Func<IResult> answer) =>
        EmbedReports.Ids.Contains(report) ? answer() : EmbedAnswers.Refused(context, EmbedReports.NoSuchReport(report));

    private static IResult Answer(HttpContext context, (object? Made, EmbedRefusal? Refusal) answer) =>
        answer.Refusal is { } refusal ? EmbedAnswers.Refused(context, refusal) : EmbedAnswers.Json(answer.Made!);

    // What a site is told is nobody else's to keep, and its length is to tell nothing of a token in it.
    private static async ValueTask<object?> ForOneAskerAlone(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        context.Response.Headers.CacheControl = "no-store";
        context.NeverCompress();
        try
        {
            return await next(invocation);
        }
        catch (WarehouseUnavailableException)
        {
            return EmbedAnswers.Refused(context, EmbedRefusal.NotPublished);
        }
        catch (BadHttpRequestException e)
        {
            return EmbedAnswers.Refused(context, EmbedAnswers.OfStatus(context, e.StatusCode));
        }
    }
}
