namespace PapiBI.Reports.Excel.Charts;

/// <summary>Rows of a table as lanes of the chart over them, in points from its bottom.</summary>
internal sealed class RowLanes
{
    private readonly IReadOnlyList<double> _heights;

    private RowLanes(double height, IReadOnlyList<double> heights) => (Height, _heights) = (height, heights);

    public double Height { get; }

    /// <summary>Where the first row begins.</summary>
    public double Top => _heights.Sum();

    /// <summary>The lanes of rows whose heights the box knows, else equal ones below a head.</summary>
    public static RowLanes Of(ChartBox box, int rows, double head) =>
        new(box.Height, box.Rows.Count == rows ? box.Rows : [.. Enumerable.Repeat((box.Height - head) / rows, rows)]);

    public double Middle(int row) => Top - _heights.Take(row).Sum() - (_heights[row] / 2);

    /// <summary>How thick bars are: a share of the lowest row, within bounds.</summary>
    public double Thickness(double share, double least, double most) => Math.Clamp(_heights.Min() * share, least, most);
}
