using System.Security.Cryptography;
using System.Threading.Channels;
using PapiBI.Portal.House;
using PapiBI.Portal.Reports;
using PapiBI.Reports.Definitions.Exploring;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Embedding;

/// <summary>
/// Makes files of reports for sites, a few at a time, and keeps them in memory for an hour: after a restart nobody knows of them, and a site asks anew. A site
/// sees its own only, and only as long as it may show what is in them.
/// </summary>
internal sealed partial class ExportDesk(ReportDesk reports, PortalSettings settings, TimeProvider clock, ILogger<ExportDesk> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock turn = new();
    private readonly Dictionary<string, Export> all = new(StringComparer.Ordinal);
    private readonly Channel<string> waiting = Channel.CreateUnbounded<string>();

    /// <summary>Takes in what a site asks for.</summary>
    /// <returns>What is against it, as far as that is known before the file is made.</returns>
    public EmbedRefusal? Add(Export export)
    {
        // Looked at before anything is made for it, and again when it is taken in, as others may have come meanwhile.
        if (IsFull(export.Site))
        {
            return TooMany();
        }

        if (Against(export) is { } refused)
        {
            return EmbedReports.Of(refused);
        }

        lock (turn)
        {
            if (IsFull(export.Site))
            {
                return TooMany();
            }

            all.Add(export.Id, export);
        }

        waiting.Writer.TryWrite(export.Id);
        return null;
    }

    private bool IsFull(EmbedSite site)
    {
        lock (turn)
        {
            Forget();
            return all.Values.Count(other => other.Site.Id == site.Id && other.Status == ExportStatus.NotStarted) >= settings.Exports.WaitingOfSite;
        }
    }

    private EmbedRefusal TooMany() => new(
        "TooManyRequests",
        new Text($"Trang nhúng này đã có {settings.Exports.WaitingOfSite} tệp đang chờ; hãy lấy các tệp ấy trước.", $"This site has {settings.Exports.WaitingOfSite} files waiting already; take those first."),
        StatusCodes.Status429TooManyRequests);

    /// <returns>Null where the site has no such export of that report, or may no longer show what is in it.</returns>
    public Export? Find(string id, string report, EmbedSite site)
    {
        lock (turn)
        {
            Forget();
            return all.GetValueOrDefault(id) is { } export && export.Site.Id == site.Id && export.Report == report && export.IsStillAllowed(site) ? export : null;
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([ForgetInTime(stoppingToken), .. Enumerable.Range(0, settings.Exports.AtOnce).Select(_ => Work(stoppingToken))]);

    private async Task Work(CancellationToken stopping)
    {
        await foreach (var id in waiting.Reader.ReadAllAsync(stopping))
        {
            if (Begin(id) is { } export)
            {
                Put(await Task.Run(() => Ended(export, stopping), stopping));
            }
        }
    }

    private async Task ForgetInTime(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            lock (turn)
            {
                Forget();
            }
        }
    }

    private Export? Begin(string id)
    {
        lock (turn)
        {
            return all.TryGetValue(id, out var export) ? all[id] = export with { Status = ExportStatus.Running, LastActionAt = clock.GetUtcNow() } : null;
        }
    }

    private async Task<Export> Ended(Export export, CancellationToken stopping)
    {
        try
        {
            var (document, address, refused) = Made(export);
            return refused is not null
                ? export with { Status = ExportStatus.Failed, Error = EmbedReports.Of(refused) }
                : export with { Status = ExportStatus.Succeeded, File = await FileOf(document!, address!, export, stopping) };
        }
        catch (WarehouseUnavailableException)
        {
            return export with { Status = ExportStatus.Failed, Error = EmbedRefusal.Unavailable };
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            NotMade(logger, export.Id, export.Report, e);
            return export with
            {
                Status = ExportStatus.Failed,
                Error = new EmbedRefusal(
                    "InternalError",
                    new Text($"Cổng gặp lỗi; lỗi đã được ghi lại dưới mã {export.Id}.", $"The portal failed; it has been recorded under {export.Id}."),
                    StatusCodes.Status500InternalServerError),
            };
        }
    }

    private void Put(Export ended)
    {
        lock (turn)
        {
            all[ended.Id] = ended with { LastActionAt = clock.GetUtcNow() };
            Forget();
        }
    }

    // What is over for long enough; then, as long as there is too much, the oldest of who has most.
    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var old in all.Values.Where(export => export.ExpiresAt <= now).ToList())
        {
            all.Remove(old.Id);
        }

        var most = settings.Exports.Megabytes * 1_000_000L;
        while (all.Values.Sum(export => export.Weight) > most && all.Values.Where(export => export.IsOver).GroupBy(export => export.Site.Id).MaxBy(site => site.Sum(export => export.Weight)) is { } largest)
        {
            all.Remove(largest.MinBy(export => export.LastActionAt)!.Id);
        }
    }

    private ReportAnswer.Refused? Against(Export export) => export.Report == Explore.Id
        ? ExploreQuestion.Of(export.Question) is { } view ? reports.Explore(view, export.Language).Refused : ReportEndpoints.WrongAddress
        : ReportQuestion.Of(export.Question) is { } parameters ? reports.Against(export.Report, parameters, new PlanReader(export.PlanRights), export.Language) : ReportEndpoints.WrongAddress;

    private (ReportDocument? Document, string? Address, ReportAnswer.Refused? Refused) Made(Export export)
    {
        if (export.Report == Explore.Id)
        {
            var view = reports.Explore(ExploreQuestion.Of(export.Question)!, export.Language);
            return (view.Document, $"/{Explore.Id}{export.Format.Ending}{view.Question.Query()}", view.Refused);
        }

        return reports.Make(export.Report, ReportQuestion.Of(export.Question)!, new PlanReader(export.PlanRights), export.Language) switch
        {
            ReportAnswer.Made made => (made.Document, $"/reports/{export.Report}{export.Format.Ending}{ReportQuestion.Query(made.Parameters)}", null),
            var answer => (null, null, (ReportAnswer.Refused)answer),
        };
    }

    private async Task<ExportedFile> FileOf(ReportDocument document, string address, Export export, CancellationToken stopping)
    {
        var bytes = export.Format == ExportFormat.Xlsx ? await reports.Workbook(document, stopping)
            : export.Format == ExportFormat.Csv ? DocumentCsv.Of(document)
            : DocumentJson.Of(document);
        return new ExportedFile(bytes, document.FileName + export.Format.Ending, SHA256.HashData(bytes), document.Title, document.IsInternal ? address : null);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Export {Export} of {Report} failed")]
    private static partial void NotMade(ILogger logger, string export, string report, Exception reason);
}
