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

/// <summary>What an admin changes of one person.</summary>
[Authorize(Policy = Policies.Admin)]
public sealed class PersonModel(People people, Sessions sessions, PublishedRelease releases) : PageModel
{
    private static readonly Text LastAdmin = new("Đây là người quản trị duy nhất: hãy cho người khác vai trò ấy trước.", "This is the only admin: give somebody else that role first.");

    [FromRoute]
    public long Id { get; set; }

    public PublishedRelease Releases => releases;
    public Person Whom { get; private set; } = null!;
    public string Plans { get; private set; } = "";
    public int Sessions { get; private set; }
    public Text? Fault { get; private set; }
    public string? Link { get; private set; }

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (people.Find(Id) is { } person)
        {
            Look(person);
        }
        else
        {
            context.Result = NotFound();
        }
    }

    public void OnGet()
    {
    }

    public IActionResult OnPostRights(string? role, string? plans)
    {
        Plans = (plans ?? "").Trim();
        var (rights, unknown) = PlanRightsText.Read(Plans, releases);
        if (Person.RoleOf(role ?? "") is not { } chosen)
        {
            return Refused(new Text("Không có vai trò này.", "There is no such role."));
        }

        if (unknown is { } fault)
        {
            return Refused(fault);
        }

        if (!people.ChangeRole(Whom, chosen, HttpContext.Actor()))
        {
            return Refused(LastAdmin);
        }

        people.ChangePlanRights(Whom, rights, HttpContext.Actor());
        return Again();
    }

    public IActionResult OnPostEnd()
    {
        sessions.EndAll(Whom, HttpContext.Actor());
        return Again();
    }

    public IActionResult OnPostLink()
    {
        if (people.NewPasswordKey(Whom, HttpContext.Actor()) is { } key)
        {
            Link = PeopleModel.LinkFor(HttpContext, key);
        }

        return Page();
    }

    public IActionResult OnPostDisable() => people.Disable(Whom, HttpContext.Actor()) ? Again() : Refused(LastAdmin);

    public IActionResult OnPostEnable()
    {
        people.Enable(Whom, HttpContext.Actor());
        return Again();
    }

    private void Look(Person person)
    {
        Whom = person;
        Plans = PlanRightsText.Typed(person.PlanRights, releases, HttpContext.Language());
        Sessions = sessions.Of(person.Id).Count;
    }

    private LocalRedirectResult Again() => LocalRedirect(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Request.PathBase}/admin/people/{Id}"));

    private PageResult Refused(Text fault)
    {
        Fault = fault;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
