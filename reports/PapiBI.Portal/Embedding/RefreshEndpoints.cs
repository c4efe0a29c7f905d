using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PapiBI.Portal.Describing;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Embedding;

/// <summary>
/// A site's server asks the worker to load and publish what is in the inbox, and sees when that was done last, at the addresses that users of Power BI know. The
/// portal itself loads nothing: it leaves a row, which a worker takes.
/// </summary>
internal static class RefreshEndpoints
{
    private const long LongestBody = 16 * 1024;
    private const int UsualHistory = 60;
    private const int LongestHistory = 200;

    private static readonly JsonSerializerOptions Format = new() { PropertyNameCaseInsensitive = true };

    private static readonly EmbedRefusal NotAllowed = new(
        "RefreshNotAllowed",
        new Text("Trang nhúng này không được yêu cầu nạp dữ liệu: người quản trị cổng phải cho phép trước.", "This site may not ask for a load: an admin of the portal has to allow it first."),
        StatusCodes.Status403Forbidden);

    private static readonly Text NobodyIsMailed = new(
        "notifyOption: ở đây không ai được báo qua thư; bỏ trường này hoặc dùng NoNotification, rồi xem trạng thái.",
        "notifyOption: nobody is mailed here; leave the field out or say NoNotification, and look at the status.");

    /// <summary>What Power BI takes with it; may be left out.</summary>
    internal sealed record Asked(string? NotifyOption);

    /// <param name="datasets">The addresses of datasets.</param>
    /// <param name="ending">Of the names of what is called there, each of which is one.</param>
    public static void MapRefreshes(this RouteGroupBuilder datasets, string ending)
    {
        datasets.MapGet("", (HttpContext context) => EmbedAnswers.Json(new DatasetsAnswer([Told(context)])))
            .WithName("GetDatasets" + ending).WithSummary("The datasets, of which there is one")
            .Produces<DatasetsAnswer>();
        datasets.MapGet("/{dataset}", (string dataset, HttpContext context) => Of(dataset, context) ?? EmbedAnswers.Json(Told(context)))
            .WithName("GetDataset" + ending).WithSummary("A dataset")
            .Produces<DatasetAnswer>();
        datasets.MapPost("/{dataset}/refreshes", Ask).WithMetadata(new RequestSizeLimitAttribute(LongestBody))
            .WithName("RefreshDataset" + ending).WithSummary("Asks the worker to load and publish what is in the inbox")
            .Produces<RefreshAnswer>(StatusCodes.Status202Accepted);
        datasets.MapGet("/{dataset}/refreshes", History)
            .WithName("GetRefreshHistory" + ending).WithSummary("What was loaded and published, on request and by the clock, the newest first").WithQuery(new QueryPart("$top", $"how many, 1 to {LongestHistory}; else {UsualHistory}", IsNumber: true))
            .Produces<RefreshesAnswer>();
        datasets.MapGet("/{dataset}/refreshes/{request}", Look)
            .WithName("GetRefreshExecutionDetails" + ending).WithSummary("What became of a request")
            .Produces<RefreshAnswer>().Produces<RefreshAnswer>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> Ask(string dataset, HttpContext context, Refreshes refreshes, Workers workers)
    {
        if (Of(dataset, context) is { } unknown)
        {
            return unknown;
        }

        var asker = context.EmbedKey()!;
        if (!asker.Site.MayRefresh)
        {
            return EmbedAnswers.Refused(context, NotAllowed);
        }

        if (await Fault(context) is { } fault)
        {
            return EmbedAnswers.Refused(context, EmbedRefusal.InvalidRequest(fault));
        }

        if (refreshes.Ask(dataset, asker, context.ActorOf(asker)) is not var (request, isNew))
        {
            return EmbedAnswers.Refused(context, NotAllowed);
        }

        if (!isNew)
        {
            var at = request.AskedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            return EmbedAnswers.Refused(context, new EmbedRefusal(
                "RefreshInProgress",
                new Text($"Một yêu cầu khác ({request.Id}, lúc {at}) chưa xong; hãy đợi nó.", $"Another request ({request.Id}, of {at}) is not over yet; wait for it."),
                StatusCodes.Status400BadRequest));
        }

        context.Response.Headers["x-ms-request-id"] = request.Id;
        context.Response.Headers["RequestId"] = request.Id;
        context.Response.Headers.Location = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}{EmbedEndpoints.TopOf(context)}/datasets/{dataset}/refreshes/{request.Id}";
        return EmbedAnswers.Json(Told([request], workers, context)[0], StatusCodes.Status202Accepted);
    }

    private static IResult History(string dataset, HttpContext context, Refreshes refreshes, Runs runs, Workers workers)
    {
        if (Of(dataset, context) is { } unknown)
        {
            return unknown;
        }

        var said = context.Request.Query["$top"].ToString();
        var top = UsualHistory;
        if (said.Length > 0 && !(int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out top) && top is >= 1 and <= LongestHistory))
        {
            return EmbedAnswers.Refused(context, EmbedRefusal.InvalidRequest(new Text($"$top: từ 1 đến {LongestHistory}, không phải “{said}”.", $"$top: 1 to {LongestHistory}, not “{said}”.")));
        }

        // What was done on request is told by the request.
        var requests = Told(refreshes.Newest(top), workers, context);
        var byClock = runs.NewestOfData(top).Select(run => RefreshAnswer.Of(run, context.AskersLanguage()));
        return EmbedAnswers.Json(new RefreshesAnswer([.. requests.Concat(byClock).OrderByDescending(refresh => refresh.StartTime).Take(top)]));
    }

    private static IResult Look(string dataset, string request, HttpContext context, Refreshes refreshes, Runs runs, Workers workers)
    {
        if (Of(dataset, context) is { } unknown)
        {
            return unknown;
        }

        if (RefreshAnswer.RunOf(request) is { } number && runs.Find(number) is { Job: "inbox" or "publish" } run)
        {
            return EmbedAnswers.Json(RefreshAnswer.Of(run, context.AskersLanguage()), run.EndedAt is null ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
        }

        return refreshes.Find(request) is not { } found
            ? EmbedAnswers.Refused(context, EmbedRefusal.NotFound(new Text($"Không có yêu cầu nạp “{request}”.", $"There is no refresh “{request}”.")))
            : EmbedAnswers.Json(Told([found], workers, context)[0], found.EndedAt is null ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    private static IResult? Of(string dataset, HttpContext context) => dataset == EmbedReports.Dataset
        ? null
        : EmbedAnswers.Refused(context, EmbedRefusal.NotFound(new Text($"Chỉ có bộ dữ liệu “{EmbedReports.Dataset}”, không có “{dataset}”.", $"“{EmbedReports.Dataset}” is the only dataset, there is no “{dataset}”.")));

    private static async Task<Text?> Fault(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length == 0)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Asked>(body.GetBuffer().AsSpan(0, (int)body.Length), Format) is not { } asked ? TokenRequest.NoObject
                : asked.NotifyOption is null || asked.NotifyOption.Equals("NoNotification", StringComparison.OrdinalIgnoreCase) ? null
                : NobodyIsMailed;
        }
        catch (JsonException e)
        {
            return TokenRequest.NoJson(e);
        }
    }

    private static DatasetAnswer Told(HttpContext context) => new(EmbedReports.Dataset, "PapiBI", context.EmbedKey()!.Site.MayRefresh);

    private static List<RefreshAnswer> Told(IReadOnlyList<RefreshRow> requests, Workers workers, HttpContext context)
    {
        var isAnyoneAtWork = requests.All(request => request.Outcome != Outcome.Waiting) || workers.All().Any(worker => worker.IsAlive);
        return [.. requests.Select(request => RefreshAnswer.Of(request, isAnyoneAtWork, context.AskersLanguage()))];
    }
}
