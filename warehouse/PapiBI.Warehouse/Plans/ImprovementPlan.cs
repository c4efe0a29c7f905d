using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Warehouse.Plans;

/// <summary>An improvement plan as it is in force. Names in English are the Vietnamese ones where the plan gives none.</summary>
public sealed record ImprovementPlan
{
    public required string Code { get; init; }
    public required Text Name { get; init; }
    public required PlanOwner OwnerKind { get; init; }
    public required Text Owner { get; init; }
    public required string ProvinceCode { get; init; }

    /// <summary>The plan that this one carries out; null: none. It need not be held.</summary>
    public required string? ParentCode { get; init; }
    public required int FirstYear { get; init; }
    public required int LastYear { get; init; }

    /// <summary>Codes, in their order.</summary>
    public required IReadOnlyList<string> Indices { get; init; }

    /// <summary>"" if not given.</summary>
    public required string DocumentNo { get; init; }
    public required DateOnly? IssuedOn { get; init; }
    public required bool IsIllustrative { get; init; }
    public required Text Note { get; init; }
    public required int LoadId { get; init; }

    /// <summary>Every file of the plan, from the first to the one in force.</summary>
    public required IReadOnlyList<PlanVersion> Versions { get; init; }
    public required IReadOnlyList<PlanAgency> Agencies { get; init; }

    /// <summary>
    /// Whose plan it is: the unit that bore the province's code when the plan was issued. Where the day is not given, or an amendment was issued by the next unit,
    /// there are several, and none of them can be told to be the only one.
    /// </summary>
    public IReadOnlyList<ProvinceUnit> UnitsIn(ReleaseCatalog catalog)
    {
        var units = ProvinceUnits.OfCode(catalog, ProvinceCode);
        var (first, last) = (new DateOnly(FirstYear, 1, 1), new DateOnly(LastYear, 12, 31));
        List<ProvinceUnit?> issuers = [.. Versions.Select(version => units.FirstOrDefault(unit => version.IssuedOn is { } day && unit.IsThere(day)))];
        List<ProvinceUnit> ofYears = issuers is [] || issuers.Contains(null) ? [.. units.Where(unit => unit.From <= last && (unit.To is null || unit.To >= first))] : [];
        List<ProvinceUnit> all = [.. issuers.OfType<ProvinceUnit>().Concat(ofYears).Distinct()];
        return all.Count > 0 ? all : units;
    }

    /// <summary>By the plan's code, those of the province that the release holds; none in a public release.</summary>
    public static IReadOnlyList<ImprovementPlan> Read(Release release, string? provinceCode = null)
    {
        var all = release.HidesPlans ? [] : release.Once(nameof(ImprovementPlan), () => ReadAll(release));
        return provinceCode is null ? all : [.. all.Where(plan => plan.ProvinceCode == provinceCode)];
    }

    private static IReadOnlyList<ImprovementPlan> ReadAll(Release release)
    {
        var indices = release.Read("select p.plan_code, p.index_code from plan_index p order by p.plan_code, p.index_code", r => (Plan: r.GetString(0), Index: r.GetString(1))).ToLookup(row => row.Plan, row => row.Index);
        var versions = release.Read("select p.plan_code, p.version_no, p.document_no, p.issued_on, p.loaded_at, p.file_name, p.load_id from plan_version p order by p.plan_code, p.version_no", r => (Plan: r.GetString(0), Version: new PlanVersion(
            (int)r.GetInt64(1),
            r.GetString(2),
            r.IsDBNull(3) ? null : r.GetFieldValue<DateOnly>(3),
            new DateTimeOffset(DateTime.SpecifyKind(r.GetDateTime(4), DateTimeKind.Utc)),
            r.GetString(5),
            r.GetInt32(6)))).ToLookup(row => row.Plan, row => row.Version);
        var agencies = release.Read("select a.plan_code, a.agency_code, a.name_vi, a.name_en, a.parent_code, a.contact, a.email from plan_agency a order by a.plan_code, a.sort_order, a.agency_code", r => (Plan: r.GetString(0), Agency: new PlanAgency(
            r.GetString(1),
            Both(r.GetString(2), r.GetString(3)),
            r.IsDBNull(4) ? null : r.GetString(4),
            r.GetString(5),
            r.GetString(6)))).ToLookup(row => row.Plan, row => row.Agency);
        return release.Read(
            """
            select
                p.plan_code,
                p.name_vi,
                p.name_en,
                p.owner_kind,
                p.owner_vi,
                p.owner_en,
                p.province_code,
                p.parent_code,
                p.first_year,
                p.last_year,
                p.document_no,
                p.issued_on,
                p.is_illustrative,
                p.note_vi,
                p.note_en,
                p.load_id
            from improvement_plan p
            order by p.plan_code
            """,
            r => new ImprovementPlan
            {
                Code = r.GetString(0),
                Name = Both(r.GetString(1), r.GetString(2)),
                OwnerKind = PlanCodes.Owner(r.GetString(3)),
                Owner = Both(r.GetString(4), r.GetString(5)),
                ProvinceCode = r.GetString(6),
                ParentCode = r.IsDBNull(7) ? null : r.GetString(7),
                FirstYear = r.GetInt32(8),
                LastYear = r.GetInt32(9),
                Indices = [.. indices[r.GetString(0)]],
                DocumentNo = r.GetString(10),
                IssuedOn = r.IsDBNull(11) ? null : r.GetFieldValue<DateOnly>(11),
                IsIllustrative = r.GetInt16(12) == 1,
                Note = Both(r.GetString(13), r.GetString(14)),
                LoadId = r.GetInt32(15),
                Versions = [.. versions[r.GetString(0)]],
                Agencies = [.. agencies[r.GetString(0)]],
            });
    }

    internal static Text Both(string vi, string en) => new(vi, en.Length == 0 ? vi : en);
}

/// <summary>One file of a plan.</summary>
public sealed record PlanVersion(int No, string DocumentNo, DateOnly? IssuedOn, DateTimeOffset LoadedAt, string FileName, int LoadId);

/// <summary>An agency, district or commune that a plan names; contact and e-mail address are "" if not given.</summary>
public sealed record PlanAgency(string Code, Text Name, string? ParentCode, string Contact, string Email);
