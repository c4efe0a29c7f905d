using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Warehouse.Plans;

/// <summary>What a province gained in an item of an index from one year to another, beside the others: a row of Plans/part_change.sql. It says what happened together, never why.</summary>
public sealed record PartChange
{
    public required string ItemCode { get; init; }

    /// <summary>False: the item broke in between, and there are no gains.</summary>
    public required bool IsComparable { get; init; }

    /// <summary>Points; null without a score of both years, or across a break.</summary>
    public required double? Own { get; init; }

    /// <summary>Simple mean gain of the other provinces with a score of both years; null unless both editions are held whole.</summary>
    public required double? Others { get; init; }
    public required int OthersCount { get; init; }

    /// <summary>Points gained above (+) or below (−) that mean.</summary>
    public double? ToOthers => Own - Others;

    /// <summary>The same of the other provinces of its region, as that is in the later year.</summary>
    public required double? RegionOthers { get; init; }
    public required int RegionOthersCount { get; init; }

    private static readonly string Sql = SqlScript.Read("Plans/part_change.sql");

    /// <summary>In the index's order; none where one of the editions is not held.</summary>
    public static IReadOnlyList<PartChange> Read(Release release, string indexCode, int from, int to, string provinceCode) => release.Read(
        Sql,
        r => new PartChange
        {
            ItemCode = r.GetString(0),
            IsComparable = r.GetInt32(1) == 1,
            Own = r.IsDBNull(2) ? null : r.GetDouble(2),
            Others = r.IsDBNull(3) ? null : r.GetDouble(3),
            OthersCount = (int)r.GetInt64(4),
            RegionOthers = r.IsDBNull(5) ? null : r.GetDouble(5),
            RegionOthersCount = (int)r.GetInt64(6),
        },
        new Dictionary<string, object> { ["index"] = indexCode, ["from"] = from, ["to"] = to, ["province"] = provinceCode });
}
