using PapiBI.Reports.Documents;
using System.Xml.Linq;
using static PapiBI.Reports.Excel.Charts.ChartMl;

namespace PapiBI.Reports.Excel.Charts;

/// <summary>An axis of a chart, category or value.</summary>
internal sealed record Axis
{
    public required int Id { get; init; }
    public required int CrossId { get; init; }

    /// <summary>"b", "l", "t" or "r".</summary>
    public required string Position { get; init; }
    public double? Min { get; init; }
    public double? Max { get; init; }
    public double? Step { get; init; }
    public bool IsReversed { get; init; }
    public bool IsHidden { get; init; }
    public bool HasGridLines { get; init; }
    public bool HasLine { get; init; }
    public string Format { get; init; } = "General";

    /// <summary>Where this axis crosses the other one.</summary>
    public string Crosses { get; init; } = "autoZero";
    public string Labels { get; init; } = "low";
    public double TextSize { get; init; } = 9;
    public string Ink { get; init; } = Inks.Quiet;
    public string CrossBetween { get; init; } = "between";

    public XElement Category() => El(
        "catAx",
        Common(),
        Val("auto", true),
        Val("lblAlgn", "ctr"),
        Val("lblOffset", 60),
        Val("noMultiLvlLbl", true));

    public XElement Value() => El(
        "valAx",
        Common(),
        Val("crossBetween", CrossBetween),
        Step is { } step ? Val("majorUnit", step) : null);

    private IEnumerable<XElement?> Common() =>
    [
        Val("axId", Id),
        El("scaling", Val("orientation", IsReversed ? "maxMin" : "minMax"), Max is { } max ? Val("max", max) : null, Min is { } min ? Val("min", min) : null),
        Val("delete", IsHidden),
        Val("axPos", Position),
        HasGridLines ? El("majorGridlines", Shape(Stroke(Inks.GridLine, 0.5, isFlat: true))) : null,
        ChartMl.Format(Format),
        Val("majorTickMark", "none"),
        Val("minorTickMark", "none"),
        Val("tickLblPos", Labels),
        Shape(NoFill(), HasLine ? Stroke(Inks.Rule, 0.75, isFlat: true) : NoLine()),
        TextProperties(TextSize, Ink, rotation: 0),
        Val("crossAx", CrossId),
        Val("crosses", Crosses),
    ];
}
