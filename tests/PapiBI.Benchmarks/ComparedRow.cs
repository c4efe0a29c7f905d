namespace PapiBI.Benchmarks;

/// <summary>A line of the table: ours and what stands beside it, measured in turns in one run.</summary>
internal sealed record ComparedRow(string What, string Ours, string Beside, string Ratio)
{
    public static ComparedRow OfTimes(string what, double ours, string besideName, double beside, string note = "") =>
        new(what, FormattableString.Invariant($"{ours:0.00} s{note}"), FormattableString.Invariant($"{besideName}: {beside:0.00} s"), FormattableString.Invariant($"{beside / ours:0.00} × as fast"));

    public static void Print(IReadOnlyList<ComparedRow> rows, TextWriter to)
    {
        to.WriteLine("| What | PapiBI | Beside | Ratio |");
        to.WriteLine("|---|---|---|---|");
        foreach (var row in rows)
        {
            to.WriteLine($"| {row.What} | {row.Ours} | {row.Beside} | {row.Ratio} |");
        }
    }

    /// <summary>The middle of an odd number of measurements.</summary>
    public static double Median(IEnumerable<double> measured)
    {
        double[] sorted = [.. measured.Order()];
        return sorted[sorted.Length / 2];
    }
}
