using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Workbooks;

/// <summary>A fault with the cell of the copy it is marked in; <see cref="Cell"/> is null for a whole sheet or file.</summary>
internal sealed record MarkedIssue(Issue Issue, MarkedCell? Cell)
{
    /// <summary>What is wrong, without its place, and what to do about it: our messages say the one, a semicolon, the other.</summary>
    public (string Fault, string Advice) Words(Language language)
    {
        string place = Positions.Said(Issue.Origin).In(language) + ": ";
        string message = Issue.Message.In(language);
        message = message.StartsWith(place, StringComparison.Ordinal) ? message[place.Length..] : message;
        int at = message.LastIndexOf("; ", StringComparison.Ordinal);
        return at < 0
            ? (Sentence(message), new Text("Sửa lại cho đúng.", "Correct it.").In(language))
            : (Sentence(message[..at] + "."), Sentence(message[(at + 2)..]));
    }

    public static MarkedIssue[] Of(IEnumerable<Issue> issues, IReadOnlyList<RawSheet> sheets)
    {
        Issue[] all = [.. issues];
        var wanted = all.Select(issue => issue.Origin).ToHashSet();
        var found = new Dictionary<Origin, MarkedCell>();
        foreach (RawRow row in sheets.SelectMany(sheet => sheet.Rows))
        {
            for (int i = 0; i < row.Cells.Count; i++)
            {
                // In a text a cell behind a line break has the line of its own; in the copy it stands in its row.
                if (wanted.Contains(row.Cells[i].Origin))
                {
                    found.TryAdd(row.Cells[i].Origin, new MarkedCell(row.Sheet, row.Line, i + 1, row.Cells[i].Text));
                }
            }
        }

        var names = sheets.Select(sheet => sheet.Name).ToHashSet(StringComparer.Ordinal);
        return [.. all.Select(issue => new MarkedIssue(issue, found.GetValueOrDefault(issue.Origin) ?? Blank(issue.Origin, names)))];
    }

    // Beyond the last written cell of its row.
    private static MarkedCell? Blank(Origin origin, HashSet<string> sheets) =>
        sheets.Contains(origin.Sheet) && Positions.CellAt(origin) is (var line and <= ExcelLines, var column and <= ExcelColumns) ? new MarkedCell(origin.Sheet, line, column, "") : null;

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private const int ExcelLines = 1_048_576;
    private const int ExcelColumns = 16_384;
}

/// <summary>A cell of the copy and what stands there; the sheet is "" in a copy of a text.</summary>
internal sealed record MarkedCell(string Sheet, int Row, int Column, string Text);
