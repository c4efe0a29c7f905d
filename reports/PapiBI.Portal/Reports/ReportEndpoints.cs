using PapiBI.Portal.Accounts;
using PapiBI.Portal.House;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Reports;

/// <summary>A report under the address of its page with an ending: .json, .xlsx, .csv.</summary>
internal static class ReportEndpoints
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapReportFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reports/{report}.json", (string report, HttpContext context, ReportDesk desk) =>
            Answer(report, context, desk, ".json", document => Results.Bytes(DocumentJson.Of(document), "application/json; charset=utf-8")));
        routes.MapGet("/reports/{report}.xlsx", (string report, HttpContext context, ReportDesk desk) =>
            Answer(report, context, desk, ".xlsx", document => Results.File(ExcelRenderer.Render(document), Workbook, document.FileName + ".xlsx")));
        routes.MapGet("/reports/{report}.csv", (string report, int? table, HttpContext context, ReportDesk desk) =>
            Answer(report, context, desk, ".csv", document =>
                table is not { } number ? Results.File(DocumentCsv.Of(document), "text/csv; charset=utf-8", document.FileName + ".csv")
                : DocumentCsv.Table(document, number) is { } rows ? Results.File(rows, "text/csv; charset=utf-8", $"{document.FileName}-{number}.csv")
                : Results.Json(new { error = context.T($"Báo cáo không có bảng {number}.", $"The report has no table {number}.") }, statusCode: StatusCodes.Status404NotFound)));
    }

    private static IResult Answer(string report, HttpContext context, ReportDesk desk, string ending, Func<ReportDocument, IResult> made) => Ask(report, context, desk, ending) switch
    {
        ReportAnswer.Made answer => made(answer.Document),
        ReportAnswer.Refused refused => Results.Json(new { error = refused.Reason.In(context.Language()) }, statusCode: refused.Status),
        _ => throw new InvalidOperationException("An answer of no kind."),
    };

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
            return new ReportAnswer.Refused(new("Địa chỉ không đúng: năm phải là số, mỗi giá trị không quá 200 ký tự.", "The address is wrong: a year is a number, and no value is longer than 200 characters."), StatusCodes.Status400BadRequest);
        }

        var answer = desk.Make(report, parameters, context.MayReadPlansOf, context.Language());
        if (answer is ReportAnswer.Made { Document.IsInternal: true } made)
        {
            context.Response.Headers.CacheControl = "no-store";
            context.RequestServices.GetRequiredService<AuditLog>().Add(
                context.Actor(), ending is null ? AuditAction.Saw : AuditAction.Exported, made.Document.Title, $"/reports/{report}{ending}{ReportQuestion.Query(made.Parameters)}");
        }

        return answer;
    }
}
