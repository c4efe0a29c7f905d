using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.EndToEnd;

/// <summary>The process is killed while it loads a corrected table and publishes it: readers keep the last release, the next run completes.</summary>
public abstract class KillTests(PublishedSamples all, TestEngine engine)
{
    private const double Before = 40.746;
    private const double After = 40.846;
    private const int RandomKills = 20;

    private readonly PublishedSamples samples = all.On(engine);

    /// <summary>How long a process may run, in milliseconds, before its random kill: as long as a whole run takes.</summary>
    protected abstract int LatestKill { get; }

    /// <summary>The step from which on the new release is the one that is shown.</summary>
    protected abstract string Shown { get; }

    /// <summary>Two releases and nothing half-made, and nobody holds what the next one needs.</summary>
    protected abstract void AssertWhole(DataFolder data);

    protected void AssertSurvives(string step) => Over((data, corrected) =>
    {
        using (var dying = PapibiProcess.Start(data, new Dictionary<string, string> { ["PAPIBI_DIE_AT"] = step }, "load", corrected))
        {
            var load = dying.End();
            Assert.Equal(step.StartsWith("load", StringComparison.Ordinal), load.ExitCode != 0);
        }

        Assert.Equal(Before, Total(data), 3);
        using (var dying = PapibiProcess.Start(data, new Dictionary<string, string> { ["PAPIBI_DIE_AT"] = step }, "publish"))
        {
            Assert.Equal(step.StartsWith("publish", StringComparison.Ordinal), dying.End().ExitCode != 0);
        }

        Assert.Equal(step == Shown || step == Steps.LoadCommitted ? After : Before, Total(data), 3);
        Complete(data, corrected);
    });

    [Fact]
    public void Killed_at_20_random_moments_the_last_release_stays_readable_and_the_next_run_completes() => Over((data, corrected) =>
    {
        var random = new Random(20261125);
        var kills = 0;
        for (var i = 0; i < RandomKills; i++)
        {
            using var dying = PapibiProcess.Start(data, i % 2 == 0 ? ["load", corrected] : ["publish"]);
            var moment = TimeSpan.FromMilliseconds(random.Next(50, LatestKill));
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
    });

    private void Over(Action<DataFolder, string> test)
    {
        using var folder = new TemporaryFolder();
        var data = samples.CopyTo(folder);
        test(data, Corrected(folder));
        samples.GiveBack(data);
    }

    private void Complete(DataFolder data, string corrected)
    {
        using (var load = PapibiProcess.Start(data, "load", corrected))
        {
            Assert.Equal(0, load.End().ExitCode);
        }

        using (var publish = PapibiProcess.Start(data, "publish"))
        {
            Assert.Equal(0, publish.End().ExitCode);
        }

        Assert.Equal(After, Total(data), 3);
        AssertWhole(data);
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
        using var release = Release.Open(data, Release.CurrentFile(data)!);
        return release.Ask(new MetricQuery { IndexCode = "PAPI", Years = [2020], Levels = [IndicatorLevel.Total], Provinces = ["58"], By = [], Measures = [Measure.Score] }).Rows.Single()[Measure.Score]!.Value;
    }
}

public sealed class KillOnDuckDbTests(PublishedSamples samples) : KillTests(samples, TestEngine.DuckDb)
{
    public static TheoryData<string> NamedSteps => [.. Steps.All];

    protected override int LatestKill => 700;

    protected override string Shown => Steps.PublishPointed;

    [Theory]
    [MemberData(nameof(NamedSteps))]
    public void Killed_at_a_named_step_the_last_release_stays_readable_and_the_next_run_completes(string step) => AssertSurvives(step);

    protected override void AssertWhole(DataFolder data)
    {
        Assert.Equal(2, Directory.GetFiles(data.Releases, "*.duckdb").Length);
        Assert.Empty(Directory.GetFiles(data.Releases, "*.tmp*"));
    }
}

public sealed class KillOnSqlServerTests(PublishedSamples samples) : KillTests(samples, TestEngine.SqlServer)
{
    /// <summary>There a release is whole once its transaction is: it makes no file that would be exported, named and pointed to.</summary>
    public static TheoryData<string> NamedSteps => [.. Steps.All.Except([Steps.PublishExported, Steps.PublishNamed, Steps.PublishPointed])];

    protected override int LatestKill => 4000;

    protected override string Shown => Steps.PublishRecorded;

    [Theory]
    [MemberData(nameof(NamedSteps))]
    public void Killed_at_a_named_step_the_last_release_stays_readable_and_the_next_run_completes(string step) => AssertSurvives(step);

    protected override void AssertWhole(DataFolder data)
    {
        var database = data.Server!.Database;
        Assert.Equal(2, TestServer.Scalar("select count(*) from release", database));
        Assert.Equal(1, TestServer.Scalar("select count(*) from source_load l where l.file_name = 'papi-2020-corrected.csv'", database));

        // The newest lists every load, and nothing is there of a load or a release that is not recorded.
        Assert.Equal(0, TestServer.Scalar("select count(*) from source_load l where l.status = 'loaded' and l.load_id not in (select n.load_id from release_load n where n.release_id = (select max(m.release_id) from release m))", database));
        foreach (var table in new[] { "fact_score", "load_issue", "release_load" })
        {
            Assert.Equal(0, TestServer.Scalar($"select count(*) from {table} f where f.load_id not in (select l.load_id from source_load l)", database));
        }

        foreach (var table in new[] { "release_load", "released.score", "released.published_score" })
        {
            Assert.Equal(2, TestServer.Scalar($"select count(distinct f.release_id) from {table} f", database));
            Assert.Equal(0, TestServer.Scalar($"select count(*) from {table} f where f.release_id not in (select m.release_id from release m)", database));
        }

        // Who will not wait can write.
        WorkingDatabase.Open(data, TimeProvider.System, TimeSpan.Zero).Dispose();
    }
}
