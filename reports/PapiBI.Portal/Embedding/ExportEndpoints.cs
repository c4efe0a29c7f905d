using System.Globalization;
using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using PapiBI.Portal.Accounts;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Embedding;

/// <summary>A report as a file, for a site's server: asked for, looked after and taken at the addresses that users of Power BI know.</summary>
internal static class ExportEndpoints
{
    private const long LongestBody = 64 * 1024;

    // Seconds: most files are made in less than one.
    private const int LookAgain = 1;
    private const int AskAgain = 5;

    private static readonly EmbedRefusal NoSuchExport = EmbedRefusal.NotFound(new Text(
        "Trang nhúng này không có tệp xuất nào như vậy, hoặc tệp đã hết hạn.",
        "This site has no such export, or it has expired."));

    private static readonly EmbedRefusal NotMadeYet = new(
        "ExportNotReady",
        new Text("Chưa có tệp: hãy xem trạng thái trước.", "There is no file yet: look at the status first."),
        StatusCodes.Status409Conflict);

    /// <param name="reports">The addresses of reports.</param>
    /// <param name="ending">Of the names of what is called there, each of which is one.</param>
    public static void MapExports(this RouteGroupBuilder reports, string ending)
    {
        reports.MapPost("/{report}/ExportTo", Ask).WithMetadata(new RequestSizeLimitAttribute(LongestBody))
            .WithName("ExportToFile" + ending)
            .WithSummary("Begins to export a report to a file")
            .Accepts<ExportRequest>("application/json")
            .Produces<ExportAnswer>(StatusCodes.Status202Accepted);
        reports.MapGet("/{report}/exports/{export}", Look)
            .WithName("GetExportToFileStatus" + ending)
            .WithSummary("How far an export is, and the checksum of its file")
            .Produces<ExportAnswer>(StatusCodes.Status200OK).Produces<ExportAnswer>(StatusCodes.Status202Accepted);
        reports.MapGet("/{report}/exports/{export}/file", Take)
            .WithName("GetFileOfExportToFile" + ending)
            .WithSummary("The file of an export")
            .Produces<Stream>(StatusCodes.Status200OK, ExportFormat.Xlsx.MediaType, MediaTypeNames.Text.Csv, MediaTypeNames.Application.Json);
    }

    private static async Task<IResult> Ask(string report, HttpContext context, TokenDesk plans, ExportDesk desk, TimeProvider clock)
    {
        if (!EmbedReports.Ids.Contains(report))
        {
            return EmbedAnswers.Refused(context, EmbedReports.NoSuchReport(report));
        }

        var (asked, fault) = await ExportRequest.Of(context.Request.Body, report, context.RequestAborted);
        if (fault is { } wrong)
        {
            return EmbedAnswers.Refused(context, EmbedRefusal.InvalidRequest(wrong));
        }

        var site = context.EmbedKey()!.Site;
        var (rights, refused) = plans.Plans(asked!.Reader.Plans, site);
        if (refused is not null)
        {
            return EmbedAnswers.Refused(context, refused);
        }

        var export = new Export
        {
            Id = Guid.NewGuid().ToString("D"),
            Site = site,
            Report = report,
            Format = asked.Kind!,
            Language = asked.Language ?? context.AskersLanguage(),
            Question = asked.Question,
            PlanRights = rights,
            UserName = asked.Reader.UserName,
            CreatedAt = clock.GetUtcNow(),
            LastActionAt = clock.GetUtcNow(),
        };
        if (desk.Add(export) is { } refusal)
        {
            context.Response.Headers.RetryAfter = refusal.Status == StatusCodes.Status429TooManyRequests ? Seconds(AskAgain) : default;
            return EmbedAnswers.Refused(context, refusal);
        }

        context.Response.Headers.Location = AddressOf(export, context);
        return Told(export, context, isMade: false);
    }

    private static IResult Look(string report, string export, HttpContext context, ExportDesk desk) => desk.Find(export, report, context.EmbedKey()!.Site) is { } found
        ? Told(found, context, found.IsOver)
        : EmbedAnswers.Refused(context, NoSuchExport);

    private static IResult Take(string report, string export, HttpContext context, ExportDesk desk, AuditLog log)
    {
        if (desk.Find(export, report, context.EmbedKey()!.Site) is not { } found)
        {
            return EmbedAnswers.Refused(context, NoSuchExport);
        }

        if (found.File is not { } file)
        {
            return EmbedAnswers.Refused(context, found.Error ?? NotMadeYet);
        }

        // What is internal is written down each time before it is handed over.
        if (file.InternalAddress is { } address)
        {
            log.Add(context.ActorOf(context.EmbedKey()!), AuditAction.Exported, file.Title, $"{address} – {found.Id} {found.UserName}");
        }

        var digest = Convert.ToBase64String(file.Sha256);
        context.Response.Headers["Digest"] = $"sha-256={digest}";
        context.Response.Headers["Repr-Digest"] = $"sha-256=:{digest}:";
        return Results.File(file.Bytes, found.Format.MediaType, file.Name, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(file.Sha256)}\""));
    }

    private static IResult Told(Export export, HttpContext context, bool isMade)
    {
        context.Response.Headers.RetryAfter = isMade ? default : Seconds(LookAgain);
        return EmbedAnswers.Json(
            ExportAnswer.Of(export, AddressOf(export, context), context.AskersLanguage()),
            isMade ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
    }

    // In the workspace under which it was asked for.
    private static string AddressOf(Export export, HttpContext context) =>
        $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}{EmbedEndpoints.TopOf(context)}/reports/{export.Report}/exports/{export.Id}";

    private static string Seconds(int seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}
