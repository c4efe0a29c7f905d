using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Warehouse.Plans;

public enum TargetStatus
{
    Met,
    NotMet,
    NotYetKnown,

    /// <summary>A gain across a break of the item says nothing.</summary>
    NotComparable,
}

/// <summary>Why it is not yet known whether a target is met.</summary>
public enum UnknownReason
{
    /// <summary>The year has no results yet.</summary>
    NoEdition,

    /// <summary>The year's results are held in part, and not this province's.</summary>
    NotHeld,

    /// <summary>The year is held whole, and the province has no figure: a part is missing.</summary>
    NoFigure,

    /// <summary>The base year has no figure to count from.</summary>
    NoBase,
}

/// <summary>A target beside what came of it: a row of the view target_gap, where the numbers are made.</summary>
public sealed record TargetGap
{
    public required string PlanCode { get; init; }
    public required string TargetNo { get; init; }
    public required string ProvinceCode { get; init; }
    public required string IndexCode { get; init; }
    public required int Year { get; init; }
    public required string ItemCode { get; init; }
    public required TargetKind Kind { get; init; }

    /// <summary>As the plan has it: points, a place, places or a group.</summary>
    public required double? Value { get; init; }

    /// <summary>N as the plan printed it.</summary>
    public required int? OfN { get; init; }
    public required int BaseYear { get; init; }
    public required double? BaseScore { get; init; }
    public required int? BaseRank { get; init; }
    public required int? BaseRanked { get; init; }
    public required int? BaseGroup { get; init; }
    public required double? ResultScore { get; init; }
    public required int? ResultRank { get; init; }

    /// <summary>N of the result's year.</summary>
    public required int? ResultRanked { get; init; }
    public required int? ResultGroup { get; init; }

    /// <summary>Whether the place of the result is printed, not derived.</summary>
    public required bool IsResultPublished { get; init; }

    /// <summary>The score, place or group that meets the target.</summary>
    public required double? Wanted { get; init; }

    /// <summary>The score, place or group of the result.</summary>
    public required double? Reached { get; init; }

    /// <summary>In the target's own kind; 0 or more: met.</summary>
    public required double? Gap { get; init; }
    public required TargetStatus Status { get; init; }
    public required UnknownReason? Unknown { get; init; }

    /// <summary>The place if every province without a total stood ahead.</summary>
    public required int? RankAtWorst { get; init; }

    /// <summary>How many provinces of the result's year have no place; null where no place is known.</summary>
    public int? ResultUnranked => RankAtWorst - ResultRank;

    /// <summary>All provinces of the result's year, with a place or without; null where no place is known.</summary>
    public int? ResultProvinces => ResultRanked + ResultUnranked;

    /// <summary>Points or places from the base year to what is wanted.</summary>
    public required double? WantedGain { get; init; }

    /// <summary>Points from the base year to the result; null across a break.</summary>
    public required double? ScoreGain { get; init; }

    /// <summary>Places from the base year to the result, positive when climbing; null across a break.</summary>
    public required int? RankGain { get; init; }

    /// <summary>The place that the wanted score would have had in the base year.</summary>
    public required int? BasePlaceOfWanted { get; init; }

    /// <summary>The score that had the wanted place in the base year.</summary>
    public required double? BaseScoreOfWanted { get; init; }
    public required bool IsComparable { get; init; }
    public required bool IsIllustrative { get; init; }
    public required string Source { get; init; }
    public required Text Note { get; init; }

    /// <summary>The target in the plan's earlier files that had it otherwise, from the first; empty where it never changed.</summary>
    public required IReadOnlyList<EarlierTarget> Earlier { get; init; }

    /// <summary>A rank target that is met even if every province without a total stood ahead; null for other kinds and where no place is known.</summary>
    public bool? IsMetOnAnyReading => Kind is TargetKind.Rank or TargetKind.RankGain or TargetKind.RankHeld && RankAtWorst is { } worst && Wanted is { } wanted ? worst <= wanted : null;

    /// <summary>Of the plan, in its order.</summary>
    public static IReadOnlyList<TargetGap> Read(Release release, string planCode) =>
        [.. release.Once(nameof(TargetGap), () => ReadAll(release)).Where(target => target.PlanCode == planCode)];

    /// <summary>Targets of earlier files of the plan that the one in force has no more, each as it was last; the same number may stand for another promise now.</summary>
    public static IReadOnlyList<EarlierTarget> Dropped(Release release, string planCode)
    {
        var now = Read(release, planCode);
        return
        [
            .. release.Read(
                "select v.version_no, v.index_code, v.year, v.item_code, v.kind, v.value, v.base_year from target_version v where v.plan_code = @plan order by v.version_no desc, v.target_no",
                r => new EarlierTarget((int)r.GetInt64(0), r.GetString(1), r.GetInt32(2), r.GetString(3), PlanCodes.Kind(r.GetString(4)), r.IsDBNull(5) ? null : r.GetDouble(5), r.GetInt32(6)),
                new Dictionary<string, object> { ["plan"] = planCode })
                .Where(earlier => !now.Any(earlier.IsOf))
                .DistinctBy(earlier => (earlier.IndexCode, earlier.Year, earlier.ItemCode, earlier.Kind)),
        ];
    }

    private static IReadOnlyList<TargetGap> ReadAll(Release release)
    {
        var versions = release.Read(
            "select v.plan_code, v.target_no, v.version_no, v.index_code, v.year, v.item_code, v.kind, v.value, v.base_year from target_version v order by v.plan_code, v.target_no, v.version_no",
            r => (Plan: r.GetString(0), No: r.GetString(1), Version: new EarlierTarget((int)r.GetInt64(2), r.GetString(3), r.GetInt32(4), r.GetString(5), PlanCodes.Kind(r.GetString(6)), r.IsDBNull(7) ? null : r.GetDouble(7), r.GetInt32(8))))
            .ToLookup(row => (row.Plan, row.No), row => row.Version);
        return release.Read(
            """
            select
                g.plan_code,
                g.target_no,
                g.province_code,
                g.index_code,
                g.year,
                g.item_code,
                g.kind,
                g.value,
                g.of_n,
                g.base_year,
                g.base_score,
                g.base_rank,
                g.base_ranked,
                g.base_group,
                g.result_score,
                g.result_rank,
                g.result_ranked,
                g.result_group,
                g.result_basis,
                g.wanted,
                g.reached,
                g.gap,
                g.status,
                g.unknown_reason,
                g.rank_at_worst,
                g.wanted_gain,
                g.score_gain,
                g.rank_gain,
                g.base_place_of_wanted,
                g.base_score_of_wanted,
                g.is_comparable,
                g.is_illustrative,
                g.source,
                g.note_vi,
                g.note_en
            from target_gap g
            order by g.plan_code, g.sort_order, g.target_no
            """,
            r =>
            {
                double? Number(int column) => r.IsDBNull(column) ? null : r.GetDouble(column);
                int? Whole(int column) => r.IsDBNull(column) ? null : Convert.ToInt32(r.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);
                var target = new TargetGap
                {
                    PlanCode = r.GetString(0),
                    TargetNo = r.GetString(1),
                    ProvinceCode = r.GetString(2),
                    IndexCode = r.GetString(3),
                    Year = r.GetInt32(4),
                    ItemCode = r.GetString(5),
                    Kind = PlanCodes.Kind(r.GetString(6)),
                    Value = Number(7),
                    OfN = Whole(8),
                    BaseYear = r.GetInt32(9),
                    BaseScore = Number(10),
                    BaseRank = Whole(11),
                    BaseRanked = Whole(12),
                    BaseGroup = Whole(13),
                    ResultScore = Number(14),
                    ResultRank = Whole(15),
                    ResultRanked = Whole(16),
                    ResultGroup = Whole(17),
                    IsResultPublished = !r.IsDBNull(18) && r.GetString(18) == "published",
                    Wanted = Number(19),
                    Reached = Number(20),
                    Gap = Number(21),
                    Status = r.GetString(22) switch { "met" => TargetStatus.Met, "not met" => TargetStatus.NotMet, "not comparable" => TargetStatus.NotComparable, _ => TargetStatus.NotYetKnown },
                    Unknown = r.IsDBNull(23) ? null : r.GetString(23) switch { "no edition" => UnknownReason.NoEdition, "not held" => UnknownReason.NotHeld, "no figure" => UnknownReason.NoFigure, _ => UnknownReason.NoBase },
                    RankAtWorst = Whole(24),
                    WantedGain = Number(25),
                    ScoreGain = Number(26),
                    RankGain = Whole(27),
                    BasePlaceOfWanted = Whole(28),
                    BaseScoreOfWanted = Number(29),
                    IsComparable = Whole(30) == 1,
                    IsIllustrative = Whole(31) == 1,
                    Source = r.GetString(32),
                    Note = new Text(r.GetString(33), r.GetString(34)),
                    Earlier = [],
                };
                return target with { Earlier = [.. versions[(target.PlanCode, target.TargetNo)].Where(earlier => earlier.IsOf(target) && !earlier.Says(target)).DistinctBy(earlier => (earlier.IndexCode, earlier.Year, earlier.ItemCode, earlier.Kind, earlier.Value, earlier.BaseYear))] };
            });
    }
}

/// <summary>What a target was in an earlier file of the plan.</summary>
public sealed record EarlierTarget(int VersionNo, string IndexCode, int Year, string ItemCode, TargetKind Kind, double? Value, int BaseYear)
{
    // A number may be given to another promise: only the same part and kind is the same target.
    internal bool IsOf(TargetGap target) => (IndexCode, ItemCode, Kind) == (target.IndexCode, target.ItemCode, target.Kind);

    internal bool Says(TargetGap target) =>
        (IndexCode, Year, ItemCode, Kind, Value, BaseYear) == (target.IndexCode, target.Year, target.ItemCode, target.Kind, target.Value, target.BaseYear);
}
