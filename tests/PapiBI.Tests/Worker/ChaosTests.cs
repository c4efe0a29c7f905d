using PapiBI.Tests.Support;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Worker;

/// <summary>Two workers deliver 300 mails and are killed again and again, as by a power cut.</summary>
public sealed class ChaosTests(PublishedSamples samples)
{
    private const int Mails = 300;
    private const int Kills = 50;

    // Long enough for a sign of life on a busy machine, short enough that the dead are found soon.
    private const int LifeSeconds = 3;

    [Fact]
    public void Killed_at_50_random_moments_no_mail_goes_twice_none_is_lost_and_unknown_outcomes_are_counted_and_shown()
    {
        using var server = SmtpServer.Start();
        using var service = new TestService(samples);
        service.Clock.AdjustTime(TimeProvider.System.GetUtcNow());
        File.WriteAllText(service.Data.SettingsFile, $$"""
            {
              "lifeSeconds": {{LifeSeconds}},
              "deliver": { "cron": "* * * * * ?", "threads": 2 },
              "mail": { "from": "papibi@example.org", "smtp": { "host": "{{server.Host}}", "port": {{server.Port}}, "security": "None" } }
            }
            """);
        service.Plan(service.Subscribe("chaos", [.. Enumerable.Range(1, Mails).Select(n => $"{(n % 3 > 0 ? "slow1." : "reader.")}{n}@example.org")]));

        var random = new Random(20261125);
        var workers = Enumerable.Range(0, 2).Select(_ => Start(service)).ToArray();
        var kills = 0;
        for (; kills < Kills && IsWork(service); kills++)
        {
            // Half of the moments are any, half lie where mails are under way.
            SpinWait.SpinUntil(() => Pause() && (kills % 2 == 0 || service.Deliveries.Counts().ContainsKey(DeliveryState.Handing)), TimeSpan.FromSeconds(10));
            Thread.Sleep(random.Next(100, 1500));
            var victim = random.Next(2);
            workers[victim].Kill();
            workers[victim].Dispose();
            workers[victim] = Start(service);
        }

        var finished = SpinWait.SpinUntil(() => Pause() && !IsWork(service), TimeSpan.FromMinutes(3));
        Array.ForEach(workers, worker => worker.Dispose());

        var counts = service.Deliveries.Counts();
        var received = server.Received.GroupBy(mail => mail.Recipient).ToDictionary(mails => mails.Key, mails => mails.Count());
        Assert.True(finished, $"Still at work after the kills: {string.Join(", ", service.Deliveries.Counts())}");
        Assert.Equal(Kills, kills);
        Assert.DoesNotContain(received, reader => reader.Value > 1);
        var deliveries = service.Deliveries.Newest(Mails);
        Assert.Equal(Mails, deliveries.Count);
        Assert.All(deliveries.Where(d => d.State == DeliveryState.Sent), d => Assert.True(received.ContainsKey(d.Recipient.Address), $"{d.Recipient.Address} is said to be sent and never came."));
        Assert.All(deliveries.Where(d => d.State != DeliveryState.Sent), d => Assert.Equal(DeliveryState.Unknown, d.State));
        Assert.Equal(counts.GetValueOrDefault(DeliveryState.Unknown), service.Deliveries.UnknownOutcomes());
        Assert.InRange(counts.GetValueOrDefault(DeliveryState.Unknown), 1, Kills * 2);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills, {counts[DeliveryState.Sent]} sent, {counts[DeliveryState.Unknown]} unknown, of which {deliveries.Count(d => d.State == DeliveryState.Unknown && received.ContainsKey(d.Recipient.Address))} arrived");

        using var shown = PapibiProcess.Start(service.Data, "deliveries", "list", "--lang", "en");
        Assert.StartsWith($"sent {counts[DeliveryState.Sent]}, outcome unknown {counts[DeliveryState.Unknown]}; outcomes unknown: {counts[DeliveryState.Unknown]}.", shown.End().Output, StringComparison.Ordinal);
    }

    private static PapibiProcess Start(TestService service) => PapibiProcess.Start(service.Data, "run");

    // The watcher leaves the processors to the workers.
    private static bool Pause()
    {
        Thread.Sleep(100);
        return true;
    }

    private static bool IsWork(TestService service)
    {
        var counts = service.Deliveries.Counts();
        return counts.GetValueOrDefault(DeliveryState.Due) + counts.GetValueOrDefault(DeliveryState.Claimed) + counts.GetValueOrDefault(DeliveryState.Handing) > 0;
    }
}
