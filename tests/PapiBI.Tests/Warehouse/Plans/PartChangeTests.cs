using PapiBI.Tests.Support;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Warehouse.Plans;

/// <summary>A province's gain in a part beside the mean gain of the others.</summary>
public abstract class PartChangeTests(TestEngine engine) : IDisposable
{
    private readonly TestWarehouse warehouse = new(engine);

    public void Dispose()
    {
        warehouse.Dispose();
        GC.SuppressFinalize(this);
    }

    // 01 and 03 are in region R1, 02 and 04 in R2.
    private static readonly (string, double?, double?, double?)[] Before = [("01", 1, 1, 2), ("02", 1, 1, 2), ("03", 1, 1, 2), ("04", 1, 1, 2)];
    private static readonly (string, double?, double?, double?)[] After = [("01", 1.5, 1, 2), ("02", 1.1, 1, 2), ("03", 1.3, 1, 2), ("04", null, 1, 3)];

    [Fact]
    public void The_others_are_those_with_both_years_and_never_the_province_itself()
    {
        using var release = Publish([]);
        var changes = PartChange.Read(release, Some.Index, 2020, 2021, "01");

        Assert.Equal(["1", "1.1", "1.2", "2", "2.1", Some.Index], changes.Select(change => change.ItemCode).Order(StringComparer.Ordinal));
        var part = changes.Single(change => change.ItemCode == "1.1");
        Assert.Equal(0.5, part.Own!.Value, 9);
        Assert.Equal((0.1 + 0.3) / 2, part.Others!.Value, 9);
        Assert.Equal(0.3, part.ToOthers!.Value, 9);
        Assert.Equal((2, 0.3, 1), (part.OthersCount, Math.Round(part.RegionOthers!.Value, 9), part.RegionOthersCount));
        Assert.Equal(1.0 / 3, changes.Single(change => change.ItemCode == "2").Others!.Value, 9);
    }

    [Fact]
    public void Across_a_break_of_the_item_there_is_no_gain()
    {
        using var release = Publish(["1.1@2021"]);
        var part = PartChange.Read(release, Some.Index, 2020, 2021, "01").Single(change => change.ItemCode == "1.1");

        Assert.False(part.IsComparable);
        Assert.Equal((null, null, 0), (part.Own, part.Others, part.OthersCount));
    }

    [Fact]
    public void Of_half_a_league_only_the_own_gain_is_told()
    {
        using var release = Publish([], isWhole: false);
        var part = PartChange.Read(release, Some.Index, 2020, 2021, "01").Single(change => change.ItemCode == "1.1");

        Assert.Equal((0.5, null, 0), (Math.Round(part.Own!.Value, 9), part.Others, part.OthersCount));
    }

    [Fact]
    public void Without_the_edition_there_is_nothing()
    {
        using var release = Publish([]);

        Assert.Empty(PartChange.Read(release, Some.Index, 2020, 2030, "01"));
    }

    private Release Publish(IReadOnlyList<string> breaks, bool isWhole = true)
    {
        warehouse.Load([.. Some.Country(4), .. Some.IndexOf([2020, 2021], isWhole, breaks), Some.Scores(2020, Before), Some.Scores(2021, After)]);
        warehouse.Publish();
        return warehouse.OpenRelease();
    }
}

public sealed class PartChangeOnDuckDbTests() : PartChangeTests(TestEngine.DuckDb);

public sealed class PartChangeOnSqlServerTests() : PartChangeTests(TestEngine.SqlServer);
