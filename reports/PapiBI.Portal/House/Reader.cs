using Microsoft.AspNetCore.Diagnostics;
using PapiBI.Warehouse;

namespace PapiBI.Portal.House;

/// <summary>In which language a request is answered: the address says so, "/en/…" is English, everything else Vietnamese. So a link that is passed on keeps it.</summary>
public static class Reader
{
    private const string English = "/en";

    /// <summary>Takes the language off the path; links made in a page get it back.</summary>
    public static void UseLanguageOfAddress(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(English, StringComparison.Ordinal, out var rest))
        {
            context.Request.PathBase = context.Request.PathBase.Add(English);
            context.Request.Path = rest.HasValue ? rest : "/";
        }

        return next(context);
    });

    public static Language Language(this HttpContext context) =>
        context.Request.PathBase.Value?.EndsWith(English, StringComparison.Ordinal) == true ? Warehouse.Language.English : Warehouse.Language.Vietnamese;

    /// <summary>A text in the request's language.</summary>
    public static string T(this HttpContext context, string vi, string en) => new Text(vi, en).In(context.Language());

    /// <summary>The same page in the other language.</summary>
    public static string InTheOther(this HttpContext context) => (context.Language() == Warehouse.Language.English ? "" : English) + context.Asked();

    /// <summary>What was asked for, below the language: also where a page that tells of a fault stands in for it. Two slashes in front would be another host's.</summary>
    public static string Asked(this HttpContext context)
    {
        var (path, query) = context.Features.Get<IStatusCodeReExecuteFeature>() is { } instead
            ? (new PathString(instead.OriginalPath), instead.OriginalQueryString)
            : (context.Request.Path, context.Request.QueryString.Value);
        return "/" + path.ToUriComponent().TrimStart('/', '\\') + query;
    }
}
