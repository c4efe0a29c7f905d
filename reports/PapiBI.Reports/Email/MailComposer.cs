using System.Security.Cryptography;
using System.Text;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Pictures;

namespace PapiBI.Reports.Email;

/// <summary>Makes the mail of a document: page 1 in HTML and in text, one picture, the workbook attached.</summary>
public static class MailComposer
{
    public static MailContent Compose(ReportDocument document, byte[] workbook, MailSettings settings) =>
        Compose(document, workbook, settings, Draw(document, PictureFonts.Find()));

    /// <summary>With a picture drawn before: it is the same for every recipient. Null leaves it out.</summary>
    public static MailContent Compose(ReportDocument document, byte[] workbook, MailSettings settings, MailPicture? picture)
    {
        MailStory story = MailStory.Of(document);
        string subject = MailWords.Subject(document.Finding);
        MailAttachment attachment = new(MailWords.OneLine(document.FileName) + ".xlsx", workbook);
        return new MailContent
        {
            Language = document.Language,
            Subject = subject,
            Html = new HtmlMail(story, settings, subject, attachment, picture).Write(),
            PlainText = new PlainMail(story, settings, attachment).Write(),
            Picture = picture,
            Attachment = attachment,
            Identity = Identity(document),
        };
    }

    /// <summary>The first chart over years on page 1; null when there is none, or no font to write it with.</summary>
    public static MailPicture? Draw(ReportDocument document, PictureFont font)
    {
        if (MailStory.Of(document).Line is not { } line || BrokenLinePicture.Draw(line.Chart, document.Language, font) is not { } png)
        {
            return null;
        }

        // Named by content: mail programs keep pictures by this name.
        string contentId = Convert.ToHexStringLower(SHA256.HashData(png))[..16] + "@papibi.invalid";
        return new MailPicture(png, contentId, MailWords.OneLine(line.Chart.AltText));
    }

    private static string Identity(ReportDocument document) => MailWords.OneLine(new StringBuilder()
        .Append(document.ReportId).Append('|').Append(document.FileName).Append('|').Append(document.Language).Append('|').Append(document.ReleaseLine)
        .ToString());
}
