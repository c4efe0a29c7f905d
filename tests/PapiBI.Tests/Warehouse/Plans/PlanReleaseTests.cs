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

    private static bool Holds(string file, string words) => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(words)) >= 0;
}
