using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>What a table prints of a whole is what its parts come to: their sum, or the weighted sum where the weights of the edition are known.</summary>
internal static class SumRules
{
    private const int MostDecimals = 5;

    // Published weights may themselves be rounded.
    private const double WeightedTolerance = 0.05;

    public static void Check(IReadOnlyList<Figure> scores, IReadOnlyList<PrintedFigure> printed, IReadOnlyList<KnownIndicator> items, Func<string, Text> nameOf, Severity contradiction, Faults faults)
    {
        var table = new Values(
            [
                .. printed.Select(p => (p.ItemCode, p.ProvinceCode, p.Value, p.Origin, p.Decimals)),
                .. scores.GroupBy(f => f.Row.ItemCode, StringComparer.Ordinal).SelectMany(item =>
                {
                    int decimals = Decimals.Of(item.Select(f => f.Row.Value!.Value));
                    return item.Select(f => (f.Row.ItemCode, f.Row.ProvinceCode, f.Row.Value!.Value, f.Origin, decimals));
                }),
            ],
            items);
        List<(Origin, Text)> disagreeing = [];
        List<(Origin, Text)> withoutParts = [];
        List<(Origin, Text)> missing = [];
        foreach (KnownIndicator whole in items.Where(table.IsPrinted))
        {
            KnownIndicator[] parts = [.. items.Where(i => i.ParentCode == whole.ItemCode)];
            // A list of many sources mixes editions of a weighted index; only a publisher's own table is held to its weights.
            bool isHeldToWeights = whole.IsSummed || contradiction == Severity.Error;
            if (parts.Length == 0 || !isHeldToWeights || Combine(whole, parts) is not { } combine || !parts.All(table.IsGiven))
            {
                continue;
            }

            int decimals = Math.Min(MostDecimals, Math.Min(table.DecimalsOf(whole.ItemCode), parts.Min(p => table.DecimalsOf(p.ItemCode))));
            double tolerance = whole.IsSummed ? (parts.Length + 1) * Decimals.HalfUnit(decimals) : WeightedTolerance;
            foreach (string province in table.Provinces)
            {
                double?[] values = [.. parts.Select(p => table.Of(p, province))];
                string[] absent = [.. parts.Where((_, i) => values[i] is null).Select(p => p.ItemCode)];
                Text name = nameOf(province);
                switch (table.Printed(whole.ItemCode, province))
                {
                    case { } cell when absent.Length > 0:
                        withoutParts.Add((cell.Origin, new Text(
                            $"“{whole.ItemCode}” của {name.Vi} ghi {ScoreCell.Said(cell.Value).Vi}, nhưng thiếu phần {string.Join(", ", absent)}; hãy bổ sung phần thiếu hoặc bỏ tổng.",
                            $"“{whole.ItemCode}” of {name.En} says {ScoreCell.Said(cell.Value).En}, but its part {string.Join(", ", absent)} is missing; add what is missing or remove the sum.")));
                        break;
                    case { } cell when Math.Abs(cell.Value - combine(values)) > tolerance + 1e-9:
                        double sum = Math.Round(combine(values), MostDecimals + 1);
                        disagreeing.Add((cell.Origin, new Text(
                            $"“{whole.ItemCode}” của {name.Vi} ghi {ScoreCell.Said(cell.Value).Vi}, nhưng các phần cộng lại là {ScoreCell.Said(sum).Vi}; hãy đối chiếu ô này và các phần {parts[0].ItemCode}–{parts[^1].ItemCode} với bảng gốc.",
                            $"“{whole.ItemCode}” of {name.En} says {ScoreCell.Said(cell.Value).En}, but its parts come to {ScoreCell.Said(sum).En}; compare this cell and the parts {parts[0].ItemCode}–{parts[^1].ItemCode} with the published table.")));
                        break;
                    case null when absent.Length == 0:
                        missing.Add((table.OriginOf(parts[0], province), new Text(
                            $"“{whole.ItemCode}” của {name.Vi} để trống, dù đủ các phần (cộng lại là {ScoreCell.Said(Math.Round(combine(values), MostDecimals + 1)).Vi}).",
                            $"“{whole.ItemCode}” of {name.En} is blank, although all its parts are there (they come to {ScoreCell.Said(Math.Round(combine(values), MostDecimals + 1)).En}).")));
                        break;
                    default:
                        break;
                }
            }
        }

        FigureRules.Report(faults, contradiction, IssueCodes.SumDisagrees, disagreeing);
        FigureRules.Report(faults, contradiction, IssueCodes.SumWithoutParts, withoutParts);
        FigureRules.Report(faults, Severity.Warning, IssueCodes.SumMissing, missing);
    }

    // How the parts make the whole; null where it is published as such and no weights are known.
    private static Func<double?[], double>? Combine(KnownIndicator whole, KnownIndicator[] parts)
    {
        if (whole.IsSummed)
        {
            return values => values.Sum(v => v ?? 0);
        }

        return parts.All(p => p.Weight is not null) && Math.Abs(parts.Sum(p => p.Weight!.Value) - 1) < 0.005
            ? values => values.Select((v, i) => (v ?? 0) * parts[i].Weight!.Value).Sum() * whole.MaxScore / parts[0].MaxScore
            : null;
    }

    /// <summary>What the table says of items, printed or as the sum of parts.</summary>
    private sealed class Values
    {
        private readonly Dictionary<(string Item, string Province), (double Value, Origin Origin)> _cells = [];
        private readonly Dictionary<string, int> _decimals;
        private readonly IReadOnlyList<KnownIndicator> _items;

        public Values(IReadOnlyList<(string Item, string Province, double Value, Origin Origin, int Decimals)> cells, IReadOnlyList<KnownIndicator> items)
        {
            foreach (var cell in cells)
            {
                _cells[(cell.Item, cell.Province)] = (cell.Value, cell.Origin);
            }

            _decimals = cells.GroupBy(c => c.Item, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(c => c.Decimals), StringComparer.Ordinal);
            _items = items;
            Provinces = [.. cells.Select(c => c.Province).Distinct(StringComparer.Ordinal)];
        }

        public IReadOnlyList<string> Provinces { get; }

        public bool IsPrinted(KnownIndicator item) => _decimals.ContainsKey(item.ItemCode);

        public bool IsGiven(KnownIndicator item) => IsPrinted(item) || (item.IsSummed && Parts(item) is { Count: > 0 } parts && parts.All(IsGiven));

        public (double Value, Origin Origin)? Printed(string item, string province) => _cells.TryGetValue((item, province), out var cell) ? cell : null;

        public double? Of(KnownIndicator item, string province)
        {
            if (Printed(item.ItemCode, province) is { } cell)
            {
                return cell.Value;
            }

            double?[] parts = item.IsSummed && !IsPrinted(item) ? [.. Parts(item).Select(p => Of(p, province))] : [];
            return parts.Length == 0 || parts.Any(p => p is null) ? null : parts.Sum();
        }

        public int DecimalsOf(string item) => _decimals.TryGetValue(item, out int decimals) ? decimals : _items.Where(i => i.ParentCode == item).Select(i => DecimalsOf(i.ItemCode)).DefaultIfEmpty(0).Min();

        /// <summary>Where the item stands, else its first part.</summary>
        public Origin OriginOf(KnownIndicator item, string province) => Printed(item.ItemCode, province)?.Origin ?? OriginOf(Parts(item)[0], province);

        private List<KnownIndicator> Parts(KnownIndicator item) => [.. _items.Where(i => i.ParentCode == item.ItemCode)];
    }
}
