using MimeKit;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Worker.Delivery;

namespace PapiBI.Tests.Etl;

public class PickupRouteTests
{
    [Fact]
    public void A_mail_handed_over_is_a_whole_file_and_the_reply_is_its_path()
    {
        using TemporaryFolder folder = new();
        using PickupRoute route = new(new PickupFolder(folder.File("outbox")));
        OutgoingMail mail = SomeMail.To("reader@example.org", number: 7);

        Handover.Accepted accepted = Assert.IsType<Handover.Accepted>(route.Hand(mail, CancellationToken.None));

        Assert.Equal([accepted.Reply], Directory.GetFiles(folder.File("outbox")));
        Assert.Equal($"{mail.Key}@papibi.example.org", MimeMessage.Load(accepted.Reply).MessageId);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_postpones_the_mail_and_says_so_to_the_doctor()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("outbox"), "a file where the folder should be");
        using PickupRoute route = new(new PickupFolder(folder.File("outbox")));

        Text reason = Assert.IsType<Handover.Postponed>(route.Hand(SomeMail.To("reader@example.org"), CancellationToken.None)).Reason;

        Assert.StartsWith($"Không ghi được vào thư mục {folder.File("outbox")}: ", reason.Vi, StringComparison.Ordinal);
        Assert.StartsWith($"Cannot write to the folder {folder.File("outbox")}: ", reason.En, StringComparison.Ordinal);
        Assert.Equal(reason, route.Check());
    }

    [Fact]
    public void The_doctor_finds_a_good_folder_good_and_leaves_nothing_in_it()
    {
        using TemporaryFolder folder = new();
        using PickupRoute route = new(new PickupFolder(folder.File("outbox")));

        Assert.Null(route.Check());
        Assert.Empty(Directory.GetFileSystemEntries(folder.File("outbox")));
        Assert.Equal(new Text($"thư mục {folder.File("outbox")}", $"folder {folder.File("outbox")}"), route.Name);
    }

    [Fact]
    public void Nothing_is_written_when_the_service_is_stopping()
    {
        using TemporaryFolder folder = new();
        using PickupRoute route = new(new PickupFolder(folder.Path));

        Assert.IsType<Handover.Postponed>(route.Hand(SomeMail.To("reader@example.org"), new CancellationToken(canceled: true)));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("../23456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcde\n")]
    public void A_key_that_is_not_32_digits_makes_no_mail(string key) =>
        Assert.Throws<ArgumentException>(() => SomeMail.To("reader@example.org") with { Key = key });
}
