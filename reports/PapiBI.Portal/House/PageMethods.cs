using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Pages;

namespace PapiBI.Portal.House;

/// <summary>In which ways a page may be asked for.</summary>
internal static class PageMethods
{
    /// <summary>Refuses the others: a page would be drawn without having been made. Stands after the routing.</summary>
    public static void UsePagesAsMade(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not { } page || page.HandlerTypeInfo == typeof(ErrorModel))
        {
            return next(context);
        }

        var method = HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Get : context.Request.Method;
        var allowed = page.HandlerMethods.Select(handler => handler.HttpMethod.ToUpperInvariant()).Distinct().ToList();
        if (allowed.Contains(method))
        {
            return next(context);
        }

        context.Response.Headers.Allow = string.Join(", ", allowed.Contains(HttpMethods.Get) ? [.. allowed, HttpMethods.Head] : allowed);
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    });
}
