using System.Threading.RateLimiting;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Workbench;

/// <summary>How often one person may ask: known only once it is known who they are, so not by address.</summary>
public sealed class QuestionLimits : IDisposable
{
    public const int AMinute = 60;

    private readonly PartitionedRateLimiter<long> byPerson = PartitionedRateLimiter.Create<long, long>(person =>
        RateLimitPartition.GetFixedWindowLimiter(person, _ => new FixedWindowRateLimiterOptions { PermitLimit = AMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <returns>False where this person asked too often.</returns>
    public bool Admits(Person person)
    {
        using var lease = byPerson.AttemptAcquire(person.Id);
        return lease.IsAcquired;
    }

    public void Dispose() => byPerson.Dispose();
}
