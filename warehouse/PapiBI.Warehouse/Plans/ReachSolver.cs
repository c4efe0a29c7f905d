namespace PapiBI.Warehouse.Plans;

/// <summary>Works out the way to a target: of the fewest parts, then of the least effort, then the earliest in the index's order. Exact; reads nothing.</summary>
public static class ReachSolver
{
    /// <summary>The smallest gain: papers print two decimals.</summary>
    public const decimal Step = 0.01m;

    /// <param name="input">Where everybody stands.</param>
    /// <param name="target">What is to be reached; it must exist: a place of the field, a group 1–4.</param>
    /// <param name="without">Codes of the parts that are left as they are.</param>
    public static ReachResult Solve(ReachInput input, ReachTarget target, IReadOnlyCollection<string> without) => new()
    {
        Input = input,
        Target = target,
        Held = Against([.. input.Others.Select(other => other.Total)], input, target, without) with { Start = input.Start },
        Drifting = input.DriftYears.Count == 0 ? null : Against(Drifted(input), input, target, without),
    };

    private static ReachScenario Against(IReadOnlyList<decimal> others, ReachInput input, ReachTarget target, IReadOnlyCollection<string> without)
    {
        var field = new OtherTotals(others);
        var threshold = target switch
        {
            ReachTarget.Rank rank => field.ThresholdOf(rank.Place, input.Least),
            ReachTarget.Group group => field.ThresholdOf(field.LastPlaceOf(group.Number), input.Least),
            ReachTarget.Score score => score.Points,
            _ => throw new ArgumentOutOfRangeException(nameof(target), target, "No threshold for this target."),
        };
        var needed = (int)Math.Max(0, decimal.Ceiling((threshold - input.Start.Total) / Step));
        CappedPart[] parts = [.. input.Parts.Where(part => !without.Contains(part.Code)).Select((part, order) => new CappedPart(part, order)).Where(part => part.Steps > 0).OrderByDescending(part => part.Cap).ThenBy(part => part.Order)];
        return new ReachScenario
        {
            Start = field.Place(input.Start.Total),
            Threshold = threshold,
            Needed = needed * Step,
            Ways = [.. ReachWays.BestFirst(parts, needed).Take(ReachWays.Most).Select(Way)],
            Furthest = Way([.. parts.Select(part => (part, part.Steps))]),
        };

        ReachWay Way(IReadOnlyList<(CappedPart Part, int Steps)> gains)
        {
            var total = input.Start.Total + gains.Sum(gain => gain.Steps) * Step;
            return new ReachWay
            {
                Gains = [.. gains.OrderBy(gain => gain.Part.Order).Select(gain => new ReachGain(gain.Part.Part, gain.Steps * Step))],
                After = field.Place(total),
                Margin = total - threshold,
                Cushion = field.CushionOf(total),
            };
        }
    }

    private static decimal[] Drifted(ReachInput input)
    {
        decimal[] known = [.. input.Others.Select(other => other.Changes).Append(input.OwnChanges).Where(changes => changes.Count > 0).Select(changes => changes.Average())];
        var ofField = known.Length > 0 ? known.Average() : 0;
        return [.. input.Others.Select(other => other.Total + (other.Changes.Count > 0 ? other.Changes.Average() : ofField))];
    }
}

/// <summary>A part whose cap is worked out once.</summary>
internal sealed class CappedPart(ReachPart part, int order)
{
    public ReachPart Part => part;

    /// <summary>Its place in the index's order.</summary>
    public int Order => order;
    public decimal Cap { get; } = part.Cap;

    /// <summary>How many whole steps the cap holds.</summary>
    public int Steps => (int)decimal.Floor(Cap / ReachSolver.Step);
}
