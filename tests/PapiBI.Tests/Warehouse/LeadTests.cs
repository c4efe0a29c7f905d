using System.Globalization;
using PapiBI.Warehouse.Measures;

namespace PapiBI.Tests.Warehouse;

public sealed class LeadTests
{
    [Theory]
    [InlineData("3", "2", 1, 1)]
    [InlineData("2", "3", 0, 1)]
    [InlineData("3", "3", 0, 1)]
    [InlineData("3,0000004", "3", 0, 1)]
    [InlineData("3,000001", "3", 1, 1)]
    [InlineData("3", "", 0, 0)]
    [InlineData("", "", 0, 0)]
    [InlineData("3;2;1;5", "1;2;3;", 1, 3)]
    public void A_lead_counts_the_items_on_which_both_have_a_score(string own, string theirs, int ahead, int compared)
    {
        double? Score(string text) => text.Length == 0 ? null : double.Parse(text.Replace(',', '.'), CultureInfo.InvariantCulture);
        var (mine, others) = (own.Split(';').Select(Score).ToList(), theirs.Split(';').Select(Score).ToList());
        var items = mine.Select((_, i) => $"{i}").ToList();
        var standings = new ResultTable([Measure.Score], [.. items.SelectMany((item, i) => new[] { Row(item, "01", mine[i]), Row(item, "02", others[i]) })]);

        Assert.Equal(new Lead(ahead, compared), Lead.Of(standings, "01", "02", items));
        Assert.Equal(new Lead(0, 0), Lead.Of(standings, "01", "03", items));
    }

    private static ResultRow Row(string item, string province, double? score) => new(2021, item, province, [Measure.Score], [score]);
}
