using System.Collections.Concurrent;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Worker;

/// <summary>The application database under many hands at once, as two nodes with several threads each are, and with what is longer or more than usual.</summary>
public abstract class StateDatabaseTests : IDisposable
{
    private const int Hands = 8;

    private readonly TemporaryFolder folder = new();
    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));
    private readonly TestEngine engine;
    private readonly DataFolder data;

    protected StateDatabaseTests(TestEngine engine)
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
    public void Nodes_that_open_a_new_database_at_once_all_have_it_and_what_one_writes_the_others_read()
    {
        var opened = AtOnce(_ => Open());

        new Workers(opened[0], clock).Beat("w1", "1.0", TimeSpan.FromMinutes(1));
        Assert.All(opened, state => Assert.Equal("w1", Assert.Single(new Workers(state, clock).All()).Id));
    }

    [Fact]
    public void Of_workers_of_two_nodes_that_claim_at_once_no_two_have_the_same_delivery_and_none_is_left()
    {
        var readers = Enumerable.Range(1, 60).Select(n => Reader($"r{n}@x.vn", $"{n % 20:00}")).ToList();
        Decide(Subscribe(readers));
        StateDatabase[] nodes = [Open(), Open()];

        var claimed = AtOnce(hand =>
        {
            var queue = new Deliveries(nodes[hand % 2], clock);
            var mine = new List<long>();
            while (queue.Claim($"w{hand}", 2) is { Count: > 0 } some)
            {
                mine.AddRange(some.Select(d => d.Id));
                Assert.All(some, d => Assert.True(queue.BeginHanding(d, $"w{hand}")));
            }

            return mine;
        });

        Assert.Equal(Enumerable.Range(1, 60).Select(n => (long)n), claimed.SelectMany(mine => mine).Order());
        Assert.Equal(60, new Deliveries(nodes[0], clock).Counts()[DeliveryState.Handing]);
    }

    [Fact]
    public void An_occasion_that_two_nodes_decide_at_once_is_one_nodes()
    {
        var subscription = Subscribe([Reader("a@x.vn", "01"), Reader("b@x.vn", "02")]);
        StateDatabase[] nodes = [Open(), Open()];

        var decided = AtOnce(hand => new Occasions(nodes[hand % 2], clock).Decide(subscription, [Release(subscription)], clock.GetUtcNow(), 1));

        Assert.Single(decided, isOurs => isOurs);
        Assert.Equal(2, new Deliveries(nodes[0], clock).Newest(100).Count);
        Assert.True(new Occasions(nodes[1], clock).IsDecided(subscription, OccasionDecision.OfRelease(1)));
    }

    [Fact]
    public void Of_servers_that_ask_for_a_load_at_once_one_is_heard_and_the_others_are_told_of_it_and_one_worker_takes_it()
    {
        StateDatabase[] nodes = [Open(), Open()];
        var sites = new EmbedSites(nodes[0], clock);
        var site = sites.Add("Cổng", [], [], mayRefresh: true, Actor.Nobody);
        var asker = sites.FindLive(sites.AddKey(site, Actor.Nobody).Secret)!;

        var asked = AtOnce(hand => new Refreshes(nodes[hand % 2], clock).Ask("papibi", asker, Actor.Nobody)!.Value);
        Assert.Single(asked, each => each.IsNew);
        Assert.Single(asked.Select(each => each.Request.Id).Distinct());

        var workers = new Workers(nodes[0], clock);
        for (var hand = 0; hand < Hands; hand++)
        {
            workers.Beat($"w{hand}", "1.0", TimeSpan.FromMinutes(1));
        }

        var taken = AtOnce(hand => new Refreshes(nodes[hand % 2], clock).Take($"w{hand}", hand + 1));
        var one = Assert.Single(taken, request => request is not null)!;
        var by = $"w{one.RunId - 1}";
        var refreshes = new Refreshes(nodes[1], clock);
        refreshes.End(one, "another", Outcome.Done, new Text("", ""), releaseId: null);
        Assert.Equal(Outcome.Running, refreshes.Find(one.Id)!.Outcome);
        refreshes.PutBack(one, by);
        Assert.Equal((Outcome.Waiting, 0), (refreshes.Find(one.Id)!.Outcome, refreshes.Find(one.Id)!.Begun));
        var again = refreshes.Take("w0", 9)!;
        refreshes.End(again, "w0", Outcome.Refused, new Text("Sai.", "Wrong."), releaseId: 7);
        Assert.Equal((Outcome.Refused, 7, "Wrong.", 9L), (refreshes.Find(one.Id)!.Outcome, refreshes.Find(one.Id)!.ReleaseId, refreshes.Find(one.Id)!.Cause.En, refreshes.Find(one.Id)!.RunId));
        Assert.True(refreshes.Ask("papibi", asker, Actor.Nobody)!.Value.IsNew);
    }

    [Fact]
    public void A_lease_that_many_reach_for_at_once_is_one_workers()
    {
        StateDatabase[] nodes = [Open(), Open()];

        var taken = AtOnce(hand =>
        {
            var workers = new Workers(nodes[hand % 2], clock);
            workers.Beat($"w{hand}", "1.0", TimeSpan.FromMinutes(1));
            return workers.TryTake("warehouse", $"w{hand}");
        });

        Assert.Single(taken, isTaken => isTaken);
        Assert.Equal(Hands, new Workers(nodes[0], clock).All().Count(w => w.IsAlive));
    }

    [Fact]
    public void Runs_that_begin_at_once_and_their_steps_have_numbers_of_their_own()
    {
        StateDatabase[] nodes = [Open(), Open()];

        var ids = AtOnce(hand =>
        {
            var runs = new Runs(nodes[hand % 2], clock);
            return Enumerable.Range(0, 5).Select(_ =>
            {
                var id = runs.Begin("inbox", $"w{hand}", clock.GetUtcNow());
                runs.Record(1, Step("load", "bảng điểm Cần Thơ.csv"));
                return id;
            }).ToList();
        }).SelectMany(own => own).ToList();

        Assert.Equal(Enumerable.Range(1, Hands * 5).Select(n => (long)n), ids.Order());
        Assert.Equal(Hands * 5, new Runs(nodes[0], clock).Newest(100).Single(run => run.Id == 1).Steps.Count(step => step.Subject == "bảng điểm Cần Thơ.csv"));
    }

    [Fact]
    public void A_file_of_however_long_a_path_is_dealt_with_once_and_again_when_it_was_changed()
    {
        var files = new InboxFiles(Open(), clock);
        var deep = "/kho/" + string.Concat(Enumerable.Repeat("thư mục rất sâu/", 200));
        InboxFile[] seen = [File("/kho/a.csv"), File(new string('a', 450)), File(new string('a', 451)), File(deep + "điểm.csv"), File(deep + "điểm 2.csv")];
        Assert.Equal(seen, files.New(seen));

        foreach (var file in seen)
        {
            files.Begin(file);
            files.Loaded(file);
        }

        Assert.Empty(files.New(seen));
        var changed = seen[3] with { Size = 4 };
        Assert.Equal([changed], files.New([.. seen[..3], changed, seen[4]]));
    }

    [Fact]
    public void A_file_of_which_workers_die_is_given_up_after_the_third_time()
    {
        var files = new InboxFiles(Open(), clock);
        var file = File("/kho/a.csv");
        for (var begun = 1; begun <= InboxFiles.MostBegun; begun++)
        {
            Assert.Equal([file], files.New([file]));
            files.Begin(file);
        }

        Assert.Empty(files.New([file]));
        files.Begin(file with { Size = 4 });
        Assert.Equal([file with { Size = 4 }], files.New([file with { Size = 4 }]));
    }

    [Fact]
    public void The_operator_is_told_of_more_deliveries_than_one_statement_names()
    {
        var subscription = Subscribe([.. Enumerable.Range(1, 2200).Select(n => Reader($"r{n}@x.vn", ""))]);
        Decide(subscription);
        var queue = new Deliveries(Open(), clock);
        var bad = queue.Claim("w1", 3);
        foreach (var delivery in bad)
        {
            queue.Refused(delivery, "w1", new Text("Không có hộp thư", "No such mailbox"));
        }

        Assert.Equal(bad.Select(d => d.Id), queue.Unreported().Select(d => d.Id));
        queue.MarkReported(queue.Newest(3000));
        Assert.Empty(queue.Unreported());
    }

    [Fact]
    public void A_mail_with_its_copy_is_there_once_word_for_word_and_byte_for_byte()
    {
        var mails = new MendingMails(Open(), clock);
        var mail = new MendingMail
        {
            Key = "k1",
            FileName = "điểm “2020”.xlsx",
            Address = "a@x.vn",
            Language = Language.Vietnamese,
            Subject = "PapiBI: cần sửa 2 ô trong điểm “2020”.xlsx",
            Html = $"<p>Ô AC44: “bốn” không phải là số</p>{new string('x', 100_000)}",
            PlainText = "Ô AC44: “bốn” không phải là số",
            CopyName = "điểm-cần-sửa.xlsx",
            Copy = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)],
        };

        Assert.Equal([true, false, true], new[] { mail, mail, mail with { Key = "k2", CopyName = null, Copy = null } }.Select(mails.Add));

        var (first, second) = (mails.Take("w1")!, mails.Take("w1")!);
        Assert.Equal((mail.FileName, mail.Subject, mail.Html, mail.PlainText, mail.CopyName), (first.FileName, first.Subject, first.Html, first.PlainText, first.CopyName));
        Assert.Equal(mail.Copy, first.Copy);
        Assert.Equal(("k2", null, null), (second.Key, second.CopyName, second.Copy));
        Assert.Null(mails.Take("w2"));
        Assert.Equal(2, mails.Abandon().Count);
    }

    [Fact]
    public void A_name_is_free_again_once_its_subscription_was_removed_however_often()
    {
        var subscriptions = new Subscriptions(Open(), clock);
        for (var round = 0; round < 3; round++)
        {
            subscriptions.Save(Subscription([Reader("a@x.vn", "01")]), 0);
            subscriptions.Remove(subscriptions.Find("nhắc")!);
        }

        Assert.Empty(subscriptions.All());
        subscriptions.Save(Subscription([Reader("a@x.vn", "01"), Reader("A@x.vn", "01")]), 0);
        Assert.Equal(["a@x.vn", "A@x.vn"], subscriptions.Find("nhắc")!.Recipients.Select(r => r.Address));
    }

    [Fact]
    public void Another_schedule_counts_from_now_on_and_other_words_do_not()
    {
        var subscriptions = new Subscriptions(Open(), clock);
        var daily = Subscription([Reader("a@x.vn", "01")]) with { On = new Trigger.Schedule("0 0 7 * * ?") };
        subscriptions.Save(daily, 3);
        var began = clock.GetUtcNow();

        clock.Advance(TimeSpan.FromHours(1));
        subscriptions.Save(daily with { Parameters = """{"year":2021}""" }, 5);
        Assert.Equal((began, 3), Decided());

        subscriptions.Save(daily with { On = new Trigger.Schedule("0 0 8 * * ?") }, 4);
        Assert.Equal((clock.GetUtcNow(), 4), Decided());

        clock.Advance(TimeSpan.FromHours(1));
        subscriptions.Save(daily with { On = new Trigger.Publication("PAPI") }, 2);
        Assert.Equal((clock.GetUtcNow(), 4), Decided());

        (DateTimeOffset, int) Decided() => subscriptions.Find("nhắc") is { } s ? (s.DecidedUntil, s.DecidedRelease) : default;
    }

    [Fact]
    public void What_goes_wrong_again_is_known_and_the_newest_run_of_each_job_is_told()
    {
        var runs = new Runs(Open(), clock);
        var failed = Step("load", "điểm.csv") with { Outcome = Outcome.Failed, Cause = new Text("ổ đĩa đầy", "disk full") };
        var (first, second) = (runs.Begin("inbox", "w1", clock.GetUtcNow()), runs.Begin("publish", "w1", clock.GetUtcNow()));
        runs.Record(first, failed);
        runs.End(first, Outcome.Failed);

        Assert.True(runs.IsSaid("inbox", failed, clock.GetUtcNow() - TimeSpan.FromDays(1)));
        Assert.False(runs.IsSaid("inbox", failed with { Cause = new Text("khác", "other") }, clock.GetUtcNow() - TimeSpan.FromDays(1)));
        Assert.False(runs.IsSaid("inbox", failed, clock.GetUtcNow()));
        Assert.Equal([("inbox", Outcome.Failed), ("publish", Outcome.Running)], runs.LastEnds().Select(job => (job.Key, job.Value)).Order());
        Assert.Equal([second, first], runs.Newest(2).Select(run => run.Id));
        Assert.Equal([second], runs.Newest(1).Select(run => run.Id));
        var unreported = Assert.Single(runs.Unreported());
        Assert.Equal(("điểm.csv", "ổ đĩa đầy"), (unreported.Step.Subject, unreported.Step.Cause.Vi));
        runs.MarkReported([(unreported.RunId, unreported.StepNo)]);
        Assert.Empty(runs.Unreported());
    }

    [Fact]
    public void The_engine_names_itself() => Assert.Matches(data.Server is null ? @"^SQLite 3\.\d" : @"^SQL Server \d+\.", Open().EngineVersion);

    private StateDatabase Open() => StateDatabase.Open(data, clock);

    // Real threads that all start together.
    private static IReadOnlyList<T> AtOnce<T>(Func<int, T> work)
    {
        var (results, faults) = (new ConcurrentDictionary<int, T>(), new ConcurrentQueue<Exception>());
        using var start = new Barrier(Hands);
        var threads = Enumerable.Range(0, Hands).Select(hand => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                results[hand] = work(hand);
            }
            catch (Exception e)
            {
                faults.Enqueue(e);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Empty(faults);
        return [.. results.OrderBy(result => result.Key).Select(result => result.Value)];
    }

    private Subscription Subscribe(IReadOnlyList<SubscriptionRecipient> readers)
    {
        var subscriptions = new Subscriptions(Open(), clock);
        subscriptions.Save(Subscription(readers), 0);
        return subscriptions.Find("nhắc")!;
    }

    private void Decide(Subscription subscription) => Assert.True(new Occasions(Open(), clock).Decide(subscription, [Release(subscription)], clock.GetUtcNow(), 1));

    private static OccasionDecision Release(Subscription subscription) => new()
    {
        Occasion = OccasionDecision.OfRelease(1),
        ReleaseId = 1,
        ReleaseFile = "1.duckdb",
        Deliveries = [.. subscription.Recipients.Select(r => new PlannedDelivery { Recipient = r, Parameters = $$"""{"province":"{{r.Province}}"}""" })],
    };

    private static Subscription Subscription(IReadOnlyList<SubscriptionRecipient> readers) => new()
    {
        Name = "nhắc",
        Report = "province-brief",
        Parameters = "{}",
        Language = Language.Vietnamese,
        On = new Trigger.Publication("PAPI"),
        TimeZone = "Asia/Ho_Chi_Minh",
        Missed = MissedPolicy.Latest,
        Recipients = readers,
    };

    private static SubscriptionRecipient Reader(string address, string province) => new() { Address = address, Name = "Trần Thị Ánh", Greeting = "Kính gửi bà Ánh,", Province = province };

    private InboxFile File(string path) => new(path, 3, clock.GetUtcNow());

    private StepRow Step(string step, string subject) => new() { Step = step, Subject = subject, StartedAt = clock.GetUtcNow(), Took = TimeSpan.FromSeconds(2), Outcome = Outcome.Done };
}

public sealed class StateDatabaseOnDuckDbTests() : StateDatabaseTests(TestEngine.DuckDb);

public sealed class StateDatabaseOnSqlServerTests() : StateDatabaseTests(TestEngine.SqlServer);
