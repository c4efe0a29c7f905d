using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Worker.Delivery;

namespace PapiBI.Tests.Etl;

/// <summary>What the route tells of a mail is what a real server did with it.</summary>
public class SmtpRouteTests
{
    [Fact]
    public void A_mail_is_taken_once_for_its_one_recipient()
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings);
        OutgoingMail mail = SomeMail.To("reader@example.org");

        Handover outcome = Hand(route, mail);

        Assert.Equal(new Handover.Accepted("2.0.0 Taken as 1"), outcome);
        ReceivedMail received = Assert.Single(server.Received);
        Assert.Equal(("papibi@papibi.example.org", "reader@example.org"), (received.Sender, received.Recipient));
        Assert.Equal($"{mail.Key}@papibi.example.org", received.MessageId);
    }

    [Theory]
    [InlineData("mail.example.org", SmtpSecurity.StartTls, "SMTP mail.example.org:587 (STARTTLS)", "SMTP mail.example.org:587 (STARTTLS)")]
    [InlineData("mail.example.org", SmtpSecurity.Tls, "SMTP mail.example.org:587 (TLS)", "SMTP mail.example.org:587 (TLS)")]
    [InlineData("::1", SmtpSecurity.None, "SMTP [::1]:587 (không mã hóa)", "SMTP [::1]:587 (not encrypted)")]
    public void A_route_is_named_by_its_server_and_nothing_secret(string host, SmtpSecurity security, string vi, string en)
    {
        using SmtpRoute route = new(new SmtpSettings { Host = host, Security = security, User = "papibi", Password = "s3cret" });

        Assert.Equal(new Text(vi, en), route.Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_three_mails_over_one_connection_the_second_is_refused_and_the_others_arrive(bool pipelining)
    {
        using SmtpServer server = SmtpServer.Start(new SmtpServerOptions { Pipelining = pipelining });
        using SmtpRoute route = new(server.Settings);

        Handover[] outcomes = [.. new[] { "first@example.org", "refuse.second@example.org", "third@example.org" }.Select((address, i) => Hand(route, SomeMail.To(address, i)))];

        Assert.IsType<Handover.Accepted>(outcomes[0]);
        Assert.Equal(new Handover.Refused(Both(server, "550 5.1.1 No such mailbox here")), outcomes[1]);
        Assert.IsType<Handover.Accepted>(outcomes[2]);
        Assert.Equal(["first@example.org 1", "third@example.org 1"], server.Received.Select(mail => $"{mail.Recipient} {mail.Connection}"));
    }

    [Theory]
    [InlineData("refusemessage.a@example.org", "554 5.7.1 Looks like spam")]
    [InlineData("toolarge.a@example.org", "552 5.3.4 Too big for this mailbox")]
    public void A_message_that_the_server_does_not_want_is_refused_with_its_words(string address, string reply)
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings);

        Assert.Equal(new Handover.Refused(Both(server, reply)), Hand(route, SomeMail.To(address)));
        Assert.Empty(server.Received);
        Assert.IsType<Handover.Accepted>(Hand(route, SomeMail.To("reader@example.org")));
    }

    [Theory]
    [InlineData("greylist2.a@example.org", "451 4.7.1 Greylisted, try again")]
    [InlineData("busy2.a@example.org", "452 4.3.1 Disk full")]
    [InlineData("goodbye2.a@example.org", "421 4.3.2 Going down")]
    public void A_server_that_asks_for_patience_is_tried_again_and_takes_it_once(string address, string reply)
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings);
        OutgoingMail mail = SomeMail.To(address);

        Handover[] outcomes = [Hand(route, mail), Hand(route, mail), Hand(route, mail)];

        Handover postponed = new Handover.Postponed(Both(server, reply));
        Assert.Equal([postponed, postponed], outcomes[..2]);
        Assert.IsType<Handover.Accepted>(outcomes[2]);
        Assert.Equal(address, Assert.Single(server.Received).Recipient);
    }

    [Theory]
    [InlineData("droptaken1.a@example.org", 1)]
    [InlineData("droplost1.a@example.org", 0)]
    [InlineData("garbage1.a@example.org", 1)]
    public void When_all_was_sent_and_no_answer_came_nobody_knows(string address, int taken)
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings);

        Text reason = Assert.IsType<Handover.Unknown>(Hand(route, SomeMail.To(address))).Reason;

        Assert.Equal(taken, server.Received.Count);
        Assert.StartsWith($"Đã gửi hết thư nhưng 127.0.0.1:{server.Port} không xác nhận; có thể thư đã được nhận, có thể chưa. Đường nối với 127.0.0.1:{server.Port} bị ngắt: ", reason.Vi, StringComparison.Ordinal);
        Assert.StartsWith($"All of the mail was sent and 127.0.0.1:{server.Port} did not confirm it: it may have been taken or not. The line to 127.0.0.1:{server.Port} broke: ", reason.En, StringComparison.Ordinal);

        // The next mail finds a new connection.
        Assert.IsType<Handover.Accepted>(Hand(route, SomeMail.To("reader@example.org", 2)));
    }

    [Theory]
    [InlineData("dropcommand.a@example.org")]
    [InlineData("dropmiddle.a@example.org")]
    public void A_line_cut_before_the_end_of_the_message_postpones_it(string address)
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings);

        Text reason = Assert.IsType<Handover.Postponed>(Hand(route, Large(address))).Reason;

        Assert.Empty(server.Received);
        Assert.StartsWith($"Đường nối với 127.0.0.1:{server.Port} bị ngắt: ", reason.Vi, StringComparison.Ordinal);
        Assert.IsType<Handover.Accepted>(Hand(route, SomeMail.To("reader@example.org", 2)));
    }

    [Fact]
    public void A_connection_closed_between_mails_is_made_anew_without_a_word()
    {
        using SmtpServer server = SmtpServer.Start(new SmtpServerOptions { MailsPerConnection = 2 });
        using SmtpRoute route = new(server.Settings);

        Handover[] outcomes = [.. Enumerable.Range(1, 5).Select(i => Hand(route, SomeMail.To($"reader{i}@example.org", i)))];

        Assert.All(outcomes, outcome => Assert.IsType<Handover.Accepted>(outcome));
        Assert.Equal(
            ["reader1@example.org 1", "reader2@example.org 1", "reader3@example.org 2", "reader4@example.org 2", "reader5@example.org 3"],
            server.Received.Select(mail => $"{mail.Recipient} {mail.Connection}"));
    }

    [Fact]
    public void A_server_that_answers_late_is_waited_for()
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings);

        Assert.IsType<Handover.Accepted>(Hand(route, SomeMail.To("slow2.a@example.org")));
    }

    [Fact]
    public void Beyond_the_timeout_a_message_sent_whole_is_unknown()
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings with { Timeout = TimeSpan.FromSeconds(1) });

        Text reason = Assert.IsType<Handover.Unknown>(Hand(route, SomeMail.To("slow.a@example.org"))).Reason;

        Assert.Single(server.Received);
        Assert.EndsWith($"127.0.0.1:{server.Port} không trả lời trong 1 giây.", reason.Vi, StringComparison.Ordinal);
        Assert.EndsWith($"127.0.0.1:{server.Port} did not answer within 1 s.", reason.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Beyond_the_timeout_a_message_not_begun_is_postponed()
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings with { Timeout = TimeSpan.FromSeconds(1.5) });

        Handover outcome = Hand(route, SomeMail.To("slowrcpt.a@example.org"));

        Assert.Equal(new Handover.Postponed(new Text($"127.0.0.1:{server.Port} không trả lời trong 1,5 giây.", $"127.0.0.1:{server.Port} did not answer within 1.5 s.")), outcome);
        Assert.Empty(server.Received);
    }

    [Fact]
    public void Beyond_the_timeout_a_message_sent_in_part_is_postponed()
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings with { Timeout = TimeSpan.FromSeconds(1) });

        Handover outcome = Hand(route, Large("stuck.a@example.org"));

        Assert.Equal(new Handover.Postponed(new Text($"127.0.0.1:{server.Port} không trả lời trong 1 giây.", $"127.0.0.1:{server.Port} did not answer within 1 s.")), outcome);
    }

    [Fact]
    public void A_service_that_stops_in_the_middle_of_a_message_postpones_it()
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings);
        using CancellationTokenSource stopping = new(TimeSpan.FromSeconds(1));

        Handover outcome = route.Hand(Large("stuck.a@example.org"), stopping.Token);

        Assert.Equal(new Handover.Postponed(new Text("Dịch vụ đang dừng; thư chưa được gửi.", "The service is stopping; the mail was not sent."), IsRouteDown: true), outcome);
    }

    [Theory]
    [InlineData("slowrcpt.a@example.org", typeof(Handover.Postponed))]
    [InlineData("slow2.a@example.org", typeof(Handover.Accepted))] // sent whole: the answer is waited for a little
    [InlineData("slow.a@example.org", typeof(Handover.Unknown))]
    public void A_stopping_service_knows_what_it_leaves_behind(string address, Type outcome)
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings);
        Assert.IsType<Handover.Accepted>(Hand(route, SomeMail.To("reader@example.org")));
        using CancellationTokenSource stopping = new(TimeSpan.FromSeconds(1));
        long start = Stopwatch.GetTimestamp();

        Handover told = route.Hand(SomeMail.To(address, 2), stopping.Token);

        Assert.IsType(outcome, told);
        Assert.True(told is not Handover.Unknown unknown || unknown.Reason.En.EndsWith("or not. The service had to stop before the answer came.", StringComparison.Ordinal));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(12));
        Assert.Equal(outcome == typeof(Handover.Postponed) ? 1 : 2, server.Received.Count);
    }

    [Fact]
    public void A_service_already_stopping_sends_nothing()
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings);

        Handover outcome = route.Hand(SomeMail.To("reader@example.org"), new CancellationToken(canceled: true));

        Assert.Equal(new Handover.Postponed(new Text("Dịch vụ đang dừng; thư chưa được gửi.", "The service is stopping; the mail was not sent."), IsRouteDown: true), outcome);
        Assert.Empty(server.Received);
    }

    [Fact]
    public void A_message_above_the_size_that_the_server_names_is_refused_without_being_sent()
    {
        using SmtpServer server = SmtpServer.Start(new SmtpServerOptions { Size = 20_000 });
        using SmtpRoute route = new(server.Settings);

        Text reason = Assert.IsType<Handover.Refused>(Hand(route, SomeMail.To("reader@example.org"))).Reason;

        Assert.Matches($@"^Thư có \d\d\.\d\d\d byte, vượt mức 20\.000 byte của 127\.0\.0\.1:{server.Port}\.$", reason.Vi);
        Assert.Matches($@"^The message has \d\d,\d\d\d bytes, above the 20,000 bytes of 127\.0\.0\.1:{server.Port}\.$", reason.En);
        Assert.Empty(server.Received);
    }

    [Fact]
    public void A_limit_that_the_server_kept_to_itself_is_a_refusal_too()
    {
        using SmtpServer server = SmtpServer.Start(new SmtpServerOptions { HiddenSize = 20_000 });
        using SmtpRoute route = new(server.Settings);

        Assert.Equal(new Handover.Refused(Both(server, "552 5.3.4 Message too big")), Hand(route, SomeMail.To("reader@example.org")));
    }

    [Fact]
    public void Our_own_limit_needs_no_server()
    {
        using SmtpRoute route = new(new SmtpSettings { Host = "mail.invalid", MaxBytes = 1000 });

        Text reason = Assert.IsType<Handover.Refused>(Hand(route, SomeMail.To("reader@example.org"))).Reason;

        Assert.EndsWith("vượt mức 1.000 byte của cấu hình (MaxBytes).", reason.Vi, StringComparison.Ordinal);
        Assert.EndsWith("above the 1,000 bytes of the settings (MaxBytes).", reason.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reply_of_many_lines_with_control_characters_becomes_one_bounded_line()
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings);

        Text reason = Assert.IsType<Handover.Refused>(Hand(route, SomeMail.To("strange.a@example.org"))).Reason;

        Assert.StartsWith($"127.0.0.1:{server.Port} answered: 550 5.7.1 First line [31m 5.7.1 long long", reason.En, StringComparison.Ordinal);
        Assert.EndsWith("…", reason.En, StringComparison.Ordinal);
        Assert.InRange(reason.En.Length, 300, 360);
        Assert.DoesNotContain(reason.Vi, char.IsControl);
    }

    [Fact]
    public void Any_positive_answer_to_the_message_is_acceptance()
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings);

        Assert.Equal(new Handover.Accepted("Taken, I think"), Hand(route, SomeMail.To("ok252.a@example.org")));
        Assert.Single(server.Received);
    }

    [Fact]
    public void A_sender_that_the_server_does_not_know_is_no_fault_of_the_recipient()
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings);
        OutgoingMail mail = SomeMail.To("reader@example.org") with { Sender = new("PapiBI", "refuse.papibi@example.org") };

        Text reason = Assert.IsType<Handover.Postponed>(Hand(route, mail)).Reason;

        Assert.Equal($"127.0.0.1:{server.Port} does not accept the sender refuse.papibi@example.org: 553 5.7.1 Not a sender of ours", reason.En);
    }

    [Fact]
    public void Without_a_server_the_mail_is_postponed_and_the_doctor_hears_the_same()
    {
        int port = FreePort();
        using SmtpRoute route = new(new SmtpSettings { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None });

        Text reason = Assert.IsType<Handover.Postponed>(Hand(route, SomeMail.To("reader@example.org"))).Reason;

        Assert.Equal($"Cannot connect to 127.0.0.1:{port}: Connection refused. See to Host, Port and the firewall.", reason.En);
        Assert.Equal(reason, route.Check());
    }

    [Fact]
    public void A_server_that_says_nothing_when_called_is_given_up_in_time()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        using SmtpRoute route = new(new SmtpSettings { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None, Timeout = TimeSpan.FromSeconds(1) });

        Assert.Equal(
            new Handover.Postponed(new Text($"127.0.0.1:{port} không trả lời trong 1 giây.", $"127.0.0.1:{port} did not answer within 1 s."), IsRouteDown: true),
            Hand(route, SomeMail.To("reader@example.org")));
    }

    [Fact]
    public void The_doctor_sends_nothing()
    {
        using SmtpServer server = SmtpServer.Start();
        using SmtpRoute route = new(server.Settings);

        Assert.Null(route.Check());
        Assert.Empty(server.Received);
        Assert.IsType<Handover.Accepted>(Hand(route, SomeMail.To("reader@example.org")));
    }

    [Fact]
    public void Settings_with_faults_postpone_the_mail_and_name_them()
    {
        using SmtpRoute route = new(new SmtpSettings { Port = 0 });

        Text reason = Assert.IsType<Handover.Postponed>(Hand(route, SomeMail.To("reader@example.org"))).Reason;

        Assert.Equal("Host “” is not the name of a mail server, such as mail.office.gov.vn. Port 0 must be from 1 to 65535.", reason.En);
        Assert.Equal(reason, route.Check());
    }

    [Fact]
    public void Many_routes_at_once_lose_and_double_nothing()
    {
        using SmtpServer server = SmtpServer.Start();

        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, worker =>
        {
            using SmtpRoute route = new(server.Settings);
            for (int i = 0; i < 25; i++)
            {
                Assert.IsType<Handover.Accepted>(Hand(route, SomeMail.To($"reader{i}@example.org", (worker * 25) + i)));
            }
        });

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i:x32}@papibi.example.org"), server.Received.Select(mail => mail.MessageId).Order(StringComparer.Ordinal));
    }

    private static Handover Hand(SmtpRoute route, OutgoingMail mail) => route.Hand(mail, TestContext.Current.CancellationToken);

    // More than the system's own buffers take in, so that the sender notices a line cut on the way.
    private static OutgoingMail Large(string address) => SomeMail.To(address) with { Content = SomeMail.Content(bytes: 16_000_000) };

    private static Text Both(SmtpServer server, string reply) => new($"127.0.0.1:{server.Port} trả lời: {reply}", $"127.0.0.1:{server.Port} answered: {reply}");

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
