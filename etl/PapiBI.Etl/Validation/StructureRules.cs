using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>Rules about the parts of an index in one year.</summary>
internal static class StructureRules
{
    /// <summary>Bounds are printed with two decimals: 3.33 stands for a third of 10.</summary>
    public const double BoundsRounding = 0.005;

    private const double Negligible = 1e-9;

    public static void Check(IEnumerable<IndicatorRow> rows, Faults faults)
    {
        var saidOfRow = new HashSet<(string Code, Origin Origin)>();
        foreach (IGrouping<int, IndicatorRow> year in rows.GroupBy(row => row.Year).OrderBy(year => year.Key))
        {
            foreach (IndicatorRow item in year)
            {
                if (!HasItsParent(item, year) && saidOfRow.Add((IssueCodes.ParentUnknown, item.Origin)))
                {
                    faults.Error(IssueCodes.ParentUnknown, item.Origin,
                        $"phần “{item.ItemCode}” năm {year.Key} không có cấp trên “{item.ParentCode}” ở đúng cấp liền trên; hãy thêm dòng đó hoặc sửa parent_code.",
                        $"the part “{item.ItemCode}” has in {year.Key} no parent “{item.ParentCode}” one level above; add that row or correct parent_code.");
                }

                IndicatorRow[] parts = [.. year.Where(part => part.ParentCode == item.ItemCode)];
                if (!SumsUp(item, parts) && saidOfRow.Add((IssueCodes.BoundsDoNotSum, item.Origin)))
                {
                    faults.Warn(IssueCodes.BoundsDoNotSum, item.Origin,
                        $"khung điểm các phần của “{item.ItemCode}” năm {year.Key} cộng lại là {parts.Sum(p => p.MinScore):0.##}–{parts.Sum(p => p.MaxScore):0.##}, không bằng {item.MinScore:0.##}–{item.MaxScore:0.##}; hãy kiểm tra lại.",
                        $"the bounds of the parts of “{item.ItemCode}” in {year.Key} sum to {parts.Sum(p => p.MinScore):0.##}–{parts.Sum(p => p.MaxScore):0.##}, not {item.MinScore:0.##}–{item.MaxScore:0.##}; please check.");
                }
            }
        }
    }

    private static bool HasItsParent(IndicatorRow item, IEnumerable<IndicatorRow> year) =>
        item.Level == IndicatorLevel.Total
            ? item.ParentCode is null
            : year.Any(other => other.ItemCode == item.ParentCode && other.Level == item.Level - 1);

    private static bool SumsUp(IndicatorRow whole, IndicatorRow[] parts)
    {
        double rounding = (BoundsRounding * parts.Length) + Negligible;
        return parts.Length == 0 || !whole.IsSummed
            || (Math.Abs(parts.Sum(p => p.MinScore) - whole.MinScore) <= rounding && Math.Abs(parts.Sum(p => p.MaxScore) - whole.MaxScore) <= rounding);
    }
}
