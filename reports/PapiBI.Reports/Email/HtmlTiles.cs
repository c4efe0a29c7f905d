using System.Text;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Pictures;
using PapiBI.Warehouse;
using static PapiBI.Reports.Email.MailWords;

namespace PapiBI.Reports.Email;

/// <summary>Tiles two by two: they fit a phone without any rule for phones.</summary>
internal static class HtmlTiles
{
    public static string Write(IReadOnlyList<Tile> tiles, Language language)
    {
        StringBuilder html = new();
        html.Append("""<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed;">""").Append('\n');
        foreach (Tile[] pair in tiles.Chunk(2))
        {
            html.Append("<tr>\n").Append(WriteTile(pair[0], language)).Append("""<td width="10" style="width:10px;font-size:1px;">&nbsp;</td>""").Append('\n');
            html.Append(pair.Length > 1 ? WriteTile(pair[1], language) : "<td>&nbsp;</td>\n");
            html.Append("""</tr><tr><td colspan="3" style="font-size:1px;line-height:10px;">&nbsp;</td></tr>""").Append('\n');
        }

        return html.Append("</table>").ToString();
    }

    private static string WriteTile(Tile tile, Language language)
    {
        string value = Html(CellText.Show(tile.Value, language)) + (tile.SecondValue is { } second ? " · " + Html(CellText.Show(second, language)) : "");

        // Words are longer than figures and must not break into three lines.
        (string role, int size) = tile.Value.Text is { Length: > 10 } ? ("words", 21) : ("figure", 27);
        return $"""
            <td class="tile" valign="top" bgcolor="{Ink.Tint}" style="background:{Ink.Tint};border-top:3px solid {Ink.Subject};padding:9px 12px 10px 12px;{HtmlMail.Font}">
            <div class="quiet" style="font-size:14px;line-height:19px;color:{Ink.Quiet};">{Html(tile.Label)}</div>
            <div class="lead {role}" style="font-size:{size}px;line-height:36px;font-weight:bold;color:{Ink.Subject};">{value}</div>
            {WriteMiddle(tile, language)}
            <div class="quiet" style="font-size:14px;line-height:19px;color:{Ink.Quiet};">{Html(tile.Note)}</div>
            </td>

            """;
    }

    private static string WriteMiddle(Tile tile, Language language)
    {
        if (tile.Steps is { } steps)
        {
            return WriteSteps(steps);
        }

        IEnumerable<string> changes = new[] { tile.Change, tile.SecondChange }.OfType<Cell>()
            .Select(change => $"""<span class="{HtmlTone.RoleOf(change.Tone)}" style="color:{HtmlTone.InkOf(change.Tone)};">{Html(CellText.Show(change, language))}</span>""");
        return $"""<div class="quiet" style="font-size:16px;line-height:24px;color:{Ink.Quiet};">{string.Join(" · ", changes)}</div>""";
    }

    // From the lowest group on the left to the highest; ● now, ○ before. Said in words by the value and the note, so silent for readers aloud.
    private static string WriteSteps(GroupSteps steps)
    {
        StringBuilder cells = new();
        for (int group = 4; group >= 1; group--)
        {
            string mark = group == steps.Now ? "●" : group == steps.Before ? "○" : "&nbsp;";
            string ink = group <= 2 ? "#FFFFFF" : Ink.Subject;
            string fill = Ink.Groups[4 - group];
            cells.Append($"""<td width="34" height="18" align="center" bgcolor="{fill}" style="width:34px;height:18px;background:{fill};color:{ink};font-size:13px;line-height:18px;">{mark}</td>""");
        }

        return $"""<table role="presentation" aria-hidden="true" cellpadding="0" cellspacing="0" border="0" style="margin:3px 0;"><tr>{cells}</tr></table>""";
    }
}
