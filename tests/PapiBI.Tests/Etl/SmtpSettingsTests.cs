using Microsoft.Extensions.Configuration;
using PapiBI.Tests.Support;
using PapiBI.Worker.Delivery;

namespace PapiBI.Tests.Etl;

public sealed class SmtpSettingsTests : IDisposable
{
    private static readonly SmtpSettings Good = new() { Host = "mail.example.org" };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void They_are_read_from_configuration()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Smtp:Host"] = "mail.coquan.gov.vn",
            ["Smtp:Port"] = "465",
            ["Smtp:Security"] = "Tls",
            ["Smtp:User"] = "papibi",
            ["Smtp:Password"] = "secret",
            ["Smtp:Timeout"] = "00:00:30",
            ["Smtp:MaxBytes"] = "20000000",
        }).Build();

        Assert.Equal(
            new SmtpSettings { Host = "mail.coquan.gov.vn", Port = 465, Security = SmtpSecurity.Tls, User = "papibi", Password = "secret", Timeout = TimeSpan.FromSeconds(30), MaxBytes = 20_000_000 },
            configuration.GetSection("Smtp").Get<SmtpSettings>());
    }

    [Fact]
    public void Unless_told_otherwise_the_line_must_be_encrypted_and_a_step_may_take_a_minute()
    {
        Assert.Equal((587, SmtpSecurity.StartTls, TimeSpan.FromSeconds(60)), (Good.Port, Good.Security, Good.Timeout));
        Assert.Empty(Good.Faults());
    }

    [Fact]
    public void Written_out_they_show_no_password() =>
        Assert.Equal("SmtpSettings { mail.example.org:587, StartTls, with sign-in }", (Good with { User = "u", Password = "s3cret" }).ToString());

    [Fact]
    public void Every_fault_is_named()
    {
        SmtpSettings bad = new()
        {
            Host = "smtp://mail.example.org",
            Port = 0,
            Security = SmtpSecurity.None,
            Password = "s3cret",
            PasswordFile = folder.File("absent"),
            CaFile = folder.File("empty.pem"),
            Timeout = TimeSpan.Zero,
            MaxBytes = 0,
        };
        File.WriteAllText(bad.CaFile!, "no certificate");

        Assert.Equal(
            [
                "Host “smtp://mail.example.org” is not the name of a mail server, such as mail.office.gov.vn.",
                "Port 0 must be from 1 to 65535.",
                "Both Password and PasswordFile are given; keep one.",
                "There is a password without a User.",
                "No password is sent to another machine over a line that is not encrypted (Security None); use StartTls or Tls.",
                "Timeout must be above 0 and at most an hour.",
                "MaxBytes must be above 0.",
                $"The file of PasswordFile cannot be read: Could not find file '{folder.File("absent")}'.",
                "The file of CaFile holds nothing of use.",
            ],
            bad.Faults().Select(fault => fault.En));
        Assert.All(bad.Faults(), fault => Assert.DoesNotContain("s3cret", fault.Vi + fault.En, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void A_password_may_go_unencrypted_to_this_machine(string host) =>
        Assert.Empty(new SmtpSettings { Host = host, Security = SmtpSecurity.None, User = "u", Password = "p" }.Faults());

    [Fact]
    public void A_user_needs_a_password() =>
        Assert.Equal(["Có User nhưng thiếu Password hoặc PasswordFile."], (Good with { User = "u" }).Faults().Select(fault => fault.Vi));

    [Fact]
    public void A_security_that_is_none_of_the_three_is_a_fault() =>
        Assert.Equal(["Security must be StartTls, Tls or None."], (Good with { Security = (SmtpSecurity)9 }).Faults().Select(fault => fault.En));

    [Fact]
    public void A_password_file_may_end_its_line_but_not_be_empty()
    {
        File.WriteAllText(folder.File("password"), "s3cret\n");
        File.WriteAllText(folder.File("blank"), "\n");

        Assert.Empty((Good with { User = "u", PasswordFile = folder.File("password") }).Faults());
        Assert.Equal(["The file of PasswordFile holds nothing of use."], (Good with { User = "u", PasswordFile = folder.File("blank") }).Faults().Select(fault => fault.En));
    }
}
