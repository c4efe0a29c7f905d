using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Worker.Subscribing;

/// <summary>The releases of a data folder, each opened when first asked for and kept open until the end.</summary>
public sealed class OpenReleases(DataFolder folder) : IDisposable
{
    private readonly Dictionary<int, Release> open = [];
    private readonly Dictionary<int, ReleaseCatalog> catalogs = [];
    private readonly Dictionary<int, IReadOnlyList<EditionName>> news = [];

    /// <summary>In the order of publication.</summary>
    public IReadOnlyList<FiledRelease> All { get; } = ReleaseFiles.In(folder);

    /// <summary>The release that readers see; null before the first.</summary>
    public FiledRelease? Current => Release.CurrentFile(folder) is { } path ? All.FirstOrDefault(file => file.Path == path) : null;

    public Release Open(FiledRelease file)
    {
        if (!open.TryGetValue(file.Id, out var release))
        {
            open.Add(file.Id, release = Release.Open(file.Path));
        }

        return release;
    }

    public ReleaseCatalog Catalog(FiledRelease file)
    {
        if (!catalogs.TryGetValue(file.Id, out var catalog))
        {
            catalogs.Add(file.Id, catalog = ReleaseCatalog.Read(Open(file)));
        }

        return catalog;
    }

    /// <summary>The years of indices of which it brings new or corrected figures against the release before it that is still there.</summary>
    public IReadOnlyList<EditionName> NewIn(FiledRelease file)
    {
        if (!news.TryGetValue(file.Id, out var editions))
        {
            var before = All.LastOrDefault(other => other.Id < file.Id);
            news.Add(file.Id, editions = ReleaseFiles.NewIn(Open(file), before is null ? null : Open(before)));
        }

        return editions;
    }

    public void Dispose()
    {
        foreach (var release in open.Values)
        {
            release.Dispose();
        }
    }
}
