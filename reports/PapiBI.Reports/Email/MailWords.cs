using System.Globalization;
using System.Text;
using PapiBI.Warehouse;

namespace PapiBI.Reports.Email;

/// <summary>
/// Words on their way into a mail. Names and notes come from files that anybody may have written:
/// no line break reaches a header, no mark-up the HTML, no invisible direction mark either.
/// </summary>
public static class MailWords
{
    private const int LongestLine = 200;

    /// <summary>The text in one line, composed (NFC), without control and invisible format characters.</summary>
    public static string OneLine(string text)
    {
        StringBuilder line = new(text.Length);
        foreach (Rune rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            bool isBreak = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            if (isBreak || Rune.IsWhiteSpace(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format)
            {
                line.Append(rune.ToString());
            }
        }

        return line.ToString().Trim();
    }

    /// <summary>One line, short enough for a subject.</summary>
    public static string Subject(string text)
    {
        string line = OneLine(text);
        int[] starts = StringInfo.ParseCombiningCharacters(line);
        return starts.Length <= LongestLine ? line : line[..starts[LongestLine]].TrimEnd() + "…";
    }

    /// <summary>The text as HTML shows it, also inside an attribute.</summary>
    public static string Html(string text) => OneLine(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal);

    public static string LanguageTag(Language language) => language == Language.Vietnamese ? "vi" : "en";
}
