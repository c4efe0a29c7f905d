using System.Collections.Concurrent;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Portal.Operations;

/// <summary>What each release brought against the one before it. A release never changes, so it is asked once.</summary>
public sealed class ReleaseNews(DataFolder folder)
{
    private readonly ConcurrentDictionary<(string Release, string? Before), IReadOnlyList<EditionName>> known = [];

    /// <returns>Years of indices with new or corrected figures; null where one of both cannot be opened.</returns>
    /// <param name="release">Which.</param>
    /// <param name="before">The one before; null where it is the first.</param>
    public IReadOnlyList<EditionName>? Of(FiledRelease release, FiledRelease? before)
    {
        var key = (release.Path, before?.Path);
        if (known.TryGetValue(key, out var news))
        {
            return news;
        }

        try
        {
            using var open = Release.Open(folder, release.Path, withPlans: false);
            using var openBefore = before is null ? null : Release.Open(folder, before.Path, withPlans: false);
            return known.GetOrAdd(key, ReleaseFiles.NewIn(open, openBefore));
        }
        catch (WarehouseUnavailableException)
        {
            // Removed or of another version: the page says so.
            return null;
        }
    }
}
