using Microsoft.AspNetCore.Mvc;
using PapiBI.Portal.Describing;
using PapiBI.Portal.House;
using PapiBI.Portal.Reports;
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
        var all = routes.MapGroup("").RequireAuthorization(EmbedPolicies.Key).AddEndpointFilter(ForOneAskerAlone).WithQuery(QueryPart.Language);
        foreach (var (top, where) in new[] { (Top, ""), (Top + "/groups/{group}", "InGroup") })
        {
            var reports = all.MapGroup(top + "/reports");
            reports.MapGet("", (HttpContext context) => EmbedAnswers.Json(EmbedReports.All(context, context.EmbedKey()!)))
                .WithName("GetReports" + where).WithSummary("The reports that can be embedded").Produces<EmbeddedReports>();
            reports.MapGet("/{report}", (string report, HttpContext context) => Of(report, context, () => EmbedAnswers.Json(EmbedReports.Told(report, context, context.EmbedKey()!))))
                .WithName("GetReport" + where).WithSummary("One of them, by its id").Produces<EmbeddedReport>();
            reports.MapGet("/{report}/pages", (string report, HttpContext context) => Of(report, context, () => Answer(context, EmbedReports.Pages(report, context, context.EmbedKey()!))))
                .WithName("GetPages" + where).WithSummary("The pages of a report, which depend on what it is of").WithQuery([.. ReportQuestion.Parts, .. ExploreQuestion.Parts.ExceptBy(ReportQuestion.Parts.Select(part => part.Name), part => part.Name)]).Produces<EmbeddedPages>();
            AsksForToken(reports.MapPost("/{report}/GenerateToken", (string report, HttpContext context, TokenDesk desk) => Token(context, desk, report)))
                .WithName("GenerateReportToken" + where).WithSummary("A token that opens this report in somebody's browser");
            reports.MapExports(where);
            all.MapGroup(top + "/datasets").MapRefreshes(where);
        }

        AsksForToken(all.MapPost(Top + "/GenerateToken", (HttpContext context, TokenDesk desk) => Token(context, desk, report: null)))
            .WithName("GenerateToken").WithSummary("A token that opens the reports it names in somebody's browser");

        // Whatever else is asked for here, a program is told so, once it has shown its key.
        all.Map("/v1.0/{**rest}", (HttpContext context) => EmbedAnswers.Refused(context, EmbedRefusal.NotFound(new Text("Không có địa chỉ này, hoặc không dùng cách gọi này.", "There is no such address, or it is not called this way.")))).ExcludeFromDescription();
    }

    private static RouteHandlerBuilder AsksForToken(RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new RequestSizeLimitAttribute(LongestBody)).Accepts<TokenRequest>("application/json").Produces<EmbedToken>();

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
        catch (BadHttpRequestException e)
        {
            return EmbedAnswers.Refused(context, EmbedAnswers.OfStatus(context, e.StatusCode));
        }
    }
}
