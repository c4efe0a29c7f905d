using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.House;
using PapiBI.Portal.Releases;
using PapiBI.Warehouse.State;
using Text = PapiBI.Warehouse.Text;

namespace PapiBI.Portal.Pages.Admin;

/// <summary>What an admin changes of one site, and where its keys are made.</summary>
[Authorize(Policy = Policies.Admin)]
public sealed class SiteModel(EmbedSites sites, PublishedRelease releases, TimeProvider clock) : PageModel
{
    [FromRoute]
    public string Id { get; set; } = "";

    public EmbedSite Whose { get; private set; } = null!;
    public SiteFields Fields { get; private set; } = SiteFields.Blank;
    public Text? Fault { get; private set; }

    /// <summary>One that was just made; it stands on this page and nowhere else.</summary>
    public NewEmbedKey? Key { get; private set; }

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (sites.Find(Id) is { } site)
        {
            Look(site);
        }
        else
        {
            context.Result = NotFound();
        }
    }

    public void OnGet()
    {
    }

    public IActionResult OnPostChange(string? name, string? origins, string? plans, string? mayRefresh)
    {
        Fields = SiteFields.Typed(name, origins, plans, mayRefresh);
        var (read, rights, fault) = Fields.Read(releases);
        if (fault is not null)
        {
            Fault = fault;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        sites.Change(Whose, Fields.Name, read, rights, Fields.MayRefresh, HttpContext.Actor());
        return Again();
    }

    public IActionResult OnPostKey() => Shown(sites.AddKey(Whose, HttpContext.Actor()));

    public IActionResult OnPostRotate() => Shown(sites.Rotate(Whose, HttpContext.Actor()));

    public IActionResult OnPostRevoke(string? key)
    {
        return sites.RevokeKey(Whose, key ?? "", HttpContext.Actor()) ? Again() : NotFound();
    }

    public IActionResult OnPostDisable()
    {
        sites.Disable(Whose, HttpContext.Actor());
        return Again();
    }

    public IActionResult OnPostEnable()
    {
        sites.Enable(Whose, HttpContext.Actor());
        return Again();
    }

    public bool IsLive(EmbedKey key) => key.IsLive(clock.GetUtcNow());

    /// <summary>What a server would send, to be tried at once. The report shows what is everybody's.</summary>
    public string Curl(NewEmbedKey made) =>
        $$"""
        curl -X POST '{{Request.Scheme}}://{{Request.Host}}/v1.0/myorg/reports/national-league/GenerateToken' \
          -H 'Authorization: Bearer {{made.Secret}}' \
          -H 'Content-Type: application/json' \
          -d '{"accessLevel":"View","lifetimeInMinutes":60}'
        """;

    private void Look(EmbedSite site)
    {
        Whose = site;
        Fields = SiteFields.Of(site, releases, HttpContext.Language());
    }

    // The page has a secret in it: nobody keeps it, and its length tells nothing.
    private PageResult Shown(NewEmbedKey made)
    {
        Look(sites.Find(Id)!);
        Key = made;
        Response.Headers.CacheControl = "no-store";
        HttpContext.NeverCompress();
        return Page();
    }

    private LocalRedirectResult Again() => LocalRedirect($"{Request.PathBase}/admin/sites/{Whose.Id}");
}
