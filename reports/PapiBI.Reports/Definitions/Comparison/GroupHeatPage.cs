using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>Page 2: members by dimensions, as a heat map around the mean of all provinces.</summary>
internal static class GroupHeatPage
{
    private const int NameSpan = 5;

    public static ReportPage Build(GroupFacts facts) => new()
    {
        Tab = facts.T("Trục nội dung", "Dimensions"),
        BandTitle = "",
        BandNote = "",
        Headline = Headline(facts),
        IsLandscape = true,
        Rows =
        [
            BlockRow.Whole(Heat(facts)),
            BlockRow.Whole(new NotesBlock(
            [
                facts.T("Xanh: cao hơn trung bình, nâu vàng: thấp hơn, đậm nhạt theo từng cột. “–”: không có điểm.", "Blue: above the mean, ochre: below; shades by column. \"–\": no score."),
            ])),
        ],
    };

    /// <summary>How many members with a score lie below the mean of all provinces.</summary>
    private static (int Below, int Of) Below(GroupFacts facts, CatalogItem item) =>
        (facts.Members.Count(m => facts.Of(m, item)[Measure.ToMean] < 0), facts.Members.Count(m => facts.Of(m, item)[Measure.ToMean] is not null));

    private static string Headline(GroupFacts facts)
    {
        var scored = facts.DimensionItems.Where(d => Below(facts, d).Of > 0).ToList();
        if (scored.Count == 0)
        {
            return facts.T($"Năm {facts.Year} không thành viên nào có điểm trục nội dung.", $"No member has dimension scores in {facts.Year}.");
        }

        var most = scored.MaxBy(d => Below(facts, d).Below)!;
        var (below, of) = Below(facts, most);
        return below == 0
            ? facts.T("Mọi thành viên đều vượt trung bình các tỉnh, thành phố ở mọi trục.", "Every member is above the mean of all provinces on every dimension.")
            : facts.T($"Việc chung của nhóm là {most.Name.Vi}: {below}/{of} thành viên dưới trung bình các tỉnh, thành phố.", $"The group's common task is {most.Name.En}: {below} of {of} members are below the mean of all provinces.");
    }

    private static TableBlock Heat(GroupFacts facts)
    {
        List<CatalogItem> items = [.. facts.DimensionItems, facts.Total];
        var spans = GridSpans.Equal(NameSpan, items.Count);
        return new TableBlock
        {
            Finding = Finding(facts),
            Contents = facts.T($"Điểm {facts.Year} trừ {facts.MeanOfAll(facts.DimensionItems)}, điểm; thành viên xếp theo tổng điểm", $"Score of {facts.Year} less {facts.MeanOfAll(facts.DimensionItems)}, points; members by their total"),
            Columns =
            [
                TextColumn(facts.T("Tỉnh, thành phố", "Province"), NameSpan),
                .. items.Select((item, i) => new TableColumn { Header = item == facts.Total ? facts.T("Tổng", "Total") : item.Numbered(facts.Language), Span = spans[i], IsHeat = true }),
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

    private static string Finding(GroupFacts facts)
    {
        int Above(string member) => facts.DimensionItems.Count(d => facts.Of(member, d)[Measure.ToMean] > 0);
        var most = facts.Members.Max(Above);
        List<string> broad = [.. facts.Members.Where(m => Above(m) == most)];
        return most == 0 || broad.Count > 3
            ? facts.T("Ai trên, ai dưới trung bình ở từng trục", "Who stands above and who below the mean on each dimension")
            : facts.T($"{GroupNarrative.Names(facts, broad)} vượt trung bình ở nhiều trục nhất: {most}/{facts.DimensionItems.Count}", $"{GroupNarrative.Names(facts, broad)} above the mean on most dimensions: {most} of {facts.DimensionItems.Count}");
    }
}
