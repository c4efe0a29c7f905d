using PapiBI.Reports.Documents;

namespace PapiBI.Reports.Pictures;

/// <summary>A value axis on round steps: its ends, the values that get a grid line, and the decimals they need.</summary>
public sealed record AxisSteps(double Min, double Max, IReadOnlyList<double> Ticks, int Decimals)
{
    public static AxisSteps For(ChartSpec chart)
    {
        double[] values = [.. chart.Series.SelectMany(series => series.Values).Where(value => value is not null).Select(value => value!.Value)];
        double low = chart.Min ?? values.Min();
        double high = chart.Max ?? values.Max();
        if (high <= low)
        {
            (low, high) = (low - 1, high + 1);
        }

        double step = RoundStep((high - low) / 4);
        double min = chart.Min ?? Math.Floor(low / step) * step;
        double max = chart.Max ?? Math.Ceiling(high / step) * step;
        int first = (int)Math.Ceiling((min / step) - 1e-9);
        int last = (int)Math.Floor((max / step) + 1e-9);
        double[] inner = [.. Enumerable.Range(first, last - first + 1).Select(i => i * step)];

        // Places count from 1, so the top of a rank axis is the first place and not a round number.
        double[] ticks = chart.IsReversed ? [min, .. inner.Where(tick => tick - min > step / 2)] : inner;
        return new AxisSteps(min, max, ticks, Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9)));
    }

    private static double RoundStep(double rough)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch
        {
            <= 1 => power,
            <= 2 => 2 * power,
            <= 5 => 5 * power,
            _ => 10 * power,
        };
    }
}
