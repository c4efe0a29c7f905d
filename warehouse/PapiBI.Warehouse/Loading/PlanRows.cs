namespace PapiBI.Warehouse.Loading;

/// <summary>Who a plan binds.</summary>
public enum PlanOwner
{
    Province,
    Agency,
    District,
}

/// <summary>What a target promises. Ranks and groups count from 1 = best.</summary>
public enum TargetKind
{
    /// <summary>"đạt 45 điểm".</summary>
    Score,

    /// <summary>"xếp thứ 45/63".</summary>
    Rank,

    /// <summary>"tăng 4,26 điểm" on the base year.</summary>
    ScoreGain,

    /// <summary>"tăng 13 bậc" on the base year.</summary>
    RankGain,

    /// <summary>1 = "nhóm cao nhất" … 4.</summary>
    Group,

    /// <summary>"không giảm điểm" against the base year.</summary>
    ScoreHeld,

    /// <summary>"không tụt hạng" against the base year.</summary>
    RankHeld,
}

public enum ReportingPeriod
{
    Quarter,
    Half,
    Year,
}

public enum ReportedStatus
{
    NotStarted,
    InProgress,
    Done,
    Suspended,
    Cancelled,
}

/// <summary>An improvement plan of a province, or of an agency or a district in it.</summary>
public sealed record PlanRow : SourceRow
{
    /// <summary>Made up by its owner and never changed: "PAPI-58-2021". A file with the same code amends the plan.</summary>
    public required string PlanCode { get; init; }
    public required string NameVi { get; init; }

    /// <summary>"" where the plan has none.</summary>
    public required string NameEn { get; init; }
    public required PlanOwner OwnerKind { get; init; }

    /// <summary>"UBND tỉnh Ninh Thuận".</summary>
    public required string OwnerVi { get; init; }
    public required string OwnerEn { get; init; }
    public required string ProvinceCode { get; init; }

    /// <summary>The plan that this one carries out; null: none.</summary>
    public required string? ParentCode { get; init; }
    public required int FirstYear { get; init; }
    public required int LastYear { get; init; }

    /// <summary>"Kế hoạch số 123/KH-UBND"; "" if not given.</summary>
    public required string DocumentNo { get; init; }
    public required DateOnly? IssuedOn { get; init; }

    /// <summary>Made up to show how it works, in whole or in part; the note says what.</summary>
    public required bool IsIllustrative { get; init; }
    public required string NoteVi { get; init; }
    public required string NoteEn { get; init; }
}

public sealed record PlanIndexRow : SourceRow
{
    public required string PlanCode { get; init; }
    public required string IndexCode { get; init; }
}

/// <summary>An agency, district or commune that a plan names.</summary>
public sealed record AgencyRow : SourceRow
{
    public required string PlanCode { get; init; }
    public required string AgencyCode { get; init; }
    public required string NameVi { get; init; }
    public required string NameEn { get; init; }

    /// <summary>The agency above it, of the same plan; null: none.</summary>
    public required string? ParentCode { get; init; }

    /// <summary>Who answers for it; "" if not given.</summary>
    public required string Contact { get; init; }

    /// <summary>Where reminders go; "" if not given.</summary>
    public required string Email { get; init; }
    public required int SortOrder { get; init; }
}

public sealed record TaskRow : SourceRow
{
    public required string PlanCode { get; init; }

    /// <summary>As the plan numbers it: "2.1".</summary>
    public required string TaskNo { get; init; }
    public required string ContentVi { get; init; }
    public required string ContentEn { get; init; }

    /// <summary>Cơ quan chủ trì.</summary>
    public required string LeadAgencyCode { get; init; }
    public required DateOnly? StartDate { get; init; }
    public required DateOnly DueDate { get; init; }
    public required string OutputVi { get; init; }
    public required string OutputEn { get; init; }

    /// <summary>Million đồng.</summary>
    public required double? BudgetMillionVnd { get; init; }

    /// <summary>Its share in the plan's completion, against the other tasks' weights; 1 where the plan says none.</summary>
    public required double Weight { get; init; }
    public required bool IsIllustrative { get; init; }
    public required int SortOrder { get; init; }
}

/// <summary>Cơ quan phối hợp.</summary>
public sealed record TaskAgencyRow : SourceRow
{
    public required string PlanCode { get; init; }
    public required string TaskNo { get; init; }
    public required string AgencyCode { get; init; }
}

public sealed record TaskLocalityRow : SourceRow
{
    public required string PlanCode { get; init; }
    public required string TaskNo { get; init; }
    public required string Locality { get; init; }
}

/// <summary>A part of an index that a task serves. The weights of one task sum to 1.</summary>
public sealed record TaskPartRow : SourceRow
{
    public required string PlanCode { get; init; }
    public required string TaskNo { get; init; }
    public required string IndexCode { get; init; }
    public required string ItemCode { get; init; }
    public required double Weight { get; init; }
}

public sealed record TargetRow : SourceRow
{
    public required string PlanCode { get; init; }

    /// <summary>As the plan numbers it.</summary>
    public required string TargetNo { get; init; }
    public required string IndexCode { get; init; }

    /// <summary>The year whose result counts; it may have no edition yet.</summary>
    public required int Year { get; init; }

    /// <summary>The index itself, a dimension or a sub-dimension.</summary>
    public required string ItemCode { get; init; }
    public required TargetKind Kind { get; init; }

    /// <summary>Points, a place, places or a group; null only for <see cref="TargetKind.ScoreHeld"/> and <see cref="TargetKind.RankHeld"/>.</summary>
    public required double? Value { get; init; }

    /// <summary>N as the plan printed it: 63 of "45/63"; null if not given.</summary>
    public required int? OfN { get; init; }

    /// <summary>Before <see cref="Year"/>.</summary>
    public required int BaseYear { get; init; }
    public required bool IsIllustrative { get; init; }

    /// <summary>Where the target is printed; "" if not given.</summary>
    public required string Source { get; init; }
    public required string NoteVi { get; init; }
    public required string NoteEn { get; init; }
    public required int SortOrder { get; init; }
}

/// <summary>What was reported of a task for a period.</summary>
public sealed record TaskProgressRow : SourceRow
{
    public required string PlanCode { get; init; }
    public required string TaskNo { get; init; }
    public required ReportingPeriod PeriodKind { get; init; }

    /// <summary>First and last day of the period.</summary>
    public required DateOnly PeriodStart { get; init; }
    public required DateOnly PeriodEnd { get; init; }

    /// <summary>0–100; null if not given.</summary>
    public required double? PercentDone { get; init; }
    public required ReportedStatus Status { get; init; }
    public required DateOnly? CompletedOn { get; init; }
    public required string Note { get; init; }

    /// <summary>What proves it: a document's number, an address.</summary>
    public required string Evidence { get; init; }
    public required bool IsIllustrative { get; init; }
}

/// <summary>How the words of plans stand in the warehouse.</summary>
public static class PlanCodes
{
    public static string Of(PlanOwner owner) => owner switch
    {
        PlanOwner.Province => "province",
        PlanOwner.Agency => "agency",
        PlanOwner.District => "district",
        _ => throw new ArgumentOutOfRangeException(nameof(owner), owner, "No such owner."),
    };

    public static string Of(TargetKind kind) => kind switch
    {
        TargetKind.Score => "score",
        TargetKind.Rank => "rank",
        TargetKind.ScoreGain => "score gain",
        TargetKind.RankGain => "rank gain",
        TargetKind.Group => "group",
        TargetKind.ScoreHeld => "score held",
        TargetKind.RankHeld => "rank held",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of target."),
    };

    public static string Of(ReportingPeriod period) => period switch
    {
        ReportingPeriod.Quarter => "quarter",
        ReportingPeriod.Half => "half",
        ReportingPeriod.Year => "year",
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, "No such period."),
    };

    public static string Of(ReportedStatus status) => status switch
    {
        ReportedStatus.NotStarted => "not started",
        ReportedStatus.InProgress => "in progress",
        ReportedStatus.Done => "done",
        ReportedStatus.Suspended => "suspended",
        ReportedStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No such status."),
    };

    public static PlanOwner Owner(string code) => Enum.GetValues<PlanOwner>().Single(o => Of(o) == code);

    public static TargetKind Kind(string code) => Enum.GetValues<TargetKind>().Single(k => Of(k) == code);

    public static ReportingPeriod Period(string code) => Enum.GetValues<ReportingPeriod>().Single(p => Of(p) == code);

    public static ReportedStatus Status(string code) => Enum.GetValues<ReportedStatus>().Single(s => Of(s) == code);
}
