namespace PapiBI.Warehouse.Plans;

/// <summary>The totals one is ranked among: where a total that nobody published would stand. Competition ranking on 6 decimals, ties share the place.</summary>
internal sealed class OtherTotals(IEnumerable<decimal> others)
{
    private readonly decimal[] highestFirst = [.. others.Select(total => Math.Round(total, 6, MidpointRounding.AwayFromZero)).OrderDescending()];

    /// <summary>N, oneself included.</summary>
    public int Ranked => highestFirst.Length + 1;

    /// <summary>The lowest total with that place or a better one: a tie with the one who holds it among the others. The last place is anyone's.</summary>
    public decimal ThresholdOf(int place, decimal least) => place >= Ranked ? least : highestFirst[place - 1];

    /// <summary>
    /// The last place of a quartile group. The group's lower bound (PERCENTILE.INC) moves with one's own total, but where
    /// it lies between two totals, one's own is at or above it only as the upper of the two; so it is a matter of places.
    /// </summary>
    public int LastPlaceOf(int group) => Ranked - ((Ranked - 1) * (4 - group) + 3) / 4;

    public Standing Place(decimal total)
    {
        var place = 1 + highestFirst.Count(other => other > total);
        return new Standing(total, place, Ranked, Enumerable.Range(1, 4).First(group => place <= LastPlaceOf(group)));
    }

    /// <summary>The total less the next best not above it; null where none is.</summary>
    public decimal? CushionOf(decimal total) => highestFirst.Where(other => other <= total).Select(other => (decimal?)(total - other)).FirstOrDefault();
}
