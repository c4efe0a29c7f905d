namespace PapiBI.Warehouse.Plans;

/// <summary>What comes of a question: a way, or why there can be none.</summary>
public abstract record ReachAnswer
{
    public sealed record Refused(Text Reason) : ReachAnswer;

    public sealed record Found(ReachResult Result) : ReachAnswer;
}

/// <summary>The way to the target, once against the others as they were and once against them as they drift.</summary>
public sealed record ReachResult
{
    public required ReachInput Input { get; init; }
    public required ReachTarget Target { get; init; }

    /// <summary>Every other province keeps its total.</summary>
    public required ReachScenario Held { get; init; }

    /// <summary>Every other province moves once by its mean yearly change; null where no change of the total rests on a comparable year.</summary>
    public required ReachScenario? Drifting { get; init; }
}

/// <summary>The target against one field of others.</summary>
public sealed record ReachScenario
{
    /// <summary>The own total, unchanged, in this field.</summary>
    public required Standing Start { get; init; }

    /// <summary>The total that reaches the target; a tie does.</summary>
    public required decimal Threshold { get; init; }

    /// <summary>The gain that reaches it, rounded up to a whole 0.01; 0 where the target is reached already.</summary>
    public required decimal Needed { get; init; }

    /// <summary>The best way first, then the next best with as many, but other parts; none where the target is reached already or out of reach.</summary>
    public required IReadOnlyList<ReachWay> Ways { get; init; }

    /// <summary>How far all parts at their caps lead.</summary>
    public required ReachWay Furthest { get; init; }

    public bool IsThere => Needed == 0;

    public bool IsOutOfReach => Needed > 0 && Ways.Count == 0;
}

/// <summary>Gains in some parts and where they lead.</summary>
public sealed record ReachWay
{
    /// <summary>In the index's order.</summary>
    public required IReadOnlyList<ReachGain> Gains { get; init; }
    public required Standing After { get; init; }

    /// <summary>The sum of gain ÷ cap: 1 for each part that is raised as far as is counted on.</summary>
    public decimal Effort => Gains.Sum(gain => gain.Points / gain.Part.Cap);

    /// <summary>Planned total less threshold; negative where it falls short.</summary>
    public required decimal Margin { get; init; }

    /// <summary>Points that may be lost before the place is: the total less the next best other total not above it. 0 where the place is shared; null where no other is lower.</summary>
    public required decimal? Cushion { get; init; }
}

/// <summary>A gain in one part, a whole number of 0.01.</summary>
public sealed record ReachGain(ReachPart Part, decimal Points)
{
    public decimal To => Part.Score + Points;
}
