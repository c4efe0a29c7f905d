namespace PapiBI.Reports.Excel;

/// <summary>Names beside a chart: its rows are all as high as the highest, so one long name must not make eight rows taller.</summary>
internal static class RowNames
{
    private const int MostLines = 2;
    private static readonly double[] Sizes = [11, 10.5, 10, 9.5, 9];

    /// <summary>The largest size at which every name keeps to two lines.</summary>
    public static double Size(IEnumerable<string> names, double width)
    {
        List<string> all = [.. names];
        return Sizes.FirstOrDefault(size => all.TrueForAll(name => LetterWidths.Lines(name, size, width) <= MostLines), Sizes[^1]);
    }
}
