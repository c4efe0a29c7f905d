using System.Globalization;
using System.Text;

namespace PapiBI.Portal.Operations;

/// <summary>What a file is called that somebody sends: a name of any origin becomes a plain one that every file system takes and the inbox sees.</summary>
public static class UploadName
{
    public const int Longest = 120;

    /// <summary>The kinds of files that the worker reads.</summary>
    public static readonly IReadOnlyList<string> Endings = [".csv", ".xlsx", ".xls"];

    // Of the 255 that file systems take, as a marked copy is named after it.
    private const int MostBytes = 200;
    private const string NotInNames = "<>:\"|?*";
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" })];

    /// <returns>Null where it ends in none of <see cref="Endings"/> or nothing stands before that.</returns>
    public static string? Clean(string given)
    {
        var name = new StringBuilder();
        foreach (var letter in given[(given.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes().Where(IsSeen))
        {
            name.Append(NotInNames.Contains(letter.ToString(), StringComparison.Ordinal) ? "_" : letter.ToString());
        }

        // Hidden files and the lock files of Excel are passed over by the inbox.
        var plain = name.ToString().Normalize().Trim().TrimStart('.', '~', '$', ' ').TrimEnd('.', ' ');
        var ending = Path.GetExtension(plain).ToLowerInvariant();
        var stem = Path.GetFileNameWithoutExtension(plain).Trim();
        return !Endings.Contains(ending) || stem.Length == 0 ? null
            : Fitted(Devices.Contains(stem.Split('.')[0].Trim().ToUpperInvariant()) ? "_" + stem : stem, "", ending);
    }

    /// <summary>The same with a number, for where the name is taken: "papi (2).csv".</summary>
    /// <param name="clean">A name that was cleaned.</param>
    /// <param name="number">From 2 on.</param>
    public static string Numbered(string clean, int number) =>
        Fitted(Path.GetFileNameWithoutExtension(clean), string.Create(CultureInfo.InvariantCulture, $" ({number})"), Path.GetExtension(clean));

    // Letters that are not seen or turn others round make a name look like another.
    private static bool IsSeen(Rune letter) => Rune.GetUnicodeCategory(letter) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string Fitted(string stem, string number, string ending)
    {
        while (stem.Length + number.Length + ending.Length > Longest || Encoding.UTF8.GetByteCount(stem) + number.Length + ending.Length > MostBytes)
        {
            stem = stem[..^(stem.Length > 1 && char.IsLowSurrogate(stem[^1]) ? 2 : 1)];
        }

        return stem.TrimEnd(' ', '.') + number + ending;
    }
}
