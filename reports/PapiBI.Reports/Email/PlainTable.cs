using System.Text;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;

namespace PapiBI.Reports.Email;

/// <summary>A table in columns of text: numbers right-aligned, the first text column taking what room is left.</summary>
internal static class PlainTable
{
    private const string Between = "  ";

    public static IEnumerable<string> Lines(TableBlock table, Language language, int length)
    {
        IReadOnlyList<int> columns = MailStory.ColumnsInWords(table);
        string[][] rows =
        [
            [.. columns.Select(i => MailWords.OneLine(table.Columns[i].Header))],
            .. table.Rows.Select(row => columns.Select(i => MailWords.OneLine(CellText.Show(row.Cells[i], language))).ToArray()),
        ];
        int[] widths = [.. columns.Select((_, c) => rows.Max(row => PlainMail.WidthOf(row[c])))];
        int room = length - widths.Skip(1).Sum() - (Between.Length * (columns.Count - 1));
        widths[0] = Math.Clamp(room, 12, widths[0]);

        for (int r = 0; r < rows.Length; r++)
        {
            string[] name = [.. PlainMail.Wrap(rows[r][0], widths[0])];
            for (int l = 0; l < Math.Max(1, name.Length); l++)
            {
                StringBuilder line = new(Padded(l < name.Length ? name[l] : "", widths[0], isText: true));
                for (int c = 1; c < columns.Count; c++)
                {
                    line.Append(Between).Append(Padded(l == 0 ? rows[r][c] : "", widths[c], table.Columns[columns[c]].IsText));
                }

                yield return line.ToString().TrimEnd();
            }
        }
    }

    private static string Padded(string text, int width, bool isText)
    {
        string space = new(' ', Math.Max(0, width - PlainMail.WidthOf(text)));
        return isText ? text + space : space + text;
    }
}
