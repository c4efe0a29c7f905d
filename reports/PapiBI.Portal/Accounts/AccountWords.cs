using System.Globalization;
using System.Text.RegularExpressions;
using PapiBI.Portal.Embedding;
using PapiBI.Portal.Releases;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Accounts;

/// <summary>Roles, rights, actions and times as people read them.</summary>
public static partial class AccountWords
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

    /// <summary>From where somebody has to wait; from elsewhere they come in.</summary>
    public static Text Of(SignInWait wait) => wait switch
    {
        { IsEverywhereNew: false } => new Text($"dùng được; {wait.Networks} mạng tạm khóa vì sai mật khẩu", $"in use; {Networks(wait.Networks)} locked for a while, wrong passwords"),
        { Networks: 0 } => new Text("dùng được từ mạng đã vào trước đây; mạng mới tạm khóa vì sai mật khẩu", "in use from networks used before; new ones locked for a while, wrong passwords"),
        _ => new Text($"mạng mới và {wait.Networks} mạng đã vào trước đây tạm khóa vì sai mật khẩu", $"new networks and {wait.Networks} used before locked for a while, wrong passwords"),
    };

    private static string Networks(int count) => count == 1 ? "1 network" : $"{count} networks";

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
        AuditAction.Answered => new Text("câu hỏi SQL kết thúc", "SQL question ended"),
        AuditAction.RoleKept => new Text("giữ vai trò của người quản trị duy nhất", "the only admin's role kept"),
        AuditAction.SawRefused => new Text("xem tệp bị từ chối", "saw refused file"),
        AuditAction.TookRefused => new Text("tải bản cần sửa", "took refused file"),
        AuditAction.Uploaded => new Text("gửi tệp", "uploaded"),
        AuditAction.SiteAdded => new Text("thêm trang nhúng", "site added"),
        AuditAction.SiteNameChanged => new Text("đổi tên trang nhúng", "site's name changed"),
        AuditAction.SiteOriginsChanged => new Text("đổi địa chỉ gốc của trang nhúng", "site's origins changed"),
        AuditAction.SitePlanRightsChanged => new Text("đổi quyền xem kế hoạch của trang nhúng", "site's plan rights changed"),
        AuditAction.SiteRefreshChanged => new Text("đổi quyền nạp dữ liệu của trang nhúng", "site's right to load data changed"),
        AuditAction.SiteDisabled => new Text("ngừng trang nhúng", "site disabled"),
        AuditAction.SiteEnabled => new Text("dùng lại trang nhúng", "site enabled"),
        AuditAction.KeyMade => new Text("tạo khóa cho trang nhúng", "site's key made"),
        AuditAction.KeyEnded => new Text("kết thúc khóa của trang nhúng", "site's key ended"),
        AuditAction.KeyRefused => new Text("khóa không được nhận", "key refused"),
        AuditAction.TokenMade => new Text("tạo mã nhúng", "embed token made"),
        AuditAction.RefreshAsked => new Text("yêu cầu nạp dữ liệu", "refresh asked"),
        _ => new Text(action, action),
    };

    /// <summary>To whom or of what: of a question that ended, which.</summary>
    public static Text SubjectOf(AuditEntry entry) => entry.Action == AuditAction.Answered
        ? new Text($"mục {entry.Subject}", $"no. {entry.Subject}")
        : new Text(entry.Subject, entry.Subject);

    /// <summary>What else there is to know, in words; what has none as it is stored.</summary>
    public static Text DetailOf(AuditEntry entry, PublishedRelease releases) => entry.Action switch
    {
        AuditAction.SignInFailed => Failure(entry.Detail),
        AuditAction.RoleChanged or AuditAction.RoleKept => Joined(entry.Detail, " → ", RoleOrCode),
        AuditAction.PersonAdded => Joined(entry.Detail, ", ", part => Person.RoleOf(part) is { } role ? Of(role) : Plans(part, releases)),
        AuditAction.PlanRightsChanged or AuditAction.SitePlanRightsChanged => Joined(entry.Detail, " → ", part => Plans(part, releases)),
        AuditAction.SiteRefreshChanged => Joined(entry.Detail, " → ", part => part == "yes" ? new Text("có", "yes") : new Text("không", "no")),
        AuditAction.KeyEnded when entry.Detail.Split(" → ") is [var key, var end] && DateTimeOffset.TryParse(end, CultureInfo.InvariantCulture, out var at) => new Text($"{key}, hết hiệu lực lúc {Time(at, Language.Vietnamese)}", $"{key}, good until {Time(at, Language.English)}"),
        AuditAction.TokenMade when TokenEntry.Of(entry.Detail) is { } token => Made(token, releases),
        AuditAction.SessionEnded when int.TryParse(entry.Detail, NumberStyles.None, CultureInfo.InvariantCulture, out var ended) => new Text($"{ended} phiên", ended == 1 ? "1 session" : $"{ended} sessions"),
        AuditAction.Asked or AuditAction.Answered when Outcome().Match(entry.Detail) is { Success: true } outcome => Ended(outcome.Groups["end"].Value, outcome.Groups["rows"].Value, outcome.Groups["seconds"].Value),
        _ => new Text(entry.Detail, entry.Detail),
    };

    private const string NoPlans = "–";

    private static Text Made(TokenEntry token, PublishedRelease releases)
    {
        var (plans, vi, en) = (Plans(token.Plans, releases), Time(token.Until, Language.Vietnamese), Time(token.Until, Language.English));
        return new Text(
            $"mã {token.TokenId}; báo cáo {token.Reports}; trên {token.Origins}; kế hoạch: {plans.Vi}; đến {vi}; cho {token.User}",
            $"token {token.TokenId}; reports {token.Reports}; on {token.Origins}; plans: {plans.En}; until {en}; for {token.User}");
    }

    private static Text Failure(string detail) => detail switch
    {
        SignInFault.WrongPassword => new Text("sai mật khẩu", "wrong password"),
        SignInFault.Locked => new Text("đang tạm khóa vì sai nhiều lần", "locked for a while after wrong passwords"),
        SignInFault.Unknown => new Text("không có tên đăng nhập này", "no such login"),
        SignInFault.Disabled => new Text("tài khoản đã khóa", "account is disabled"),
        SignInFault.NoPassword => new Text("chưa có mật khẩu ở đây", "has no password here"),
        _ when detail.StartsWith(SignInFault.NoRole + ", ", StringComparison.Ordinal) => new Text($"bên xác thực không nói vai trò nào: {Rest(detail, SignInFault.NoRole)}", $"the provider says no role: {Rest(detail, SignInFault.NoRole)}"),
        _ when detail.StartsWith(SignInFault.Provider + ": ", StringComparison.Ordinal) => new Text($"câu trả lời của bên xác thực không được nhận ({Rest(detail, SignInFault.Provider)})", $"the provider's answer was not taken ({Rest(detail, SignInFault.Provider)})"),
        _ => new Text(detail, detail),
    };

    private static string Rest(string detail, string code) => detail[(code.Length + 2)..];

    private static Text Ended(string end, string rows, string seconds)
    {
        var how = end switch
        {
            AskedQuery.Done => new Text("xong", "done"),
            AskedQuery.Failed => new Text("cổng gặp lỗi", "the portal failed"),
            "cancelled" => new Text("đã hủy", "cancelled"),
            "limit-timeout" => new Text("quá thời gian", "out of time"),
            "limit-memory" => new Text("quá bộ nhớ", "out of memory"),
            _ => new Text($"bị từ chối ({end})", $"refused ({end})"),
        };
        return new Text($"{how.Vi}, {rows} dòng, {seconds.Replace('.', ',')} giây", $"{how.En}, {rows} rows, {seconds} s");
    }

    private static Text Plans(string stored, PublishedRelease releases)
    {
        if (stored == NoPlans)
        {
            return new Text("không kế hoạch nào", "no plans");
        }

        if (PlanKeys().IsMatch(stored))
        {
            try
            {
                var rights = stored.Split(' ').Select(key => PlanRight.Of(key)).ToList();
                return new Text(PlanRightsText.Said(rights, releases, Language.Vietnamese), PlanRightsText.Said(rights, releases, Language.English));
            }
            catch (WarehouseUnavailableException)
            {
                // The log can be read where no release can.
            }
        }

        return new Text(stored, stored);
    }

    private static Text RoleOrCode(string part) => Person.RoleOf(part) is { } role ? Of(role) : new Text(part, part);

    private static Text Joined(string detail, string by, Func<string, Text> words)
    {
        var parts = detail.Split(by).Select(words).ToList();
        return new Text(string.Join(by, parts.Select(part => part.Vi)), string.Join(by, parts.Select(part => part.En)));
    }

    // As it is stored: "done, 3 rows, 0.01 s".
    [GeneratedRegex(@"^(?<end>[^,]+), (?<rows>\d+) rows, (?<seconds>[\d.]+) s$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Outcome();

    // As they are stored: "58@2004-01-01 92", "*"; what was cut off with a long entry is no key.
    [GeneratedRegex(@"^(\*|\w+(@\d{4}-\d{2}-\d{2})?)( (\*|\w+(@\d{4}-\d{2}-\d{2})?))*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PlanKeys();

    /// <summary>Viet Nam's time: "25/11/2026 10:00:00", "25 Nov 2026 10:00:00".</summary>
    public static string Time(DateTimeOffset at, Language language) =>
        at.ToOffset(VietnamTime).ToString(language == Language.English ? "d MMM yyyy HH:mm:ss" : "dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
