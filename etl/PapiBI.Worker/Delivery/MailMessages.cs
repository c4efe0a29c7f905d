using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Utils;
using PapiBI.Reports.Email;

namespace PapiBI.Worker.Delivery;

/// <summary>
/// A mail for one reader as a MIME message. Message-ID and part boundaries follow from the delivery's key,
/// so the same delivery is the same message however often it is made, and mail programs show a repeated one once.
/// </summary>
public static class MailMessages
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>A key for a delivery that nobody keeps a record of: recipient, document and release make it.</summary>
    public static string KeyOf(MailContent content, MailboxAddress recipient) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{recipient.Address.ToLowerInvariant()}\n{content.Identity}")))[..32];

    public static MimeMessage Make(OutgoingMail mail)
    {
        MimeMessage message = new()
        {
            Subject = MailWords.Subject(mail.Content.Subject),
            Date = mail.Date,
            MessageId = $"{mail.Key}@{mail.Sender.Domain}",
            Body = Body(mail.Content, mail.Key),
        };
        message.From.Add(InOneLine(mail.Sender));
        message.To.Add(InOneLine(mail.Recipient));
        message.Headers.Add(HeaderId.ContentLanguage, MailWords.LanguageTag(mail.Content.Language));

        // So that absence notes are not sent in answer.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static MailboxAddress InOneLine(MailboxAddress address) => new(MailWords.OneLine(address.Name ?? ""), address.Address);

    private static Multipart Body(MailContent content, string key)
    {
        MultipartAlternative words = new() { Boundary = $"=-text-{key}" };
        words.Add(Words("plain", content.PlainText));
        words.Add(Words("html", content.Html));

        Multipart mixed = new("mixed") { Boundary = $"=-mail-{key}" };
        mixed.Add(content.Picture is { } picture ? WithPicture(words, picture, key) : words);
        if (content.Attachment is { } workbook)
        {
            mixed.Add(Attachment(workbook));
        }

        return mixed;
    }

    private static MultipartRelated WithPicture(MultipartAlternative words, MailPicture picture, string key)
    {
        MultipartRelated related = new() { Boundary = $"=-page-{key}", Root = words };
        related.ContentType.Parameters["type"] = "multipart/alternative";
        related.Add(new MimePart("image", "png")
        {
            Content = new MimeContent(new MemoryStream(picture.Bytes, writable: false)),
            ContentTransferEncoding = ContentEncoding.Base64,
            ContentDisposition = new ContentDisposition(ContentDisposition.Inline) { FileName = "picture.png" },
            ContentId = MimeUtils.ParseMessageId(picture.ContentId) ?? picture.ContentId,
        });
        return related;
    }

    private static TextPart Words(string format, string text) => new(format)
    {
        // Quoted-printable keeps lines short and survives servers that re-encode.
        ContentTransferEncoding = ContentEncoding.QuotedPrintable,
        Text = text,
    };

    private static MimePart Attachment(MailAttachment workbook) => new(ContentType.Parse(Workbook))
    {
        Content = new MimeContent(new MemoryStream(workbook.Bytes, writable: false)),
        ContentTransferEncoding = ContentEncoding.Base64,
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        FileName = FileNameOf(workbook.Name),
    };

    // A name is a name: no folder travels with it.
    private static string FileNameOf(string name)
    {
        string line = MailWords.OneLine(name);
        return string.Concat(line.Select(c => c is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' ? '-' : c));
    }
}
