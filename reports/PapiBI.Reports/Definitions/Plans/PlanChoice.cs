using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>Which province is meant where somebody asks for a plan: a code or a name may be that of another unit in another year.</summary>
public static class PlanChoice
{
    /// <param name="release">With plans.</param>
    /// <param name="catalog">Of the release.</param>
    /// <param name="written">A code, a name, "Cần Thơ (2004–2025)".</param>
    /// <param name="day">On which it is asked about; null: the newest.</param>
    /// <param name="planCode">The plan; null: any of the province itself.</param>
    /// <param name="year">That the plan is to cover; null: any.</param>
    /// <returns>The unit of that day, or the one of those meant that has such a plan; null where none is meant.</returns>
    public static PlanScope? Scope(Release release, ReleaseCatalog catalog, string written, DateOnly? day, string? planCode, int? year)
    {
        var meant = ProvinceUnits.Meant(catalog, written)
            .Concat(catalog.Aliases.Where(alias => Warehouse.ProvinceNames.AreSame(alias.Alias, written)).SelectMany(alias => ProvinceUnits.OfCode(catalog, alias.ProvinceCode)))
            .Distinct()
            .OrderBy(unit => unit.IsThere(day ?? DateOnly.MaxValue) ? 0 : 1)
            .ThenByDescending(unit => unit.From)
            .ToList();
        var unit = meant.FirstOrDefault(each => ImprovementPlan.Read(release, each.Code).Any(plan => plan.UnitsIn(catalog).Contains(each) && IsAsked(plan, planCode, year))) ?? meant.FirstOrDefault();
        return unit is null ? null : new PlanScope(unit, WithUnclear: true);
    }

    private static bool IsAsked(ImprovementPlan plan, string? planCode, int? year) => planCode is not null
        ? string.Equals(plan.Code, planCode, StringComparison.OrdinalIgnoreCase)
        : plan.OwnerKind == PlanOwner.Province && (year is null || (plan.FirstYear <= year && year <= plan.LastYear));
}
