using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.Operations;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Portal.Pages.Operations;

/// <summary>A release and the years of indices that it brought; null where it cannot be opened.</summary>
public sealed record ReleaseRow(FiledRelease Release, bool IsCurrent, FiledRelease? Before, IReadOnlyList<EditionName>? News);

/// <summary>The releases, the newest first.</summary>
[Authorize(Policy = Policies.Steward)]
public sealed class ReleasesModel(DataFolder data, ReleaseNews news) : PageModel
{
    /// <summary>Each that nobody asked for yet is opened, which takes a moment.</summary>
    public const int PageLength = 10;

    public IReadOnlyList<ReleaseRow> Rows { get; private set; } = [];
    public bool IsNewest { get; private set; }
    public int? Earlier { get; private set; }

    public void OnGet(int? before)
    {
        IsNewest = before is null;
        var all = ReleaseFiles.In(data);
        var current = Path.GetFileName(Release.CurrentFile(data));
        List<FiledRelease> shown = [.. all.Where(release => before is null || release.Id < before).Reverse().Take(PageLength)];
        Rows = [.. shown.Select(release => (Release: release, Before: all.LastOrDefault(other => other.Id < release.Id))).Select(row => new ReleaseRow(row.Release, row.Release.Name == current, row.Before, news.Of(row.Release, row.Before)))];
        Earlier = shown is [.., var last] && all[0].Id < last.Id ? last.Id : null;
    }
}
