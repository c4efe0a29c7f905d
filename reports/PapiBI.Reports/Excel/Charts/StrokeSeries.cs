using System.Xml.Linq;
using PapiBI.Reports.Documents;
using static PapiBI.Reports.Excel.Charts.ChartMl;

namespace PapiBI.Reports.Excel.Charts;

/// <summary>Strokes of one look as a series of a scatter chart: the points of each, then a blank.</summary>
internal sealed class StrokeSeries(string name, XElement line)
{
    public string Name => name;
    public XElement Line => line;
    public List<double?> X { get; } = [];
    public List<double?> Y { get; } = [];

    /// <summary>Texts at single points: the index of the point, the text, and where it stands ("r", "l", "t").</summary>
    public List<(int Index, string? Text, string Position, bool IsBold)> Texts { get; } = [];
    public string Ink { get; init; } = Inks.Quiet;

    /// <summary>Of x on the data sheet.</summary>
    public string? XFormat { get; init; }

    public void Draw(params (double X, double Y)[] points)
    {
        X.AddRange([.. points.Select(point => (double?)point.X), null]);
        Y.AddRange([.. points.Select(point => (double?)point.Y), null]);
    }

    /// <summary>A text beside a point that is not seen.</summary>
    public void Write(double x, double y, string text, string position, bool isBold = false)
    {
        Texts.Add((X.Count, text, position, isBold));
        Draw((x, y));
    }

    /// <summary>Series that have points as one chart without axes, their coordinates on the data sheet; x runs between the bounds, y from 0 to the height.</summary>
    public static XDocument Chart(string title, IReadOnlyList<StrokeSeries> all, DataSheet data, (double Min, double Max) bounds, double height, double textSize)
    {
        List<StrokeSeries> series = [.. all.Where(item => item.X.Count > 0)];
        IReadOnlyList<DataRange> ranges = series.Count == 0 ? [] : data.Strokes(
            title,
            [.. series.SelectMany(item => new[] { DataList.Of($"{item.Name} x", item.X) with { Format = item.XFormat }, DataList.Of("y", item.Y) })]);
        XElement scatter = El(
            "scatterChart",
            Val("scatterStyle", "lineMarker"),
            Val("varyColors", false),
            series.Select((item, i) => El(
                "ser",
                Val("idx", i),
                Val("order", i),
                Title(ranges[2 * i]),
                Shape(item.Line),
                Marker("none", 0, ""),
                PointLabels(item.Texts, "General", item.Ink, textSize),
                Values("xVal", ranges[2 * i]),
                Values("yVal", ranges[(2 * i) + 1]),
                Val("smooth", false))),
            Val("axId", 1),
            Val("axId", 2));
        var x = new Axis { Id = 1, CrossId = 2, Position = "b", Min = bounds.Min, Max = bounds.Max, IsHidden = true, CrossBetween = "midCat" };
        var y = new Axis { Id = 2, CrossId = 1, Position = "l", Min = 0, Max = height, IsHidden = true, CrossBetween = "midCat" };
        return Space(PlotArea(InnerBox(0, 0, 1, 1), [scatter], [x.Value(), y.Value()]));
    }
}
