using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Cli;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Tests.Worker;

/// <summary>Reminders as people subscribe to them, and in a service that runs.</summary>
public abstract class ReminderCommandTests(PublishedSamples samples, TestEngine engine)
{
    private const string Header = "email,name,report,index,year,province,language,subscription,cron,plan,days_before,period_kind\n";
    protected const string Cron = "0 0 8 * * ?";

    [Fact]
    public void Added_listed_edited_paused_tried_and_shown_each_says_what_is_so_now()
    {
        using var stage = Stage();
        string Tell(params string[] arguments)
        {
            var typed = Typed.In(stage.Data, stage.Clock, arguments);
            return $"$ papibi {string.Join(' ', arguments.Select(a => a.Contains(' ', StringComparison.Ordinal) ? $"\"{a}\"" : a))}\n{typed.Output}{typed.Errors}{(typed.Code == 0 ? "" : $"({typed.Code})\n")}";
        }

        var story = new List<string>
        {
            Tell("subscription", "add", "nhắc việc", "--report", "plan-reminder", "--cron", Cron),
            Tell("subscription", "add", "p1", "--report", "plan-reminder", "--cron", Cron, "--plan", "P1", "--days-before", "15", "--period-kind", "half", "--report-lang", "en", "--lang", "en"),
            Tell("subscription", "list"),
            Tell("subscription", "list", "--lang", "en"),
            Tell("subscription", "edit", "p1", "--plan", "all", "--period-kind", "year"),
            Tell("subscription", "edit", "p1", "--to", "a@example.org"),
            Tell("subscription", "pause", "p1", "--lang", "en"),
            Tell("subscription", "list", "--lang", "en"),
            Tell("subscription", "remove", "p1"),
        };
        stage.WorkUntil(16, 6);
        story.Add(Masked(Tell("deliveries", "list"), stage));
        story.Add(Masked(Tell("deliveries", "list", "--lang", "en"), stage));

        Golden.Check("reminder-commands.txt", string.Join('\n', story));
    }

    [Fact]
    public void A_subscription_becomes_one_to_reminders_and_back()
    {
        using var stage = Stage();
        Typed Type(params string[] arguments) => Typed.In(stage.Data, stage.Clock, ["subscription", .. arguments]);
        Assert.Equal(ExitCode.Done, Type("add", "s", "--report", "national-league", "--index", "TEST", "--to", "a@example.org", "--cron", Cron).Code);

        Assert.Equal(ExitCode.Done, Type("edit", "s", "--report", "plan-reminder").Code);
        Assert.Equal((ReminderParameters.Report, 0), (stage.Subscriptions.Find("s")!.Report, stage.Subscriptions.Find("s")!.Recipients.Count));
        Assert.Equal("Chưa có người nhận nào.", Type("edit", "s", "--report", "national-league", "--index", "TEST").Errors.Trim());
        Assert.Equal(ExitCode.Done, Type("edit", "s", "--report", "national-league", "--index", "TEST", "--to", "b@example.org").Code);
        Assert.Equal(ExitCode.Usage, Type("edit", "s", "--days-before", "3").Code);
        Assert.Equal(1, Type("add", "t", "--report", "plan-reminder", "--cron", Cron, "--days-before", "61").Errors.Split('\n').Count(line => line.Contains("--days-before", StringComparison.Ordinal) && line.Contains("60", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_list_brings_reminders_without_readers_and_each_fault_of_such_a_line_is_told()
    {
        using var stage = Stage();
        Typed Import(string lines)
        {
            var file = Path.Combine(stage.Data.Root, "list.csv");
            File.WriteAllText(file, Header + lines);
            return Typed.In(stage.Data, stage.Clock, "subscription", "import", file, "--lang", "en");
        }

        Assert.Equal("", Import($"""
            ,,plan-reminder,,,,vi,,{Cron},,,
            ,,plan-reminder,,,,en,six months,{Cron},P1,20,half
            a@example.org,,national-league,TEST,newest,,vi,league,{Cron},,,
            """).Errors);
        Assert.Equal(["league 1", "plan-reminder 0", "six months 0"], stage.Subscriptions.All().Select(s => $"{s.Name} {s.Recipients.Count}"));
        Assert.Equal(new ReminderParameters { Plan = "P1", DaysBefore = 20, PeriodKind = ReportingPeriod.Half }, ReminderParameters.Of(stage.Subscriptions.Find("six months")!.Parameters));

        var faults = Import($"""
            a@example.org,,plan-reminder,TEST,,92,vi,stray,{Cron},,,
            ,,plan-reminder,,,,vi,values,{Cron},P9,61,month
            ,,plan-reminder,,,,vi,no cron,,,,
            a@example.org,,national-league,TEST,newest,,vi,league 2,{Cron},P1,,
            ,,national-league,TEST,newest,,vi,league 3,{Cron},,,
            """).Errors;
        foreach (var fault in new[]
        {
            "plan-reminder takes no email.", "plan-reminder takes no index.", "plan-reminder takes no province.", "The release has no plan “P9”; it has P1.", "days_before: from 0 to 60.",
            "period_kind: use quarter, half, year.", "plan-reminder needs a cron.", "The mail address is missing.",
        })
        {
            Assert.Contains(fault, faults, StringComparison.Ordinal);
        }

        Assert.Equal(3, stage.Subscriptions.All().Count);
    }

    [Fact]
    public void A_trial_shows_the_first_letter_of_each_kind_marked_as_such_and_does_not_count()
    {
        using var stage = Stage();
        File.WriteAllText(stage.Data.SettingsFile, $$"""{"mail":{"from":"papibi@example.org","smtp":{"host":"{{stage.Server.Host}}","port":{{stage.Server.Port}},"security":"None"} } }""");
        stage.Subscribe(ReminderStage.Reminders());

        var tried = Typed.In(stage.Data, stage.Clock, "subscription", "test", "nhắc việc", "--to", "thu@example.org");
        stage.At(16, 6, 7);
        Assert.Equal(ExitCode.Done, Typed.In(stage.Data, stage.Clock, "subscription", "test", "nhắc việc", "--to", "thu@example.org").Code);

        Assert.Equal(ExitCode.Done, tried.Code);
        Assert.StartsWith("Đã gửi bản thử tới thu@example.org: ", tried.Output, StringComparison.Ordinal);
        Assert.Equal(
            [
                "thu@example.org [Thử] Nhắc việc: 2 nhiệm vụ cần báo cáo quý II năm 2027 trước 30/6/2027 – Sở A",
                "thu@example.org [Thử] Nhắc việc: 2 nhiệm vụ cần báo cáo quý II năm 2027 trước 30/6/2027 – Sở A",
                "thu@example.org [Thử] Quá hạn: 1 nhiệm vụ chưa hoàn thành – Sở A",
            ],
            stage.Arrived());
        Assert.Empty(stage.Deliveries());

        stage.Load(SomePlan.Agency("A", "a@example.org"));
        Assert.StartsWith("Hiện không có nhiệm vụ nào cần nhắc", Typed.In(stage.Data, stage.Clock, "subscription", "test", "nhắc việc", "--to", "thu@example.org").Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_service_reminds_after_midnight_once_and_one_that_starts_anew_does_not_again()
    {
        using var server = SmtpServer.Start();
        using var service = new TestService(samples.On(engine), server);
        var vietnam = TimeSpan.FromHours(7);
        var day = service.Clock.GetUtcNow().ToOffset(vietnam).Date.AddDays(1);
        service.Clock.AdjustTime(new DateTimeOffset(day, vietnam).AddHours(23.8));
        using (var database = WorkingDatabase.Open(service.Data, service.Clock, TimeSpan.FromSeconds(10)))
        {
            var plan = SomePlan.Batch([
                SomePlan.Plan("58", day.Year, day.Year + 1), SomePlan.Index("PAPI"), SomePlan.Agency("A", "a@example.org"), SomePlan.Agency("B", "b@example.org"),
                SomePlan.Task("1", "A", DateOnly.FromDateTime(day)), SomePlan.Task("2", "B", DateOnly.FromDateTime(day).AddDays(200)),
            ]);
            Assert.IsType<LoadOutcome.Loaded>(new WarehouseLoader(database, service.Clock, Steps.Silent).Load(plan));
            Assert.IsType<PublishOutcome.Published>(new ReleasePublisher(database, service.Data, service.Clock, Steps.Silent).Publish());
        }

        service.Subscribe(ReminderStage.Reminders(new ReminderParameters { PeriodKind = ReportingPeriod.Year }, "0 0 * * * ?"));
        var first = await service.Start();
        await service.Until(() => service.States().Contains("a@example.org sent"), "the reminder");
        await first.StopAsync();
        await service.Start();
        var hour = service.Clock.GetUtcNow().AddHours(1.1);
        await service.Until(() => service.Clock.GetUtcNow() > hour, "an hour more");

        // Near the end of a year reports are reminded of too.
        Assert.Single(server.Received, mail => mail.Message.Subject == "Quá hạn: 1 nhiệm vụ chưa hoàn thành – Sở A");
    }

    private protected ReminderStage Stage() => new(
        engine,
        SomePlan.Agency("A", "a@example.org"), SomePlan.Agency("B"),
        SomePlan.Task("1", "A", new DateOnly(2027, 6, 15)), SomePlan.Task("2", "A", new DateOnly(2027, 12, 31)), SomePlan.Task("3", "B", new DateOnly(2027, 6, 15)));

    private static string Masked(string told, ReminderStage stage) => told.Replace($"{stage.Server.Port}", "port", StringComparison.Ordinal);
}

public sealed class ReminderCommandOnDuckDbTests(PublishedSamples samples) : ReminderCommandTests(samples, TestEngine.DuckDb)
{
    // What is refused for its words is so on any engine.
    [Theory]
    [InlineData("plan-reminder needs a cron.", "--report", "plan-reminder")]
    [InlineData("plan-reminder takes no --on-publication.", "--report", "plan-reminder", "--cron", Cron, "--on-publication", "PAPI")]
    [InlineData("plan-reminder takes no --to.", "--report", "plan-reminder", "--cron", Cron, "--to", "a@example.org")]
    [InlineData("plan-reminder takes no --province.", "--report", "plan-reminder", "--cron", Cron, "--province", "92")]
    [InlineData("The release has no plan “P9”; it has P1.", "--report", "plan-reminder", "--cron", Cron, "--plan", "P9")]
    [InlineData("The schedule “0 0 7 30 2 ?” never comes.", "--report", "plan-reminder", "--cron", "0 0 7 30 2 ?")]
    [InlineData("national-league takes no --days-before.", "--report", "national-league", "--index", "TEST", "--to", "a@example.org", "--cron", Cron, "--days-before", "5")]
    public void One_fault_is_one_line(string fault, params string[] options)
    {
        using var stage = Stage();
        var told = Typed.In(stage.Data, stage.Clock, ["subscription", "add", "x", "--lang", "en", .. options]);

        Assert.Equal((ExitCode.Usage, fault), (told.Code, told.Errors.Trim()));
        Assert.Empty(stage.Subscriptions.All());
    }
}

public sealed class ReminderCommandOnSqlServerTests(PublishedSamples samples) : ReminderCommandTests(samples, TestEngine.SqlServer);
