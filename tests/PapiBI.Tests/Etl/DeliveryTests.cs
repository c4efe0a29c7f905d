using System.Text;
using MimeKit;
using PapiBI.Reports.Email;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Worker.Delivery;

namespace PapiBI.Tests.Etl;

public class DeliveryTests
{
    private static readonly DateTimeOffset Instant = new(2026, 11, 25, 1, 30, 0, TimeSpan.Zero);
    private static readonly MailboxAddress Sender = new("PapiBI – Báo cáo chỉ số", "papibi@baocao.example.org");
    private static readonly byte[] Workbook = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))];
    private static readonly MailPicture Picture = new([0x89, 0x50, 0x4E, 0x47, 1, 2, 3], "abc@papibi.invalid", "Điểm tổng");

    [Fact]
    public void A_written_message_is_read_back_letter_by_letter()
    {
        using TemporaryFolder folder = new();
        MailContent mail = Mail() with { Attachment = new MailAttachment("Hồ sơ Cần Thơ – PAPI 2021.xlsx", Workbook) };

        string path = Folder(folder).Write(Delivery(mail, To("noivu.cantho@example.org", "Nguyễn Thị Ánh Ỷ")));

        MimeMessage message = MimeMessage.Load(path);
        Assert.Equal("PAPI 2021 – Cần Thơ: 41,23 điểm, hạng 42/60 (giảm 13 bậc)", message.Subject);
        Assert.Equal("PapiBI – Báo cáo chỉ số", Assert.Single(message.From.Mailboxes).Name);
        MailboxAddress reader = Assert.Single(message.To.Mailboxes);
        Assert.Equal(("Nguyễn Thị Ánh Ỷ", "noivu.cantho@example.org"), (reader.Name, reader.Address));
        Assert.Equal(Instant, message.Date);
        Assert.Equal(mail.PlainText, message.TextBody?.ReplaceLineEndings("\n"));
        Assert.Equal(mail.Html.ReplaceLineEndings("\n"), message.HtmlBody?.ReplaceLineEndings("\n"));
        MimePart workbook = Assert.IsType<MimePart>(Assert.Single(message.Attachments));
        Assert.Equal("Hồ sơ Cần Thơ – PAPI 2021.xlsx", workbook.FileName);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook.ContentType.MimeType);
        Assert.Equal(Workbook, BytesOf(workbook));
    }

    [Fact]
    public void The_parts_stand_in_each_other_as_mail_programs_expect()
    {
        using TemporaryFolder folder = new();

        MimeMessage message = MimeMessage.Load(Folder(folder).Write(Delivery(Mail(), To())));

        Multipart mixed = Assert.IsType<Multipart>(message.Body);
        Assert.Equal("multipart/mixed", mixed.ContentType.MimeType);
        MultipartRelated related = Assert.IsType<MultipartRelated>(mixed[0]);
        MultipartAlternative words = Assert.IsType<MultipartAlternative>(related.Root);
        Assert.Equal(["text/plain", "text/html"], words.Select(part => part.ContentType.MimeType));
        MimePart picture = Assert.IsType<MimePart>(related[1]);
        Assert.Equal(("image/png", Picture.ContentId), (picture.ContentType.MimeType, picture.ContentId));
        Assert.Equal(Picture.Bytes, BytesOf(picture));
        Assert.Contains($"cid:{picture.ContentId}", message.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_picture_the_message_is_complete()
    {
        using TemporaryFolder folder = new();
        MailContent mail = MailComposer.Compose(SampleMailDocument.In(Language.English), Workbook, MailSettings.Default, picture: null);

        MimeMessage message = MimeMessage.Load(Folder(folder).Write(Delivery(mail, To())));

        Assert.Equal(["text/plain", "text/html", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"], message.BodyParts.Select(part => part.ContentType.MimeType));
    }

    [Fact]
    public void The_same_delivery_is_the_same_file_with_the_same_bytes()
    {
        using TemporaryFolder folder = new();

        string first = Folder(folder).Write(Delivery(Mail(), To()));
        byte[] bytes = File.ReadAllBytes(first);
        string second = Folder(folder).Write(Delivery(Mail(), To()));

        Assert.Equal(first, second);
        Assert.Equal(bytes, File.ReadAllBytes(second));
        Assert.Equal([first], Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Recipient_document_and_release_each_make_another_message()
    {
        MailContent mail = Mail();
        string[] ids =
        [
            Id(mail, To()),
            Id(mail, To("other@example.org")),
            Id(Mail(Language.English), To()),
            Id(MailComposer.Compose(SampleMailDocument.In(Language.Vietnamese) with { ReleaseLine = "Bản R2" }, Workbook, MailSettings.Default, Picture), To()),
        ];

        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{32}@baocao\\.example\\.org$", id));
        Assert.Equal(ids[0], Id(mail, To("READER@example.org")));

        static string Id(MailContent mail, MailboxAddress recipient) => MailMessages.Make(Delivery(mail, recipient)).MessageId ?? "";
    }

    [Fact]
    public void No_text_becomes_a_header()
    {
        using TemporaryFolder folder = new();
        const string Attack = "x\r\nBcc: spy@example.org\r\n\r\nbody";
        MailContent mail = Mail() with { Subject = Attack, Attachment = new MailAttachment($"../../{Attack}.xlsx", Workbook) };
        Assert.True(MailAddress.TryRead("reader@example.org", Attack, out MailboxAddress named, out _));

        string path = Folder(folder).Write(Delivery(mail, named));

        Assert.Equal(folder.Path, Path.GetDirectoryName(path));
        MimeMessage message = MimeMessage.Load(path);
        Assert.Empty(message.Bcc);
        Assert.DoesNotContain(message.Headers, header => string.Equals(header.Field, "Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("x Bcc: spy@example.org body", message.Subject);
        Assert.Equal("x Bcc: spy@example.org body", message.To.Mailboxes.Single().Name);
        Assert.Equal("..-..-x Bcc- spy@example.org body.xlsx", ((MimePart)message.Attachments.Single()).FileName);
        string[] raw = File.ReadAllLines(path);
        Assert.DoesNotContain(raw, line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_message_travels_in_ascii_and_short_lines()
    {
        using TemporaryFolder folder = new();

        byte[] raw = File.ReadAllBytes(Folder(folder).Write(Delivery(Mail(), To("reader@example.org", "Đặng Thị Ỷ"))));

        Assert.DoesNotContain(raw, octet => octet > 127);
        Assert.All(Encoding.ASCII.GetString(raw).Split("\r\n"), line => Assert.InRange(line.Length, 0, 998));
    }

    [Fact]
    public void An_unfinished_file_left_by_a_crash_is_taken_over()
    {
        using TemporaryFolder folder = new();
        string path = Folder(folder).Write(Delivery(Mail(), To()));
        File.Move(path, path + ".tmp");
        File.WriteAllText(path + ".tmp", "half a mess");

        Assert.Equal(path, Folder(folder).Write(Delivery(Mail(), To())));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
        Assert.Equal(Mail().Subject, MimeMessage.Load(path).Subject);
    }

    [Theory]
    [InlineData("reader@example.org")]
    [InlineData(" first.last+papi@so-noi-vu.cantho.gov.vn ")]
    public void A_plain_address_is_taken(string text)
    {
        Assert.True(MailAddress.TryRead(text, "Tên", out MailboxAddress address, out _));
        Assert.Equal(text.Trim(), address.Address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("reader")]
    [InlineData("reader@")]
    [InlineData("@example.org")]
    [InlineData("reader@localhost")]
    [InlineData("reader@example..org")]
    [InlineData("reader@example.org, spy@example.org")]
    [InlineData("Reader <reader@example.org>")]
    [InlineData("reader@example.org\r\nBcc: spy@example.org")]
    [InlineData("reader@example.org\n")]
    [InlineData("rea der@example.org")]
    [InlineData("\"a b\"@example.org")]
    [InlineData("nguyễn@example.org")]
    [InlineData("reader@[127.0.0.1]")]
    public void Anything_else_is_refused_with_the_reason(string text)
    {
        Assert.False(MailAddress.TryRead(text, "Tên", out _, out Text reason));
        Assert.NotEmpty(reason.Vi);
        Assert.NotEmpty(reason.En);
        Assert.DoesNotContain(reason.En, char.IsControl);
    }

    [Fact]
    public void An_address_is_as_long_as_a_mail_server_takes_and_no_longer()
    {
        var longest = string.Concat(new string('a', 60), "@", string.Join('.', Enumerable.Repeat(new string('b', 60), 3)), ".gov.vn.vn");
        longest = new string('a', 254 - longest.Length) + longest;

        Assert.True(MailAddress.TryRead(longest, "", out _, out _));
        Assert.False(MailAddress.TryRead("a" + longest, "", out _, out Text reason));
        Assert.EndsWith("…” is longer than 254 characters.", reason.En, StringComparison.Ordinal);
    }

    private static MailContent Mail(Language language = Language.Vietnamese) =>
        MailComposer.Compose(SampleMailDocument.In(language), Workbook, MailSettings.Default, Picture);

    private static MailboxAddress To(string address = "reader@example.org", string name = "") => new(name, address);

    private static PickupFolder Folder(TemporaryFolder folder) => new(folder.Path);

    private static OutgoingMail Delivery(MailContent content, MailboxAddress recipient) => new(content, Sender, recipient, MailMessages.KeyOf(content, recipient), Instant.ToOffset(TimeSpan.FromHours(7)));

    private static byte[] BytesOf(MimePart part)
    {
        using MemoryStream bytes = new();
        part.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }
}
