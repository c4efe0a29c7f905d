using System.Xml.Linq;
using PapiBI.Reports.Documents;
using static PapiBI.Reports.Excel.Charts.ChartMl;

namespace PapiBI.Reports.Excel.Charts;

/// <summary>
/// Tasks as strokes of one scatter chart, a bar beside the middle of each row however high that is: dark what is done, light what
/// remains, an open box with lines where it is late. The months stand above the rows, the day of the report above them. Lines
/// down the rows stop at bars, since programs disagree which of two is drawn last.
/// </summary>
internal static class Timeline
{
    /// <summary>Room above the first row for the months and the day of the report.</summary>
    public const double HeadHeight = 27;
    private const double MonthsAt = 6;
    private const double MarkAt = 19;
    private const double MarkFrom = 12;
    private const double TextSize = 8;
    private const double LeftEdge = 6;
    private const double RightEdge = 2;
    private const double ShortestBar = 2.5;

    public static XDocument Draw(ChartSpec spec, DataSheet data, ChartBox box)
    {
        data.Columns(
            spec.DataTitle,
            [
                DataList.Of(Words.Item.In(data.Language), spec.Categories),
                .. spec.Series.Select(series => DataList.Of(series.Name, series.Values) with { Format = series.Role == SeriesRole.Done ? "0%" : null }),
            ],
            spec.LabelFormat);
        double width = box.Width - LeftEdge - RightEdge;
        MonthAxis axis = MonthAxis.Of(Bounds(spec), width, TextSize, data.Language);
        double daysPerPoint = (axis.Max - axis.Min) / width;
        RowLanes lanes = RowLanes.Of(box, spec.Categories.Count, HeadHeight);
        double bar = lanes.Thickness(0.46, 5, 10);
        List<Work> tasks = [.. Enumerable.Range(0, spec.Categories.Count).Select(row => Work.Of(spec, row, ShortestBar * daysPerPoint)).OfType<Work>()];

        string Name(SeriesRole role) => spec.Series.FirstOrDefault(series => series.Role == role)?.Name ?? "";
        StrokeSeries Strokes(string name, XElement line, string ink = Inks.Quiet) => new(name, line) { Ink = ink, XFormat = spec.LabelFormat };
        StrokeSeries grid = Strokes(Words.AxisLabel.In(data.Language), Stroke(Inks.Rule, 0.5, isFlat: true));
        StrokeSeries mark = Strokes(spec.Mark?.Label ?? "", Stroke(Inks.Text, 1.25, isFlat: true), Inks.Text);
        StrokeSeries done = Strokes(Name(SeriesRole.Done), Stroke(Inks.Of(SeriesRole.Done), bar, isFlat: true));
        StrokeSeries remaining = Strokes(Name(SeriesRole.Remaining), Stroke(Inks.Of(SeriesRole.Remaining), bar, isFlat: true));
        StrokeSeries late = Strokes(Name(SeriesRole.Late), Stroke(Inks.Of(SeriesRole.Late), 0.75, isFlat: true));
        foreach (MonthTick tick in axis.Ticks)
        {
            if (tick.Label.Length > 0)
            {
                grid.Write(tick.Day, lanes.Top + MonthsAt, tick.Label, "r");
            }

            if (tick.HasLine)
            {
                Down(grid, tick.Day, lanes.Top + MarkFrom - 2);
            }
        }

        if (spec.Mark is { } day)
        {
            double half = LetterWidths.Of(day.Label, TextSize, isBold: true) / 2 * daysPerPoint;
            double at = day.At + 1;
            mark.Write(at, lanes.Top + MarkAt, day.Label, at - half < axis.Min ? "r" : at + half > axis.Max ? "l" : "ctr", isBold: true);
            Down(mark, at, lanes.Top + MarkFrom);
        }

        foreach (Work task in tasks)
        {
            double middle = lanes.Middle(task.Row);
            Bar(done, task.Start, task.Done, middle);
            Bar(remaining, task.Done, task.IsLate ? task.Done : task.End, middle);
            if (task.IsLate)
            {
                Box(late, task.Done, task.End, middle, (bar - 0.75) / 2);
            }
        }

        return StrokeSeries.Chart(spec.DataTitle, [mark, grid, done, remaining, late], data, (axis.Min - (LeftEdge * daysPerPoint), axis.Max + (RightEdge * daysPerPoint)), lanes.Height, TextSize);

        // From top to bottom, but for the bars in between.
        void Down(StrokeSeries line, double x, double from)
        {
            foreach (Work task in tasks.Where(task => task.Start < x + daysPerPoint && x - daysPerPoint < task.End))
            {
                double middle = lanes.Middle(task.Row);
                line.Draw((x, from), (x, middle + (bar / 2)));
                from = middle - (bar / 2);
            }

            line.Draw((x, from), (x, 0));
        }
    }

    /// <summary>The first and the last day of any task, and the day of the report.</summary>
    public static (double Min, double Max)? Bounds(ChartSpec spec)
    {
        double[] days = [.. spec.Series.Where(series => series.Role != SeriesRole.Done).SelectMany(series => series.Values).Append(spec.Mark?.At).Append(spec.Min).Append(spec.Max).OfType<double>()];
        return days.Length == 0 ? null : (days.Min(), days.Max());
    }

    /// <summary>A row's bar in days, its last day included; one too short to be seen is drawn as long as it must be.</summary>
    private sealed record Work(int Row, double Start, double Done, double End, bool IsLate)
    {
        public static Work? Of(ChartSpec spec, int row, double shortest)
        {
            double? At(SeriesRole role) => spec.Series.FirstOrDefault(series => series.Role == role)?.Values[row];
            if (At(SeriesRole.Start) is not { } start || (At(SeriesRole.Late) ?? At(SeriesRole.Remaining)) is not { } due || due < start)
            {
                return null;
            }

            double share = Math.Clamp(At(SeriesRole.Done) ?? 0, 0, 1);
            double end = Math.Max(due + 1, start + shortest);
            return new Work(row, start, start + (share * (end - start)), end, At(SeriesRole.Late) is not null);
        }
    }

    private static void Bar(StrokeSeries bars, double from, double to, double middle)
    {
        if (to > from)
        {
            bars.Draw((from, middle), (to, middle));
        }
    }

    private static void Box(StrokeSeries boxes, double from, double to, double middle, double half)
    {
        if (to > from)
        {
            boxes.Draw((from, middle + half), (to, middle + half), (to, middle - half), (from, middle - half), (from, middle + half));
            boxes.Draw((from, middle + (half / 3)), (to, middle + (half / 3)));
            boxes.Draw((from, middle - (half / 3)), (to, middle - (half / 3)));
        }
    }
}
