namespace PapiBI.Warehouse.Loading;

/// <summary>What a new file is checked against: everything loaded so far, published or not.</summary>
public sealed record ReferenceData
{
    public required IReadOnlyList<string> RegionCodes { get; init; }
    public required IReadOnlyList<KnownProvince> Provinces { get; init; }
    public required IReadOnlyList<KnownAlias> Aliases { get; init; }
    public required IReadOnlyList<string> GroupCodes { get; init; }
    public required IReadOnlyList<KnownEdition> Editions { get; init; }
    public required IReadOnlyList<KnownIndicator> Indicators { get; init; }
    public IReadOnlyList<KnownPlan> Plans { get; init; } = [];
}

public sealed record KnownProvince(string ProvinceCode, DateOnly ValidFrom, DateOnly? ValidTo, string FullNameVi, string NameVi, string NameEn);

public sealed record KnownAlias(string Alias, string ProvinceCode);

public sealed record KnownEdition(string IndexCode, int Year, DateOnly RefDate, bool IsWhole);

public sealed record KnownIndicator(string IndexCode, int Year, IndicatorLevel Level, string ItemCode, double MinScore, double MaxScore, bool IsSummed, string? ParentCode = null, double? Weight = null, string NameVi = "", string NameEn = "");

/// <summary>A plan that was loaded, so that a report of progress can be held against its tasks, and an amendment against the plan.</summary>
public sealed record KnownPlan(string PlanCode, PlanOwner OwnerKind, string OwnerVi, string ProvinceCode, int FirstYear, int LastYear, IReadOnlyList<string> AgencyCodes, IReadOnlyList<KnownTask> Tasks)
{
    /// <summary>Names of agencies, in Vietnamese and in English where they have one, each with the agency's code.</summary>
    public IReadOnlyList<(string Name, string AgencyCode)> AgencyNames { get; init; } = [];
}

public sealed record KnownTask(string TaskNo, string ContentVi, DateOnly? StartDate, DateOnly DueDate, string LeadAgencyCode)
{
    /// <summary>What was reported of it so far, in the order of the periods.</summary>
    public IReadOnlyList<KnownReport> Reports { get; init; } = [];
    public string ContentEn { get; init; } = "";
}

/// <summary>A report of a task for the period that ends on that day; the percentage, 0–100, may not have been given.</summary>
public sealed record KnownReport(ReportingPeriod PeriodKind, DateOnly PeriodEnd, double? PercentDone);
