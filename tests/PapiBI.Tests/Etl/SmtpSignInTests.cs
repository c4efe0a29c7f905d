using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Worker.Delivery;

namespace PapiBI.Tests.Etl;

/// <summary>Encryption and sign-in, with certificates of the test's own authority.</summary>
public sealed class SmtpSignInTests : IDisposable
{
    private const string Secret = "Mật khẩu-7f3a";

    private static readonly SmtpServerOptions WithSignIn = new() { User = "papibi", Password = Secret };

    private readonly SomeAuthority authority = new();

    public void Dispose() => authority.Dispose();

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public void With_the_right_password_over_an_encrypted_line_mails_are_taken(SmtpSecurity security)
    {
        using SmtpServer server = SmtpServer.Start(authority.Certify(WithSignIn with { ImplicitTls = security == SmtpSecurity.Tls }));
        using SmtpRoute route = new(Settings(server) with { Security = security });

        Assert.Null(route.Check());
        Assert.IsType<Handover.Accepted>(Hand(route, 1));
        Assert.IsType<Handover.Accepted>(Hand(route, 2));
        Assert.Equal(2, server.Received.Count);
        Assert.Single(server.Received.Select(mail => mail.Connection).Distinct());
    }

    [Fact]
    public void A_password_file_is_read_at_every_sign_in()
    {
        using TemporaryFolder folder = new();
        using SmtpServer server = SmtpServer.Start(authority.Certify(WithSignIn));
        File.WriteAllText(folder.File("password"), "old\n");
        using SmtpRoute route = new(Settings(server) with { Password = null, PasswordFile = folder.File("password") });

        Assert.IsType<Handover.Postponed>(Hand(route, 1));
        File.WriteAllText(folder.File("password"), Secret + "\n");
        Assert.IsType<Handover.Accepted>(Hand(route, 1));
    }

    [Fact]
    public void A_wrong_password_postpones_the_mail_and_is_never_told_even_where_the_server_tells_it()
    {
        using SmtpServer server = SmtpServer.Start(authority.Certify(WithSignIn));
        using SmtpRoute route = new(Settings(server) with { Password = "wrong-0815" });

        Text reason = Assert.IsType<Handover.Postponed>(Hand(route, 1)).Reason;

        Assert.Matches($"^127.0.0.1:{server.Port} không nhận User hoặc mật khẩu: .*papibi ••• is not right$", reason.Vi);
        Assert.Matches($"^127.0.0.1:{server.Port} does not accept User or password: .*papibi ••• is not right$", reason.En);
        Assert.DoesNotContain("0815", reason.Vi + reason.En + route.Name + route.Check(), StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Fact]
    public void A_server_that_wants_a_sign_in_postpones_mail_without_one()
    {
        using SmtpServer server = SmtpServer.Start(authority.Certify(WithSignIn));
        using SmtpRoute route = new(Settings(server) with { User = null, Password = null });

        Text reason = Assert.IsType<Handover.Postponed>(Hand(route, 1)).Reason;

        Assert.Equal($"127.0.0.1:{server.Port} wants a sign-in, or another one: 5.7.0 Authentication required See to User and password.", reason.En);
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public void A_certificate_of_another_authority_is_not_trusted_and_named(SmtpSecurity security)
    {
        using SomeAuthority other = new("Somebody else");
        using SmtpServer server = SmtpServer.Start(other.Certify(WithSignIn with { ImplicitTls = security == SmtpSecurity.Tls }));
        using SmtpRoute route = new(Settings(server) with { Security = security });

        Text reason = Assert.IsType<Handover.Postponed>(Hand(route, 1)).Reason;

        Assert.Equal(
            $"Chứng thư của 127.0.0.1:{server.Port} (CN=mail.test, do CN=Somebody else cấp) không được tin: PartialChain. Xem lại chứng thư của máy chủ và CaFile.",
            reason.Vi);
        Assert.Equal(
            $"The certificate of 127.0.0.1:{server.Port} (CN=mail.test, issued by CN=Somebody else) is not trusted: PartialChain. See to the server's certificate and to CaFile.",
            reason.En);
        Assert.Equal(reason, route.Check());
    }

    [Fact]
    public void Without_a_CaFile_a_private_authority_is_not_trusted()
    {
        using SmtpServer server = SmtpServer.Start(authority.Certify(WithSignIn));
        using SmtpRoute route = new(Settings(server) with { CaFile = null });

        Assert.Contains("is not trusted", Assert.IsType<Handover.Postponed>(Hand(route, 1)).Reason.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_for_another_name_is_not_trusted()
    {
        using SmtpServer server = SmtpServer.Start(authority.Certify(WithSignIn, anotherName: "other.test"));
        using SmtpRoute route = new(Settings(server));

        Assert.Equal(
            $"The certificate of 127.0.0.1:{server.Port} bears another name (CN=other.test). See to Host.",
            Assert.IsType<Handover.Postponed>(Hand(route, 1)).Reason.En);
    }

    [Fact]
    public void A_certificate_past_its_time_is_not_trusted()
    {
        using SmtpServer server = SmtpServer.Start(authority.Certify(WithSignIn, from: -30, days: 20));
        using SmtpRoute route = new(Settings(server));

        Assert.Contains("is not trusted: NotTimeValid.", Assert.IsType<Handover.Postponed>(Hand(route, 1)).Reason.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_without_STARTTLS_is_sent_nothing()
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings with { Security = SmtpSecurity.StartTls });

        Text reason = Assert.IsType<Handover.Postponed>(Hand(route, 1)).Reason;

        Assert.StartsWith($"127.0.0.1:{server.Port} lacks what is needed: The SMTP server does not support the STARTTLS extension.", reason.En, StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Fact]
    public void Over_an_encrypted_line_too_a_message_sent_whole_without_an_answer_is_unknown()
    {
        using SmtpServer server = SmtpServer.Start(authority.Certify(WithSignIn));
        using SmtpRoute route = new(Settings(server) with { Timeout = TimeSpan.FromSeconds(2) });

        Assert.IsType<Handover.Unknown>(route.Hand(SomeMail.To("slow.a@example.org", 1), CancellationToken.None));
        Assert.IsType<Handover.Unknown>(route.Hand(SomeMail.To("droplost.a@example.org", 2), CancellationToken.None));
        Assert.IsType<Handover.Postponed>(route.Hand(SomeMail.To("slowrcpt.a@example.org", 3), CancellationToken.None));
        Assert.IsType<Handover.Postponed>(route.Hand(SomeMail.To("dropcommand.a@example.org", 4), CancellationToken.None));
        Assert.IsType<Handover.Accepted>(Hand(route, 5));
    }

    private SmtpSettings Settings(SmtpServer server) => server.Settings with { Security = SmtpSecurity.StartTls, User = "papibi", Password = Secret, CaFile = authority.CaFile };

    private static Handover Hand(SmtpRoute route, int number) => route.Hand(SomeMail.To("reader@example.org", number), CancellationToken.None);
}
