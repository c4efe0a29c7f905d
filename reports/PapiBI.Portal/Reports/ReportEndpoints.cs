using System.ComponentModel;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.Describing;
using PapiBI.Portal.Embedding;
using PapiBI.Portal.House;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Reports;

/// <summary>A report under the address of its page with an ending: .json, .xlsx, .csv.</summary>
internal static class ReportEndpoints
{
    public const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string OneTable = "one table as it stands, counted from 1; else all of them, a line a cell";

    public const string CsvType = "text/csv; charset=utf-8";

    public const string JsonType = "application/json; charset=utf-8";

    public static readonly ReportAnswer.Refused WrongAddress = new(
        new("Địa chỉ không đúng: năm phải là số, mỗi giá trị không quá 200 ký tự.", "The address is wrong: a year is a number, and no value is longer than 200 characters."),
        StatusCodes.Status400BadRequest);

    public static void MapReportFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reports/{report}.json", (string report, HttpContext context, ReportDesk desk) =>
            Answer(report, context, desk, ".json", document => Task.FromResult(Results.Bytes(DocumentJson.Of(document), JsonType)))).WithMetadata(new KeptAttribute())
            .WithName("GetReportAsJson").WithSummary("A report: its pages, tables and charts").WithQuery(ReportQuestion.Parts).Produces<ReportDocumentJson>();
        routes.MapGet("/reports/{report}.xlsx", (string report, HttpContext context, ReportDesk desk) =>
            Answer(report, context, desk, ".xlsx", async document => Results.File(await desk.Workbook(document, context.RequestAborted), WorkbookType, document.FileName + ".xlsx")))
            .WithName("GetReportAsWorkbook").WithSummary("A report as a workbook").WithQuery(ReportQuestion.Parts).Produces<Stream>(contentType: WorkbookType);
        routes.MapGet("/reports/{report}.csv", (string report, [Description(OneTable)] int? table, HttpContext context, ReportDesk desk) =>
            Answer(report, context, desk, ".csv", document => Task.FromResult(Csv(document, table, context)))).WithMetadata(new KeptAttribute())
            .WithName("GetReportAsCsv").WithSummary("The tables of a report, one line a cell; or one of them as it stands").WithQuery(ReportQuestion.Parts).Produces<Stream>(contentType: "text/csv");
    }

    private static IResult Csv(ReportDocument document, int? table, HttpContext context) =>
        table is not { } number ? Results.File(DocumentCsv.Of(document), CsvType, document.FileName + ".csv")
        : DocumentCsv.Table(document, number) is { } rows ? Results.File(rows, CsvType, $"{document.FileName}-{number}.csv")
        : EmbedAnswers.Refused(context, EmbedReports.NoSuchTable(number));

    private static async Task<IResult> Answer(string report, HttpContext context, ReportDesk desk, string ending, Func<ReportDocument, Task<IResult>> made) => Ask(report, context, desk, ending) switch
    {
        ReportAnswer.Made answer => await made(answer.Document),
        ReportAnswer.Refused refused => EmbedAnswers.Refused(context, EmbedReports.OfFile(refused)),
        _ => throw new InvalidOperationException("An answer of no kind."),
    };

    public static void MapExploreFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/explore.json", (HttpContext context, ReportDesk desk) => Explore(context, desk, document => Task.FromResult(Results.Bytes(DocumentJson.Of(document), JsonType)))).WithMetadata(new KeptAttribute())
            .WithName("ExploreAsJson").WithSummary("The view to explore").WithQuery(ExploreQuestion.Parts).Produces<ReportDocumentJson>();
        routes.MapGet("/explore.xlsx", (HttpContext context, ReportDesk desk) => Explore(context, desk, async document => Results.File(await desk.Workbook(document, context.RequestAborted), WorkbookType, document.FileName + ".xlsx")))
            .WithName("ExploreAsWorkbook").WithSummary("The view to explore as a workbook").WithQuery(ExploreQuestion.Parts).Produces<Stream>(contentType: WorkbookType);
        routes.MapGet("/explore.csv", ([Description(OneTable)] int? table, HttpContext context, ReportDesk desk) => Explore(context, desk, document => Task.FromResult(Csv(document, table, context)))).WithMetadata(new KeptAttribute())
            .WithName("ExploreAsCsv").WithSummary("The tables of the view to explore, one line a cell; or one of them as it stands").WithQuery(ExploreQuestion.Parts).Produces<Stream>(contentType: "text/csv");
    }

    private static async Task<IResult> Explore(HttpContext context, ReportDesk desk, Func<ReportDocument, Task<IResult>> made) => Explore(context, desk) switch
    {
        { Document: { } document } => await made(document),
        { Refused: var refused } => EmbedAnswers.Refused(context, EmbedReports.OfFile(refused!)),
    };

    public static ExploreAnswer Explore(HttpContext context, ReportDesk desk)
    {
        context.Response.Headers.CacheControl = "private, no-cache";
        return ExploreQuestion.Of(context.Request.Query) is { } question
            ? desk.Explore(question, context.Language())
            : new ExploreAnswer(null, new ExploreQuestion(), null, WrongAddress);
    }

    /// <param name="report">Which.</param>
    /// <param name="context">Who asks, and of what.</param>
    /// <param name="desk">Who makes it.</param>
    /// <param name="ending">Of the file that is asked for; null: the page. What not everybody may see is written down before it is handed over.</param>
    public static ReportAnswer Ask(string report, HttpContext context, ReportDesk desk, string? ending = null)
    {
        // What a person may see is nobody else's to keep.
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = "Cookie";
        if (ReportQuestion.Of(context.Request.Query) is not { } parameters)
        {
            return WrongAddress;
        }

        var answer = desk.Make(report, parameters, context.PlanReader(), context.Language());
        if (answer is ReportAnswer.Made { Document.IsInternal: true } made)
        {
            context.Response.Headers.CacheControl = "no-store";
            context.NeverCompress();
            context.RequestServices.GetRequiredService<AuditLog>().Add(
                context.Actor(), ending is null ? AuditAction.Saw : AuditAction.Exported, made.Document.Title, $"/reports/{report}{ending}{ReportQuestion.Query(made.Parameters)}{Within(context)}");
        }

        return answer;
    }

    // In a frame, by which token, and for whom its site asked for it.
    private static string Within(HttpContext context) => context.EmbedGrant() is { } grant ? $" – {grant.TokenId} {grant.UserName}" : "";
}
