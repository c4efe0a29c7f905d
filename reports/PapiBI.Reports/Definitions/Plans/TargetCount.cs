using PapiBI.Warehouse.Plans;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>How many targets there are, and of how many with a result were met. A gain that only says a score or rank once more does not count, nor what is made up, unless everything is.</summary>
internal sealed record TargetCount(int Targets, int Known, int Met)
{
    /// <summary>Those made up counted in; null where none is, or all are.</summary>
    public TargetCount? WithMadeUp { get; private init; }

    public bool IsMadeUp { get; private init; }

    /// <summary>None has a result, and none ever will: those years are held whole, without the province.</summary>
    public bool IsNeverKnown { get; private init; }

    public int Unknown => Targets - Known;

    public static TargetCount Of(IReadOnlyList<TargetGap> targets)
    {
        var once = targets.Where(target => !TargetVerdicts.IsRepeat(target, targets)).ToList();
        var real = once.Where(target => !target.IsIllustrative).ToList();
        var all = Plain(once);
        return real.Count == 0
            ? all with { IsMadeUp = once.Count > 0 }
            : Plain(real) with { WithMadeUp = real.Count < once.Count ? all : null };
    }

    /// <summary>" (kể cả minh họa: 5/6)", " (minh họa)"; "" where nothing is made up. Behind a count of those met.</summary>
    public string Besides(PlanFrame frame) => this switch
    {
        { WithMadeUp: { } all } => frame.T($" (kể cả minh họa: {all.Met}/{all.Known})", $" (illustrative ones included: {all.Met} of {all.Known})"),
        { IsMadeUp: true } => frame.T(" (minh họa)", " (illustrative)"),
        _ => "",
    };

    private static TargetCount Plain(IReadOnlyList<TargetGap> targets)
    {
        var known = targets.Count(target => target.Status is TargetStatus.Met or TargetStatus.NotMet);
        return new TargetCount(targets.Count, known, targets.Count(target => target.Status == TargetStatus.Met))
        {
            IsNeverKnown = known == 0 && targets.All(target => target.Unknown == UnknownReason.NoFigure),
        };
    }
}
