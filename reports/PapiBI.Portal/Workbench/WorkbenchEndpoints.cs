using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using PapiBI.Portal.House;
using PapiBI.Warehouse;

namespace PapiBI.Portal.Workbench;

/// <summary>A question as the page sends it.</summary>
/// <param name="Id">A name of the browser's own, by which the question may be cancelled.</param>
/// <param name="Sql">One SELECT.</param>
internal sealed record SqlQuestion(string? Id, string? Sql);

/// <summary>What the workbench asks of the portal: run, cancel, the schema, an answer as a file.</summary>
internal static class WorkbenchEndpoints
{
    /// <summary>How often one person may ask.</summary>
    public const string RatePolicy = "sql";

    private const int LongestId = 64;
    private const long LongestBody = 256 * 1024;
    private const int QuestionsAMinute = 60;
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void LimitQuestions(RateLimiterOptions options) => options.AddPolicy(RatePolicy, context => RateLimitPartition.GetFixedWindowLimiter(
        context.Analyst()?.Key ?? context.Connection.RemoteIpAddress?.ToString() ?? "",
        _ => new FixedWindowRateLimiterOptions { PermitLimit = QuestionsAMinute, Window = TimeSpan.FromMinutes(1) }));

    public static void MapWorkbench(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sql/schema", Schema);
        var posts = routes.MapGroup("/sql").AddEndpointFilter(OnlyTheirOwnPages).WithMetadata(new RequestSizeLimitAttribute(LongestBody));
        posts.MapPost("/run", Run).RequireRateLimiting(RatePolicy);
        posts.MapPost("/export", Export).RequireRateLimiting(RatePolicy);
        posts.MapPost("/cancel", (SqlQuestion question, HttpContext context, QueryDesk desk) => Results.Json(new { cancelled = desk.Cancel(context.Analyst()!.Key, question.Id ?? "") }));
    }

    // A post of another site's page would come with the same cookies; it has no token.
    private static async ValueTask<object?> OnlyTheirOwnPages(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        context.Response.Headers.CacheControl = "no-store";
        return context.Analyst() is null ? Forbidden(context)
            : await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context) ? await next(invocation)
            : Refused(context, StatusCodes.Status400BadRequest, new Text("Trang đã cũ; hãy tải lại trang.", "The page is out of date; load it again."));
    }

    private static IResult Schema(HttpContext context, WorkbenchSchema schema)
    {
        context.Response.Headers.CacheControl = "private, no-cache";
        return context.Analyst() is null ? Forbidden(context) : Results.Json(new { views = schema.Views() });
    }

    private static async Task<IResult> Run(SqlQuestion question, HttpContext context, QueryDesk desk, WorkbenchSchema schema)
    {
        if (question is not { Id.Length: > 0 and <= LongestId, Sql: not null })
        {
            return Refused(context, StatusCodes.Status400BadRequest, new Text("Yêu cầu không đúng.", "The request is wrong."));
        }

        if (Unavailable(schema) is { } reason)
        {
            return Refused(context, StatusCodes.Status503ServiceUnavailable, reason);
        }

        context.Response.ContentType = "application/x-ndjson; charset=utf-8";
        var end = await desk.Ask(context.Analyst()!.Key, question.Id, schema.ReleaseFile!, question.Sql, async line => await context.Response.BodyWriter.WriteAsync(line, context.RequestAborted), context.RequestAborted);
        if (end.Refusal?.Code == QueryDesk.SlowReader)
        {
            context.Abort();
        }

        return Results.Empty;
    }

    private static async Task<IResult> Export(HttpContext context, QueryDesk desk, WorkbenchSchema schema, TimeProvider clock)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (sql, format, id) = (form["sql"].ToString(), form["format"].ToString(), form["id"].ToString());
        if (format is not ("csv" or "xlsx") || id.Length > LongestId)
        {
            return Refused(context, StatusCodes.Status400BadRequest, new Text("Yêu cầu không đúng.", "The request is wrong."));
        }

        if (Unavailable(schema) is { } reason)
        {
            return Refused(context, StatusCodes.Status503ServiceUnavailable, reason);
        }

        var answer = new CollectedAnswer();
        var end = await desk.Collect(context.Analyst()!.Key, id, schema.ReleaseFile!, sql, answer, context.RequestAborted);
        if (end.Refusal is { } refusal)
        {
            return Results.Json(new { error = context.T(refusal.Vi, refusal.En), refusal }, statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        var now = clock.GetUtcNow();
        var name = $"papibi-sql-{now.ToOffset(TimeSpan.FromHours(7)).ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
        return format == "csv"
            ? Results.File(answer.Csv(), "text/csv; charset=utf-8", $"{name}.csv")
            : Results.File(answer.Workbook(sql, [.. Notes(context, end, desk.Limits, schema.ReleaseFile!, now)], context.Language(), now), Workbook, $"{name}.xlsx");
    }

    private static IEnumerable<string> Notes(HttpContext context, CageEnd end, WorkbenchLimits limits, string release, DateTimeOffset now)
    {
        yield return context.T($"Bản phát hành: {Path.GetFileNameWithoutExtension(release)}", $"Release: {Path.GetFileNameWithoutExtension(release)}");
        yield return context.T(
            $"Hỏi lúc {now.ToOffset(TimeSpan.FromHours(7)).ToString("d/M/yyyy HH:mm", CultureInfo.InvariantCulture)} giờ Việt Nam",
            $"Asked at {now.ToOffset(TimeSpan.FromHours(7)).ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture)} Việt Nam time");
        yield return CapWords.Of(end, limits).In(context.Language());
    }

    /// <summary>Why nothing can be asked; null: it can.</summary>
    public static Text? Unavailable(WorkbenchSchema schema) =>
        !OperatingSystem.IsLinux() ? new Text("Bàn làm việc SQL chỉ chạy trên Linux, nơi hệ điều hành giới hạn được từng câu hỏi.", "The SQL workbench runs on Linux only, where the system can limit each question.")
        : schema.IsOnServer ? new Text("Kho dữ liệu nằm trên máy chủ SQL; chưa có tài khoản phân tích cho cổng.", "The warehouse is on a SQL server, and the portal has no analyst's login there.")
        : schema.ReleaseFile is null ? new Text("Chưa có bản phát hành nào.", "Nothing has been published yet.")
        : null;

    private static IResult Forbidden(HttpContext context) => Refused(context, StatusCodes.Status403Forbidden, new Text("Chỉ chuyên viên phân tích được hỏi SQL.", "Only analysts may ask SQL."));

    private static IResult Refused(HttpContext context, int status, Text words) => Results.Json(new { error = words.In(context.Language()) }, statusCode: status);
}
