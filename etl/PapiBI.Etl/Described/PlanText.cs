using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PapiBI.Etl.Described.Inspection;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;

namespace PapiBI.Etl.Described;

/// <summary>How texts of plans are compared and cleaned.</summary>
internal static partial class PlanText
{
    /// <summary>Of a heading or label: case, diacritics, punctuation and doubled blanks do not count; a percent sign does.</summary>
    public static string HeadingKey(string text) => Wording.Plain(text.Replace("%", " phan tram ", StringComparison.Ordinal));

    /// <summary>The keys that a heading may be known by: whole, and each of two languages in one cell.</summary>
    public static IEnumerable<string> HeadingKeys(string text) => new[] { text }.Concat(TwoLanguages().Split(text)).Select(HeadingKey).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal);

    /// <summary>What a template calls a field: the first and the second of its headings.</summary>
    public static Text Title(PlanSheet sheet, string field) => sheet.Fields.GetValueOrDefault(field) is { Count: > 0 } headings ? new Text(headings[0], headings[Math.Min(1, headings.Count - 1)]) : new Text(field, field);

    /// <summary>A code as it is kept: "SGDĐT" is SGDDT.</summary>
    public static string PlainLetters(string code) => string.Concat(code.Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)).Replace('Đ', 'D').Replace('đ', 'd');

    /// <summary>On one line, without the bullet it begins with: "- Tổ chức\nhội nghị" is "Tổ chức hội nghị".</summary>
    public static RawCell OneLine(RawCell cell) => cell with { Text = Bullet().Replace(Blanks().Replace(cell.Text, " ").Trim(), "") };

    [GeneratedRegex(@"\r?\n| [/|] ", RegexOptions.None, 1000)]
    private static partial Regex TwoLanguages();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^[-–—+•*]\s+", RegexOptions.None, 1000)]
    private static partial Regex Bullet();
}
