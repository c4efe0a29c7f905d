using System.Text;

namespace PapiBI.Reports.Excel;

/// <summary>A text without what no part of a workbook may hold: control characters but the line's end, and what is no character.</summary>
internal static class CleanText
{
    public static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune letter in text.EnumerateRunes())
        {
            if (letter.Value is '\n' || !(Rune.IsControl(letter) || letter.Value is 0xFFFE or 0xFFFF))
            {
                clean.Append(letter);
            }
        }

        return clean.Length == text.Length && clean.Equals(text) ? text : clean.ToString();
    }
}
