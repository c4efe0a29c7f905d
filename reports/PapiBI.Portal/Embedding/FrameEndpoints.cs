using System.Globalization;
using PapiBI.Portal.House;
using PapiBI.Portal.Reports;
using PapiBI.Reports.Definitions.Exploring;
using PapiBI.Reports.Documents;

namespace PapiBI.Portal.Embedding;

/// <summary>What a frame asks for beside its pages, and the script that makes frames.</summary>
internal static class FrameEndpoints
{
    private const string Client = "embed-client.js";

    public static void MapFrames(this IEndpointRouteBuilder routes)
    {
        var ofToken = routes.MapGroup("/embed/{report}").RequireAuthorization(policy => policy.AddAuthenticationSchemes(EmbedTokenHandler.Scheme).RequireAuthenticatedUser());

        // Whether a token is good, and how long: the answer is in its headers.
        ofToken.MapGet("/token", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.NoContent();
        });
        ofToken.MapGet("/view.csv", (string report, string? table, HttpContext context, ReportDesk desk) =>
        {
            if (!int.TryParse(table, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return EmbedAnswers.Refused(context, EmbedRefusal.InvalidRequest(new($"table: cần số của một bảng, không phải “{table}”.", $"table: the number of a table, not “{table}”.")));
            }

            var (document, refused) = Made(report, context, desk);
            return refused is not null ? EmbedAnswers.Refused(context, EmbedReports.Of(refused))
                : DocumentCsv.Table(document!, number) is { } rows ? Results.File(rows, "text/csv; charset=utf-8")
                : EmbedAnswers.Refused(context, EmbedReports.NoSuchTable(number));
        });

        // For pages of whatever origin: the script is nobody's secret.
        routes.MapGet($"/embed/client.js", (HttpContext context, Assets assets) =>
        {
            if (assets.Content(Client) is not { } script)
            {
                return Results.NotFound();
            }

            context.Response.Headers.AccessControlAllowOrigin = "*";
            context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            context.Response.Headers.CacheControl = "public, max-age=3600";
            return Results.Bytes(script, "text/javascript; charset=utf-8");
        }).AllowAnonymous();
    }

    private static (ReportDocument? Document, ReportAnswer.Refused? Refused) Made(string report, HttpContext context, ReportDesk desk)
    {
        if (report == Explore.Id)
        {
            var view = ReportEndpoints.Explore(context, desk);
            return (view.Document, view.Refused);
        }

        var answer = ReportEndpoints.Ask(report, context, desk, ".csv");
        return ((answer as ReportAnswer.Made)?.Document, answer as ReportAnswer.Refused);
    }
}
