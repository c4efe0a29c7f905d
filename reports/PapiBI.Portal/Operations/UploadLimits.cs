using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.RateLimiting;
using PapiBI.Portal.Accounts;

namespace PapiBI.Portal.Operations;

/// <summary>How often a minute files may be sent from one address.</summary>
public static class UploadLimits
{
    public const string Policy = "upload";

    public static void AddTo(RateLimiterOptions options, PortalSettings settings) => options.AddPolicy(Policy, context => HttpMethods.IsPost(context.Request.Method)
        ? RateLimitPartition.GetFixedWindowLimiter(SignInLimits.NetworkOf(context.Connection.RemoteIpAddress), _ => SignInLimits.Of(settings.UploadsPerMinute))
        : RateLimitPartition.GetNoLimiter(""));
}

/// <summary>Turns away what says that it is far too large before a byte of it is read; what lies but a little above the limit is told so on the page.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TurnAwayLargerThanAttribute(long bytes) : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    // Before the form is read for its anti-forgery token.
    public int Order => 800;

    public Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        if (context.HttpContext.Request.ContentLength > bytes)
        {
            context.Result = new Microsoft.AspNetCore.Mvc.StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
        }

        return Task.CompletedTask;
    }
}
