namespace PapiBI.Warehouse.Measures;

/// <summary>
/// On how many items of a year one province has the higher score than another, of those on which both have one. It is no measure of one question: who the two are is
/// the reader's choice, and their scores are compared as published, also where the edition is not held whole.
/// </summary>
/// <param name="Ahead">Higher, to the six decimals that scores are kept with.</param>
/// <param name="Compared">Both have a score.</param>
public sealed record Lead(int Ahead, int Compared)
{
    private const int Decimals = 6;

    /// <param name="standings">An answer with <see cref="Measure.Score"/> by item and province, of one year.</param>
    /// <param name="one">Who is ahead or not.</param>
    /// <param name="other">Of whom.</param>
    /// <param name="items">Which count.</param>
    public static Lead Of(ResultTable standings, string one, string other, IEnumerable<string> items)
    {
        var both = items
            .Select(item => (Own: standings.Find(item: item, province: one)?[Measure.Score], Theirs: standings.Find(item: item, province: other)?[Measure.Score]))
            .Where(scores => scores is { Own: not null, Theirs: not null })
            .ToList();
        return new Lead(both.Count(scores => Math.Round(scores.Own!.Value - scores.Theirs!.Value, Decimals) > 0), both.Count);
    }
}
