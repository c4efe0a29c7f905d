using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Worker.Service;

/// <summary>Where this worker works: its folder, its settings, the rows it shares with other workers, and its own name among them.</summary>
internal sealed partial class Workshop
{
    private const int LeaseTries = 50;
    private static readonly TimeSpan LeasePause = TimeSpan.FromMilliseconds(200);
    private const int TriesToKeep = 10;
    private static readonly TimeSpan BeforeKeepingAgain = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> leases = [];

    public Workshop(DataFolder data, ServiceSettings settings, TimeSpan patience, TimeProvider clock, Steps steps)
    {
        (Data, Settings, Patience, Clock, Steps) = (data, settings, patience, clock, steps);
        State = StateDatabase.Open(data, clock);
        Workers = new Workers(State, clock);
        Runs = new Runs(State, clock);
        Deliveries = new Deliveries(State, clock);
    }

    public DataFolder Data { get; }
    public ServiceSettings Settings { get; }

    /// <summary>How long a job waits for another process that writes the warehouse.</summary>
    public TimeSpan Patience { get; }
    public TimeProvider Clock { get; }
    public Steps Steps { get; }
    public StateDatabase State { get; }
    public Workers Workers { get; }
    public Runs Runs { get; }
    public Deliveries Deliveries { get; }

    /// <summary>No other process, now or ever, has the same.</summary>
    public string WorkerId { get; } = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid().ToString("N")[..8]}";

    public static string Version { get; } = typeof(Workshop).Assembly.GetName().Version?.ToString() ?? "";

    public void Beat() => Workers.Beat(WorkerId, Version, TimeSpan.FromSeconds(Settings.LifeSeconds));

    /// <summary>Ends in order: what this worker holds is free at once.</summary>
    public void Leave()
    {
        Deliveries.PutBack(WorkerId);
        Workers.Leave(WorkerId);
    }

    /// <summary>Records what is known here only, such as what became of a mail: a database that is busy or away, or a full disk, may be better in a moment.</summary>
    public static void Keep(Action record)
    {
        for (var left = TriesToKeep; ; left--)
        {
            try
            {
                record();
                return;
            }
            catch (Exception e) when (left > 1 && e is DbException or WarehouseUnavailableException)
            {
                Thread.Sleep(BeforeKeepingAgain);
            }
        }
    }

    /// <summary>Takes a lease for this worker, waiting a little: whoever holds it may be done at once.</summary>
    /// <returns>Null where it stayed another's; else to be disposed.</returns>
    public IDisposable? Take(string lease)
    {
        var held = leases.GetOrAdd(lease, _ => new SemaphoreSlim(1, 1));
        if (!held.Wait(LeaseTries * LeasePause))
        {
            return null;
        }

        // Whatever comes of it, also where the database fails: what is not taken is free for the next try.
        var isTaken = false;
        try
        {
            for (var i = 0; i < LeaseTries && !(isTaken = Workers.TryTake(lease, WorkerId)); i++)
            {
                Thread.Sleep(LeasePause);
            }

            return isTaken ? new Held(this, lease, held) : null;
        }
        finally
        {
            if (!isTaken)
            {
                held.Release();
            }
        }
    }

    /// <summary>
    /// Runs a job once, under its lease where it has one. What fails around it is recorded and logged here, once; the next run tries again.
    /// </summary>
    public JobResult Do(Job job, ILogger log, CancellationToken stopping)
    {
        var began = Clock.GetTimestamp();
        using var run = new RunLog(Runs, job.Name, WorkerId, Clock, log);
        try
        {
            if (!job.IsDue())
            {
                return JobResult.Nothing;
            }

            Beat();
            using var lease = job.Lease is null ? null : Take(job.Lease);
            if (job.Lease is not null && lease is null)
            {
                return JobResult.Nothing;
            }

            Runs.Abandon();
            var isChanged = job.Run(run, stopping);
            run.End(stopping.IsCancellationRequested ? Outcome.Stopped : Outcome.Done);
            return isChanged ? JobResult.Changed : JobResult.Nothing;
        }
        catch (WarehouseBusyException e)
        {
            // A verb of somebody else writes; the work waits for the next time.
            Busy(log, job.Name, e.InnerException?.Message ?? e.Message);
            run.End(Outcome.Stopped);
            return JobResult.Failed;
        }
        catch (Exception e)
        {
            run.Fail(job.Name, began, e);
            return JobResult.Failed;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Job} waits for its next time: another process writes the warehouse ({Holder})")]
    private static partial void Busy(ILogger log, string job, string holder);

    private sealed class Held(Workshop shop, string lease, SemaphoreSlim held) : IDisposable
    {
        public void Dispose()
        {
            try
            {
                shop.Workers.GiveBack(lease, shop.WorkerId);
            }
            finally
            {
                held.Release();
            }
        }
    }
}

/// <summary>What came of running a job once.</summary>
internal enum JobResult
{
    /// <summary>There was nothing to do, or nothing that another job builds on.</summary>
    Nothing,

    /// <summary>It changed something that the next job builds on.</summary>
    Changed,

    /// <summary>Something around it failed; it is on record.</summary>
    Failed,
}

/// <summary>A job of the service: looks what is due, does it, and may be run at any time and any number of times.</summary>
internal abstract class Job
{
    /// <summary>The lease under which the working database is written.</summary>
    protected const string Warehouse = "warehouse";

    public abstract string Name { get; }

    /// <summary>What it needs for itself while it runs; null where any number of workers may do it at a time.</summary>
    public abstract string? Lease { get; }

    /// <summary>Whether it is worth taking a lease: for a job that looks often.</summary>
    public virtual bool IsDue() => true;

    /// <returns>Whether it changed something that the next job builds on.</returns>
    public abstract bool Run(RunLog run, CancellationToken stopping);
}
