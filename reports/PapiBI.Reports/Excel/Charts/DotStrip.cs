using System.Xml.Linq;
using PapiBI.Reports.Documents;
using static PapiBI.Reports.Excel.Charts.ChartMl;

namespace PapiBI.Reports.Excel.Charts;

/// <summary>
/// A field of dots per category, in three lanes: the subject above, the statistics in the middle, the others below, since programs
/// disagree which of two dots on one spot is drawn last. Each member is a row of the data sheet and a series, so that hovering names it.
/// </summary>
internal static class DotStrip
{
    private const double AxisHeight = 18;
    private static readonly IReadOnlyList<double> Lanes = [0.74, 0.48, 0.22];

    public static XDocument Draw(ChartSpec spec, DataSheet data, ChartBox box)
    {
        int rows = spec.Categories.Count;
        ChartScale scale = ChartScale.Of(spec);
        IReadOnlyList<DataRange> ranges = data.Rows(
            spec.DataTitle,
            [
                DataList.Of(Words.Item.In(data.Language), spec.Categories),
                .. Lanes.Select((lane, i) => DataList.Of($"{Words.Position.In(data.Language)} {i + 1}", Enumerable.Range(0, rows).Select(row => (double?)(rows - row - 1 + lane)))),
                .. spec.Series.Select(series => DataList.Of(series.Name, series.Values)),
            ],
            spec.LabelFormat);
        IEnumerable<XElement> drawn = spec.Series.Select((series, i) => El(
            "ser",
            Val("idx", i),
            Val("order", i),
            Title(ranges[1 + Lanes.Count + i]),
            Shape(NoLine()),
            Dot(series.Role),
            Values("xVal", ranges[1 + Lanes.Count + i]),
            Values("yVal", ranges[1 + Lane(series.Role)]),
            Val("smooth", false)));
        XElement scatter = El("scatterChart", Val("scatterStyle", "lineMarker"), Val("varyColors", false), drawn, Val("axId", 1), Val("axId", 2));
        string format = scale.Step == Math.Floor(scale.Step) && scale.Min == Math.Floor(scale.Min) ? "0" : NumberFormats.Localise(spec.LabelFormat, data.Language);
        var x = new Axis { Id = 1, CrossId = 2, Position = "b", Min = scale.Min, Max = scale.Max, Step = scale.Step, Format = format, HasGridLines = true, CrossBetween = "midCat" };
        var y = new Axis { Id = 2, CrossId = 1, Position = "l", Min = 0, Max = rows, IsHidden = true, CrossBetween = "midCat" };
        double side = 8 / box.Width;
        return Space(PlotArea(InnerBox(side, 0, 1 - (2 * side), 1 - (AxisHeight / box.Height)), [scatter], [x.Value(), y.Value()]));
    }

    private static int Lane(SeriesRole role) => role switch
    {
        SeriesRole.Subject => 0,
        SeriesRole.Peer => 2,
        _ => 1,
    };

    private static XElement Dot(SeriesRole role) => role switch
    {
        SeriesRole.Subject => Marker("circle", 9, Inks.Navy, Inks.White),
        SeriesRole.Previous => Marker("circle", 8, Inks.Previous, Inks.White),
        SeriesRole.Region => Marker("square", 7, Inks.Steel, Inks.White),
        SeriesRole.Nation => Marker("diamond", 9, "7C8593", Inks.White),
        SeriesRole.Best => Marker("triangle", 8, Inks.Ochre, Inks.White),
        SeriesRole.Peer => Marker("circle", 5, "B4BCC9"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No dot."),
    };
}
