using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel.Charts;

namespace PapiBI.Reports.Excel;

/// <summary>
/// A table under a chart that is longer than a sheet of paper, cut into one table and one chart a sheet: a program cuts a chart at
/// the end of the paper wherever that falls, and far from its axis a bar cannot be read.
/// </summary>
internal static class TableParts
{
    private const int FewestRows = 3;

    /// <summary>How many rows each part takes, as many as have room; the last has at least three.</summary>
    /// <param name="rows">Heights of the rows.</param>
    /// <param name="first">Room for rows on the first sheet; where that is less than three rows, the table begins on the next.</param>
    /// <param name="further">Room for rows on every other sheet.</param>
    /// <param name="heads">Which rows head those below them and go with them to the next sheet; null: none.</param>
    public static IReadOnlyList<int> Counts(IReadOnlyList<double> rows, double first, double further, IReadOnlyList<bool>? heads = null)
    {
        List<int> counts = [];
        int taken = 0;
        double room = rows.Take(FewestRows).Sum() > first ? further : first;
        while (taken < rows.Count)
        {
            int count = 0;
            for (double used = 0; taken + count < rows.Count && (count == 0 || used + rows[taken + count] <= room); count++)
            {
                used += rows[taken + count];
            }

            while (count > 1 && taken + count < rows.Count && heads?[taken + count - 1] == true)
            {
                count--;
            }

            counts.Add(count);
            taken += count;
            room = further;
        }

        int missing = FewestRows - counts[^1];
        if (missing > 0 && counts.Count > 1 && counts[^2] >= 2 * FewestRows)
        {
            counts[^2] -= missing;
            counts[^1] += missing;
        }

        return counts;
    }

    /// <summary>Some rows of a chart on the scale of all of them.</summary>
    public static ChartSpec Part(ChartSpec whole, int first, int count, string rowsWord)
    {
        (double Min, double Max)? bounds = whole.Kind switch
        {
            ChartKind.Timeline => Timeline.Bounds(whole),
            ChartKind.BarsWithMarks => BarsWithMarks.Bounds(whole),
            _ => null,
        };
        string title = $"{whole.DataTitle} ({rowsWord} {first + 1}–{first + count})";
        return whole with
        {
            Categories = [.. whole.Categories.Skip(first).Take(count)],
            Series = [.. whole.Series.Select(series => series with { Values = [.. series.Values.Skip(first).Take(count)] })],
            Scales = [.. whole.Scales.Skip(first).Take(count)],
            Min = bounds?.Min,
            Max = bounds?.Max,
            DataTitle = title,
            AltText = $"{whole.AltText} ({rowsWord} {first + 1}–{first + count})",
        };
    }
}
