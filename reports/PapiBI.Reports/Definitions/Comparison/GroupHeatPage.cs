using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>Page 2: members by dimensions, as a heat map around the mean of all provinces.</summary>
internal static class GroupHeatPage
{
    private const int LeastName = 4;
    private const int MostName = 7;

    public static ReportPage Build(GroupFacts facts) => new()
    {
        Tab = facts.T($"{Wording.Capital(facts.PartVi)}", $"{Wording.Capital(facts.PartsEn)}"),
        BandTitle = "",
        BandNote = "",
        Headline = Headline(facts),
        IsLandscape = !GroupLeague.IsLong(facts),
        Rows =
        [
            BlockRow.Whole(Heat(facts)),
            BlockRow.Whole(new NotesBlock(
            [
                .. GroupLeague.IsLong(facts) ? new[] { string.Join("; ", facts.DimensionItems.Select(d => $"{Short(facts, d)}: {d.Name.In(facts.Language)}")) + "." } : [],
                facts.T("Xanh: cao hơn trung bình, nâu vàng: thấp hơn, đậm nhạt theo từng cột. “–”: không có điểm.", "Blue: above the mean, ochre: below; shades by column. \"–\": no score."),
            ])),
        ],
    };

    private static string Headline(GroupFacts facts)
    {
        var scored = facts.DimensionItems.Select(d => (Item: d, Count: facts.BelowMean(d))).Where(d => d.Count.Of > 0).ToList();
        if (scored.Count == 0)
        {
            return facts.T($"Năm {facts.Year} không thành viên nào có điểm {facts.PartVi}.", $"No member has {facts.PartEn} scores in {facts.Year}.");
        }

        // Of equal counts the one where the group lies furthest below comes first, as on page 1.
        var (most, (below, of)) = scored.OrderByDescending(d => d.Count.Below).ThenBy(d => facts.MeanOf(d.Item)?[Measure.MeanToAll]).First();
        if (below == 0 && !facts.Members.All(m => scored.TrueForAll(d => facts.Of(m, d.Item)[Measure.ToMean] > 0)))
        {
            return facts.T($"Không thành viên có điểm nào dưới trung bình các tỉnh, thành phố ở {facts.PartVi} nào.", $"No member with a score is below the mean of all provinces on any {facts.PartEn}.");
        }

        return below == 0
            ? facts.T($"Mọi thành viên đều vượt trung bình các tỉnh, thành phố ở mọi {facts.PartVi}.", $"Every member is above the mean of all provinces on every {facts.PartEn}.")
            : 2 * below <= of
            ? facts.T($"Không có việc chung của đa số; nhiều thành viên dưới trung bình nhất ở {most.Name.Vi} ({below}/{of}).", $"No task is common to most; most members are below the mean on {most.Name.En} ({below} of {of}).")
            : facts.T($"Việc chung của nhóm là {most.Name.Vi}: {below}/{of} thành viên dưới trung bình các tỉnh, thành phố.", $"The group's common task is {most.Name.En}: {below} of {of} members are below the mean of all provinces.");
    }

    private static TableBlock Heat(GroupFacts facts)
    {
        List<CatalogItem> items = [.. facts.DimensionItems, facts.Total];
        var (name, spans) = GridSpans.Equal(LeastName, MostName, items.Count);
        return new TableBlock
        {
            Finding = Finding(facts),
            Contents = facts.T($"Điểm {facts.Year} trừ {facts.MeanOfAll(facts.DimensionItems)}, điểm; thành viên xếp theo tổng điểm", $"Score of {facts.Year} less {facts.MeanOfAll(facts.DimensionItems)}, points; members by their total"),
            Columns =
            [
                TextColumn(facts.T("Tỉnh, thành phố", "Province"), name),
                .. items.Select((item, i) => new TableColumn { Header = item == facts.Total ? facts.T("Tổng", "Total") : GroupLeague.IsLong(facts) ? Short(facts, item) : item.Numbered(facts.Language), Span = spans[i], IsHeat = true }),
            ],
            Rows =
            [
                .. facts.Members.Select(m => new TableRow
                {
                    Cells = [Cell.Words(facts.NameOf(m)), .. items.Select(item => Cell.Value(facts.Of(m, item)[Measure.ToMean], NumberForm.SignedScore))],
                }),
                new TableRow
                {
                    Cells = [Cell.Words(facts.T("Trung bình nhóm", "Group mean")), .. items.Select(item => Cell.Value(facts.MeanOf(item)?[Measure.MeanToAll], NumberForm.SignedScore))],
                    IsStrong = true,
                },
            ],
        };
    }

    // Many members need an upright page, whose columns have no room for names.
    private static string Short(GroupFacts facts, CatalogItem item) => facts.Frame.IndexCode == "PAPI" ? facts.T($"Trục {item.Code}", $"Dim. {item.Code}") : item.Code;

    private static string Finding(GroupFacts facts)
    {
        int Above(string member) => facts.DimensionItems.Count(d => facts.Of(member, d)[Measure.ToMean] > 0);
        var most = facts.Members.Max(Above);
        List<string> broad = [.. facts.Members.Where(m => Above(m) == most)];
        return most == 0
            ? facts.T($"Không thành viên nào vượt trung bình ở {facts.PartVi} nào", $"No member is above the mean on any {facts.PartEn}")
            : broad.Count > 3
            ? facts.T($"{broad.Count} thành viên vượt trung bình ở {most}/{facts.DimensionItems.Count} {facts.PartVi}, nhiều nhất nhóm", $"{broad.Count} members are above the mean on {most} of {facts.DimensionItems.Count} {facts.PartsEn}, the most in the group")
            : facts.T($"{GroupNarrative.Names(facts, broad)} vượt trung bình ở nhiều {facts.PartVi} nhất: {most}/{facts.DimensionItems.Count}", $"{GroupNarrative.Names(facts, broad)} above the mean on most {facts.PartsEn}: {most} of {facts.DimensionItems.Count}");
    }
}
