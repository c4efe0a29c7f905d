namespace PapiBI.Reports.Excel.Charts;

/// <summary>Labels below each other, each as near to its own height as the others allow.</summary>
internal static class LabelColumn
{
    /// <summary>Labels that touch; the sum is that of the tops that its members would give it.</summary>
    private sealed record Pile(int Count, double Sum)
    {
        public double Top => Sum / Count;
    }

    /// <summary>Heights in the order given, at least <paramref name="spacing"/> apart and inside the bounds; where all cannot fit, evenly as close as they must be.</summary>
    public static IReadOnlyList<double> Spread(IReadOnlyList<double> wanted, double spacing, double low, double high)
    {
        if (wanted.Count == 0)
        {
            return [];
        }

        double step = Math.Min(spacing, (high - low) / Math.Max(wanted.Count - 1, 1));
        int[] order = [.. Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i])];
        List<Pile> piles = [];
        foreach (double height in order.Select(i => wanted[i]))
        {
            // Labels that would touch make one pile, which stands where its members together would like best.
            var pile = new Pile(1, Bound(height, 1));
            while (piles.Count > 0 && piles[^1].Top + (piles[^1].Count * step) > pile.Top)
            {
                Pile above = piles[^1];
                piles.RemoveAt(piles.Count - 1);
                int count = above.Count + pile.Count;
                double sum = above.Sum + pile.Sum - (pile.Count * above.Count * step);
                pile = new Pile(count, Bound(sum / count, count) * count);
            }

            piles.Add(pile);
        }

        double Bound(double top, int count) => Math.Max(Math.Min(top, high - ((count - 1) * step)), low);
        double[] heights = new double[wanted.Count];
        int next = 0;
        foreach (Pile pile in piles)
        {
            for (int k = 0; k < pile.Count; k++)
            {
                heights[order[next++]] = pile.Top + (k * step);
            }
        }

        return heights;
    }
}
