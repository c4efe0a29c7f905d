using System.Text.Json;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Cli;

namespace PapiBI.Tests.Worker;

/// <summary>The service as processes: settings, signals, several at once, and other verbs beside it.</summary>
public abstract class RunCommandTests(PublishedSamples all, TestEngine engine)
{
    private readonly PublishedSamples samples = all.On(engine);

    private const string Password = "Zx9-unique-Qv7-mật-khẩu";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public void Variables_override_the_file_others_of_the_prefix_do_no_harm_and_the_password_is_nowhere_printed()
    {
        using var service = Service("""{"inbox":{"quietSeconds":0},"mail":{"from":"papibi@example.org","smtp":{"host":"192.0.2.1","security":"None"}}}""");
        service.Plan(service.Subscribe("s", "a@example.org"));
        var variables = new Dictionary<string, string>
        {
            ["PAPIBI_Mail__Smtp__Host"] = "127.0.0.1",
            ["PAPIBI_Mail__Smtp__Port"] = "1",
            ["PAPIBI_Mail__Smtp__User"] = "papibi",
            ["PAPIBI_Mail__Smtp__Password"] = Password,
            ["PAPIBI_UPDATE_GOLDEN"] = "1",
            ["PAPIBI_DIE_AT"] = "nowhere",
        };

        var once = End(variables, service, "run", "--once");
        var json = End(new Dictionary<string, string>(variables) { ["PAPIBI_Logs"] = "json" }, service, "run", "--once");
        var doctor = End(variables, service, "doctor");
        var faulty = End(new Dictionary<string, string>(variables) { ["PAPIBI_Mail__Smtp__Host"] = "mail.example.org" }, service, "run");
        var trial = End(variables, service, "subscription", "test", "s", "--to", "a@example.org");

        Assert.Equal((0, 3, 1, 3), (once.Code, doctor.Code, faulty.Code, trial.Code));
        Assert.Contains("127.0.0.1:1", once.Output, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1", doctor.Output, StringComparison.Ordinal);
        Assert.All(json.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => JsonDocument.Parse(line).Dispose());
        Assert.All(new[] { once, json, doctor, faulty, trial }, told => Assert.DoesNotContain(Password, told.Output + told.Errors, StringComparison.Ordinal));
        Assert.DoesNotContain(Password, service.Deliveries.Newest(1)[0].Reason.Vi + File.ReadAllText(service.Data.HealthFile.Replace("health.json", "papibi.json", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("TERM", "--once")]
    [InlineData("INT", "--once")]
    public void Asked_to_end_in_the_middle_the_service_ends_in_order_and_nothing_is_half_done(string signal, params string[] once)
    {
        using var server = SmtpServer.Start();
        using var service = Service(Settings(server));
        service.Plan(service.Subscribe("s", [.. Enumerable.Range(1, 20).Select(n => $"slow1.{n}@example.org")]));
        using var running = PapibiProcess.Start(service.Data, ["run", .. once]);
        Until(() => server.Received.Count > 1, running);
        File.WriteAllText(Path.Combine(service.Inbox, "sipas.csv"), TestService.CorrectedSipas("bản sửa"));

        running.Signal(signal);
        var (code, output, errors) = running.End();

        Assert.True(code == 0, $"{code}\n{output}\n{errors}");
        var counts = service.Deliveries.Counts();
        Assert.Equal(server.Received.Count, counts[DeliveryState.Sent]);
        Assert.Equal(20 - server.Received.Count, counts.GetValueOrDefault(DeliveryState.Due));
        Assert.InRange(counts[DeliveryState.Sent], 1, 19);
        Assert.Equal(0, service.Deliveries.UnknownOutcomes());
        Assert.Empty(new Workers(service.State, service.Clock).All());
        Assert.DoesNotContain(new Runs(service.State, service.Clock).Newest(100), run => run.Outcome is Outcome.Running or Outcome.Abandoned);
        if (once.Length > 0)
        {
            return;
        }

        using var health = JsonDocument.Parse(File.ReadAllText(service.Data.HealthFile));
        Assert.False(health.RootElement.GetProperty("isRunning").GetBoolean());
    }

    [Fact]
    public void Once_lives_as_long_as_its_work_takes_and_no_other_worker_takes_it_for_dead()
    {
        using var server = SmtpServer.Start();
        using var service = Service(Settings(server).Replace("\"deliver\"", "\"lifeSeconds\": 1, \"deliver\"", StringComparison.Ordinal));
        service.Plan(service.Subscribe("s", [.. Enumerable.Range(1, 8).Select(n => $"slow1.{n}@example.org")]));
        using var running = PapibiProcess.Start(service.Data, "run", "--once");
        Until(() => server.Received.Count > 5, running);

        Assert.True(Assert.Single(new Workers(service.State, TimeProvider.System).All()).IsAlive);
        Assert.Equal(0, running.End().ExitCode);
        Assert.Empty(new Workers(service.State, TimeProvider.System).All());
        Assert.Equal(8, service.Deliveries.Counts()[DeliveryState.Sent]);
    }

    [Fact]
    public void Two_services_on_one_folder_load_each_file_once_and_send_each_mail_once()
    {
        using var server = SmtpServer.Start();
        using var service = Service(Settings(server));
        string[] readers = ["a@example.org", "b@example.org", "c@example.org"];
        service.Subscribe("s", readers);
        using var one = PapibiProcess.Start(service.Data, "run");
        using var other = PapibiProcess.Start(service.Data, "run");
        foreach (var (name, text) in new[] { "published-par-index.csv", "published-papi.csv" }
            .Select(name => (name, SomeTable.Sample(name).WithMetadata("source", "bản sửa").Csv()))
            .Append(("published-sipas.csv", TestService.CorrectedSipas("bản sửa"))))
        {
            File.WriteAllText(Path.Combine(service.Inbox, name), text);
        }

        Until(() => server.Received.Count >= readers.Length, one);
        one.Signal("INT");
        other.Signal("TERM");

        Assert.Equal((0, 0), (one.End().ExitCode, other.End().ExitCode));
        Assert.Equal(readers, server.Received.Select(mail => mail.Recipient).Order(StringComparer.Ordinal));
        var loaded = new Runs(service.State, service.Clock).Newest(100).SelectMany(run => run.Steps).Where(step => step.Step == "load").ToList();
        Assert.Equal(["published-papi.csv", "published-par-index.csv", "published-sipas.csv"], loaded.Select(step => step.Subject).Order(StringComparer.Ordinal));
        Assert.All(loaded, step => Assert.Equal(Outcome.Done, step.Outcome));
        Assert.All(loaded, step => Assert.True(step.RowsOut > 0, step.Subject));
    }

    [Fact]
    public void While_another_process_writes_the_warehouse_the_service_leaves_the_file_and_takes_it_the_next_time()
    {
        using var service = Service("""{"inbox":{"quietSeconds":0}}""");
        File.WriteAllText(Path.Combine(service.Inbox, "sipas.csv"), TestService.CorrectedSipas("bản sửa"));

        using (WorkingDatabase.Open(service.Data, service.Clock, TimeSpan.Zero))
        {
            var (code, output, errors) = End([], service, "run", "--once", "--wait", "1");
            Assert.True(code == ExitCode.Environment, output + errors);
            Assert.Contains("inbox waits for its next time: another process writes the warehouse", output, StringComparison.Ordinal);
            Assert.Empty(new Runs(service.State, service.Clock).Newest(10));
        }

        Assert.Equal(0, End([], service, "run", "--once").Code);
        Assert.Equal(["publish", "inbox"], new Runs(service.State, service.Clock).Newest(10).Select(run => run.Job));
    }

    [Fact]
    public void A_verb_that_finds_the_warehouse_held_by_the_service_says_so_waits_and_succeeds()
    {
        using var service = Service("{}");
        var file = Path.Combine(service.Data.Root, "sipas.csv");
        File.WriteAllText(file, TestService.CorrectedSipas("bản sửa"));
        using var job = WorkingDatabase.Open(service.Data, service.Clock, TimeSpan.Zero);
        using var load = PapibiProcess.Start(service.Data, "load", file);

        Until(() => load.ErrorsSoFar.Contains("Tiến trình khác đang ghi kho dữ liệu", StringComparison.Ordinal), load);
        job.Dispose();
        var (code, output, _) = load.End();

        Assert.Equal(ExitCode.Done, code);
        Assert.StartsWith("Đã nạp sipas.csv: 265 dòng", output, StringComparison.Ordinal);
    }

    private TestService Service(string settings)
    {
        var service = new TestService(samples);
        File.WriteAllText(service.Data.SettingsFile, settings);
        return service;
    }

    private static string Settings(SmtpServer server) => $$"""
        {
          "inbox": { "cron": "* * * * * ?", "quietSeconds": 1 },
          "deliver": { "cron": "* * * * * ?", "threads": 2 },
          "mail": { "from": "papibi@example.org", "smtp": { "host": "{{server.Host}}", "port": {{server.Port}}, "security": "None" } }
        }
        """;

    private static (int Code, string Output, string Errors) End(Dictionary<string, string> variables, TestService service, params string[] arguments)
    {
        using var process = PapibiProcess.Start(service.Data, variables, arguments);
        return process.End();
    }

    private static void Until(Func<bool> isThere, PapibiProcess process)
    {
        Assert.True(SpinWait.SpinUntil(() => Pause() && (process.HasExited || isThere()), Patience), process.ErrorsSoFar);
        Assert.False(process.HasExited, process.ErrorsSoFar);
    }

    private static bool Pause()
    {
        Thread.Sleep(50);
        return true;
    }
}

public sealed class RunCommandOnDuckDbTests(PublishedSamples samples) : RunCommandTests(samples, TestEngine.DuckDb)
{
    // Asks no database.
    [Fact]
    public void Faulty_settings_are_told_all_of_them_and_nothing_is_begun()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("papibi.json"), """{"lagune":1,"inbox":{"cron":"x"},"mail":{"from":"nobody"}}""");

        var typed = Typed.In(new DataFolder(folder.Path), TimeProvider.System, "run", "--once", "--lang", "en");

        Assert.Equal(ExitCode.Usage, typed.Code);
        Assert.Equal(["lagune:", "inbox.cron:", "mail.from:"], typed.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
        Assert.False(File.Exists(folder.File("service.sqlite")));
    }
}

public sealed class RunCommandOnSqlServerTests(PublishedSamples samples) : RunCommandTests(samples, TestEngine.SqlServer);
