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
    private static readonly TimeSpan NoticedStep = TimeSpan.FromSeconds(30);
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private DateTimeOffset seen = shop.Clock.GetUtcNow();

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Beat();
        Started(log, shop.WorkerId, Workshop.Version, shop.Data.Root);
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        shop.Leave();
        WriteHealth(isRunning: false);
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
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
            {
                NoSign(log, e);
            }
        }
    }

    private void Beat()
    {
        shop.Beat();
        WriteHealth(isRunning: true);
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

    private void WriteHealth(bool isRunning)
    {
        var counts = shop.Deliveries.Counts();
        var health = new Health
        {
            Worker = shop.WorkerId,
            Version = Workshop.Version,
            IsRunning = isRunning,
            At = shop.Clock.GetUtcNow(),
            Deliveries = DeliveryState.All.ToDictionary(state => state, state => counts.GetValueOrDefault(state)),
        };
        WholeFile.Write(shop.Data.HealthFile, JsonSerializer.SerializeToUtf8Bytes(health, Format));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {Worker} of version {Version} works in {Folder}")]
    private static partial void Started(ILogger log, string worker, string version, string folder);

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
    public required string Worker { get; init; }
    public required string Version { get; init; }
    public required bool IsRunning { get; init; }

    /// <summary>When this was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How many deliveries there are in each state.</summary>
    public required IReadOnlyDictionary<string, int> Deliveries { get; init; }
}
