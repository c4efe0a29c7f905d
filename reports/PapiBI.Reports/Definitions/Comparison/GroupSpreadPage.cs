using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>Page 5: where the members lie on each dimension, and how all provinces spread.</summary>
internal static class GroupSpreadPage
{
    private const int RowHeight = 32;
    private const int MostOnOneSheet = 11;

    public static ReportPage Build(GroupFacts facts)
    {
        List<CatalogItem> items = [.. facts.DimensionItems.Where(d => facts.MeanOf(d) is not null && facts.NationOf(d) is not null)];
        return new ReportPage
        {
            Tab = facts.T("Phân bố", "Spread"),
            BandTitle = "",
            BandNote = "",
            Headline = Headline(facts, items),
            IsOneSheetOfPaper = items.Count <= MostOnOneSheet,
            Rows = items.Count == 0
                ? [BlockRow.Whole(new NotesBlock([facts.T($"Không có điểm {facts.PartVi}.", $"There are no {facts.PartEn} scores.")]))]
                : [BlockRow.Whole(Strip(facts, items)), BlockRow.Whole(Distribution(facts, items))],
        };
    }

    private static string Headline(GroupFacts facts, List<CatalogItem> items)
    {
        var top = items.Where(d => facts.MeanOf(d)![Measure.Best] == facts.NationOf(d)![Measure.Best]).ToList();
        string Leader(CatalogItem item) => $"{item.Name.In(facts.Language)} ({GroupNarrative.Names(facts, facts.BestOf(item))})";
        return items.Count == 0
            ? facts.T($"Năm {facts.Year} không thành viên nào có điểm {facts.PartVi}.", $"No member has {facts.PartEn} scores in {facts.Year}.")
            : top.Count == 0
                ? facts.T($"Không {facts.PartVi} nào có thành viên đứng đầu cả nước: mẫu tốt nhất ở ngoài nhóm.", $"On no {facts.PartEn} is a member the country's best: the best examples lie outside the group.")
                : facts.T($"Nhóm có tỉnh đứng đầu cả nước ở {top.Count}/{items.Count} {facts.PartVi}: {string.Join("; ", top.Select(Leader))}.", $"The country's best is a member on {top.Count} of {items.Count} {facts.PartsEn}: {string.Join("; ", top.Select(Leader))}.");
    }

    private static ChartBlock Strip(GroupFacts facts, List<CatalogItem> items)
    {
        var (mean, all, best) = (facts.T("TB nhóm", "group mean"), facts.T("TB các tỉnh, thành phố", "mean of all provinces"), facts.T("cao nhất cả nước", "country's best"));
        var member = facts.T("thành viên", "members");
        var below = items.Where(d => facts.Members.All(m => facts.Of(m, d)[Measure.ToMean] is null or < 0)).ToList();
        return new ChartBlock
        {
            Finding = below.Count > 0
                ? facts.T($"Mọi thành viên dưới trung bình các tỉnh, thành phố ở {Wording.Listed([.. below.Select(d => d.Name.Vi)], facts.Language)}", $"Every member is below the mean of all provinces on {Wording.Listed([.. below.Select(d => d.Name.En)], facts.Language)}")
                : facts.T($"Ở {facts.PartVi} nào cũng có thành viên vượt trung bình: trong nhóm đã có người để học", $"On every {facts.PartEn} some member is above the mean: there is somebody to learn from within the group"),
            Contents = facts.T($"Điểm {facts.PartVi} {facts.Year}, thang {items[0].Min:0}–{items[0].Max:0}; số cạnh tên: trung bình nhóm ({facts.CountOfGroup(items)} thành viên có điểm)", $"{Wording.Capital(facts.PartEn)} scores {facts.Year}, scale {items[0].Min:0}–{items[0].Max:0}; the number beside the name: the group's mean ({facts.CountOfGroup(items)} members with a score)"),
            Height = RowHeight * items.Count,
            Legend = $"{mean} · {all} · {best} · {member}",
            Chart = Spec(facts, items, ChartKind.DotStrip, facts.T($"Vị trí các thành viên ở từng {facts.PartVi}", $"Where the members lie on each {facts.PartEn}"),
            [
                .. facts.Members.Select(m => new ChartSeries { Name = facts.NameOf(m), Role = SeriesRole.Peer, Values = [.. items.Select(d => facts.Of(m, d)[Measure.Score])] }),
                Of(all, SeriesRole.Nation, items, d => facts.NationOf(d)![Measure.Mean]),
                Of(best, SeriesRole.Best, items, d => facts.NationOf(d)![Measure.Best]),
                Of(mean, SeriesRole.Subject, items, d => facts.MeanOf(d)![Measure.Mean]),
            ]),
        };
    }

    private static ChartBlock Distribution(GroupFacts facts, List<CatalogItem> items)
    {
        var below = items.Count(d => facts.MeanOf(d)![Measure.Mean] < facts.NationOf(d)![Measure.Median]);
        var bottom = items.Where(d => facts.MeanOf(d)![Measure.Mean] < facts.NationOf(d)![Measure.LowerQuartile]).ToList();
        return new ChartBlock
        {
            Finding = facts.T($"Trung bình nhóm dưới trung vị của các tỉnh, thành phố ở {below}/{items.Count} {facts.PartVi}", $"The group's mean is below the median of all provinces on {below} of {items.Count} {facts.PartsEn}")
                + (bottom.Count is > 0 and <= 2 ? facts.T($", dưới cả tứ phân vị dưới ở {Wording.Listed([.. bottom.Select(d => d.Name.Vi)], facts.Language)}", $", below the lower quartile on {Wording.Listed([.. bottom.Select(d => d.Name.En)], facts.Language)}") : ""),
            Contents = facts.T($"Điểm {facts.PartVi} {facts.Year} của {Count(facts, items)} tỉnh, thành phố có điểm: thấp nhất, tứ phân vị, trung vị, cao nhất; chấm và số: trung bình nhóm", $"{Wording.Capital(facts.PartEn)} scores {facts.Year} of the {Count(facts, items)} provinces with a score: lowest, quartiles, median, best; dot and number: the group's mean"),
            Height = RowHeight * items.Count,
            Chart = Spec(facts, items, ChartKind.Distribution, facts.T($"Phân bố của các tỉnh, thành phố ở từng {facts.PartVi}", $"The spread of all provinces on each {facts.PartEn}"),
            [
                Of(facts.T("thấp nhất", "lowest"), SeriesRole.Lowest, items, d => facts.NationOf(d)![Measure.Lowest]),
                Of(facts.T("tứ phân vị dưới", "lower quartile"), SeriesRole.LowerQuartile, items, d => facts.NationOf(d)![Measure.LowerQuartile]),
                Of(facts.T("trung vị", "median"), SeriesRole.Median, items, d => facts.NationOf(d)![Measure.Median]),
                Of(facts.T("tứ phân vị trên", "upper quartile"), SeriesRole.UpperQuartile, items, d => facts.NationOf(d)![Measure.UpperQuartile]),
                Of(facts.T("cao nhất", "best"), SeriesRole.Best, items, d => facts.NationOf(d)![Measure.Best]),
                Of(facts.T("TB nhóm", "group mean"), SeriesRole.Subject, items, d => facts.MeanOf(d)![Measure.Mean]),
            ]),
        };
    }

    private static string Count(GroupFacts facts, List<CatalogItem> items)
    {
        var counts = items.Select(d => facts.NationOf(d)![Measure.Ranked]).Distinct().Order().ToList();
        return counts.Count == 1 ? $"{counts[0]:0}" : $"{counts[0]:0}–{counts[^1]:0}";
    }

    private static ChartSeries Of(string name, SeriesRole role, List<CatalogItem> items, Func<CatalogItem, double?> value) =>
        new() { Name = name, Role = role, Values = [.. items.Select(value)] };

    private static ChartSpec Spec(GroupFacts facts, List<CatalogItem> items, ChartKind kind, string title, IReadOnlyList<ChartSeries> series) => new()
    {
        Kind = kind,
        Categories = [.. items.Select(d => d.Numbered(facts.Language))],
        Min = items.Min(d => d.Min),
        Max = items.Max(d => d.Max),
        Series = series,
        AltText = facts.T($"{title}; số liệu trên trang Số liệu.", $"{title}; figures on the data sheet."),
        DataTitle = title,
    };
}
