using OfficeOpenXml;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel.Charts;

namespace PapiBI.Reports.Excel;

/// <summary>A chart block as lines. Bars, dot strips and distributions name their categories in cells and lie over those rows; other kinds fill one box.</summary>
internal static class ChartLines
{
    private const double AxisHeight = 18;
    private const double PointsPerPixel = 0.75;

    public static BlockLines Of(SheetWriter writer, PlacedBlock placed, ChartBlock block, ChartPlacer charts, Density density)
    {
        double height = block.Height * PointsPerPixel * density.ChartShare;
        bool isOverRows = block.Chart.Kind is ChartKind.BarsWithMarks or ChartKind.DotStrip or ChartKind.Distribution or ChartKind.ClusteredBar or ChartKind.Timeline or ChartKind.Bullet && block.Chart.Categories.Count > 0;
        int nameSpan = Math.Max(2, (int)Math.Round(placed.Span * (placed.Span < 20 ? 0.45 : 0.3)));
        int valueSpan = block.Chart.Kind is ChartKind.ClusteredBar or ChartKind.Timeline or ChartKind.Bullet ? 0 : 2;
        int chartColumn = placed.Column + nameSpan + valueSpan;
        return new BlockLines
        {
            Finding = ProseLines.Finding(writer, placed, block.Finding),
            Contents = ProseLines.Contents(writer, placed, block.Contents),
            Body = isOverRows
                ? Rows(writer, placed, block, nameSpan, valueSpan, height)
                : [new Line(height, rows => charts.Place(block.Chart, rows, placed.Column, placed.Span)) { Stretches = true }],
            Foot = ProseLines.Legend(writer, placed, block.Legend, block.Chart),
            HasRows = isOverRows,
            HasEqualRows = isOverRows,
            Finish = isOverRows ? body => charts.Place(block.Chart, body, chartColumn, placed.Column + placed.Span - chartColumn) : null,
            GapAbove = 14,
        };
    }

    private static List<Line> Rows(SheetWriter writer, PlacedBlock placed, ChartBlock block, int nameSpan, int valueSpan, double height)
    {
        ChartSpec chart = block.Chart;
        ChartSeries? subject = chart.Series.FirstOrDefault(series => series.Role == SeriesRole.Subject)
            ?? chart.Series.FirstOrDefault(series => chart.Kind == ChartKind.Distribution && series.Role == SeriesRole.Median);
        double share = height / chart.Categories.Count;
        double nameWidth = writer.Grid.Points(placed.Column, nameSpan);
        double nameSize = RowNames.Size(chart.Categories, nameWidth);
        List<Line> lines = [.. chart.Categories.Select((category, i) =>
        {
            double needed = LetterWidths.Height(category, nameSize, nameWidth) + 4;
            return new Line(Math.Max(share, needed), rows =>
            {
                writer.Looks.Size(writer.Words(rows, placed.Column, nameSpan, Look.Words, category), nameSize);
                if (valueSpan > 0)
                {
                    ExcelRange value = writer.Value(rows, placed.Column + nameSpan, valueSpan, Look.Number, Cell.Value(subject?.Values[i], NumberForm.Score, Tone.Accent));
                    writer.Looks.Format(value, NumberFormats.Localise(chart.LabelFormat, writer.Language));
                    writer.Looks.Bold(value);
                }

                SheetWriter.Rule(writer.Range(rows, placed.Column, placed.Span), Inks.Rule);
            })
            { IsRow = true };
        })];
        if (chart.Kind is ChartKind.DotStrip or ChartKind.Distribution)
        {
            lines.Add(new Line(AxisHeight, _ => { }));
        }

        if (chart.Kind is ChartKind.Timeline)
        {
            lines.Insert(0, new Line(Timeline.HeadHeight, _ => { }));
        }

        return lines;
    }
}
