using System.Collections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Quartz;

namespace PapiBI.Worker.Service;

/// <summary>The running service: Quartz wakes the jobs, rows say what is due.</summary>
internal static class ServiceHost
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static IHost Build(Workshop shop)
    {
        var settings = shop.Settings;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Quartz", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning);
        _ = settings.Logs == "json"
            ? builder.Logging.AddJsonConsole(options => options.UseUtcTimestamp = true)
            : builder.Logging.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.TimestampFormat = "yyyy-MM-dd HH:mm:ss ";
            });
        builder.Services.AddSingleton(shop);
        builder.Services.AddSingleton(shop.Clock);
        builder.Services.AddSingleton<InboxJob>();
        builder.Services.AddSingleton<PublishJob>();
        builder.Services.AddSingleton<RefreshJob>();
        builder.Services.AddSingleton<PlanJob>();
        builder.Services.AddSingleton<DeliverJob>();
        builder.Services.AddSingleton<OperatorReport>();
        builder.Services.AddSingleton<MendingPost>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(settings.StopSeconds));

        // Before Quartz, so that it ends after it: a worker gives signs of life until its last job is done.
        builder.Services.AddHostedService<Heartbeat>();
        builder.Services.AddHostedService<RefreshWatch>();
        builder.Services.AddQuartz(quartz =>
        {
            quartz.UseTimeProvider(shop.Clock);
            quartz.UseDefaultThreadPool(JobClock.Jobs.Count);
            foreach (var (job, cron) in JobClock.Schedules(settings))
            {
                quartz.AddJob(job, configure => configure.WithIdentity(JobClock.KeyOf(job)));
                quartz.AddTrigger(trigger => trigger.WithIdentity(JobClock.KeyOf(job).Name).ForJob(JobClock.KeyOf(job)).WithCronSchedule(JobClock.ScheduleOf(cron, settings.TimeZone)));
            }
        });
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(OtlpEndpoint)))
        {
            // OpenTelemetry reads its variables from the host's configuration, which is empty otherwise.
            builder.Configuration.AddInMemoryCollection(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value))
                .Where(variable => variable.Key.StartsWith("OTEL_", StringComparison.Ordinal)));
            builder.Services.AddOpenTelemetry()
                .WithMetrics(metrics => metrics.AddMeter(Telemetry.Name))
                .WithTracing(traces => traces.AddSource(Telemetry.Name))
                .UseOtlpExporter();
        }

        return builder.Build();
    }

    /// <summary>Begins to tell OpenTelemetry where it was asked for; a host that runs does so of itself. What was told leaves at the latest when the host is disposed.</summary>
    public static void Observe(IServiceProvider services)
    {
        _ = services.GetService<TracerProvider>();
        _ = services.GetService<MeterProvider>();
    }
}
