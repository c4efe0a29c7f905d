using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions;

/// <summary>Page 6: among the neighbours and peers, and how far it is to the next place.</summary>
internal static class PlacePage
{
    public static ReportPage Build(BriefFacts facts) => new()
    {
        Tab = facts.T("Vùng và nhóm", "Region and group"),
        BandTitle = "",
        BandNote = "",
        Headline = Headline(facts),
        Rows =
        [
            BlockRow.Whole(Distances(facts)),
            BlockRow.Whole(League(facts, facts.Region.Name.In(facts.Language), InOwnRegion(facts))),
            .. facts.Groups.Select(group => BlockRow.Whole(League(facts, group.Name.In(facts.Language), facts.GroupLeague[group.Code].Rows))),
            BlockRow.Whole(Strip(facts)),
        ],
    };

    private static IReadOnlyList<ResultRow> InOwnRegion(BriefFacts facts) =>
        [.. facts.RegionLeague.Rows.Where(r => facts.ProvinceOf(r.ProvinceCode!).RegionCode == facts.Region.Code)];

    private static string Headline(BriefFacts facts)
    {
        var region = facts.OfRegion(facts.Total);
        if (region[Measure.Rank] is not { } place)
        {
            return facts.T($"{facts.ProvinceName} không được xếp hạng năm {facts.Year} nên không có vị trí trong vùng.", $"{facts.ProvinceName} is not ranked in {facts.Year}, so it has no place in its region.");
        }

        var sentence = facts.T(
            $"Hạng {NumberText.Rank(place, (int?)region[Measure.Ranked], region[Measure.SharingPlace] > 1)} vùng {facts.Region.Name.Vi}",
            $"Rank {NumberText.Rank(place, (int?)region[Measure.Ranked], region[Measure.SharingPlace] > 1)} in the {facts.Region.Name.En}");
        foreach (var group in facts.Groups)
        {
            var row = facts.InGroup[group.Code].Rows.Single();
            if (row[Measure.Rank] is { } inGroup)
            {
                sentence += facts.T($", {NumberText.Rank(inGroup, (int?)row[Measure.Ranked])} {group.Members.Vi}", $", {NumberText.Rank(inGroup, (int?)row[Measure.Ranked])} of the {group.Members.En}");
            }
        }

        var next = facts.OwnTotal[Measure.ToNextPlace];
        return sentence + (next is { } points ? facts.T($"; thêm {NumberText.Points(points, facts.Language)} là bằng điểm tỉnh đứng ngay trên trong cả nước.", $"; {NumberText.Points(points, facts.Language)} more would equal the next place nationally.") : ".");
    }

    private static TableBlock Distances(BriefFacts facts)
    {
        var total = facts.OwnTotal;
        var group = total[Measure.QuartileGroup];
        var next = group > 1 ? Wording.QuartileGroup(group - 1, facts.Request.IndexCode, facts.Language) : NumberText.Missing;
        return new TableBlock
        {
            Finding = facts.T("Khoảng cách tới những bậc kế tiếp", "How far to the next steps"),
            Contents = facts.T($"Điểm tổng {facts.Year}, trong {facts.Ranked:0} tỉnh, thành phố được xếp hạng", $"Total score {facts.Year}, among {facts.Ranked:0} ranked provinces"),
            Columns = [TextColumn(facts.T("Mốc", "Step"), 20), Column(facts.T("Điểm", "Points"), 7)],
            Rows =
            [
                Step(facts.T("Bằng hạng kế trên", "To equal the next place"), total[Measure.ToNextPlace]),
                Step(facts.T("Lên năm bậc", "To climb five places"), total[Measure.ToFiveUp]),
                Step(facts.T($"Vào nhóm kế trên ({next})", $"To enter the next group ({next})"), total[Measure.ToNextGroup]),
                Step(facts.T("Hơn hạng kế dưới", "Ahead of the next place below"), total[Measure.Cushion]),
            ],
        };
    }

    private static TableRow Step(string name, double? points) => new() { Cells = [Cell.Words(name), Cell.Value(points, NumberForm.Score)] };

    private static TableBlock League(BriefFacts facts, string name, IReadOnlyList<ResultRow> rows)
    {
        var first = rows.FirstOrDefault(r => r[Measure.Rank] == 1);
        var finding = first is null
            ? name
            : facts.T($"{name}: dẫn đầu là {facts.ProvinceOf(first.ProvinceCode!).Name.Vi}", $"{name}: {facts.ProvinceOf(first.ProvinceCode!).Name.En} leads");
        return new TableBlock
        {
            Finding = finding,
            Contents = facts.T($"Tổng điểm {facts.Year}; hạng trong {rows.Count(r => r[Measure.Rank] is not null)} thành viên được xếp hạng; nhóm và hạng cả nước dẫn xuất", $"Total score {facts.Year}; rank among {rows.Count(r => r[Measure.Rank] is not null)} ranked members; group and national rank derived"),
            Columns =
            [
                Column(facts.T("Hạng", "Rank"), 3),
                TextColumn(facts.T("Tỉnh, thành phố", "Province"), 7),
                Column(facts.T("Điểm", "Score"), 3),
                Column(facts.PreviousYear is { } before ? facts.T($"so {before}", $"vs {before}") : facts.T("Thay đổi", "Change"), 4),
                Column(facts.T("Cả nước", "National"), 3),
                Column(facts.T("Bậc", "Places"), 2),
                TextColumn(facts.T("Nhóm", "Group"), 5),
            ],
            Rows = [.. rows.Select(row => LeagueRow(facts, row))],
        };
    }

    private static TableRow LeagueRow(BriefFacts facts, ResultRow row)
    {
        var nation = facts.League.Find(province: row.ProvinceCode)!;
        return new TableRow
        {
            Cells =
            [
                row.RankOfN(),
                Cell.Words(facts.ProvinceOf(row.ProvinceCode!).Name.In(facts.Language)),
                row.Score(Measure.Score),
                row.Arrow(Measure.ScoreChange),
                nation.RankOfN(),
                Cell.Change(nation[Measure.RankChange], NumberForm.SignedPlaces),
                Cell.Words(Wording.QuartileGroup(nation[Measure.QuartileGroup], facts.Request.IndexCode, facts.Language)),
            ],
            IsSubject = row.ProvinceCode == facts.Province.Code,
        };
    }

    private static ChartBlock Strip(BriefFacts facts)
    {
        var members = InOwnRegion(facts).Select(r => r.ProvinceCode!).Where(code => code != facts.Province.Code).ToList();
        IReadOnlyList<double?> Of(string province) => [.. facts.DimensionItems.Select(d => facts.Dimensions.Find(item: d.Code, province: province)?[Measure.Score])];
        var above = facts.DimensionItems.Count(d => facts.OfRegion(d)[Measure.ToMean] > 0);
        var scored = facts.DimensionItems.Count(d => facts.OfRegion(d)[Measure.Score] is not null);
        return new ChartBlock
        {
            Finding = scored == 0
                ? facts.T($"Năm {facts.Year} {facts.ProvinceName} không có điểm trục nội dung", $"{facts.ProvinceName} has no dimension scores in {facts.Year}")
                : facts.T($"Cao hơn trung bình vùng ở {above}/{scored} trục nội dung có điểm", $"Above the region's mean on {above} of {scored} dimensions with a score"),
            Contents = facts.T($"Điểm trục nội dung {facts.Year}; mỗi chấm nhạt là một tỉnh trong vùng, vạch: trung bình vùng", $"Dimension scores {facts.Year}; each pale dot is a province of the region, tick: the region's mean"),
            Height = 280,
            Chart = new ChartSpec
            {
                Kind = ChartKind.DotStrip,
                Categories = [.. facts.DimensionItems.Select(d => d.Numbered(facts.Language))],
                Min = facts.DimensionItems[0].Min,
                Max = facts.DimensionItems[0].Max,
                Series =
                [
                    .. members.Select(code => new ChartSeries { Name = facts.ProvinceOf(code).Name.In(facts.Language), Role = SeriesRole.Peer, Values = Of(code) }),
                    new ChartSeries { Name = facts.T("Trung bình vùng", "Region mean"), Role = SeriesRole.Region, Values = [.. facts.DimensionItems.Select(d => facts.OfRegion(d)[Measure.Mean])] },
                    new ChartSeries { Name = facts.ProvinceName, Role = SeriesRole.Subject, Values = Of(facts.Province.Code) },
                ],
                AltText = facts.T($"Vị trí của {facts.ProvinceName} giữa các tỉnh trong vùng ở từng trục; số liệu trên trang Số liệu.", $"Where {facts.ProvinceName} stands among its region on each dimension; figures on the data sheet."),
                DataTitle = facts.T($"Điểm trục nội dung, vùng {facts.Region.Name.Vi}", $"Dimension scores, {facts.Region.Name.En}"),
            },
        };
    }
}
