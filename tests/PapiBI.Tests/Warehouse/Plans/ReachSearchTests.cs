using PapiBI.Warehouse.Plans;

namespace PapiBI.Tests.Warehouse.Plans;

/// <summary>The solver against the plainest thing that can be written: try every gain in every part, rank, compare.</summary>
public sealed class ReachSearchTests
{
    private const int Cases = 400;

    // A multiple of every cap that is generated, counted in half steps: with it every effort is a whole number.
    private const int Whole = 27_720;

    private readonly Random random = new(20201128);
    private int withWay;
    private int outOfReach;
    private int alreadyThere;
    private int withAlternatives;
    private int withTie;

    [Fact]
    public void Every_generated_case_has_the_way_that_trying_everything_finds()
    {
        for (var n = 0; n < Cases; n++)
        {
            var (input, caps) = Country();
            var target = Target(input);
            string[] without = random.Next(5) == 0 ? [input.Parts[0].Code] : [];

            var result = ReachSolver.Solve(input, target, without);

            decimal[] others = [.. input.Others.Select(other => other.Total)];
            Same($"case {n}, {target}, held", result.Held, input, others, caps, target, without);
            Same($"case {n}, {target}, drifting", result.Drifting!, input, Drifted(input), caps, target, without);
        }

        // The cases are of every kind.
        Assert.True(withWay > 200 && outOfReach > 50 && alreadyThere > 50 && withAlternatives > 100 && withTie > 100, $"{withWay} {outOfReach} {alreadyThere} {withAlternatives} {withTie}");
    }

    [Fact]
    public void The_threshold_of_a_group_is_the_lowest_total_that_lands_in_it()
    {
        for (var n = 0; n < Cases; n++)
        {
            var (input, _) = Country();
            decimal[] others = [.. input.Others.Select(other => other.Total)];
            for (var group = 1; group <= 3; group++)
            {
                var threshold = ReachSolver.Solve(input, new ReachTarget.Group(group), []).Held.Threshold;

                // Totals are multiples of 0.001 here, so the next lower one is told from it.
                Assert.True(PlainRanking.Group(threshold, others) <= group, $"case {n}: {threshold} is not in group {group}.");
                Assert.True(PlainRanking.Group(threshold - 0.001m, others) > group, $"case {n}: less than {threshold} is in group {group}, too.");
            }
        }
    }

    private void Same(string name, ReachScenario scenario, ReachInput input, IReadOnlyList<decimal> others, int[] caps, ReachTarget target, string[] without)
    {
        var total = input.Start.Total;
        int[] limits = [.. caps.Select((cap, i) => without.Contains(input.Parts[i].Code) ? 0 : cap / 2)];
        bool[] reaches = [.. Enumerable.Range(0, limits.Sum() + 1).Select(steps => Reaches(total + steps * 0.01m, others, target))];
        var best = Vectors(limits).Where(gains => reaches[gains.Sum()])
            .Select(gains => new Tried(gains, [.. Enumerable.Range(0, gains.Length).Where(i => gains[i] > 0)], gains.Select((gain, i) => gain == 0 ? 0 : gain * 2 * Whole / caps[i]).Sum()))
            .GroupBy(tried => tried.Parts.Length).OrderBy(size => size.Key).FirstOrDefault()?
            .GroupBy(tried => string.Join(' ', tried.Parts)).Select(set => set.OrderBy(tried => tried.Effort).ThenByDescending(Filled).First())
            .OrderBy(tried => tried.Effort).ThenBy(tried => string.Join(' ', tried.Parts), StringComparer.Ordinal)
            .Take(4).ToList() ?? [];

        Assert.Equal(PlainRanking.Place(total, others), scenario.Start.Place);
        Assert.Equal(PlainRanking.Group(total, others), scenario.Start.Group);
        Assert.True(scenario.IsThere == reaches[0], name);
        Assert.True(scenario.IsOutOfReach == (best.Count == 0), name);
        var (furthest, most) = (scenario.Furthest, total + limits.Sum() * 0.01m);
        Assert.Equal((name, most, PlainRanking.Place(most, others)), (name, furthest.After.Total, furthest.After.Place));
        Count(scenario, others);
        if (scenario.IsThere)
        {
            return;
        }

        Assert.Equal([name, .. best.Select(tried => Said(input, tried.Gains))], [name, .. scenario.Ways.Select(way => string.Join(", ", way.Gains.Select(gain => $"{gain.Part.Code} +{gain.Points:0.00}")))]);
        foreach (var (tried, way) in best.Zip(scenario.Ways))
        {
            var planned = total + tried.Gains.Sum() * 0.01m;
            Assert.Equal(tried.Effort, way.Effort * Whole, 12);
            Assert.Equal((planned, PlainRanking.Place(planned, others), others.Count + 1, PlainRanking.Group(planned, others)), (way.After.Total, way.After.Place, way.After.Of, way.After.Group));
            Assert.Equal(planned - scenario.Threshold, way.Margin);
            Assert.Equal(others.Where(other => other <= planned).Select(other => (decimal?)(planned - other)).Min(), way.Cushion);
        }
    }

    private void Count(ReachScenario scenario, IReadOnlyList<decimal> others)
    {
        withWay += scenario.Ways.Count > 0 ? 1 : 0;
        outOfReach += scenario.IsOutOfReach ? 1 : 0;
        alreadyThere += scenario.IsThere ? 1 : 0;
        withAlternatives += scenario.Ways.Count > 1 ? 1 : 0;
        withTie += others.Distinct().Count() < others.Count ? 1 : 0;
    }

    private static bool Reaches(decimal total, IReadOnlyList<decimal> others, ReachTarget target) => target switch
    {
        ReachTarget.Rank rank => PlainRanking.Place(total, others) <= rank.Place,
        ReachTarget.Group group => PlainRanking.Group(total, others) <= group.Number,
        ReachTarget.Score score => total >= score.Points,
        _ => throw new ArgumentOutOfRangeException(nameof(target)),
    };

    private static IEnumerable<int[]> Vectors(int[] limits)
    {
        var gains = new int[limits.Length];
        while (true)
        {
            yield return [.. gains];
            var i = 0;
            while (i < gains.Length && gains[i] == limits[i])
            {
                gains[i++] = 0;
            }

            if (i == gains.Length)
            {
                yield break;
            }

            gains[i]++;
        }
    }

    // Of equal efforts in one set the earlier part gains more.
    private static string Filled(Tried tried) => string.Concat(tried.Gains.Select(gain => (char)('a' + gain)));

    private static string Said(ReachInput input, int[] gains) =>
        string.Join(", ", gains.Select((gain, i) => (gain, i)).Where(part => part.gain > 0).Select(part => $"{input.Parts[part.i].Code} +{part.gain * 0.01m:0.00}"));

    private static decimal[] Drifted(ReachInput input)
    {
        var means = input.Others.Select(other => other.Changes).Append(input.OwnChanges).Where(changes => changes.Count > 0).Select(changes => changes.Sum() / changes.Count).ToList();
        var ofAll = means.Count == 0 ? 0 : means.Sum() / means.Count;
        return [.. input.Others.Select(other => Math.Round(other.Total + (other.Changes.Count == 0 ? ofAll : other.Changes.Sum() / other.Changes.Count), 6, MidpointRounding.AwayFromZero))];
    }

    /// <summary>3–5 parts with caps of up to 6 steps, some with half a step left over; 4–8 provinces close together, ties among them. Caps in half steps.</summary>
    private (ReachInput Input, int[] Caps) Country()
    {
        int[] caps = [.. Enumerable.Range(0, random.Next(3, 6)).Select(_ => random.Next(0, 13))];
        var total = 10 + random.Next(0, 3) * 0.005m;
        decimal[] others = [.. Enumerable.Range(0, random.Next(3, 8)).Select(_ => 10 + random.Next(-4, 8) * 0.03m + random.Next(0, 2) * 0.001m)];
        others[1] = random.Next(2) == 0 ? others[0] : others[1];
        var input = SomeReach.Input(total, [.. caps.Select(cap => cap * 0.005m)], others, [.. others.Select(_ => Changes())], Changes());

        // Half of the caps are what is left to the maximum instead.
        return (input with { Parts = [.. input.Parts.Select((part, i) => random.Next(2) == 0 ? part : part with { Max = part.Score + caps[i] * 0.005m, Changes = [new AchievedChange(2020, "01", 1)] })] }, caps);

        decimal[] Changes() => [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => random.Next(-6, 7) * 0.01m)];
    }

    private ReachTarget Target(ReachInput input) => random.Next(3) switch
    {
        0 => new ReachTarget.Rank(random.Next(1, input.Start.Of + 1)),
        1 => new ReachTarget.Score(input.Start.Total + random.Next(-20, 200) * 0.001m),
        _ => new ReachTarget.Group(random.Next(1, 5)),
    };

    private sealed record Tried(int[] Gains, int[] Parts, int Effort);
}
