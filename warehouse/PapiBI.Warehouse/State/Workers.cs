namespace PapiBI.Warehouse.State;

/// <summary>A worker of the service, as its last sign of life tells.</summary>
public sealed record WorkerRow(string Id, string Version, DateTimeOffset StartedAt, DateTimeOffset SeenAt, DateTimeOffset AliveUntil, bool IsAlive);

/// <summary>Who is at work, and who uses what only one may use at a time. What a worker holds is free again once it gives no more sign of life.</summary>
public sealed class Workers(StateDatabase state, TimeProvider clock)
{
    // Two processes may read the clock in another order than they write.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    /// <summary>The workers alive at @now. A sign of life from the future was given before the clock was set back and counts for nothing.</summary>
    internal const string Alive = "(select w.worker_id from worker w where w.seen_at <= @soon and w.alive_until > @now)";

    /// <summary>A sign of life.</summary>
    /// <param name="workerId">A name that no other process has.</param>
    /// <param name="version">Of the program.</param>
    /// <param name="life">After how long without another it counts as dead.</param>
    public void Beat(string workerId, string version, TimeSpan life)
    {
        var now = clock.GetUtcNow();
        state.Write(transaction =>
        {
            transaction.Put(
                "update worker set seen_at = @now, alive_until = @until where worker_id = @workerId",
                "insert into worker (worker_id, version, started_at, seen_at, alive_until) values (@workerId, @version, @now, @now, @until)",
                new { workerId, version, now = StateDatabase.Text(now), until = StateDatabase.Text(now + life) });
            return true;
        });
    }

    /// <summary>The worker ends in order: what it holds is free at once.</summary>
    public void Leave(string workerId) => state.Write(transaction =>
    {
        transaction.Execute("delete from lease where worker_id = @workerId", new { workerId });
        return transaction.Execute("delete from worker where worker_id = @workerId", new { workerId });
    });

    /// <summary>Takes a lease, also one of its own that it could not give back.</summary>
    /// <returns>False where another living worker holds it.</returns>
    public bool TryTake(string lease, string workerId) => state.Write(transaction =>
    {
        var at = Now();
        transaction.Execute($"delete from lease where lease = @lease and (worker_id = @workerId or worker_id not in {Alive})", new { lease, workerId, at.now, at.soon });
        return transaction.Execute(
            "insert into lease (lease, worker_id, taken_at) select @lease, @workerId, @now where not exists (select 1 from lease l where l.lease = @lease)",
            new { lease, workerId, at.now }) == 1;
    });

    public void GiveBack(string lease, string workerId) => state.Write("delete from lease where lease = @lease and worker_id = @workerId", new { lease, workerId });

    /// <summary>Forgets workers that died long ago.</summary>
    public void Forget(DateTimeOffset aliveBefore) => state.Write("delete from worker where alive_until < @before", new { before = StateDatabase.Text(aliveBefore) });

    public IReadOnlyList<WorkerRow> All()
    {
        var at = Now();
        return state.Read(
            $"select w.worker_id, w.version, w.started_at, w.seen_at, w.alive_until, case when w.worker_id in {Alive} then 1 else 0 end from worker w order by w.started_at, w.worker_id",
            r => new WorkerRow(r.GetString(0), r.GetString(1), StateDatabase.Time(r.GetString(2)), StateDatabase.Time(r.GetString(3)), StateDatabase.Time(r.GetString(4)), r.GetInt32(5) == 1),
            new { at.now, at.soon });
    }

    internal (string now, string soon) Now() => At(clock.GetUtcNow());

    internal static (string now, string soon) At(DateTimeOffset now) => (StateDatabase.Text(now), StateDatabase.Text(now + ClockTolerance));
}
