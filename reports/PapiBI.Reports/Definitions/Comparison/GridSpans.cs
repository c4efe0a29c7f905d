namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>Shares the columns of a page's grid among the columns of a table.</summary>
internal static class GridSpans
{
    private const int Columns = 27;
    private const double Gutter = 0.45;

    /// <summary>Spans of equal width, as far as whole grid columns allow, from a column to the right edge.</summary>
    public static IReadOnlyList<int> Equal(int first, int count)
    {
        var widths = Enumerable.Range(first, Columns - first).Select(column => column % 7 == 6 ? Gutter : 1).ToList();
        var spans = new List<int>();
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            // Each column ends where its share of the whole width is nearest, leaving one grid column at least for those to come.
            var goal = widths.Sum() * (i + 1) / count;
            var end = Enumerable.Range(at + 1, widths.Count - at - (count - i - 1)).MinBy(e => Math.Abs(widths.Take(e).Sum() - goal));
            spans.Add((i == count - 1 ? widths.Count : end) - at);
            at = end;
        }

        return spans;
    }
}
