using PapiBI.Warehouse.Releases;

namespace PapiBI.Warehouse.State;

/// <summary>How a run or a step ended.</summary>
public static class Outcome
{
    public const string Running = "running";

    /// <summary>Asked for, and not begun.</summary>
    public const string Waiting = "waiting";
    public const string Done = "done";

    /// <summary>What was asked is not possible: a faulty file, a release that its audits refuse, a report that the release cannot bear.</summary>
    public const string Refused = "refused";

    /// <summary>The environment or the program failed; it is tried again.</summary>
    public const string Failed = "failed";

    /// <summary>The service was asked to end.</summary>
    public const string Stopped = "stopped";

    /// <summary>Its worker died.</summary>
    public const string Abandoned = "abandoned";
}

/// <summary>One thing that a run did.</summary>
public sealed record StepRow
{
    public required string Step { get; init; }

    /// <summary>Of what: a file, a release, an occasion.</summary>
    public required string Subject { get; init; }
    public int RowsIn { get; init; }
    public int RowsOut { get; init; }
    public int RowsRefused { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required TimeSpan Took { get; init; }
    public required string Outcome { get; init; }

    /// <summary>Why, where it was refused or failed; else blank.</summary>
    public Text Cause { get; init; } = new("", "");

    /// <summary>That it published; null: none.</summary>
    public int? ReleaseId => Step == "publish" ? ReleaseFiles.IdOf(Subject) : null;
}

/// <summary>A run with its steps.</summary>
public sealed record RunRow(long Id, string Job, string WorkerId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Outcome, IReadOnlyList<StepRow> Steps);

/// <summary>What the jobs did, and what came of it. A run that finds nothing to do leaves no row.</summary>
public sealed class Runs(StateDatabase state, TimeProvider clock)
{
    private const int LongestCause = 2000;

    private const string NewestIds = "select n.run_id from run n where @isOfAll = 1 or n.job in ('inbox', 'publish') order by n.run_id desc offset 0 rows fetch next @most rows only";

    /// <summary>Of "s", as <see cref="StepOf"/> reads them.</summary>
    internal const string StepColumns = "s.step, s.subject, s.rows_in, s.rows_out, s.rows_refused, s.started_at, s.duration_ms, s.outcome, s.cause_vi, s.cause_en";

    public long Begin(string job, string workerId, DateTimeOffset startedAt) => state.Write(transaction =>
    {
        var id = transaction.Next("run", "run_id");
        transaction.Execute(
            "insert into run (run_id, job, worker_id, started_at, outcome) values (@id, @job, @workerId, @startedAt, @outcome)",
            new { id, job, workerId, startedAt = StateDatabase.Text(startedAt), outcome = Outcome.Running });
        return id;
    });

    public void Record(long runId, StepRow step) => state.Write(
        """
        insert into run_step (run_id, step_no, step, subject, rows_in, rows_out, rows_refused, started_at, duration_ms, outcome, cause_vi, cause_en)
        select @runId, coalesce(max(s.step_no), 0) + 1, @Step, @Subject, @RowsIn, @RowsOut, @RowsRefused, @startedAt, @took, @Outcome, @vi, @en
        from run_step s
        where s.run_id = @runId
        """,
        new
        {
            runId,
            step.Step,
            step.Subject,
            step.RowsIn,
            step.RowsOut,
            step.RowsRefused,
            startedAt = StateDatabase.Text(step.StartedAt),
            took = (long)step.Took.TotalMilliseconds,
            step.Outcome,
            vi = Short(step.Cause.Vi),
            en = Short(step.Cause.En),
        });

    public void End(long runId, string outcome) => state.Write(
        "update run set ended_at = @now, outcome = @outcome where run_id = @runId",
        new { runId, outcome, now = StateDatabase.Text(clock.GetUtcNow()) });

    /// <summary>Closes the runs whose workers died.</summary>
    /// <returns>How many.</returns>
    public int Abandon()
    {
        var (now, soon) = Workers.At(clock.GetUtcNow());
        return state.Write(
            $"update run set ended_at = @now, outcome = 'abandoned' where outcome = 'running' and worker_id not in {Workers.Alive}",
            new { now, soon });
    }

    /// <returns>The newest first.</returns>
    public IReadOnlyList<RunRow> Newest(int most) => Newest(most, isOfAll: true);

    /// <summary>Those in which the clock loaded or published something, or tried to.</summary>
    /// <returns>The newest first.</returns>
    public IReadOnlyList<RunRow> NewestOfData(int most) => Newest(most, isOfAll: false);

    /// <returns>Null where there is none of that number.</returns>
    public RunRow? Find(long id) => state.Read(
        "select r.run_id, r.job, r.worker_id, r.started_at, r.ended_at, r.outcome from run r where r.run_id = @id",
        r => new RunRow(r.GetInt64(0), r.GetString(1), r.GetString(2), StateDatabase.Time(r.GetString(3)), StateDatabase.TimeOrNone(r, 4), r.GetString(5), []),
        new { id }) is [var run]
        ? run with { Steps = state.Read($"select {StepColumns} from run_step s where s.run_id = @id order by s.step_no", StepOf, new { id }) }
        : null;

    /// <summary>By job: how its newest run ended, or that it is running.</summary>
    public IReadOnlyDictionary<string, string> LastEnds() => state.Read(
        "select r.job, r.outcome from run r where r.run_id in (select max(n.run_id) from run n group by n.job)",
        r => (Job: r.GetString(0), Outcome: r.GetString(1))).ToDictionary(r => r.Job, r => r.Outcome);

    /// <summary>Whether the same job said the same of the same subject after that instant, and did nothing else with it since.</summary>
    public bool IsSaid(string job, StepRow step, DateTimeOffset after) => state.Read(
        """
        select s.cause_en
        from run_step s
        join run r on r.run_id = s.run_id
        where r.job = @job
          and s.step = @Step
          and s.subject = @Subject
          and s.started_at > @after
        order by s.run_id desc, s.step_no desc
        offset 0 rows fetch next 1 rows only
        """,
        r => r.GetString(0),
        new { job, step.Step, step.Subject, after = StateDatabase.Text(after) }) is [var cause] && cause == Short(step.Cause.En);

    /// <summary>Steps that were refused or failed and that the operator was not yet told of.</summary>
    public IReadOnlyList<(long RunId, int StepNo, StepRow Step)> Unreported() => state.Read(
        $"select {StepColumns}, s.run_id, s.step_no from run_step s where s.outcome <> 'done' and s.reported_at is null order by s.run_id, s.step_no",
        r => (r.GetInt64(10), r.GetInt32(11), StepOf(r)));

    public void MarkReported(IEnumerable<(long RunId, int StepNo)> steps)
    {
        var now = StateDatabase.Text(clock.GetUtcNow());
        foreach (var (runId, stepNo) in steps)
        {
            state.Write("update run_step set reported_at = @now where run_id = @runId and step_no = @stepNo", new { now, runId, stepNo });
        }
    }

    internal static StepRow StepOf(System.Data.IDataReader r) => new()
    {
        Step = r.GetString(0),
        Subject = r.GetString(1),
        RowsIn = r.GetInt32(2),
        RowsOut = r.GetInt32(3),
        RowsRefused = r.GetInt32(4),
        StartedAt = StateDatabase.Time(r.GetString(5)),
        Took = TimeSpan.FromMilliseconds(r.GetInt64(6)),
        Outcome = r.GetString(7),
        Cause = new Text(r.GetString(8), r.GetString(9)),
    };

    private List<RunRow> Newest(int most, bool isOfAll)
    {
        // Runs before steps: of one that is over, all steps are there.
        var runs = state.Read(
            $"select r.run_id, r.job, r.worker_id, r.started_at, r.ended_at, r.outcome from run r where r.run_id in ({NewestIds}) order by r.run_id desc",
            r => new RunRow(r.GetInt64(0), r.GetString(1), r.GetString(2), StateDatabase.Time(r.GetString(3)), StateDatabase.TimeOrNone(r, 4), r.GetString(5), []),
            new { most, isOfAll });
        if (runs is not [var newest, ..])
        {
            return runs;
        }

        var steps = state.Read(
            $"select {StepColumns}, s.run_id from run_step s join run n on n.run_id = s.run_id where s.run_id >= @oldest and s.run_id <= @newest and (@isOfAll = 1 or n.job in ('inbox', 'publish')) order by s.run_id, s.step_no",
            r => (RunId: r.GetInt64(10), Step: StepOf(r)),
            new { oldest = runs[^1].Id, newest = newest.Id, isOfAll }).ToLookup(s => s.RunId, s => s.Step);
        return [.. runs.Select(run => run with { Steps = [.. steps[run.Id]] })];
    }

    private static string Short(string cause) => cause.Length <= LongestCause ? cause : cause[..LongestCause] + "…";
}
