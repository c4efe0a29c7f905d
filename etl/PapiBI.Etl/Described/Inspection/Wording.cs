using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PapiBI.Etl.Described.Inspection;

/// <summary>Headings as bare words, and how alike two of them are.</summary>
internal static partial class Wording
{
    // Longer phrases before those that they contain.
    private static readonly (string Measure, string[] Phrases)[] Measures =
    [
        ("standard_error", ["standard error", "std error", "sai so chuan"]),
        ("interval_low", ["ci lower", "ci low", "lower ci", "lower bound", "can duoi", "khoang tin cay duoi"]),
        ("interval_high", ["ci upper", "ci high", "upper ci", "upper bound", "can tren", "khoang tin cay tren"]),
        ("variance", ["variance", "phuong sai"]),
        ("observations", ["observations", "sample size", "so quan sat", "co mau", "so phieu"]),
        ("rank_change", ["rank change", "change in rank", "thay doi thu hang", "thay doi xep hang"]),
        ("group", ["nhom xep hang", "nhom", "tier", "group"]),
        ("rank", ["xep hang", "thu hang", "ranking", "rank", "hang"]),
    ];

    private static readonly string[] Footers =
        ["highest", "lowest", "maximum", "minimum", "max", "min", "median", "mean", "average", "total", "national", "ranking", "rank", "diem cao nhat", "diem thap nhat", "cao nhat", "thap nhat", "trung vi", "trung binh", "ca nuoc", "toan quoc", "tong", "tong so", "thu tu", "ghi chu"];

    /// <summary>Lower case, without diacritics, letters and digits apart: un, weighted, 2015, papi for "Un-weighted2015PAPI".</summary>
    public static string[] Words(string text)
    {
        IEnumerable<char> letters = text.Normalize(NormalizationForm.FormD).Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark);
        return [.. Word().Matches(string.Concat(letters).ToLowerInvariant().Replace('đ', 'd').Replace("'s ", "s ", StringComparison.Ordinal)).Select(word => word.Value)];
    }

    public static string Plain(string text) => string.Join(' ', Words(text));

    public static bool IsFooter(string text) => Footers.Contains(Plain(text), StringComparer.Ordinal);

    /// <summary>The measure that the words speak of, and the words that are left without it.</summary>
    public static (string Measure, string Left) MeasureIn(string words)
    {
        foreach ((string measure, string[] phrases) in Measures)
        {
            foreach (string phrase in phrases.Where(phrase => $" {words} ".Contains($" {phrase} ", StringComparison.Ordinal)))
            {
                return (measure, $" {words} ".Replace($" {phrase} ", " ", StringComparison.Ordinal).Trim());
            }
        }

        return ("score", words);
    }

    /// <summary>0 to 1: by the words in common, or by the letters, whichever is more.</summary>
    public static double Likeness(string one, string other)
    {
        string[] a = one.Split(' '), b = other.Split(' ');
        double words = 2.0 * a.Intersect(b, StringComparer.Ordinal).Count() / (a.Distinct(StringComparer.Ordinal).Count() + b.Distinct(StringComparer.Ordinal).Count());
        double letters = 1 - ((double)Distance(one, other) / Math.Max(1, Math.Max(one.Length, other.Length)));
        return Math.Max(words, letters);
    }

    private static int Distance(string one, string other)
    {
        int[] above = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int[] row = new int[other.Length + 1];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
            }

            above = row;
        }

        return above[^1];
    }

    [GeneratedRegex(@"[a-z]+|[0-9]+(\.[0-9]+)*", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
