namespace PapiBI.Warehouse.Measures;

/// <summary>What a measure speaks of, which decides what must be shown or fixed for it to make sense.</summary>
public enum MeasureFamily
{
    /// <summary>One province's standing in one item of one year. Scores do not add up, so year, item and province must each be shown or fixed.</summary>
    Standing,

    /// <summary>A whole field's statistic: year and item must be shown or fixed; provinces need not be.</summary>
    Field,

    /// <summary>How many items of one level did something; year and province must be shown or fixed, items are counted.</summary>
    Count,

    /// <summary>A part's share in the change of the total; year, item and province must be shown or fixed.</summary>
    Ledger,
}

/// <summary>The stages of the compiled query that a measure draws on; only those asked for are written.</summary>
[Flags]
public enum Needs
{
    None = 0,
    Ranks = 1,
    Bounds = 2,
    Previous = 4,
    PreviousBounds = 8,
    CommonField = 16,
    NeighbourUp = 32,
    NeighbourDown = 64,
    FiveUp = 128,
    NationBounds = 256,
    Uncertainty = 512,
}

/// <summary>A number one may ask for. <see cref="Expression"/> is SQL over the stages of <see cref="QueryCompiler"/>: s the standing, b the field's bounds, a those of all provinces, p and q those of the year before, c the common field, u and d the neighbouring places, w how uncertain the score is.</summary>
public sealed partial record Measure(string Code, Text Label, MeasureFamily Family, string Expression, Needs Needs)
{
    /// <summary>The number is drawn from a whole field, so an edition that is not held whole has none.</summary>
    public bool NeedsWhole => Needs.HasFlag(Needs.Ranks) || Family == MeasureFamily.Ledger;

    // A code names one measure, and answers look their numbers up by it a thousand times.
    public bool Equals(Measure? other) => Code == other?.Code;

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Code;
}
