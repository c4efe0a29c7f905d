using System.Collections.Frozen;
using PapiBI.Warehouse;
using PapiBI.Warehouse.PublicViews;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Portal.Feeds;

/// <summary>The rows of the public views. Who is the first to ask for those of a release reads them, which may take a while; whoever asks meanwhile waits without a thread.</summary>
internal sealed class FeedRows : IDisposable
{
    private readonly FrozenDictionary<string, SemaphoreSlim> turns = PublicViewList.All.ToFrozenDictionary(view => view.Name, _ => new SemaphoreSlim(1), StringComparer.Ordinal);

    /// <param name="view">Whose.</param>
    /// <param name="release">Of which.</param>
    /// <param name="watched">Stops the waiting, and whoever goes through the rows.</param>
    /// <exception cref="WarehouseUnavailableException">The server cannot be reached.</exception>
    public async Task<IQueryable> Of(PublicView view, Release release, CancellationToken watched)
    {
        var turn = turns[view.Name];
        await turn.WaitAsync(watched);
        try
        {
            return view.Rows(release, watched);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var turn in turns.Values)
        {
            turn.Dispose();
        }
    }
}
