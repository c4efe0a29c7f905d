using System.Globalization;
using PapiBI.Etl.Jobs;
using PapiBI.Reports.Definitions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Tests.Worker;

/// <summary>
/// Two workers with a data folder each, as on two machines, over one server: they load what arrives in their common inbox, publish it and mail each
/// release to all readers, and are killed again and again, as by a power cut.
/// </summary>
public sealed class TwoNodesTests : IDisposable
{
    private const int Kills = 50;
    private const int Readers = 6;
    private const int Files = 25;

    // Long enough for a sign of life on a busy machine, short enough that the dead are found soon.
    private const int LifeSeconds = 6;

    private static readonly string[] Tables =
    [
        "regions.csv", "provinces.csv", "province-aliases.csv", "groups.csv", "group-members.csv", "editions-sipas.csv", "structure-sipas.csv", "published-sipas.csv",
    ];

    private readonly TemporaryFolder folder = new();
    private readonly DataFolder data;

    public TwoNodesTests() => data = TestEngine.SqlServer.Install(folder.File("first"));

    public void Dispose()
    {
        TestEngine.SqlServer.Remove(data);
        folder.Dispose();
    }

    [Fact]
    public void Killed_at_50_random_moments_every_file_is_loaded_once_no_mail_goes_twice_none_is_lost_and_unknown_outcomes_are_marked()
    {
        using var server = SmtpServer.Start();
        string inbox = Directory.CreateDirectory(folder.File("inbox")).FullName;
        string[] nodes = [data.Root, folder.File("second")];
        foreach (var node in nodes)
        {
            Directory.CreateDirectory(node);
            File.WriteAllText(Path.Combine(node, "papibi.json"), $$"""
                {
                  "lifeSeconds": {{LifeSeconds}},
                  "inbox": { "folder": "{{inbox}}", "cron": "* * * * * ?", "quietSeconds": 0 },
                  "deliver": { "cron": "* * * * * ?", "threads": 2 },
                  "mail": { "from": "papibi@example.org", "smtp": { "host": "{{server.Host}}", "port": {{server.Port}}, "security": "None" } }
                }
                """);
        }

        Load();
        var state = StateDatabase.Open(data, TimeProvider.System);
        Subscribe(state);
        var deliveries = new Deliveries(state, TimeProvider.System);
        var random = new Random(20261128);
        var workers = nodes.Select(Start).ToArray();
        var sent = 0;
        for (var kills = 0; kills < Kills; kills++)
        {
            if (sent < Files && kills % 2 == 0)
            {
                Drop(inbox, sent++);
            }

            // Half of the moments are any, half lie where mails are under way.
            SpinWait.SpinUntil(() => Pause() && (kills % 2 == 0 || deliveries.Counts().ContainsKey(DeliveryState.Handing)), TimeSpan.FromSeconds(15));
            Thread.Sleep(random.Next(100, 6000));
            var victim = random.Next(2);
            workers[victim].Kill();
            workers[victim].Dispose();
            workers[victim] = Start(nodes[victim]);
        }

        var finished = SpinWait.SpinUntil(() => Pause() && Loads().Count == Files && IsDone(state, deliveries), TimeSpan.FromMinutes(6));
        Array.ForEach(workers, worker => worker.Dispose());

        var counts = deliveries.Counts();
        Assert.True(finished, $"Still at work after the kills: {string.Join(", ", counts)}; {Loads().Count} files of {Files}. {string.Join('\n', workers.Select(worker => worker.ErrorsSoFar))}");
        Assert.All(Loads(), load => Assert.Equal(1, load.Times));

        // Each release that came is mailed to each reader, and nothing else is.
        var releases = ReleaseFiles.In(data).Where(release => release.Id > 1).ToList();
        var rows = deliveries.Newest(100_000);
        Assert.Equal(releases.Count * Readers, rows.Count);
        Assert.Equal(rows.Count, rows.Select(row => row.Key).Distinct().Count());

        var received = server.Received.GroupBy(mail => mail.MessageId.Split('@')[0]).ToDictionary(mails => mails.Key, mails => mails.Count());
        Assert.DoesNotContain(received, mail => mail.Value > 1);
        Assert.All(received.Keys, key => Assert.Contains(rows, row => row.Key == key));
        Assert.All(rows.Where(row => row.State == DeliveryState.Sent), row => Assert.True(received.ContainsKey(row.Key), $"{row.Occasion} to {row.Recipient.Address} is said to be sent and never came."));
        Assert.All(rows.Where(row => row.State != DeliveryState.Sent), row => Assert.Equal(DeliveryState.Unknown, row.State));
        Assert.Equal(counts.GetValueOrDefault(DeliveryState.Unknown), deliveries.UnknownOutcomes());
        Assert.InRange(counts.GetValueOrDefault(DeliveryState.Unknown), 1, Kills * 2);
        TestContext.Current.TestOutputHelper?.WriteLine($"{releases.Count} releases, {counts[DeliveryState.Sent]} sent, {counts[DeliveryState.Unknown]} unknown, of which {rows.Count(row => row.State == DeliveryState.Unknown && received.ContainsKey(row.Key))} arrived");
    }

    private void Load()
    {
        using var database = WorkingDatabase.Open(data, TimeProvider.System, TimeSpan.FromSeconds(30));
        var outcomes = new LoadJob(database, data, TimeProvider.System, Steps.Silent).Run([.. Tables.Select(table => Path.Combine(Samples.Folder, table))]);
        Assert.All(outcomes, file => Assert.IsType<LoadOutcome.Loaded>(file.Outcome));
        Assert.IsType<PublishOutcome.Published>(new ReleasePublisher(database, data, TimeProvider.System, Steps.Silent).Publish());
    }

    private static void Subscribe(StateDatabase state) => new Subscriptions(state, TimeProvider.System).Save(
        new Subscription
        {
            Name = "nodes",
            Report = "province-brief",
            Parameters = new ReportParameters { Index = "SIPAS", Year = 2021, Province = "92" }.Json(),
            Language = Language.Vietnamese,
            On = new Trigger.Publication("SIPAS"),
            TimeZone = "Asia/Ho_Chi_Minh",
            Missed = MissedPolicy.CatchUp,
            Recipients = [.. Enumerable.Range(1, Readers).Select(n => new SubscriptionRecipient { Address = $"{(n % 3 > 0 ? "slow1." : "reader.")}{n}@example.org", Name = "Trần Thị Ánh", Greeting = "", Province = "" })],
        },
        newestRelease: 1);

    // Whole from the first moment on, as a file that is moved in.
    private void Drop(string inbox, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"sipas-{number:00}.csv");
        File.WriteAllText(folder.File(name), TestService.CorrectedSipas($"Nguồn số {number} | Source no. {number}"));
        File.Move(folder.File(name), Path.Combine(inbox, name));
    }

    private List<(string Name, int Times)> Loads()
    {
        using var database = new Microsoft.Data.SqlClient.SqlConnection(TestServer.ConnectionString(data.Server!.Database));
        database.Open();
        using var command = new Microsoft.Data.SqlClient.SqlCommand("select l.file_name, cast(count(*) as integer) from source_load l where l.status = 'loaded' and l.file_name like 'sipas-%' group by l.file_name", database);
        using var reader = command.ExecuteReader();
        List<(string, int)> loads = [];
        while (reader.Read())
        {
            loads.Add((reader.GetString(0), reader.GetInt32(1)));
        }

        return loads;
    }

    // The last release is published and decided, and of its mails none is on its way.
    private bool IsDone(StateDatabase state, Deliveries deliveries)
    {
        var counts = deliveries.Counts();
        return new Subscriptions(state, TimeProvider.System).Find("nodes")!.DecidedRelease == ReleaseFiles.In(data)[^1].Id
            && ReleaseLoads() == Files
            && counts.GetValueOrDefault(DeliveryState.Due) + counts.GetValueOrDefault(DeliveryState.Claimed) + counts.GetValueOrDefault(DeliveryState.Handing) == 0;
    }

    private int ReleaseLoads() => (int)TestServer.Scalar(
        "select cast(count(*) as integer) from source_load l join release_load r on r.load_id = l.load_id where l.file_name like 'sipas-%' and r.release_id = (select max(n.release_id) from release n)",
        data.Server!.Database)!;

    private PapibiProcess Start(string node) => PapibiProcess.Start(
        new Dictionary<string, string> { ["PAPIBI_WAREHOUSE"] = "sqlserver:" + TestServer.ConnectionString(data.Server!.Database) }, "run", "--data", node);

    // The watcher leaves the processors to the workers.
    private static bool Pause()
    {
        Thread.Sleep(100);
        return true;
    }
}
