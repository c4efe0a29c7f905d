using System.Text.RegularExpressions;

namespace PapiBI.Etl.Validation.Plans;

/// <summary>Takes apart lists that people wrote into a cell.</summary>
internal static partial class PlanList
{
    /// <summary>
    /// At semicolons and line breaks; at commas only where that gives more that is known: "Sở Lao động, Thương binh và Xã hội, Sở Nội vụ" are two.
    /// </summary>
    public static IEnumerable<string> Split(string text, Func<string, bool> isKnown)
    {
        foreach (string piece in Ends().Split(text).Select(Bare).Where(piece => piece.Length > 0))
        {
            string[] parts = Comma().Split(piece);
            if (parts.Length == 1 || isKnown(piece))
            {
                yield return piece;
                continue;
            }

            for (int i = 0; i < parts.Length;)
            {
                // The longest run of parts that is known; else the part alone.
                int until = Enumerable.Range(i + 1, parts.Length - i).Reverse().FirstOrDefault(end => isKnown(Bare(string.Join(',', parts[i..end]))), i + 1);
                string run = Bare(string.Join(',', parts[i..until]));
                if (run.Length > 0)
                {
                    yield return run;
                }

                i = until;
            }
        }
    }

    private static string Bare(string text) => Bullet().Replace(text.Trim(), "").TrimEnd('.', ',', ' ');

    // Not within parentheses: "Ninh Hải (xã Vĩnh Hải, xã Nhơn Hải)".
    [GeneratedRegex(@"[\r\n]+|(?<!\([^()]*);|;(?![^()]*\))", RegexOptions.None, 1000)]
    private static partial Regex Ends();

    [GeneratedRegex(@"(?<!\([^()]*),|,(?![^()]*\))", RegexOptions.None, 1000)]
    private static partial Regex Comma();

    [GeneratedRegex(@"^[-–—+•*]\s*", RegexOptions.None, 1000)]
    private static partial Regex Bullet();
}
