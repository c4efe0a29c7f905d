namespace PapiBI.Reports.Documents;

public enum ChartKind
{
    /// <summary>Horizontal bars of the first series with the others as ticks across the bar; laid over table rows.</summary>
    BarsWithMarks,

    /// <summary>Lines over years, cut where the series breaks.</summary>
    BrokenLine,

    /// <summary>One axis per category.</summary>
    Radar,

    /// <summary>Clustered horizontal bars; with one series, coloured by sign.</summary>
    ClusteredBar,

    /// <summary>First and last value are levels, those between are steps.</summary>
    Waterfall,

    /// <summary>Every member of a field as a dot on one axis per category, the subject and the statistics marked.</summary>
    DotStrip,

    /// <summary>Places from year to year, the first on top: one line a member, named at its end. For who overtook whom; two categories make a slope chart.</summary>
    Bump,

    /// <summary>A field's spread per category as a box: from <see cref="SeriesRole.Lowest"/> over the quartiles and the median to <see cref="SeriesRole.Best"/>, other series marked on it. Laid over rows that name the categories.</summary>
    Distribution,

    /// <summary>Tasks over the months, one a row, from the first day to the last with the part done in dark; laid over table rows, its months in the table's header. <see cref="TimelineSpec"/> makes one.</summary>
    Timeline,

    /// <summary>A result as a bar with its target and its start as ticks, each row on a scale of its own (<see cref="ChartSpec.Scales"/>), better to the right; laid over table rows.</summary>
    Bullet,
}

/// <summary>Whose numbers a series holds; this decides its ink.</summary>
public enum SeriesRole
{
    Subject,
    Previous,
    Region,
    Nation,
    Best,
    Peer,

    /// <summary>Statistics of a field, for <see cref="ChartKind.Distribution"/>; its best is <see cref="Best"/>.</summary>
    Lowest,
    LowerQuartile,
    Median,
    UpperQuartile,

    /// <summary>Tasks of a <see cref="ChartKind.Timeline"/>: the first day as Excel counts days (<see cref="TimelineSpec.Day"/>), the share that is done (0 to 1), and the last day – under <see cref="Late"/> where that has passed with work undone, else under <see cref="Remaining"/>. Bars include the last day.</summary>
    Start,
    Done,
    Remaining,
    Late,

    /// <summary>What a plan wants, and where it began, for <see cref="ChartKind.Bullet"/>; the result is <see cref="Subject"/>.</summary>
    Target,
    Baseline,
}

/// <summary>What a chart means, without how anyone draws it. Every series has one value per category; null is a gap, never 0.</summary>
public sealed record ChartSpec
{
    public required ChartKind Kind { get; init; }
    public required IReadOnlyList<string> Categories { get; init; }
    public required IReadOnlyList<ChartSeries> Series { get; init; }
    public double? Min { get; init; }
    public double? Max { get; init; }

    /// <summary>Small numbers on top: ranks.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Excel number format of labels and axis: "0.00".</summary>
    public string LabelFormat { get; init; } = "0.00";

    /// <summary>Lines are cut after each of these category indexes and the cut is labelled.</summary>
    public IReadOnlyList<ChartBreak> Breaks { get; init; } = [];

    /// <summary>The scale of each row of a <see cref="ChartKind.Bullet"/>; a row without one is not drawn.</summary>
    public IReadOnlyList<RowScale?> Scales { get; init; } = [];

    /// <summary>A day marked down all rows of a <see cref="ChartKind.Timeline"/>, at its end: that of the report.</summary>
    public ChartMark? Mark { get; init; }

    /// <summary>What each category is of, like <see cref="TableRow.Key"/>; null: nothing to choose.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>The last line of whatever a pointer is told: statistic, source, published or derived; null: the words around the chart say it.</summary>
    public string? Basis { get; init; }

    /// <summary>What a person who cannot see the chart should know.</summary>
    public required string AltText { get; init; }

    /// <summary>Heads the chart's data on the data sheet.</summary>
    public required string DataTitle { get; init; }
}

public sealed record ChartBreak(int AfterCategory, string Label);

/// <param name="At">A day as Excel counts days.</param>
/// <param name="Label">"đến 30/6/2021".</param>
public sealed record ChartMark(double At, string Label);

/// <summary>From the worst to the best value that a row can have: 10 to 80 of a total score, 63 to 1 of a rank.</summary>
public sealed record RowScale(double Worst, double Best)
{
    /// <summary>Where a value stands, 0 at the worst and 1 at the best end; what lies beyond an end stands at that end.</summary>
    public double Share(double value) => Best == Worst ? 0 : Math.Clamp((value - Worst) / (Best - Worst), 0, 1);
}

public sealed record ChartSeries
{
    public required string Name { get; init; }
    public required SeriesRole Role { get; init; }
    public required IReadOnlyList<double?> Values { get; init; }

    /// <summary>Whose numbers they are, like <see cref="TableRow.Key"/>.</summary>
    public string? Key { get; init; }

    /// <summary>Category index → text of the label at that point; null shows no labels, an empty text the value itself.</summary>
    public IReadOnlyDictionary<int, string>? Labels { get; init; }

    /// <summary>One a category: what a pointer is told beside the value, such as its rank or its N; null: the value alone.</summary>
    public IReadOnlyList<string?>? Tips { get; init; }
}
