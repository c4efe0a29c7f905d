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
    private string? current;
    private DateTimeOffset lookedAt = DateTimeOffset.MinValue;

    /// <param name="withPlans">The internal file, for who may read the plans of whom is asked; else nothing of plans is in reach.</param>
    /// <returns>Null before the first release.</returns>
    /// <exception cref="WarehouseUnavailableException">It cannot be opened.</exception>
    public ReleaseLease? Take(bool withPlans = false)
    {
        lock (turn)
        {
            if (Current() is not { } file)
            {
                return null;
            }

            if (!open.TryGetValue(withPlans, out var opened) || opened.File != file)
            {
                var next = new Opened(file, Release.Open(folder, file, keepsAnswers: true, withPlans));
                opened?.LetGo();
                open[withPlans] = opened = next;
            }

            return opened.Take(withPlans);
        }
    }

    public void Dispose()
    {
        lock (turn)
        {
            foreach (var opened in open.Values)
            {
                opened.LetGo();
            }

            open.Clear();
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

    private sealed class Opened(string file, Release release)
    {
        private readonly Lazy<ReleaseCatalog> catalog = new(() => ReleaseCatalog.Read(release), LazyThreadSafetyMode.PublicationOnly);
        private int users = 1;

        public string File { get; } = file;

        public ReleaseLease Take(bool hasPlans)
        {
            Interlocked.Increment(ref users);
            try
            {
                return new ReleaseLease(release, catalog.Value, hasPlans, LetGo);
            }
            catch
            {
                LetGo();
                throw;
            }
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
