using PapiBI.Etl.Sources;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

internal static class RegionTable
{
    public static IReadOnlyList<RegionRow> Rows(FileContents contents, Faults faults)
    {
        var table = Table.Open(contents, ["region_code", "name_vi", "name_en", "sort_order"], [], faults);
        RegionRow[] rows = [.. table.Rows.Select(Row).OfType<RegionRow>()];
        Uniqueness.Check(rows, row => row.RegionCode, faults);
        return rows;
    }

    private static RegionRow? Row(TableRow row)
    {
        var region = new RegionRow
        {
            Origin = row.Origin,
            RegionCode = row.Text("region_code"),
            NameVi = row.Text("name_vi"),
            NameEn = row.Text("name_en"),
            SortOrder = row.SmallWhole("sort_order"),
        };
        return row.IsSound ? region : null;
    }
}
