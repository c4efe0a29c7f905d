using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.Releases;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Pages.Admin;

/// <summary>What people did, the newest first.</summary>
[Authorize(Policy = Policies.Admin)]
public sealed class AuditModel(AuditLog log, PublishedRelease releases) : PageModel
{
    public PublishedRelease Releases => releases;

    /// <summary>How many entries a page has.</summary>
    public const int PageLength = 100;

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];
    public bool IsNewest { get; private set; }

    /// <summary>The whole text of one entry, where it was asked for.</summary>
    public (long Id, string Text)? Whole { get; private set; }

    public void OnGet(long? before, long? whole)
    {
        Whole = whole is { } id && log.WholeText(id) is { } text ? (id, text) : null;
        IsNewest = before is null;
        Entries = log.Newest(PageLength, before);
    }
}
