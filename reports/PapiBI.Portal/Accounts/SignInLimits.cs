using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Accounts;

/// <summary>How often a minute passwords and secrets may be sent: from one address, and for one login from wherever.</summary>
public sealed class SignInLimits(PortalSettings settings) : IDisposable
{
    /// <summary>Of pages that take a password or a secret.</summary>
    public const string Policy = "sign-in";

    private const int ProviderTimes = 10;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> byLogin = PartitionedRateLimiter.Create<string, string>(login => RateLimitPartition.GetFixedWindowLimiter(login, _ => Of(settings.SignInsPerMinute)));

    /// <returns>False where this login was tried too often.</returns>
    public bool Admits(string login)
    {
        using var lease = byLogin.AttemptAcquire(login.Trim().ToUpperInvariant());
        return lease.IsAcquired;
    }

    public void Dispose() => byLogin.Dispose();

    public static void AddTo(RateLimiterOptions options, PortalSettings settings)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(Policy, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(NetworkOf(context.Connection.RemoteIpAddress), _ => Of(settings.SignInsPerMinute))
            : RateLimitPartition.GetNoLimiter(""));
    }

    /// <summary>Of answers of a provider: no password is guessed by them, and a whole ministry may come from one address in the morning.</summary>
    internal static FixedWindowRateLimiterOptions OfProvider(PortalSettings settings) => Of((int)Math.Min(int.MaxValue, (long)settings.SignInsPerMinute * ProviderTimes));

    internal static FixedWindowRateLimiterOptions Of(int most) => new() { PermitLimit = most, Window = Window, QueueLimit = 0 };

    internal static string NetworkOf(IPAddress? address) => SignInNetwork.Of(address);
}
