using MimeKit;
using OfficeOpenXml;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Worker;

/// <summary>The marked copy of a refused file is mailed to whoever answers for the file: once, and not lost while the way out is closed.</summary>
public abstract class MendingPostTests(PublishedSamples samples, TestEngine engine)
{
    private static readonly SomeTable Faulty = SomeTable.Papi2020.WithMetadata("source", "bản sửa").With("58", "8.1", "bốn").With("58", "1.1", "2.6");

    [Fact]
    public async Task A_faulty_file_in_the_inbox_of_a_running_service_is_mailed_back_marked_and_corrected_it_is_loaded()
    {
        using var server = SmtpServer.Start();
        using var service = Service(server);
        await service.Start();
        File.WriteAllBytes(Path.Combine(service.Inbox, "papi-2020.xlsx"), Faulty.Xlsx());

        await service.Until(() => server.Received.Count > 0 && Steps(service).Contains("mend done"), "the mail to the steward");

        ReceivedMail mail = Assert.Single(server.Received);
        Assert.Equal(("nguyen.van.a@example.org", "PapiBI: cần sửa 2 ô trong papi-2020.xlsx"), (mail.Recipient, mail.Message.Subject));
        Assert.Contains("- Ô AC44, trang tính “Sheet1”: “bốn” không phải là số", mail.Message.TextBody, StringComparison.Ordinal);
        var attachment = (MimePart)Assert.Single(mail.Message.Attachments);
        Assert.Equal("papi-2020-can-sua.xlsx", attachment.FileName);
        byte[] copy = Content(attachment);
        var marks = new ReadMarks(copy);
        Assert.Equal((ReadMarks.Red, ReadMarks.Red), (marks.Fills["Sheet1!AC44"], marks.Fills["Sheet1!C44"]));
        Assert.Contains("“bốn” không phải là số", marks.Comments["Sheet1!AC44"], StringComparison.Ordinal);
        Assert.Equal(copy, File.ReadAllBytes(Path.Combine(service.Data.Refused, "papi-2020-can-sua.xlsx")));

        File.WriteAllBytes(Path.Combine(service.Inbox, "papi-2020-can-sua.xlsx"), Corrected(copy));
        await service.Until(() => Steps(service).Contains("load done"), "the corrected file");
        Assert.Single(server.Received);
    }

    [Fact]
    public void The_same_file_with_the_same_faults_is_mailed_once_and_with_others_again()
    {
        using var server = SmtpServer.Start();
        using var service = Service(server);
        for (var round = 0; round < 3; round++)
        {
            Drop(service, "papi-2020.csv", round < 2 ? Faulty : Faulty.With("58", "8.1", "năm"));
            service.TakeIn();
            service.Deliver();
            service.Deliver();
        }

        Assert.Equal(2, server.Received.Count);
    }

    [Fact]
    public void While_the_server_is_away_the_mail_waits_with_the_copy_as_it_was_then()
    {
        using var server = SmtpServer.Start();
        using var service = Service(server);
        var there = service.Settings;
        service.Settings = there with { Mail = there.Mail with { Smtp = server.Settings with { Port = 1 } } };
        Drop(service, "papi-2020.csv", Faulty);
        service.TakeIn();
        service.Deliver();
        Drop(service, "papi-2020.csv", Faulty.With("58", "8.1", "năm"));
        service.TakeIn();
        Assert.Empty(server.Received);

        service.Settings = there;
        service.Deliver();

        Assert.Equal(["bốn", "năm"], server.Received.Select(Word).Order(StringComparer.Ordinal));
        Assert.All(server.Received, mail => Assert.Contains(
            $"“{Word(mail)}”",
            new ReadMarks(Content((MimePart)mail.Message.Attachments.Single())).Comments["Số liệu!AC44"],
            StringComparison.Ordinal));

        static string Word(ReceivedMail mail) => mail.Message.TextBody!.Contains("“bốn”", StringComparison.Ordinal) ? "bốn" : "năm";
    }

    [Fact]
    public void A_mail_that_the_server_refuses_is_not_repeated_and_the_operator_is_told()
    {
        using var server = SmtpServer.Start();
        using var service = Service(server);
        service.Settings = service.Settings with { Mail = service.Settings.Mail with { Steward = "refuse.a@example.org" } };
        Drop(service, "papi-2020.csv", Faulty);

        service.TakeIn();
        service.Deliver();
        service.Deliver();

        Assert.Empty(server.Received);
        Assert.Single(Steps(service), step => step == "mend refused");
    }

    [Fact]
    public void Without_a_steward_nobody_is_mailed_and_what_cannot_be_opened_is_mailed_without_a_copy()
    {
        using var server = SmtpServer.Start();
        using var service = Service(server);
        var there = service.Settings;
        service.Settings = there with { Mail = there.Mail with { Steward = "" } };
        Drop(service, "papi-2020.csv", Faulty);
        service.TakeIn();
        service.Deliver();
        Assert.Empty(server.Received);

        service.Settings = there with { Language = "en" };
        File.WriteAllText(Path.Combine(service.Inbox, "<b>\r\nBcc: x@example.org.xlsx"), "no workbook");
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        service.TakeIn();
        service.Deliver();

        ReceivedMail mail = Assert.Single(server.Received);
        Assert.Equal("PapiBI: 1 fault to mend in <b> Bcc: x@example.org.xlsx", mail.Message.Subject);
        Assert.Empty(mail.Message.Attachments);
        Assert.Empty(mail.Message.Bcc);
        Assert.DoesNotContain("<b>", mail.Message.HtmlBody, StringComparison.Ordinal);
    }

    private TestService Service(SmtpServer server)
    {
        var service = new TestService(samples.On(engine), server);
        service.Settings = service.Settings with { Mail = service.Settings.Mail with { Steward = "nguyen.van.a@example.org" } };
        return service;
    }

    private static void Drop(TestService service, string name, SomeTable table)
    {
        File.WriteAllText(Path.Combine(service.Inbox, name), table.Csv());
        service.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private static List<string> Steps(TestService service) =>
        [.. new Runs(service.State, service.Clock).Newest(50).SelectMany(run => run.Steps).Select(step => $"{step.Step} {step.Outcome}")];

    private static byte[] Corrected(byte[] copy)
    {
        using var package = new ExcelPackage(new MemoryStream(copy));
        package.Workbook.Worksheets["Sheet1"].Cells["AC44"].Value = 0.365821;
        package.Workbook.Worksheets["Sheet1"].Cells["C44"].Value = 0.9;
        return package.GetAsByteArray();
    }

    private static byte[] Content(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        return content.ToArray();
    }
}

public sealed class MendingPostOnDuckDbTests(PublishedSamples samples) : MendingPostTests(samples, TestEngine.DuckDb);

public sealed class MendingPostOnSqlServerTests(PublishedSamples samples) : MendingPostTests(samples, TestEngine.SqlServer);
