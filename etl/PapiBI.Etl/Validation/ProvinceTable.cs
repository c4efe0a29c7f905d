using PapiBI.Etl.Sources;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

internal static class ProvinceTable
{
    private static readonly string[] Types = ["province", "centrally-run city"];

    public static IReadOnlyList<ProvinceRow> Rows(FileContents contents, ReferenceData known, Faults faults)
    {
        var table = Table.Open(
            contents,
            ["province_code", "valid_from", "valid_to", "full_name_vi", "name_vi", "name_en", "province_type", "region_code", "successor_code"],
            ["population", "area_km2"],
            faults);
        ProvinceRow[] rows = [.. table.Rows.Select(row => Row(row, table, known)).OfType<ProvinceRow>()];
        Uniqueness.CheckPeriods(rows, row => row.ProvinceCode, row => (row.ValidFrom, row.ValidTo), faults);
        CheckSuccessors(rows, faults);
        return rows;
    }

    private static ProvinceRow? Row(TableRow row, Table table, ReferenceData known)
    {
        var province = new ProvinceRow
        {
            Origin = row.Origin,
            ProvinceCode = row.ProvinceCode("province_code"),
            ValidFrom = row.Date("valid_from"),
            ValidTo = row.DateOrNone("valid_to"),
            FullNameVi = row.Text("full_name_vi"),
            NameVi = row.Text("name_vi"),
            NameEn = row.Text("name_en"),
            ProvinceType = row.Text("province_type"),
            RegionCode = row.Text("region_code"),
            SuccessorCode = row.TextOrNone("successor_code") is null ? null : row.ProvinceCode("successor_code"),
            Population = table.Has("population") ? row.WholeOrNone("population") : null,
            AreaKm2 = table.Has("area_km2") ? row.NumberOrNone("area_km2") : null,
        };
        if (row.IsSound && !Types.Contains(province.ProvinceType))
        {
            row.Refuse(IssueCodes.ProvinceTypeUnknown, row.Cell("province_type"),
                $"“{province.ProvinceType}” phải là “province” (tỉnh) hoặc “centrally-run city” (thành phố trực thuộc trung ương).",
                $"“{province.ProvinceType}” must be “province” or “centrally-run city”.");
        }

        if (province.RegionCode.Length > 0 && !known.RegionCodes.Contains(province.RegionCode))
        {
            row.Refuse(IssueCodes.RegionUnknown, row.Cell("region_code"),
                $"không có vùng “{province.RegionCode}”; hãy nạp bảng regions trước hoặc sửa mã.",
                $"there is no region “{province.RegionCode}”; load the regions table first or correct the code.");
        }

        return row.IsSound ? province : null;
    }

    private static void CheckSuccessors(ProvinceRow[] rows, Faults faults)
    {
        foreach (ProvinceRow row in rows.Where(row => row.SuccessorCode is not null && !HasSuccessor(row, rows)))
        {
            faults.Error(IssueCodes.SuccessorUnknown, row.Origin,
                $"mã kế thừa “{row.SuccessorCode}” không có hiệu lực vào ngày sau {row.ValidTo:yyyy-MM-dd}; hãy thêm đơn vị mới hoặc sửa mã.",
                $"the successor “{row.SuccessorCode}” is not valid on the day after {row.ValidTo:yyyy-MM-dd}; add the new unit or correct the code.");
        }
    }

    private static bool HasSuccessor(ProvinceRow ended, ProvinceRow[] rows) =>
        ended.ValidTo is DateOnly end && end < DateOnly.MaxValue
        && rows.Any(row => row.ProvinceCode == ended.SuccessorCode && row.ValidFrom <= end.AddDays(1) && (row.ValidTo is null || row.ValidTo > end));
}
