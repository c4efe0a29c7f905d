using Microsoft.Extensions.Logging;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Worker.Service;

/// <summary>Where this worker works: its folder, its settings, the rows it shares with other workers, and its own name among them.</summary>
internal sealed class Workshop
{
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

    /// <summary>
    /// Runs a job once, under its lease where only one worker may do it. What fails around it is recorded and logged here, once; the next run tries again.
    /// </summary>
    /// <returns>Whether it changed something that the next job builds on.</returns>
    public bool Do(Job job, ILogger log, CancellationToken stopping)
    {
        Beat();
        if (job.IsExclusive && !Workers.TryTake(job.Name, WorkerId))
        {
            return false;
        }

        var began = Clock.GetTimestamp();
        using var run = new RunLog(Runs, job.Name, WorkerId, Clock, log);
        try
        {
            Runs.Abandon();
            var isChanged = job.Run(run, stopping);
            run.End(stopping.IsCancellationRequested ? Outcome.Stopped : Outcome.Done);
            return isChanged;
        }
        catch (WarehouseBusyException)
        {
            run.Wait();
            run.End(Outcome.Stopped);
            return false;
        }
        catch (Exception e)
        {
            run.Fail(job.Name, began, e);
            return false;
        }
        finally
        {
            if (job.IsExclusive)
            {
                Workers.GiveBack(job.Name, WorkerId);
            }
        }
    }
}

/// <summary>A job of the service: looks what is due, does it, and may be run at any time and any number of times.</summary>
internal abstract class Job
{
    public abstract string Name { get; }

    /// <summary>Whether only one worker may do it at a time.</summary>
    public abstract bool IsExclusive { get; }

    /// <returns>Whether it changed something that the next job builds on.</returns>
    public abstract bool Run(RunLog run, CancellationToken stopping);
}
