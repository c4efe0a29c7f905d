using System.Text.RegularExpressions;
using PapiBI.Etl.Parsing;

namespace PapiBI.Etl.Described;

/// <summary>The headings of a table in one line: of columns, or, in a transposed table, of rows. Each may be written in several cells: two languages, or a group above its members.</summary>
internal sealed partial class Headings
{
    private readonly List<HeadingCells> _all;

    public Headings(IEnumerable<HeadingCells> all) => _all = [.. all];

    public IReadOnlyList<HeadingCells> All => _all;

    public HeadingCells? Find(Heading wanted) => Matching(wanted).Skip((wanted.Occurrence ?? 1) - 1).FirstOrDefault();

    /// <summary>The second of several headings that are known alike, where only one is expected.</summary>
    public HeadingCells? Another(Heading wanted) => wanted.Occurrence is null ? Matching(wanted).Skip(1).FirstOrDefault() : null;

    public IEnumerable<HeadingCells> Matching(Heading wanted) => wanted switch
    {
        { Column: string letters } => _all.Where(heading => heading.Index == Positions.ColumnIn(letters) - 1),
        { Title: string title } => _all.Where(heading => heading.Texts.Any(text => AreSame(text, title))),
        { Pattern: string pattern } => _all.Where(heading => heading.Texts.Any(text => Patterns.Match(pattern, text).Success)),
        _ => [],
    };

    public static bool AreSame(string one, string other) => string.Equals(Plain(one), Plain(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>Without line breaks, doubled blanks and a footnote's asterisk: "Xếp hạng" for "Xếp\n hạng *".</summary>
    public static string Plain(string text) => Blanks().Replace(text.Normalize(System.Text.NormalizationForm.FormC), " ").Trim().TrimEnd('*', ' ');

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}

/// <summary>One heading: where it stands (its column, or its row among the rows below the header, from 0), its cell, and the texts it may be known by.</summary>
internal sealed record HeadingCells(int Index, RawCell Cell, IReadOnlyList<string> Texts)
{
    public bool IsBlank => Texts.Count == 0;
}
