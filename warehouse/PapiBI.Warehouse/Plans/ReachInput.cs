namespace PapiBI.Warehouse.Plans;

/// <summary>What is to be reached.</summary>
public abstract record ReachTarget
{
    /// <summary>That place or a better one.</summary>
    public sealed record Rank(int Place) : ReachTarget;

    /// <summary>A total of that many points.</summary>
    public sealed record Score(decimal Points) : ReachTarget;

    /// <summary>That quartile group or a better one: 1 = highest … 4 = lowest.</summary>
    public sealed record Group(int Number) : ReachTarget;
}

/// <summary>Whose way it is, from the scores of which year, and what may not be counted on.</summary>
/// <param name="IndexCode">PAPI.</param>
/// <param name="FromYear">The year whose scores are the starting point and the field to beat.</param>
/// <param name="ProvinceCode">The province, by the code of that year.</param>
/// <param name="Target">What is to be reached.</param>
/// <param name="Without">Parts that are left as they are.</param>
public sealed record ReachQuestion(string IndexCode, int FromYear, string ProvinceCode, ReachTarget Target, IReadOnlyList<string> Without);

/// <summary>All that the way is worked out from. Scores and changes are points of at most 6 decimals.</summary>
public sealed record ReachInput
{
    /// <summary>Where the province stands, as the measures say.</summary>
    public required Standing Start { get; init; }

    /// <summary>The own parts of the lowest level, in the index's order.</summary>
    public required IReadOnlyList<ReachPart> Parts { get; init; }

    /// <summary>The other provinces with a total.</summary>
    public required IReadOnlyList<OtherTotal> Others { get; init; }

    /// <summary>The own yearly changes of the total: they count in the mean of the field, which moves those without a history.</summary>
    public required IReadOnlyList<decimal> OwnChanges { get; init; }

    /// <summary>The years whose change of the total the drift rests on, the last first; none where the total breaks in the starting year.</summary>
    public required IReadOnlyList<int> DriftYears { get; init; }

    /// <summary>The lowest total that the scale knows.</summary>
    public required decimal Least { get; init; }
}

/// <summary>A total with its place among all ranked and its quartile group, 1 = highest.</summary>
public sealed record Standing(decimal Total, int Place, int Of, int Group);

/// <summary>Another province's total and its comparable yearly changes.</summary>
public sealed record OtherTotal(string ProvinceCode, decimal Total, IReadOnlyList<decimal> Changes);

/// <summary>A comparable change against the year before, by some province.</summary>
public sealed record AchievedChange(int Year, string ProvinceCode, decimal Points);

/// <summary>An own part of the total, and what provinces have achieved in it.</summary>
public sealed record ReachPart
{
    public required string Code { get; init; }
    public required Text Name { get; init; }
    public required decimal Score { get; init; }
    public required decimal Max { get; init; }

    /// <summary>The own place in this part and how many are ranked in it.</summary>
    public required int Place { get; init; }
    public required int Of { get; init; }

    /// <summary>Every comparable one-year change of any province since the part has its meaning.</summary>
    public required IReadOnlyList<AchievedChange> Changes { get; init; }

    /// <summary>The most that is counted on: the 9th decile (PERCENTILE.INC) of the changes, never beyond the maximum, never below 0; 0 without any.</summary>
    public decimal Cap => Math.Clamp(NinthDecile(), 0, Math.Max(Max - Score, 0));

    /// <summary>The largest change ever, of equals the newest; null without any. For information only.</summary>
    public AchievedChange? Largest => Changes.OrderByDescending(c => c.Points).ThenByDescending(c => c.Year).ThenBy(c => c.ProvinceCode, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>How many of the changes were at least so large.</summary>
    public int AchievedAtLeast(decimal points) => Changes.Count(c => c.Points >= points);

    // The position is a whole number of tenths, so the decile is exact.
    private decimal NinthDecile()
    {
        if (Changes.Count == 0)
        {
            return 0;
        }

        decimal[] sorted = [.. Changes.Select(c => c.Points).Order()];
        var (below, tenths) = Math.DivRem((sorted.Length - 1) * 9, 10);
        return tenths == 0 ? sorted[below] : sorted[below] + (sorted[below + 1] - sorted[below]) * tenths / 10;
    }
}
