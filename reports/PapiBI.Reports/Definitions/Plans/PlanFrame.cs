using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>A plan in the reader's language: names of its agencies, of the parts of indices, of its province.</summary>
internal sealed record PlanFrame : ISpeaker
{
    public required ReleaseCatalog Catalog { get; init; }
    public required ImprovementPlan Plan { get; init; }

    /// <summary>Of the province, as on the day asked about.</summary>
    public required Text Province { get; init; }
    public required Language Language { get; init; }

    public string ProvinceName => Province.In(Language);

    /// <summary>All plans of the same province that may be told of, this one too.</summary>
    public IReadOnlyList<ImprovementPlan> Beside { get; init; } = [];

    /// <summary>Whether the owner has other plans of these years, so that only the code tells which.</summary>
    public bool IsOneOfSeveral { get; init; }

    /// <summary>Targets that an amendment took out of the plan.</summary>
    public IReadOnlyList<EarlierTarget> Dropped { get; init; } = [];

    private bool IsOfProvince => Plan.OwnerKind == Warehouse.Loading.PlanOwner.Province;

    /// <summary>Whose plan, and which of several: "Ninh Thuận", "Sở Nội vụ (Ninh Thuận)", "Hồ Chí Minh (KH-79-2021-A)".</summary>
    public string Subject
    {
        get
        {
            List<string> besides = [.. IsOfProvince ? Array.Empty<string>() : [ProvinceName], .. IsOneOfSeveral ? [Plan.Code] : Array.Empty<string>()];
            return (IsOfProvince ? ProvinceName : Plan.Owner.In(Language)) + (besides.Count == 0 ? "" : $" ({string.Join(", ", besides)})");
        }
    }

    /// <summary>" của Sở Nội vụ (Ninh Thuận)" behind the word plan; "" of the only plan of the province itself.</summary>
    public string OfOwner => IsOfProvince && !IsOneOfSeveral ? "" : this.T(" của ", " of ") + Subject;

    /// <summary>Whose plan, for a file name; in Vietnamese.</summary>
    public string FileName => (IsOfProvince ? Province.Vi : $"{Plan.Owner.Vi} {Province.Vi}") + (IsOneOfSeveral ? $" {Plan.Code}" : "");

    public string AgencyName(string code) => Plan.Agencies.FirstOrDefault(agency => agency.Code == code)?.Name.In(Language) ?? code;

    /// <summary>Where the plan lists an agency; behind all others, where it does not.</summary>
    public int PlaceOf(string agencyCode) => Plan.Agencies.TakeWhile(agency => agency.Code != agencyCode).Count();

    /// <summary>The item as the index had it in that year, else in the nearest year that is held; null where no year has it.</summary>
    public CatalogItem? ItemOf(string indexCode, string itemCode, int year) =>
        Catalog.Items.Where(item => item.IndexCode == indexCode && item.Code == itemCode).MinBy(item => (Math.Abs(item.Year - year), -item.Year));

    /// <summary>"5. Thủ tục hành chính công", "2.1 Tiếp cận thông tin"; the code where no year names it.</summary>
    public string ItemName(string indexCode, string itemCode, int year) => ItemOf(indexCode, itemCode, year) is not { } item
        ? itemCode
        : item.Level == Warehouse.Loading.IndicatorLevel.SubDimension ? $"{item.Code} {item.Name.In(Language)}" : item.Numbered(Language);

    /// <summary>The plan that is asked for, among those of the province as the unit that is meant.</summary>
    /// <exception cref="ReportRefusedException">The plan is not held, or it has to be named; the reason lists those that there are.</exception>
    public static PlanFrame Open(Release release, ReleaseCatalog catalog, string provinceCode, PlanScope? scope, int year, DateOnly day, string? planCode, Language language)
    {
        var meant = scope ?? PlanChoice.Scope(release, catalog, provinceCode, day, planCode, year)
            ?? throw Refused($"Không có tỉnh mang mã {provinceCode}.", $"There is no province with code {provinceCode}.");
        var province = NameOn(catalog, meant.Unit, day);
        var held = ImprovementPlan.Read(release, meant.Unit.Code).Where(each => meant.Holds(each, catalog)).ToList();
        var plan = Choose(held, year, planCode, province);
        return new PlanFrame
        {
            Catalog = catalog,
            Plan = plan,
            Beside = held,
            IsOneOfSeveral = held.Any(other => other.Code != plan.Code && (other.OwnerKind, other.Owner.Vi) == (plan.OwnerKind, plan.Owner.Vi) && other.FirstYear <= plan.LastYear && plan.FirstYear <= other.LastYear),
            Province = province,
            Language = language,
            Dropped = TargetGap.Dropped(release, plan.Code),
        };
    }

    // As it was called on the day, or last before it.
    private static Text NameOn(ReleaseCatalog catalog, ProvinceUnit unit, DateOnly day) =>
        catalog.ProvinceVersions
            .Where(version => version.Code == unit.Code && version.From >= unit.From && (unit.To is null || version.From <= unit.To))
            .OrderBy(version => version.From <= day ? 0 : 1)
            .ThenBy(version => Math.Abs(version.From.DayNumber - day.DayNumber))
            .First().Name;

    private static ImprovementPlan Choose(IReadOnlyList<ImprovementPlan> held, int year, string? planCode, Text province)
    {
        var codes = string.Join(", ", held.Select(plan => plan.Code));
        var there = held.Count == 0
            ? new Text("không có kế hoạch nào", "there is none")
            : new Text($"có {codes}", held.Count == 1 ? $"there is {codes}" : $"there are {codes}");
        if (planCode is not null)
        {
            return held.FirstOrDefault(plan => string.Equals(plan.Code, planCode, StringComparison.OrdinalIgnoreCase))
                ?? throw Refused($"Bản phát hành không có kế hoạch {planCode} của {province.Vi}: {there.Vi}.", $"The release has no plan {planCode} of {province.En}: {there.En}.");
        }

        var ofYear = held.Where(plan => plan.OwnerKind == Warehouse.Loading.PlanOwner.Province && plan.FirstYear <= year && year <= plan.LastYear).ToList();
        return ofYear.Count switch
        {
            1 => ofYear[0],
            0 => throw Refused($"Bản phát hành không có kế hoạch cấp tỉnh của {province.Vi} cho năm {year}: {there.Vi}.", $"The release has no provincial plan of {province.En} for {year}: {there.En}."),
            _ => throw Refused(
                $"Năm {year} {province.Vi} có {ofYear.Count} kế hoạch cấp tỉnh, hãy chọn một: {string.Join(", ", ofYear.Select(plan => plan.Code))}.",
                $"{province.En} has {ofYear.Count} provincial plans for {year}, name one of them: {string.Join(", ", ofYear.Select(plan => plan.Code))}."),
        };
    }

    private static ReportRefusedException Refused(string vi, string en) => new(new Text(vi, en));
}
