using System.Text.RegularExpressions;
using PapiBI.Etl.Parsing;

namespace PapiBI.Etl.Validation;

/// <summary>Texts of a file end in workbooks and pages of ours, so they must be plain text on one line that no spreadsheet would execute.</summary>
internal static partial class SafeText
{
    public static bool Check(RawCell cell, Faults faults)
    {
        if (LooksLikeFormula(cell.Text))
        {
            faults.Error(IssueCodes.FormulaLikeText, cell.Origin,
                $"“{cell.Shown}” giống một công thức; hãy gõ lại thành chữ thường, không bắt đầu bằng =, +, - hay @.",
                $"“{cell.Shown}” looks like a formula; type it as plain text that does not begin with =, +, - or @.");
            return false;
        }

        if (cell.Text.StartsWith('#'))
        {
            if (cell.Text == OpenWorkbook.FormulaWithoutValue)
            {
                faults.Error(IssueCodes.ExcelError, cell.Origin, Numbers.FormulaWithoutValue.Vi, Numbers.FormulaWithoutValue.En);
                return false;
            }

            faults.Error(IssueCodes.ExcelError, cell.Origin,
                $"“{cell.Shown}” là giá trị lỗi của Excel; hãy sửa công thức hoặc gõ lại chữ.",
                $"“{cell.Shown}” is an Excel error value; correct the formula or type the text.");
            return false;
        }

        if (cell.Text.Any(char.IsControl))
        {
            faults.Error(IssueCodes.ControlCharacter, cell.Origin,
                "ô có dấu xuống dòng hoặc ký tự điều khiển; hãy viết trên một dòng.",
                "the cell holds a line break or a control character; write it on one line.");
            return false;
        }

        return true;
    }

    // A telephone number in its international form is none: "+84 259 382 2678".
    [GeneratedRegex(@"^\+[0-9][0-9 .()]{5,20}$", RegexOptions.None, 1000)]
    private static partial Regex Telephone();

    private static bool LooksLikeFormula(string text) => text.Length > 1 && text[0] is ('=' or '+' or '-' or '@') && !Telephone().IsMatch(text);
}
