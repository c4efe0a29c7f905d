using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PapiBI.Worker.Service;

/// <summary>What the service tells OpenTelemetry, under the name PapiBI.</summary>
internal static class Telemetry
{
    public const string Name = "PapiBI";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>Tags: job, outcome.</summary>
    public static readonly Counter<long> Runs = Meter.CreateCounter<long>("papibi.runs", "{run}", "Runs of the jobs that found something to do.");

    /// <summary>Seconds. Tags: step, outcome.</summary>
    public static readonly Histogram<double> Steps = Meter.CreateHistogram<double>("papibi.step.duration", "s", "How long the steps of the runs took.");

    /// <summary>Tags: step, outcome.</summary>
    public static readonly Counter<long> Rows = Meter.CreateCounter<long>("papibi.rows", "{row}", "Rows that were taken or refused.");

    /// <summary>Tag: outcome.</summary>
    public static readonly Counter<long> Deliveries = Meter.CreateCounter<long>("papibi.deliveries", "{mail}", "Mails by what became of handing them over.");
}
