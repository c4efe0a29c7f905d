using PapiBI.Reports.Documents;

namespace PapiBI.Reports.Excel.Charts;

/// <summary>Bounds and step of a value axis: those of the spec, else round numbers around the values.</summary>
internal sealed record ChartScale(double Min, double Max, double Step)
{
    private const int Steps = 5;

    public static ChartScale Of(ChartSpec spec)
    {
        double[] values = [.. spec.Series.SelectMany(series => series.Values).OfType<double>()];
        double low = spec.Min ?? (values.Length == 0 ? 0 : values.Min());
        double high = spec.Max ?? (values.Length == 0 ? 1 : values.Max());
        if (spec.IsReversed)
        {
            double first = spec.Min ?? 1;
            double last = Math.Max(high, first + 2);
            return new ChartScale(first, last, (last - first) / 2);
        }

        double step = Round((high - low) / Steps);
        double min = spec.Min ?? Math.Floor(low / step) * step;
        double max = spec.Max ?? Math.Ceiling(high / step) * step;
        return new ChartScale(min, max > min ? max : min + step, step);
    }

    private static double Round(double raw)
    {
        if (raw <= 0)
        {
            return 1;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        // Quarters of a whole number need decimals that its neighbours do not.
        double factor = new[] { 1, 2, power == 1 ? 5 : 2.5, 5, 10 }.First(candidate => candidate >= (raw / power) - 1e-9);
        return factor * power;
    }
}
