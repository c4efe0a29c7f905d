using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Warehouse.Plans;

/// <summary>How tasks stand at the end of a period, and what they add up to.</summary>
public abstract class TaskStateTests(TestEngine engine) : IDisposable
{
    private static readonly PlanPeriod Q1 = PlanPeriod.Of(ReportingPeriod.Quarter, 2021, 1);
    private static readonly PlanPeriod Q2 = PlanPeriod.Of(ReportingPeriod.Quarter, 2021, 2);
    private static readonly PlanPeriod H1 = PlanPeriod.Of(ReportingPeriod.Half, 2021, 1);
    private static readonly PlanPeriod Whole = PlanPeriod.Of(ReportingPeriod.Year, 2021, 1);
    private static readonly DateOnly Later = new(2021, 12, 31);

    private readonly TestWarehouse warehouse = new(engine);

    public void Dispose()
    {
        warehouse.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Each_state_follows_from_the_newest_report_and_the_deadline()
    {
        using Release release = Publish(
            [
                SomePlan.Task("done", "A", new(2021, 5, 31)),
                SomePlan.Task("done late", "A", new(2021, 4, 30)),
                SomePlan.Task("in progress", "A", Later),
                SomePlan.Task("overdue", "A", new(2021, 6, 15)),
                SomePlan.Task("due today", "A", new(2021, 6, 30)),
                SomePlan.Task("silent overdue", "A", new(2021, 5, 31)),
                SomePlan.Task("not started", "A", Later),
                SomePlan.Task("suspended", "A", new(2021, 3, 31)),
                SomePlan.Task("cancelled", "A", new(2021, 3, 31)),
                SomePlan.Task("percent alone", "A", Later),
            ],
            [
                SomePlan.Report("done", Q2, 100, ReportedStatus.Done, new(2021, 5, 30)),
                SomePlan.Report("done late", Q2, null, ReportedStatus.Done, new(2021, 5, 10)),
                SomePlan.Report("in progress", Q2, 40, ReportedStatus.InProgress),
                SomePlan.Report("overdue", Q2, 90, ReportedStatus.InProgress),
                SomePlan.Report("due today", Q2, 50, ReportedStatus.InProgress),
                SomePlan.Report("suspended", Q1, 10, ReportedStatus.Suspended),
                SomePlan.Report("cancelled", Q1, 10, ReportedStatus.Cancelled),
                SomePlan.Report("percent alone", Q2, 5, ReportedStatus.NotStarted),
            ]);

        Assert.Equal(
            [
                "done Done 100 ", "done late Done 100  late", "in progress InProgress 40 ", "overdue Overdue 90 15", "due today Overdue 50 0", "silent overdue Overdue  30",
                "not started NotStarted  ", "suspended Stopped 10 ", "cancelled Stopped 10 ", "percent alone InProgress 5 ",
            ],
            States(release, Q2).Select(task => FormattableString.Invariant($"{task.TaskNo} {task.State} {task.PercentDone} {task.DaysOverdue}{(task.IsLate ? " late" : "")}")));
    }

    [Fact]
    public void Of_two_reports_to_one_day_the_one_that_came_last_counts()
    {
        warehouse.Load([.. Some.Country(1), .. Some.IndexOf([2020, 2021])]);
        warehouse.Load(SomePlan.Batch([SomePlan.Plan(), SomePlan.Index(), SomePlan.Agency("A"), SomePlan.Task("1", "A", Later)]));
        warehouse.Load(SomePlan.Progress([SomePlan.Report("1", H1, 40, ReportedStatus.InProgress)]));
        warehouse.Load(SomePlan.Progress([SomePlan.Report("1", Q2, 100, ReportedStatus.Done, new(2021, 6, 30))]));
        warehouse.Publish();
        using Release release = warehouse.OpenRelease();

        Assert.Equal([TaskStanding.Done, TaskStanding.Done], new[] { Q2, H1 }.Select(period => Assert.Single(States(release, period)).State));
    }

    [Fact]
    public void A_task_that_was_reopened_is_reported_on_again_and_done_when_it_was_done_at_last()
    {
        PlanPeriod third = PlanPeriod.Of(ReportingPeriod.Quarter, 2021, 3);
        using Release release = Publish(
            [SomePlan.Task("reopened", "A", new(2021, 6, 30)), SomePlan.Task("done again", "A", new(2021, 6, 30)), SomePlan.Task("done since", "A", new(2021, 6, 30))],
            [
                SomePlan.Report("reopened", Q1, 100, ReportedStatus.Done), SomePlan.Report("reopened", Q2, 80, ReportedStatus.InProgress),
                SomePlan.Report("done again", Q1, 100, ReportedStatus.Done), SomePlan.Report("done again", Q2, 80, ReportedStatus.InProgress), SomePlan.Report("done again", third, 100, ReportedStatus.Done),
                SomePlan.Report("done since", Q1, 100, ReportedStatus.Done), SomePlan.Report("done since", third, 100, ReportedStatus.Done),
            ]);

        Assert.Equal(
            ["reopened Overdue due ", "done again Done due 2021-09-30 late", "done since Done  2021-03-31"],
            States(release, third).Select(task => FormattableString.Invariant($"{task.TaskNo} {task.State} {(task.IsReportDue ? "due" : "")} {task.DoneOn:yyyy-MM-dd}{(task.IsLate ? " late" : "")}")));
    }

    [Fact]
    public void A_report_is_due_from_the_start_until_the_task_was_closed_and_a_shorter_period_counts()
    {
        using Release release = Publish(
            [
                SomePlan.Task("silent", "A", Later),
                SomePlan.Task("reported", "A", Later),
                SomePlan.Task("begins later", "A", Later, new(2021, 7, 1)),
                SomePlan.Task("closed before", "A", Later),
                SomePlan.Task("only Q1", "A", Later),
            ],
            [
                SomePlan.Report("reported", Q2, 10, ReportedStatus.InProgress),
                SomePlan.Report("closed before", Q1, 100, ReportedStatus.Done, new(2021, 3, 1)),
                SomePlan.Report("only Q1", Q1, 10, ReportedStatus.InProgress),
            ]);

        IEnumerable<string> Unreported(PlanPeriod period) => States(release, period).Where(task => task.IsUnreported).Select(task => task.TaskNo);
        Assert.Equal(["silent", "only Q1"], Unreported(Q2));
        Assert.Equal(["silent", "only Q1"], Unreported(H1));
        Assert.Equal(["silent", "reported", "begins later", "only Q1"], Unreported(Whole));
        Assert.Equal([Q1, Q2], PlanPeriod.Reported(release, "01"));
        Assert.Empty(PlanPeriod.Reported(release, "02"));
        Assert.Equal([Q1, Q2], PlanPeriod.Reported(release, "01", SomePlan.Code));
        Assert.Empty(PlanPeriod.Reported(release, "01", "another"));
    }

    [Fact]
    public void Of_two_periods_that_end_on_one_day_the_longer_one_counts()
    {
        using Release release = Publish(
            [SomePlan.Task("1", "A", Later)],
            [SomePlan.Report("1", Q2, 30, ReportedStatus.InProgress), SomePlan.Report("1", H1, 60, ReportedStatus.InProgress)]);

        Assert.Equal(60, Assert.Single(States(release, Q2)).PercentDone);
    }

    [Fact]
    public void Completion_weighs_what_goes_on_and_counts_silence_as_nothing()
    {
        using Release release = Publish(
            [
                SomePlan.Task("1", "A", Later, weight: 3),
                SomePlan.Task("2", "A", Later),
                SomePlan.Task("3", "B", new(2021, 3, 31)),
                SomePlan.Task("4", "B", Later, weight: 10),
            ],
            [
                SomePlan.Report("1", Q2, 100, ReportedStatus.Done, new(2021, 6, 1)),
                SomePlan.Report("2", Q2, 50, ReportedStatus.InProgress),
                SomePlan.Report("4", Q2, 90, ReportedStatus.Suspended),
            ]);
        var tasks = States(release, Q2);
        var tally = PlanTally.Of(tasks);

        // (3 × 100 + 1 × 50 + 1 × 0) / 5
        Assert.Equal(70, tally.Completion!.Value, 9);
        Assert.Equal((4, 1, 0, 1, 1, 0, 1, 1), (tally.Tasks, tally.Done, tally.DoneLate, tally.InProgress, tally.Overdue, tally.NotStarted, tally.Stopped, tally.Unreported));
        Assert.Equal(0, PlanTally.Of([.. tasks.Where(task => task.TaskNo == "3")]).Completion);
        Assert.Null(PlanTally.Of([.. tasks.Where(task => task.TaskNo == "4")]).Completion);
        Assert.Null(PlanTally.Of([]).Completion);
    }

    private static IReadOnlyList<TaskState> States(Release release, PlanPeriod period) => TaskState.Read(release, SomePlan.Code, period);

    private Release Publish(IReadOnlyList<TaskRow> tasks, IReadOnlyList<TaskProgressRow> reports)
    {
        LoadBatch[] batches =
        [
            .. Some.Country(4), .. Some.IndexOf([2020, 2021]),
            SomePlan.Batch([SomePlan.Plan(), SomePlan.Index(), SomePlan.Agency("A"), SomePlan.Agency("B", order: 2), .. tasks.Select((task, i) => task with { SortOrder = i })]),
            SomePlan.Progress(reports),
        ];
        Assert.All(warehouse.Load(batches), outcome => Assert.IsType<LoadOutcome.Loaded>(outcome));
        Assert.IsType<PublishOutcome.Published>(warehouse.Publish());
        return warehouse.OpenRelease();
    }
}

public sealed class TaskStateOnDuckDbTests() : TaskStateTests(TestEngine.DuckDb);

public sealed class TaskStateOnSqlServerTests() : TaskStateTests(TestEngine.SqlServer);
