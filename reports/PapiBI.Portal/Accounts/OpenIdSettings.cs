using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Accounts;

/// <summary>A provider that vouches for people: section "openId" of the settings.</summary>
public sealed record OpenIdSettings
{
    private const int ShortestSecret = 16;

    private static readonly HashSet<string> WellKnown = new(StringComparer.OrdinalIgnoreCase)
    {
        "secret", "changeme", "change-me", "change_me", "password", "client-secret", "client_secret", "clientsecret", "your-secret", "your-client-secret", "yourclientsecret", "your_client_secret",
        "my-secret", "mysecret", "default", "example", "test", "placeholder", "todo", "supersecret", "super-secret", "insecure", "development", "keycloak", "admin",
    };

    /// <summary>Where its description is: "https://login.example.vn/realms/papi".</summary>
    public string Authority { get; init; } = "";
    public string ClientId { get; init; } = "";

    /// <summary>A file with the secret and nothing else. It may also stand in the environment (PORTAL_OpenId__ClientSecret), never in the settings.</summary>
    public string ClientSecretFile { get; init; } = "";

    /// <summary>From the environment or the file.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>What its button says.</summary>
    public string Name { get; init; } = "OpenID Connect";

    /// <summary>The claim that says what somebody is.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>From its values to our roles: {"papi-quan-tri": "admin"}. The highest of several counts.</summary>
    public Dictionary<string, string> Roles { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The role of whom no value names; blank: they may not come in.</summary>
    public string DefaultRole { get; init; } = "";

    /// <returns>Null: not to be let in.</returns>
    public Role? RoleOf(IEnumerable<string> values) =>
        values.Select(value => Roles.GetValueOrDefault(value)).Append(DefaultRole).Select(code => Person.RoleOf(code ?? "")).Max();

    internal IEnumerable<Text> Faults()
    {
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var authority) || !(authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback)))
        {
            yield return new Text("openId.authority: cần một địa chỉ https (http chỉ trên chính máy này).", "openId.authority: an https address is needed (http on this very machine only).");
        }

        if (ClientId.Length == 0)
        {
            yield return new Text("openId.clientId: còn thiếu.", "openId.clientId: is missing.");
        }

        // Never with the secret itself.
        if (IsWellKnown(ClientSecret))
        {
            yield return new Text("openId.clientSecret: là một giá trị mẫu ai cũng biết; hãy đặt một bí mật thật.", "openId.clientSecret: is an example that everybody knows; set a real secret.");
        }
        else if (ClientSecret.Length < ShortestSecret)
        {
            yield return new Text($"openId.clientSecret: cần ít nhất {ShortestSecret} ký tự, trong tệp clientSecretFile hoặc biến PORTAL_OpenId__ClientSecret.", $"openId.clientSecret: needs at least {ShortestSecret} characters, in the file clientSecretFile or the variable PORTAL_OpenId__ClientSecret.");
        }

        foreach (var code in Roles.Values.Append(DefaultRole).Where(code => code.Length > 0 && Person.RoleOf(code) is null).Distinct())
        {
            yield return new Text($"openId.roles: không có vai trò “{code}”; dùng viewer, analyst, steward, admin.", $"openId.roles: there is no role “{code}”; use viewer, analyst, steward, admin.");
        }

        if (Roles.Count == 0 && DefaultRole.Length == 0)
        {
            yield return new Text("openId.roles: còn thiếu; không ai vào được.", "openId.roles: is missing; nobody could come in.");
        }
    }

    // "changeme-changeme", "secret1234567890", "xxxxxxxxxxxxxxxx".
    private static bool IsWellKnown(string secret)
    {
        var bare = secret.Trim().TrimEnd([.. "0123456789!.-_"]);
        return secret.Length > 0 && (WellKnown.Contains(secret) || WellKnown.Contains(bare) || secret.Distinct().Count() <= 4 || CommonPasswords.Has(secret)
            || WellKnown.Any(word => word.Length >= 4 && secret.Replace(word, "", StringComparison.OrdinalIgnoreCase).All(c => !char.IsLetterOrDigit(c))));
    }
}
