using PapiBI.Warehouse;

namespace PapiBI.Worker.Delivery;

/// <summary>A way out for finished mails. An instance is used by one thread at a time.</summary>
public abstract class MailRoute : IDisposable
{
    /// <summary>For people and logs, without any secret.</summary>
    public abstract Text Name { get; }

    /// <summary>Hands one mail over. What a server or a disk does is told as an outcome and never thrown.</summary>
    public abstract Handover Hand(OutgoingMail mail, CancellationToken stopping);

    /// <summary>Null when a mail could be handed over now, else what is wrong and what to do. Sends nothing.</summary>
    public abstract Text? Check();

    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool isDisposing)
    {
    }
}
