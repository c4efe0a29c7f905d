using System.Numerics;

namespace PapiBI.Warehouse.Plans;

/// <summary>
/// The sets of fewest parts that give a gain, the least effort first. Effort is the sum of gain ÷ cap, so a step in a
/// part of a larger cap never costs more than one in a part of a smaller: the best set is that of the largest caps, and
/// within a set the largest are filled first. Exchanging a part of a set for the next smaller never lowers the effort,
/// so the sets come out in order from a queue that starts with the best.
/// </summary>
internal static class ReachWays
{
    /// <summary>The best and three alternatives.</summary>
    public const int Most = 4;

    /// <param name="parts">By cap, the largest first, then in the index's order.</param>
    /// <param name="needed">Steps to gain.</param>
    /// <returns>Parts with their steps; nothing where none are needed or all parts together do not give them.</returns>
    public static IEnumerable<IReadOnlyList<(CappedPart Part, int Steps)>> BestFirst(IReadOnlyList<CappedPart> parts, int needed)
    {
        if (needed == 0 || Fewest(parts, needed) is not { } size)
        {
            yield break;
        }

        var seen = new HashSet<string>();
        var queue = new PriorityQueue<int[], Rating>(Comparer<Rating>.Create(Rating.Compare));
        Offer([.. Enumerable.Range(0, size)]);
        while (queue.TryDequeue(out var set, out _))
        {
            yield return Filled(parts, set, needed)!;
            for (var i = 0; i < size; i++)
            {
                var next = set[i] + 1;
                if (next < parts.Count && !set.Contains(next))
                {
                    Offer([.. set.Select((chosen, position) => position == i ? next : chosen)]);
                }
            }
        }

        // A set that does not give the gain has no follower that does.
        void Offer(int[] set)
        {
            if (seen.Add(string.Join(' ', set)) && Filled(parts, set, needed) is { } gains)
            {
                queue.Enqueue(set, new Rating(gains));
            }
        }
    }

    private static int? Fewest(IReadOnlyList<CappedPart> parts, int needed)
    {
        var given = 0;
        for (var size = 1; size <= parts.Count; size++)
        {
            given += parts[size - 1].Steps;
            if (given >= needed)
            {
                return size;
            }
        }

        return null;
    }

    // Of a set of fewest parts, all but the smallest never give the gain, so each has a share.
    private static List<(CappedPart Part, int Steps)>? Filled(IReadOnlyList<CappedPart> parts, int[] set, int needed)
    {
        var gains = new List<(CappedPart, int)>();
        foreach (var part in set.Select(i => parts[i]))
        {
            var steps = Math.Min(part.Steps, needed);
            gains.Add((part, steps));
            needed -= steps;
        }

        return needed == 0 ? gains : null;
    }

    /// <summary>Effort, exactly, then the order of the parts in the index.</summary>
    private sealed class Rating
    {
        // Caps have at most 7 decimals.
        private const decimal Unit = 10_000_000;

        private readonly BigInteger numerator = BigInteger.Zero;
        private readonly BigInteger denominator = BigInteger.One;
        private readonly int[] orders;

        public Rating(IReadOnlyList<(CappedPart Part, int Steps)> gains)
        {
            orders = [.. gains.Select(gain => gain.Part.Order).Order()];
            foreach (var (part, steps) in gains)
            {
                var cap = new BigInteger(part.Cap * Unit);
                numerator = numerator * cap + steps * denominator;
                denominator *= cap;
            }
        }

        public static int Compare(Rating one, Rating other)
        {
            var byEffort = (one.numerator * other.denominator).CompareTo(other.numerator * one.denominator);
            return byEffort != 0 ? byEffort : one.orders.Zip(other.orders, (first, second) => first.CompareTo(second)).FirstOrDefault(difference => difference != 0);
        }
    }
}
