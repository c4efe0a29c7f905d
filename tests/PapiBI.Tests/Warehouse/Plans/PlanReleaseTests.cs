using System.Text;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Warehouse.Plans;

/// <summary>Who may copy a release file sees all that is in it: plans are in the service's own file alone.</summary>
public sealed class PlanReleaseTests : IDisposable
{
    private const string Secret = "Nhiệm vụ chưa công bố 7f3a91";

    private readonly TestWarehouse warehouse = new();

    public void Dispose() => warehouse.Dispose();

    [Fact]
    public void No_byte_of_a_plan_is_in_the_public_file()
    {
        warehouse.Load([.. Some.Country(3), .. Some.IndexOf([2020, 2021]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 3, 1), ("03", 2, 2, 2)])]);
        var warned = SomePlan.Batch([SomePlan.Plan(), SomePlan.Index(), SomePlan.Agency("A", "a@b.example"), SomePlan.Task("1", "A", new DateOnly(2021, 6, 30)) with { ContentVi = Secret }], file: Some.File($"{Secret}.xlsx"));
        warehouse.Load(warned with { Warnings = [new Issue("some-warning", Severity.Warning, Origin.File, new PapiBI.Warehouse.Text(Secret, Secret))] });
        warehouse.Publish();
        string file = Release.CurrentFile(warehouse.Data)!;
        string whole = Release.WithPlans(warehouse.Data, file);

        Assert.NotEqual(file, whole);
        Assert.False(Holds(file, Secret));
        Assert.False(Holds(file, "a@b.example"));
        Assert.True(Holds(whole, Secret));
        Assert.True(Holds(whole, "a@b.example"));
        using var release = Release.Open(file);
        Assert.Empty(ImprovementPlan.Read(release));
        Assert.DoesNotContain(ReleaseCatalog.Read(release).Loads, load => load.Kind == "plan");
    }

    [Fact]
    public void Nobody_else_on_the_machine_may_look_into_the_folder_of_plans()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows gives rights by the folder above.");
        warehouse.Load([.. Some.Country(1), .. Some.IndexOf([2020])]);
        warehouse.Publish();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(warehouse.Data.InternalReleases));
        }
    }

    [Fact]
    public void A_release_without_plans_has_one_file()
    {
        warehouse.Load([.. Some.Country(1), .. Some.IndexOf([2020])]);
        warehouse.Publish();
        string file = Release.CurrentFile(warehouse.Data)!;

        Assert.Equal(file, Release.WithPlans(warehouse.Data, file));
        Assert.Empty(Directory.GetFiles(warehouse.Data.InternalReleases));
    }

    [Fact]
    public void An_amended_plan_is_in_force_and_what_it_was_stays_known()
    {
        warehouse.Load([.. Some.Country(2), .. Some.IndexOf([2020, 2021]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 3, 1)])]);
        warehouse.Load(SomePlan.Batch([SomePlan.Plan(), SomePlan.Index(), SomePlan.Target("1", TargetKind.Score, 12), SomePlan.Target("2", TargetKind.Rank, 1), SomePlan.Target("3", TargetKind.Group, 2)]));
        warehouse.Load(SomePlan.Batch([SomePlan.Plan() with { DocumentNo = "02/KH-UBND" }, SomePlan.Index(), SomePlan.Target("1", TargetKind.Score, 14), SomePlan.Target("2", TargetKind.Rank, 1)]));
        warehouse.Publish();
        using var release = Release.Open(Release.WithPlans(warehouse.Data, Release.CurrentFile(warehouse.Data)!));

        var plan = Assert.Single(ImprovementPlan.Read(release, "01"));
        Assert.Equal("02/KH-UBND", plan.DocumentNo);
        Assert.Equal(["1 01/KH-UBND", "2 02/KH-UBND"], plan.Versions.Select(version => $"{version.No} {version.DocumentNo}"));
        var targets = TargetGap.Read(release, SomePlan.Code);
        Assert.Equal([14.0, 1.0], targets.Select(target => target.Wanted!.Value));
        Assert.Equal([(1, 12.0)], targets[0].Earlier.Select(earlier => (earlier.VersionNo, earlier.Value!.Value)));
        Assert.Empty(targets[1].Earlier);
        Assert.Equal([(1, TargetKind.Group, 2.0)], TargetGap.Dropped(release, SomePlan.Code).Select(dropped => (dropped.VersionNo, dropped.Kind, dropped.Value!.Value)));
    }

    private static bool Holds(string file, string words) => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(words)) >= 0;
}
