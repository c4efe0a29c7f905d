using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Embedding;

namespace PapiBI.Portal.Pages;

/// <summary>What went wrong, in words, and without what only we should know.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class ErrorModel : PageModel
{
    public int Status { get; private set; }

    // However it was asked for, and without a parameter: to bind one, the form would be read, which may be what was too large.
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) =>
        context.Result = Answer(int.TryParse(Request.Query["status"], NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : StatusCodes.Status500InternalServerError);

    private IActionResult Answer(int status)
    {
        // Asked for by its own address nothing went wrong.
        Status = HttpContext.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodeReExecuteFeature>() is null && HttpContext.Features.Get<Microsoft.AspNetCore.Diagnostics.IExceptionHandlerFeature>() is null ? StatusCodes.Status404NotFound : status;
        Response.StatusCode = Status;
        Response.Headers.CacheControl = "no-store";
        return EmbedAnswers.OfFault(HttpContext, Status) is { } refusal
            ? new ContentResult { Content = EmbedAnswers.Body(HttpContext, refusal), ContentType = "application/json; charset=utf-8", StatusCode = refusal.Status }
            : Page();
    }
}
