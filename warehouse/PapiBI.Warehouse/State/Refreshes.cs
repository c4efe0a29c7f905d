using System.Data;

namespace PapiBI.Warehouse.State;

/// <summary>A time somebody's server asked that the inbox be loaded and published at once.</summary>
public sealed record RefreshRow
{
    public required string Id { get; init; }
    public required string SiteId { get; init; }
    public required string KeyId { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>How often a worker began it.</summary>
    public required int Begun { get; init; }

    /// <summary>The run in which it was begun last; null: it was not.</summary>
    public long? RunId { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>One of <see cref="Outcome"/>; what a dead worker had taken waits again.</summary>
    public required string Outcome { get; init; }

    /// <summary>That came of it; null: none.</summary>
    public int? ReleaseId { get; init; }

    /// <summary>Why, where it was refused or failed, for whoever may see what the inbox holds; else blank.</summary>
    public required Text Cause { get; init; }

    /// <summary>Whether it was refused since its site lost the right to ask.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>What was done for it, in however many runs it took: of each file, each description and of publishing, what came of it last.</summary>
    public IReadOnlyList<StepRow> Steps { get; init; } = [];
}

/// <summary>What servers of sites ask of the worker: one at a time waits or is done. What a dead worker had taken is anybody's again, though not again and again.</summary>
public sealed class Refreshes(StateDatabase state, TimeProvider clock)
{
    /// <summary>A request of which workers die is not begun more often than this.</summary>
    public const int MostBegun = 3;

    /// <summary>How long what lies in the inbox is left to a request: one that nobody can take does not stop all loading.</summary>
    public static readonly TimeSpan Precedence = TimeSpan.FromMinutes(15);

    private const int LongestCause = 2000;

    // What a dead worker had taken, or this one, and could not write down the end of.
    private const string IsLeft = $"outcome = 'running' and (worker_id = @workerId or worker_id not in {Workers.Alive})";
    private const string MayAsk = "select s.site_id from embed_site s where s.may_refresh = 1 and s.disabled_at is null";
    private const string Selection = $"select r.refresh_id, r.site_id, r.key_id, r.asked_at, r.begun, r.run_id, r.ended_at, r.release_id, r.cause_vi, r.cause_en, case when r.outcome = 'running' and r.worker_id not in {Workers.Alive} then 'waiting' else r.outcome end, r.worker_id from refresh_request r";

    /// <summary>Asks for one, and writes down who did, unless another waits or is being done.</summary>
    /// <returns>That one, or the one that has to end first; null where the site may not ask, or not any more.</returns>
    public (RefreshRow Request, bool IsNew)? Ask(string dataset, LiveEmbedKey asker, Actor by)
    {
        var (id, isNew) = state.Write(transaction =>
        {
            if (transaction.Read($"{MayAsk} and s.site_id = @Id", r => r.GetString(0), new { asker.Site.Id }).Count == 0)
            {
                return ((string?)null, false);
            }

            if (transaction.Read("select r.refresh_id from refresh_request r where r.dataset = @dataset and r.ended_at is null", r => r.GetString(0), new { dataset }) is [var before])
            {
                return (before, false);
            }

            var refreshId = Guid.NewGuid().ToString("D");
            transaction.Execute(
                """
                insert into refresh_request (refresh_id, dataset, site_id, key_id, asked_at, begun, outcome, cause_vi, cause_en)
                values (@refreshId, @dataset, @site, @key, @now, 0, @waiting, '', '')
                """,
                new { refreshId, dataset, site = asker.Site.Id, key = asker.Key.Id, now = StateDatabase.Text(clock.GetUtcNow()), waiting = Outcome.Waiting });
            AuditLog.Add(transaction, clock, by, AuditAction.RefreshAsked, asker.Site.Said, refreshId);
            return (refreshId, true);
        });
        return id is null ? null : (Find(id)!, isNew);
    }

    /// <summary>Whether there is one for this worker to do: also what a dead one had taken, or it itself, and could not write down the end of.</summary>
    public bool IsDue(string workerId) => DueSince(workerId) is not null;

    /// <summary>Whether there is one for which the clock leaves files and publication be.</summary>
    public bool HasPrecedence(string workerId) => DueSince(workerId) is { } askedAt && clock.GetUtcNow() - askedAt < Precedence;

    private DateTimeOffset? DueSince(string workerId)
    {
        var (now, soon) = Workers.At(clock.GetUtcNow());
        return state.Read($"select asked_at from refresh_request where outcome = 'waiting' or ({IsLeft})", r => StateDatabase.Time(r.GetString(0)), new { workerId, now, soon }) is [var askedAt, ..] ? askedAt : null;
    }

    /// <summary>Takes the one that waits.</summary>
    /// <returns>Null where there is none, it has been begun too often, or its site may not ask for it any more.</returns>
    public RefreshRow? Take(string workerId, long runId)
    {
        var id = state.Write(transaction =>
        {
            var (now, soon) = Workers.At(clock.GetUtcNow());
            transaction.Execute(
                $"update refresh_request set outcome = 'abandoned', ended_at = @now, cause_vi = @vi, cause_en = @en where {IsLeft} and begun >= @MostBegun",
                new { workerId, now, soon, MostBegun, vi = $"Tiến trình chết {MostBegun} lần khi đang làm.", en = $"Workers died of it {MostBegun} times." });
            transaction.Execute($"update refresh_request set outcome = 'waiting' where {IsLeft}", new { workerId, now, soon });
            Withdraw(transaction, clock);
            if (transaction.Read("select r.refresh_id from refresh_request r where r.outcome = 'waiting' order by r.asked_at", r => r.GetString(0)) is not [var first, ..])
            {
                return null;
            }

            transaction.Execute(
                "update refresh_request set outcome = 'running', worker_id = @workerId, taken_at = @now, run_id = @runId, begun = begun + 1 where refresh_id = @first",
                new { first, workerId, now, runId });
            return first;
        });
        return id is null ? null : Find(id);
    }

    /// <summary>It could not be done now, and not for its own fault: it waits again.</summary>
    public void PutBack(RefreshRow request, string workerId) => state.Write(
        "update refresh_request set outcome = 'waiting', begun = begun - 1 where refresh_id = @Id and outcome = 'running' and worker_id = @workerId",
        new { request.Id, workerId });

    /// <param name="request">Which.</param>
    /// <param name="workerId">Who did it.</param>
    /// <param name="outcome">One of <see cref="Outcome"/>.</param>
    /// <param name="cause">Why, where it was refused or failed; else blank.</param>
    /// <param name="releaseId">That came of it; null: none.</param>
    public void End(RefreshRow request, string workerId, string outcome, Text cause, int? releaseId) => state.Write(
        """
        update refresh_request
        set outcome = @outcome,
            ended_at = @now,
            release_id = @releaseId,
            cause_vi = @vi,
            cause_en = @en
        where refresh_id = @Id
          and outcome = 'running'
          and worker_id = @workerId
        """,
        new { request.Id, workerId, outcome, releaseId, now = StateDatabase.Text(clock.GetUtcNow()), vi = Short(cause.Vi), en = Short(cause.En) });

    /// <returns>The newest first.</returns>
    public IReadOnlyList<RefreshRow> Newest(int most)
    {
        var (now, soon) = Workers.At(clock.GetUtcNow());
        var rows = state.Read($"{Selection} order by r.asked_at desc, r.refresh_id offset 0 rows fetch next @most rows only", RowOf, new { most, now, soon });
        return WithSteps(rows);
    }

    /// <returns>Null where there is none of this id.</returns>
    public RefreshRow? Find(string id)
    {
        var (now, soon) = Workers.At(clock.GetUtcNow());
        return state.Read($"{Selection} where r.refresh_id = @id", RowOf, new { id, now, soon }) is [var row] ? WithSteps([row])[0] : null;
    }

    /// <summary>Ends what nobody is at and was asked for by a site that may not ask any more.</summary>
    internal static void Withdraw(StateTransaction transaction, TimeProvider clock)
    {
        var (now, soon) = Workers.At(clock.GetUtcNow());
        transaction.Execute(
            $"""
            update refresh_request
            set outcome = 'refused',
                ended_at = @now,
                worker_id = null,
                cause_vi = @vi,
                cause_en = @en
            where ended_at is null
              and (outcome = 'waiting' or worker_id not in {Workers.Alive})
              and site_id not in ({MayAsk})
            """,
            new { now, soon, vi = "Trang nhúng bị rút quyền yêu cầu nạp trước khi được làm.", en = "The site lost the right to ask for it before it was done." });
    }

    // One at a time is open, so its runs are those after the last of the one before. The list of jobs has an empty one so that SQLite goes by the numbers of runs.
    private List<RefreshRow> WithSteps(List<RefreshRow> rows)
    {
        if (rows.Count == 0)
        {
            return rows;
        }

        var steps = state.Read(
            $"""
            with begun as (
                select q.refresh_id, q.asked_at, q.run_id, coalesce(lag(q.run_id) over (order by q.run_id), 0) as last_before
                from refresh_request q
                where q.run_id is not null
            )
            select {Runs.StepColumns}, r.refresh_id, s.run_id
            from begun r
            join run n on n.run_id > r.last_before
              and n.run_id <= r.run_id
              and n.job in ('refresh', '')
            join run_step s on s.run_id = n.run_id
            where r.asked_at >= @oldest
              and r.asked_at <= @newest
            order by s.run_id, s.step_no
            """,
            r => (Request: r.GetString(10), RunId: r.GetInt64(11), Step: Runs.StepOf(r)),
            new { oldest = StateDatabase.Text(rows.Min(row => row.AskedAt)), newest = StateDatabase.Text(rows.Max(row => row.AskedAt)) })
            .ToLookup(s => s.Request, s => (s.RunId, s.Step));
        return [.. rows.Select(row => row with { Steps = InForce([.. steps[row.Id]]) })];
    }

    // Of each file what came of it last, but that a later run knows it is held already; of publishing the last release, and what came of it after that; of
    // descriptions what the last run found.
    private static IReadOnlyList<StepRow> InForce(List<(long RunId, StepRow Step)> steps)
    {
        var published = steps.FindLastIndex(s => s.Step.ReleaseId is not null);
        var lastTried = steps.FindLastIndex(s => s.Step.Step == "publish");
        return
        [
            .. steps
                .Where((s, i) => s.Step.Step switch { "publish" => i == published || i == lastTried, "describe" => s.RunId == steps[^1].RunId, _ => true })
                .Select(s => s.Step)
                .GroupBy(step => (step.Step, step.Subject))
                .Select(same => same.Last() is { Outcome: Outcome.Done, RowsOut: 0 } last ? same.LastOrDefault(step => step is { Outcome: Outcome.Done, RowsOut: > 0 }, last) : same.Last()),
        ];
    }

    private static RefreshRow RowOf(IDataReader r) => new()
    {
        Id = r.GetString(0),
        SiteId = r.GetString(1),
        KeyId = r.GetString(2),
        AskedAt = StateDatabase.Time(r.GetString(3)),
        Begun = r.GetInt32(4),
        RunId = r.IsDBNull(5) ? null : r.GetInt64(5),
        EndedAt = StateDatabase.TimeOrNone(r, 6),
        ReleaseId = r.IsDBNull(7) ? null : r.GetInt32(7),
        Cause = new Text(r.GetString(8), r.GetString(9)),
        Outcome = r.GetString(10),
        IsWithdrawn = r.GetString(10) == Outcome.Refused && r.IsDBNull(11),
    };

    private static string Short(string cause) => cause.Length <= LongestCause ? cause : cause[..LongestCause] + "…";
}
