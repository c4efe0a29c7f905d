using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.Releases;
using PapiBI.Warehouse.State;
using Text = PapiBI.Warehouse.Text;

namespace PapiBI.Portal.Pages.Admin;

/// <summary>Who has an account, and where one is given.</summary>
[Authorize(Policy = Policies.Admin)]
public sealed class PeopleModel(People people, PublishedRelease releases) : PageModel
{
    public PublishedRelease Releases => releases;
    public IReadOnlyList<Person> All { get; private set; } = [];
    public string Login { get; private set; } = "";
    public string Name { get; private set; } = "";
    public Role Role { get; private set; } = Role.Viewer;
    public string Plans { get; private set; } = "";
    public Text? Fault { get; private set; }

    /// <summary>Where whoever was just added chooses a password; it stands on this page and nowhere else.</summary>
    public string? Link { get; private set; }
    public string Added { get; private set; } = "";

    public void OnGet() => All = people.All();

    public IActionResult OnPost(string? login, string? name, string? role, string? plans)
    {
        (Login, Name, Plans) = ((login ?? "").Trim(), (name ?? "").Trim(), (plans ?? "").Trim());
        Role = Person.RoleOf(role ?? "") ?? Role.Viewer;
        var (rights, unknown) = PlanRightsText.Read(Plans, releases);
        Fault = NewPerson.Fault(Login, Name) ?? (Person.RoleOf(role ?? "") is null ? new Text("Không có vai trò này.", "There is no such role.") : unknown);
        if (Fault is null)
        {
            if (people.Add(Login, Name, Role, rights, HttpContext.Actor()) is { } added)
            {
                Link = LinkFor(HttpContext, people.NewPasswordKey(added, HttpContext.Actor())!);
                Added = added.Login;
                (Login, Name, Role, Plans) = ("", "", Role.Viewer, "");
            }
            else
            {
                Fault = new Text("Đã có tài khoản mang tên đăng nhập này.", "There is an account with this login.");
            }
        }

        All = people.All();
        Response.StatusCode = Fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        return Page();
    }

    public static Text StateOf(Person person) =>
        person.DisabledAt is not null ? new Text("đã khóa", "disabled")
        : person.Issuer is not null ? new Text("qua bên xác thực", "by the provider")
        : !person.HasPassword ? new Text("chưa chọn mật khẩu", "has not chosen a password")
        : person.Wait is { } wait ? AccountWords.Of(wait)
        : new Text("dùng được", "in use");

    internal static string LinkFor(HttpContext context, string key) => $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/choose-password{QueryString.Create("key", key)}";
}
