using System.Xml.Linq;
using PapiBI.Reports.Documents;
using static PapiBI.Reports.Excel.Charts.ChartMl;

namespace PapiBI.Reports.Excel.Charts;

/// <summary>Horizontal bars over rows of cells that name them. One series is a change: sign, glyph and colour say whether it rose or fell.</summary>
internal static class ClusteredBar
{
    private const double LabelPoints = 52;

    public static XDocument Draw(ChartSpec spec, DataSheet data, ChartBox box)
    {
        bool isChange = spec.Series.Count == 1;
        IReadOnlyList<DataRange> ranges = data.Columns(
            spec.DataTitle,
            [DataList.Of(Words.Item.In(data.Language), spec.Categories), .. spec.Series.Select(series => DataList.Of(series.Name, series.Values))],
            spec.LabelFormat);
        string format = NumberFormats.Localise(isChange ? NumberFormats.Arrow(spec.LabelFormat) : spec.LabelFormat, data.Language);
        IEnumerable<XElement> drawn = spec.Series.Select((series, i) => Series(series, i, ranges[0], ranges[i + 1], format, isChange));
        XElement bars = El(
            "barChart",
            Val("barDir", "bar"),
            Val("grouping", "clustered"),
            Val("varyColors", false),
            drawn,
            Val("gapWidth", isChange ? 110 : 45),
            Val("overlap", isChange ? 0 : -5),
            Val("axId", 1),
            Val("axId", 2));
        (double min, double max) = Bounds(spec, box);
        var categories = new Axis { Id = 1, CrossId = 2, Position = "l", IsReversed = true, HasLine = true, Labels = "none" };
        var values = new Axis { Id = 2, CrossId = 1, Position = "b", Min = min, Max = max, IsHidden = true };
        return Space(PlotArea(InnerBox(0, 0, 1, 1), [bars], [categories.Category(), values.Value()]));
    }

    /// <summary>Room for the labels beyond the longest bar on either side.</summary>
    private static (double Min, double Max) Bounds(ChartSpec spec, ChartBox box)
    {
        double[] values = [.. spec.Series.SelectMany(series => series.Values).OfType<double>(), 0];
        double low = Math.Min(spec.Min ?? values.Min(), spec.Min is { } floor && values.Min() >= floor ? floor : values.Min());
        double high = Math.Max(spec.Max ?? values.Max(), values.Max());
        double plot = Math.Max(box.Width, LabelPoints * 3);
        int sides = low < 0 ? 2 : 1;
        double perPoint = (high - low == 0 ? 1 : high - low) / (plot - (sides * LabelPoints));
        return (low < 0 ? low - (perPoint * LabelPoints) : low, high + (perPoint * LabelPoints));
    }

    private static XElement Series(ChartSeries series, int index, DataRange categories, DataRange values, string format, bool isChange)
    {
        IEnumerable<XElement> points = !isChange ? [] : series.Values
            .Select((value, i) => (value, i))
            .Where(point => point.value is not null and not 0)
            .Select(point => El("dPt", Val("idx", point.i), Val("invertIfNegative", false), Val("bubble3D", false), Shape(Fill(point.value > 0 ? Inks.Rise : Inks.Fall), NoLine())));
        return El(
            "ser",
            Val("idx", index),
            Val("order", index),
            Title(values),
            Shape(Fill(isChange ? Inks.LightGrey : Inks.Of(series.Role)), NoLine()),
            Val("invertIfNegative", false),
            points,
            AllLabels(format, "outEnd", series.Role == SeriesRole.Subject ? Inks.Text : Inks.Quiet, isBold: false),
            Category(categories),
            Values("val", values));
    }
}
