using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Pages;

namespace PapiBI.Portal.House;

/// <summary>In which ways a page may be asked for.</summary>
internal static class PageMethods
{
    private const string Allowed = "GET, HEAD, POST";

    /// <summary>Refuses the others: a page would be drawn without having been made. Stands after the routing.</summary>
    public static void UsePagesAsMade(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsPost(method)
            || context.GetEndpoint()?.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not { } page || page.HandlerTypeInfo == typeof(ErrorModel))
        {
            return next(context);
        }

        context.Response.Headers.Allow = Allowed;
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    });
}
