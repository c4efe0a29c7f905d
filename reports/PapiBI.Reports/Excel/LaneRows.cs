namespace PapiBI.Reports.Excel;

/// <summary>
/// Blocks beside each other share the rows of the sheet. Tables decide the rows; charts take as many of them as they need,
/// and blocks stacked in one lane begin at the nearest row.
/// </summary>
internal static class LaneRows
{
    private const double FreeRow = 15;
    private const double MostGrowth = 1.5;
    private const double StackGap = 8;

    private sealed record Piece(double Height, bool Stretches, Action<RowSpan> Paint);

    public static IReadOnlyList<double> Heights(List<List<BlockLines>> lanes)
    {
        List<BlockLines> tables = [.. lanes.Where(HasOwnRows).Select(lane => lane[0])];
        double needed = lanes.Max(lane => HasOwnRows(lane) ? 0 : Pieces(lane).Sum(piece => piece.Height));
        if (tables.Count == 0)
        {
            int count = Math.Max(1, (int)Math.Ceiling(needed / FreeRow));
            return [.. Enumerable.Repeat(Math.Max(needed, FreeRow) / count, count)];
        }

        int rows = tables.Max(table => table.Body.Count);
        double[] heights = [.. Enumerable.Range(0, rows).Select(i => tables.Max(table => i < table.Body.Count ? table.Body[i].Height : 0))];
        int[] growing = [.. Enumerable.Range(0, rows).Where(i => tables.TrueForAll(table => i >= table.Body.Count || table.Body[i].IsRow))];
        if (tables.Exists(table => table.HasEqualRows) && growing.Length > 0)
        {
            double equal = growing.Max(i => heights[i]);
            Array.ForEach(growing, i => heights[i] = equal);
        }

        double missing = needed - heights.Sum();
        if (missing > 0 && growing.Length > 0)
        {
            double growth = Math.Min(missing, growing.Sum(i => heights[i]) * (MostGrowth - 1)) / growing.Length;
            Array.ForEach(growing, i => heights[i] += growth);
            missing = needed - heights.Sum();
        }

        return missing > 1 ? [.. heights, .. Enumerable.Repeat(missing / Math.Ceiling(missing / FreeRow), (int)Math.Ceiling(missing / FreeRow))] : heights;
    }

    public static void Paint(List<BlockLines> lane, int first, IReadOnlyList<double> rows)
    {
        if (HasOwnRows(lane))
        {
            for (int i = 0; i < lane[0].Body.Count; i++)
            {
                lane[0].Body[i].Paint(new RowSpan(first + i, first + i));
            }

            lane[0].Finish?.Invoke(new RowSpan(first, first + lane[0].Body.Count - 1));
            return;
        }

        List<Piece> pieces = Pieces(lane);
        double spare = rows.Sum() - pieces.Sum(piece => piece.Height);
        int stretching = pieces.Count(piece => piece.Stretches);
        int row = 0;
        for (int i = 0; i < pieces.Count && row < rows.Count; i++)
        {
            Piece piece = pieces[i];
            double wanted = piece.Height + (piece.Stretches && stretching > 0 ? Math.Max(spare, 0) / stretching : 0);
            int last = LastRow(rows, row, wanted, piece.Stretches, rows.Count - (pieces.Count - 1 - i));
            last = i == pieces.Count - 1 && piece.Stretches ? rows.Count : last;
            piece.Paint(new RowSpan(first + row, first + last - 1));
            row = last;
        }
    }

    /// <summary>The row after a piece that begins at <paramref name="row"/>: a text gets its height in full, a chart the nearest end.</summary>
    private static int LastRow(IReadOnlyList<double> rows, int row, double wanted, bool stretches, int limit)
    {
        double height = 0;
        int end = row;
        while (end < Math.Max(limit, row + 1))
        {
            double next = height + rows[end];
            if (end > row && (stretches ? Math.Abs(next - wanted) > Math.Abs(height - wanted) : height >= wanted - 1))
            {
                break;
            }

            height = next;
            end++;
        }

        return end;
    }

    private static bool HasOwnRows(List<BlockLines> lane) => lane.Count == 1 && lane[0].HasRows;

    private static List<Piece> Pieces(List<BlockLines> lane)
    {
        List<Piece> pieces = [];
        for (int i = 0; i < lane.Count; i++)
        {
            BlockLines block = lane[i];
            if (i > 0)
            {
                pieces.Add(new Piece(StackGap, false, _ => { }));
                Add(block.Finding);
                Add(block.Contents);
            }

            foreach (Line line in block.Body)
            {
                Add(line);
            }

            if (i < lane.Count - 1)
            {
                Add(block.Foot);
            }
        }

        return pieces;

        void Add(Line? line)
        {
            if (line is not null)
            {
                pieces.Add(new Piece(line.Height, line.Stretches, line.Paint));
            }
        }
    }
}
