using OfficeOpenXml;
using OfficeOpenXml.Style;
using PapiBI.Warehouse;

namespace PapiBI.Etl.Workbooks;

/// <summary>The sheet of the plan itself: labels, and to their right what is to be filled in.</summary>
internal static class PlanTemplateLabels
{
    private const double LabelWidth = 34;
    private const double ValueWidth = 74;

    public static void Add(ExcelWorkbook workbook, string name, string title, IReadOnlyList<TemplateColumn> labels, IReadOnlyDictionary<string, object> known, Text about, Language language)
    {
        ExcelWorksheet sheet = PlanTemplateLook.Add(workbook, name, title, about.In(language), [LabelWidth, ValueWidth]);
        for (int i = 0; i < labels.Count; i++)
        {
            int row = PlanTemplateLook.HeaderRow + i;
            PlanTemplateLook.Write(sheet.Cells[row, 1], labels[i].Shown);
            PlanTemplateLook.Body(sheet.Cells[row, 1]);
            ExcelRange value = sheet.Cells[row, 2];
            PlanTemplateLook.Open(value, isInput: true);
            PlanTemplateRules.Apply(value, labels[i], _ => value.Address, language);
            value.Style.HorizontalAlignment = ExcelHorizontalAlignment.Left;
            value.Style.Indent = 0;
            value.Value = known.GetValueOrDefault(labels[i].Field) is { } given && given is not "" ? given : null;
            sheet.Row(row).Height = 20;
        }

        PlanTemplateLook.Protect(sheet);
        PlanTemplateLook.SetPaper(sheet, 2, $"{PlanTemplateLook.HeaderRow + labels.Count - 1}", language);
    }
}
