using PapiBI.Etl.Described;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>Standard errors, intervals, variances and observations of a described table, each beside the score that it is of.</summary>
internal static class UncertaintyRules
{
    public static IEnumerable<UncertaintyRow> Rows(string index, int year, DescribedFigures figures, Faults faults)
    {
        double? multiplier = figures.Tables.Select(table => table.Description.IntervalMultiplier).FirstOrDefault(m => m is not null);
        foreach (var group in figures.ByKey.Where(pair => pair.Key.Year == year && pair.Key.Measure.Uncertain is not null).GroupBy(pair => (pair.Key.Province, pair.Key.Item)))
        {
            var of = group.ToDictionary(pair => pair.Key.Measure.Uncertain!.Value, pair => pair.Value);
            double? Value(Uncertain measure) => of.GetValueOrDefault(measure)?.Value;
            CheckInterval(of, figures.ByKey.GetValueOrDefault((year, group.Key.Province, group.Key.Item, DescribedFigures.Score)), multiplier, faults);
            if (of.Values.All(figure => figure.Value is null))
            {
                continue;
            }

            bool hasInterval = Value(Uncertain.IntervalLow) is not null && Value(Uncertain.IntervalHigh) is not null;
            yield return new UncertaintyRow
            {
                Origin = of.Values.First().Read.Cell.Origin,
                IndexCode = index,
                Year = year,
                ItemCode = group.Key.Item,
                ProvinceCode = group.Key.Province,
                StandardError = Value(Uncertain.StandardError),
                IntervalLow = Value(Uncertain.IntervalLow),
                IntervalHigh = Value(Uncertain.IntervalHigh),
                IntervalMultiplier = hasInterval ? multiplier : null,
                Variance = Value(Uncertain.Variance),
                Observations = (int?)Value(Uncertain.Observations),
            };
        }
    }

    // What is called a 95 % interval need not be one; what the description says it is, the figures must bear out.
    private static void CheckInterval(Dictionary<Uncertain, DescribedFigure> of, DescribedFigure? score, double? multiplier, Faults faults)
    {
        foreach (DescribedFigure blank in of.Values.Where(figure => figure is { Value: null, IsRefused: false } && score?.Value is not null))
        {
            faults.Error(IssueCodes.ValueMissing, blank.Read.Cell.Origin,
                $"tỉnh này có điểm nhưng ô “{blank.Read.Heading.Shown}” trống.",
                $"this province has a score, but its cell of “{blank.Read.Heading.Shown}” is blank.");
        }

        if (of.GetValueOrDefault(Uncertain.IntervalLow) is not { Value: double low } || of.GetValueOrDefault(Uncertain.IntervalHigh) is not { Value: double high } highCell || of.GetValueOrDefault(Uncertain.StandardError) is not { Value: double error })
        {
            return;
        }

        double half = (high - low) / 2;
        double rounding = 0.0005 + (0.002 * half);
        if (multiplier is not double times)
        {
            faults.Error(IssueCodes.IntervalDisagrees, highCell.Read.Cell.Origin,
                "mô tả nguồn không nói khoảng này là mấy lần sai số chuẩn (intervalMultiplier).",
                "the source description does not say how many standard errors the interval spans (intervalMultiplier).");
        }
        else if (Math.Abs(half - (times * error)) > rounding || (score?.Value is double middle && Math.Abs(((low + high) / 2) - middle) > rounding))
        {
            faults.Error(IssueCodes.IntervalDisagrees, highCell.Read.Cell.Origin,
                FormattableString.Invariant($"khoảng {low:0.####}–{high:0.####} không phải điểm ± {times} × sai số chuẩn {error:0.####}; hãy đối chiếu với bảng gốc."),
                FormattableString.Invariant($"the interval {low:0.####}–{high:0.####} is not the score ± {times} × the standard error {error:0.####}; compare with the published table."));
        }
    }
}
