using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;

namespace PapiBI.Reports.Definitions.League;

/// <summary>Page 3: the country as tiles, coloured by group.</summary>
internal static class LeagueMapPage
{
    private const int Lowest = 4;

    public static ReportPage Build(LeagueFacts facts) => new()
    {
        Tab = facts.T("Bản đồ", "Map"),
        BandTitle = "",
        BandNote = "",
        Headline = Headline(facts),
        IsOneSheetOfPaper = true,
        Rows = [BlockRow.Whole(Map(facts))],
    };

    /// <summary>Where the highest and the lowest group gather.</summary>
    private static string Headline(LeagueFacts facts)
    {
        var high = Home(facts, 1);
        var low = Home(facts, Lowest);
        string Group(int group) => Wording.QuartileGroup(group, facts.Frame.IndexCode, facts.Language);
        return high is null || low is null
            ? facts.T($"Quá ít tỉnh được xếp hạng để chia bốn nhóm năm {facts.Year}.", $"Too few provinces are ranked to make four groups in {facts.Year}.")
            : facts.T(
                $"Nhóm {Group(1)} dày nhất ở {high.Region.Name.Vi} ({Members(facts, high, 1)}/{high.Statistics[Measure.Ranked]} tỉnh của vùng), nhóm {Group(Lowest)} ở {low.Region.Name.Vi} ({Members(facts, low, Lowest)}/{low.Statistics[Measure.Ranked]}).",
                $"The group “{Group(1)}” is densest in the {high.Region.Name.En} ({Members(facts, high, 1)} of its {high.Statistics[Measure.Ranked]}), “{Group(Lowest)}” in the {low.Region.Name.En} ({Members(facts, low, Lowest)} of {low.Statistics[Measure.Ranked]}).");
    }

    // The region of whose provinces the largest part is in a group: a large region has many members of every group.
    private static RegionStanding? Home(LeagueFacts facts, int group) =>
        RegionStanding.Of(facts).Where(region => Members(facts, region, group) > 0).MaxBy(region => Members(facts, region, group) / region.Statistics[Measure.Ranked]);

    private static int Members(LeagueFacts facts, RegionStanding region, int group) =>
        facts.Ranked.Count(r => r[Measure.QuartileGroup] == group && facts.Frame.ProvinceOf(r.ProvinceCode!).RegionCode == region.Region.Code);

    private static TileMapBlock Map(LeagueFacts facts)
    {
        var layout = TileLayout.For([.. facts.League.Rows.Select(r => r.ProvinceCode!)], facts.Frame.Edition.RefDate);
        return new TileMapBlock
        {
            Finding = facts.T(
                $"Bốn nhóm theo điểm: từ {Score(facts, Measure.UpperQuartile)} là {Wording.QuartileGroup(1, facts.Frame.IndexCode, facts.Language)}, dưới {Score(facts, Measure.LowerQuartile)} là {Wording.QuartileGroup(Lowest, facts.Frame.IndexCode, facts.Language)}",
                $"Four groups by score: {Wording.QuartileGroup(1, facts.Frame.IndexCode, facts.Language)} from {Score(facts, Measure.UpperQuartile)}, {Wording.QuartileGroup(Lowest, facts.Frame.IndexCode, facts.Language)} below {Score(facts, Measure.LowerQuartile)}"),
            Contents = facts.T(
                $"Tổng điểm {Wording.IndexName(facts.Frame.IndexCode)} {facts.Year}; số: hạng trong {facts.N} tỉnh, thành phố; màu: nhóm tứ phân vị, dẫn xuất; mỗi ô một tỉnh, bắc ở trên",
                $"Total score of {Wording.IndexName(facts.Frame.IndexCode)} {facts.Year}; figure: rank among {facts.N} provinces; colour: quartile group, derived; one tile a province, north on top"),
            Tiles = [.. facts.League.Rows.Where(r => layout.Places.ContainsKey(r.ProvinceCode!)).Select(r => Tile(facts, r, layout.Places[r.ProvinceCode!]))],
            Steps =
            [
                Step(facts, 1, Measure.UpperQuartile),
                Step(facts, 2, Measure.Median),
                Step(facts, 3, Measure.LowerQuartile),
                Step(facts, Lowest, Measure.Lowest),
            ],
            Notes = [.. Notes(facts, layout)],
        };
    }

    private static MapTile Tile(LeagueFacts facts, ResultRow row, TilePlace place) => new()
    {
        Key = RowKey.Of(row.ProvinceCode!),
        Row = place.Row,
        Column = place.Column,
        Name = facts.NameOf(row),
        Value = row.RankOfN(),
        Step = (int?)row[Measure.QuartileGroup],
    };

    private static string Step(LeagueFacts facts, int group, Measure lowerBound) =>
        $"{Wording.QuartileGroup(group, facts.Frame.IndexCode, facts.Language)}: {facts.T("từ", "from")} {Score(facts, lowerBound)}";

    private static IEnumerable<string> Notes(LeagueFacts facts, TileLayout layout)
    {
        if (facts.Unranked.Count > 0)
        {
            yield return facts.T($"Không xếp hạng: {facts.Names(facts.Unranked)}.", $"Not ranked: {facts.Names(facts.Unranked)}.");
        }

        if (layout.WithoutTile.Count > 0)
        {
            var names = Wording.Listed([.. layout.WithoutTile.Select(facts.Frame.NameOf)], facts.Language);
            yield return facts.T($"Không có ô trên bản đồ: {names}.", $"Without a tile on this map: {names}.");
        }

        yield return facts.In(layout.Islands);
    }

    private static string Score(LeagueFacts facts, Measure measure) => NumberText.Score(facts.Field[measure]!.Value, facts.Language);
}
