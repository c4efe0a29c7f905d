using System.Text;

namespace PapiBI.Warehouse;

/// <summary>
/// What two spellings of a province's name must share to be the same name. Case, "Tỉnh", "Thành phố", "TP.", punctuation, a trailing asterisk
/// and the place of the tone mark (Hoà, Hòa) do not count; a name written without any diacritics matches on its letters alone.
/// </summary>
public static class ProvinceNames
{
    private const string ToneMarks = "\u0300\u0301\u0303\u0309\u0323";

    public static bool AreSame(string one, string other) => Keys(one).Overlaps(Keys(other));

    public static bool IsFlagged(string name) => name.EndsWith('*');

    /// <summary>The text under which a written name is looked up.</summary>
    public static string KeyOf(string name) => string.Join(' ', WithoutTitles(Words(name)).Select(ToneLast));

    /// <summary>The texts under which a known name is found: as spelt, and without diacritics.</summary>
    public static HashSet<string> Keys(string name)
    {
        string key = KeyOf(name);
        return [key, WithoutMarks(key)];
    }

    /// <summary>A code whose leading zero a spreadsheet has dropped gets it back.</summary>
    public static string CodeOf(string written) =>
        written.Length == 1 && char.IsAsciiDigit(written[0]) ? "0" + written : written;

    private static string[] Words(string name)
    {
        string lower = name.Normalize(NormalizationForm.FormC).ToLowerInvariant();
        string spaced = string.Concat(lower.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' '));
        return spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string[] WithoutTitles(string[] words) => words switch
    {
        ["thành", "phố", .. { Length: > 0 } rest] => WithoutEnglishTitle(rest),
        ["thanh", "pho", .. { Length: > 0 } rest] => WithoutEnglishTitle(rest),
        ["tỉnh" or "tinh" or "tp", .. { Length: > 0 } rest] => WithoutEnglishTitle(rest),
        _ => WithoutEnglishTitle(words),
    };

    private static string[] WithoutEnglishTitle(string[] words) => words switch
    {
        [.. { Length: > 0 } rest, "city" or "province"] => rest,
        _ => words,
    };

    private static string ToneLast(string syllable)
    {
        string letters = syllable.Normalize(NormalizationForm.FormD);
        return string.Concat(letters.Where(letter => !ToneMarks.Contains(letter, StringComparison.Ordinal)))
            + string.Concat(letters.Where(letter => ToneMarks.Contains(letter, StringComparison.Ordinal)));
    }

    private static string WithoutMarks(string key) =>
        string.Concat(key.Normalize(NormalizationForm.FormD).Where(letter => !IsMark(letter))).Replace('đ', 'd');

    private static bool IsMark(char letter) => char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.NonSpacingMark;
}
