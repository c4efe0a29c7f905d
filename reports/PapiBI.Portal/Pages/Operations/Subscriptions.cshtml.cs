using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Accounts;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Pages.Operations;

/// <summary>Who gets which report when.</summary>
[Authorize(Policy = Policies.Steward)]
public sealed class SubscriptionsModel(Subscriptions subscriptions) : PageModel
{
    public IReadOnlyList<Subscription> All { get; private set; } = [];

    public void OnGet() => All = subscriptions.All();
}
