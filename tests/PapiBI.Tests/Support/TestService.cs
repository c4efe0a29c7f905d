using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PapiBI.Reports.Definitions;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Delivery;
using PapiBI.Worker.Service;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Tests.Support;

/// <summary>A service on the published samples in a folder of its own, with a clock to drive and a real mail server.</summary>
internal sealed class TestService : IDisposable
{
    // For what takes a second on files: a server that several tests ask at once takes its time. A test that goes well waits for none of it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder folder = new();
    private readonly List<IHost> hosts = [];
    private readonly PublishedSamples samples;

    public TestService(PublishedSamples samples, SmtpServer? server = null)
    {
        this.samples = samples;
        Data = samples.CopyTo(folder);
        Clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        Settings = ServiceSettings.Read(Data.SettingsFile, Data.Root, out var faults) with
        {
            LifeSeconds = 3600,
            Mail = new MailServiceSettings
            {
                From = "papibi@example.org",
                PickupFolder = folder.File("outbox"),
                Smtp = server?.Settings,
            },
        };
        Assert.Empty(faults);
    }

    public DataFolder Data { get; }
    public FakeTimeProvider Clock { get; }
    public ServiceSettings Settings { get; set; }
    public string Inbox => Directory.CreateDirectory(Settings.Inbox.Folder).FullName;
    public StateDatabase State => StateDatabase.Open(Data, Clock);
    public Deliveries Deliveries => new(State, Clock);

    public Workshop OpenShop() => new(Data, Settings, TimeSpan.FromSeconds(10), Clock, Steps.Silent);

    /// <summary>Runs the service in this process, on the driven clock.</summary>
    public async Task<IHost> Start()
    {
        var host = ServiceHost.Build(OpenShop());
        hosts.Add(host);
        await host.StartAsync();
        return host;
    }

    /// <summary>Looks into the inbox once, as another worker.</summary>
    public void TakeIn()
    {
        var shop = OpenShop();
        shop.Do(new InboxJob(shop, new MendingPost(shop, NullLogger<MendingPost>.Instance)), NullLogger.Instance, CancellationToken.None);
    }

    /// <summary>Does the delivering once, as another worker.</summary>
    public void Deliver()
    {
        var shop = OpenShop();
        shop.Do(new DeliverJob(shop, new OperatorReport(shop, NullLogger<OperatorReport>.Instance), new MendingPost(shop, NullLogger<MendingPost>.Instance), NullLogger<DeliverJob>.Instance), NullLogger.Instance, CancellationToken.None);
    }

    /// <summary>Moves the clock on, half a minute at a time, until what is asked for has come; on a server, which takes longer for the same, more slowly.</summary>
    public async Task Until(Func<bool> isThere, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!isThere())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"Not within {Patience.TotalSeconds} s: {what}");
            Clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(Data.Server is null ? 200 : 1000);
        }
    }

    /// <summary>A subscription to a small report that is quick to make.</summary>
    public Subscription Subscribe(string name, params string[] addresses) => Subscribe(new Subscription
    {
        Name = name,
        Report = "province-brief",
        Parameters = new ReportParameters { Index = "SIPAS", Year = 2021, Province = "92" }.Json(),
        Language = Language.Vietnamese,
        On = new Trigger.Publication("SIPAS"),
        TimeZone = "Asia/Ho_Chi_Minh",
        Missed = MissedPolicy.Latest,
        Recipients = [.. addresses.Select(address => new SubscriptionRecipient { Address = address, Name = "Trần Thị Ánh", Greeting = "Kính gửi bà Trần Thị Ánh,", Province = "" })],
    });

    public Subscription Subscribe(Subscription subscription)
    {
        var subscriptions = new Subscriptions(State, Clock);
        subscriptions.Save(subscription, ReleaseFiles.In(Data)[^1].Id);
        return subscriptions.Find(subscription.Name)!;
    }

    /// <summary>Plans a subscription's deliveries on the current release, as if it had just come.</summary>
    public void Plan(Subscription subscription)
    {
        var release = ReleaseFiles.In(Data)[^1];
        Assert.True(new Occasions(State, Clock).Decide(
            subscription,
            [new OccasionDecision
            {
                Occasion = OccasionDecision.OfRelease(release.Id),
                ReleaseId = release.Id,
                ReleaseFile = release.Name,
                Deliveries = [.. subscription.Recipients.Select(r => new PlannedDelivery { Recipient = r, Parameters = subscription.Parameters })],
            }],
            subscription.DecidedUntil,
            release.Id));
    }

    /// <summary>The SIPAS figures again, from a source of another name: new figures of every year that is held.</summary>
    public static string CorrectedSipas(string source) => SomeTable.Sample("published-sipas.csv").WithMetadata("source", source).Csv();

    public List<string> States() => [.. Deliveries.Newest(1000).Reverse().Select(d => $"{d.Recipient.Address} {d.State}")];

    public void Dispose()
    {
        foreach (var host in hosts)
        {
            host.StopAsync().GetAwaiter().GetResult();
            host.Dispose();
        }

        samples.GiveBack(Data);
        folder.Dispose();
    }
}
