using PapiBI.Warehouse;

namespace PapiBI.Reports.Email;

/// <summary>A finished mail without sender and recipient. The same document and settings give the same content.</summary>
public sealed record MailContent
{
    public required Language Language { get; init; }

    /// <summary>One line, without control characters.</summary>
    public required string Subject { get; init; }
    public required string Html { get; init; }

    /// <summary>The whole message again for those who read text.</summary>
    public required string PlainText { get; init; }

    /// <summary>Null where the document has no line to draw or no font has all letters; the mail is complete without it.</summary>
    public MailPicture? Picture { get; init; }
    /// <summary>The workbook; null where the mail is complete without one.</summary>
    public MailAttachment? Attachment { get; init; }

    /// <summary>Names the document and its release: with a recipient it names one delivery.</summary>
    public required string Identity { get; init; }
}

/// <summary>A PNG that the HTML shows as "cid:…".</summary>
public sealed record MailPicture(byte[] Bytes, string ContentId, string Alt);

public sealed record MailAttachment(string Name, byte[] Bytes);
