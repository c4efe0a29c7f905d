using System.Text.Json;
using System.Text.Json.Serialization;
using PapiBI.Warehouse;

namespace PapiBI.Portal.Embedding;

/// <summary>
/// What a site's server asks a token for, with the field names of Power BI. What is not known here is passed over, but for what asks for more than looking, or
/// for a limit that would not be kept.
/// </summary>
internal sealed record TokenRequest
{
    public const int ShortestLife = 1;
    public const int LongestLife = 24 * 60;

    /// <summary>The only role: to be shown plans beside the figures that are everybody's; whose, says the identity's customData.</summary>
    public const string PlansRole = "plans";

    private const int UsualLife = 60;
    private const int LongestUser = 200;
    private const int LongestPlans = 4_000;

    private static readonly JsonSerializerOptions Format = new() { PropertyNameCaseInsensitive = true, AllowDuplicateProperties = false };

    /// <summary>“View”, the only one.</summary>
    public string? AccessLevel { get; init; }

    /// <summary>Nobody can save here: true is refused.</summary>
    public bool? AllowSaveAs { get; init; }

    /// <summary>“papibi”, the only one.</summary>
    public string? DatasetId { get; init; }

    /// <summary>1 to 1440; 60 where it is left out.</summary>
    public int? LifetimeInMinutes { get; init; }
    public IReadOnlyList<EffectiveIdentity?>? Identities { get; init; }

    /// <summary>Which reports it opens, where the address names none.</summary>
    public IReadOnlyList<TokenReport?>? Reports { get; init; }
    public IReadOnlyList<TokenDataset?>? Datasets { get; init; }

    /// <summary>There is no data source to sign in to: anything but an empty list is refused.</summary>
    public JsonElement DatasourceIdentities { get; init; }

    /// <summary>Our own: some of the site's origins, where not all of its pages are to show what this token opens.</summary>
    public IReadOnlyList<string?>? AllowedOrigins { get; init; }

    [JsonIgnore]
    public TimeSpan Life => TimeSpan.FromMinutes(LifetimeInMinutes ?? UsualLife);

    /// <summary>Who looks, as their site calls them; blank: it does not say.</summary>
    [JsonIgnore]
    public string UserName => Identities is [{ Username: { } name }] ? name.Trim() : "";

    /// <summary>Whose plans, as it was written; null: no plans.</summary>
    [JsonIgnore]
    public string? Plans => Identities is [{ Roles.Count: > 0, CustomData: var whose }] ? whose : null;

    /// <param name="body">As it was sent.</param>
    /// <param name="report">That the address names; null: none.</param>
    /// <param name="cancellation">Of the request.</param>
    /// <returns>What was sent, or what is wrong with it.</returns>
    public static async Task<(TokenRequest? Asked, Text? Fault)> Read(Stream body, string? report, CancellationToken cancellation)
    {
        try
        {
            if (await JsonSerializer.DeserializeAsync<TokenRequest>(body, Format, cancellation) is not { } read)
            {
                return (null, NoObject);
            }

            var asked = report is null ? read : read with { Reports = [new TokenReport(report)] };
            return (asked, read.Fault() ?? asked.IdentityFault([.. (asked.Reports ?? []).Select(one => one?.Id)]));
        }
        catch (JsonException e)
        {
            return (null, NoJson(e));
        }
    }

    public static Text NoObject { get; } = new("Nội dung gửi lên phải là một đối tượng JSON.", "The body has to be a JSON object.");

    public static Text NoJson(JsonException e) => new($"Nội dung gửi lên không phải JSON đúng dạng, ở {e.Path ?? "$"}.", $"The body is no JSON of the right form, at {e.Path ?? "$"}.");

    private Text? Fault() =>
        AccessLevel is not null && !Is(AccessLevel, "View") ? new Text($"accessLevel: chỉ có View, không có “{AccessLevel}”.", $"accessLevel: View is the only one, not “{AccessLevel}”.")
        : AllowSaveAs == true ? new Text("allowSaveAs: ở đây không ai lưu được báo cáo.", "allowSaveAs: nobody can save reports here.")
        : LifetimeInMinutes is < ShortestLife or > LongestLife ? new Text($"lifetimeInMinutes: từ {ShortestLife} đến {LongestLife} phút.", $"lifetimeInMinutes: {ShortestLife} to {LongestLife} minutes.")
        : DatasetId is not null && DatasetId != EmbedReports.Dataset ? NoDataset("datasetId", DatasetId)
        : !IsNothing(DatasourceIdentities) ? new Text("datasourceIdentities: ở đây không có nguồn dữ liệu nào để đăng nhập.", "datasourceIdentities: there is no data source here to sign in to.")
        : AllowedOrigins is { Count: 0 } ? new Text("allowedOrigins: để trống thì không trang nào hiện được; bỏ trường này để dùng mọi địa chỉ gốc của trang nhúng.", "allowedOrigins: with none, no page could show it; leave the field out for all origins of the site.")
        : DatasetFault() ?? ReportFault();

    private Text? DatasetFault()
    {
        foreach (var (i, dataset) in (Datasets ?? []).Index())
        {
            if (dataset?.Id != EmbedReports.Dataset)
            {
                return NoDataset($"datasets[{i}].id", dataset?.Id);
            }

            if (dataset.XmlaPermissions is { } xmla && !Is(xmla, "Off"))
            {
                return new Text($"datasets[{i}].xmlaPermissions: ở đây không có XMLA.", $"datasets[{i}].xmlaPermissions: there is no XMLA here.");
            }
        }

        return null;
    }

    private Text? ReportFault() => (Reports ?? []).Index().FirstOrDefault(each => each.Item?.AllowEdit == true) is (var i, not null)
        ? new Text($"reports[{i}].allowEdit: ở đây không ai sửa được báo cáo.", $"reports[{i}].allowEdit: nobody can edit reports here.")
        : null;

    /// <summary>What is wrong with who is named to look.</summary>
    /// <param name="reports">At which reports.</param>
    public Text? IdentityFault(IReadOnlyList<string?> reports)
    {
        const string Place = "identities[0]";
        if (Identities is not { Count: > 0 })
        {
            return null;
        }

        if (Identities is not [{ } who])
        {
            return new Text("identities: mỗi yêu cầu chỉ cho một người xem.", "identities: a request is for one person.");
        }

        if (!IsNothing(who.IdentityBlob))
        {
            return new Text($"{Place}.identityBlob: ở đây không đọc được.", $"{Place}.identityBlob: nobody reads it here.");
        }

        // Who is shown plans, the audit log says by this name.
        if ((who.Username ?? "").Trim().Length is 0 or > LongestUser || who.Username!.Any(char.IsControl))
        {
            return new Text($"{Place}.username: từ 1 đến {LongestUser} ký tự.", $"{Place}.username: 1 to {LongestUser} characters.");
        }

        if (who.Datasets?.FirstOrDefault(dataset => dataset != EmbedReports.Dataset) is { } other)
        {
            return NoDataset($"{Place}.datasets", other);
        }

        if (who.Reports is { } some && reports.Any(report => !some.Contains(report)))
        {
            return new Text($"{Place}.reports: quyền xem kế hoạch là của cả yêu cầu, không của riêng một báo cáo; hãy xin hai lần.", $"{Place}.reports: rights to plans are the whole request's, not one report's; ask twice.");
        }

        var roles = who.Roles ?? [];
        foreach (var (i, role) in roles.Index())
        {
            if (role != PlansRole)
            {
                return new Text($"{Place}.roles[{i}]: chỉ có vai trò “{PlansRole}”, không có “{role}”.", $"{Place}.roles[{i}]: “{PlansRole}” is the only role, there is no “{role}”.");
            }
        }

        return (roles.Count > 0, string.IsNullOrWhiteSpace(who.CustomData)) switch
        {
            (true, true) => new Text($"{Place}.customData: vai trò “{PlansRole}” cần biết kế hoạch của tỉnh nào.", $"{Place}.customData: the role “{PlansRole}” has to be told whose plans."),
            (false, false) => new Text($"{Place}.roles: customData chỉ có nghĩa với vai trò “{PlansRole}”.", $"{Place}.roles: customData means something with the role “{PlansRole}” alone."),
            _ when who.CustomData?.Length > LongestPlans => new Text($"{Place}.customData: nhiều nhất {LongestPlans} ký tự.", $"{Place}.customData: at most {LongestPlans} characters."),
            _ => null,
        };
    }

    public static bool IsNothing(JsonElement sent) => sent.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || (sent.ValueKind == JsonValueKind.Array && sent.GetArrayLength() == 0);

    private static bool Is(string said, string known) => string.Equals(said, known, StringComparison.OrdinalIgnoreCase);

    private static Text NoDataset(string place, string? said) =>
        new($"{place}: chỉ có bộ dữ liệu “{EmbedReports.Dataset}”, không có “{said}”.", $"{place}: “{EmbedReports.Dataset}” is the only dataset, there is no “{said}”.");
}

/// <summary>Who looks, and whose plans they are shown.</summary>
/// <param name="Username">Who looks, as the site calls them; it stands in the audit log.</param>
/// <param name="Roles">“plans”, the only one: plans are shown beside public figures.</param>
/// <param name="CustomData">Whose plans, with the role “plans”: “Ninh Thuận, Cần Thơ (2025–)”, or rights as they are stored: “58@2004-01-01”.</param>
/// <param name="Datasets">“papibi”, the only one.</param>
/// <param name="Reports">All that the token opens, or nothing.</param>
internal sealed record EffectiveIdentity(string? Username = null, IReadOnlyList<string?>? Roles = null, string? CustomData = null, IReadOnlyList<string?>? Datasets = null, IReadOnlyList<string?>? Reports = null)
{
    /// <summary>Not read here: anything but null is refused.</summary>
    public JsonElement IdentityBlob { get; init; }
}

/// <param name="Id">“province-brief”.</param>
/// <param name="AllowEdit">Nobody can edit here: true is refused.</param>
internal sealed record TokenReport(string? Id = null, bool? AllowEdit = null);

/// <param name="Id">“papibi”, the only one.</param>
/// <param name="XmlaPermissions">There is no XMLA here: “Off” alone is taken.</param>
internal sealed record TokenDataset(string? Id = null, string? XmlaPermissions = null);
