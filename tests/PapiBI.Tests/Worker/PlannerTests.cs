using PapiBI.Reports.Definitions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Tests.Worker;

/// <summary>Which occasions are served, let pass or refused, after downtime, edits and clocks set back. The clock begins on 25 November 2026, 03:00 UTC, which is 10:00 in Việt Nam.</summary>
public abstract class PlannerTests(TestEngine engine) : IDisposable
{
    private const string DailyAtSeven = "0 0 7 * * ?";

    private readonly TestWarehouse warehouse = new(engine);

    public void Dispose()
    {
        warehouse.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(MissedPolicy.CatchUp, "26 Nov: 1 mail", "27 Nov: 1 mail", "28 Nov: 1 mail")]
    [InlineData(MissedPolicy.Latest, "26 Nov: let pass", "27 Nov: let pass", "28 Nov: 1 mail")]
    [InlineData(MissedPolicy.Skip, "26 Nov: let pass", "27 Nov: let pass", "28 Nov: let pass")]
    public void After_downtime_over_three_scheduled_instants_each_is_decided_once_by_the_subscriptions_rule(MissedPolicy missed, params string[] decided)
    {
        Publish(Year(2021));
        Save(Daily() with { Missed = missed });

        Until(28, 2);

        Assert.Equal(decided, Decide());
        Assert.Empty(Decide());
    }

    [Fact]
    public void An_instant_that_just_came_is_served_also_where_missed_ones_are_let_pass()
    {
        Publish(Year(2021));
        Save(Daily() with { Missed = MissedPolicy.Skip });

        Until(28, 0, 5);

        Assert.Equal(["26 Nov: let pass", "27 Nov: let pass", "28 Nov: 1 mail"], Decide());
    }

    [Fact]
    public void With_the_clock_set_back_an_hour_no_instant_is_decided_twice_and_the_next_day_comes_as_ever()
    {
        Publish(Year(2021));
        Save(Daily());
        Until(26, 0, 1);
        Assert.Equal(["26 Nov: 1 mail"], Decide());

        warehouse.Clock.Advance(TimeSpan.FromHours(-1));
        Assert.Empty(Decide());
        for (var minute = 0; minute < 90; minute++)
        {
            warehouse.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Empty(Decide());
        }

        Until(27, 0, 1);
        Assert.Equal(["27 Nov: 1 mail"], Decide());
    }

    [Fact]
    public void A_schedule_for_29_February_comes_in_leap_years_only()
    {
        Publish(Year(2021));
        Save(Daily() with { On = new Trigger.Schedule("0 0 7 29 2 ?") });

        Until(new DateTimeOffset(2027, 3, 2, 0, 0, 0, TimeSpan.Zero));
        Assert.Empty(Decide());
        Until(new DateTimeOffset(2028, 2, 29, 0, 1, 0, TimeSpan.Zero));
        Assert.Equal(["29 Feb: 1 mail"], Decide());
    }

    [Fact]
    public void A_schedule_that_ended_since_it_was_kept_serves_its_last_instant_and_nothing_after()
    {
        Publish(Year(2021));
        Save(Daily() with { On = new Trigger.Schedule("0 0 7 26 11 ? 2026") });

        Until(28, 2);

        Assert.Equal(["26 Nov: 1 mail"], Decide());
        Until(29, 2);
        Assert.Empty(Decide());
    }

    [Fact]
    public void Editing_pausing_or_resuming_never_fires()
    {
        Publish(Year(2021));
        Save(Daily());
        Until(26, 0, 5);

        // Its instant of 00:00 has passed undecided: now the schedule is another one, whose last instant was an hour before.
        Save(Daily() with { On = new Trigger.Schedule("0 0 6 * * ?") });
        Assert.Empty(Decide());

        Until(26, 23, 5);
        Save(Daily() with { On = new Trigger.Schedule("0 0 6 * * ?"), IsPaused = true });
        Until(28, 2);
        Assert.Empty(Decide());
        Save(Daily() with { On = new Trigger.Schedule("0 0 6 * * ?") });
        Assert.Empty(Decide());

        Until(28, 23, 1);
        Assert.Equal(["28 Nov: 1 mail"], Decide());
    }

    [Fact]
    public void An_edit_of_something_else_than_the_schedule_loses_no_instant_that_has_come()
    {
        Publish(Year(2021));
        Save(Daily());
        Until(26, 0, 5);

        Save(Daily() with { Recipients = [Reader("a@example.org"), Reader("b@example.org")] });

        Assert.Equal(["26 Nov: 2 mail"], Decide());
    }

    [Fact]
    public void Who_is_no_longer_a_reader_gets_nothing_that_is_still_due()
    {
        Publish(Year(2021));
        Save(Daily() with { Recipients = [Reader("a@example.org"), Reader("b@example.org")] });
        Until(26, 0, 5);
        Decide();

        Save(Daily() with { Recipients = [Reader("b@example.org")] });

        Assert.Equal(["a@example.org cancelled", "b@example.org due"], new Deliveries(State, warehouse.Clock).Newest(10).Reverse().Select(d => $"{d.Recipient.Address} {d.State}"));
    }

    [Fact]
    public void After_a_clock_that_ran_ahead_by_years_resuming_sets_the_schedule_right()
    {
        Publish(Year(2021));
        Save(Daily());
        warehouse.Clock.Advance(TimeSpan.FromDays(3650));
        Decide();
        warehouse.Clock.Advance(TimeSpan.FromDays(-3650));
        Until(27, 0, 5);
        Assert.Empty(Decide());

        Save(Daily() with { IsPaused = true });
        Save(Daily());
        Until(28, 0, 5);
        Assert.Equal(["28 Nov: 1 mail"], Decide());
    }

    [Fact]
    public void The_hour_of_a_schedule_is_that_of_its_time_zone()
    {
        Publish(Year(2021));
        Save(Daily() with { TimeZone = "Europe/Paris" });

        Until(25, 5, 59);
        Assert.Empty(Decide());
        Until(25, 6, 1);
        Assert.Equal(["25 Nov: 1 mail"], Decide());
    }

    [Fact]
    public void Two_workers_that_decide_at_the_same_time_make_each_delivery_once()
    {
        Publish(Year(2021));
        Save(Daily() with { Missed = MissedPolicy.CatchUp });
        Until(28, 2);

        Parallel.For(0, 4, _ => Decide());

        Assert.Equal(3, new Deliveries(State, warehouse.Clock).Newest(100).Count);
        Assert.Equal(3, new Deliveries(State, warehouse.Clock).Newest(100).Select(d => d.Key).Distinct().Count());
    }

    [Fact]
    public void A_release_is_an_occasion_for_those_whose_year_it_brings_figures_of()
    {
        Publish(Year(2020), Year(2021));
        Save(OnPublication("newest"));
        Save(OnPublication("of 2020", year: 2020));

        Publish(Year(2020, 5));
        Assert.Equal(["of 2020 release 2: 1 mail TEST 2020"], DecideReleases());

        Publish(Year(2021, 5));
        Assert.Equal(["newest release 3: 1 mail TEST 2021"], DecideReleases());
        Assert.Empty(DecideReleases());
    }

    [Theory]
    [InlineData(MissedPolicy.CatchUp, "s release 2: 1 mail TEST 2021", "s release 3: 1 mail TEST 2021")]
    [InlineData(MissedPolicy.Latest, "s release 2: let pass", "s release 3: 1 mail TEST 2021")]
    [InlineData(MissedPolicy.Skip, "s release 2: let pass", "s release 3: let pass")]
    public void Releases_that_came_while_nobody_was_at_work_follow_the_same_rule(MissedPolicy missed, params string[] decided)
    {
        Publish(Year(2021));
        Save(OnPublication("s") with { Missed = missed });
        Publish(Year(2021, 5));
        Publish(Year(2021, 6));

        warehouse.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(decided, DecideReleases());
    }

    [Fact]
    public void A_release_from_before_the_subscription_is_past_and_removing_it_cancels_what_is_due()
    {
        Publish(Year(2021));
        Save(OnPublication("s"));
        Assert.Empty(DecideReleases());

        Publish(Year(2021, 5));
        Assert.Single(DecideReleases());
        new Subscriptions(State, warehouse.Clock).Remove(new Subscriptions(State, warehouse.Clock).Find("s")!);

        Assert.Equal(DeliveryState.Cancelled, Assert.Single(new Deliveries(State, warehouse.Clock).Newest(10)).State);
        Publish(Year(2021, 6));
        Assert.Empty(DecideReleases());
    }

    [Fact]
    public void Each_provinces_report_goes_to_its_own_readers()
    {
        Publish(Year(2021));
        Save(OnPublication("s") with
        {
            Parameters = new ReportParameters { Index = Some.Index }.Json(),
            Recipients = [Reader("a@example.org", "01"), Reader("b@example.org", "01"), Reader("a@example.org", "02")],
        });
        Publish(Year(2021, 5));

        DecideReleases();

        Assert.Equal(
            ["a@example.org TEST 2021 01", "b@example.org TEST 2021 01", "a@example.org TEST 2021 02"],
            new Deliveries(State, warehouse.Clock).Newest(10).Reverse().Select(d => $"{d.Recipient.Address} {ReportParameters.Of(d.Parameters).Said()}"));
    }

    [Fact]
    public void Before_the_first_release_an_instant_is_refused_with_the_reason()
    {
        Save(Daily());
        Until(26, 0, 1);

        var decision = Assert.Single(Planner().Decide(Thrown)).Decision;

        Assert.True(decision.IsRefused);
        Assert.Equal("Chưa có bản phát hành nào.", decision.Reason.Vi);
        Assert.Empty(Planner().Decide(Thrown));
    }

    protected DataFolder Data => warehouse.Data;

    protected TimeProvider Clock => warehouse.Clock;

    private static void Thrown(Subscription subscription, Exception failure) => throw new InvalidOperationException(subscription.Name, failure);

    private StateDatabase State => StateDatabase.Open(warehouse.Data, warehouse.Clock);

    protected Planner Planner() => new(State, warehouse.Data, warehouse.Clock, TimeSpan.FromMinutes(15));

    private List<string> Decide() => [.. Planner().Decide(Thrown).Select(p =>
        $"{DateTimeOffset.Parse(p.Decision.Occasion, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime.ToString("d MMM", System.Globalization.CultureInfo.InvariantCulture)}: {Result(p.Decision)}")];

    private List<string> DecideReleases() => [.. Planner().Decide(Thrown).Select(p =>
        $"{p.Subscription.Name} {p.Decision.Occasion}: {Result(p.Decision)}{string.Concat(p.Decision.Deliveries.Select(d => " " + ReportParameters.Of(d.Parameters).Said()))}")];

    private static string Result(OccasionDecision decision) => decision.Deliveries.Count == 0 ? "let pass" : $"{decision.Deliveries.Count} mail";

    protected void Save(Subscription subscription) =>
        new Subscriptions(State, warehouse.Clock).Save(subscription, PapiBI.Warehouse.Releases.ReleaseFiles.In(warehouse.Data).LastOrDefault()?.Id ?? 0);

    protected static Subscription Daily() => new()
    {
        Name = "daily",
        Report = "national-league",
        Parameters = new ReportParameters { Index = Some.Index }.Json(),
        Language = Language.Vietnamese,
        On = new Trigger.Schedule(DailyAtSeven),
        TimeZone = "Asia/Ho_Chi_Minh",
        Missed = MissedPolicy.Latest,
        Recipients = [Reader("a@example.org")],
    };

    protected static Subscription OnPublication(string name, int? year = null) => Daily() with
    {
        Name = name,
        On = new Trigger.Publication(Some.Index),
        Parameters = new ReportParameters { Index = Some.Index, Year = year }.Json(),
    };

    private static SubscriptionRecipient Reader(string address, string province = "") => new() { Address = address, Name = "", Greeting = "", Province = province };

    protected void Until(int day, int hour, int minute = 0) => Until(new DateTimeOffset(2026, 11, day, hour, minute, 0, TimeSpan.Zero));

    private void Until(DateTimeOffset instant) => warehouse.Clock.Advance(instant - warehouse.Clock.GetUtcNow());

    protected static PapiBI.Warehouse.Loading.LoadBatch Year(int year, double score = 1) => Some.Scores(year, [("01", score, 2, 3), ("02", 4, 5, 6), ("03", 7, 8, 9)]);

    protected void Publish(params PapiBI.Warehouse.Loading.LoadBatch[] batches)
    {
        var isFirst = PapiBI.Warehouse.Releases.Release.CurrentFile(warehouse.Data) is null;
        warehouse.Load([.. isFirst ? [.. Some.Country(3), .. Some.IndexOf([2020, 2021])] : Array.Empty<PapiBI.Warehouse.Loading.LoadBatch>(), .. batches]);
        Assert.IsType<PapiBI.Warehouse.Releases.PublishOutcome.Published>(warehouse.Publish());
    }
}

public sealed class PlannerOnDuckDbTests() : PlannerTests(TestEngine.DuckDb)
{
    // Asks no database.
    [Theory]
    [InlineData("0 0 7 30 2 ?", "The schedule “0 0 7 30 2 ?” never comes.")]
    [InlineData("0 0 7 1 1 ? 2020", "The schedule “0 0 7 1 1 ? 2020” never comes.")]
    [InlineData("* 0 7 * * ?", "The schedule “* 0 7 * * ?” comes more than once an hour; perhaps the field of seconds or minutes is a slip.")]
    [InlineData("every day", "“every day” is no cron expression (second minute hour day month weekday), such as “0 0 7 1 * ?”: 7:00 on the first of each month.")]
    public void A_schedule_that_never_comes_or_comes_too_often_is_refused_with_the_reason(string cron, string reason)
    {
        var faults = SubscriptionRules.Faults(Daily() with { On = new Trigger.Schedule(cron) }, null, Clock.GetUtcNow());

        Assert.Equal([reason], faults.Select(fault => fault.En));
        Assert.All(faults, fault => Assert.NotEqual(fault.Vi, fault.En));
    }

    // On a server a release is no file that could be broken by itself.
    [Fact]
    public void A_release_that_cannot_be_read_keeps_no_other_subscription_waiting()
    {
        Publish(Year(2021));
        Save(OnPublication("broken"));
        Save(Daily());
        Publish(Year(2021, 5));
        var newest = PapiBI.Warehouse.Releases.ReleaseFiles.In(Data)[^1];
        File.WriteAllText(newest.Path.Replace("-2-", "-3-", StringComparison.Ordinal), "no release");
        Until(26, 0, 5);

        var failed = new List<string>();
        var decided = Planner().Decide((subscription, failure) => failed.Add($"{subscription.Name} {failure.GetType().Name}"));

        Assert.Equal(["broken WarehouseUnavailableException"], failed);
        Assert.Equal(["daily"], decided.Select(p => p.Subscription.Name));
    }
}

public sealed class PlannerOnSqlServerTests() : PlannerTests(TestEngine.SqlServer);
