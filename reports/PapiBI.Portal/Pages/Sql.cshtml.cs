using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.House;
using PapiBI.Portal.Workbench;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Pages;

/// <summary>The SQL workbench. Its script asks and draws; without it a question is posted and the first rows come as a table.</summary>
[Authorize(Policy = Policies.Analyst)]
[RequestSizeLimit(256 * 1024)]
public sealed class SqlModel(WorkbenchQuestions questions, WorkbenchSchema schema, SavedQueries saved, QuestionLimits often) : PageModel
{
    /// <summary>How many rows a page without a script shows.</summary>
    public const int MostShown = 1_000;

    /// <summary>How many of the last questions are listed.</summary>
    private const int MostAsked = 50;

    [BindProperty]
    public string? Sql { get; set; }

    /// <summary>Under which the question is kept.</summary>
    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public bool IsShared { get; set; }

    public Text? Unavailable { get; private set; }

    public WorkbenchLimits Limits { get; } = questions.Limits;

    /// <summary>Whether the question is put to a server, in T-SQL.</summary>
    public bool IsOnServer { get; } = questions.IsOnServer;
    public IReadOnlyList<DictionaryExample> Examples { get; } = schema.Examples;
    public IReadOnlyList<DescribedView> Views { get; private set; } = [];
    public IReadOnlyList<SavedQuery> Saved { get; private set; } = [];
    public IReadOnlyList<AskedQuery> Asked { get; private set; } = [];
    public CollectedAnswer? Answer { get; private set; }
    public CageEnd? End { get; private set; }

    /// <summary>What is wrong with what was sent.</summary>
    public Text? Fault { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Unavailable = await questions.WhyUnavailable(HttpContext.RequestAborted);
        await next();
    }

    public Task<IActionResult> OnGetAsync() => Show();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!often.Admits(HttpContext.Person()!))
        {
            Fault = WorkbenchEndpoints.TooFast;
        }
        else if (Unavailable is null && !string.IsNullOrWhiteSpace(Sql))
        {
            Answer = new CollectedAnswer(MostShown);
            End = await questions.Collect(HttpContext, "", Sql, Answer);
        }

        return await Show();
    }

    public Task<IActionResult> OnPostSaveAsync()
    {
        var title = Title?.Trim() ?? "";
        if (title.Length is 0 or > SavedQuery.LongestTitle || string.IsNullOrWhiteSpace(Sql) || Sql.Length > SavedQuery.LongestSql)
        {
            Fault = new Text($"Cần câu lệnh và tên, tên không quá {SavedQuery.LongestTitle} ký tự.", $"A question and a title are needed; the title has {SavedQuery.LongestTitle} letters at most.");
            return Show();
        }

        if (!saved.Save(HttpContext.Person()!.Id, title, Sql, IsShared))
        {
            Fault = new Text($"Bạn đã giữ {SavedQueries.MostSaved} câu hỏi; hãy xóa bớt rồi giữ câu này.", $"You keep {SavedQueries.MostSaved} questions; remove some, then keep this one.");
        }

        return Show();
    }

    public Task<IActionResult> OnPostRemoveAsync(long id)
    {
        saved.Remove(HttpContext.Person()!.Id, id);
        return Show();
    }

    private async Task<IActionResult> Show()
    {
        Views = Unavailable is null ? await schema.Views(HttpContext.RequestAborted) : [];
        var person = HttpContext.Person()!.Id;
        (Saved, Asked) = (saved.SeenBy(person), saved.AskedBy(person, MostAsked));
        return Page();
    }

    /// <summary>How a question ended, for the list of those asked.</summary>
    public string Ended(AskedQuery asked) => asked.Ended switch
    {
        AskedQuery.Done => HttpContext.T($"{asked.Rows} dòng", $"{asked.Rows} rows"),
        "cancelled" => HttpContext.T("đã hủy", "cancelled"),
        "limit-timeout" => HttpContext.T("quá thời gian", "out of time"),
        "limit-memory" => HttpContext.T("quá bộ nhớ", "out of memory"),
        _ => HttpContext.T("bị từ chối", "refused"),
    };
}
