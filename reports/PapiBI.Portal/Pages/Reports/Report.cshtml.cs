using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.House;
using PapiBI.Portal.Reports;

namespace PapiBI.Portal.Pages.Reports;

/// <summary>A report as a page.</summary>
[Kept]
public sealed class ReportModel(ReportDesk desk) : PageModel
{
    public ReportAnswer Answer { get; private set; } = null!;

    /// <summary>The address of the same report in another form: ".xlsx".</summary>
    public string As(string ending, ReportAnswer.Made made) =>
        $"{Request.PathBase}/reports/{made.Document.ReportId}{ending}{ReportQuestion.Query(made.Parameters)}";

    /// <summary>The address of one of its tables.</summary>
    public string TableAs(int number, ReportAnswer.Made made) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{As(".csv", made)}&table={number}");

    public IActionResult OnGet(string report)
    {
        Answer = ReportEndpoints.Ask(report, HttpContext, desk);
        if (Answer is ReportAnswer.Refused refused)
        {
            Response.StatusCode = refused.Status;
        }

        return Page();
    }
}
