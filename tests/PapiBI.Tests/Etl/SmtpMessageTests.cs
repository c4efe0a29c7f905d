using System.Text;
using MimeKit;
using PapiBI.Reports.Email;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Worker.Delivery;

namespace PapiBI.Tests.Etl;

/// <summary>What goes out through a real server is what comes in: letter by letter, and nothing beside it.</summary>
public sealed class SmtpMessageTests
{
    private const string Attack = "x\r\nBcc: spy@example.org\r\n\r\nbody\r\n.\r\nMAIL FROM:<spy@example.org>\r\nRCPT TO:<spy@example.org>\r\nDATA\r\nSubject: forged\r\n\r\n.\r\n";

    [Fact]
    public void Vietnamese_in_subject_names_and_file_names_arrives_letter_by_letter()
    {
        const string Subject = "PAPI 2021 – Cần Thơ: 41,23 điểm, hạng 42/60 (giảm 13 bậc), những điều lãnh đạo tỉnh cần làm trước trong quý tới";
        const string FileName = "Cần Thơ – Hồ sơ tỉnh về hiệu quả quản trị và hành chính công cấp tỉnh ở Việt Nam năm 2021.xlsx";
        OutgoingMail mail = Content(content => content with { Subject = Subject, Attachment = new MailAttachment(FileName, SomeMail.Workbook) });

        ReceivedMail received = Sent(mail);

        MimeMessage message = received.Message;
        Assert.Equal(Subject, message.Subject);
        Assert.Equal("Nguyễn Thị Ánh Ỷ", Assert.Single(message.To.Mailboxes).Name);
        Assert.Equal("PapiBI – Báo cáo chỉ số", Assert.Single(message.From.Mailboxes).Name);
        Assert.Equal(mail.Content.PlainText.ReplaceLineEndings("\n"), message.TextBody?.ReplaceLineEndings("\n"));
        Assert.Equal(mail.Content.Html.ReplaceLineEndings("\n"), message.HtmlBody?.ReplaceLineEndings("\n"));
        MimePart workbook = Assert.IsType<MimePart>(Assert.Single(message.Attachments));
        Assert.Equal(FileName, workbook.FileName);
        Assert.Equal(SomeMail.Workbook, BytesOf(workbook));

        // The name is too long for one line, so it is sent in parts (RFC 2231).
        Assert.Contains("filename*1*=", Encoding.ASCII.GetString(received.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_travels_in_ascii_in_short_lines_that_end_as_the_protocol_says()
    {
        byte[] bytes = Sent(Content(content => content with { PlainText = $"{new string('Ỷ', 5000)}\n.\n..\ncr\rlf\n", Html = new string('ệ', 5000) })).Bytes;

        Assert.DoesNotContain(bytes, octet => octet is > 127 or 0);
        Assert.DoesNotContain(Enumerable.Range(0, bytes.Length), i => bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r'));
        Assert.DoesNotContain(Enumerable.Range(0, bytes.Length), i => bytes[i] == '\r' && (i + 1 == bytes.Length || bytes[i + 1] != '\n'));
        Assert.All(Encoding.ASCII.GetString(bytes).Split("\r\n"), line => Assert.InRange(line.Length, 0, 998));
    }

    [Fact]
    public void The_same_delivery_is_the_same_message_byte_for_byte_by_either_route()
    {
        using SmtpServer server = SmtpServer.Start();
        using TemporaryFolder folder = new();
        OutgoingMail mail = SomeMail.To("reader@example.org");
        using SmtpRoute route = new(server.Settings);
        using PickupRoute pickup = new(new PickupFolder(folder.Path));

        Assert.IsType<Handover.Accepted>(route.Hand(mail, CancellationToken.None));
        Assert.IsType<Handover.Accepted>(route.Hand(mail, CancellationToken.None));
        byte[] file = File.ReadAllBytes(Assert.IsType<Handover.Accepted>(pickup.Hand(mail, CancellationToken.None)).Reply);

        Assert.Equal(2, server.Received.Count);
        Assert.All(server.Received, received => Assert.Equal(Encoding.ASCII.GetString(file), Encoding.ASCII.GetString(received.Bytes)));
    }

    [Fact]
    public void A_subject_adds_no_header_and_no_recipient() =>
        Assert.Equal(MailWords.OneLine(Attack), Harmless(Content(content => content with { Subject = Attack })).Subject);

    [Fact]
    public void A_file_name_adds_no_header_and_no_recipient()
    {
        MimeMessage message = Harmless(Content(content => content with { Attachment = new MailAttachment(Attack + ".xlsx", SomeMail.Workbook) }));

        Assert.StartsWith("x Bcc- spy@example.org body", ((MimePart)message.Attachments.Single()).FileName, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_of_a_reader_or_a_sender_adds_no_header_and_no_recipient()
    {
        OutgoingMail mail = SomeMail.To("reader@example.org", name: Attack) with { Sender = new MailboxAddress(Attack, "papibi@papibi.example.org") };

        MimeMessage message = Harmless(mail);

        Assert.Equal(MailWords.OneLine(Attack), message.To.Mailboxes.Single().Name);
        Assert.Equal(MailWords.OneLine(Attack), message.From.Mailboxes.Single().Name);
    }

    [Fact]
    public void A_greeting_adds_no_header_and_no_recipient()
    {
        MimeMessage message = Harmless(SomeMail.To("reader@example.org") with { Content = SomeMail.Content(greeting: Attack) });

        Assert.Contains(MailWords.OneLine(Attack), message.TextBody?.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\r\n.\r\n")]
    [InlineData("\n.\n")]
    [InlineData("\r.\r")]
    [InlineData("\n.\r\n")]
    [InlineData("\r\n.\n")]
    [InlineData("\r\n\0.\r\n")]
    public void A_lone_dot_in_the_words_of_a_mail_ends_nothing(string end)
    {
        string words = $"first{end}MAIL FROM:<spy@example.org>{end}last";

        MimeMessage message = Harmless(Content(content => content with { PlainText = words, Html = words }));

        Assert.Contains("last", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("last", message.HtmlBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reader@example.org>\r\nRCPT TO:<spy@example.org")]
    [InlineData("reader@example.org\r\nRCPT TO:<spy@example.org>")]
    [InlineData("\"reader\r\n RCPT TO:<spy@example.org>\"@example.org")]
    [InlineData("reader@example.org\nBcc: spy@example.org")]
    [InlineData("reader@example.org, spy@example.org")]
    [InlineData("reader@example.org> SIZE=1")]
    public void An_address_with_a_second_line_or_a_second_address_cannot_even_be_made(string address) =>
        Assert.Throws<ParseException>(() => new MailboxAddress("Tên", address));

    [Theory]
    [InlineData("")]
    [InlineData("reader")]
    [InlineData("đọc@example.org")]
    [InlineData("\"a b\"@example.org")]
    [InlineData("reader@[127.0.0.1]")]
    public void An_address_that_is_not_a_plain_one_is_sent_nothing(string address)
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings);
        OutgoingMail mail = SomeMail.To("reader@example.org");
        MailboxAddress odd = new("Tên", address);

        Text asRecipient = Assert.IsType<Handover.Refused>(route.Hand(mail with { Recipient = odd }, CancellationToken.None)).Reason;
        Text asSender = Assert.IsType<Handover.Postponed>(route.Hand(mail with { Sender = odd }, CancellationToken.None)).Reason;

        Assert.Equal(asRecipient, asSender);
        Assert.NotEmpty(asRecipient.Vi);
        Assert.NotEmpty(asRecipient.En);
        Assert.Empty(server.Received);
    }

    private static OutgoingMail Content(Func<MailContent, MailContent> change)
    {
        OutgoingMail mail = SomeMail.To("reader@example.org");
        return mail with { Content = change(mail.Content) };
    }

    private static ReceivedMail Sent(OutgoingMail mail)
    {
        using SmtpServer server = SmtpServer.Start();
        using (SmtpRoute route = new(server.Settings))
        {
            Assert.IsType<Handover.Accepted>(route.Hand(mail, CancellationToken.None));
        }

        return Assert.Single(server.Received);
    }

    /// <summary>The message as it arrived: for its reader alone, with the headers of every other mail, and its parts in place.</summary>
    private static MimeMessage Harmless(OutgoingMail mail)
    {
        ReceivedMail received = Sent(mail);

        Assert.Equal(("papibi@papibi.example.org", "reader@example.org"), (received.Sender, received.Recipient));
        Assert.Equal(
            ["Auto-Submitted", "Content-Language", "Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Subject", "To"],
            HeadersOf(received.Bytes).Order(StringComparer.Ordinal));
        Assert.Equal("reader@example.org", Assert.Single(received.Message.GetRecipients()).Address);
        Assert.Equal(
            ["text/plain", "text/html", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
            received.Message.BodyParts.Select(part => part.ContentType.MimeType));
        return received.Message;
    }

    // Read off the bytes: what a mail program would take for a header.
    private static IEnumerable<string> HeadersOf(byte[] message) => Encoding.ASCII.GetString(message)
        .ReplaceLineEndings("\n")
        .Split("\n\n", 2)[0]
        .Split('\n')
        .Where(line => line[0] is not (' ' or '\t'))
        .Select(line => line.Split(':')[0]);

    private static byte[] BytesOf(MimePart part)
    {
        using MemoryStream bytes = new();
        part.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }
}
