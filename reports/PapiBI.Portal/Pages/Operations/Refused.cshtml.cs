using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.Operations;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Pages.Operations;

/// <summary>The files of the inbox that are refused, the last refused first.</summary>
[Authorize(Policy = Policies.Steward)]
public sealed class RefusedModel(RefusedFiles refused, InboxFolder inbox) : PageModel
{
    private const int Most = 500;

    public IReadOnlyList<RefusedFile> Files { get; private set; } = [];

    /// <summary>By their names: those that somebody took out of the inbox since.</summary>
    public IReadOnlySet<string> TakenAway { get; private set; } = new HashSet<string>();

    public void OnGet()
    {
        Files = refused.Newest(Most);
        TakenAway = Files.Except(StillThere(Files, inbox.Look())).Select(file => file.Name).ToHashSet();
    }

    /// <summary>Those that lie in the inbox; all of them where nobody can look into it.</summary>
    public static IReadOnlyList<RefusedFile> StillThere(IReadOnlyList<RefusedFile> files, IReadOnlyList<SeenFile>? inbox) =>
        inbox is null ? files : [.. files.Where(file => inbox.Any(seen => seen.File.Path == file.Name))];
}
