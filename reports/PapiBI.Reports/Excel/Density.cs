namespace PapiBI.Reports.Excel;

/// <summary>How much air a page has: less where everything must stand on one sheet of paper.</summary>
internal sealed record Density(double RowPadding, double ChartShare, double GapShare)
{
    public static readonly IReadOnlyList<Density> LoosestFirst =
    [
        new(9, 1, 1),
        new(6, 0.92, 0.9),
        new(4, 0.84, 0.8),
        new(2, 0.72, 0.6),
    ];
}
