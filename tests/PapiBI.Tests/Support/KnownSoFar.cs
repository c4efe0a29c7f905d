using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Support;

/// <summary>What a warehouse would know after loading batches in order, without a warehouse.</summary>
public static class KnownSoFar
{
    public static ReferenceData Nothing { get; } = new()
    {
        RegionCodes = [],
        Provinces = [],
        Aliases = [],
        GroupCodes = [],
        Editions = [],
        Indicators = [],
    };

    public static ReferenceData With(this ReferenceData known, LoadBatch batch) => batch.Kind switch
    {
        LoadKind.Regions => known with { RegionCodes = [.. Rows<RegionRow>(batch).Select(r => r.RegionCode)] },
        LoadKind.Provinces => known with
        {
            Provinces = [.. Rows<ProvinceRow>(batch).Select(p => new KnownProvince(p.ProvinceCode, p.ValidFrom, p.ValidTo, p.FullNameVi, p.NameVi, p.NameEn))],
        },
        LoadKind.ProvinceAliases => known with { Aliases = [.. Rows<ProvinceAliasRow>(batch).Select(a => new KnownAlias(a.Alias, a.ProvinceCode))] },
        LoadKind.Groups => known with { GroupCodes = [.. Rows<GroupRow>(batch).Select(g => g.GroupCode)] },
        LoadKind.Editions => known with
        {
            Editions =
            [
                .. known.Editions.Where(e => e.IndexCode != batch.Scope),
                .. Rows<EditionRow>(batch).Select(e => new KnownEdition(e.IndexCode, e.Year, e.RefDate, e.IsWhole)),
            ],
        },
        LoadKind.Structure => known with
        {
            Indicators =
            [
                .. known.Indicators.Where(i => i.IndexCode != batch.Scope),
                .. Rows<IndicatorRow>(batch).Select(i => new KnownIndicator(i.IndexCode, i.Year, i.Level, i.ItemCode, i.MinScore, i.MaxScore, i.IsSummed, i.ParentCode, i.Weight, i.NameVi, i.NameEn)),
            ],
        },
        LoadKind.Plan => known with
        {
            Plans =
            [
                .. known.Plans.Where(plan => plan.PlanCode != batch.Scope),
                .. batch.Rows.OfType<PlanRow>().Select(p => new KnownPlan(p.PlanCode, p.OwnerKind, p.OwnerVi, p.ProvinceCode, p.FirstYear, p.LastYear,
                    [.. batch.Rows.OfType<AgencyRow>().Select(a => a.AgencyCode)],
                    [.. batch.Rows.OfType<TaskRow>().Select(t => new KnownTask(t.TaskNo, t.ContentVi, t.StartDate, t.DueDate, t.LeadAgencyCode) { ContentEn = t.ContentEn })])
                {
                    AgencyNames = [.. batch.Rows.OfType<AgencyRow>().SelectMany(a => new[] { (a.NameVi, a.AgencyCode), (a.NameEn, a.AgencyCode) }).Where(pair => pair.Item1.Length > 0)],
                }),
            ],
        },
        LoadKind.GroupMembers or LoadKind.Scores or LoadKind.Published or LoadKind.PlanProgress => known,
        _ => throw new ArgumentOutOfRangeException(nameof(batch), batch.Kind, "No reference data of this kind."),
    };

    private static IEnumerable<T> Rows<T>(LoadBatch batch)
        where T : SourceRow => batch.Rows.Cast<T>();
}
