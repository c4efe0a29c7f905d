using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PapiBI.Portal;
using PapiBI.Portal.House;
using PapiBI.Portal.Releases;
using PapiBI.Portal.Reports;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Definitions.League;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Portal;

/// <summary>The release that all readers share.</summary>
public sealed class PublishedReleaseTests(PublishedSamples samples)
{
    private const string Later = "20300101T000000Z-99-000000000000.duckdb";

    [Fact]
    public async Task Many_who_come_first_at_once_share_one_release_and_one_that_is_replaced_is_good_until_its_last_reader_is_gone()
    {
        using TemporaryFolder folder = new();
        var data = samples.CopyTo(folder);
        var clock = new FixedClock(samples.Clock.GetUtcNow());
        var first = Release.CurrentFile(data)!;
        File.Copy(first, Path.Combine(data.Releases, Later));
        using var releases = new PublishedRelease(data, clock, NullLogger<PublishedRelease>.Instance);

        var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => releases.Take()!)));

        Assert.Equal(first, Assert.Single(leases.Select(lease => lease.Release).Distinct()).File);
        Publish(data, Later);
        Assert.Equal(first, Taken(releases));
        clock.Advance(TimeSpan.FromSeconds(3));
        var later = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => releases.Take()!)));
        Assert.Equal(Path.Combine(data.Releases, Later), Taken(releases));
        Assert.All(leases, lease => Assert.NotEmpty(ReleaseCatalog.Read(lease.Release).Editions));
        Assert.All(leases, lease => lease.Dispose());
        Assert.All(later, lease => Assert.NotEmpty(ReleaseCatalog.Read(lease.Release).Editions));

        releases.Dispose();
        Assert.All(later, lease => Assert.NotEmpty(ReleaseCatalog.Read(lease.Release).Editions));
        Assert.All(later, lease => lease.Dispose());
        Assert.Throws<ObjectDisposedException>(() => releases.Take());
    }

    [Fact]
    public void While_a_new_release_cannot_be_opened_the_one_before_is_read_and_the_new_one_is_tried_again_after_a_pause()
    {
        using TemporaryFolder folder = new();
        var data = samples.CopyTo(folder);
        var clock = new FixedClock(samples.Clock.GetUtcNow());
        var first = Release.CurrentFile(data)!;
        var later = Path.Combine(data.Releases, Later);
        var log = new CountingLog();
        using var releases = new PublishedRelease(data, clock, log);
        Assert.Equal(first, Taken(releases));

        File.WriteAllText(later, "no release");
        Publish(data, Later);
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal((first, first, 1), (Taken(releases), Taken(releases), log.Count));
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal((first, 1), (Taken(releases), log.Count));

        File.Copy(first, later, overwrite: true);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(first, Taken(releases));
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal((later, 1), (Taken(releases), log.Count));
    }

    [Fact]
    public void Where_none_is_open_the_reader_is_told_that_it_cannot_be_opened()
    {
        using TemporaryFolder folder = new();
        var data = samples.CopyTo(folder);
        File.WriteAllText(Path.Combine(data.Releases, Later), "no release");
        Publish(data, Later);
        using var releases = new PublishedRelease(data, samples.Clock, NullLogger<PublishedRelease>.Instance);

        Assert.Throws<WarehouseUnavailableException>(() => releases.Take());
    }

    [Fact]
    public void Where_pages_are_not_kept_none_is()
    {
        _ = samples.Release;
        using var releases = new PublishedRelease(samples.Data, samples.Clock, NullLogger<PublishedRelease>.Instance);
        using var forgetful = new ReportDesk(releases, new PortalSettings { KeepsPages = false });
        using var usual = new ReportDesk(releases, new PortalSettings());
        var league = new ReportParameters { Index = "PAPI", Year = 2021 };
        object Ask(ReportDesk desk) => desk.Make(NationalLeague.Id, league, PlanReader.Nobody, Language.Vietnamese);
        object? Explore(ReportDesk desk) => desk.Explore(new ExploreQuestion { Index = "PAPI" }, Language.Vietnamese).Document;

        Assert.Same(Ask(usual), Ask(usual));
        Assert.Same(Explore(usual), Explore(usual));
        Assert.NotSame(Ask(forgetful), Ask(forgetful));
        Assert.NotSame(Explore(forgetful), Explore(forgetful));
        Assert.Equal((0, true), (forgetful.Kept, usual.Kept > 0));
    }

    private static void Publish(DataFolder data, string name) => File.WriteAllText(data.CurrentRelease, name);

    private static string Taken(PublishedRelease releases)
    {
        using var lease = releases.Take()!;
        return lease.Release.File;
    }

    private sealed class CountingLog : ILogger<PublishedRelease>
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Count++;
    }
}
