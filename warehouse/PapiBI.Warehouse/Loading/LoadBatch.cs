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
/// The validated rows of one file. All rows are of the one type that <see cref="Kind"/> names.
/// <see cref="Scope"/> says what the file is whole for: "" for regions, provinces, aliases, groups and members (the newest file is the whole list),
/// the index code for editions and structure, "INDEX year" for scores (there each newer cell replaces the older).
/// </summary>
public sealed record LoadBatch
{
    public required SourceFile File { get; init; }
    public required LoadKind Kind { get; init; }
    public required string Scope { get; init; }
    public required IReadOnlyList<SourceRow> Rows { get; init; }

    /// <summary>Warnings that travel with the load.</summary>
    public IReadOnlyList<Issue> Warnings { get; init; } = [];
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
