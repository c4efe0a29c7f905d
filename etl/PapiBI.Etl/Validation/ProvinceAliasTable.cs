using PapiBI.Etl.Sources;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

internal static class ProvinceAliasTable
{
    public static IReadOnlyList<ProvinceAliasRow> Rows(FileContents contents, ReferenceData known, Faults faults)
    {
        var table = Table.Open(contents, ["alias", "province_code"], [], faults);
        ProvinceAliasRow[] rows = [.. table.Rows.Select(row => Row(row, known)).OfType<ProvinceAliasRow>()];
        Uniqueness.Check(rows, row => row.Alias, faults);
        CheckOneMeaning(rows, faults);
        return rows;
    }

    private static void CheckOneMeaning(ProvinceAliasRow[] rows, Faults faults)
    {
        foreach (IGrouping<string, ProvinceAliasRow> spelling in rows.GroupBy(row => ProvinceNames.KeyOf(row.Alias), StringComparer.Ordinal))
        {
            ProvinceAliasRow first = spelling.First();
            foreach (ProvinceAliasRow other in spelling.Where(row => row.ProvinceCode != first.ProvinceCode))
            {
                faults.Error(IssueCodes.AliasAmbiguous, other.Origin,
                    $"“{other.Alias}” đã là tên khác của {first.ProvinceCode}, không thể chỉ cả {other.ProvinceCode}; hãy bỏ một dòng.",
                    $"“{other.Alias}” already names {first.ProvinceCode} and cannot name {other.ProvinceCode} too; remove one row.");
            }
        }
    }

    private static ProvinceAliasRow? Row(TableRow row, ReferenceData known)
    {
        var alias = new ProvinceAliasRow { Origin = row.Origin, Alias = row.Text("alias"), ProvinceCode = row.ProvinceCode("province_code") };
        if (!row.IsSound)
        {
            return null;
        }

        if (!known.Provinces.Any(p => p.ProvinceCode == alias.ProvinceCode))
        {
            row.Refuse(IssueCodes.ProvinceUnknown, row.Cell("province_code"),
                $"không có tỉnh nào mang mã “{alias.ProvinceCode}”; hãy sửa mã.",
                $"no province has the code “{alias.ProvinceCode}”; correct the code.");
        }

        KnownProvince[] named = [.. known.Provinces.Where(p => ProvinceNames.AreSame(p.NameVi, alias.Alias))];
        if (named.Length > 0 && named.All(p => p.ProvinceCode != alias.ProvinceCode))
        {
            row.Refuse(IssueCodes.AliasAmbiguous, row.Cell("alias"),
                $"“{alias.Alias}” là tên của tỉnh có mã {named[0].ProvinceCode}, không thể là tên khác của {alias.ProvinceCode}; hãy sửa mã hoặc bỏ dòng.",
                $"“{alias.Alias}” is the name of the province with code {named[0].ProvinceCode} and cannot be another name of {alias.ProvinceCode}; correct the code or remove the row.");
        }

        return row.IsSound ? alias : null;
    }
}
