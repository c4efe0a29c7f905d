using System.Globalization;
using MimeKit;

namespace PapiBI.Worker.Delivery;

/// <summary>
/// A folder where a mail server, or a person, picks up finished messages, one ".eml" per reader. A file with that ending is always whole;
/// a delivery made again replaces its own file.
/// </summary>
public sealed class PickupFolder(string folder)
{
    private const int LongestName = 80;

    public string Path { get; } = folder;

    /// <summary>Writes the message and answers its path.</summary>
    public string Write(OutgoingMail mail)
    {
        Directory.CreateDirectory(Path);
        using MimeMessage message = MailMessages.Make(mail);
        string path = System.IO.Path.Combine(Path, NameOf(mail));

        // Written beside, then renamed: a server that watches the folder never meets half a message.
        string beside = path + ".tmp";
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using (FileStream file = File.Create(beside))
        {
            message.WriteTo(format, file);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        return path;
    }

    /// <summary>Throws what writing a message would; leaves nothing behind.</summary>
    public void Probe()
    {
        Directory.CreateDirectory(Path);
        using FileStream probe = new(System.IO.Path.Combine(Path, $".probe-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        probe.WriteByte(0);
    }

    private static string NameOf(OutgoingMail mail)
    {
        string document = Plain(mail.Content.Attachment is { } workbook ? System.IO.Path.GetFileNameWithoutExtension(workbook.Name) : "mail");
        string reader = Plain(mail.Recipient.Address);
        string key = mail.Key[..8];
        string name = string.Create(CultureInfo.InvariantCulture, $"{document}-{reader}");
        return $"{(name.Length > LongestName ? name[..LongestName] : name).Trim('-')}-{key}.eml";
    }

    // Letters that every file system keeps; the key tells apart what falls together.
    private static string Plain(string text) =>
        string.Concat(text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
