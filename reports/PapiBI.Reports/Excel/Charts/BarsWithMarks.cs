using System.Xml.Linq;
using PapiBI.Reports.Documents;
using static PapiBI.Reports.Excel.Charts.ChartMl;

namespace PapiBI.Reports.Excel.Charts;

/// <summary>
/// Bars with ticks as one scatter chart of strokes, one unit of height per row of the table below.
/// A bar chart combined with points would be Excel's own trick, but other programs swap its axes.
/// </summary>
internal static class BarsWithMarks
{
    private const double Headroom = 1.04;

    public static XDocument Draw(ChartSpec spec, DataSheet data, ChartBox box)
    {
        int rows = spec.Categories.Count;
        double rowHeight = box.Height / rows;
        (double min, double max) = Bounds(spec);

        data.Columns(spec.DataTitle, [DataList.Of(Words.Item.In(data.Language), spec.Categories), .. spec.Series.Select(series => DataList.Of(series.Name, series.Values))], spec.LabelFormat);
        IReadOnlyList<DataRange> strokes = data.Strokes(
            spec.DataTitle,
            [DataList.Of(Words.Item.In(data.Language), spec.Categories.SelectMany(category => new[] { category, category, null })), .. spec.Series.SelectMany(series => Strokes(series, min, rows))]);

        IEnumerable<XElement> drawn = spec.Series.Select((series, i) => Series(series, i, strokes[1 + (2 * i)], strokes[2 + (2 * i)], rowHeight));
        XElement scatter = El("scatterChart", Val("scatterStyle", "lineMarker"), Val("varyColors", false), drawn, Val("axId", 1), Val("axId", 2));
        var x = new Axis { Id = 1, CrossId = 2, Position = "b", Min = min, Max = max, IsHidden = true, CrossBetween = "midCat" };
        var y = new Axis { Id = 2, CrossId = 1, Position = "l", Min = 0, Max = rows, IsHidden = true, CrossBetween = "midCat" };
        return Space(PlotArea(InnerBox(0, 0, 1, 1), [scatter], [x.Value(), y.Value()]));
    }

    public static (double Min, double Max) Bounds(ChartSpec spec) =>
        (spec.Min ?? 0, spec.Max ?? spec.Series.SelectMany(series => series.Values).OfType<double>().DefaultIfEmpty(1).Max() * Headroom);

    private static IEnumerable<DataList> Strokes(ChartSeries series, double min, int rows)
    {
        List<double?> x = [];
        List<double?> y = [];
        double reach = Reach(series.Role);
        for (int i = 0; i < rows; i++)
        {
            double middle = rows - i - 0.5;
            bool isBar = series.Role == SeriesRole.Subject;
            double? value = series.Values[i];
            x.AddRange(value is null ? [null, null, null] : [isBar ? min : value, value, null]);
            y.AddRange(value is null ? [null, null, null] : [middle - (isBar ? 0 : reach), middle + (isBar ? 0 : reach), null]);
        }

        yield return DataList.Of($"{series.Name} x", x);
        yield return DataList.Of("y", y);
    }

    private static double Reach(SeriesRole role) => role switch
    {
        SeriesRole.Nation => 0.30,
        SeriesRole.Best => 0.30,
        _ => 0.34,
    };

    private static XElement Series(ChartSeries series, int index, DataRange x, DataRange y, double rowHeight)
    {
        double bar = Math.Clamp(rowHeight * 0.34, 5, 13);
        XElement stroke = series.Role switch
        {
            SeriesRole.Subject => Stroke(Inks.Navy, bar, isFlat: true),
            SeriesRole.Region => Stroke(Inks.Steel, 1.5, isFlat: true),
            SeriesRole.Nation => Stroke(Inks.LightGrey, 4.5, isFlat: true),
            SeriesRole.Best => Stroke(Inks.Ochre, 2, isFlat: true),
            SeriesRole.Previous => Stroke(Inks.Previous, 2, isFlat: true),
            SeriesRole.Peer => Stroke(Inks.Peer, 1.25, isFlat: true),
            _ => throw new ArgumentOutOfRangeException(nameof(series), series.Role, "No stroke."),
        };
        return El("ser", Val("idx", index), Val("order", index), Title(x), Shape(stroke), Marker("none", 0, ""), Values("xVal", x), Values("yVal", y), Val("smooth", false));
    }
}
