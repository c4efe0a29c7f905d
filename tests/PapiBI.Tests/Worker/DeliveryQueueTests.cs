using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Worker;

/// <summary>The queue of deliveries and the leases, as several workers use them, some of which die.</summary>
public abstract class DeliveryQueueTests : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder folder = new();
    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));
    private readonly TestEngine engine;
    private readonly DataFolder data;

    protected DeliveryQueueTests(TestEngine engine)
    {
        this.engine = engine;
        data = engine.Install(folder.Path);
    }

    public void Dispose()
    {
        engine.Remove(data);
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Two_workers_claim_different_deliveries_each_of_one_report()
    {
        Plan(("a@x.vn", "01"), ("b@x.vn", "02"), ("c@x.vn", "01"));
        Beat("w1", "w2");

        Assert.Equal(["a@x.vn", "c@x.vn"], Queue.Claim("w1", 50).Select(d => d.Recipient.Address));
        Assert.Equal(["b@x.vn"], Queue.Claim("w2", 50).Select(d => d.Recipient.Address));
        Assert.Empty(Queue.Claim("w1", 50));
    }

    [Fact]
    public void What_a_dead_worker_had_claimed_is_due_again_and_what_it_was_handing_over_is_unknown()
    {
        Plan(("a@x.vn", "01"), ("b@x.vn", "01"));
        Beat("w1", "w2");
        var claimed = Queue.Claim("w1", 50);
        Assert.True(Queue.BeginHanding(claimed[0], "w1"));

        Assert.Equal(0, Queue.Recover("w2"));
        clock.Advance(Life);
        Beat("w2");
        Assert.Equal(1, Queue.Recover("w2"));

        Assert.Equal(["a@x.vn unknown", "b@x.vn due"], States());
        Assert.Equal(1, Queue.UnknownOutcomes());
        Assert.Equal("The worker stopped while handing the mail over, or could not record the outcome.", Queue.Newest(10, DeliveryState.Unknown).Single().Reason.En);
        Assert.False(Queue.BeginHanding(claimed[1], "w1"));
    }

    [Fact]
    public void A_worker_that_was_believed_dead_and_knows_the_outcome_has_the_last_word()
    {
        Plan(("a@x.vn", "01"));
        Beat("w1");
        var delivery = Queue.Claim("w1", 1).Single();
        Queue.BeginHanding(delivery, "w1");
        clock.Advance(Life);
        Queue.Recover("w2");

        Queue.Sent(delivery, "w1", new Text("250", "250"));

        Assert.Equal(["a@x.vn sent"], States());
        Assert.Equal(0, Queue.UnknownOutcomes());
    }

    [Fact]
    public void With_the_clock_set_back_an_hour_the_living_stay_alive_the_dead_do_not_come_back_and_nothing_waits()
    {
        Plan(("a@x.vn", "01"), ("b@x.vn", "02"));
        Beat("w1", "dead");
        Queue.Claim("dead", 1);

        clock.Advance(TimeSpan.FromHours(-1));
        Beat("w1");
        Queue.Recover("w2");

        Assert.Equal(["a@x.vn due", "b@x.vn due"], States());
        Assert.Equal(2, Queue.Claim("w1", 50).Count + Queue.Claim("w1", 50).Count);
        Assert.Equal([("dead", false), ("w1", true)], Workers.All().Select(w => (w.Id, w.IsAlive)).Order());
    }

    [Fact]
    public void An_unknown_outcome_is_held_until_the_operator_says_or_repeated_a_few_times_where_that_is_the_policy()
    {
        Plan(("a@x.vn", "01"));
        Beat("w1");
        for (var handed = 1; handed <= 3; handed++)
        {
            var delivery = Queue.Claim("w1", 1).Single();
            Queue.BeginHanding(delivery, "w1");
            Queue.Unknown(delivery, "w1", new Text("không rõ", "unknown"));
            Assert.Empty(Queue.Claim("w1", 1));
            Assert.Equal(handed <= 2 ? 1 : 0, Queue.ResendUnknown(clock.GetUtcNow(), mostUnknowns: 2));
        }

        Assert.Equal(3, Queue.UnknownOutcomes());
        Assert.True(Queue.Settle(1));
        Assert.False(Queue.Retry(1));
        Assert.Equal(["a@x.vn sent"], States());
    }

    [Fact]
    public void What_an_earlier_run_of_a_living_worker_left_behind_is_freed_too()
    {
        Plan(("a@x.vn", "01"), ("b@x.vn", "01"));
        Beat("w1");
        Queue.BeginHanding(Queue.Claim("w1", 50)[0], "w1");

        Assert.Equal(1, Queue.Recover("w1"));
        Assert.Equal(["a@x.vn unknown", "b@x.vn due"], States());
    }

    [Fact]
    public void A_put_off_delivery_waits_its_time()
    {
        Plan(("a@x.vn", "01"));
        Beat("w1");
        var delivery = Queue.Claim("w1", 1).Single();
        Queue.BeginHanding(delivery, "w1");
        Queue.Postpone(delivery, "w1", new Text("bận", "busy"), 1, clock.GetUtcNow() + TimeSpan.FromMinutes(5));

        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Empty(Queue.Claim("w1", 1));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, Queue.Claim("w1", 1).Single().Attempts);
    }

    [Fact]
    public void A_job_is_one_workers_as_long_as_that_one_lives()
    {
        Beat("w1", "w2");
        Assert.True(Workers.TryTake("inbox", "w1"));
        Assert.False(Workers.TryTake("inbox", "w2"));
        Assert.True(Workers.TryTake("publish", "w2"));

        clock.Advance(Life);
        Beat("w2");
        Assert.True(Workers.TryTake("inbox", "w2"));

        Workers.GiveBack("inbox", "w2");
        Beat("w1");
        Assert.True(Workers.TryTake("inbox", "w1"));
    }

    [Fact]
    public void A_run_whose_worker_died_is_told_as_abandoned()
    {
        var runs = new Runs(State, clock);
        Beat("w1");
        runs.Record(runs.Begin("inbox", "w1", clock.GetUtcNow()), new StepRow { Step = "load", Subject = "a.csv", RowsIn = 3, RowsOut = 3, StartedAt = clock.GetUtcNow(), Took = TimeSpan.FromSeconds(2), Outcome = Outcome.Done });

        Assert.Equal(0, runs.Abandon());
        clock.Advance(Life);
        Assert.Equal(1, runs.Abandon());

        var run = Assert.Single(runs.Newest(10));
        Assert.Equal(("inbox", "w1", Outcome.Abandoned), (run.Job, run.WorkerId, run.Outcome));
        Assert.Equal("load a.csv 3 3", Assert.Single(run.Steps) is var step ? $"{step.Step} {step.Subject} {step.RowsIn} {step.RowsOut}" : "");
    }

    private StateDatabase State => StateDatabase.Open(data, clock);

    private Deliveries Queue => new(State, clock);

    private Workers Workers => new(State, clock);

    private void Beat(params string[] workers)
    {
        foreach (var worker in workers)
        {
            Workers.Beat(worker, "1.0", Life);
        }
    }

    private List<string> States() => [.. Queue.Newest(100).Reverse().Select(d => $"{d.Recipient.Address} {d.State}")];

    private void Plan(params (string Address, string Province)[] readers)
    {
        var subscriptions = new Subscriptions(State, clock);
        subscriptions.Save(
            new Subscription
            {
                Name = "s",
                Report = "province-brief",
                Parameters = "{}",
                Language = Language.Vietnamese,
                On = new Trigger.Publication("PAPI"),
                TimeZone = "Asia/Ho_Chi_Minh",
                Missed = MissedPolicy.Latest,
                Recipients = [.. readers.Select(r => new SubscriptionRecipient { Address = r.Address, Name = "", Greeting = "", Province = r.Province })],
            },
            0);
        var subscription = subscriptions.Find("s")!;
        Assert.True(new Occasions(State, clock).Decide(
            subscription,
            [new OccasionDecision
            {
                Occasion = OccasionDecision.OfRelease(1),
                ReleaseId = 1,
                ReleaseFile = "1.duckdb",
                Deliveries = [.. subscription.Recipients.Select(r => new PlannedDelivery { Recipient = r, Parameters = $"{{\"province\":\"{r.Province}\"}}" })],
            }],
            clock.GetUtcNow(),
            1));
    }
}

public sealed class DeliveryQueueOnDuckDbTests() : DeliveryQueueTests(TestEngine.DuckDb);

public sealed class DeliveryQueueOnSqlServerTests() : DeliveryQueueTests(TestEngine.SqlServer);
