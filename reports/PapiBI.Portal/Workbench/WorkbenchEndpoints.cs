using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.House;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Workbench;

/// <summary>A question as the page sends it.</summary>
/// <param name="Id">A name of the browser's own, by which the question may be cancelled.</param>
/// <param name="Sql">One SELECT.</param>
internal sealed record SqlQuestion(string? Id, string? Sql);

/// <summary>What the workbench asks of the portal: run, cancel, the schema, an answer as a file.</summary>
internal static class WorkbenchEndpoints
{
    private const int LongestId = 64;
    private const long LongestBody = 256 * 1024;
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static Text TooFast { get; } = new($"Bạn hỏi quá {QuestionLimits.AMinute} câu một phút; hãy đợi một phút.", $"More than {QuestionLimits.AMinute} questions a minute; wait a minute.");

    private static readonly Text Wrong = new("Yêu cầu không đúng.", "The request is wrong.");

    public static void MapWorkbench(this IEndpointRouteBuilder routes)
    {
        var sql = routes.MapGroup("/sql").RequireAuthorization(Policies.Analyst).AddEndpointFilter(NeverKept);
        sql.MapGet("/schema", async (HttpContext context, WorkbenchSchema schema) => Results.Json(new { views = Told(await schema.Views(context.RequestAborted), context.Language()) }));
        var posts = sql.MapGroup("").AddEndpointFilter(OnlyTheirOwnPages).WithMetadata(new RequestSizeLimitAttribute(LongestBody));
        posts.MapPost("/run", Run).AddEndpointFilter(NotTooOften);
        posts.MapPost("/export", Export).AddEndpointFilter(NotTooOften);
        posts.MapPost("/cancel", (SqlQuestion question, HttpContext context, WorkbenchQuestions questions) => Results.Json(new { cancelled = questions.Cancel(context, question.Id ?? "") }));
    }

    private static IEnumerable<object> Told(IReadOnlyList<DescribedView> views, Language language) => views.Select(view => new
    {
        view.Name,
        Grain = view.Grain.In(language),
        Columns = view.Columns.Select(column => new { column.Name, column.Type, column.Unit, Meaning = column.Meaning.In(language) }),
    });

    private static ValueTask<object?> NeverKept(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        invocation.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(invocation);
    }

    // A post of another site's page would come with the same cookies; it has no token.
    private static async ValueTask<object?> OnlyTheirOwnPages(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context)
            ? await next(invocation)
            : Refused(context, StatusCodes.Status400BadRequest, new Text("Trang đã cũ; hãy tải lại trang.", "The page is out of date; load it again."));
    }

    private static async ValueTask<object?> NotTooOften(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (!context.RequestServices.GetRequiredService<QuestionLimits>().Admits(context.Person()!))
        {
            context.Response.Headers.RetryAfter = "60";
            return Refused(context, StatusCodes.Status429TooManyRequests, TooFast);
        }

        return await context.RequestServices.GetRequiredService<WorkbenchQuestions>().WhyUnavailable(context.RequestAborted) is { } reason ? Refused(context, StatusCodes.Status503ServiceUnavailable, reason) : await next(invocation);
    }

    private static async Task<IResult> Run(SqlQuestion question, HttpContext context, WorkbenchQuestions questions)
    {
        if (question is not { Id.Length: > 0 and <= LongestId, Sql: not null })
        {
            return Refused(context, StatusCodes.Status400BadRequest, Wrong);
        }

        context.Response.ContentType = "application/x-ndjson; charset=utf-8";
        var end = await questions.Ask(context, question.Id, question.Sql, async line => await context.Response.BodyWriter.WriteAsync(line, context.RequestAborted));
        if (end.Refusal?.Code == QueryDesk.SlowReader)
        {
            context.Abort();
        }

        return Results.Empty;
    }

    private static async Task<IResult> Export(HttpContext context, WorkbenchQuestions questions, AnswerFiles files, TimeProvider clock)
    {
        if (!context.Request.HasFormContentType)
        {
            return Refused(context, StatusCodes.Status400BadRequest, Wrong);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (sql, format, id) = (form["sql"].ToString(), form["format"].ToString(), form["id"].ToString());
        if (format is not ("csv" or "xlsx") || id.Length > LongestId)
        {
            return Refused(context, StatusCodes.Status400BadRequest, Wrong);
        }

        return await files.InAPlace(() => MakeFile(context, questions, clock, (sql, format, id)), context.RequestAborted) ?? Refused(context, StatusCodes.Status503ServiceUnavailable, AnswerFiles.Busy);
    }

    private static async Task<IResult> MakeFile(HttpContext context, WorkbenchQuestions questions, TimeProvider clock, (string Sql, string Format, string Id) asked)
    {
        var (at, answer) = (clock.GetUtcNow(), new CollectedAnswer());
        var end = await questions.Collect(context, asked.Id, asked.Sql, answer);
        if (end.Refusal is { } refusal)
        {
            return Results.Json(new { error = context.T(refusal.Vi, refusal.En), refusal }, statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        var name = $"papibi-sql-{at.ToOffset(TimeSpan.FromHours(7)).ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
        return asked.Format == "csv" ? Results.File(answer.Csv(), "text/csv; charset=utf-8", $"{name}.csv")
            : answer.NoWorkbook() is { } fault ? Refused(context, StatusCodes.Status422UnprocessableEntity, fault)
            : Results.File(answer.Workbook(asked.Sql, [.. Notes(context, end, questions.Limits, at)], context.Language(), at), Workbook, $"{name}.xlsx");
    }

    private static IEnumerable<string> Notes(HttpContext context, CageEnd end, WorkbenchLimits limits, DateTimeOffset at)
    {
        // Of the answer itself: another may have been published since.
        yield return context.T($"Bản phát hành: {end.Release}", $"Release: {end.Release}");
        yield return context.T($"Hỏi lúc {AccountWords.Time(at, Language.Vietnamese)} giờ Việt Nam", $"Asked at {AccountWords.Time(at, Language.English)} Việt Nam time");
        yield return CapWords.Of(end, limits).In(context.Language());
    }

    private static IResult Refused(HttpContext context, int status, Text words) => Results.Json(new { error = words.In(context.Language()) }, statusCode: status);
}
