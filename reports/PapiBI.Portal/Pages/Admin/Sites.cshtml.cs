using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.Releases;
using PapiBI.Warehouse.State;
using Text = PapiBI.Warehouse.Text;

namespace PapiBI.Portal.Pages.Admin;

/// <summary>Whose web sites may embed reports, and where one is added.</summary>
[Authorize(Policy = Policies.Admin)]
public sealed class SitesModel(EmbedSites sites, PublishedRelease releases, TimeProvider clock) : PageModel
{
    public PublishedRelease Releases => releases;
    public IReadOnlyList<EmbedSite> All { get; private set; } = [];
    public SiteFields Fields { get; private set; } = SiteFields.Blank;
    public Text? Fault { get; private set; }

    public void OnGet() => All = sites.All();

    public IActionResult OnPost(string? name, string? origins, string? plans, string? mayRefresh)
    {
        Fields = SiteFields.Typed(name, origins, plans, mayRefresh);
        var (read, rights, fault) = Fields.Read(releases);
        if (fault is null)
        {
            return LocalRedirect($"{Request.PathBase}/admin/sites/{sites.Add(Fields.Name, read, rights, Fields.MayRefresh, HttpContext.Actor()).Id}");
        }

        Fault = fault;
        All = sites.All();
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    public Text StateOf(EmbedSite site) => (site.DisabledAt is not null, site.Keys.Count(key => key.IsLive(clock.GetUtcNow()))) switch
    {
        (true, _) => new Text("đã ngừng", "disabled"),
        (false, 0) => new Text("chưa có khóa", "has no key"),
        (false, 1) => new Text("dùng được, 1 khóa", "in use, 1 key"),
        (false, var keys) => new Text($"dùng được, {keys} khóa", $"in use, {keys} keys"),
    };
}
