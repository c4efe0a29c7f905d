using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.EndToEnd;

/// <summary>The process is killed while it loads a corrected table and publishes it: readers keep the last release, the next run completes.</summary>
public sealed class KillTests(PublishedSamples samples)
{
    private const double Before = 40.746;
    private const double After = 40.846;
    private const int RandomKills = 20;

    public static TheoryData<string> NamedSteps => [.. Steps.All];

    [Theory]
    [MemberData(nameof(NamedSteps))]
    public void Killed_at_a_named_step_the_last_release_stays_readable_and_the_next_run_completes(string step)
    {
        using var folder = new TemporaryFolder();
        var data = samples.CopyTo(folder);
        var corrected = Corrected(folder);

        using (var dying = PapibiProcess.Start(new Dictionary<string, string> { ["PAPIBI_DIE_AT"] = step }, "load", corrected, "--data", data.Root))
        {
            var load = dying.End();
            Assert.Equal(step.StartsWith("load", StringComparison.Ordinal), load.ExitCode != 0);
        }

        Assert.Equal(Before, Total(data), 3);
        using (var dying = PapibiProcess.Start(new Dictionary<string, string> { ["PAPIBI_DIE_AT"] = step }, "publish", "--data", data.Root))
        {
            Assert.Equal(step.StartsWith("publish", StringComparison.Ordinal), dying.End().ExitCode != 0);
        }

        Assert.Equal(step is Steps.PublishPointed or Steps.LoadCommitted ? After : Before, Total(data), 3);
        Complete(data, corrected);
    }

    [Fact]
    public void Killed_at_20_random_moments_the_last_release_stays_readable_and_the_next_run_completes()
    {
        var random = new Random(20261125);
        using var folder = new TemporaryFolder();
        var data = samples.CopyTo(folder);
        var corrected = Corrected(folder);
        var kills = 0;
        for (var i = 0; i < RandomKills; i++)
        {
            using var dying = PapibiProcess.Start(i % 2 == 0 ? ["load", corrected, "--data", data.Root] : ["publish", "--data", data.Root]);
            var moment = TimeSpan.FromMilliseconds(random.Next(50, 700));
            if (!SpinWait.SpinUntil(() => dying.HasExited, moment))
            {
                dying.Kill();
                kills++;
            }

            dying.End();
            var total = Total(data);
            Assert.True(Math.Abs(total - Before) < 0.001 || Math.Abs(total - After) < 0.001, $"After kill {i} at {moment.TotalMilliseconds} ms the release says {total}.");
        }

        Assert.True(kills >= RandomKills / 4, $"Only {kills} processes were still running when their moment came.");
        Complete(data, corrected);
    }

    private static void Complete(DataFolder data, string corrected)
    {
        using (var load = PapibiProcess.Start("load", corrected, "--data", data.Root))
        {
            Assert.Equal(0, load.End().ExitCode);
        }

        using (var publish = PapibiProcess.Start("publish", "--data", data.Root))
        {
            Assert.Equal(0, publish.End().ExitCode);
        }

        Assert.Equal(After, Total(data), 3);
        Assert.Equal(2, Directory.GetFiles(data.Releases, "*.duckdb").Length);
        Assert.Empty(Directory.GetFiles(data.Releases, "*.tmp*"));
    }

    // Ninh Thuận's 1.1 of 2020 raised by 0.1.
    private static string Corrected(TemporaryFolder folder)
    {
        var table = SomeTable.Papi2020;
        var before = table.Rows.Single(row => row[0] == "58")[2];
        var file = folder.File("papi-2020-corrected.csv");
        File.WriteAllText(file, table.With("58", "1.1", Raised(before)).Csv());
        return file;
    }

    private static string Raised(string score) => (decimal.Parse(score, System.Globalization.CultureInfo.InvariantCulture) + 0.1m).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static double Total(DataFolder data)
    {
        using var release = Release.Open(Release.CurrentFile(data)!);
        return release.Ask(new MetricQuery { IndexCode = "PAPI", Years = [2020], Levels = [IndicatorLevel.Total], Provinces = ["58"], By = [], Measures = [Measure.Score] }).Rows.Single()[Measure.Score]!.Value;
    }
}
