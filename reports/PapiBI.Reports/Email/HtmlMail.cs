using System.Text;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Pictures;
using PapiBI.Warehouse;
using static PapiBI.Reports.Email.MailWords;

namespace PapiBI.Reports.Email;

/// <summary>
/// The mail as HTML: one column of 600 px made of tables with inline styles, as mail programs need. The style sheet in the head
/// only refines (dark surroundings, narrow phones); a program that drops it, or the picture, still shows everything.
/// </summary>
internal sealed class HtmlMail(MailStory story, MailSettings settings, string subject, MailAttachment workbook, MailPicture? picture)
{
    public const string Font = "font-family:'Times New Roman',Times,'Liberation Serif',serif;";

    private const string StyleSheet = $$"""
        body { margin: 0; padding: 0; }
        @media (max-width: 480px) {
          .pad { padding-left: 14px !important; padding-right: 14px !important; }
          .figure { font-size: 23px !important; }
          .words { font-size: 18px !important; }
        }
        @media (prefers-color-scheme: dark) {
          .desk { background: #101318 !important; }
          .sheet { background: #1A1E25 !important; }
          .tile { background: #252C39 !important; border-color: #8FA9DC !important; }
          .ink { color: #E9EBEF !important; }
          .lead { color: #B4C8EE !important; }
          .quiet { color: #B3BAC6 !important; }
          .rise { color: #86D08B !important; }
          .fall { color: #FF9B92 !important; }
          .hair { border-color: #3B4350 !important; }
          .tint { background: #252C39 !important; }
          .track { background: #323B4A !important; }
          .bar { background: #8FA9DC !important; }
          .mark { background: #E9EBEF !important; }
        }
        """;

    private readonly Language language = story.Document.Language;
    private readonly StringBuilder html = new();

    public string Write()
    {
        Open();
        AddBand();
        if (settings.Greeting is { } greeting)
        {
            Paragraph(greeting, "ink", $"font-size:16px;line-height:23px;color:{Ink.Text};", 18);
        }

        Paragraph(story.Page.Headline, "lead", $"font-size:19px;line-height:26px;font-weight:bold;color:{Ink.Subject};", 18);
        AddRow(HtmlTiles.Write(story.Tiles, language), 14);
        foreach (string narrative in story.Narrative)
        {
            Paragraph(narrative, "ink", $"font-size:16px;line-height:24px;color:{Ink.Text};", 8);
        }

        if (story.Bars is { } bars)
        {
            Heading(bars.Finding, bars.Contents);
            AddRow(HtmlBars.Write(bars, language), 6);
        }

        AddPicture();
        if (story.Attention is { } attention)
        {
            Heading(attention.Finding, attention.Contents);
            AddRow(HtmlAttention.Write(attention, language), 6);
        }

        AddFoot();
        Close();
        return html.ToString();
    }

    private void Open() => html.Append($"""
        <!DOCTYPE html>
        <html lang="{LanguageTag(language)}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>{Html(subject)}</title>
        <style>
        {StyleSheet}
        </style>
        </head>
        <body class="desk" style="margin:0;padding:0;background:{Ink.Tint};">
        <div style="display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:{Ink.Tint};">{Html(story.Page.Headline)}</div>
        <table role="presentation" class="desk" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="{Ink.Tint}" style="background:{Ink.Tint};"><tr><td align="center">
        <!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
        <table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="{Ink.Paper}" style="width:100%;max-width:600px;background:{Ink.Paper};text-align:left;{Font}">

        """);

    private void Close() => html.Append("""
        </table>
        <!--[if mso]></td></tr></table><![endif]-->
        </td></tr></table>
        </body>
        </html>

        """);

    private void AddBand() => html.Append($"""
        <tr><td class="pad" bgcolor="{Ink.Subject}" style="background:{Ink.Subject};padding:16px 24px;{Font}">
        <div role="heading" aria-level="1" style="font-size:22px;line-height:28px;font-weight:bold;color:#FFFFFF;">{Html(story.Page.BandTitle)}</div>
        <div style="font-size:14px;line-height:20px;color:#DCE6F2;">{Html(story.Page.BandNote)}</div>
        </td></tr>

        """);

    private void AddPicture()
    {
        if (story.Line is not { } line)
        {
            return;
        }

        Heading(line.Finding, line.Contents);
        if (picture is null)
        {
            Paragraph(line.Chart.AltText, "ink", $"font-size:15px;line-height:22px;color:{Ink.Text};", 6);
            return;
        }

        AddRow($"""
            <img src="cid:{Html(picture.ContentId)}" width="552" alt="{Html(picture.Alt)}" style="display:block;width:100%;max-width:552px;height:auto;border:0;background:#FFFFFF;color:#1F3864;font-size:15px;line-height:22px;">
            """, 6);
        if (line.Legend.Length > 0)
        {
            Paragraph(line.Legend, "quiet", $"font-size:14px;line-height:20px;color:{Ink.Quiet};", 4);
        }
    }

    private void AddFoot()
    {
        Paragraph(MailPhrases.Attached(workbook, story.Document.Pages.Count).In(language), "ink", $"font-size:16px;line-height:23px;color:{Ink.Text};", 24);
        if (settings.PortalUrl is { } portal)
        {
            AddRow($"""
                <table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td bgcolor="{Ink.Subject}" style="background:{Ink.Subject};padding:10px 18px;"><a href="{Html(portal.AbsoluteUri)}" style="{Font}font-size:16px;line-height:22px;color:#FFFFFF;text-decoration:none;">{Html(MailPhrases.OpenPortal.In(language))}</a></td></tr></table>
                """, 12);
        }

        string small = $"font-size:13px;line-height:19px;color:{Ink.Quiet};";
        html.Append($"""
            <tr><td class="pad" style="padding:22px 24px 0 24px;"><div class="hair" style="border-top:1px solid {Ink.Hair};font-size:1px;line-height:1px;">&nbsp;</div></td></tr>

            """);
        foreach (string note in story.Notes)
        {
            Paragraph(note, "quiet", small, 6);
        }

        Paragraph($"{story.Document.SourceLine} · {story.Document.ReleaseLine}", "quiet", small, 6);
        if (settings.Contact is { } contact)
        {
            string phone = contact.Phone is { } number ? ", " + Html(number) : "";
            string address = Uri.EscapeDataString(OneLine(contact.Address)).Replace("%40", "@", StringComparison.Ordinal);
            AddRow($"""
                <div class="quiet" style="{small}">{Html(MailPhrases.AskWhom.In(language))} {Html(contact.Name.In(language))}, <a class="lead" href="mailto:{Html(address)}" style="color:{Ink.Subject};">{Html(contact.Address)}</a>{phone}</div>
                """, 6);
        }

        Paragraph($"{settings.Reason.In(language)} {settings.HowToStop.In(language)}", "quiet", small, 6);
        html.Append("""<tr><td style="font-size:1px;line-height:24px;">&nbsp;</td></tr>""").Append('\n');
    }

    private void Heading(string finding, string contents)
    {
        html.Append($"""
            <tr><td class="pad" style="padding:26px 24px 0 24px;{Font}">
            <div class="lead" role="heading" aria-level="2" style="font-size:17px;line-height:23px;font-weight:bold;color:{Ink.Subject};">{Html(finding)}</div>

            """);
        if (contents.Length > 0)
        {
            html.Append($"""<div class="quiet" style="font-size:14px;line-height:20px;color:{Ink.Quiet};">{Html(contents)}</div>""").Append('\n');
        }

        html.Append("</td></tr>\n");
    }

    private void Paragraph(string text, string role, string style, int above)
    {
        if (text.Length > 0)
        {
            AddRow($"""<div class="{role}" style="{style}">{Html(text)}</div>""", above);
        }
    }

    private void AddRow(string content, int above) =>
        html.Append($"""<tr><td class="pad" style="padding:{above}px 24px 0 24px;{Font}">""").Append('\n').Append(content.TrimEnd('\n')).Append("\n</td></tr>\n");
}
