using System.Collections.Concurrent;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Worker.Subscribing;

/// <summary>The releases of a data folder, each opened when first asked for, by whichever thread, and kept open until the end. They keep their answers: many reports are made of one.</summary>
public sealed class OpenReleases(DataFolder folder) : IDisposable
{
    private readonly ConcurrentDictionary<int, Lazy<Release>> open = [];
    private readonly ConcurrentDictionary<int, Lazy<ReleaseCatalog>> catalogs = [];
    private readonly ConcurrentDictionary<int, Lazy<IReadOnlyList<EditionName>>> news = [];

    /// <summary>In the order of publication.</summary>
    public IReadOnlyList<FiledRelease> All { get; } = ReleaseFiles.In(folder);

    /// <summary>The release that readers see; null before the first.</summary>
    public FiledRelease? Current => Release.CurrentFile(folder) is { } path ? All.FirstOrDefault(file => file.Path == path) : null;

    public Release Open(FiledRelease file) => open.GetOrAdd(file.Id, _ => new(() => Release.Open(folder, file.Path, keepsAnswers: true))).Value;

    public ReleaseCatalog Catalog(FiledRelease file) => catalogs.GetOrAdd(file.Id, _ => new(() => ReleaseCatalog.Read(Open(file)))).Value;

    /// <summary>The years of indices of which it brings new or corrected figures against the release before it that is still there.</summary>
    public IReadOnlyList<EditionName> NewIn(FiledRelease file) => news.GetOrAdd(file.Id, _ => new(() =>
    {
        var before = All.LastOrDefault(other => other.Id < file.Id);
        return ReleaseFiles.NewIn(Open(file), before is null ? null : Open(before));
    })).Value;

    public void Dispose()
    {
        foreach (var release in open.Values.Where(release => release.IsValueCreated))
        {
            release.Value.Dispose();
        }
    }
}
