using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;

namespace PapiBI.Reports.Definitions.Exploring;

/// <summary>The country as tiles, coloured by group.</summary>
internal static class ExploreMap
{
    public static ReportPage Build(ExploreFacts facts)
    {
        var layout = TileLayout.For([.. facts.League.Rows.Select(row => row.ProvinceCode!)], facts.Frame.Edition.RefDate);
        var rows = facts.League.Rows.Where(row => layout.Places.ContainsKey(row.ProvinceCode!)).ToList();
        return new ReportPage
        {
            Tab = facts.T("Bản đồ", "Map"),
            BandTitle = "",
            BandNote = "",
            Headline = facts.T($"{facts.ItemName} {facts.Year} trên bản đồ", $"{facts.ItemName} {facts.Year} on the map"),
            IsOneSheetOfPaper = true,
            Rows =
            [
                BlockRow.Whole(new TileMapBlock
                {
                    Finding = "",
                    Contents = facts.T(
                        $"Số: hạng trong {facts.Field![Measure.Ranked]} tỉnh, thành phố; màu: nhóm tứ phân vị, dẫn xuất; mỗi ô một tỉnh, bắc ở trên; không màu: ngoài phạm vi đang xem hoặc không xếp hạng",
                        $"Figure: rank among {facts.Field![Measure.Ranked]} provinces; colour: quartile group, derived; one tile a province, north on top; without colour: not among those shown, or not ranked"),
                    Tiles = [.. rows.Select(row => new MapTile
                    {
                        Key = ExploreFacts.KeyOf(row.ProvinceCode!),
                        Row = layout.Places[row.ProvinceCode!].Row,
                        Column = layout.Places[row.ProvinceCode!].Column,
                        Name = facts.NameOf(row),
                        Value = row.RankOfN(),
                        Step = facts.Shown.Contains(row.ProvinceCode!) ? (int?)row[Measure.QuartileGroup] : null,
                        IsSubject = facts.IsChosen(row),
                    })],
                    Steps = [Step(facts, 1, Measure.UpperQuartile), Step(facts, 2, Measure.Median), Step(facts, 3, Measure.LowerQuartile), Step(facts, 4, Measure.Lowest)],
                    Notes = [layout.Islands.In(facts.Language)],
                }),
            ],
        };
    }

    private static string Step(ExploreFacts facts, int group, Measure lowerBound) =>
        $"{Wording.QuartileGroup(group, facts.Frame.IndexCode, facts.Language)}: {facts.T("từ", "from")} {(facts.Field![lowerBound] is { } bound ? NumberText.Score(bound, facts.Language) : NumberText.Missing)}";
}
