using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Portal.Workbench;

/// <summary>The views that an analyst may ask: those of the data dictionary that the published release really has.</summary>
public sealed class WorkbenchSchema(DataFolder folder)
{
    private readonly Lock turn = new();
    private string? known;
    private IReadOnlyList<DescribedView> views = [];

    /// <summary>The file that is asked; null before the first release.</summary>
    public string? ReleaseFile => Release.CurrentFile(folder) is { } file ? Path.GetFullPath(file) : null;

    /// <summary>Whether there is no file, but a server that would be asked.</summary>
    public bool IsOnServer => folder.Server is not null;

    public IReadOnlyList<DescribedView> Views()
    {
        var asked = DataDictionary.Views.Where(view => view.IsForAnalysts);
        if (folder.Server is not null)
        {
            return [.. asked];
        }

        lock (turn)
        {
            if (ReleaseFile is { } file && file != known)
            {
                var held = AdHocSession.Relations(file).ToHashSet(StringComparer.Ordinal);
                (known, views) = (file, [.. asked.Where(view => held.Contains(view.Name))]);
            }

            return views;
        }
    }
}
