using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace PapiBI.Tests.Portal.Browser;

/// <summary>A page in a browser of its own, and all that the browser had to complain of.</summary>
public sealed class Visit : IAsyncDisposable
{
    /// <summary>Widths in pixels: of a screen on a desk and of a telephone.</summary>
    public const int Desk = 1440;
    public const int Phone = 390;

    /// <summary>How long something may take: the whole suite runs beside it, on two cores.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private static readonly string[] Wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    private readonly List<string> complaints = [];

    public Visit(IPage page, Uri portal)
    {
        Page = page;
        page.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning")
            {
                complaints.Add($"{said.Type}: {said.Text}");
            }
        };
        page.PageError += (_, fault) => complaints.Add($"fault: {fault}");
        page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme != "data" && address.Authority != portal.Authority)
            {
                complaints.Add($"asked another host: {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, faults of scripts, requests to other hosts.</summary>
    public IReadOnlyList<string> Complaints => [.. complaints];

    /// <summary>Path and query.</summary>
    public string Address => new Uri(Page.Url).PathAndQuery;

    /// <summary>Opens a page and waits until its charts are drawn.</summary>
    public async Task<int> Open(string address)
    {
        var answer = await Page.GotoAsync(address);
        await Drawn();
        return answer!.Status;
    }

    /// <summary>
    /// Waits until the address is one of which this holds, a function of it in JavaScript. The page itself is asked again and again: a navigation that ends
    /// while somebody begins to wait for it is never heard of.
    /// </summary>
    public Task At(string holds) => Page.WaitForFunctionAsync($"() => document.readyState === 'complete' && ({holds})(new URL(location.href))");

    /// <summary>Waits until every chart of the page has marks and nothing is on its way.</summary>
    public async Task Drawn() => await Page.WaitForFunctionAsync("""
        () => document.readyState === "complete" && !document.querySelector("[aria-busy]")
            && [...document.querySelectorAll(".chart")].every(chart => chart.querySelector(".drawing svg path"))
        """);

    /// <summary>By the form, as people do.</summary>
    public async Task SignIn(string login, string password)
    {
        await Page.GotoAsync("/sign-in");
        await Page.GetByLabel("Tên đăng nhập").FillAsync(login);
        await Page.GetByLabel("Mật khẩu").FillAsync(password);
        await Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Đăng nhập", Exact = true }).ClickAsync();

        await Page.WaitForFunctionAsync("() => document.readyState === 'complete' && document.querySelector('.who a[href$=\"/account\"]') !== null");
    }

    /// <summary>Shows the page on a screen of this width, light or dark.</summary>
    public async Task On(int width, ColorScheme colors)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = colors });
        await Page.SetViewportSizeAsync(width, 1000);
        await Asks<double>("() => new Promise(shown => requestAnimationFrame(() => requestAnimationFrame(shown)))");
    }

    /// <summary>What stands beyond the right edge of the screen, where a reader would have to scroll the whole page.</summary>
    public Task<string[]> TooWide() => Page.EvaluateAsync<string[]>("""
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest(".scroll, .tabs"))
            .map(element => element.outerHTML.slice(0, 120))
        """);

    /// <summary>What the rules of WCAG 2.2, A and AA, find that a machine can find. Of the page itself, without frames in it; only violations are gathered, as what passes took most of the time.</summary>
    public async Task<IReadOnlyList<string>> Barriers()
    {
        await Page.EvaluateAsync(Axe);
        return await Asks<string[]>(
            """
            async rules => (await axe.run(document, { runOnly: { type: "tag", values: rules }, resultTypes: ["violations"] }))
                .violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`))
            """,
            Wcag);
    }

    /// <summary>What comes of a promise of the page; the browser itself would wait for it for ever.</summary>
    public Task<T> Asks<T>(string script, object? argument = null) => Page.EvaluateAsync<T>(script, argument).WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>The texts of a table's rows, a row a list.</summary>
    /// <param name="table">By selector.</param>
    public Task<string[][]> Rows(string table) => Page.Locator(table).First.EvaluateAsync<string[][]>("""
        table => [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.textContent.trim()))
        """);

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
