using System.Collections.Concurrent;
using System.Data.Common;
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
    public async Task Of_a_release_that_opens_slowly_nobody_waits_who_has_one_to_read_and_a_newer_one_is_not_replaced_by_it()
    {
        using var stage = new SlowStage();
        Assert.Equal("1", stage.Taken());
        stage.Publish(2);
        var slow = Task.Run(stage.Taken);
        stage.AwaitOpening(2);

        Assert.Equal("1", stage.Taken());
        stage.Publish(3);
        stage.LetOpen(3);
        Assert.Equal("3", stage.Taken());
        stage.LetOpen(2);
        Assert.Equal("3", await slow);
        Assert.Equal("3", stage.Taken());
        Assert.Equal(["1 closed", "2 closed", "3 open"], stage.Openings());
    }

    [Fact]
    public async Task Many_who_wait_for_a_slow_first_release_get_the_newer_one_that_was_published_meanwhile()
    {
        using var stage = new SlowStage(slowFrom: 1);
        var first = Enumerable.Range(0, 8).Select(_ => Task.Run(stage.Taken)).ToList();
        stage.AwaitOpening(1);
        stage.Publish(2);
        stage.LetOpen(2);

        Assert.Equal("2", stage.Taken());
        Assert.DoesNotContain(first, each => each.IsCompleted);
        stage.LetOpen(1);
        Assert.All(await Task.WhenAll(first), taken => Assert.Equal("2", taken));
        Assert.Equal(["1 closed", "2 open"], stage.Openings());
    }

    [Fact]
    public async Task Many_take_and_give_back_while_one_release_after_the_other_is_published_and_nobody_is_given_a_closed_one()
    {
        const int last = 12;
        using var stage = new SlowStage(slowFrom: int.MaxValue);
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
        {
            var newest = 0;
            while (!done.IsCancellationRequested)
            {
                // Reads what it was given: of a closed one nothing can be read.
                newest = Math.Max(newest, int.Parse(stage.Taken(), System.Globalization.CultureInfo.InvariantCulture));
            }

            return newest;
        })).ToList();
        for (var number = 2; number <= last; number++)
        {
            stage.Publish(number);
            await Task.Delay(60, TestContext.Current.CancellationToken);
        }

        // Who comes while another opens the last one is given the one before.
        await CageStage.Until(() => stage.Taken() == $"{last}" ? true : (bool?)null);
        await done.CancelAsync();
        Assert.All(await Task.WhenAll(readers), newest => Assert.InRange(newest, 1, last));
        Assert.Equal($"{last} open", Assert.Single(stage.Openings(), opening => opening.EndsWith("open", StringComparison.Ordinal)));
        stage.Close();
        Assert.All(stage.Openings(), opening => Assert.EndsWith("closed", opening, StringComparison.Ordinal));
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

    // In one step, as the publisher does it: nobody finds half a name.
    private static void Publish(DataFolder data, string name)
    {
        File.WriteAllText(data.CurrentRelease + ".new", name);
        File.Move(data.CurrentRelease + ".new", data.CurrentRelease, overwrite: true);
    }

    private static string Taken(PublishedRelease releases)
    {
        using var lease = releases.Take()!;
        return lease.Release.File;
    }

    /// <summary>Small releases 1, 2, 3 …, each published when it is wanted; the later ones open when they are let.</summary>
    private sealed class SlowStage : IDisposable
    {
        private readonly TestWarehouse warehouse = new();
        private readonly MovingClock clock = new();
        private readonly ConcurrentDictionary<int, (ManualResetEventSlim Begun, ManualResetEventSlim May)> gates = [];
        private readonly ConcurrentQueue<(int Number, Release Release)> opened = [];
        private readonly PublishedRelease releases;
        private readonly string first;

        public SlowStage(int slowFrom = 2)
        {
            warehouse.Load([.. Some.Country(2), .. Some.IndexOf([2020]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)])]);
            warehouse.Publish();
            first = Release.CurrentFile(warehouse.Data)!;
            Publish(1);
            releases = new PublishedRelease(warehouse.Data, clock, NullLogger<PublishedRelease>.Instance)
            {
                Opens = (file, withPlans) =>
                {
                    var number = NumberOf(file);
                    if (number >= slowFrom)
                    {
                        Gate(number).Begun.Set();
                        Assert.True(Gate(number).May.Wait(TimeSpan.FromSeconds(60)));
                    }

                    var release = Release.Open(warehouse.Data, file, keepsAnswers: true, withPlans);
                    opened.Enqueue((number, release));
                    return release;
                },
            };
        }

        /// <summary>In its own time: the next reader looks.</summary>
        public void Publish(int number)
        {
            var name = $"20300101T000000Z-{number}-000000000000.duckdb";
            File.Copy(first, Path.Combine(warehouse.Data.Releases, name));
            PublishedReleaseTests.Publish(warehouse.Data, name);
            clock.Advance(TimeSpan.FromSeconds(3));
        }

        public void AwaitOpening(int number) => Assert.True(Gate(number).Begun.Wait(TimeSpan.FromSeconds(60)));

        public void LetOpen(int number) => Gate(number).May.Set();

        /// <summary>The number of the release that a reader is given and reads.</summary>
        public string Taken()
        {
            using var lease = releases.Take()!;
            Assert.Single(ReleaseCatalog.Read(lease.Release).Editions);
            return $"{NumberOf(lease.Release.File)}";
        }

        /// <summary>"2 closed": in the order of their numbers, what became of every release that was opened.</summary>
        public IEnumerable<string> Openings() => opened.OrderBy(each => each.Number).Select(each => $"{each.Number} {(IsClosed(each.Release) ? "closed" : "open")}");

        public void Close() => releases.Dispose();

        public void Dispose()
        {
            Close();
            warehouse.Dispose();
        }

        private (ManualResetEventSlim Begun, ManualResetEventSlim May) Gate(int number) => gates.GetOrAdd(number, _ => (new ManualResetEventSlim(), new ManualResetEventSlim()));

        private static int NumberOf(string file) => int.Parse(Path.GetFileName(file).Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);

        private static bool IsClosed(Release release)
        {
            try
            {
                return ReleaseCatalog.Read(release).Editions.Count == 0;
            }
            catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException or DbException)
            {
                return true;
            }
        }
    }

    /// <summary>Moved by one while others look.</summary>
    private sealed class MovingClock : TimeProvider
    {
        private long ticks = new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero).UtcTicks;

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

        public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
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
