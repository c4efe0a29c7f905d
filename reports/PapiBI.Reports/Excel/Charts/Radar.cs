using System.Xml.Linq;
using PapiBI.Reports.Documents;
using static PapiBI.Reports.Excel.Charts.ChartMl;

namespace PapiBI.Reports.Excel.Charts;

/// <summary>One axis per category, the subject in a heavy line.</summary>
internal static class Radar
{
    public static XDocument Draw(ChartSpec spec, DataSheet data)
    {
        ChartScale scale = ChartScale.Of(spec);
        IReadOnlyList<DataRange> ranges = data.Columns(
            spec.DataTitle,
            [DataList.Of(Words.Item.In(data.Language), spec.Categories), .. spec.Series.Select(series => DataList.Of(series.Name, series.Values))],
            spec.LabelFormat);
        string format = NumberFormats.Localise(spec.LabelFormat, data.Language);
        IEnumerable<XElement> drawn = spec.Series.Select((series, i) => El(
            "ser",
            Val("idx", i),
            Val("order", i),
            Title(ranges[i + 1]),
            Shape(Line(series.Role)),
            series.Role == SeriesRole.Subject ? Marker("circle", 6, Inks.Navy) : Marker("none", 0, ""),
            series.Labels is null ? null : PointLabels(series.Labels.Select(label => (label.Key, (string?)label.Value, "t", false)), format, Inks.Navy),
            Category(ranges[0]),
            Values("val", ranges[i + 1])));
        XElement radar = El("radarChart", Val("radarStyle", "marker"), Val("varyColors", false), drawn, Val("axId", 1), Val("axId", 2));
        var categories = new Axis { Id = 1, CrossId = 2, Position = "b", HasGridLines = true, Labels = "nextTo", Ink = Inks.Text, TextSize = 9.5 };
        var values = new Axis
        {
            Id = 2, CrossId = 1, Position = "l", Min = scale.Min, Max = scale.Max, Step = scale.Step, HasGridLines = true, Labels = "nextTo", TextSize = 8,
            Format = scale.Step == Math.Floor(scale.Step) ? "0" : format,
        };
        return Space(PlotArea(InnerBox(0.2, 0.1, 0.6, 0.8), [radar], [categories.Category(), values.Value()]));
    }

    private static XElement Line(SeriesRole role) => role switch
    {
        SeriesRole.Subject => Stroke(Inks.Navy, 2.5),
        SeriesRole.Nation or SeriesRole.Previous => Stroke(Inks.Of(role), 1.75, dash: "dash"),
        _ => Stroke(Inks.Of(role), 1.5),
    };
}
