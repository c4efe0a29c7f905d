using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Embedding;
using PapiBI.Portal.House;
using PapiBI.Portal.Reports;
using PapiBI.Reports.Definitions.Exploring;
using PapiBI.Reports.Documents;

namespace PapiBI.Portal.Pages.Embed;

/// <summary>What a frame shows: the pages of a report, without the portal around them, for whoever has a token.</summary>
[Kept]
[Authorize(AuthenticationSchemes = EmbedTokenHandler.Scheme)]
public sealed class ViewModel(ReportDesk desk) : PageModel
{
    public ReportDocument Document { get; private set; } = null!;

    /// <summary>Of the page to explore, what there is to choose; null: another report.</summary>
    public ExploreView? Explored { get; private set; }

    /// <summary>The parameters, with what was left out filled in.</summary>
    public string Query { get; private set; } = "";

    public IActionResult OnGet(string report)
    {
        if (report == Explore.Id)
        {
            Explored = new ExploreView(ReportEndpoints.Explore(HttpContext, desk), Request.PathBase, hasFiles: false);
            return Explored.Answer.Refused is { } refused ? Told(refused) : Show(Explored.Answer.Document!, Explored.Question.Query());
        }

        return ReportEndpoints.Ask(report, HttpContext, desk) switch
        {
            ReportAnswer.Made made => Show(made.Document, ReportQuestion.Query(made.Parameters)),
            ReportAnswer.Refused refused => Told(refused),
            _ => throw new InvalidOperationException("An answer of no kind."),
        };
    }

    private PageResult Show(ReportDocument document, string query)
    {
        (Document, Query) = (document, query);
        return Page();
    }

    private ContentResult Told(ReportAnswer.Refused refused)
    {
        Response.Headers.CacheControl = "no-store";
        return new ContentResult { Content = EmbedAnswers.Body(HttpContext, EmbedReports.Of(refused)), ContentType = "application/json; charset=utf-8", StatusCode = refused.Status };
    }
}
