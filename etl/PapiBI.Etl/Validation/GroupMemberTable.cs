using PapiBI.Etl.Sources;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

internal static class GroupMemberTable
{
    public static IReadOnlyList<GroupMemberRow> Rows(FileContents contents, ReferenceData known, Faults faults)
    {
        var table = Table.Open(contents, ["group_code", "province_code", "valid_from", "valid_to"], [], faults);
        GroupMemberRow[] rows = [.. table.Rows.Select(row => Row(row, known)).OfType<GroupMemberRow>()];
        Uniqueness.CheckPeriods(rows, row => $"{row.GroupCode} {row.ProvinceCode}", row => (row.ValidFrom, row.ValidTo), faults);
        return rows;
    }

    private static GroupMemberRow? Row(TableRow row, ReferenceData known)
    {
        var member = new GroupMemberRow
        {
            Origin = row.Origin,
            GroupCode = row.Text("group_code"),
            ProvinceCode = row.ProvinceCode("province_code"),
            ValidFrom = row.Date("valid_from"),
            ValidTo = row.DateOrNone("valid_to"),
        };
        if (!row.IsSound)
        {
            return null;
        }

        if (!known.GroupCodes.Contains(member.GroupCode))
        {
            row.Refuse(IssueCodes.GroupUnknown, row.Cell("group_code"),
                $"không có nhóm “{member.GroupCode}”; hãy nạp bảng groups trước hoặc sửa mã.",
                $"there is no group “{member.GroupCode}”; load the groups table first or correct the code.");
        }

        if (!known.Provinces.Any(p => p.ProvinceCode == member.ProvinceCode && p.ValidFrom <= member.ValidFrom && (p.ValidTo ?? DateOnly.MaxValue) >= member.ValidFrom))
        {
            row.Refuse(IssueCodes.ProvinceUnknown, row.Cell("province_code"),
                $"không có tỉnh nào mang mã “{member.ProvinceCode}” vào ngày {member.ValidFrom:yyyy-MM-dd}; hãy sửa mã hoặc ngày.",
                $"no province has the code “{member.ProvinceCode}” on {member.ValidFrom:yyyy-MM-dd}; correct the code or the date.");
        }

        return row.IsSound ? member : null;
    }
}
