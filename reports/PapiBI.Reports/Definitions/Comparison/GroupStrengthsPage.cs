using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>Page 3: where the group leads and lags as a whole, and who carries it.</summary>
internal static class GroupStrengthsPage
{
    private const int MostParts = 5;
    private const int RowHeight = 24;

    public static ReportPage Build(GroupFacts facts)
    {
        var parts = GroupNarrative.StrongestFirst(facts, facts.Frame.SubDimensionItems);
        List<CatalogItem> lags = [.. parts.Where(i => facts.MeanOf(i)![Measure.MeanToAll] < 0).Reverse().Take(MostParts)];
        List<CatalogItem> leads = [.. parts.Where(i => facts.MeanOf(i)![Measure.MeanToAll] > 0).Take(MostParts)];
        return new ReportPage
        {
            Tab = facts.T("Mạnh và yếu", "Strengths"),
            BandTitle = "",
            BandNote = "",
            Headline = Headline(facts),
            Rows =
            [
                .. GroupNarrative.StrongestFirst(facts, facts.DimensionItems).Count > 0 ? new[] { BlockRow.Whole(Differences(facts)), BlockRow.Whole(Carriers(facts)) } : [],
                .. lags.Count > 0 ? new[] { BlockRow.Whole(Parts(facts, lags, areLags: true)) } : [],
                .. leads.Count > 0 ? new[] { BlockRow.Whole(Parts(facts, leads, areLags: false)) } : [],
            ],
        };
    }

    private static string Headline(GroupFacts facts)
    {
        var dimensions = GroupNarrative.StrongestFirst(facts, facts.DimensionItems);
        if (dimensions.Count == 0)
        {
            return facts.T($"Năm {facts.Year} không thành viên nào có điểm {facts.PartVi}.", $"No member has {facts.PartEn} scores in {facts.Year}.");
        }

        var (top, bottom) = (dimensions[0], dimensions[^1]);
        return facts.T(
            $"So với trung bình, nhóm mạnh nhất ở {top.Name.Vi} (trung bình nhóm {GroupNarrative.Gap(facts, top)}; cao nhất {GroupNarrative.Names(facts, facts.BestOf(top))}), yếu nhất ở {bottom.Name.Vi} (trung bình nhóm {GroupNarrative.Gap(facts, bottom)}; thấp nhất {GroupNarrative.Names(facts, facts.LowestOf(bottom))}).",
            $"Against the mean the group is strongest on {top.Name.En} (the group's mean {GroupNarrative.Gap(facts, top)}; best {GroupNarrative.Names(facts, facts.BestOf(top))}) and weakest on {bottom.Name.En} (the group's mean {GroupNarrative.Gap(facts, bottom)}; lowest {GroupNarrative.Names(facts, facts.LowestOf(bottom))}).");
    }

    public static ChartBlock Differences(GroupFacts facts)
    {
        List<CatalogItem> items = [.. facts.DimensionItems.Where(d => facts.MeanOf(d) is not null)];
        var above = items.Count(d => facts.MeanOf(d)![Measure.MeanToAll] > 0);
        return new ChartBlock
        {
            Finding = facts.T($"Trung bình nhóm cao hơn trung bình các tỉnh, thành phố ở {above}/{items.Count} {facts.PartVi}", $"The group's mean is above the mean of all provinces on {above} of {items.Count} {facts.PartsEn}"),
            Contents = facts.T($"Trung bình {facts.Group.Counted(facts.CountOfGroup(items), facts.Language)} trừ {facts.MeanOfAll(items)}, điểm, năm {facts.Year}; ▲ cao hơn, ▼ thấp hơn", $"The mean of {facts.Group.Counted(facts.CountOfGroup(items), facts.Language)} less {facts.MeanOfAll(items)}, points, {facts.Year}; ▲ above, ▼ below"),
            Height = RowHeight * items.Count,
            Chart = new ChartSpec
            {
                Kind = ChartKind.ClusteredBar,
                Categories = [.. items.Select(d => d.Numbered(facts.Language))],
                Series = [new ChartSeries { Name = facts.T("Chênh lệch", "Difference"), Role = SeriesRole.Subject, Values = [.. items.Select(d => Visible(facts.MeanOf(d)![Measure.MeanToAll]))], Labels = new Dictionary<int, string>() }],
                LabelFormat = "0.00",
                AltText = facts.T($"Trung bình nhóm trừ trung bình các tỉnh, thành phố ở từng {facts.PartVi}; số liệu trong bảng dưới.", $"The group's mean less the mean of all provinces on each {facts.PartEn}; figures in the table below."),
                DataTitle = facts.T("Trung bình nhóm so với trung bình các tỉnh, thành phố", "The group's mean against the mean of all provinces"),
            },
        };
    }

    // What rounds to nothing has no sign, and no bar.
    private static double? Visible(double? difference) => difference is { } number && NumberText.SignOf(number, 2) == 0 ? 0 : difference;

    private static TableBlock Carriers(GroupFacts facts)
    {
        List<CatalogItem> items = [.. facts.DimensionItems.Where(d => facts.MeanOf(d) is not null)];
        var leaders = items.Select(d => facts.BestOf(d)).Where(best => best.Count == 1).Select(best => best[0]).GroupBy(m => m, StringComparer.Ordinal).ToList();
        var most = leaders.MaxBy(l => l.Count());
        return Table(
            facts,
            most is null || most.Count() < 2
                ? facts.T($"Mỗi {facts.PartVi} một tỉnh dẫn đầu nhóm", $"Every {facts.PartEn} has a leader of its own")
                : facts.T($"{facts.NameOf(most.Key)} dẫn đầu nhóm ở {most.Count()}/{items.Count} {facts.PartVi}", $"{facts.NameOf(most.Key)} leads the group on {most.Count()} of {items.Count} {facts.PartsEn}"),
            facts.T($"{Wording.Capital(facts.PartVi)}", $"{Wording.Capital(facts.PartEn)}"),
            items,
            item => item.Numbered(facts.Language));
    }

    private static TableBlock Parts(GroupFacts facts, IReadOnlyList<CatalogItem> items, bool areLags)
    {
        var first = items[0];
        return Table(
            facts,
            areLags
                ? facts.T($"Kém xa nhất ở nội dung thành phần {first.InSentence(facts.Language)} ({GroupNarrative.Gap(facts, first)}); {GroupNarrative.Teachers(facts, first)}", $"Furthest behind on the sub-{facts.PartEn} {first.Name.En} ({GroupNarrative.Gap(facts, first)}); {GroupNarrative.Teachers(facts, first)}")
                : facts.T($"Vượt xa nhất ở nội dung thành phần {first.InSentence(facts.Language)} ({GroupNarrative.Gap(facts, first)})", $"Furthest ahead on the sub-{facts.PartEn} {first.Name.En} ({GroupNarrative.Gap(facts, first)})"),
            facts.T("Nội dung thành phần", $"Sub-{facts.PartEn}"),
            items,
            item => $"{item.Code} {item.Name.In(facts.Language)}");
    }

    private static TableBlock Table(GroupFacts facts, string finding, string header, IReadOnlyList<CatalogItem> items, Func<CatalogItem, string> name) => new()
    {
        Finding = finding,
        Contents = facts.T($"Điểm trung bình {facts.Year}; TB: trung bình cộng các tỉnh, thành phố có điểm; hạng cả nước của thành viên cao nhất và thấp nhất", $"Mean scores {facts.Year}; mean: simple mean of the provinces with a score; national ranks of the best and the lowest member"),
        Columns =
        [
            TextColumn(header, 7),
            Column(facts.T("TB nhóm", "Group"), 2),
            Column(facts.T("TB các tỉnh", "All"), 2),
            Column(facts.T("Chênh", "Differ."), 2),
            TextColumn(facts.T("Cao nhất", "Best"), 5),
            Column(facts.T("Hạng", "Rank"), 2),
            TextColumn(facts.T("Thấp nhất", "Lowest"), 5),
            Column(facts.T("Hạng", "Rank"), 2),
        ],
        Rows = [.. items.Select(item => new TableRow
        {
            Cells =
            [
                Cell.Words(name(item)),
                Cell.Value(facts.MeanOf(item)![Measure.Mean], NumberForm.Score),
                Cell.Value(facts.NationOf(item)?[Measure.Mean], NumberForm.Score),
                Cell.Change(facts.MeanOf(item)![Measure.MeanToAll], NumberForm.SignedScore),
                .. Member(facts, item, facts.BestOf(item)),
                .. Member(facts, item, facts.LowestOf(item)),
            ],
        })],
    };

    private static Cell[] Member(GroupFacts facts, CatalogItem item, IReadOnlyList<string> members) =>
        members.Count == 0 ? [Cell.Missing, Cell.Missing] : [Cell.Words(GroupNarrative.Names(facts, members)), facts.Of(members[0], item).RankOfN()];
}
