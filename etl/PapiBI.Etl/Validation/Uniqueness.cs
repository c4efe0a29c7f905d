using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>Rules about rows among themselves.</summary>
internal static class Uniqueness
{
    public static void Check<T>(IEnumerable<T> rows, Func<T, string> key, Faults faults)
        where T : SourceRow
    {
        foreach (IGrouping<string, T> same in rows.GroupBy(key, StringComparer.Ordinal))
        {
            foreach (T again in same.Skip(1))
            {
                faults.Error(IssueCodes.RowDuplicate, again.Origin,
                    $"“{same.Key}” đã có ở trên ({Parsing.Positions.Said(same.First().Origin).Vi}); hãy giữ một dòng.",
                    $"“{same.Key}” is already given ({Parsing.Positions.Said(same.First().Origin).En}); keep one row.");
            }
        }
    }

    /// <summary>Periods include both ends; no end means for ever.</summary>
    public static void CheckPeriods<T>(IEnumerable<T> rows, Func<T, string> key, Func<T, (DateOnly From, DateOnly? To)> period, Faults faults)
        where T : SourceRow
    {
        foreach (IGrouping<string, T> same in rows.GroupBy(key, StringComparer.Ordinal))
        {
            T? before = null;
            foreach (T row in same.OrderBy(row => period(row).From))
            {
                CheckPeriod(same.Key, row, before, period, faults);
                before = row;
            }
        }
    }

    private static void CheckPeriod<T>(string key, T row, T? before, Func<T, (DateOnly From, DateOnly? To)> period, Faults faults)
        where T : SourceRow
    {
        if (period(row).To < period(row).From)
        {
            faults.Error(IssueCodes.PeriodReversed, row.Origin,
                $"“{key}” kết thúc trước khi bắt đầu; hãy sửa valid_from hoặc valid_to.",
                $"“{key}” ends before it begins; correct valid_from or valid_to.");
        }

        if (before is not null && (period(before).To ?? DateOnly.MaxValue) >= period(row).From)
        {
            faults.Error(IssueCodes.PeriodOverlap, row.Origin,
                $"thời gian hiệu lực của “{key}” trùng với dòng khác ({Parsing.Positions.Said(before.Origin).Vi}); mỗi ngày chỉ một dòng có hiệu lực.",
                $"the period of “{key}” overlaps another row ({Parsing.Positions.Said(before.Origin).En}); only one row may be valid on a day.");
        }
    }
}
