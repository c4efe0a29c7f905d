using PapiBI.Warehouse;
using SkiaSharp;

namespace PapiBI.Reports.Pictures;

/// <summary>What a look for a picture font found: a family and its files, or the reason why pictures must be left out.</summary>
public sealed record PictureFont
{
    public string? Family { get; init; }
    public string? Path { get; init; }

    /// <summary>The bold cut; the regular one where there is no bold.</summary>
    public string? BoldPath { get; init; }
    public Text Reason { get; init; }

    public bool IsFound => Path is not null;
}

/// <summary>
/// Looks for a serif font that has every Vietnamese letter. Skia draws a missing letter as an empty box without a word,
/// and its build for servers knows no installed fonts, so a font file is named and checked before anything is drawn.
/// </summary>
public static class PictureFonts
{
    /// <summary>Every letter with a mark that Vietnamese uses, composed, and the glyphs of numbers and changes that pictures need.</summary>
    public const string Needed =
        "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ" +
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ" +
        "0123456789.,/−–·’";

    private static readonly IReadOnlyList<Candidate> Candidates =
    [
        new("Times New Roman", ["times.ttf", "Times New Roman.ttf", "Times_New_Roman.ttf"], ["timesbd.ttf", "Times New Roman Bold.ttf", "Times_New_Roman_Bold.ttf"]),
        new("Liberation Serif", ["LiberationSerif-Regular.ttf"], ["LiberationSerif-Bold.ttf"]),
        new("Tinos", ["Tinos-Regular.ttf"], ["Tinos-Bold.ttf"]),
        new("FreeSerif", ["FreeSerif.ttf"], ["FreeSerifBold.ttf"]),
        new("Noto Serif", ["NotoSerif-Regular.ttf"], ["NotoSerif-Bold.ttf"]),
        new("DejaVu Serif", ["DejaVuSerif.ttf"], ["DejaVuSerif-Bold.ttf"]),
    ];

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        MatchCasing = MatchCasing.CaseInsensitive,
    };

    private static readonly Lazy<PictureFont> Installed = new(() => Find(InstalledFolders()));

    /// <summary>Looks once per process in the folders where systems keep fonts.</summary>
    public static PictureFont Find() => Installed.Value;

    public static PictureFont Find(IReadOnlyList<string> folders)
    {
        Dictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase);
        foreach (string file in folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.ttf", Everywhere)).Order(StringComparer.Ordinal))
        {
            files.TryAdd(Path.GetFileName(file), file);
        }

        List<string> incomplete = [];
        foreach (Candidate candidate in Candidates)
        {
            if (First(files, candidate.Regular) is not { } regular)
            {
                continue;
            }

            if (!HasEveryLetter(regular))
            {
                incomplete.Add(candidate.Family);
                continue;
            }

            string? bold = First(files, candidate.Bold);
            return new PictureFont { Family = candidate.Family, Path = regular, BoldPath = bold is not null && HasEveryLetter(bold) ? bold : regular };
        }

        return new PictureFont { Reason = NoFont(incomplete) };
    }

    public static bool HasEveryLetter(string fontFile)
    {
        using SKTypeface? typeface = SKTypeface.FromFile(fontFile);
        return typeface is not null && typeface.ContainsGlyphs(Needed);
    }

    private static string? First(Dictionary<string, string> files, string[] names) =>
        names.Select(name => files.GetValueOrDefault(name)).FirstOrDefault(file => file is not null);

    private static Text NoFont(List<string> incomplete)
    {
        string families = string.Join(", ", Candidates.Select(candidate => candidate.Family));
        string vi = incomplete.Count == 0 ? "" : $" Phông {string.Join(", ", incomplete)} có trên máy nhưng thiếu chữ tiếng Việt.";
        string en = incomplete.Count == 0 ? "" : $" {string.Join(", ", incomplete)} is installed but lacks Vietnamese letters.";
        return new Text(
            $"Không tìm thấy phông chữ có đủ chữ tiếng Việt ({families}), nên thư đi không kèm hình.{vi}",
            $"No font with all Vietnamese letters was found ({families}), so mails go without their picture.{en}");
    }

    private static IReadOnlyList<string> InstalledFolders()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return
        [
            .. new[]
            {
                Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
                Path.Combine(local, "Microsoft", "Windows", "Fonts"),
                "/usr/share/fonts",
                "/usr/local/share/fonts",
                Path.Combine(home, ".local", "share", "fonts"),
                Path.Combine(home, ".fonts"),
                "/System/Library/Fonts",
                "/Library/Fonts",
                Path.Combine(home, "Library", "Fonts"),
            }.Where(Path.IsPathFullyQualified),
        ];
    }

    private sealed record Candidate(string Family, string[] Regular, string[] Bold);
}
