using System.Xml.Linq;
using PapiBI.Reports.Documents;
using static PapiBI.Reports.Excel.Charts.ChartMl;

namespace PapiBI.Reports.Excel.Charts;

/// <summary>
/// A field's spread per category as strokes of one scatter chart: hairs from the lowest and to the best, an open box between the
/// quartiles, a tick at the median; the subject in the middle of it, others just below. No shape covers another, since programs
/// disagree which of two is drawn last.
/// </summary>
internal static class Distribution
{
    private const double AxisHeight = 18;
    private const double HalfBox = 0.26;
    private const double HalfMedian = 0.34;
    private const double HalfEnd = 0.14;
    private const double LowerLane = 0.37;

    /// <summary>The order of a legend: who is marked on the boxes, then the boxes from left to right.</summary>
    public static readonly IReadOnlyList<SeriesRole> Order =
    [
        SeriesRole.Subject, SeriesRole.Previous, SeriesRole.Region, SeriesRole.Nation, SeriesRole.Peer,
        SeriesRole.Lowest, SeriesRole.LowerQuartile, SeriesRole.Median, SeriesRole.UpperQuartile, SeriesRole.Best,
    ];

    public static XDocument Draw(ChartSpec spec, DataSheet data, ChartBox box)
    {
        int rows = spec.Categories.Count;
        ChartScale scale = ChartScale.Of(spec);
        IReadOnlyList<DataRange> ranges = data.Columns(
            spec.DataTitle,
            [
                DataList.Of(Words.Item.In(data.Language), spec.Categories),
                DataList.Of($"{Words.Position.In(data.Language)} 1", Enumerable.Range(0, rows).Select(row => (double?)Middle(rows, row))),
                DataList.Of($"{Words.Position.In(data.Language)} 2", Enumerable.Range(0, rows).Select(row => (double?)(Middle(rows, row) - LowerLane))),
                .. spec.Series.Select(series => DataList.Of(series.Name, series.Values)),
            ],
            spec.LabelFormat);
        List<StrokeSeries> strokes = Strokes(spec);
        IReadOnlyList<DataRange> coordinates = strokes.Count == 0 ? [] : data.Strokes(
            spec.DataTitle,
            [.. strokes.SelectMany(stroke => new[] { DataList.Of($"{stroke.Name} x", stroke.X), DataList.Of("y", stroke.Y) })]);

        IEnumerable<XElement> drawn = strokes.Select((stroke, i) => Series(i, coordinates[2 * i], coordinates[2 * i], coordinates[(2 * i) + 1], stroke.Line, Marker("none", 0, "")))
            .Concat(spec.Series.Select((series, i) => (Series: series, Range: ranges[3 + i])).Where(item => !IsOfTheField(item.Series.Role))
                .Select((item, i) => Series(strokes.Count + i, item.Range, item.Range, ranges[item.Series.Role == SeriesRole.Subject ? 1 : 2], NoLine(), Dot(item.Series.Role))));
        XElement scatter = El("scatterChart", Val("scatterStyle", "lineMarker"), Val("varyColors", false), drawn, Val("axId", 1), Val("axId", 2));
        string format = scale.Step == Math.Floor(scale.Step) && scale.Min == Math.Floor(scale.Min) ? "0" : NumberFormats.Localise(spec.LabelFormat, data.Language);
        var x = new Axis { Id = 1, CrossId = 2, Position = "b", Min = scale.Min, Max = scale.Max, Step = scale.Step, Format = format, HasGridLines = true, CrossBetween = "midCat" };
        var y = new Axis { Id = 2, CrossId = 1, Position = "l", Min = 0, Max = rows, IsHidden = true, CrossBetween = "midCat" };
        double side = 8 / box.Width;
        return Space(PlotArea(InnerBox(side, 0, 1 - (2 * side), 1 - (AxisHeight / box.Height)), [scatter], [x.Value(), y.Value()]));
    }

    /// <summary>A statistic that the box itself shows.</summary>
    public static bool IsOfTheField(SeriesRole role) =>
        role is SeriesRole.Lowest or SeriesRole.LowerQuartile or SeriesRole.Median or SeriesRole.UpperQuartile or SeriesRole.Best;

    private static double Middle(int rows, int row) => rows - row - 0.5;

    private static List<StrokeSeries> Strokes(ChartSpec spec)
    {
        ChartSeries? Of(SeriesRole role) => spec.Series.FirstOrDefault(series => series.Role == role);
        string Name(SeriesRole role) => Of(role)?.Name ?? "";
        var hairs = new StrokeSeries($"{Name(SeriesRole.Lowest)} – {Name(SeriesRole.Best)}", Stroke(Inks.Steel, 0.75, isFlat: true));
        var boxes = new StrokeSeries($"{Name(SeriesRole.LowerQuartile)} – {Name(SeriesRole.UpperQuartile)}", Stroke(Inks.Steel, 1, isFlat: true));
        var medians = new StrokeSeries(Name(SeriesRole.Median), Stroke(Inks.Steel, 2.75, isFlat: true));
        var bests = new StrokeSeries(Name(SeriesRole.Best), Stroke(Inks.Ochre, 2.25, isFlat: true));
        for (int row = 0; row < spec.Categories.Count; row++)
        {
            double middle = Middle(spec.Categories.Count, row);
            double? At(SeriesRole role) => Of(role)?.Values[row];
            (double? lowest, double? lower, double? median, double? upper, double? best) =
                (At(SeriesRole.Lowest), At(SeriesRole.LowerQuartile), At(SeriesRole.Median), At(SeriesRole.UpperQuartile), At(SeriesRole.Best));
            if (lower is { } left && upper is { } right)
            {
                boxes.Draw((left, middle + HalfBox), (right, middle + HalfBox), (right, middle - HalfBox), (left, middle - HalfBox), (left, middle + HalfBox));
            }

            Hair(hairs, lowest, lower ?? median ?? best, middle);
            Hair(hairs, upper ?? median, best, middle);
            if (lowest is { } low)
            {
                hairs.Draw((low, middle - HalfEnd), (low, middle + HalfEnd));
            }

            if (median is { } tick)
            {
                medians.Draw((tick, middle - HalfMedian), (tick, middle + HalfMedian));
            }

            if (best is { } high)
            {
                bests.Draw((high, middle - HalfEnd), (high, middle + HalfEnd));
            }
        }

        return [.. new[] { hairs, boxes, medians, bests }.Where(stroke => stroke.X.Count > 0)];
    }

    private static void Hair(StrokeSeries hairs, double? from, double? to, double middle)
    {
        if (from is { } start && to is { } end)
        {
            hairs.Draw((start, middle), (end, middle));
        }
    }

    private static XElement Series(int index, DataRange title, DataRange x, DataRange y, XElement line, XElement dot) =>
        El("ser", Val("idx", index), Val("order", index), Title(title), Shape(line), dot, Values("xVal", x), Values("yVal", y), Val("smooth", false));

    private static XElement Dot(SeriesRole role) => role switch
    {
        SeriesRole.Subject => Marker("circle", 10, Inks.Navy, Inks.White),
        SeriesRole.Previous => Marker("circle", 7, Inks.Previous, Inks.White),
        SeriesRole.Region => Marker("square", 7, Inks.Steel, Inks.White),
        SeriesRole.Nation => Marker("diamond", 8, "7C8593", Inks.White),
        SeriesRole.Peer => Marker("circle", 4, "B4BCC9"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No dot."),
    };
}
