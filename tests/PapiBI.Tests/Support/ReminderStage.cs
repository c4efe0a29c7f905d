using Microsoft.Extensions.Logging.Abstractions;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Delivery;
using PapiBI.Worker.Service;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Tests.Support;

/// <summary>A small country with a plan for 2027, a subscription to its reminders at 8:00, a clock to drive and a real mail server. It begins on 14 June 2027 at 7:00 in Việt Nam.</summary>
internal sealed class ReminderStage : IDisposable
{
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    private readonly TestWarehouse warehouse;

    public ReminderStage(TestEngine engine, params IReadOnlyList<SourceRow> plan)
    {
        warehouse = new TestWarehouse(engine);
        At(14, 6, 7);
        warehouse.Load([.. Some.Country(2), .. Some.IndexOf([2020, 2021]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 3, 1)])]);
        Load(plan);
        Settings = ServiceSettings.Read(Data.SettingsFile, Data.Root, out _) with
        {
            LifeSeconds = 3600,
            Mail = new MailServiceSettings { From = "papibi@example.org", Contact = "kehoach@example.org", Operator = Operator, Smtp = Server.Settings },
        };
    }

    public const string Operator = "vanhanh@example.org";

    public SmtpServer Server { get; } = SmtpServer.Start();
    public DataFolder Data => warehouse.Data;
    public FixedClock Clock => warehouse.Clock;
    public ServiceSettings Settings { get; set; }
    public StateDatabase State => StateDatabase.Open(Data, Clock);
    public Subscriptions Subscriptions => new(State, Clock);

    /// <summary>The plan of <see cref="SomePlan"/> for 2027 with these agencies and tasks, in place of what it said before.</summary>
    public void Load(params IReadOnlyList<SourceRow> rows)
    {
        Assert.All(warehouse.Load(SomePlan.Batch([SomePlan.Plan(firstYear: 2027, lastYear: 2027), SomePlan.Index(), .. rows])), outcome => Assert.IsType<LoadOutcome.Loaded>(outcome));
        Publish();
    }

    public void Load(LoadBatch batch)
    {
        Assert.All(warehouse.Load(batch), outcome => Assert.IsType<LoadOutcome.Loaded>(outcome));
        Publish();
    }

    public void Report(params IReadOnlyList<TaskProgressRow> reports) => Load(SomePlan.Progress(reports));

    public void Subscribe(Subscription subscription) => Subscriptions.Save(subscription, ReleaseFiles.In(Data)[^1].Id);

    public static Subscription Reminders(ReminderParameters? parameters = null, string cron = "0 0 8 * * ?") => new()
    {
        Name = "nhắc việc",
        Report = ReminderParameters.Report,
        Parameters = (parameters ?? new ReminderParameters()).Json(),
        Language = Language.Vietnamese,
        On = new Trigger.Schedule(cron),
        TimeZone = "Asia/Ho_Chi_Minh",
        Missed = MissedPolicy.Latest,
        Recipients = [],
    };

    /// <summary>Moves the clock to that hour of 2027 in Việt Nam.</summary>
    public void At(int day, int month, int hour, int minute = 0) => Clock.Advance(new DateTimeOffset(2027, month, day, hour, minute, 0, Vietnam) - Clock.GetUtcNow());

    /// <summary>Plans and delivers once, as a worker that has just started.</summary>
    public void Work()
    {
        Plan();
        Deliver();
    }

    public void Plan()
    {
        var shop = OpenShop();
        Assert.NotEqual(JobResult.Failed, shop.Do(new PlanJob(shop, new OperatorReport(shop, NullLogger<OperatorReport>.Instance)), NullLogger.Instance, CancellationToken.None));
    }

    public void Deliver()
    {
        var shop = OpenShop();
        var post = new MendingPost(shop, NullLogger<MendingPost>.Instance);
        Assert.NotEqual(JobResult.Failed, shop.Do(new DeliverJob(shop, new OperatorReport(shop, NullLogger<OperatorReport>.Instance), post, NullLogger<DeliverJob>.Instance), NullLogger.Instance, CancellationToken.None));
    }

    /// <summary>Works at 8:01 of every day from tomorrow to that one.</summary>
    public void WorkUntil(int day, int month)
    {
        var end = new DateTimeOffset(2027, month, day, 8, 1, 0, Vietnam);
        while (Clock.GetUtcNow() < end)
        {
            var local = Clock.GetUtcNow().ToOffset(Vietnam);
            var next = local.AddDays(local.TimeOfDay < new TimeSpan(8, 1, 0) ? 0 : 1);
            At(next.Day, next.Month, 8, 1);
            Work();
        }
    }

    /// <summary>The mails to agencies that arrived since they were last asked for: "a@example.org Nhắc việc: …".</summary>
    public List<string> Arrived()
    {
        var mails = Mails();
        var newer = mails.Skip(told).Select(mail => $"{mail.Recipient} {mail.Message.Subject}").Order(StringComparer.Ordinal).ToList();
        told = mails.Count;
        return newer;
    }

    private int told;

    public IReadOnlyList<ReceivedMail> Mails() => [.. Server.Received.Where(mail => mail.Recipient != Operator)];

    public IReadOnlyList<ReceivedMail> Told() => [.. Server.Received.Where(mail => mail.Recipient == Operator)];

    /// <summary>"P1 2027-Q2 A: planned", the oldest first.</summary>
    public List<string> Decided() => [.. new Occasions(State, Clock).Newest(100).Select(o => $"{o.Occasion}: {o.Outcome}").Order(StringComparer.Ordinal)];

    public List<string> Deliveries() => [.. new Deliveries(State, Clock).Newest(100).Reverse().Select(d => $"{d.Occasion} {d.Recipient.Address} {d.State}")];

    public void Dispose()
    {
        Server.Dispose();
        warehouse.Dispose();
    }

    private Workshop OpenShop() => new(Data, Settings, TimeSpan.FromSeconds(10), Clock, Steps.Silent);

    private void Publish() => Assert.IsType<PublishOutcome.Published>(warehouse.Publish());
}
