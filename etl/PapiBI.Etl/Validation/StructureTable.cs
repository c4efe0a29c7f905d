using PapiBI.Etl.Sources;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>A row describes a part of the index from one year to another; a batch holds one row for each year of it that has an edition.</summary>
internal static class StructureTable
{
    public static IReadOnlyList<IndicatorRow> Rows(FileContents contents, ReferenceData known, Faults faults)
    {
        string index = contents.Metadata.TextOf("index");
        int[] years = [.. known.Editions.Where(e => e.IndexCode == index).Select(e => e.Year).Order()];
        if (years.Length == 0)
        {
            faults.Error(IssueCodes.EditionUnknown, contents.Metadata["index"]?.Origin ?? Origin.File,
                $"chưa có năm nào của chỉ số “{index}”; hãy nạp bảng editions trước.",
                $"no edition of “{index}” is known; load the editions table first.");
            return [];
        }

        var table = Table.Open(
            contents,
            ["from_year", "to_year", "level", "code", "parent_code", "name_vi", "name_en", "min_score", "max_score", "break_at_start"],
            ["is_summed", "weight"],
            faults);
        IndicatorRow[] rows = [.. table.Rows.SelectMany((row, i) => Years(row, table, index, i + 1, years))];
        Uniqueness.Check(rows, row => $"{row.ItemCode} ({row.Year})", faults);
        StructureRules.Check(rows, faults);
        return rows;
    }

    private static IndicatorRow[] Years(TableRow row, Table table, string index, int order, int[] years)
    {
        int from = row.SmallWhole("from_year");
        int to = row.SmallWholeOrNone("to_year") ?? years[^1];
        IndicatorLevel level = Level(row);
        bool breakAtStart = row.YesNo("break_at_start");
        var item = new IndicatorRow
        {
            Origin = row.Origin,
            IndexCode = index,
            Year = from,
            Level = level,
            ItemCode = row.Text("code"),
            ParentCode = row.TextOrNone("parent_code"),
            NameVi = row.Text("name_vi"),
            NameEn = row.Text("name_en"),
            MinScore = row.Number("min_score"),
            MaxScore = row.Number("max_score"),
            SortOrder = order,
            BreakHere = breakAtStart,
            IsSummed = !table.Has("is_summed") || row.YesNo("is_summed"),
            Weight = table.Has("weight") ? row.NumberOrNone("weight") : null,
        };
        CheckBounds(row, item);
        CheckYear(row, "from_year", from, years);
        CheckYear(row, "to_year", to, years);
        return row.IsSound
            ? [.. years.Where(year => year >= from && year <= to).Select(year => item with { Year = year, BreakHere = breakAtStart && year == from })]
            : [];
    }

    private static IndicatorLevel Level(TableRow row)
    {
        string level = row.Text("level");
        switch (level)
        {
            case "total":
                return IndicatorLevel.Total;
            case "dimension":
                return IndicatorLevel.Dimension;
            case "sub-dimension":
                return IndicatorLevel.SubDimension;
            case "":
                return default;
            default:
                row.Refuse(IssueCodes.LevelUnknown, row.Cell("level"),
                    $"“{level}” phải là total, dimension hoặc sub-dimension.",
                    $"“{level}” must be total, dimension or sub-dimension.");
                return default;
        }
    }

    private static void CheckBounds(TableRow row, IndicatorRow item)
    {
        if (row.IsSound && item.MinScore >= item.MaxScore)
        {
            row.Refuse(IssueCodes.BoundsReversed, row.Cell("max_score"),
                "điểm tối đa phải lớn hơn điểm tối thiểu.",
                "the highest score must be above the lowest.");
        }
    }

    private static void CheckYear(TableRow row, string column, int year, int[] years)
    {
        if (row.IsSound && !years.Contains(year))
        {
            row.Refuse(IssueCodes.EditionUnknown, row.Cell(column),
                $"không có năm {year} trong bảng editions; hãy sửa năm hoặc nạp năm đó trước.",
                $"{year} is not in the editions table; correct the year or load that edition first.");
        }
    }
}
