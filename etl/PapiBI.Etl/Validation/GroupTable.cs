using PapiBI.Etl.Sources;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

internal static class GroupTable
{
    public static IReadOnlyList<GroupRow> Rows(FileContents contents, Faults faults)
    {
        var table = Table.Open(contents, ["group_code", "name_vi", "name_en", "members_vi", "members_en", "sort_order"], [], faults);
        GroupRow[] rows = [.. table.Rows.Select(Row).OfType<GroupRow>()];
        Uniqueness.Check(rows, row => row.GroupCode, faults);
        return rows;
    }

    private static GroupRow? Row(TableRow row)
    {
        var group = new GroupRow
        {
            Origin = row.Origin,
            GroupCode = row.Text("group_code"),
            NameVi = row.Text("name_vi"),
            NameEn = row.Text("name_en"),
            MembersVi = row.Text("members_vi"),
            MembersEn = row.Text("members_en"),
            SortOrder = row.SmallWhole("sort_order"),
        };
        return row.IsSound ? group : null;
    }
}
