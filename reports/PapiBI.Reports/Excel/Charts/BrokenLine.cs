using System.Globalization;
using System.Xml.Linq;
using PapiBI.Reports.Documents;
using static PapiBI.Reports.Excel.Charts.ChartMl;

namespace PapiBI.Reports.Excel.Charts;

/// <summary>Lines over years. At a break stands a year without name and without values, filled by a labelled grey band.</summary>
internal static class BrokenLine
{
    private const double PointsPerLetter = 4.4;
    private const double AxisLabelWidth = 30;
    private const double NearTheAxis = 0.16;

    public static XDocument Draw(ChartSpec spec, DataSheet data, ChartBox box)
    {
        ChartScale scale = ChartScale.Of(spec);
        List<int?> slots = Slots(spec);
        bool isCrowded = slots.Count * spec.Categories.Max(category => category.Length) * PointsPerLetter > box.Width - AxisLabelWidth;
        List<ChartBreak?> breaks = Breaks(spec, slots);
        List<DataList> lists =
        [
            DataList.Of(Words.Item.In(data.Language), slots.Select(slot => slot is { } i ? spec.Categories[i] : null)),
            .. spec.Series.Select(series => DataList.Of(series.Name, slots.Select(slot => slot is { } i ? series.Values[i] : null))),
        ];
        bool hasBreaks = breaks.Exists(item => item is not null);
        if (hasBreaks)
        {
            lists.Add(DataList.Of(Words.Break.In(data.Language), breaks.Select(item => item is null ? (double?)null : spec.IsReversed ? scale.Min : scale.Max)));
        }

        // Labels that do not fit stand every second year and without their apostrophe; the years themselves stay in their own column.
        if (isCrowded)
        {
            lists.Add(DataList.Of(Words.AxisLabel.In(data.Language), slots.Select((slot, at) => slot is { } i && at % 2 == (slots.Count - 1) % 2 ? spec.Categories[i].TrimStart('’') : null)));
        }

        IReadOnlyList<DataRange> ranges = data.Columns(spec.DataTitle, lists, spec.LabelFormat);
        string format = NumberFormats.Localise(spec.LabelFormat, data.Language);
        DataRange axis = isCrowded ? ranges[^1] : ranges[0];
        IEnumerable<XElement> lines = spec.Series.Select((series, i) => Series(spec, series, i, slots, axis, ranges[i + 1], format, scale));
        List<XElement> charts = [];
        if (hasBreaks)
        {
            charts.Add(Band(breaks, spec.Series.Count, axis, ranges[spec.Series.Count + 1]));
        }

        charts.Add(El("lineChart", Val("grouping", "standard"), Val("varyColors", false), lines, Val("marker", true), Val("axId", 1), Val("axId", 2)));
        bool isWhole = scale.Step == Math.Floor(scale.Step) && scale.Min == Math.Floor(scale.Min);
        var categories = new Axis
        {
            Id = 1, CrossId = 2, Position = "b", HasLine = true, Ink = Inks.Text, TextSize = isCrowded ? 8 : 9,
            Crosses = spec.IsReversed ? "max" : "min", Labels = spec.IsReversed ? "high" : "low",
        };
        var values = new Axis
        {
            Id = 2, CrossId = 1, Position = "l", Min = scale.Min, Max = scale.Max, Step = scale.Step, IsReversed = spec.IsReversed,
            HasGridLines = true, Format = isWhole || spec.IsReversed ? "0" : format,
        };
        return Space(PlotArea(null, charts, [categories.Category(), values.Value()]));
    }

    private static List<int?> Slots(ChartSpec spec)
    {
        List<int?> slots = [];
        for (int i = 0; i < spec.Categories.Count; i++)
        {
            slots.Add(i);
            if (spec.Breaks.Any(item => item.AfterCategory == i))
            {
                slots.Add(null);
            }
        }

        return slots;
    }

    private static List<ChartBreak?> Breaks(ChartSpec spec, List<int?> slots) =>
        [.. slots.Select((slot, at) => slot is null ? spec.Breaks.First(item => item.AfterCategory == slots[at - 1]) : null)];

    private static XElement Series(ChartSpec spec, ChartSeries series, int index, List<int?> slots, DataRange categories, DataRange values, string format, ChartScale scale)
    {
        string ink = Inks.Of(series.Role);
        bool isSubject = series.Role == SeriesRole.Subject;
        XElement stroke = series.Role switch
        {
            SeriesRole.Subject => Stroke(ink, 2.25),
            SeriesRole.Nation or SeriesRole.Previous => Stroke(ink, 1.5, dash: "dash"),
            _ => Stroke(ink, 1.25),
        };
        XElement marker = isSubject ? Marker(spec.IsReversed ? "square" : "circle", 6, ink) : Marker("none", 0, ink);
        return El("ser", Val("idx", index), Val("order", index), Title(values), Shape(stroke), marker, Labels(spec, series, slots, format, scale), Category(categories), Values("val", values), Val("smooth", false));
    }

    private static XElement? Labels(ChartSpec spec, ChartSeries series, List<int?> slots, string format, ChartScale scale)
    {
        if (series.Labels is null)
        {
            return null;
        }

        int last = Enumerable.Range(0, series.Values.Count).LastOrDefault(i => series.Values[i] is not null, -1);
        return PointLabels(
            series.Labels.Where(label => label.Key < series.Values.Count && series.Values[label.Key] is not null)
                .Select(label => (slots.IndexOf(label.Key), (string?)label.Value, Position(spec, series, label.Key, scale), label.Key == last)),
            format,
            series.Role == SeriesRole.Subject ? Inks.Navy : Inks.Quiet);
    }

    /// <summary>Away from the lines: below where it dips or others that have a text there lie above it, above elsewhere.</summary>
    private static string Position(ChartSpec spec, ChartSeries series, int at, ChartScale scale)
    {
        bool HasBreakAfter(int i) => spec.Breaks.Any(item => item.AfterCategory == i);
        double? before = at > 0 && !HasBreakAfter(at - 1) ? series.Values[at - 1] : null;
        double? after = at + 1 < series.Values.Count && !HasBreakAfter(at) ? series.Values[at + 1] : null;
        double value = series.Values[at]!.Value;
        double slope = (value - (before ?? value)) + (value - (after ?? value));
        List<double> others = [.. spec.Series.Where(other => other != series && other.Labels?.ContainsKey(at) == true).Select(other => other.Values[at]).OfType<double>()];
        bool isUndermost = others.Count > 0 && others.TrueForAll(other => spec.IsReversed ? other < value : other > value);
        bool isLow = isUndermost || (spec.IsReversed ? slope > 0 : slope < 0);
        double height = (value - scale.Min) / (scale.Max - scale.Min);
        bool isAtFoot = (spec.IsReversed ? 1 - height : height) < NearTheAxis;
        return !isLow ? "t" : !isAtFoot ? "b" : after is null ? "l" : "r";
    }

    private static XElement Band(List<ChartBreak?> breaks, int index, DataRange categories, DataRange values)
    {
        // A sign alone stands as it does where it is explained; turned, a dagger would be an arrow.
        static int? Rotation(ChartBreak item) => item.Label.Length > 2 ? Upright : null;
        IEnumerable<XElement> labels = breaks.Select((item, i) => item is null ? null : El(
            "dLbl",
            Val("idx", i),
            RichText(item.Label.Replace(' ', '\u00A0'), 7, Inks.Quiet, rotation: Rotation(item)),
            Shape(NoFill(), NoLine()),
            TextProperties(8, Inks.Quiet, rotation: Rotation(item)),
            Val("dLblPos", "inBase"),
            Shown(hasValue: true))).OfType<XElement>();
        return El(
            "barChart",
            Val("barDir", "col"),
            Val("grouping", "clustered"),
            Val("varyColors", false),
            El("ser", Val("idx", index), Val("order", index), Title(values), Shape(Fill(Inks.BreakBand), NoLine()), Val("invertIfNegative", false), El("dLbls", labels, Shown(hasValue: false)), Category(categories), Values("val", values)),
            Val("gapWidth", 0),
            Val("axId", 1),
            Val("axId", 2));
    }
}
