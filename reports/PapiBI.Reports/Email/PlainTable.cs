using PapiBI.Reports.Documents;
using PapiBI.Warehouse;

namespace PapiBI.Reports.Email;

/// <summary>A table in columns of text: numbers right-aligned, the first text column taking what room is left.</summary>
internal static class PlainTable
{
    private const string Between = "  ";
    private const int NarrowestName = 12;

    public static IEnumerable<string> Lines(TableBlock table, Language language, int length)
    {
        IReadOnlyList<int> columns = MailStory.ColumnsInWords(table);
        string[][] rows =
        [
            [.. columns.Select(i => MailWords.OneLine(table.Columns[i].Header))],
            .. table.Rows.Select(row => columns.Select(i => MailWords.OneLine(CellText.Show(row.Cells[i], language))).ToArray()),
        ];
        int gaps = Between.Length * (columns.Count - 1);
        int[] widths = [.. columns.Select((_, c) => rows.Max(row => PlainMail.WidthOf(row[c])))];
        if (widths.Sum() + gaps > length)
        {
            // Headings are folded before names are.
            widths = [.. widths.Select((_, c) => rows.Skip(1).Select(row => row[c]).Concat(rows[0][c].Split(' ')).Max(PlainMail.WidthOf))];
        }

        int room = length - widths.Skip(1).Sum() - gaps;
        widths[0] = Math.Clamp(room, Math.Min(NarrowestName, widths[0]), widths[0]);
        foreach (string[] row in rows)
        {
            string[][] cells = [.. row.Select((text, c) => PlainMail.Wrap(text, widths[c]).ToArray())];
            for (int l = 0; l < Math.Max(1, cells.Max(cell => cell.Length)); l++)
            {
                IEnumerable<string> line = cells.Select((cell, c) => Padded(l < cell.Length ? cell[l] : "", widths[c], c == 0 || table.Columns[columns[c]].IsText));
                yield return string.Join(Between, line).TrimEnd();
            }
        }
    }

    private static string Padded(string text, int width, bool isText)
    {
        string space = new(' ', Math.Max(0, width - PlainMail.WidthOf(text)));
        return isText ? text + space : space + text;
    }
}
