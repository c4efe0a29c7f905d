using PapiBI.Warehouse.Plans;

namespace PapiBI.Tests.Warehouse.Plans;

/// <summary>The way to a target on small fields that one can work out by hand.</summary>
public sealed class ReachSolverTests
{
    [Fact]
    public void The_fewest_parts_are_chosen_and_the_largest_cap_is_filled_first()
    {
        var scenario = Held(SomeReach.Input(10, [0.03m, 0.10m, 0.06m, 0.05m], [10.14m, 9]), new ReachTarget.Rank(1));

        Assert.Equal(0.14m, scenario.Needed);
        Assert.Equal("2 +0.10, 3 +0.04 → 10.14, 1/3", SomeReach.Said(scenario.Ways[0]));
        Assert.Equal("2 +0.10, 4 +0.04 → 10.14, 1/3", SomeReach.Said(scenario.Ways[1]));
        Assert.Equal(2, scenario.Ways.Count);
        Assert.Equal(1 + 4m / 6, scenario.Ways[0].Effort, 20);
    }

    [Fact]
    public void Of_equal_caps_the_earlier_codes_are_chosen_and_filled()
    {
        var ways = Held(SomeReach.Input(10, [0.05m, 0.05m, 0.05m], [10.07m]), new ReachTarget.Rank(1)).Ways;

        Assert.Equal(["1 +0.05, 2 +0.02 → 10.07, 1/2", "1 +0.05, 3 +0.02 → 10.07, 1/2", "2 +0.05, 3 +0.02 → 10.07, 1/2"], ways.Select(SomeReach.Said));
    }

    [Fact]
    public void Alternatives_of_equal_effort_stand_in_the_order_of_all_their_codes()
    {
        var ways = Held(SomeReach.Input(10, [0.02m, 0.02m, 0.02m, 0.02m, 0.02m, 0.02m], [10.06m]), new ReachTarget.Rank(1)).Ways;

        Assert.Equal(["123", "124", "125", "126"], ways.Select(way => string.Concat(way.Gains.Select(gain => gain.Part.Code))));
    }

    [Fact]
    public void A_gain_is_a_whole_hundredth_rounded_up_so_the_planned_total_lies_at_or_above_the_threshold()
    {
        var way = Held(SomeReach.Input(10.004m, [0.5m], [10.1m, 10.1004m, 9]), new ReachTarget.Rank(2)).Ways[0];

        Assert.Equal((10.104m, 0.004m, 1, 0.0036m), (way.After.Total, way.Margin, way.After.Place, way.Cushion!.Value));
    }

    [Fact]
    public void A_tie_reaches_the_place_and_leaves_nothing_to_lose()
    {
        var way = Held(SomeReach.Input(10, [0.5m], [10.2m, 10.2m, 10.1m, 9]), new ReachTarget.Rank(1)).Ways[0];

        Assert.Equal("1 +0.20 → 10.20, 1/5", SomeReach.Said(way));
        Assert.Equal((0, 0), (way.Margin, way.Cushion));
    }

    [Fact]
    public void Who_is_there_already_gains_nothing_and_sees_the_cushion()
    {
        var scenario = Held(SomeReach.Input(10, [0.5m], [11, 9.7m, 9]), new ReachTarget.Rank(2));

        Assert.True(scenario.IsThere);
        Assert.Empty(scenario.Ways);
        Assert.Equal(0.3m, scenario.Start.Total - scenario.Threshold);
    }

    [Fact]
    public void The_last_place_is_anyones()
    {
        Assert.True(Held(SomeReach.Input(1, [0.5m], [11, 9]), new ReachTarget.Rank(3)).IsThere);
        Assert.True(Held(SomeReach.Input(1, [0.5m], [11, 9]), new ReachTarget.Group(4)).IsThere);
        Assert.True(Held(SomeReach.Input(1, [0.5m], []), new ReachTarget.Group(1)).IsThere);
    }

    [Fact]
    public void Out_of_reach_says_how_far_all_caps_lead()
    {
        var scenario = Held(SomeReach.Input(10, [0.055m, 0, 0.1m], [10.5m, 10.15m, 9]), new ReachTarget.Rank(1));

        Assert.True(scenario.IsOutOfReach);
        Assert.Equal("1 +0.05, 3 +0.10 → 10.15, 2/4", SomeReach.Said(scenario.Furthest));
        Assert.Equal(-0.35m, scenario.Furthest.Margin);
    }

    [Fact]
    public void A_part_left_out_keeps_its_score()
    {
        var input = SomeReach.Input(10, [0.5m, 0.1m], [10.05m]);

        Assert.Equal("1 +0.05 → 10.05, 1/2", SomeReach.Said(Held(input, new ReachTarget.Rank(1)).Ways[0]));
        Assert.Equal("2 +0.05 → 10.05, 1/2", SomeReach.Said(Held(input, new ReachTarget.Rank(1), "1").Ways[0]));
        Assert.True(Held(input, new ReachTarget.Rank(1), "1", "2").IsOutOfReach);
    }

    [Fact]
    public void Others_drift_by_their_own_mean_change_and_by_that_of_the_field_where_they_have_none()
    {
        // Means: +0.3, −0.1 and the own +0.1, so the third, without a history, moves by +0.1.
        var input = SomeReach.Input(10, [1], [10, 10.2m, 9.95m], [[0.2m, 0.4m], [-0.1m], []], [0.1m]);

        var drifting = ReachSolver.Solve(input, new ReachTarget.Rank(1), []).Drifting!;

        Assert.Equal(new Standing(10, 4, 4, 4), drifting.Start);
        Assert.Equal("1 +0.30 → 10.30, 1/4", SomeReach.Said(drifting.Ways[0]));
        Assert.Equal(0, drifting.Ways[0].Cushion);
        Assert.Equal(10.05m, ReachSolver.Solve(input, new ReachTarget.Rank(3), []).Drifting!.Threshold);
    }

    [Fact]
    public void Without_a_comparable_year_nobody_is_said_to_drift() =>
        Assert.Null(ReachSolver.Solve(SomeReach.Input(10, [1], [11]), new ReachTarget.Rank(1), []).Drifting);

    [Fact]
    public void The_cap_is_the_ninth_decile_of_all_changes_but_never_beyond_the_maximum_nor_below_nothing()
    {
        decimal[] tenths = [.. Enumerable.Range(1, 12).Select(n => n / 10m)];

        // Position 9.9 of 0 … 11: between 1.0 and 1.1.
        Assert.Equal(1.09m, SomeReach.Part("1", 5, tenths).Cap);
        Assert.Equal(1.0m, SomeReach.Part("1", 5, tenths[..11]).Cap);
        Assert.Equal(0.4m, SomeReach.Part("1", 99.6m, tenths).Cap);
        Assert.Equal(0, SomeReach.Part("1", 5, -0.2m, -0.1m).Cap);
        Assert.Equal(0, SomeReach.Part("1", 5).Cap);
        Assert.Equal(3, SomeReach.Part("1", 5, tenths).AchievedAtLeast(1.0m));
    }

    [Fact]
    public void The_largest_change_ever_is_the_newest_of_equals()
    {
        var part = SomeReach.Part("1", 5) with { Changes = [new(2012, "01", 0.4m), new(2019, "22", 0.42m), new(2015, "03", 0.42m)] };

        Assert.Equal(new AchievedChange(2019, "22", 0.42m), part.Largest);
        Assert.Null(SomeReach.Part("1", 5).Largest);
    }

    private static ReachScenario Held(ReachInput input, ReachTarget target, params string[] without) => ReachSolver.Solve(input, target, without).Held;
}
