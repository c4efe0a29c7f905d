using System.Globalization;
using System.Xml.Linq;
using PapiBI.Reports.Documents;
using static PapiBI.Reports.Excel.Charts.ChartMl;

namespace PapiBI.Reports.Excel.Charts;

/// <summary>From one level to another by steps: columns stacked on an invisible base, labelled by an invisible line along their tops.</summary>
internal static class Waterfall
{
    private const double Margin = 0.25;

    public static XDocument Draw(ChartSpec spec, DataSheet data, ChartBox box)
    {
        IReadOnlyList<double?> values = spec.Series[0].Values;
        List<Column> columns = Columns(values);
        double[] ends = [.. columns.Where(column => column.HasValue).SelectMany(column => new[] { column.Low, column.High })];
        double[] edges = [.. ends.Where((_, i) => i > 1 || ends.Length <= 2), .. columns.Where(column => column is { HasValue: true, IsLevel: true }).Select(column => column.High)];
        double lowest = columns.Where(column => column is { HasValue: true, IsLevel: false }).Select(column => column.Low).Concat(columns.Where(column => column is { HasValue: true, IsLevel: true }).Select(column => column.High)).DefaultIfEmpty(0).Min();
        double highest = edges.DefaultIfEmpty(1).Max();
        double room = Math.Max(highest - lowest, 0.01);
        double min = spec.Min ?? Math.Max(0, Math.Floor((lowest - (room * 0.6)) * 10) / 10);
        double max = spec.Max ?? highest + (room * Margin);

        IReadOnlyList<DataRange> ranges = data.Columns(
            spec.DataTitle,
            [
                DataList.Of(Words.Item.In(data.Language), spec.Categories),
                DataList.Of(spec.Series[0].Name, values),
                DataList.Of(Words.Base.In(data.Language), columns.Select(column => column is { HasValue: true, IsLevel: false } ? column.Low : (double?)null)),
                DataList.Of(Words.Level.In(data.Language), columns.Select(column => column is { HasValue: true, IsLevel: true } ? column.High : (double?)null)),
                DataList.Of(Words.Increase.In(data.Language), columns.Select(column => column is { HasValue: true, IsLevel: false, Change: >= 0 } ? column.Change : (double?)null)),
                DataList.Of(Words.Decrease.In(data.Language), columns.Select(column => column is { HasValue: true, IsLevel: false, Change: < 0 } ? -column.Change : (double?)null)),
                DataList.Of(Words.Top.In(data.Language), columns.Select(column => column.HasValue ? column.High : (double?)null)),
            ],
            spec.LabelFormat);

        XElement stack = El(
            "barChart",
            Val("barDir", "col"),
            Val("grouping", "stacked"),
            Val("varyColors", false),
            Stacked(0, ranges[0], ranges[2], NoFill()),
            Stacked(1, ranges[0], ranges[3], Fill(Inks.Navy)),
            Stacked(2, ranges[0], ranges[4], Fill(Inks.Rise)),
            Stacked(3, ranges[0], ranges[5], Fill(Inks.Fall)),
            Val("gapWidth", 45),
            Val("overlap", 100),
            Val("axId", 1),
            Val("axId", 2));
        XElement tops = El(
            "lineChart",
            Val("grouping", "standard"),
            Val("varyColors", false),
            El(
                "ser",
                Val("idx", 4),
                Val("order", 4),
                Title(ranges[6]),
                Shape(NoLine()),
                Marker("none", 0, ""),
                PointLabels(columns.Select((column, i) => (column, i)).Where(item => item.column.HasValue).Select(item => (item.i, (string?)Label(item.column, spec.LabelFormat, data), "t", item.column.IsLevel)), spec.LabelFormat, Inks.Text),
                Category(ranges[0]),
                Values("val", ranges[6]),
                Val("smooth", false)),
            Val("marker", true),
            Val("axId", 1),
            Val("axId", 2));
        var categories = new Axis { Id = 1, CrossId = 2, Position = "b", HasLine = true, Ink = Inks.Text, Crosses = "min", TextSize = NameSize(spec, box) };
        var axis = new Axis { Id = 2, CrossId = 1, Position = "l", Min = min, Max = max, IsHidden = true };
        return Space(PlotArea(null, [stack, tops], [categories.Category(), axis.Value()]));
    }

    /// <summary>Small enough for the longest word: one cut in the middle reads badly.</summary>
    private static double NameSize(ChartSpec spec, ChartBox box)
    {
        double room = (box.Width / spec.Categories.Count) - 4;
        double longest = spec.Categories.SelectMany(category => category.Split(' ')).Max(word => LetterWidths.Of(word, 1));
        return Math.Clamp(Math.Floor(room / longest * 2) / 2, 6.5, 9);
    }

    private sealed record Column(bool HasValue, bool IsLevel, double Low, double High, double Change);

    private static List<Column> Columns(IReadOnlyList<double?> values)
    {
        List<Column> columns = [];
        double running = 0;
        for (int i = 0; i < values.Count; i++)
        {
            bool isLevel = i == 0 || i == values.Count - 1;
            if (values[i] is not { } value)
            {
                columns.Add(new Column(false, isLevel, running, running, 0));
                continue;
            }

            double next = isLevel ? value : running + value;
            columns.Add(new Column(true, isLevel, isLevel ? 0 : Math.Min(running, next), isLevel ? value : Math.Max(running, next), value));
            running = next;
        }

        return columns;
    }

    private static string Label(Column column, string format, DataSheet data)
    {
        string number = Math.Abs(column.Change).ToString(format, CultureInfo.GetCultureInfo(data.Language == Warehouse.Language.Vietnamese ? "vi-VN" : "en-US"));
        return column switch
        {
            { IsLevel: true } => number,
            { Change: > 0 } => "▲ +" + number,
            { Change: < 0 } => "▼ −" + number,
            _ => number,
        };
    }

    private static XElement Stacked(int index, DataRange categories, DataRange values, XElement fill) =>
        El("ser", Val("idx", index), Val("order", index), Title(values), Shape(fill, NoLine()), Val("invertIfNegative", false), Category(categories), Values("val", values));
}
