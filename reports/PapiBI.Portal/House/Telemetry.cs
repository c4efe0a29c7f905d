using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace PapiBI.Portal.House;

/// <summary>What the portal tells OpenTelemetry where the variable names a collector: its requests, and under the name PapiBI what they were about. Nothing tells who asked.</summary>
internal static class Telemetry
{
    private const string Name = "PapiBI";
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>Seconds. Tags: report, language.</summary>
    public static readonly Histogram<double> Reports = Meter.CreateHistogram<double>("papibi.portal.report.duration", "s", "How long it took to make a report that was not kept.");

    /// <summary>Seconds. Tag: outcome.</summary>
    public static readonly Histogram<double> Questions = Meter.CreateHistogram<double>("papibi.portal.question.duration", "s", "How long analysts' questions took.");

    public static void AddTo(WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(OtlpEndpoint)))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter(Name))
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) && !context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal))
                .AddSource(Name))
            .UseOtlpExporter();
    }
}
