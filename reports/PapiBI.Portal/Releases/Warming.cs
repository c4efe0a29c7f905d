using PapiBI.Portal.House;
using PapiBI.Portal.Reports;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Definitions.Comparison;
using PapiBI.Reports.Definitions.League;
using PapiBI.Reports.Definitions.MultiIndex;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Portal.Releases;

/// <summary>
/// Asks of each new release what its readers will, so that none of them waits for the engine: first the pages that most begin with; then, at half speed, what
/// leagues, comparisons and briefs of every edition ask, whose answers are kept. Questions about all provinces answer those about any.
/// </summary>
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
    private async Task<string?> Warm(string? before, CancellationToken stopping)
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
        if (await IsAsked(lease, stopping))
        {
            // Asking left several times behind of what is kept, and the collector would hold it ready for as much again.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            log.LogInformation("Release {Release}: what its leagues, comparisons and briefs ask is known: {Seconds:0.0} s", lease.Release.Id, clock.GetElapsedTime(start).TotalSeconds);
        }

        return lease.Release.File;
    }

    /// <returns>False where another release has taken its place meanwhile.</returns>
    private async Task<bool> IsAsked(ReleaseLease lease, CancellationToken stopping)
    {
        foreach (var (report, parameters) in Questions(lease.Catalog))
        {
            using (var current = releases.Take())
            {
                if (current?.Release.File != lease.Release.File)
                {
                    return false;
                }
            }

            var start = clock.GetTimestamp();
            try
            {
                Report.Build(lease.Release, lease.Catalog, parameters.Request(report, lease.Release, lease.Catalog, Language.Vietnamese));
            }
            catch (ReportRefusedException)
            {
                // Its readers are told why.
            }
            catch (Exception e)
            {
                log.LogWarning(e, "{Report} {Index} {Year} could not be asked before its readers do", report, parameters.Index, parameters.Year);
            }

            // The readers of now come first.
            await Task.Delay(clock.GetElapsedTime(start), clock, stopping);
        }

        return true;
    }

    /// <summary>The reports whose questions answer those of all others, the newest editions first.</summary>
    internal static IEnumerable<(string Report, ReportParameters Parameters)> Questions(ReleaseCatalog catalog)
    {
        HashSet<int> years = [];
        foreach (var edition in catalog.Editions.Where(edition => edition.Held > 0).OrderByDescending(edition => edition.Year))
        {
            var parameters = new ReportParameters { Index = edition.IndexCode, Year = edition.Year };
            List<CatalogProvince> provinces = [.. catalog.Provinces.Where(province => province.IndexCode == edition.IndexCode && province.Year == edition.Year)];
            yield return (NationalLeague.Id, parameters);
            yield return (ProvinceBrief.Id, parameters with { Province = provinces[0].Code });
            if (years.Add(edition.Year))
            {
                yield return (MultiIndexBrief.Id, parameters with { Province = provinces[0].Code });
            }

            foreach (var region in provinces.Select(province => province.RegionCode).Distinct(StringComparer.Ordinal))
            {
                yield return (GroupComparison.Id, parameters with { Region = region });
            }

            foreach (var group in catalog.Members.Where(member => member.IndexCode == edition.IndexCode && member.Year == edition.Year).Select(member => member.GroupCode).Distinct(StringComparer.Ordinal))
            {
                yield return (GroupComparison.Id, parameters with { Group = group });
            }
        }
    }
}
