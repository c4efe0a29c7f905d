using PapiBI.Portal.House;
using PapiBI.Portal.Reports;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Definitions.League;
using PapiBI.Warehouse;

namespace PapiBI.Portal.Releases;

/// <summary>Asks of each new release what its first readers will, so that none of them waits for the engine: its questions about all provinces answer those about any.</summary>
internal sealed class Warming(PublishedRelease releases, ReportDesk desk, TimeProvider clock, ILogger<Warming> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? warm = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                warm = await Task.Run(() => Warm(warm, stoppingToken), stoppingToken);
                await Task.Delay(Pause, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e)
            {
                // It only spares readers time: whatever it meets, they are told of on their own pages, and the portal goes on.
                log.LogWarning(e, "The first pages of the release could not be made");
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>The release that is warm now.</returns>
    private string? Warm(string? before, CancellationToken stopping)
    {
        using var lease = releases.Take();
        if (lease is null || lease.Release.File == before)
        {
            return before;
        }

        var start = clock.GetTimestamp();
        foreach (var newest in lease.Catalog.Editions.Where(edition => edition.Held > 0).GroupBy(edition => edition.IndexCode).Select(index => index.MaxBy(edition => edition.Year)!))
        {
            stopping.ThrowIfCancellationRequested();
            var parameters = new ReportParameters { Index = newest.IndexCode, Year = newest.Year };
            var province = lease.Catalog.Provinces.First(p => p.IndexCode == newest.IndexCode && p.Year == newest.Year).Code;
            foreach (var language in Enum.GetValues<Language>())
            {
                desk.Make(NationalLeague.Id, parameters, PlanReader.Nobody, language);
                desk.Explore(new ExploreQuestion { Index = newest.IndexCode }, language);
            }

            desk.Make(ProvinceBrief.Id, parameters with { Province = province }, PlanReader.Nobody, Language.Vietnamese);
        }

        log.LogInformation("Release {Release} is open, its first pages are made: {Seconds:0.0} s", lease.Release.Id, clock.GetElapsedTime(start).TotalSeconds);
        return lease.Release.File;
    }
}
