using System.Globalization;
using MimeKit;
using PapiBI.Reports.Email;

namespace PapiBI.Worker.Delivery;

/// <summary>
/// A folder where a mail server, or a person, picks up finished messages, one ".eml" per reader. A file with that ending is always whole;
/// a delivery made again replaces its own file.
/// </summary>
public sealed class PickupFolder(string folder, TimeProvider clock)
{
    private const int LongestName = 80;

    /// <summary>Writes the message and answers its path.</summary>
    public string Write(MailContent content, MailboxAddress sender, MailboxAddress recipient)
    {
        Directory.CreateDirectory(folder);
        using MimeMessage message = MailMessages.Make(content, sender, recipient, clock.GetLocalNow());
        string path = Path.Combine(folder, NameOf(content, recipient));

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

    private static string NameOf(MailContent content, MailboxAddress recipient)
    {
        string document = Plain(Path.GetFileNameWithoutExtension(content.Attachment.Name));
        string reader = Plain(recipient.Address);
        string key = MailMessages.KeyOf(content, recipient)[..8];
        string name = string.Create(CultureInfo.InvariantCulture, $"{document}-{reader}");
        return $"{(name.Length > LongestName ? name[..LongestName] : name).Trim('-')}-{key}.eml";
    }

    // Letters that every file system keeps; the key tells apart what falls together.
    private static string Plain(string text) =>
        string.Concat(text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
