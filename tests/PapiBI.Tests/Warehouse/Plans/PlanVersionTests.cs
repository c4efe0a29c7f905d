using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Tests.Warehouse.Plans;

/// <summary>A plan that is loaded again.</summary>
public abstract class PlanVersionTests(TestEngine engine) : IDisposable
{
    private readonly TestWarehouse warehouse = new(engine);

    public void Dispose()
    {
        warehouse.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void An_amended_plan_is_in_force_and_what_it_was_stays_known()
    {
        warehouse.Load([.. Some.Country(2), .. Some.IndexOf([2020, 2021]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 3, 1)])]);
        warehouse.Load(SomePlan.Batch([SomePlan.Plan(), SomePlan.Index(), SomePlan.Target("1", TargetKind.Score, 12), SomePlan.Target("2", TargetKind.Rank, 1), SomePlan.Target("3", TargetKind.Group, 2)]));
        warehouse.Load(SomePlan.Batch([SomePlan.Plan() with { DocumentNo = "02/KH-UBND" }, SomePlan.Index(), SomePlan.Target("1", TargetKind.Score, 14), SomePlan.Target("2", TargetKind.Rank, 1)]));
        warehouse.Publish();
        using var release = warehouse.OpenRelease();

        var plan = Assert.Single(ImprovementPlan.Read(release, "01"));
        Assert.Equal("02/KH-UBND", plan.DocumentNo);
        Assert.Equal(["1 01/KH-UBND", "2 02/KH-UBND"], plan.Versions.Select(version => $"{version.No} {version.DocumentNo}"));
        var targets = TargetGap.Read(release, SomePlan.Code);
        Assert.Equal([14.0, 1.0], targets.Select(target => target.Wanted!.Value));
        Assert.Equal([(1, 12.0)], targets[0].Earlier.Select(earlier => (earlier.VersionNo, earlier.Value!.Value)));
        Assert.Empty(targets[1].Earlier);
        Assert.Equal([(1, TargetKind.Group, 2.0)], TargetGap.Dropped(release, SomePlan.Code).Select(dropped => (dropped.VersionNo, dropped.Kind, dropped.Value!.Value)));
    }
}

public sealed class PlanVersionOnDuckDbTests() : PlanVersionTests(TestEngine.DuckDb);

public sealed class PlanVersionOnSqlServerTests() : PlanVersionTests(TestEngine.SqlServer);
