using MimeKit;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Email;
using PapiBI.Reports.Excel;
using PapiBI.Reports.Pictures;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Delivery;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Worker.Service;

/// <summary>A report made once for all its readers.</summary>
internal sealed record RenderedReport(ReportDocument Document, byte[] Workbook, MailPicture? Picture)
{
    /// <exception cref="ReportRefusedException">The release does not bear it.</exception>
    public static RenderedReport Render(OpenReleases releases, FiledRelease file, string report, ReportParameters parameters, Language language)
    {
        var catalog = releases.Catalog(file);
        var release = releases.Open(file);
        var document = Report.Build(release, catalog, parameters.Request(report, release, catalog, language));
        var font = PictureFonts.Find();
        return new RenderedReport(document, ExcelRenderer.Render(document), font.IsFound ? MailComposer.Draw(document, font) : null);
    }

    /// <summary>The first line of a mail to them.</summary>
    public string GreetingOf(SubscriptionRecipient recipient) => recipient.Greeting.Length > 0
        ? recipient.Greeting
        : MailAddress.Greeting(recipient.Name.Length > 0 ? recipient.Name : recipient.Address, Document.Language);

    /// <param name="recipient">Who reads it.</param>
    /// <param name="mail">From whom.</param>
    /// <param name="key">Names the delivery: 32 hexadecimal digits.</param>
    /// <param name="date">Of the mail.</param>
    public OutgoingMail MailFor(SubscriptionRecipient recipient, MailServiceSettings mail, string key, DateTimeOffset date)
    {
        var settings = new MailSettings
        {
            Greeting = GreetingOf(recipient),
            Contact = new MailContact(
                mail.ContactName.Length > 0 ? new Text(mail.ContactName, mail.ContactName) : new Text("Nhóm PapiBI", "The PapiBI team"),
                mail.Contact.Length > 0 ? mail.Contact : mail.From),
        };
        return new OutgoingMail(MailComposer.Compose(Document, Workbook, settings, Picture), mail.Sender, new MailboxAddress(recipient.Name, recipient.Address), key, date);
    }
}
