using PapiBI.Etl.Sources;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

internal static class EditionTable
{
    public static IReadOnlyList<EditionRow> Rows(FileContents contents, Faults faults)
    {
        var table = Table.Open(contents, ["year", "ref_date", "previous_year", "is_whole"], [], faults);
        EditionRow[] rows = [.. table.Rows.Select(row => Row(row, contents.Metadata.TextOf("index"))).OfType<EditionRow>()];
        Uniqueness.Check(rows, row => $"{row.IndexCode} {row.Year}", faults);
        foreach (EditionRow row in rows.Where(row => row.PreviousYear is int before && (before >= row.Year || rows.All(other => other.Year != before))))
        {
            faults.Error(IssueCodes.PreviousYearUnknown, row.Origin,
                $"năm so sánh {row.PreviousYear} của {row.Year} không có trong bảng hoặc không đứng trước; hãy sửa previous_year.",
                $"{row.PreviousYear}, with which {row.Year} is compared, is not in the table or not earlier; correct previous_year.");
        }

        return rows;
    }

    private static EditionRow? Row(TableRow row, string index)
    {
        var edition = new EditionRow
        {
            Origin = row.Origin,
            IndexCode = index,
            Year = row.SmallWhole("year"),
            RefDate = row.Date("ref_date"),
            PreviousYear = row.SmallWholeOrNone("previous_year"),
            IsWhole = row.YesNo("is_whole"),
        };
        if (row.IsSound && edition.RefDate.Year != edition.Year)
        {
            row.Refuse(IssueCodes.YearDisagrees, row.Cell("ref_date"),
                $"ngày {edition.RefDate:yyyy-MM-dd} không thuộc năm {edition.Year}; hãy sửa một trong hai.",
                $"the day {edition.RefDate:yyyy-MM-dd} is not in {edition.Year}; correct one of them.");
        }

        return row.IsSound ? edition : null;
    }
}
