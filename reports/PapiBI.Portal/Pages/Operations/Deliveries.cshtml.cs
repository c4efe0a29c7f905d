using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Accounts;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Pages.Operations;

/// <summary>Who was sent what, and what became of it.</summary>
[Authorize(Policy = Policies.Steward)]
public sealed class DeliveriesModel(Deliveries deliveries) : PageModel
{
    public const int PageLength = 200;

    /// <summary>Only those in this state; null: in any.</summary>
    public string? State { get; private set; }
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();
    public IReadOnlyList<DeliveryRow> Rows { get; private set; } = [];

    public void OnGet(string? state)
    {
        State = state is not null && DeliveryState.All.Contains(state) ? state : null;
        Counts = deliveries.Counts();
        Rows = deliveries.Newest(PageLength, State);
    }
}
