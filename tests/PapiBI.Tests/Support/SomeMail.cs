using System.Globalization;
using MimeKit;
using PapiBI.Reports.Email;
using PapiBI.Warehouse;
using PapiBI.Worker.Delivery;

namespace PapiBI.Tests.Support;

/// <summary>A small mail ready to be handed over.</summary>
public static class SomeMail
{
    public static readonly MailboxAddress Sender = new("PapiBI – Báo cáo chỉ số", "papibi@papibi.example.org");
    public static readonly byte[] Workbook = [.. Enumerable.Range(0, 20_000).Select(i => (byte)(i * i >> 3))];
    public static readonly DateTimeOffset Date = new(2026, 11, 25, 8, 30, 0, TimeSpan.FromHours(7));

    /// <summary>The number makes the key.</summary>
    public static OutgoingMail To(string address, int number = 1, string name = "Nguyễn Thị Ánh Ỷ") =>
        new(Content(), Sender, new MailboxAddress(name, address), number.ToString("x32", CultureInfo.InvariantCulture), Date);

    public static MailContent Content(string? greeting = null, int bytes = 20_000) => MailComposer.Compose(
        SampleMailDocument.In(Language.Vietnamese),
        bytes == Workbook.Length ? Workbook : [.. Enumerable.Range(0, bytes).Select(i => (byte)(i * i >> 3))],
        new MailSettings { Greeting = greeting },
        picture: null);
}
