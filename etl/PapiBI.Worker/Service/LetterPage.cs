using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using static PapiBI.Reports.Email.MailWords;

namespace PapiBI.Worker.Service;

/// <summary>The page of a letter that comes without a report: a navy band, paragraphs, a list of two columns.</summary>
internal static class LetterPage
{
    private const string Font = "font-family:'Times New Roman',Times,'Liberation Serif',serif;";

    /// <param name="language">Of its words.</param>
    /// <param name="subject">Of the mail.</param>
    /// <param name="band">What the letter is: "Cần sửa".</param>
    /// <param name="content">What <see cref="Paragraph"/> and <see cref="List"/> made, a line each.</param>
    public static string Html(Language language, string subject, string band, IEnumerable<string> content) => $"""
        <!DOCTYPE html>
        <html lang="{LanguageTag(language)}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Escaped(subject)}</title></head>
        <body style="margin:0;padding:0;background:#{Inks.Tint};">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#{Inks.Tint}"><tr><td align="center">
        <table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" bgcolor="#{Inks.White}" style="width:100%;max-width:600px;background:#{Inks.White};text-align:left;{Font}">
        <tr><td bgcolor="#{Inks.Navy}" style="background:#{Inks.Navy};padding:16px 24px;{Font}font-size:20px;line-height:26px;font-weight:bold;color:#FFFFFF;">PapiBI · {Escaped(band)}</td></tr>
        {string.Join('\n', content)}
        <tr><td style="padding:0 0 24px 0;font-size:1px;line-height:1px;">&nbsp;</td></tr>
        </table>
        </td></tr></table>
        </body>
        </html>

        """;

    /// <param name="words">As text.</param>
    /// <param name="ink">One of <see cref="Inks"/>.</param>
    /// <param name="size">Of the letters, in pixels.</param>
    /// <param name="above">Space, in pixels.</param>
    /// <param name="isBold">As a heading is.</param>
    public static string Paragraph(string words, string ink, int size, int above, bool isBold = false) =>
        $"""<tr><td style="{Font}font-size:{size}px;line-height:{size * 29 / 20}px;color:#{ink};{(isBold ? "font-weight:bold;" : "")}padding:{above}px 24px 0 24px;">{Escaped(words)}</td></tr>""";

    /// <param name="rows">The left cell as text; the right one as HTML, escaped already.</param>
    /// <param name="leftPercent">How wide the left column is.</param>
    public static string List(IEnumerable<(string Left, string RightHtml)> rows, int leftPercent) => $"""
        <tr><td style="padding:14px 24px 0 24px;"><table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-top:1px solid #{Inks.HeaderRule};">
        {string.Concat(rows.Select(row => $"""
            <tr><td valign="top" style="{Cell}padding:6px 12px 6px 0;border-bottom:1px solid #{Inks.Rule};width:{leftPercent}%;">{Escaped(row.Left)}</td><td valign="top" style="{Cell}padding:6px 0;border-bottom:1px solid #{Inks.Rule};">{row.RightHtml}</td></tr>

            """))}</table></td></tr>
        """;

    private static string Cell => $"{Font}font-size:15px;line-height:21px;color:#{Inks.Text};";

    private static string Escaped(string words) => Reports.Email.MailWords.Html(words);
}
