using OfficeOpenXml;

namespace PapiBI.Reports.Excel;

/// <summary>Names for tables that analysts will want to reach by formula: "Bảng_Xếp_hạng".</summary>
internal static class RangeNames
{
    public static void Add(ExcelWorksheet sheet, ExcelRange range, string prefix)
    {
        string stem = prefix + "_" + string.Concat(sheet.Name.Select(letter => char.IsLetterOrDigit(letter) ? letter : '_'));
        string name = stem;
        for (int i = 2; sheet.Workbook.Names.ContainsKey(name); i++)
        {
            name = $"{stem}_{i}";
        }

        sheet.Workbook.Names.Add(name, range);
    }
}
