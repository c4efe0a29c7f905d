using PapiBI.Reports.Documents;

namespace PapiBI.Reports.Excel;

/// <summary>
/// The 27 grid columns of a page as columns of a sheet. A page with a long table keeps only the cuts that its blocks use,
/// so that each column of the table is one real column, which filters and formulas need. On a page with a map of tiles all columns
/// are equal, so that the tiles are.
/// </summary>
internal sealed class PageGrid
{
    public const int Columns = 27;

    /// <summary>The most tiles that a map has beside each other.</summary>
    public const int TileColumns = 9;

    private readonly double[] _pixels;
    private readonly List<int> _cuts;

    private PageGrid(bool isLandscape, bool isEqual, IEnumerable<int> cuts)
    {
        (double unit, double gutter) = (isLandscape, isEqual) switch
        {
            (false, false) => (27, 12),
            (true, false) => (40, 18),
            (false, true) => (25, 25),
            (true, true) => (37, 37),
        };
        _pixels = [.. Enumerable.Range(0, Columns).Select(column => column % 7 == 6 ? gutter : unit)];
        _cuts = [.. cuts.Where(cut => cut is >= 0 and < Columns).Append(0).Distinct().Order()];
    }

    public static PageGrid For(ReportPage page)
    {
        List<PlacedBlock> blocks = [.. page.Rows.SelectMany(row => row.Blocks)];
        bool hasMap = blocks.Exists(placed => placed.Block is TileMapBlock);
        bool needsEveryColumn = hasMap || !blocks.Exists(placed => placed.Block is TableBlock { IsLong: true })
            || blocks.Exists(placed => placed.Block is TilesBlock || placed.Block is ChartBlock { Chart.Kind: ChartKind.BarsWithMarks or ChartKind.DotStrip or ChartKind.Distribution or ChartKind.ClusteredBar or ChartKind.Timeline or ChartKind.Bullet });
        return new PageGrid(page.IsLandscape, hasMap, needsEveryColumn ? Enumerable.Range(0, Columns) : blocks.SelectMany(Cuts));
    }

    private static IEnumerable<int> Cuts(PlacedBlock placed)
    {
        yield return placed.Column;
        yield return placed.Column + placed.Span;
        if (placed.Block is TableBlock table)
        {
            int column = placed.Column;
            foreach (TableColumn part in table.Columns)
            {
                column += part.Span;
                yield return column;
            }
        }
    }

    public int SheetColumns => _cuts.Count;

    /// <summary>Pixels of each column of the sheet.</summary>
    public IEnumerable<double> SheetColumnPixels => _cuts.Select((cut, i) => Pixels(cut, (i + 1 < _cuts.Count ? _cuts[i + 1] : Columns) - cut));

    public double Pixels(int column, int span) => _pixels.Skip(column).Take(span).Sum();

    public double Points(int column, int span) => Pixels(column, span) * 0.75;

    /// <summary>The first sheet column (from 1) at or left of a grid column.</summary>
    public int First(int column) => Math.Max(1, _cuts.FindLastIndex(cut => cut <= column) + 1);

    /// <summary>The last sheet column of a span.</summary>
    public int Last(int column, int span)
    {
        int next = _cuts.FindIndex(cut => cut >= column + span);
        return Math.Max(First(column), next < 0 ? _cuts.Count : next);
    }
}
