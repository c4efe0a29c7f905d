using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;
using Quartz;

namespace PapiBI.Worker.Service;

/// <summary>
/// Gives a sign of life to the other workers and, in the health file, to whoever watches the service; sets Quartz anew when the clock was set back, as it would
/// else sleep until the time it had in mind.
/// </summary>
internal sealed partial class Heartbeat(Workshop shop, ISchedulerFactory schedulers, ILogger<Heartbeat> log) : BackgroundService
{
    private static readonly TimeSpan RememberedDead = TimeSpan.FromDays(7);
    private static readonly TimeSpan NoticedStep = TimeSpan.FromSeconds(30);
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private DateTimeOffset seen = shop.Clock.GetUtcNow();

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        shop.Workers.Forget(shop.Clock.GetUtcNow() - RememberedDead);
        Beat();
        Started(log, shop.WorkerId, Workshop.Version, shop.Data.Root, RouteName());
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        shop.Leave();
        WriteHealth();
        Stopped(log, shop.WorkerId);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time, not the driven clock's: a worker lives as long as its process does.
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(shop.Settings.LifeSeconds / 3.0));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Beat();
                await WatchClock(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NoSign(log, e);
            }
        }
    }

    private string RouteName()
    {
        using var route = shop.Settings.Mail.OpenRoute();
        return route.Name.En;
    }

    private void Beat()
    {
        shop.Beat();
        WriteHealth();
    }

    private async Task WatchClock(CancellationToken stopping)
    {
        var (before, now) = (seen, shop.Clock.GetUtcNow());
        seen = now;
        if (now > before - NoticedStep)
        {
            return;
        }

        SetBack(log, before - now);
        var scheduler = await schedulers.GetScheduler(stopping);
        foreach (var (job, cron) in JobClock.Schedules(shop.Settings))
        {
            var trigger = TriggerBuilder.Create(shop.Clock).WithIdentity(JobClock.KeyOf(job).Name).ForJob(JobClock.KeyOf(job)).WithCronSchedule(JobClock.ScheduleOf(cron, shop.Settings.TimeZone));
            await scheduler.RescheduleJob(new TriggerKey(JobClock.KeyOf(job).Name), trigger.Build(), stopping);
        }
    }

    // Of all workers, so whichever of them writes last writes the truth.
    private void WriteHealth()
    {
        var counts = shop.Deliveries.Counts();
        var workers = shop.Workers.All();
        var health = new Health
        {
            At = shop.Clock.GetUtcNow(),
            Version = Workshop.Version,
            IsRunning = workers.Any(worker => worker.IsAlive),
            Workers = [.. workers.Select(worker => new WorkerHealth(worker.Id, worker.IsAlive, worker.SeenAt))],
            Deliveries = DeliveryState.All.ToDictionary(state => state, state => counts.GetValueOrDefault(state)),
            LastRuns = shop.Runs.LastEnds(),
        };
        var beside = $"{shop.Data.HealthFile}.{Environment.ProcessId}{WholeFile.TemporaryEnding}";
        File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(health, Format));
        File.Move(beside, shop.Data.HealthFile, overwrite: true);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {Worker} of version {Version} works in {Folder}; mails go by {Route}")]
    private static partial void Started(ILogger log, string worker, string version, string folder, string route);

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {Worker} ended")]
    private static partial void Stopped(ILogger log, string worker);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock was set back by {Step}: the jobs are scheduled anew")]
    private static partial void SetBack(ILogger log, TimeSpan step);

    [LoggerMessage(Level = LogLevel.Error, Message = "No sign of life could be given")]
    private static partial void NoSign(ILogger log, Exception failure);
}

/// <summary>The contents of the health file.</summary>
internal sealed record Health
{
    /// <summary>When this was written: while a worker runs, three times in the life of a sign of life.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Of the worker that wrote it.</summary>
    public required string Version { get; init; }
    public required bool IsRunning { get; init; }
    public required IReadOnlyList<WorkerHealth> Workers { get; init; }

    /// <summary>How many deliveries there are in each state.</summary>
    public required IReadOnlyDictionary<string, int> Deliveries { get; init; }

    /// <summary>By job: how its newest run with anything to do ended.</summary>
    public required IReadOnlyDictionary<string, string> LastRuns { get; init; }
}

/// <summary>A worker in the health file.</summary>
internal sealed record WorkerHealth(string Worker, bool IsAlive, DateTimeOffset SeenAt);
