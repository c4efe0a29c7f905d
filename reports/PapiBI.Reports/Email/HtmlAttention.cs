using System.Globalization;
using System.Text;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Pictures;
using PapiBI.Warehouse;
using static PapiBI.Reports.Email.MailWords;

namespace PapiBI.Reports.Email;

/// <summary>A wide table folded for a phone: each row is its name in full width, its figures below in aligned columns, then its other words.</summary>
internal static class HtmlAttention
{
    private const string Line = $"border-bottom:1px solid {Ink.Hair};";

    public static string Write(TableBlock table, Language language)
    {
        int name = MailStory.NameColumn(table);
        IReadOnlyList<int> figures = MailStory.Figures(table);
        int across = Math.Max(1, figures.Count);
        string width = (100.0 / across).ToString("0.#", CultureInfo.InvariantCulture);

        StringBuilder html = new();
        html.Append("""<table width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;border-collapse:collapse;table-layout:fixed;">""").Append("\n<tr>");
        foreach (int i in figures)
        {
            html.Append($"""<th class="quiet hair" scope="col" align="right" width="{width}%" style="width:{width}%;text-align:right;font-size:14px;line-height:18px;font-weight:normal;color:{Ink.Quiet};border-bottom:1px solid {Ink.Subject};padding:3px 6px;">{Html(table.Columns[i].Header)}</th>""");
        }

        html.Append("</tr>\n");
        foreach (TableRow row in table.Rows)
        {
            string words = string.Join(" · ", MailStory.Words(table, row, language));
            bool hasWords = words.Length > 0;
            html.Append($"""<tr><th class="ink" scope="rowgroup" colspan="{across}" align="left" style="text-align:left;font-size:16px;line-height:21px;font-weight:normal;color:{Ink.Text};padding:10px 6px 0 6px;">{Html(CellText.Show(row.Cells[name], language))}</th></tr>""").Append("\n<tr>");
            foreach (int i in figures)
            {
                Cell cell = row.Cells[i];
                html.Append($"""<td class="{HtmlTone.RoleOf(cell.Tone)}{(hasWords ? "" : " hair")}" align="right" style="text-align:right;font-size:16px;line-height:22px;white-space:nowrap;color:{HtmlTone.InkOf(cell.Tone)};padding:2px 6px {(hasWords ? 2 : 9)}px 6px;{(hasWords ? "" : Line)}">{Html(CellText.Show(cell, language))}</td>""");
            }

            html.Append("</tr>\n");
            if (hasWords)
            {
                html.Append($"""<tr><td class="quiet hair" colspan="{across}" style="font-size:14px;line-height:19px;color:{Ink.Quiet};padding:0 6px 9px 6px;{Line}">{Html(words)}</td></tr>""").Append('\n');
            }
        }

        return html.Append("</table>").ToString();
    }
}
