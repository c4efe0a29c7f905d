using System.Text.Json;
using PapiBI.Tests.Support;

namespace PapiBI.Tests.Worker;

/// <summary>What leaves a service by OpenTelemetry, and its logs as JSON.</summary>
public abstract class TelemetryTests(PublishedSamples samples, TestEngine engine)
{
    [Fact]
    public void A_run_posts_its_spans_and_measurements_where_the_variable_says_and_nowhere_without()
    {
        using var collector = new Collector();
        using var service = Service();

        using (var silent = PapibiProcess.Start(service.Data, "run", "--once"))
        {
            Assert.Equal(0, silent.End().ExitCode);
        }

        Assert.Empty(collector.Posted);
        service.Plan(service.Subscribe("t", "b@example.org"));
        var variables = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" };
        using (var telling = PapibiProcess.Start(service.Data, variables, "run", "--once"))
        {
            Assert.Equal(0, telling.End().ExitCode);
        }

        Assert.Contains(collector.Posted, posted => posted.Path == "/v1/traces" && posted.Body.Contains("deliver", StringComparison.Ordinal) && posted.Body.Contains("province-brief SIPAS 2021 92 vi", StringComparison.Ordinal));
        var measured = string.Concat(collector.Posted.Where(posted => posted.Path == "/v1/metrics").Select(posted => posted.Body));
        Assert.All(new[] { "papibi.runs", "papibi.deliveries", "papibi.step.duration", "papibi.rows" }, name => Assert.Contains(name, measured, StringComparison.Ordinal));
    }

    [Fact]
    public void A_service_that_is_asked_to_end_posts_what_it_has_still_to_tell()
    {
        using var collector = new Collector();
        using var service = Service();
        var variables = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["PAPIBI_Deliver__Cron"] = "* * * * * ?" };
        using var running = PapibiProcess.Start(service.Data, variables, "run");
        Assert.True(SpinWait.SpinUntil(() => Pause() && service.States() is ["a@example.org sent"], TimeSpan.FromSeconds(60)), running.ErrorsSoFar);

        running.Signal("TERM");

        Assert.Equal(0, running.End().ExitCode);
        Assert.Contains(collector.Posted, posted => posted.Path == "/v1/metrics" && posted.Body.Contains("papibi.deliveries", StringComparison.Ordinal));
        Assert.Contains(collector.Posted, posted => posted.Path == "/v1/traces");
    }

    [Fact]
    public void Logs_as_JSON_are_one_object_a_line_with_the_named_values()
    {
        using var service = Service();
        using var telling = PapibiProcess.Start(service.Data, new Dictionary<string, string> { ["PAPIBI_Logs"] = "json" }, "run", "--once");

        var lines = telling.End().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();

        var sent = Assert.Single(lines, line => line.GetProperty("State").TryGetProperty("Delivery", out _)).GetProperty("State");
        Assert.Equal((1, "s"), (sent.GetProperty("Delivery").GetInt32(), sent.GetProperty("Subscription").GetString()));
        Assert.Contains(lines, line => line.GetProperty("State").TryGetProperty("RowsOut", out var rows) && rows.GetInt32() == 1);
    }

    private TestService Service()
    {
        var service = new TestService(samples.On(engine));
        service.Plan(service.Subscribe("s", "a@example.org"));
        return service;
    }

    // The watcher leaves the processors to the service.
    private static bool Pause()
    {
        Thread.Sleep(100);
        return true;
    }
}

public sealed class TelemetryOnDuckDbTests(PublishedSamples samples) : TelemetryTests(samples, TestEngine.DuckDb);

public sealed class TelemetryOnSqlServerTests(PublishedSamples samples) : TelemetryTests(samples, TestEngine.SqlServer);
