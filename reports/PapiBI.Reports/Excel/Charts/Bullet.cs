using System.Xml.Linq;
using PapiBI.Reports.Documents;
using static PapiBI.Reports.Excel.Charts.ChartMl;

namespace PapiBI.Reports.Excel.Charts;

/// <summary>
/// Results against targets, every row from the worst to the best value of its own scale, both named at the ends of its track. A bar
/// leaves a gap where a tick stands, so that no stroke covers another. True values stand on the data sheet above the shares drawn.
/// </summary>
internal static class Bullet
{
    private const double TextSize = 7.5;
    private const double Gap = 1.25;
    private const double ShortestPiece = 3;
    private const double TargetWidth = 3;
    private const double BaselineWidth = 1.25;

    public static XDocument Draw(ChartSpec spec, DataSheet data, ChartBox box)
    {
        RowScale? ScaleOf(int row) => row < spec.Scales.Count ? spec.Scales[row] : null;
        int[] rows = [.. Enumerable.Range(0, spec.Categories.Count)];
        data.Columns(
            spec.DataTitle,
            [
                DataList.Of(Words.Item.In(data.Language), spec.Categories),
                .. spec.Series.Select(series => DataList.Of(series.Name, series.Values)),
                DataList.Of(Words.Worst.In(data.Language), rows.Select(row => ScaleOf(row)?.Worst)),
                DataList.Of(Words.Best.In(data.Language), rows.Select(row => ScaleOf(row)?.Best)),
            ],
            "0.##");

        string End(double value) => NumberText.Plain(value, data.Language);
        double side = rows.Select(ScaleOf).OfType<RowScale>().SelectMany(scale => new[] { scale.Worst, scale.Best }).Select(end => LetterWidths.Of(End(end), TextSize)).Append(0).Max() + 9;
        double perPoint = 1 / (box.Width - (2 * side));
        RowLanes lanes = RowLanes.Of(box, rows.Length, head: 0);
        double half = lanes.Thickness(0.4, 5, 9) / 2;
        double most = lanes.Thickness(0.5, 6, 20) - 1.5;

        string Name(SeriesRole role) => spec.Series.FirstOrDefault(series => series.Role == role)?.Name ?? "";
        StrokeSeries Strokes(SeriesRole role, double points) => new(Name(role), Stroke(Inks.Of(role), points, isFlat: true));
        var ends = new StrokeSeries(Words.Bounds.In(data.Language), Stroke(Inks.LightGrey, 0.75, isFlat: true));
        StrokeSeries bars = Strokes(SeriesRole.Subject, 2 * half);
        StrokeSeries targets = Strokes(SeriesRole.Target, TargetWidth);
        StrokeSeries baselines = Strokes(SeriesRole.Baseline, BaselineWidth);
        foreach (int row in rows)
        {
            if (ScaleOf(row) is not { } scale)
            {
                continue;
            }

            double? At(SeriesRole role) => spec.Series.FirstOrDefault(series => series.Role == role)?.Values[row] is { } value ? scale.Share(value) : null;
            (double? result, double? target, double? baseline) = (At(SeriesRole.Subject), At(SeriesRole.Target), At(SeriesRole.Baseline));
            double middle = lanes.Middle(row);
            List<(double From, double To)> gaps = [.. new[] { Around(baseline, BaselineWidth), Around(target, TargetWidth) }.OfType<(double, double)>().OrderBy(gap => gap.Item1)];
            Between(bars, 0, result ?? 0, gaps, middle, ShortestPiece * perPoint);
            Between(ends, result ?? 0, 1, gaps, middle, ShortestPiece * perPoint);
            ends.Draw((0, middle - half - 1), (0, middle + half + 1));
            ends.Draw((1, middle - half - 1), (1, middle + half + 1));
            ends.Write(0, middle, End(scale.Worst), "l");
            ends.Write(1, middle, End(scale.Best), "r");
            Tick(baselines, baseline, middle, Math.Min(half + 5, most));
            Tick(targets, target, middle, Math.Min(half + 3, most));
        }

        return StrokeSeries.Chart(spec.DataTitle, [bars, ends, baselines, targets], data, (-side * perPoint, 1 + (side * perPoint)), lanes.Height, TextSize);

        (double From, double To)? Around(double? at, double width) => at is { } x ? (x - (((width / 2) + Gap) * perPoint), x + (((width / 2) + Gap) * perPoint)) : null;
    }

    private static void Tick(StrokeSeries ticks, double? at, double middle, double reach)
    {
        if (at is { } x)
        {
            ticks.Draw((x, middle - reach), (x, middle + reach));
        }
    }

    private static void Between(StrokeSeries strokes, double from, double to, List<(double From, double To)> gaps, double middle, double shortest)
    {
        foreach ((double gap, double after) in gaps.Append((to, to)))
        {
            double end = Math.Min(gap, to);

            // A sliver between two ticks would look like a third; at the end of a bar it is where the value stands.
            if (end - from >= (end < to && from > 0 ? shortest : 1e-9))
            {
                strokes.Draw((from, middle), (end, middle));
            }

            from = Math.Max(from, after);
        }
    }
}
