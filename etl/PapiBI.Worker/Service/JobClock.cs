using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace PapiBI.Worker.Service;

/// <summary>What Quartz knows of the jobs: when to wake which. A time that was missed is not made up for: the next time finds the same rows.</summary>
internal static class JobClock
{
    public static readonly IReadOnlyList<Type> Jobs = [typeof(Wake<InboxJob>), typeof(Wake<PublishJob>), typeof(Wake<PlanJob>), typeof(Wake<DeliverJob>)];

    public static IReadOnlyList<(Type Job, string Cron)> Schedules(ServiceSettings settings) =>
        [(Jobs[0], settings.Inbox.Cron), (Jobs[1], settings.Publish.Cron), (Jobs[2], settings.Deliver.Cron), (Jobs[3], settings.Deliver.Cron)];

    public static JobKey KeyOf(Type job) => new(job.GetGenericArguments()[0].Name);

    public static CronScheduleBuilder ScheduleOf(string cron, string timeZone) => CronScheduleBuilder.Create(cron)
        .InTimeZone(TimeZoneInfo.FindSystemTimeZoneById(timeZone))
        .WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing);
}

/// <summary>Runs one job when Quartz says so, and wakes the next where this one made work for it.</summary>
[DisallowConcurrentExecution]
internal sealed class Wake<TJob>(TJob job, Workshop shop, IHostApplicationLifetime lifetime, ILogger<TJob> log) : IJob
    where TJob : Job
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var result = await Task.Run(() => shop.Do(job, log, lifetime.ApplicationStopping), CancellationToken.None);
        if (result == JobResult.Changed && Next() is { } next && !lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await context.Scheduler.TriggerJob(JobClock.KeyOf(next), cancellationToken);
        }
    }

    private Type? Next() => job switch
    {
        InboxJob => shop.Settings.Publish.AfterLoading ? typeof(Wake<PublishJob>) : null,
        PublishJob => typeof(Wake<PlanJob>),
        PlanJob => typeof(Wake<DeliverJob>),
        _ => null,
    };
}
