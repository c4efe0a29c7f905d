using PapiBI.Etl.Parsing;

namespace PapiBI.Etl.Validation;

/// <summary>Texts of a file end in workbooks and pages of ours, so they must be plain text on one line that no spreadsheet would execute.</summary>
internal static class SafeText
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

    private static bool LooksLikeFormula(string text) => text.Length > 1 && text[0] is ('=' or '+' or '-' or '@');
}
