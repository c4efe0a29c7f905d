using OfficeOpenXml;
using OfficeOpenXml.Style;
using PapiBI.Etl.Described;
using PapiBI.Warehouse;

namespace PapiBI.Etl.Workbooks;

/// <summary>The sheet of what may be chosen, each list a named range.</summary>
internal static class PlanTemplateLists
{
    public const string Owners = "list_owners";
    public const string Provinces = "list_provinces";
    public const string Indices = "list_indices";
    public const string Items = "list_items";
    public const string Kinds = "list_kinds";
    public const string Groups = "list_groups";
    public const string Periods = "list_periods";
    public const string Statuses = "list_statuses";
    public const string YesNo = "list_yes_no";

    /// <summary>Nothing to choose.</summary>
    public const string None = "list_none";

    /// <summary>What stands on the sheet of agencies.</summary>
    public const string Agencies = "list_agencies";

    /// <summary>The numbers on the sheet of tasks.</summary>
    public const string Tasks = "list_tasks";

    public static readonly Text Tab = new("Danh mục", "Lists");

    private static readonly Text About = new("Những gì các ô chọn được; chỉ để xem.", "What the cells may hold; to look up only.");

    public static void Add(ExcelWorkbook workbook, IReadOnlyList<TemplateList> lists, Language language)
    {
        string tab = Tab.In(language);
        ExcelWorksheet sheet = PlanTemplateLook.Add(workbook, tab, tab, About.In(language), [.. lists.Select(list => list.Width)]);
        for (int i = 0; i < lists.Count; i++)
        {
            PlanTemplateLook.Write(sheet.Cells[PlanTemplateLook.HeaderRow, i + 1], lists[i].Heading);
            for (int j = 0; j < lists[i].Values.Count; j++)
            {
                PlanTemplateLook.Write(sheet.Cells[PlanTemplateLook.FirstRow + j, i + 1], lists[i].Values[j]);
            }

            ExcelRange cells = sheet.Cells[PlanTemplateLook.FirstRow, i + 1, PlanTemplateLook.FirstRow + Math.Max(lists[i].Values.Count, 1) - 1, i + 1];
            cells.Style.Numberformat.Format = "@";
            workbook.Names.Add(lists[i].Name, cells);
        }

        int last = PlanTemplateLook.FirstRow + lists.Max(list => list.Values.Count) - 1;
        PlanTemplateLook.Header(sheet.Cells[PlanTemplateLook.HeaderRow, 1, PlanTemplateLook.HeaderRow, lists.Count]);
        workbook.Names.Add(None, sheet.Cells[last + 1, 1]);
        sheet.View.FreezePanes(PlanTemplateLook.FirstRow, 1);
        sheet.PrinterSettings.RepeatRows = sheet.Cells[$"{PlanTemplateLook.HeaderRow}:{PlanTemplateLook.HeaderRow}"];
        PlanTemplateLook.Protect(sheet);
        PlanTemplateLook.SetPaper(sheet, lists.Count, last.ToString(System.Globalization.CultureInfo.InvariantCulture), language);
    }

    /// <summary>"Quý II/2021", "6 tháng đầu năm 2021": of each year the quarters, the halves and the whole.</summary>
    public static string Period(PlanDescription description, string period, int year, Language language)
    {
        string word = description.Words.Periods[period][language == Language.Vietnamese ? 0 : 1];
        return language == Language.Vietnamese && period[0] == 'Q' ? $"{word}/{year}" : $"{word} {year}";
    }
}

/// <summary>A list to choose from.</summary>
internal sealed record TemplateList(string Name, string Heading, double Width, IReadOnlyList<string> Values);
