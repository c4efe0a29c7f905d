using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace PapiBI.Worker.Service;

/// <summary>Looks whether a site's server asked for a load, and does it. By real time and not by Quartz: a look is one small read, and the jobs of the clock are not to queue behind it.</summary>
internal sealed partial class RefreshWatch(Workshop shop, RefreshJob job, ISchedulerFactory schedulers, IHostApplicationLifetime lifetime, ILogger<RefreshJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(shop.Settings.Refresh.Seconds));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var result = await Task.Run(() => shop.Do(job, log, lifetime.ApplicationStopping), CancellationToken.None);
                if (result == JobResult.Changed && !stoppingToken.IsCancellationRequested)
                {
                    var scheduler = await schedulers.GetScheduler(stoppingToken);
                    await scheduler.TriggerJob(JobClock.KeyOf(typeof(Wake<PlanJob>)), stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotLooked(log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether a load was asked for could not be seen")]
    private static partial void NotLooked(ILogger log, Exception failure);
}
