namespace PapiBI.Warehouse.Loading;

/// <summary>What a file holds. The order is the order of loading: later kinds refer to earlier ones.</summary>
public enum LoadKind
{
    Regions,
    Provinces,
    ProvinceAliases,
    Groups,
    GroupMembers,
    Editions,
    Structure,
    Scores,

    /// <summary>Figures that a publisher or the press printed, one by one.</summary>
    Published,

    /// <summary>An improvement plan whole: agencies, targets, tasks.</summary>
    Plan,

    /// <summary>What was reported of a plan's tasks, period by period.</summary>
    PlanProgress,
}

/// <summary>A file as it arrived: its name, the SHA-256 of its bytes (lower-case hex), and what it says of itself.</summary>
public sealed record SourceFile
{
    public required string Name { get; init; }
    public required string Sha256 { get; init; }

    /// <summary>How to cite the publisher.</summary>
    public string Citation { get; init; } = "";

    /// <summary>Where the figures were taken from.</summary>
    public string Source { get; init; } = "";
}

/// <summary>
/// The validated rows of one file, or of one part of it. All rows are of the one type that <see cref="Kind"/> names; with scores and printed figures may come how uncertain they are.
/// <see cref="Scope"/> says what the file is whole for: "" for regions, provinces, aliases, groups and members (the newest file is the whole list),
/// the index code for editions and structure, "INDEX year" for scores and the index code for printed figures (there each newer cell replaces the older),
/// the plan's code for a plan (the newest file is the plan) and for reports of progress (there each newer row replaces the older).
/// </summary>
public sealed record LoadBatch
{
    public required SourceFile File { get; init; }
    public required LoadKind Kind { get; init; }
    public required string Scope { get; init; }
    public required IReadOnlyList<SourceRow> Rows { get; init; }

    /// <summary>Warnings that travel with the load.</summary>
    public IReadOnlyList<Issue> Warnings { get; init; } = [];

    /// <summary>Of several loads that give one figure the highest is in force, then the newest. The project's own tables have 0 unless they say another, official workbooks 10.</summary>
    public int Precedence { get; init; }

    /// <summary>The name of the source description that read the file; null for the project's own tables.</summary>
    public string? Description { get; init; }

    /// <summary>The SHA-256 of that description, lower-case hex: the same bytes read by a mended description are another load.</summary>
    public string? DescriptionSha256 { get; init; }
}

/// <summary>A row on its way into the warehouse, with its place in the file.</summary>
public abstract record SourceRow
{
    public required Origin Origin { get; init; }
}

public sealed record RegionRow : SourceRow
{
    public required string RegionCode { get; init; }
    public required string NameVi { get; init; }
    public required string NameEn { get; init; }
    public required int SortOrder { get; init; }
}

/// <summary>One version of a province: a code means this province from ValidFrom to ValidTo (both included; no end: null).</summary>
public sealed record ProvinceRow : SourceRow
{
    public required string ProvinceCode { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required DateOnly? ValidTo { get; init; }

    /// <summary>"Thành phố Cần Thơ".</summary>
    public required string FullNameVi { get; init; }

    /// <summary>"Cần Thơ".</summary>
    public required string NameVi { get; init; }
    public required string NameEn { get; init; }

    /// <summary>"province" or "centrally-run city".</summary>
    public required string ProvinceType { get; init; }
    public required string RegionCode { get; init; }

    /// <summary>The code of the unit this version went into, when it ended.</summary>
    public required string? SuccessorCode { get; init; }

    /// <summary>People.</summary>
    public required long? Population { get; init; }

    /// <summary>Square kilometres.</summary>
    public required double? AreaKm2 { get; init; }
}

public sealed record ProvinceAliasRow : SourceRow
{
    public required string Alias { get; init; }
    public required string ProvinceCode { get; init; }
}

public sealed record GroupRow : SourceRow
{
    public required string GroupCode { get; init; }
    public required string NameVi { get; init; }
    public required string NameEn { get; init; }

    /// <summary>How a sentence names its members: "thành phố trực thuộc trung ương".</summary>
    public required string MembersVi { get; init; }
    public required string MembersEn { get; init; }
    public required int SortOrder { get; init; }
}

public sealed record GroupMemberRow : SourceRow
{
    public required string GroupCode { get; init; }
    public required string ProvinceCode { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required DateOnly? ValidTo { get; init; }
}

/// <summary>One year of one index.</summary>
public sealed record EditionRow : SourceRow
{
    public required string IndexCode { get; init; }
    public required int Year { get; init; }

    /// <summary>The day whose provinces, regions and groups count.</summary>
    public required DateOnly RefDate { get; init; }

    /// <summary>The year compared with; null for the first.</summary>
    public required int? PreviousYear { get; init; }

    /// <summary>True when every published score of that year is meant to be held, so that places and averages may be derived.</summary>
    public required bool IsWhole { get; init; }
}

/// <summary>One part of an index in one year: the index itself, a dimension or a sub-dimension.</summary>
public sealed record IndicatorRow : SourceRow
{
    public required string IndexCode { get; init; }
    public required int Year { get; init; }
    public required IndicatorLevel Level { get; init; }
    public required string ItemCode { get; init; }
    public required string? ParentCode { get; init; }
    public required string NameVi { get; init; }
    public required string NameEn { get; init; }
    public required double MinScore { get; init; }
    public required double MaxScore { get; init; }
    public required int SortOrder { get; init; }

    /// <summary>True when this year cannot be compared with the year before: the first year, or the item changed its meaning, its parts or its scale.</summary>
    public required bool BreakHere { get; init; }

    /// <summary>True where the score is the sum of the parts' scores; false where it is published as such.</summary>
    public bool IsSummed { get; init; } = true;

    /// <summary>The part's share in a weighted total; null where there are no weights.</summary>
    public double? Weight { get; init; }
}

public enum IndicatorLevel
{
    Total,
    Dimension,
    SubDimension,
}

/// <summary>One published score of one part in one year for one province. A missing score is a row, too, with a null score.</summary>
public sealed record ScoreRow : SourceRow
{
    public required string IndexCode { get; init; }
    public required int Year { get; init; }
    public required string ProvinceCode { get; init; }
    public required string ItemCode { get; init; }
    public required double? Score { get; init; }

    /// <summary>The words of the file about the province in that year, "" if none.</summary>
    public string NoteVi { get; init; } = "";
    public string NoteEn { get; init; } = "";
}

/// <summary>What the publisher says of how uncertain one score is. What is not printed is null; nothing is worked out.</summary>
public sealed record UncertaintyRow : SourceRow
{
    public required string IndexCode { get; init; }
    public required int Year { get; init; }
    public required string ItemCode { get; init; }
    public required string ProvinceCode { get; init; }
    public double? StandardError { get; init; }
    public double? IntervalLow { get; init; }
    public double? IntervalHigh { get; init; }

    /// <summary>How many standard errors the bounds lie from the score: 1.645 in PAPI 2019, whatever its heading says.</summary>
    public double? IntervalMultiplier { get; init; }
    public double? Variance { get; init; }

    /// <summary>How many were asked.</summary>
    public int? Observations { get; init; }
}

/// <summary>One province's figure of what a part of the lowest level is made of: a question of the survey, a count.</summary>
public sealed record IndicatorValueRow : SourceRow
{
    public required string IndexCode { get; init; }
    public required int Year { get; init; }

    /// <summary>The part it stands below.</summary>
    public required string ItemCode { get; init; }

    /// <summary>Its place below that part, from 1; indicators have no codes that last.</summary>
    public required int IndicatorNo { get; init; }

    /// <summary>As printed.</summary>
    public required string Label { get; init; }

    /// <summary>As printed: "0%-100%", "1-5 điểm"; "" where nothing is printed. Shares are in percent.</summary>
    public required string Scale { get; init; }
    public required string ProvinceCode { get; init; }
    public required double? Value { get; init; }
}

/// <summary>What a printed figure says of its subject.</summary>
public enum PublishedMeasure
{
    Score,
    Rank,

    /// <summary>N of the rank.</summary>
    Ranked,

    /// <summary>Points on the year compared with, as printed.</summary>
    ScoreChange,

    /// <summary>Places on the year compared with, positive when climbing, as printed.</summary>
    RankChange,

    /// <summary>The publisher's own group, in words.</summary>
    Group,

    /// <summary>The score as a percentage of its maximum.</summary>
    Percent,
    MaxScore,

    /// <summary>The publisher's average of a scope; how it was made is seldom said.</summary>
    Mean,
    Median,
}

/// <summary>How far a figure is what its source printed.</summary>
public enum Basis
{
    /// <summary>Printed in the source.</summary>
    Stated,

    /// <summary>The printed text contradicts itself; the note says how it was read.</summary>
    Interpreted,

    /// <summary>The source lists provinces in order without printing the rank.</summary>
    ListedOrder,

    /// <summary>Another year's figure less the printed change; the note says which.</summary>
    Derived,

    /// <summary>Sorted from the complete table of scores.</summary>
    RankComputed,
}

/// <summary>Within which field a printed figure holds.</summary>
public enum ScopeKind
{
    Nation,
    Region,
    Group,
}

/// <summary>One printed figure of one part in one year, of a province or (ProvinceCode "") of its whole scope.</summary>
public sealed record PublishedRow : SourceRow
{
    public required string IndexCode { get; init; }
    public required int Year { get; init; }
    public required string ItemCode { get; init; }
    public required string ProvinceCode { get; init; }
    public required ScopeKind Scope { get; init; }

    /// <summary>The code of the region or group; "" for the nation.</summary>
    public required string ScopeCode { get; init; }
    public required PublishedMeasure Measure { get; init; }

    /// <summary>Null only for <see cref="PublishedMeasure.Group"/>.</summary>
    public required double? Value { get; init; }

    /// <summary>A group's name as printed, else "".</summary>
    public string Words { get; init; } = "";
    public required Basis Basis { get; init; }

    /// <summary>Where the figure was printed.</summary>
    public required string Source { get; init; }
    public string NoteVi { get; init; } = "";
    public string NoteEn { get; init; } = "";
}
