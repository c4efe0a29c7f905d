using System.Text.RegularExpressions;
using PapiBI.Tests.Support;
using PapiBI.Worker.Cli;

namespace PapiBI.Tests.Worker;

/// <summary>What the service did and what became of the mails, as the operator reads it.</summary>
public abstract partial class RunsAndDeliveriesCommandTests(PublishedSamples samples, TestEngine engine)
{
    [Fact]
    public void A_refused_file_and_a_refused_mail_are_told_with_their_reasons_and_the_operator_decides()
    {
        using var server = SmtpServer.Start();
        using var service = new TestService(samples.On(engine));
        File.WriteAllText(service.Data.SettingsFile, $$"""
            {
              "inbox": { "quietSeconds": 0 },
              "deliver": { "threads": 1 },
              "mail": { "from": "papibi@example.org", "smtp": { "host": "{{server.Host}}", "port": {{server.Port}}, "security": "None" } }
            }
            """);
        Assert.Equal("Dịch vụ chưa làm gì.\n", Type(service, "runs").Output);
        service.Subscribe("cần-thơ", "refuse.one@example.org", "droptaken.two@example.org", "three@example.org");
        File.WriteAllText(Path.Combine(service.Inbox, "faulty.csv"), "# papibi: scores\n# index: PAPI\n");
        File.WriteAllText(Path.Combine(service.Inbox, "sipas.csv"), TestService.CorrectedSipas("bản sửa"));

        Assert.Equal(ExitCode.Done, Type(service, "run", "--once").Code);

        var story = new[]
        {
            Type(service, "runs").Output,
            Type(service, "runs", "--lang", "en").Output,
            Type(service, "deliveries", "list").Output,
            Type(service, "deliveries", "list", "--lang", "en", "--state", "refused").Output,
            Type(service, "deliveries", "settle", "2").Output,
            Type(service, "deliveries", "settle", "2", "--lang", "en").Errors,
            Type(service, "deliveries", "retry", "1").Output,
            Type(service, "deliveries", "retry", "99", "--lang", "en").Errors,
            Type(service, "deliveries", "retry", "3").Errors,
            Type(service, "deliveries", "list", "--lang", "en", "--last", "1").Output,
        };
        Golden.Check("runs-and-deliveries.txt", Timeless(string.Join('\n', story), server.Port));
        Assert.Equal(["refuse.one@example.org due", "droptaken.two@example.org sent", "three@example.org sent"], service.States());
    }

    private static Typed Type(TestService service, params string[] arguments) => Typed.In(service.Data, service.Clock, arguments);

    // Instants, ports and names of releases differ from run to run; on a server the name has no ending, which makes its column narrower.
    private static string Timeless(string text, int port) =>
        Blanks().Replace(Release().Replace(Instant().Replace(text, "dd/mm/yyyy hh:mm:ss"), "release"), "  ").Replace($":{port}", ":port", StringComparison.Ordinal);

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d")]
    private static partial Regex Instant();

    [GeneratedRegex(@"\d{8}T\d{6}Z-\d+-[0-9a-f]{12}(\.duckdb)?")]
    private static partial Regex Release();
}

public sealed class RunsAndDeliveriesCommandOnDuckDbTests(PublishedSamples samples) : RunsAndDeliveriesCommandTests(samples, TestEngine.DuckDb);

public sealed class RunsAndDeliveriesCommandOnSqlServerTests(PublishedSamples samples) : RunsAndDeliveriesCommandTests(samples, TestEngine.SqlServer);
