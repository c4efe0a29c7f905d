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
            Headline = Headline(facts),
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
                        Tip = string.Join(". ", new[] { row[Measure.Score] is { } score ? NumberText.Points(score, facts.Language) : "", row[Measure.Rank] is null ? facts.ReasonOf(row.ProvinceCode!) : facts.Places(row.ProvinceCode!), facts.Basis }.Where(said => said.Length > 0)),
                    })],
                    Steps = [Step(facts, 1, Measure.UpperQuartile), Step(facts, 2, Measure.Median), Step(facts, 3, Measure.LowerQuartile), Step(facts, 4, Measure.Lowest)],
                    Notes = [layout.Islands.In(facts.Language)],
                }),
            ],
        };
    }

    /// <summary>The group of the first one chosen, else who of those shown are in the highest and the lowest; of all provinces, where these gather.</summary>
    private static string Headline(ExploreFacts facts)
    {
        string Group(double? group) => Wording.QuartileGroup(group, facts.Frame.IndexCode, facts.Language);
        if (facts.Chosen is [var first, ..] && facts.League.Find(province: first) is { } one)
        {
            return one[Measure.Rank] is null
                ? facts.T($"{facts.NameOf(one)} không được xếp hạng nên không có nhóm", $"{facts.NameOf(one)} is not ranked, so it has no group")
                : facts.T($"{facts.NameOf(one)} ở nhóm {Group(one[Measure.QuartileGroup])}: {facts.Places(first)}", $"{facts.NameOf(one)} is in the group “{Group(one[Measure.QuartileGroup])}”: {facts.Places(first)}");
        }

        var ranked = facts.Rows.Where(row => row[Measure.QuartileGroup] is not null).ToList();
        int Of(IEnumerable<ResultRow> rows, int group) => rows.Count(row => row[Measure.QuartileGroup] == group);
        if (facts.Request.Among is not null)
        {
            return facts.T(
                $"{Wording.Capital(facts.FieldName)}: {Of(ranked, 1)}/{ranked.Count} tỉnh ở nhóm {Group(1)}, {Of(ranked, 4)}/{ranked.Count} ở nhóm {Group(4)}",
                $"{Wording.Capital(facts.FieldName)}: {Of(ranked, 1)} of {ranked.Count} provinces in the group “{Group(1)}”, {Of(ranked, 4)} of {ranked.Count} in “{Group(4)}”");
        }

        // The region of whose provinces the largest part is in a group: a large region has many members of every group.
        (string Name, int Members, int Ranked) Home(int group) => ranked
            .GroupBy(row => facts.Frame.ProvinceOf(row.ProvinceCode!).RegionCode)
            .Select(region => (facts.Frame.RegionOf(region.First().ProvinceCode!).Name.In(facts.Language), Of(region, group), region.Count()))
            .MaxBy(region => (double)region.Item2 / region.Item3);
        var (high, low) = (Home(1), Home(4));
        return facts.T(
            $"Nhóm {Group(1)} dày nhất ở {high.Name} ({high.Members}/{high.Ranked} tỉnh), nhóm {Group(4)} ở {low.Name} ({low.Members}/{low.Ranked})",
            $"“{Group(1)}” is densest in the {high.Name} ({high.Members} of {high.Ranked} provinces), “{Group(4)}” in the {low.Name} ({low.Members} of {low.Ranked})");
    }

    private static string Step(ExploreFacts facts, int group, Measure lowerBound) =>
        $"{Wording.QuartileGroup(group, facts.Frame.IndexCode, facts.Language)}: {facts.T("từ", "from")} {(facts.Field![lowerBound] is { } bound ? NumberText.Score(bound, facts.Language) : NumberText.Missing)}";
}
