using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Portal.Releases;

/// <summary>A release in use: give it back, and it is closed once the last reader of a replaced one has.</summary>
public sealed class ReleaseLease(Release release, ReleaseCatalog catalog, bool hasPlans, Action giveBack) : IDisposable
{
    public Release Release { get; } = release;
    public ReleaseCatalog Catalog { get; } = catalog;

    /// <summary>Whether it is the internal file, which only those may be answered from who may read the plans asked for.</summary>
    public bool HasPlans { get; } = hasPlans;

    public void Dispose() => giveBack();
}

/// <summary>The release that readers see, opened once for all of them and anew when another is published.</summary>
public sealed partial class PublishedRelease(DataFolder folder, TimeProvider clock, ILogger<PublishedRelease> logger) : IDisposable
{
    // How long a reader may see the last release after a new one was published.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // How long one that could not be opened is let be while another is there to be read.
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly Lock looking = new();
    private readonly Lock turn = new();
    private readonly Dictionary<bool, Opened> open = [];
    private readonly Dictionary<bool, Opening> opening = [];
    private readonly Dictionary<bool, Seen> failed = [];
    private int begun;
    private bool isClosed;
    private volatile Seen? current;

    /// <summary>Opens a file, with its plans or without. Another way than the usual may be as slow as a test wants.</summary>
    internal Func<string, bool, Release> Opens { get; init; } = (file, withPlans) => Release.Open(folder, file, keepsAnswers: true, withPlans);

    /// <param name="withPlans">The internal file, for who may read the plans of whom is asked; else nothing of plans is in reach.</param>
    /// <returns>Null before the first release.</returns>
    /// <exception cref="WarehouseUnavailableException">It cannot be opened, and none is open that could be read meanwhile.</exception>
    public ReleaseLease? Take(bool withPlans = false)
    {
        while (true)
        {
            if (Current() is not { } file)
            {
                return null;
            }

            Opening mine;
            lock (turn)
            {
                ObjectDisposedException.ThrowIf(isClosed, this);
                var present = open.GetValueOrDefault(withPlans);
                if (present is not null && (present.File == file || IsLetBe(file, withPlans)))
                {
                    return present.Take(withPlans);
                }

                if (opening.TryGetValue(withPlans, out var others) && others.File == file)
                {
                    // Somebody opens the next one; the present is good until then.
                    if (present is not null)
                    {
                        return present.Take(withPlans);
                    }

                    mine = others;
                }
                else
                {
                    var number = ++begun;
                    opening[withPlans] = mine = new Opening(file, new Lazy<Opened>(() => Open(file, withPlans, number)));
                }
            }

            if (Put(mine, withPlans) is { } lease)
            {
                return lease;
            }
        }
    }

    public void Dispose()
    {
        lock (turn)
        {
            isClosed = true;
            foreach (var opened in open.Values)
            {
                opened.LetGo();
            }

            open.Clear();
        }
    }

    /// <summary>Outside the turn, so that nobody who reads the present release waits for it.</summary>
    /// <returns>Null where it is to be asked again which one is current.</returns>
    private ReleaseLease? Put(Opening next, bool withPlans)
    {
        Opened opened;
        try
        {
            opened = next.Release.Value;
        }
        catch (Exception e)
        {
            var (instead, isOvertaken) = Miss(next, withPlans, e);
            if (instead is null && !isOvertaken)
            {
                throw;
            }

            return instead;
        }

        lock (turn)
        {
            // Of several who waited the first settles it, also where a further one was published and is being opened by now.
            if (!next.IsSettled)
            {
                Settle(next, withPlans);
                var before = open.GetValueOrDefault(withPlans);
                if (isClosed || before?.Number > opened.Number)
                {
                    opened.LetGo();
                }
                else
                {
                    before?.LetGo();
                    open[withPlans] = opened;
                    failed.Remove(withPlans);
                }
            }

            ObjectDisposedException.ThrowIf(isClosed, this);
            return open.GetValueOrDefault(withPlans)?.Take(withPlans);
        }
    }

    /// <returns>The one that is open and good, else whether another is being opened by now.</returns>
    private (ReleaseLease? Instead, bool IsOvertaken) Miss(Opening next, bool withPlans, Exception reason)
    {
        ReleaseLease? instead;
        bool isOvertaken;
        var isNews = false;
        lock (turn)
        {
            if (!next.IsSettled)
            {
                Settle(next, withPlans);
                isNews = failed.GetValueOrDefault(withPlans)?.File != next.File;
                failed[withPlans] = new Seen(next.File, clock.GetUtcNow());
            }

            instead = open.GetValueOrDefault(withPlans)?.Take(withPlans);
            isOvertaken = !isClosed && opening.TryGetValue(withPlans, out var other) && other.File != next.File;
        }

        if (isNews)
        {
            NotOpened(logger, next.File, reason);
        }

        return (instead, isOvertaken);
    }

    private void Settle(Opening next, bool withPlans)
    {
        next.IsSettled = true;
        if (ReferenceEquals(opening.GetValueOrDefault(withPlans), next))
        {
            opening.Remove(withPlans);
        }
    }

    private bool IsLetBe(string file, bool withPlans) => failed.GetValueOrDefault(withPlans) is { } miss && miss.File == file && IsWithin(PauseAfterFailure, miss);

    private bool IsWithin(TimeSpan pause, Seen seen)
    {
        var now = clock.GetUtcNow();
        return now >= seen.At && now - seen.At <= pause;
    }

    private Opened Open(string file, bool withPlans, int number)
    {
        var release = Opens(file, withPlans);
        try
        {
            return new Opened(file, number, release, ReleaseCatalog.Read(release));
        }
        catch
        {
            release.Dispose();
            throw;
        }
    }

    // A server may be slow to tell: one looks, the others go by what was seen last, and wait only where nothing was.
    private string? Current()
    {
        var known = current;
        if (known is not null && IsWithin(Pause, known))
        {
            return known.File;
        }

        if (known is null)
        {
            looking.Enter();
        }
        else if (!looking.TryEnter())
        {
            return known.File;
        }

        try
        {
            if (current is { } others && IsWithin(Pause, others))
            {
                return others.File;
            }

            var at = clock.GetUtcNow();
            var file = Release.CurrentFile(folder);
            current = file is null ? null : new Seen(file, at);
            return file;
        }
        finally
        {
            looking.Exit();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The release {File} cannot be opened; if another is open, it is read until this one can be")]
    private static partial void NotOpened(ILogger logger, string file, Exception reason);

    private sealed record Seen(string File, DateTimeOffset At);

    private sealed class Opening(string file, Lazy<Opened> release)
    {
        public string File { get; } = file;
        public Lazy<Opened> Release { get; } = release;

        /// <summary>Whether what came of it was put where readers find it, or let go.</summary>
        public bool IsSettled { get; set; }
    }

    private sealed class Opened(string file, int number, Release release, ReleaseCatalog catalog)
    {
        private int users = 1;

        public string File { get; } = file;

        /// <summary>In the order in which they were begun: of two the greater is the newer.</summary>
        public int Number { get; } = number;

        public ReleaseLease Take(bool hasPlans)
        {
            Interlocked.Increment(ref users);
            return new ReleaseLease(release, catalog, hasPlans, LetGo);
        }

        public void LetGo()
        {
            if (Interlocked.Decrement(ref users) == 0)
            {
                release.Dispose();
            }
        }
    }
}
