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
                        Key = RowKey.Of(row.ProvinceCode!),
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
        if (ranked.Count == 0)
        {
            return facts.T($"{Wording.Capital(facts.FieldName)}: không tỉnh nào đang xem được xếp hạng", $"{Wording.Capital(facts.FieldName)}: none of the provinces shown is ranked");
        }

        // Scores shared by many may leave a group without members: it is dense nowhere.
        if (facts.Request.Among is not null || Of(ranked, 1) == 0 || Of(ranked, 4) == 0)
        {
            return facts.T(
                $"{Wording.Capital(facts.FieldName)}: {Of(ranked, 1)}/{ranked.Count} tỉnh ở nhóm {Group(1)}, {Of(ranked, 4)}/{ranked.Count} ở nhóm {Group(4)}",
                $"{Wording.Capital(facts.FieldName)}: {Of(ranked, 1)} of {ranked.Count} provinces in the group “{Group(1)}”, {Of(ranked, 4)} of {ranked.Count} in “{Group(4)}”");
        }

        // The regions of whose provinces the largest part is in a group: a large region has many members of every group.
        string Homes(int group, string unit)
        {
            var regions = ranked
                .GroupBy(row => facts.Frame.ProvinceOf(row.ProvinceCode!).RegionCode)
                .Select(region => (Name: facts.Frame.RegionOf(region.First().ProvinceCode!).Name.In(facts.Language), Members: Of(region, group), Ranked: region.Count()))
                .ToList();
            var densest = regions.MaxBy(region => (double)region.Members / region.Ranked);
            var tied = regions.Where(region => region.Members * densest.Ranked == densest.Members * region.Ranked);
            return Wording.Listed([.. tied.Select(region => facts.T($"{region.Name} ({region.Members}/{region.Ranked}{unit})", $"the {region.Name} ({region.Members} of {region.Ranked}{unit})"))], facts.Language);
        }

        return facts.T(
            $"Nhóm {Group(1)} dày nhất ở {Homes(1, " tỉnh")}, nhóm {Group(4)} ở {Homes(4, "")}",
            $"“{Group(1)}” is densest in {Homes(1, " provinces")}, “{Group(4)}” in {Homes(4, "")}");
    }

    private static string Step(ExploreFacts facts, int group, Measure lowerBound) =>
        $"{Wording.QuartileGroup(group, facts.Frame.IndexCode, facts.Language)}: {facts.T("từ", "from")} {(facts.Field![lowerBound] is { } bound ? NumberText.Score(bound, facts.Language) : NumberText.Missing)}";
}
