using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Embedding;

/// <summary>What there is to refresh.</summary>
internal sealed record DatasetAnswer(string Id, string Name, bool IsRefreshable);

internal sealed record DatasetsAnswer(IReadOnlyList<DatasetAnswer> Value);

/// <summary>The newest first.</summary>
internal sealed record RefreshesAnswer(IReadOnlyList<RefreshAnswer> Value);

/// <summary>
/// A load and publication as a site is told of it: the field names of Power BI, then ours. Files are counted, not named, and why one was refused is for who
/// looks after the data: both may tell of plans.
/// </summary>
internal sealed record RefreshAnswer
{
    private const string ByRequest = "ViaApi";
    private const string ByClock = "Scheduled";
    private const string OfRun = "run-";

    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public required string RequestId { get; init; }

    /// <summary>"ViaApi": a site's server asked for it; "Scheduled": the worker did it by its clock.</summary>
    public required string RefreshType { get; init; }

    /// <summary>When it was asked for, or begun by the clock.</summary>
    public required DateTimeOffset StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>"Unknown" until it is over, as Power BI says it; "Completed", "Failed", "Cancelled".</summary>
    public required string Status { get; init; }

    /// <summary>The same, but for "NotStarted" and "InProgress".</summary>
    public required string ExtendedStatus { get; init; }

    /// <summary>Of what failed: a text that is JSON, with errorCode and errorDescription.</summary>
    public string? ServiceExceptionJson { get; init; }

    /// <summary>"load", "publish", or "load, publish".</summary>
    public required string Work { get; init; }
    public required int FilesLoaded { get; init; }
    public required int FilesRefused { get; init; }
    public required int RowsIn { get; init; }
    public required int RowsOut { get; init; }
    public required int RowsRefused { get; init; }

    /// <summary>The release that came of it.</summary>
    public int? ReleaseId { get; init; }

    /// <summary>What there is to say of one that is not over.</summary>
    public string? Message { get; init; }

    /// <param name="request">Which.</param>
    /// <param name="isAnyoneAtWork">Whether a worker is alive, without whom it waits.</param>
    /// <param name="language">The asker's.</param>
    public static RefreshAnswer Of(RefreshRow request, bool isAnyoneAtWork, Language language) =>
        Told(request.Id, ByRequest, request.AskedAt, request.EndedAt, request.Outcome, "load, publish", request.Steps, language, request.IsWithdrawn) with
        {
            Message = request.Outcome == Outcome.Waiting && !isAnyoneAtWork
                ? new Text("Hiện không có tiến trình nạp nào đang chạy: yêu cầu chờ cho tới khi có.", "No worker is at work at the moment: the request waits until one is.").In(language)
                : null,
        };

    /// <returns>The number of the run that is named so as a request; null: it is none of the clock's.</returns>
    public static long? RunOf(string requestId) =>
        requestId.StartsWith(OfRun, StringComparison.Ordinal) && long.TryParse(requestId.AsSpan(OfRun.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var run) ? run : null;

    /// <summary>What the worker did by its clock.</summary>
    public static RefreshAnswer Of(RunRow run, Language language) =>
        Told(string.Create(CultureInfo.InvariantCulture, $"{OfRun}{run.Id}"), ByClock, run.StartedAt, run.EndedAt, run.Outcome, run.Job == "publish" ? "publish" : "load", run.Steps, language);

    private static RefreshAnswer Told(string id, string type, DateTimeOffset startedAt, DateTimeOffset? endedAt, string outcome, string work, IReadOnlyList<StepRow> steps, Language language, bool isWithdrawn = false)
    {
        var loads = steps.Where(step => step.Step == "load").ToList();
        var (status, extended) = StatusOf(outcome);
        var refused = loads.Count(load => load.Outcome != Outcome.Done);
        return new RefreshAnswer
        {
            RequestId = id,
            RefreshType = type,
            StartTime = startedAt,
            EndTime = endedAt,
            Status = status,
            ExtendedStatus = extended,
            ServiceExceptionJson = status == "Failed" ? Exception(outcome, steps, isWithdrawn, language) : null,
            Work = work,
            FilesLoaded = loads.Count - refused,
            FilesRefused = refused,
            RowsIn = loads.Sum(load => load.RowsIn),
            RowsOut = loads.Sum(load => load.RowsOut),
            RowsRefused = loads.Sum(load => load.RowsRefused),
            ReleaseId = steps.Max(step => step.ReleaseId),
        };
    }

    private static (string Status, string Extended) StatusOf(string outcome) => outcome switch
    {
        Outcome.Waiting => ("Unknown", "NotStarted"),
        Outcome.Running => ("Unknown", "InProgress"),
        Outcome.Done => ("Completed", "Completed"),
        Outcome.Stopped => ("Cancelled", "Cancelled"),
        _ => ("Failed", "Failed"),
    };

    // What weighs most is told: that nothing was published, then that a file is missing.
    private static string Exception(string outcome, IReadOnlyList<StepRow> steps, bool isWithdrawn, Language language)
    {
        int Refused(string step) => steps.Count(one => one.Step == step && one.Outcome != Outcome.Done);
        var files = Refused("load");
        var (code, words) = outcome switch
        {
            Outcome.Refused when isWithdrawn => ("RefreshNotAllowed", new Text(
                "Trang nhúng đã yêu cầu bị rút quyền yêu cầu nạp trước khi việc được làm xong.",
                "The site that asked lost the right to ask for a load before it was done.")),
            Outcome.Refused when Refused("publish") > 0 => ("PublicationRefused", new Text(
                "Số liệu đã nạp không qua được kiểm tra nên chưa được phát hành. Lý do: người phụ trách dữ liệu xem trong cổng.",
                "What is loaded did not pass its audits and is not published. Why: stewards see it in the portal.")),
            Outcome.Refused when files > 0 => ("FilesRefused", new Text(
                $"{files} tệp bị từ chối; các tệp khác đã được nạp. Lý do: người phụ trách dữ liệu xem trong cổng.",
                $"{files} {(files == 1 ? "file was" : "files were")} refused; what else there was is loaded. Why: stewards see it in the portal.")),
            Outcome.Refused when Refused("describe") > 0 => ("DescriptionsRefused", new Text(
                "Một mô tả nguồn số liệu có lỗi nên không được dùng. Lý do: người phụ trách dữ liệu xem trong cổng.",
                "A source description is faulty and was not used. Why: stewards see it in the portal.")),
            // What the clock is refused again and again is on record once a day.
            Outcome.Refused => ("RefusedBefore", new Text(
                "Điều đã bị từ chối trong ngày lại bị từ chối. Lý do: người phụ trách dữ liệu xem trong cổng.",
                "What was refused within the last day was refused again. Why: stewards see it in the portal.")),
            Outcome.Abandoned => ("WorkerDied", steps.Any(step => step.ReleaseId is not null)
                ? new Text("Tiến trình nạp chết khi đang làm, sau khi đã phát hành.", "The worker died while it was at it, after it had published.")
                : new Text("Tiến trình nạp chết khi đang làm; dữ liệu vẫn như bản phát hành trước.", "The worker died while it was at it; the data are those of the release before.")),
            _ => ("RefreshFailed", new Text(
                "Việc nạp hoặc phát hành gặp lỗi; sẽ được thử lại theo lịch. Lý do: người phụ trách dữ liệu xem trong cổng.",
                "Loading or publishing failed; it is tried again by the clock. Why: stewards see it in the portal.")),
        };
        return JsonSerializer.Serialize(new ServiceException(code, words.In(language)), Format);
    }

    private sealed record ServiceException(string ErrorCode, string ErrorDescription);
}
