using System.Globalization;
using PapiBI.Portal.Releases;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Accounts;

/// <summary>Roles, rights, actions and times as people read them.</summary>
public static class AccountWords
{
    private static readonly TimeSpan VietnamTime = TimeSpan.FromHours(7);

    public static Text Of(Role role) => role switch
    {
        Role.Viewer => new Text("người xem", "viewer"),
        Role.Analyst => new Text("người phân tích", "analyst"),
        Role.Steward => new Text("người quản lý dữ liệu", "steward"),
        Role.Admin => new Text("người quản trị", "admin"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No words for this role."),
    };

    public static string OfPlans(Person person, PublishedRelease releases, Language language) => (
        person.MayReadEveryPlan ? new Text("xem kế hoạch của mọi tỉnh", "may read the plans of every province")
        : person.PlanRights.Count == 0 ? new Text("không xem kế hoạch nào", "may read no plans")
        : new Text($"xem kế hoạch của {PlanRightsText.Said(person.PlanRights, releases, Language.Vietnamese)}", $"may read the plans of {PlanRightsText.Said(person.PlanRights, releases, Language.English)}")).In(language);

    /// <summary>What the audit log says; an action without words of its own as it is stored.</summary>
    public static Text Of(string action) => action switch
    {
        AuditAction.SetUp => new Text("tạo tài khoản đầu tiên", "set up"),
        AuditAction.SignedIn => new Text("đăng nhập", "signed in"),
        AuditAction.SignInFailed => new Text("đăng nhập không được", "sign-in failed"),
        AuditAction.SignedOut => new Text("đăng xuất", "signed out"),
        AuditAction.SessionEnded => new Text("kết thúc phiên", "session ended"),
        AuditAction.PersonAdded => new Text("thêm tài khoản", "person added"),
        AuditAction.RoleChanged => new Text("đổi vai trò", "role changed"),
        AuditAction.PlanRightsChanged => new Text("đổi quyền xem kế hoạch", "plan rights changed"),
        AuditAction.Disabled => new Text("khóa tài khoản", "disabled"),
        AuditAction.Enabled => new Text("mở lại tài khoản", "enabled"),
        AuditAction.PasswordLinkMade => new Text("tạo liên kết đặt mật khẩu", "password link made"),
        AuditAction.PasswordChosen => new Text("đặt mật khẩu", "password chosen"),
        AuditAction.Saw => new Text("xem", "saw"),
        AuditAction.Exported => new Text("tải về", "exported"),
        AuditAction.Asked => new Text("hỏi SQL", "asked SQL"),
        AuditAction.SawRefused => new Text("xem tệp bị từ chối", "saw refused file"),
        AuditAction.TookRefused => new Text("tải bản cần sửa", "took refused file"),
        AuditAction.Uploaded => new Text("gửi tệp", "uploaded"),
        _ => new Text(action, action),
    };

    /// <summary>Viet Nam's time: "25/11/2026 10:00:00", "25 Nov 2026 10:00:00".</summary>
    public static string Time(DateTimeOffset at, Language language) =>
        at.ToOffset(VietnamTime).ToString(language == Language.English ? "d MMM yyyy HH:mm:ss" : "dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
