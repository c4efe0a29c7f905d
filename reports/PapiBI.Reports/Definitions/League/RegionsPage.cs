using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.League;

/// <summary>Page 4: the regions side by side, each by the statistics of its own ranked provinces.</summary>
internal static class RegionsPage
{
    public static ReportPage Build(LeagueFacts facts)
    {
        var regions = RegionStanding.Of(facts);
        return new ReportPage
        {
            Tab = facts.T("Vùng", "Regions"),
            BandTitle = "",
            BandNote = "",
            Headline = Headline(facts, regions),
            Rows =
            [
                BlockRow.Whole(Table(facts, regions)),
                BlockRow.Whole(Strip(facts, regions)),
                BlockRow.Whole(new NotesBlock(
                [
                    facts.T(
                        "Mọi thống kê là của các tỉnh, thành phố được xếp hạng trong vùng, không theo dân số; vùng theo phân vùng của năm báo cáo. ",
                        "All statistics are of the region's ranked provinces, not weighted by population; regions are those of the report's year. ")
                    + (facts.WhyNoChanges ?? facts.T(
                        $"Thay đổi: trung bình thay đổi điểm so với năm {facts.PreviousYear} của những tỉnh trong vùng được xếp hạng cả hai năm, nên không phải hiệu của hai trung bình.",
                        $"Change: mean change in score on {facts.PreviousYear} of the region's provinces ranked in both years, hence not the difference of two means.")),
                ])),
            ],
        };
    }

    private static string Headline(LeagueFacts facts, IReadOnlyList<RegionStanding> regions)
    {
        if (regions.Count < 2)
        {
            return facts.T("Chỉ một vùng có tỉnh được xếp hạng nên không có gì để so.", "Only one region has ranked provinces: there is nothing to compare.");
        }

        var widest = regions.MaxBy(r => r.Statistics[Measure.Spread])!;
        string Mean(RegionStanding region) => NumberText.Score(region.Statistics[Measure.Mean]!.Value, facts.Language);
        return facts.T(
            $"{regions[0].Region.Name.Vi} có trung bình cao nhất ({Mean(regions[0])}), {regions[^1].Region.Name.Vi} thấp nhất ({Mean(regions[^1])}); chênh lệch trong vùng lớn nhất ở {widest.Region.Name.Vi} ({NumberText.Points(widest.Statistics[Measure.Spread]!.Value, facts.Language)}).",
            $"The {regions[0].Region.Name.En} has the highest mean ({Mean(regions[0])}), the {regions[^1].Region.Name.En} the lowest ({Mean(regions[^1])}); provinces differ most within the {widest.Region.Name.En} ({NumberText.Points(widest.Statistics[Measure.Spread]!.Value, facts.Language)}).");
    }

    private static TableBlock Table(LeagueFacts facts, IReadOnlyList<RegionStanding> regions)
    {
        var above = regions.Count(r => r.Statistics[Measure.Mean] > facts.Field[Measure.Mean]);
        return new TableBlock
        {
            Finding = facts.T(
                $"{above}/{regions.Count} vùng có trung bình cao hơn {Wording.MeanOf(facts.N, facts.Language)} ({NumberText.Score(facts.Field[Measure.Mean]!.Value, facts.Language)})",
                $"{above} of {regions.Count} regions lie above {Wording.MeanOf(facts.N, facts.Language)} ({NumberText.Score(facts.Field[Measure.Mean]!.Value, facts.Language)})"),
            Contents = facts.T($"Tổng điểm {facts.Year}; N: tỉnh, thành phố xếp hạng trong vùng; xếp theo trung bình cộng", $"Total score {facts.Year}; N: ranked provinces of the region; in the order of the simple mean"),
            Columns =
            [
                TextColumn(facts.T("Vùng", "Region"), 5),
                Column("N", 2),
                Column(facts.T("Trung bình", "Mean"), 2),
                Column(facts.T("Trung vị", "Median"), 2),
                Column(facts.T("Cao nhất", "Best"), 2),
                Column(facts.T("Thấp nhất", "Lowest"), 3),
                Column(facts.T("Chênh lệch", "Spread"), 2),
                Column(facts.PreviousYear is { } before ? facts.T($"so {before}", $"vs {before}") : facts.T("Thay đổi", "Change"), 2),
                TextColumn(facts.T("Tỉnh cao nhất", "Best province"), 5),
                Column(facts.T("Hạng", "Rank"), 2),
            ],
            Rows =
            [
                .. regions.Select(region => Row(facts, facts.In(region.Region.Name), region.Statistics, region.Movement, region.Best)),
                Row(facts, facts.T($"{facts.N} tỉnh, thành phố", $"{facts.N} provinces"), facts.Field, facts.MeanMovement, [.. facts.Ranked.TakeWhile(r => r[Measure.Rank] == 1)]) with { IsStrong = true },
            ],
        };
    }

    private static TableRow Row(LeagueFacts facts, string name, ResultRow statistics, double? movement, IReadOnlyList<ResultRow> best) => new()
    {
        Cells =
        [
            Cell.Words(name),
            Cell.Value(statistics[Measure.Ranked], NumberForm.Whole),
            statistics.Score(Measure.Mean),
            statistics.Score(Measure.Median),
            statistics.Score(Measure.Best),
            statistics.Score(Measure.Lowest),
            statistics.Score(Measure.Spread),
            Cell.Change(movement, NumberForm.SignedScore),
            Cell.Words(facts.Names(best)),
            facts.League.Find(province: best[0].ProvinceCode)!.RankOfN(),
        ],
    };

    /// <summary>Every province as a dot in the line of its region.</summary>
    public static ChartBlock Strip(LeagueFacts facts, IReadOnlyList<RegionStanding> regions)
    {
        var mean = Wording.MeanOf(facts.N, facts.Language);
        var above = facts.Ranked.Count(r => r[Measure.Score] > facts.Field[Measure.Mean]);
        var mixed = regions.Count(r => r.Statistics[Measure.Best] > facts.Field[Measure.Mean] && r.Statistics[Measure.Lowest] < facts.Field[Measure.Mean]);
        return new ChartBlock
        {
            Finding = facts.T(
                $"{mixed}/{regions.Count} vùng có tỉnh ở cả hai phía của trung bình: xem từng tỉnh, không chỉ từng vùng",
                $"{mixed} of {regions.Count} regions have provinces on either side of the mean: look at provinces, not only at regions"),
            Contents = facts.T($"Tổng điểm {facts.Year}; mỗi chấm nhạt là một tỉnh, thành phố được xếp hạng, {above}/{facts.N} cao hơn trung bình chung; số bên trái: trung bình cộng của vùng", $"Total score {facts.Year}; each pale dot is a ranked province, {above} of {facts.N} above the mean of all; figures on the left: simple mean of the region"),
            Legend = facts.T($"trung bình vùng · {mean} · mỗi tỉnh, thành phố của vùng", $"region's mean · {mean} · each province of the region"),
            Height = 48 * regions.Count,
            Chart = new ChartSpec
            {
                Kind = ChartKind.DotStrip,
                Categories = [.. regions.Select(r => facts.In(r.Region.Name))],
                Series =
                [
                    .. regions.SelectMany((region, at) => region.Members.Where(m => m[Measure.Score] is not null).Select(member => new ChartSeries
                    {
                        Name = facts.NameOf(member),
                        Role = SeriesRole.Peer,
                        Values = [.. regions.Select((_, i) => i == at ? member[Measure.Score] : null)],
                    })),
                    new ChartSeries { Name = Wording.Capital(mean), Role = SeriesRole.Nation, Values = [.. regions.Select(_ => facts.Field[Measure.Mean])] },
                    new ChartSeries { Name = facts.T("Trung bình vùng", "Region's mean"), Role = SeriesRole.Subject, Values = [.. regions.Select(r => r.Statistics[Measure.Mean])] },
                ],
                AltText = facts.T("Điểm của từng tỉnh, thành phố theo vùng, cạnh trung bình vùng và trung bình các tỉnh; số liệu trong bảng trên và trang Số liệu.", "Scores of every province by region, beside the means of the region and of all; figures in the table above and on the data sheet."),
                DataTitle = facts.T("Tổng điểm theo vùng", "Total scores by region"),
            },
        };
    }
}
