using System.Globalization;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Tests.Warehouse.Plans;

/// <summary>Arranged inputs of the solver. Ranks and groups of the start are counted as the words define them.</summary>
internal static class SomeReach
{
    /// <summary>Parts 1, 2 … with caps of so many points, the own total being the sum of their scores.</summary>
    public static ReachInput Input(decimal total, IReadOnlyList<decimal> caps, IReadOnlyList<decimal> others, IReadOnlyList<IReadOnlyList<decimal>>? changes = null, IReadOnlyList<decimal>? own = null) => new()
    {
        Start = new Standing(total, PlainRanking.Place(total, others), others.Count + 1, PlainRanking.Group(total, others)),
        Parts = [.. caps.Select((cap, i) => Part($"{i + 1}", total / caps.Count, cap))],
        Others = [.. others.Select((other, i) => new OtherTotal((i + 1).ToString("00", CultureInfo.InvariantCulture), other, changes?[i] ?? []))],
        OwnChanges = own ?? [],
        DriftYears = changes is null ? [] : [2020, 2019],
        Least = 0,
    };

    public static ReachPart Part(string code, decimal score, params decimal[] changes) => new()
    {
        Code = code,
        Name = new(code, code),
        Score = score,
        Max = 100,
        Place = 1,
        Of = 1,
        Changes = [.. changes.Select(change => new AchievedChange(2020, "01", change))],
    };

    /// <summary>"1 +0.05, 3 +0.02 → 10.07, 2/4".</summary>
    public static string Said(ReachWay way) => FormattableString.Invariant(
        $"{string.Join(", ", way.Gains.Select(gain => FormattableString.Invariant($"{gain.Part.Code} +{gain.Points:0.00}")))} → {way.After.Total:0.00####}, {way.After.Place}/{way.After.Of}");
}

/// <summary>Place and quartile group of a total among others, straight from their definitions.</summary>
internal static class PlainRanking
{
    public static int Place(decimal total, IReadOnlyList<decimal> others) => 1 + others.Count(other => other > total);

    public static int Group(decimal total, IReadOnlyList<decimal> others)
    {
        decimal[] sorted = [.. others.Append(total).Order()];
        return 4 - new[] { 0.25m, 0.5m, 0.75m }.Count(share => total >= Percentile(sorted, share));
    }

    /// <summary>PERCENTILE.INC.</summary>
    public static decimal Percentile(IReadOnlyList<decimal> sorted, decimal share)
    {
        var position = (sorted.Count - 1) * share;
        var below = (int)decimal.Floor(position);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
