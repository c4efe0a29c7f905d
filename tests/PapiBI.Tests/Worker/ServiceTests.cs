using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using PapiBI.Reports.Definitions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Delivery;
using PapiBI.Worker.Service;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Tests.Worker;

/// <summary>The running service: files in the inbox become a release and mails, each once; what goes wrong is told.</summary>
public abstract class ServiceTests(PublishedSamples all, TestEngine engine)
{
    private readonly PublishedSamples samples = all.On(engine);

    [Fact]
    public void A_workbook_that_nothing_describes_is_loaded_when_its_description_comes_and_a_faulty_one_is_told()
    {
        using var service = new TestService(samples);
        var shop = service.OpenShop();
        var job = new InboxJob(shop, new MendingPost(shop, NullLogger<MendingPost>.Instance));
        string[] Steps() => [.. new Runs(service.State, service.Clock).Newest(10).SelectMany(run => run.Steps).Select(step => $"{step.Step} {step.Subject} {step.Outcome}")];
        void Run() => shop.Do(job, NullLogger.Instance, CancellationToken.None);
        Directory.CreateDirectory(service.Data.Sources);
        Directory.CreateDirectory(service.Settings.Inbox.Folder);
        var file = Path.Combine(service.Settings.Inbox.Folder, "bang-2020.xlsx");
        File.WriteAllBytes(file, SomeWorkbook.Of(("Bảng", [.. SomeTable.Papi2020.Rows.Select(row => (IReadOnlyList<object>)[.. row])])));
        File.SetLastWriteTimeUtc(file, service.Clock.GetUtcNow().UtcDateTime.AddMinutes(-5));

        Run();
        Assert.Equal(["load bang-2020.xlsx refused"], Steps());

        File.WriteAllText(Path.Combine(service.Data.Sources, "faulty.json"), "{");
        File.WriteAllText(Path.Combine(service.Data.Sources, "bang.json"), """
            { "name": "bang", "index": "PAPI", "kind": "scores", "citation": { "vi": "a", "en": "a" }, "source": { "vi": "b", "en": "b" }, "tables": [{
              "sheets": "^Bảng$", "layout": "wide", "year": { "value": 2020 }, "header": { "find": "province_code" }, "province": { "code": { "title": "province_code" }, "name": { "title": "province_name" } }, "figures": [{ "pattern": "^(?<item>[1-8]\\.[1-8])$" }], "others": "ignore" }] }
            """);
        Run();

        Assert.Contains("describe faulty.json refused", Steps());
        Assert.Contains("load bang-2020.xlsx done", Steps());
    }

    [Fact]
    public async Task Files_dropped_into_the_inbox_of_a_running_service_become_a_release_and_mails()
    {
        using var server = SmtpServer.Start();
        using var service = new TestService(samples, server);
        service.Settings = service.Settings with { Mail = service.Settings.Mail with { Operator = "vanhanh@example.org" } };
        service.Subscribe("cần-thơ", "anh@example.org", "duc@example.org");
        service.Subscribe(service.Subscribe("papi", "papi@example.org") with
        {
            On = new Trigger.Publication("PAPI"),
            Parameters = new ReportParameters { Index = "PAPI", Province = "92" }.Json(),
        });
        await service.Start();

        File.WriteAllText(Path.Combine(service.Inbox, "sipas-corrected.csv"), TestService.CorrectedSipas("bản sửa"));
        File.WriteAllText(Path.Combine(service.Inbox, "faulty.csv"), "# papibi: scores\n# index: PAPI\n");
        await service.Until(
            () => server.Received.Count >= 3 && new Runs(service.State, service.Clock).Newest(10) is { Count: 4 } all && all.All(run => run.EndedAt is not null),
            "two briefs and the operator's mail");

        var briefs = server.Received.Where(mail => mail.Recipient != "vanhanh@example.org").OrderBy(mail => mail.Recipient, StringComparer.Ordinal).ToList();
        Assert.Equal(["anh@example.org", "duc@example.org"], briefs.Select(mail => mail.Recipient));
        Assert.All(briefs, mail => Assert.Equal("Cần Thơ 2021: SIPAS 48/63", mail.Message.Subject));
        Assert.All(briefs, mail => Assert.Equal("Trần Thị Ánh", mail.Message.To.Mailboxes.Single().Name));
        Assert.All(briefs, mail => Assert.Contains("Kính gửi bà Trần Thị Ánh,", mail.Message.TextBody, StringComparison.Ordinal));
        Assert.Equal("sipas-2021-can-tho-vi.xlsx", Assert.Single(briefs[0].Message.Attachments).ContentDisposition?.FileName);
        var told = server.Received.Single(mail => mail.Recipient == "vanhanh@example.org").Message;
        Assert.Equal("PapiBI: 0 thư và 1 việc cần xem lại", told.Subject);
        Assert.Contains("nạp faulty.csv: bị từ chối.", told.TextBody, StringComparison.Ordinal);

        var runs = new Runs(service.State, service.Clock).Newest(10).Reverse().ToList();
        // What is planned may be delivered before the planning is on record.
        Assert.Equal(["deliver done", "inbox refused", "plan done", "publish done"], runs.Select(run => $"{run.Job} {run.Outcome}").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["load sipas-corrected.csv: 119 in, 265 out, 0 refused", "load faulty.csv: 0 in, 0 out, 0 refused"],
            runs[0].Steps.Select(s => $"{s.Step} {s.Subject}: {s.RowsIn} in, {s.RowsOut} out, {s.RowsRefused} refused").OrderDescending());
        Assert.Equal(["plan cần-thơ · release 2", "deliver province-brief SIPAS 2021 92 vi"], runs.Skip(2).SelectMany(run => run.Steps).OrderByDescending(s => s.Step).Select(s => $"{s.Step} {s.Subject}"));
    }

    [Fact]
    public async Task A_service_that_runs_on_does_nothing_twice_and_one_that_starts_anew_neither()
    {
        using var service = new TestService(samples);
        service.Subscribe("s", "a@example.org");
        var first = await service.Start();
        File.WriteAllText(Path.Combine(service.Inbox, "sipas-corrected.csv"), TestService.CorrectedSipas("bản sửa"));
        await service.Until(() => service.States() is ["a@example.org sent"] && new Runs(service.State, service.Clock).Newest(10).Count == 4, "the mail");
        await first.StopAsync();

        await service.Start();
        for (var i = 0; i < 10; i++)
        {
            service.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(100);
        }

        Assert.Equal(4, new Runs(service.State, service.Clock).Newest(100).Count);
        Assert.Single(Directory.GetFiles(service.Settings.Mail.PickupFolder, "*.eml"));
        Assert.Equal(2, ReleaseFiles.In(service.Data).Count);
    }

    [Fact]
    public async Task With_the_clock_set_back_an_hour_the_jobs_go_on()
    {
        using var service = new TestService(samples);
        service.Settings = service.Settings with { LifeSeconds = 1 };
        service.Subscribe("s", "a@example.org");
        await service.Start();
        service.Clock.Advance(TimeSpan.FromMinutes(2));
        await Task.Delay(500);
        service.Clock.AdjustTime(service.Clock.GetUtcNow() - TimeSpan.FromHours(1));
        await Task.Delay(1500);

        File.WriteAllText(Path.Combine(service.Inbox, "sipas-corrected.csv"), TestService.CorrectedSipas("bản sửa"));
        var setBack = service.Clock.GetUtcNow();
        await service.Until(() => service.States() is ["a@example.org sent"], "the mail");

        Assert.InRange(service.Clock.GetUtcNow() - setBack, TimeSpan.Zero, TimeSpan.FromMinutes(50));
    }

    [Fact]
    public void Each_answer_of_the_mail_server_leads_to_its_state_and_a_refusal_is_told_to_the_operator_once()
    {
        using var server = SmtpServer.Start();
        using var service = new TestService(samples, server);
        service.Settings = service.Settings with
        {
            Deliver = service.Settings.Deliver with { Threads = 1, RetryMinutes = [1, 5] },
            Mail = service.Settings.Mail with { Operator = "vanhanh@example.org" },
        };
        service.Plan(service.Subscribe("s", "good@example.org", "refuse.one@example.org", "greylist1.two@example.org", "greylist.three@example.org", "droptaken.four@example.org", "droplost.five@example.org"));

        service.Deliver();
        Assert.Equal(
            [
                "good@example.org sent", "refuse.one@example.org refused", "greylist1.two@example.org due", "greylist.three@example.org due", "droptaken.four@example.org unknown",
                "droplost.five@example.org unknown",
            ],
            service.States());

        service.Clock.Advance(TimeSpan.FromMinutes(1));
        service.Deliver();
        service.Clock.Advance(TimeSpan.FromMinutes(5));
        service.Deliver();
        Assert.Equal(
            [
                "good@example.org sent", "refuse.one@example.org refused", "greylist1.two@example.org sent", "greylist.three@example.org given up", "droptaken.four@example.org unknown",
                "droplost.five@example.org unknown",
            ],
            service.States());

        Assert.Equal(2, service.Deliveries.UnknownOutcomes());
        Assert.Equal(["droptaken.four@example.org", "good@example.org", "greylist1.two@example.org"], Readers(server));
        var told = server.Received.Where(mail => mail.Recipient == "vanhanh@example.org").Select(mail => mail.Message).ToList();
        Assert.Equal(["PapiBI: 3 thư và 0 việc cần xem lại", "PapiBI: 1 thư và 0 việc cần xem lại"], told.Select(mail => mail.Subject));
        Assert.Contains("Thư 2 · s · refuse.one@example.org: bị từ chối.", told[0].TextBody, StringComparison.Ordinal);
        Assert.Contains("Thư 4 · s · greylist.three@example.org: thôi thử.", told[1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_policy_is_to_resend_an_unknown_outcome_is_repeated_later_and_stays_counted()
    {
        using var server = SmtpServer.Start();
        using var service = new TestService(samples, server);
        service.Settings = service.Settings with { Deliver = service.Settings.Deliver with { UnknownOutcome = "resend" } };
        service.Plan(service.Subscribe("s", "droplost1.a@example.org"));

        service.Deliver();
        service.Deliver();
        Assert.Equal(["droplost1.a@example.org unknown"], service.States());
        Assert.Empty(server.Received);

        service.Clock.Advance(TimeSpan.FromMinutes(16));
        service.Deliver();
        Assert.Equal(["droplost1.a@example.org sent"], service.States());
        Assert.Equal(1, service.Deliveries.UnknownOutcomes());
        Assert.Single(server.Received);
    }

    [Theory]
    [InlineData(ServiceSteps.Handing, 0)]
    [InlineData(ServiceSteps.Handed, 1)]
    public void Killed_just_before_or_just_after_the_server_took_a_mail_its_outcome_is_unknown_and_it_is_not_repeated(string step, int arrived)
    {
        using var server = SmtpServer.Start();
        using var service = new TestService(samples);
        service.Clock.AdjustTime(TimeProvider.System.GetUtcNow());
        File.WriteAllText(service.Data.SettingsFile, $$"""
            {
              "lifeSeconds": 1,
              "deliver": { "threads": 1 },
              "mail": { "from": "papibi@example.org", "smtp": { "host": "{{server.Host}}", "port": {{server.Port}}, "security": "None" } }
            }
            """);
        service.Plan(service.Subscribe("s", "a@example.org", "b@example.org"));

        using (var dying = PapibiProcess.Start(service.Data, new Dictionary<string, string> { ["PAPIBI_DIE_AT"] = step }, "run", "--once"))
        {
            Assert.NotEqual(0, dying.End().ExitCode);
        }

        Assert.Equal(arrived, server.Received.Count);
        var workers = new Workers(service.State, TimeProvider.System);
        Assert.True(SpinWait.SpinUntil(() => workers.All().All(worker => !worker.IsAlive), TimeSpan.FromSeconds(30)));
        using (var next = PapibiProcess.Start(service.Data, "run", "--once"))
        {
            Assert.Equal(0, next.End().ExitCode);
        }

        Assert.Equal(["a@example.org unknown", "b@example.org sent"], service.States());
        Assert.Equal([.. Enumerable.Repeat("a@example.org", arrived), "b@example.org"], server.Received.Select(mail => mail.Recipient));
    }

    [Fact]
    public void A_mail_server_that_is_away_counts_against_no_mail()
    {
        using var service = new TestService(samples);
        service.Settings = service.Settings with
        {
            Deliver = service.Settings.Deliver with { Threads = 1 },
            Mail = service.Settings.Mail with { Smtp = new SmtpSettings { Host = "127.0.0.1", Port = 1, Security = SmtpSecurity.None } },
        };
        service.Plan(service.Subscribe("s", "a@example.org", "b@example.org", "c@example.org"));

        service.Deliver();

        Assert.Equal(["a@example.org 0", "b@example.org 0", "c@example.org 0"], service.Deliveries.Newest(10).Reverse().Select(d => $"{d.Recipient.Address} {d.Attempts}"));
        Assert.Equal(["due"], service.Deliveries.Counts().Keys);
        Assert.Contains("127.0.0.1:1", service.Deliveries.Newest(10)[^1].Reason.Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_the_release_does_not_bear_is_refused_and_the_others_go_on()
    {
        using var service = new TestService(samples);
        var subscription = service.Subscribe("s", "a@example.org");
        service.Plan(service.Subscribe(subscription with { Name = "no such province", Parameters = subscription.Parameters.Replace("\"92\"", "\"Atlantis\"", StringComparison.Ordinal) }));
        service.Plan(service.Subscribe("t", "b@example.org"));

        service.Deliver();

        Assert.Equal(["a@example.org refused", "b@example.org sent"], service.States());
        Assert.Contains("Atlantis", service.Deliveries.Newest(1, DeliveryState.Refused).Single().Reason.Vi, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_still_being_copied_is_left_alone_until_the_inbox_is_quiet()
    {
        using var service = new TestService(samples);
        var arriving = Path.Combine(service.Inbox, "sipas.csv");
        File.WriteAllText(arriving, "# papibi: published\n");

        service.TakeIn();
        Assert.Empty(new Runs(service.State, service.Clock).Newest(10));

        await File.WriteAllTextAsync(arriving, TestService.CorrectedSipas("bản sửa"));
        service.Clock.Advance(TimeSpan.FromSeconds(30));
        service.TakeIn();
        Assert.Equal(265, new Runs(service.State, service.Clock).Newest(10).Single().Steps.Single().RowsOut);
    }

    [Fact]
    public async Task The_health_file_tells_that_the_worker_lives_and_that_it_ended_in_order()
    {
        using var service = new TestService(samples);
        service.Plan(service.Subscribe("s", "a@example.org"));
        var host = await service.Start();

        using (var health = JsonDocument.Parse(File.ReadAllText(service.Data.HealthFile)))
        {
            Assert.True(health.RootElement.GetProperty("isRunning").GetBoolean());
            Assert.Equal(1, health.RootElement.GetProperty("deliveries").GetProperty("due").GetInt32());
        }

        Assert.Single(new Workers(service.State, service.Clock).All());
        await host.StopAsync();
        Assert.Contains("\"isRunning\": false", File.ReadAllText(service.Data.HealthFile), StringComparison.Ordinal);
        Assert.Empty(new Workers(service.State, service.Clock).All());
    }

    private static IEnumerable<string> Readers(SmtpServer server) => server.Received.Select(mail => mail.Recipient).Where(address => address != "vanhanh@example.org").Order(StringComparer.Ordinal);
}

public sealed class ServiceOnDuckDbTests(PublishedSamples samples) : ServiceTests(samples, TestEngine.DuckDb);

public sealed class ServiceOnSqlServerTests(PublishedSamples samples) : ServiceTests(samples, TestEngine.SqlServer);
