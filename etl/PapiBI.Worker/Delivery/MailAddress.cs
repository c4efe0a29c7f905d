using MimeKit;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Worker.Delivery;

/// <summary>Reads the address of one reader: "ten@coquan.gov.vn", nothing else. A display name, a list or a line break is refused.</summary>
public static class MailAddress
{
    private const int Recognizable = 40;

    /// <summary>False with the reason, in both languages, when the text is not one plain address.</summary>
    public static bool TryRead(string text, string name, out MailboxAddress address, out Text reason)
    {
        address = new MailboxAddress("", "");
        reason = default;
        string trimmed = text.Trim(' ');
        if (trimmed.Length == 0)
        {
            reason = new Text("Thiếu địa chỉ thư điện tử.", "The mail address is missing.");
            return false;
        }

        if (trimmed.Length > SubscriptionRecipient.LongestAddress)
        {
            reason = new Text(
                $"Địa chỉ thư “{Shown(trimmed[..Recognizable])}…” dài hơn {SubscriptionRecipient.LongestAddress} ký tự.",
                $"The mail address “{Shown(trimmed[..Recognizable])}…” is longer than {SubscriptionRecipient.LongestAddress} characters.");
            return false;
        }

        if (trimmed.Any(char.IsControl))
        {
            reason = new Text(
                $"Địa chỉ thư “{Shown(trimmed)}” có ký tự điều khiển hoặc xuống dòng.",
                $"The mail address “{Shown(trimmed)}” holds a control character or a line break.");
            return false;
        }

        if (trimmed.Any(c => c > 127))
        {
            reason = new Text(
                $"Địa chỉ thư “{Shown(trimmed)}” có chữ có dấu; địa chỉ chỉ dùng chữ không dấu.",
                $"The mail address “{Shown(trimmed)}” has letters beyond ASCII, which not every mail server accepts.");
            return false;
        }

        if (!IsPlain(trimmed))
        {
            reason = new Text(
                $"“{Shown(trimmed)}” không phải là một địa chỉ thư điện tử, ví dụ ten@coquan.gov.vn.",
                $"“{Shown(trimmed)}” is not one mail address, such as name@office.gov.vn.");
            return false;
        }

        address = new MailboxAddress(Reports.Email.MailWords.OneLine(name), trimmed);
        return true;
    }

    /// <summary>The usual first line of a mail to somebody of that name.</summary>
    public static string Greeting(string name, Language language) => new Text($"Kính gửi {Shown(name)},", $"Dear {Shown(name)},").In(language);

    // The parser also takes display names, comments and addresses without a domain; a list of recipients needs none of these.
    private static bool IsPlain(string text) =>
        MailboxAddress.TryParse(text, out MailboxAddress? parsed)
        && string.Equals(parsed.Address, text, StringComparison.Ordinal)
        && string.IsNullOrEmpty(parsed.Name)
        && parsed.Domain.Contains('.', StringComparison.Ordinal)
        && !text.Any(c => c is ' ' or '"' or '(' or ')' or '<' or '>' or ',' or ';' or ':' or '\\')
        && parsed.Domain.Split('.').All(label => label.Length > 0 && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));

    private static string Shown(string text) => Reports.Email.MailWords.OneLine(text);
}
