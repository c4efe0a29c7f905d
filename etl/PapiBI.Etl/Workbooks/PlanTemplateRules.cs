using OfficeOpenXml;
using OfficeOpenXml.DataValidation;
using OfficeOpenXml.DataValidation.Contracts;
using OfficeOpenXml.Style;
using PapiBI.Warehouse;

namespace PapiBI.Etl.Workbooks;

/// <summary>Puts the rule of a column on its cells: drop-down or limits, what is said of anything else, and the prompt.</summary>
internal static class PlanTemplateRules
{
    // As much as Excel shows.
    private const int LongestTitle = 32;

    private static readonly Text ChooseOne = new("Hãy chọn một mục trong danh sách ở ô này.", "Choose one of the list at this cell.");
    private static readonly Text NotListed = new("Không có trong danh sách. Vẫn giữ nội dung đã gõ?", "This is not in the list. Keep it?");
    private static readonly Text NotTyped = new("Cột này tự điền, không gõ vào.", "This column fills itself; nothing is typed here.");

    /// <param name="cells">The column's cells, one below the other.</param>
    /// <param name="column">Whose they are.</param>
    /// <param name="cellOf">The address of a field's cell in the first of their rows.</param>
    /// <param name="language">Of what is said.</param>
    public static void Apply(ExcelRange cells, TemplateColumn column, Func<string, string> cellOf, Language language)
    {
        cells.Style.Numberformat.Format = column.Rule switch
        {
            CellRule.Code or CellRule.Choice { Source: PlanTemplateLists.Tasks } => "@",
            CellRule.Whole => "0",
            CellRule.Checked check => check.Format,
            CellRule.Day => "dd/mm/yyyy",
            _ => "General",
        };
        cells.Style.HorizontalAlignment = column.Rule is CellRule.Whole or CellRule.Day or CellRule.Checked { Format: not "@" } ? ExcelHorizontalAlignment.Right : ExcelHorizontalAlignment.Left;
        cells.Style.Indent = cells.Style.HorizontalAlignment == ExcelHorizontalAlignment.Right ? 1 : 0;
        IExcelDataValidation rule = Add(cells.Worksheet.DataValidations, cells.Address, column.Rule, formula => Fill(formula, column, cellOf));
        rule.AllowBlank = !column.IsNeeded;
        rule.ShowInputMessage = true;
        rule.PromptTitle = Short(column.Heading);
        rule.Prompt = column.Prompt;
        if (Error(column.Rule) is { } error)
        {
            rule.ShowErrorMessage = true;
            rule.ErrorStyle = column.Rule is CellRule.Choice { Other: OtherChoice.Asked } ? ExcelDataValidationWarningStyle.warning : ExcelDataValidationWarningStyle.stop;
            rule.ErrorTitle = Short(column.Heading);
            rule.Error = error.In(language);
        }
    }

    private static IExcelDataValidation Add(ExcelDataValidationCollection rules, string address, CellRule rule, Func<string, string> fill)
    {
        switch (rule)
        {
            case CellRule.Choice choice:
                IExcelDataValidationList list = rules.AddListValidation(address);
                list.Formula.ExcelFormula = fill(choice.Source);
                return list;
            case CellRule.Whole whole:
                IExcelDataValidationInt number = rules.AddIntegerValidation(address);
                number.Operator = ExcelDataValidationOperator.between;
                number.Formula.Value = whole.From;
                number.Formula2.Value = whole.To;
                return number;
            case CellRule.Day day:
                IExcelDataValidationDateTime date = rules.AddDateTimeValidation(address);
                date.Operator = ExcelDataValidationOperator.between;
                date.Formula.ExcelFormula = fill(day.From);
                date.Formula2.ExcelFormula = fill(day.To);
                return date;
            case CellRule.Checked or CellRule.Known:
                IExcelDataValidationCustom custom = rules.AddCustomValidation(address);

                // Excel passes over it, but the library takes an untold one for "between" and wants a second formula.
                custom.Operator = ExcelDataValidationOperator.equal;
                custom.Formula.ExcelFormula = rule is CellRule.Checked check ? fill(check.Condition) : "FALSE";
                return custom;
            default:
                return rules.AddAnyValidation(address);
        }
    }

    private static Text? Error(CellRule rule) => rule switch
    {
        CellRule.Choice { Other: OtherChoice.Refused } => ChooseOne,
        CellRule.Choice { Other: OtherChoice.Asked } => NotListed,
        CellRule.Whole { From: var only, To: var same } when only == same => new Text($"Ở đây chỉ có thể là {only}.", $"Only {only} is possible here."),
        CellRule.Whole whole => new Text($"Cần một số nguyên từ {whole.From} đến {whole.To}.", $"A whole number from {whole.From} to {whole.To} is needed."),
        CellRule.Checked check => check.Error,
        CellRule.Day day => day.Error,
        CellRule.Known => NotTyped,
        _ => null,
    };

    private static string Fill(string formula, TemplateColumn column, Func<string, string> cellOf)
    {
        foreach (string field in new[] { column.Field, "kind", "start" })
        {
            formula = formula.Contains($"{{{field}}}", StringComparison.Ordinal) ? formula.Replace($"{{{field}}}", cellOf(field), StringComparison.Ordinal) : formula;
        }

        return formula;
    }

    private static string Short(string title) => title.Length <= LongestTitle ? title : title[..(LongestTitle - 1)] + "…";
}
