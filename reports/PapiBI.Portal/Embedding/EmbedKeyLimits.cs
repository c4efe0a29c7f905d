using System.Net;
using System.Threading.RateLimiting;
using PapiBI.Portal.Accounts;

namespace PapiBI.Portal.Embedding;

/// <summary>
/// How many wrong keys a minute from one network are told that they are wrong and written down; right ones are never counted or held up. A key has 256 random
/// bits: this is for the log.
/// </summary>
public sealed class EmbedKeyLimits(PortalSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<string> wrong = PartitionedRateLimiter.Create<string, string>(network => RateLimitPartition.GetFixedWindowLimiter(network, _ => SignInLimits.Of(settings.SignInsPerMinute)));

    /// <returns>False where there were too many wrong ones.</returns>
    public bool Admits(IPAddress? address)
    {
        using var lease = wrong.AttemptAcquire(SignInLimits.NetworkOf(address), permitCount: 0);
        return lease.IsAcquired;
    }

    public void CountWrong(IPAddress? address)
    {
        using var lease = wrong.AttemptAcquire(SignInLimits.NetworkOf(address));
    }

    public void Dispose() => wrong.Dispose();
}
