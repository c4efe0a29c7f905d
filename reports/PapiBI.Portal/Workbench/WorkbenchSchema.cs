using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Portal.Workbench;

/// <summary>The release that a question is asked of.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Id">Its number on a server.</param>
/// <param name="File">Its public file; null: it is on a server.</param>
public sealed record AskedRelease(string Name, int Id, string? File);

/// <summary>The views that an analyst may ask: those of the data dictionary that the published release really has, on a server as it has them.</summary>
public sealed class WorkbenchSchema(DataFolder folder, AnalystDoor door) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private string? known;
    private IReadOnlyList<DescribedView> views = [];

    /// <summary>Whether there is no file, but a server that is asked.</summary>
    public bool IsOnServer => folder.Server is not null;

    /// <summary>The examples in what the engine speaks.</summary>
    public IReadOnlyList<DictionaryExample> Examples => IsOnServer ? DataDictionary.ServerExamples : DataDictionary.Examples;

    /// <summary>What is asked; null before the first release.</summary>
    /// <exception cref="WarehouseUnavailableException">The server cannot be reached.</exception>
    public AskedRelease? Newest() => IsOnServer
        ? ReleaseFiles.In(folder) is [.., var newest] ? new AskedRelease(newest.Name, newest.Id, null) : null
        : Release.CurrentFile(folder) is { } file ? new AskedRelease(Path.GetFileNameWithoutExtension(file), 0, Path.GetFullPath(file)) : null;

    /// <param name="gone">Set when whoever asks waits no longer.</param>
    public async Task<IReadOnlyList<DescribedView>> Views(CancellationToken gone)
    {
        // A server may be asked, so the others wait their turn without a thread.
        await turn.WaitAsync(gone);
        try
        {
            return Look();
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private IReadOnlyList<DescribedView> Look()
    {
        var asked = DataDictionary.Views.Where(view => view.IsForAnalysts);
        if (Newest() is not { } release || release.Name == known)
        {
            return views;
        }

        if (release.File is { } file)
        {
            var held = AdHocSession.Relations(file).ToHashSet(StringComparer.Ordinal);
            views = [.. asked.Where(view => held.Contains(view.Name))];
        }
        else if (door.Server?.Columns() is { Count: > 0 } columns)
        {
            var types = columns.ToLookup(column => column.View, StringComparer.Ordinal);
            views = [.. asked.Where(view => types.Contains(view.Name)).Select(view => AsOnServer(view, types[view.Name].ToDictionary(column => column.Name, column => column.Type, StringComparer.Ordinal)))];
        }
        else
        {
            // It may be reached another time.
            return [.. asked];
        }

        known = release.Name;
        return views;
    }

    private static DescribedView AsOnServer(DescribedView view, Dictionary<string, string> types) =>
        view with { Columns = [.. view.Columns.Where(column => types.ContainsKey(column.Name)).Select(column => column with { Type = types[column.Name] })] };
}
