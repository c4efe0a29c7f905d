using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Warehouse.Plans;

/// <summary>What became of targets, in their own kind, with the N of the result's year.</summary>
public abstract class TargetGapTests(PublishedSamples all, TestEngine engine) : IDisposable
{
    private readonly PublishedSamples samples = all.On(engine);

    private readonly TemporaryFolder folder = new();
    private DataFolder? data;

    public void Dispose()
    {
        if (data is not null)
        {
            samples.GiveBack(data);
        }

        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Ninh_Thuan_2021_missed_its_points_and_met_its_rank_on_any_reading()
    {
        using Release release = Publish(
            SomePlan.Target("1", TargetKind.Score, 45, "PAPI", "PAPI", order: 1),
            SomePlan.Target("2", TargetKind.Rank, 45, "PAPI", "PAPI", order: 2) with { OfN = 63 },
            SomePlan.Target("3", TargetKind.ScoreGain, 4.26, "PAPI", "PAPI", order: 3),
            SomePlan.Target("4", TargetKind.RankGain, 13, "PAPI", "PAPI", order: 4),
            SomePlan.Target("5", TargetKind.Group, 1, "PAPI", "PAPI", order: 5),
            SomePlan.Target("6", TargetKind.ScoreHeld, null, "PAPI", "PAPI", order: 6),
            SomePlan.Target("7", TargetKind.RankHeld, null, "PAPI", "8", order: 7),
            SomePlan.Target("8", TargetKind.Score, 50, "PAPI", "PAPI", year: 2030, order: 8),
            SomePlan.Target("9", TargetKind.ScoreGain, 1, "PAPI", "5", order: 9));
        var gaps = TargetGap.Read(release, SomePlan.Code);

        Assert.Equal(
            [
                "1 Score wanted 45 reached 43.83 gap -1.17 NotMet",
                "2 Rank wanted 45 reached 14 gap 31 Met",
                "3 ScoreGain wanted 45.01 reached 43.83 gap -1.18 NotMet",
                "4 RankGain wanted 45 reached 14 gap 31 Met",
                "5 Group wanted 1 reached 1 gap 0 Met",
                "6 ScoreHeld wanted 40.75 reached 43.83 gap 3.08 Met",
                "7 RankHeld wanted 60 reached 43 gap 17 Met",
                "8 Score wanted 50 reached  gap  NotYetKnown NoEdition",
                "9 ScoreGain wanted 7.99 reached 7.11 gap -0.88 NotComparable",
            ],
            gaps.Select(g => FormattableString.Invariant($"{g.TargetNo} {g.Kind} wanted {g.Wanted:0.##} reached {g.Reached:0.##} gap {g.Gap:0.##} {g.Status} {g.Unknown}").TrimEnd()));
        Assert.Equal((6, 60, 17, true), (gaps[0].BasePlaceOfWanted!.Value, gaps[1].ResultRanked!.Value, gaps[1].RankAtWorst!.Value, gaps[1].IsMetOnAnyReading!.Value));
        Assert.Equal(42.15, gaps[1].BaseScoreOfWanted!.Value, 2);
        Assert.Equal(4.254, gaps[0].WantedGain!.Value, 3);
    }

    private Release Publish(params SourceRow[] targets)
    {
        data = samples.CopyTo(folder);
        using (var database = WorkingDatabase.Open(data, samples.Clock, TimeSpan.FromSeconds(10)))
        {
            var outcome = new WarehouseLoader(database, samples.Clock, Steps.Silent).Load(SomePlan.Batch([SomePlan.Plan("58"), SomePlan.Index("PAPI"), .. targets]));
            Assert.IsType<LoadOutcome.Loaded>(outcome);
            Assert.IsType<PublishOutcome.Published>(new ReleasePublisher(database, data, samples.Clock, Steps.Silent).Publish());
        }

        // What everybody may copy shows no plan; on a server the roles see to that.
        if (data.Server is null)
        {
            using var seen = Release.Open(Release.CurrentFile(data)!);
            Assert.Empty(ImprovementPlan.Read(seen));
        }

        return Release.Open(data, Release.CurrentFile(data)!);
    }
}

public sealed class TargetGapOnDuckDbTests(PublishedSamples samples) : TargetGapTests(samples, TestEngine.DuckDb);

public sealed class TargetGapOnSqlServerTests(PublishedSamples samples) : TargetGapTests(samples, TestEngine.SqlServer);
