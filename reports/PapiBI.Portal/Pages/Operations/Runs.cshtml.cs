using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Accounts;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Pages.Operations;

/// <summary>What the service did, the newest first, and who is at work.</summary>
[Authorize(Policy = Policies.Steward)]
public sealed class RunsModel(Runs runs, Workers workers) : PageModel
{
    public const int PageLength = 100;

    public IReadOnlyList<RunRow> All { get; private set; } = [];
    public IReadOnlyList<WorkerRow> Workers { get; private set; } = [];

    public void OnGet() => (All, Workers) = (runs.Newest(PageLength), workers.All());
}
