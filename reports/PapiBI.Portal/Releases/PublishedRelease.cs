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
public sealed class PublishedRelease(DataFolder folder, TimeProvider clock) : IDisposable
{
    // How long a reader may see the last release after a new one was published.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Lock turn = new();
    private readonly Dictionary<bool, Opened> open = [];
    private readonly Dictionary<bool, Opening> opening = [];
    private bool isClosed;
    private string? current;
    private DateTimeOffset lookedAt = DateTimeOffset.MinValue;

    /// <param name="withPlans">The internal file, for who may read the plans of whom is asked; else nothing of plans is in reach.</param>
    /// <returns>Null before the first release.</returns>
    /// <exception cref="WarehouseUnavailableException">It cannot be opened.</exception>
    public ReleaseLease? Take(bool withPlans = false)
    {
        Opening mine;
        lock (turn)
        {
            if (Current() is not { } file)
            {
                return null;
            }

            var present = open.GetValueOrDefault(withPlans);
            if (present?.File == file)
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
                opening[withPlans] = mine = new Opening(file, new Lazy<Opened>(() => Open(file, withPlans)));
            }
        }

        return Put(mine, withPlans);
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

    // Outside the turn, so that nobody who reads the present release waits for it.
    private ReleaseLease Put(Opening next, bool withPlans)
    {
        Opened opened;
        try
        {
            opened = next.Release.Value;
        }
        catch
        {
            lock (turn)
            {
                Forget(next, withPlans);
            }

            throw;
        }

        lock (turn)
        {
            if (Forget(next, withPlans))
            {
                if (isClosed)
                {
                    opened.LetGo();
                    throw new ObjectDisposedException(nameof(PublishedRelease));
                }

                open.GetValueOrDefault(withPlans)?.LetGo();
                open[withPlans] = opened;
            }

            // Of several who waited the first has put it there, or by now a newer one.
            return open.TryGetValue(withPlans, out var present) ? present.Take(withPlans) : throw new ObjectDisposedException(nameof(PublishedRelease));
        }
    }

    private bool Forget(Opening next, bool withPlans) => ReferenceEquals(opening.GetValueOrDefault(withPlans), next) && opening.Remove(withPlans);

    private Opened Open(string file, bool withPlans)
    {
        var release = Release.Open(folder, file, keepsAnswers: true, withPlans);
        try
        {
            return new Opened(file, release, ReleaseCatalog.Read(release));
        }
        catch
        {
            release.Dispose();
            throw;
        }
    }

    private string? Current()
    {
        var now = clock.GetUtcNow();
        if (current is null || now - lookedAt > Pause || now < lookedAt)
        {
            current = Release.CurrentFile(folder);
            lookedAt = now;
        }

        return current;
    }

    private sealed record Opening(string File, Lazy<Opened> Release);

    private sealed class Opened(string file, Release release, ReleaseCatalog catalog)
    {
        private int users = 1;

        public string File { get; } = file;

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
