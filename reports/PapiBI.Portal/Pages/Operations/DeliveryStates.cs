using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Pages.Operations;

/// <summary>States in which a delivery waits for a person.</summary>
public static class DeliveryStates
{
    public static readonly IReadOnlyList<string> Troubled = [DeliveryState.Unknown, DeliveryState.Refused, DeliveryState.GivenUp];
}
