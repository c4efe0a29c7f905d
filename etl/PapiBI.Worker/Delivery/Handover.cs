using PapiBI.Warehouse;

namespace PapiBI.Worker.Delivery;

/// <summary>What became of handing one mail over. The four cases leave nothing open: whoever retries knows whether that could send it twice.</summary>
public abstract record Handover
{
    private Handover()
    {
    }

    /// <summary>Taken: the server answered for it, with this reply, or the file is written, at this path.</summary>
    public sealed record Accepted(string Reply) : Handover;

    /// <summary>Certainly not taken, and worth trying again. Where the route is down no other mail would fare better now.</summary>
    public sealed record Postponed(Text Reason, bool IsRouteDown = false) : Handover;

    /// <summary>Certainly not taken, and never will be as it is: the recipient or the message is not wanted.</summary>
    public sealed record Refused(Text Reason) : Handover;

    /// <summary>All of it was sent and no answer came: it may have been taken or not.</summary>
    public sealed record Unknown(Text Reason) : Handover;
}
