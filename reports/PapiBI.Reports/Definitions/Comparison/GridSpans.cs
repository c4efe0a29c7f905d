using System.Collections.Concurrent;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>Shares the columns of a page's grid among a column of names and columns as equal as the grid's gutters allow.</summary>
internal static class GridSpans
{
    private const int Columns = 27;
    private const double Gutter = 0.45;

    private static readonly ConcurrentDictionary<(int, int, int), (int Name, IReadOnlyList<int> Others)> Known = [];

    /// <summary>The name's span, of those allowed the one that leaves the others most equal, and theirs.</summary>
    public static (int Name, IReadOnlyList<int> Others) Equal(int leastName, int mostName, int count)
    {
        return Known.GetOrAdd((leastName, mostName, count), static asked => Best(asked.Item1, asked.Item2, asked.Item3));
    }

    private static (int Name, IReadOnlyList<int> Others) Best(int leastName, int mostName, int count)
    {
        var best = Enumerable.Range(leastName, mostName - leastName + 1).Select(name => (Name: name, Split: Split(name, count))).MinBy(choice => choice.Split.Cost);
        return (best.Name, best.Split.Spans);
    }

    /// <summary>The cuts with the least sum of squared distances from the mean width.</summary>
    private static (double Cost, IReadOnlyList<int> Spans) Split(int first, int count)
    {
        double Width(int from, int to) => Enumerable.Range(from, to - from).Sum(column => column % 7 == 6 ? Gutter : 1);
        var mean = Width(first, Columns) / count;
        var ways = new Dictionary<int, (double Cost, IReadOnlyList<int> Spans)> { [first] = (0, []) };
        for (var i = 0; i < count; i++)
        {
            var longer = new Dictionary<int, (double Cost, IReadOnlyList<int> Spans)>();
            foreach (var (at, way) in ways)
            {
                foreach (var end in i == count - 1 ? [Columns] : Enumerable.Range(at + 1, Columns - at - (count - i - 1)))
                {
                    var cost = way.Cost + Math.Pow(Width(at, end) - mean, 2);
                    if (end > at && (!longer.TryGetValue(end, out var other) || cost < other.Cost))
                    {
                        longer[end] = (cost, [.. way.Spans, end - at]);
                    }
                }
            }

            ways = longer;
        }

        return ways[Columns];
    }
}
