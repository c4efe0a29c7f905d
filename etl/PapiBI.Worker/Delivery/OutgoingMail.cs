using MimeKit;
using PapiBI.Reports.Email;

namespace PapiBI.Worker.Delivery;

/// <summary>A mail ready to be handed over.</summary>
/// <param name="Key">Names the delivery, 32 hexadecimal digits: Message-ID and part boundaries follow from it, so the same delivery is the same message however often it is made.</param>
public sealed record OutgoingMail(MailContent Content, MailboxAddress Sender, MailboxAddress Recipient, string Key, DateTimeOffset Date)
{
    public string Key { get; init => field = Checked(value); } = Checked(Key);

    // It is written into headers and file names as it is.
    private static string Checked(string key) =>
        key.Length == 32 && key.All(char.IsAsciiHexDigitLower) ? key : throw new ArgumentException("The key of a delivery is 32 lower-case hexadecimal digits.", nameof(key));
}
