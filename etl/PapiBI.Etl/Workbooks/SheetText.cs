using System.Text;
using System.Xml;

namespace PapiBI.Etl.Workbooks;

/// <summary>Words of a file on their way into a cell or a comment.</summary>
internal static class SheetText
{
    /// <summary>The most that a cell holds.</summary>
    public const int Longest = 32_767;

    /// <summary>Without what XML cannot hold.</summary>
    public static string Clean(string text, int longest = Longest)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune letter in text.EnumerateRunes().Where(letter => letter.Value > 0xFFFF || letter.Value < ' ' || XmlConvert.IsXmlChar((char)letter.Value)))
        {
            clean.Append(letter.ToString());
        }

        return clean.Length <= longest ? clean.ToString() : clean.ToString(0, longest);
    }

    /// <summary>On one line, as a list quotes it.</summary>
    public static string Line(string text, int longest = Longest) => string.Concat(Clean(text, longest).Select(letter => char.IsControl(letter) ? ' ' : letter));

    /// <summary>A formula in somebody's spreadsheet, were it typed.</summary>
    public static bool LooksLikeFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@';
}
