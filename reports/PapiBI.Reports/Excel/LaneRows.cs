namespace PapiBI.Reports.Excel;

/// <summary>
/// Blocks beside each other share the rows of the sheet. Every end of a line in any lane is a cut; a line takes the rows between
/// its two cuts. So a chart beside a table ends where its neighbour's row ends, and a heading may begin in the middle of one.
/// </summary>
internal sealed class LaneRows
{
    private const double MostGrowth = 1.4;
    private const double StackGap = 10;
    private const double LeastHeight = 1;
    private const double Snap = 5;
    private const double TallestRow = 60;

    private readonly List<Lane> _lanes;
    private readonly List<double> _cuts;

    private sealed record Piece(Line Line, double Height);

    private sealed record Lane(IReadOnlyList<BlockLines> Blocks, IReadOnlyList<Piece> Pieces)
    {
        public bool IsTable => Blocks is [{ HasRows: true }];
        public double Height => Pieces.Sum(piece => piece.Height);
    }

    public LaneRows(IReadOnlyList<IReadOnlyList<BlockLines>> blocks)
    {
        List<Lane> lanes = [.. blocks.Select(lane => new Lane(lane, Pieces(lane)))];
        double height = Math.Max(lanes.Max(lane => lane.Height), LeastHeight);
        List<Lane> tables = Aligned([.. lanes.Where(lane => lane.IsTable)], height);
        height = Math.Max(height, tables.Select(lane => lane.Height).Append(0).Max());
        _cuts = [0, height];
        foreach (Lane table in tables)
        {
            AddCuts(Ends(table));
        }

        int next = 0;
        _lanes = [.. lanes.Select(lane => lane.IsTable ? tables[next++] : Stretched(lane, height))];
        foreach (Lane lane in _lanes.Where(lane => !lane.IsTable))
        {
            AddCuts(Ends(lane));
        }

        // Excel draws no row higher than 409 points, and rows of common height scroll better.
        for (int i = 0; i + 1 < _cuts.Count; i++)
        {
            int parts = (int)Math.Ceiling((_cuts[i + 1] - _cuts[i]) / TallestRow);
            double part = (_cuts[i + 1] - _cuts[i]) / parts;
            _cuts.InsertRange(i + 1, Enumerable.Range(1, parts - 1).Select(k => _cuts[i] + (part * k)));
            i += parts - 1;
        }
    }

    public IEnumerable<double> Heights => _cuts.Zip(_cuts.Skip(1), (from, to) => to - from);

    /// <summary>Paints every lane on the rows that begin at <paramref name="first"/>.</summary>
    public void Paint(int first)
    {
        foreach (Lane lane in _lanes)
        {
            double y = 0;
            int start = 0;
            foreach (Piece piece in lane.Pieces)
            {
                y += piece.Height;
                int end = Math.Max(Nearest(y), start + 1);
                piece.Line.Paint(new RowSpan(first + start, first + end - 1));
                start = end;
            }

            if (lane.IsTable)
            {
                lane.Blocks[0].Finish?.Invoke(new RowSpan(first, first + start - 1));
            }
        }
    }

    private int Nearest(double y) => Enumerable.Range(0, _cuts.Count).MinBy(i => Math.Abs(_cuts[i] - y));

    private void AddCuts(IEnumerable<double> ends)
    {
        foreach (double end in ends)
        {
            if (_cuts.TrueForAll(cut => Math.Abs(cut - end) > Snap))
            {
                _cuts.Add(end);
            }
        }

        _cuts.Sort();
    }

    private static IEnumerable<double> Ends(Lane lane)
    {
        double y = 0;
        return [.. lane.Pieces.Select(piece => y += piece.Height)];
    }

    /// <summary>Tables beside each other keep their rows level; beside a taller neighbour their rows grow, within reason.</summary>
    private static List<Lane> Aligned(List<Lane> tables, double height)
    {
        if (tables.Count == 0)
        {
            return [];
        }

        int rows = tables.Max(table => table.Pieces.Count);
        double[] heights = [.. Enumerable.Range(0, rows).Select(i => tables.Max(table => i < table.Pieces.Count ? table.Pieces[i].Height : 0))];
        int[] growing = [.. Enumerable.Range(0, rows).Where(i => tables.TrueForAll(table => i >= table.Pieces.Count || table.Pieces[i].Line.IsRow))];
        if (growing.Length > 0)
        {
            if (tables.Exists(table => table.Blocks[0].HasEqualRows))
            {
                double equal = growing.Max(i => heights[i]);
                Array.ForEach(growing, i => heights[i] = equal);
            }

            double missing = Math.Max(height - heights.Sum(), 0);
            double growth = Math.Min(missing, growing.Sum(i => heights[i]) * (MostGrowth - 1)) / growing.Length;
            Array.ForEach(growing, i => heights[i] += growth);
        }

        return [.. tables.Select(table => table with { Pieces = [.. table.Pieces.Select((piece, i) => piece with { Height = heights[i] })] })];
    }

    private static Lane Stretched(Lane lane, double height)
    {
        double elastic = lane.Pieces.Where(piece => piece.Line.Stretches).Sum(piece => piece.Height);
        double spare = Math.Max(height - lane.Height, 0);
        return elastic == 0 ? lane : lane with
        {
            Pieces = [.. lane.Pieces.Select(piece => piece.Line.Stretches ? piece with { Height = piece.Height + (spare * piece.Height / elastic) } : piece)],
        };
    }

    private static List<Piece> Pieces(IReadOnlyList<BlockLines> lane)
    {
        List<Line?> lines = [];
        for (int i = 0; i < lane.Count; i++)
        {
            BlockLines block = lane[i];
            if (i > 0)
            {
                lines.AddRange([new Line(StackGap, _ => { }), block.Finding, block.Contents]);
            }

            lines.AddRange(block.Body);
            lines.Add(i < lane.Count - 1 ? block.Foot : null);
        }

        return [.. lines.OfType<Line>().Select(line => new Piece(line, line.Height))];
    }
}
