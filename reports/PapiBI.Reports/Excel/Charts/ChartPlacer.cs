using System.Xml;
using System.Xml.Linq;
using OfficeOpenXml.Drawing.Chart;
using PapiBI.Reports.Documents;

namespace PapiBI.Reports.Excel.Charts;

/// <summary>What a chart needs to know of the box it is drawn in.</summary>
internal sealed record ChartBox(double Width, double Height)
{
    /// <summary>Heights of the table's rows below the chart, the last ones of its box; empty: equal ones.</summary>
    public IReadOnlyList<double> Rows { get; init; } = [];
}

/// <summary>Writes a chart's numbers to the data sheet and lays the chart over rows of a page.</summary>
/// <param name="writer">Of the page.</param>
/// <param name="data">Where the numbers go.</param>
/// <param name="drawn">All charts of the workbook so far, to which each one placed is added.</param>
internal sealed class ChartPlacer(SheetWriter writer, DataSheet data, List<XDocument> drawn)
{
    private const string DrawingMl = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";

    public DataSheet Data => data;

    /// <param name="spec">What is drawn.</param>
    /// <param name="rows">The rows it lies over.</param>
    /// <param name="column">Of the page's grid.</param>
    /// <param name="span">Columns of the grid.</param>
    /// <param name="categories">The rows of each category, where they may differ in height.</param>
    public void Place(ChartSpec spec, RowSpan rows, int column, int span, IReadOnlyList<RowSpan>? categories = null)
    {
        if (spec.Series.Count == 0 || spec.Categories.Count == 0)
        {
            return;
        }

        var box = new ChartBox(writer.Grid.Points(column, span), Height(rows)) { Rows = [.. (categories ?? []).Select(Height)] };
        drawn.Add(Draw(WithGaps(spec), box));

        // EPPlus only makes the part, its anchor and its relationship, for a pie in the least time, as it has no axes; the chart itself is ours and takes the part's place when all is packed.
        writer.Sheet.Drawings.AddChart($"chart{writer.Sheet.Index}-{writer.Sheet.Drawings.Count + 1}", eChartType.Pie);
        var anchor = (XmlElement)writer.Sheet.Drawings.DrawingXml.DocumentElement!.LastChild!;

        // Each of its properties From and To would measure the chart anew, by a query for each row and column.
        Set("from", rows.First - 1, writer.Grid.First(column) - 1);
        Set("to", rows.Last, writer.Grid.Last(column, span));
        var name = (XmlElement)anchor.GetElementsByTagName("cNvPr", DrawingMl)[0]!;
        name.SetAttribute("descr", CleanText.Of(spec.AltText));
        name.SetAttribute("title", CleanText.Of(spec.DataTitle));

        void Set(string corner, int row, int sheetColumn)
        {
            XmlElement position = anchor[corner, DrawingMl]!;
            position["row", DrawingMl]!.InnerText = ChartMl.Text(row);
            position["col", DrawingMl]!.InnerText = ChartMl.Text(sheetColumn);
        }
    }

    private double Height(RowSpan rows) => Enumerable.Range(rows.First, rows.Count).Sum(row => writer.Sheet.Row(row).Height);

    /// <summary>What is no number is a gap.</summary>
    private static ChartSpec WithGaps(ChartSpec spec) => spec with
    {
        Series = [.. spec.Series.Select(series => series with { Values = [.. series.Values.Select(value => value is { } number && double.IsFinite(number) ? value : null)] })],
    };

    private XDocument Draw(ChartSpec spec, ChartBox box) => spec.Kind switch
    {
        ChartKind.BarsWithMarks => BarsWithMarks.Draw(spec, data, box),
        ChartKind.BrokenLine => BrokenLine.Draw(spec, data, box),
        ChartKind.Radar => Radar.Draw(spec, data),
        ChartKind.ClusteredBar => ClusteredBar.Draw(spec, data, box),
        ChartKind.Waterfall => Waterfall.Draw(spec, data, box),
        ChartKind.DotStrip => DotStrip.Draw(spec, data, box),
        ChartKind.Bump => Bump.Draw(spec, data, box),
        ChartKind.Distribution => Distribution.Draw(spec, data, box),
        ChartKind.Timeline => Timeline.Draw(spec, data, box),
        ChartKind.Bullet => Bullet.Draw(spec, data, box),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec.Kind, "No chart of this kind."),
    };
}
