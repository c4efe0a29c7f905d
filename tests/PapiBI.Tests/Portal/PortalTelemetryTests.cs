using System.Diagnostics;
using PapiBI.Tests.Support;

namespace PapiBI.Tests.Portal;

/// <summary>What leaves a portal by OpenTelemetry.</summary>
public sealed class PortalTelemetryTests(PublishedSamples samples)
{
    [Fact]
    public async Task A_portal_posts_its_requests_and_reports_where_the_variable_says_without_what_was_asked_of_whom()
    {
        using var collector = new Collector();
        using var data = new TemporaryFolder();
        _ = samples.Release;
        foreach (var file in Directory.GetFiles(samples.Data.Releases))
        {
            var copy = Path.Combine(data.Path, Path.GetRelativePath(samples.Data.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PapiBI.Portal.dll"), "--data", data.Path, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        using var portal = Process.Start(start)!;
        try
        {
            var said = await portal.StandardOutput.ReadLineAsync() ?? "";
            Assert.StartsWith("PapiBI: http://127.0.0.1:", said, StringComparison.Ordinal);
            using var reader = new HttpClient { BaseAddress = new Uri(said["PapiBI: ".Length..]) };
            await reader.GetStringAsync("/reports/province-brief.json?index=SIPAS&year=2021&province=92");
            await reader.GetStringAsync("/health/live");
            using (var kill = Process.Start("kill", ["-TERM", portal.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            {
                await kill.WaitForExitAsync();
            }

            Assert.Contains("secret", await portal.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
            await portal.WaitForExitAsync();
            Assert.Equal(0, portal.ExitCode);
        }
        finally
        {
            portal.Kill();
        }

        var traces = string.Concat(collector.Posted.Where(posted => posted.Path == "/v1/traces").Select(posted => posted.Body));
        var metrics = string.Concat(collector.Posted.Where(posted => posted.Path == "/v1/metrics").Select(posted => posted.Body));
        Assert.Contains("/reports/{report}.json", traces, StringComparison.Ordinal);
        Assert.Contains("province-brief", traces, StringComparison.Ordinal);
        Assert.DoesNotContain("province=92", traces, StringComparison.Ordinal);
        Assert.DoesNotContain("/health/live", traces, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", metrics, StringComparison.Ordinal);
        Assert.Contains("papibi.portal.report.duration", metrics, StringComparison.Ordinal);
    }
}
