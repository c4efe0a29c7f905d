using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Described;

/// <summary>What a figure of a described table says: a printed measure, or how uncertain the score is.</summary>
public sealed record FigureMeasure(PublishedMeasure? Published, Uncertain? Uncertain)
{
    public static FigureMeasure? Find(string code) =>
        Enum.GetValues<PublishedMeasure>().Where(m => PublishedMeasureCode.Of(m) == code).Select(m => new FigureMeasure(m, null)).FirstOrDefault()
        ?? (code switch
        {
            "standard_error" => new FigureMeasure(null, Described.Uncertain.StandardError),
            "interval_low" => new FigureMeasure(null, Described.Uncertain.IntervalLow),
            "interval_high" => new FigureMeasure(null, Described.Uncertain.IntervalHigh),
            "variance" => new FigureMeasure(null, Described.Uncertain.Variance),
            "observations" => new FigureMeasure(null, Described.Uncertain.Observations),
            _ => null,
        });
}

public enum Uncertain
{
    StandardError,
    IntervalLow,
    IntervalHigh,
    Variance,
    Observations,
}
