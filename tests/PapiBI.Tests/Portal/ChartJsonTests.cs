using System.Text.Json;
using System.Text.Json.Nodes;
using PapiBI.Portal.Reports;
using PapiBI.Reports.Documents;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Portal;

/// <summary>What the page's scripts are given to draw. The scripts' own tests (client/test) read the same goldens, so neither side can change the contract alone.</summary>
public sealed class ChartJsonTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<ChartKind> Kinds => [.. Enum.GetValues<ChartKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_chart_is_told_to_the_page_as_its_golden_says(ChartKind kind)
    {
        JsonNode told = JsonNode.Parse(DocumentJson.Of(Sample(kind)).Value!)!;

        Golden.Check($"charts/{JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())}.json", told.ToJsonString(Readable) + "\n");
    }

    [Fact]
    public void Changes_against_a_benchmark_stand_in_two_goldens_one_coloured_by_sign_and_one_by_whose_they_are()
    {
        ChartSpec[] bars = [.. Charts().Where(chart => chart.Kind == ChartKind.ClusteredBar)];

        Assert.Equal([1, 3], bars.Select(chart => chart.Series.Count));
        Golden.Check("charts/clusteredBar-benchmarks.json", JsonNode.Parse(DocumentJson.Of(bars[1]).Value!)!.ToJsonString(Readable) + "\n");
    }

    [Fact]
    public void Ranks_over_the_years_are_told_with_the_first_on_top_and_their_labels()
    {
        ChartSpec ranks = Charts().First(chart => chart is { Kind: ChartKind.BrokenLine, IsReversed: true });

        Golden.Check("charts/brokenLine-ranks.json", JsonNode.Parse(DocumentJson.Of(ranks).Value!)!.ToJsonString(Readable) + "\n");
    }

    [Fact]
    public void A_missing_value_is_null_and_never_left_out()
    {
        ChartSpec bullet = Sample(ChartKind.Bullet);

        JsonArray results = JsonNode.Parse(DocumentJson.Of(bullet).Value!)!["series"]![0]!["values"]!.AsArray();

        Assert.Equal(bullet.Categories.Count, results.Count);
        Assert.Equal([4], Enumerable.Range(0, results.Count).Where(i => results[i] is null));
    }

    private static ChartSpec Sample(ChartKind kind) => Charts().First(chart => chart.Kind == kind);

    private static IEnumerable<ChartSpec> Charts() => SampleDocument.In(Language.Vietnamese).Pages
        .SelectMany(page => page.Rows)
        .SelectMany(row => row.Blocks)
        .Select(placed => placed.Block switch
        {
            ChartBlock chart => chart.Chart,
            TableBlock table => table.RowChart,
            _ => null,
        })
        .OfType<ChartSpec>();
}
