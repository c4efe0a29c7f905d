namespace PapiBI.Warehouse.PublicViews;

// The rows of the views of the data dictionary that analysts may read: columns in its order, each named in SQL as here with underscores ("RankPlace",
// rank_place). What cannot be null is the key, one row of each. A test holds them against the dictionary and against both engines.

public sealed record StandingRow(
    string IndexCode, int Year, string ItemCode, string ProvinceCode, double? Score, long? RankPlace, long? Ranked, long? SharingPlace,
    int? QuartileGroup, double? PreviousScore, long? PreviousRank, long? PreviousRanked, double? ScoreChange, double? RelativeChange,
    int? IsMaterialChange, long? RankChange, long? CommonRank, long? CommonPreviousRank, long? CommonRanked, long? CommonRankChange, double? ToMean,
    double? ToMedian, double? ToBest, short? IsBreak, int? IsPartsBreak);

public sealed record NationalPlaceRow(
    string IndexCode, int Year, string ItemCode, string ProvinceCode, double? Score, long? RankPlace, long? Ranked, int? QuartileGroup);

public sealed record StandingInRegionRow(
    string IndexCode, int Year, string ItemCode, string ProvinceCode, double? Score, long? RankPlace, long? Ranked, long? PreviousRank,
    long? PreviousRanked, long? RankChange, double? MeanScore, double? BestScore);

public sealed record BenchmarkRow(
    string IndexCode, int Year, string ItemCode, long? Ranked, double? MeanScore, double? MedianScore, double? BestScore, double? LowestScore,
    double? LowerQuartile, double? UpperQuartile);

public sealed record ChangeLedgerRow(
    string IndexCode, int Year, string ItemCode, string ProvinceCode, double? Contribution, double? FieldMovement, double? OwnMovement,
    int? IsComparablePart);

public sealed record ScoreRow(
    string IndexCode, int Year, string? Level, string ItemCode, string ProvinceCode, double? Score, long? NParts, long? NHeld);

public sealed record CoverageRow(
    string IndexCode, int Year, string ItemCode, short? IsWhole, long? NProvinces, long? NScored, long? NHeld);

public sealed record PublishedFactRow(
    string IndexCode, int Year, string ItemCode, string ProvinceCode, string Scope, string ScopeCode, string Measure, double? Value, string? Words,
    string? Basis, string? Source, string? NoteVi, string? NoteEn, int? LoadId, string? Sheet, string? Place);

public sealed record PublishedScoreRow(
    string IndexCode, int Year, string ItemCode, string ProvinceCode, double? Score, string? NoteVi, string? NoteEn, int? LoadId, string? Sheet,
    string? Place);

public sealed record UncertaintyRow(
    string IndexCode, int Year, string ItemCode, string ProvinceCode, double? StandardError, double? IntervalLow, double? IntervalHigh,
    double? IntervalMultiplier, double? Variance, int? Observations, int? LoadId, string? Sheet, string? Place);

public sealed record IndicatorValueRow(
    string IndexCode, int Year, string ItemCode, int IndicatorNo, string? Label, string? Scale, string ProvinceCode, double? Value, int? LoadId,
    string? Sheet, string? Place);

public sealed record ItemRow(
    string IndexCode, int Year, string? Level, string ItemCode, string? ParentCode, string? NameVi, string? NameEn, double? MinScore,
    double? MaxScore, int? SortOrder, short? BreakHere, int? PartsBreak, short? IsSummed, double? Weight, int? LoadId);

public sealed record EditionRow(
    string IndexCode, int Year, DateOnly? RefDate, int? PreviousYear, short? IsWhole, int? LoadId);

public sealed record EditionProvinceRow(
    string IndexCode, int Year, string ProvinceCode, string? NameVi, string? NameEn, string? FullNameVi, string? ProvinceType, string? RegionCode,
    long? Population);

public sealed record ProvinceRow(
    string ProvinceCode, DateOnly ValidFrom, DateOnly? ValidTo, string? FullNameVi, string? NameVi, string? NameEn, string? ProvinceType,
    string? RegionCode, string? SuccessorCode, long? Population, double? AreaKm2, int? LoadId);

public sealed record RegionRow(
    string RegionCode, string? NameVi, string? NameEn, int? SortOrder, int? LoadId);

public sealed record ProvinceGroupRow(
    string GroupCode, string? NameVi, string? NameEn, string? MembersVi, string? MembersEn, int? SortOrder, int? LoadId);

public sealed record GroupMemberRow(
    string GroupCode, string ProvinceCode, DateOnly ValidFrom, DateOnly? ValidTo, int? LoadId);
