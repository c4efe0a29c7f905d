using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using PapiBI.Portal.Workbench;
using PapiBI.Warehouse;

namespace PapiBI.Portal.Pages;

/// <summary>The SQL workbench. Its script asks and draws; without it a question is posted and the first rows come as a table.</summary>
[ResponseCache(NoStore = true)]
[EnableRateLimiting(WorkbenchEndpoints.RatePolicy)]
public sealed class SqlModel(QueryDesk desk, WorkbenchSchema schema) : PageModel
{
    /// <summary>How many rows a page without a script shows.</summary>
    public const int MostShown = 1_000;

    [BindProperty]
    public string? Sql { get; set; }

    public Text? Unavailable { get; } = WorkbenchEndpoints.Unavailable(schema);

    public WorkbenchLimits Limits { get; } = desk.Limits;
    public IReadOnlyList<DescribedView> Views { get; private set; } = [];
    public CollectedAnswer? Answer { get; private set; }
    public CageEnd? End { get; private set; }

    public IActionResult OnGet() => Show();

    public async Task<IActionResult> OnPostAsync()
    {
        if (HttpContext.Analyst() is { } analyst && Unavailable is null && !string.IsNullOrWhiteSpace(Sql))
        {
            Answer = new CollectedAnswer();
            End = await desk.Collect(analyst.Key, "", schema.ReleaseFile!, Sql, Answer, HttpContext.RequestAborted);
        }

        return Show();
    }

    private IActionResult Show()
    {
        if (HttpContext.Analyst() is null)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        Views = Unavailable is null ? schema.Views() : [];
        return Page();
    }
}
