using System.Globalization;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Measures;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.League;

/// <summary>Page 5: who climbed, who fell, in places and in points.</summary>
internal static class MoversPage
{
    private const int Most = 5;

    public static ReportPage Build(LeagueFacts facts)
    {
        var climbers = facts.Climbers(Measure.CommonRankChange, Most);
        var fallers = facts.Fallers(Measure.CommonRankChange, Most);
        return new ReportPage
        {
            Tab = facts.T("Biến động", "Movers"),
            BandTitle = "",
            BandNote = "",
            Headline = facts.WhyNoChanges ?? Headline(facts, climbers, fallers),
            Rows = facts.WhyNoChanges is not null
                ? [BlockRow.Whole(new NotesBlock([facts.T("Hạng và điểm của từng năm vẫn đọc được ở báo cáo của năm đó; chỉ phép so giữa hai năm là không có nghĩa.", "Places and scores of each year stand in the report of that year; only the comparison of the two has no meaning.")]))]
                :
                [
                    .. climbers.Count + fallers.Count > 0 ? new[] { BlockRow.Whole(Places(facts, climbers, fallers)) } : [],
                    new BlockRow(
                    [
                        .. climbers.Count + fallers.Count > 0 ? new[] { new PlacedBlock(Slopes(facts, climbers, fallers), 0, 13) } : [],
                        new PlacedBlock(Scores(facts), 14, 13),
                    ]),
                    BlockRow.Whole(new NotesBlock([Note(facts)])),
                ],
        };
    }

    private static string Headline(LeagueFacts facts, IReadOnlyList<ResultRow> climbers, IReadOnlyList<ResultRow> fallers)
    {
        string Said(ResultRow row, string verb) => $"{facts.NameOf(row)} {verb} {LeagueNarrative.Path(row)} ({LeagueNarrative.Places(facts, row)})";
        string First(IReadOnlyList<ResultRow> moved, Text alone, Text shared)
        {
            var foremost = LeagueFacts.Foremost(moved, Measure.CommonRankChange);
            return foremost.Count == 1 ? Said(foremost[0], facts.In(alone)) : $"{facts.Names(foremost)} {facts.In(shared)} ({LeagueNarrative.Places(facts, foremost[0])})";
        }

        var places = new[]
        {
            climbers.Count == 0 ? "" : First(facts.Climbers(Measure.CommonRankChange, facts.Ranked.Count), new Text("lên nhiều bậc nhất,", "climbed most,"), new Text("cùng lên nhiều bậc nhất", "climbed most")),
            fallers.Count == 0 ? "" : First(facts.Fallers(Measure.CommonRankChange, facts.Ranked.Count), new Text("xuống nhiều bậc nhất,", "fell most,"), new Text("cùng xuống nhiều bậc nhất", "fell most")),
        }.Where(said => said.Length > 0).ToList();
        return places.Count == 0
            ? facts.T("Không tỉnh nào đổi bậc trong các tỉnh xếp hạng cả hai năm.", "No province changed its place among those ranked in both years.")
            : string.Join("; ", places) + ".";
    }

    private static TableBlock Places(LeagueFacts facts, IReadOnlyList<ResultRow> climbers, IReadOnlyList<ResultRow> fallers)
    {
        var up = facts.Ranked.Count(r => r[Measure.CommonRankChange] > 0);
        var down = facts.Ranked.Count(r => r[Measure.CommonRankChange] < 0);
        return new TableBlock
        {
            Finding = facts.T($"{up} tỉnh lên bậc, {down} xuống trong {facts.Common} tỉnh, thành phố xếp hạng cả hai năm", $"{up} climbed and {down} fell among the {facts.Common} provinces ranked in both years"),
            Contents = facts.T(
                $"{climbers.Count} tỉnh lên và {fallers.Count} tỉnh xuống nhiều bậc nhất trong các tỉnh chung; hạng trong bảng và trong {facts.Common} tỉnh chung, dẫn xuất",
                $"The {climbers.Count} largest climbs and {fallers.Count} largest falls in the common field; rank as in the tables and among the {facts.Common}, derived"),
            Columns =
            [
                TextColumn(facts.T("Tỉnh, thành phố", "Province"), 6),
                Column(facts.T($"Hạng {facts.PreviousYear}", $"Rank {facts.PreviousYear}"), 3),
                Column(facts.T($"Hạng {facts.Year}", $"Rank {facts.Year}"), 3),
                Column(facts.T("Bậc", "Places"), 3),
                Column(facts.T($"Chung {facts.PreviousYear}", $"Common {facts.PreviousYear}"), 3),
                Column(facts.T($"Chung {facts.Year}", $"Common {facts.Year}"), 3),
                Column(facts.T("Bậc chung", "Places, common"), 3),
                Column(facts.T("Đổi điểm", "Score change"), 3),
            ],
            Rows = [.. climbers.Concat(fallers.Reverse()).Select(row => new TableRow
            {
                Cells =
                [
                    Cell.Words(facts.NameOf(row)),
                    Cell.RankOf(row[Measure.PreviousRank], row[Measure.PreviousRanked]),
                    row.RankOfN(),
                    Cell.Change(row[Measure.RankChange], NumberForm.SignedPlaces),
                    Cell.RankOf(row[Measure.CommonPreviousRank], row[Measure.CommonRanked]),
                    Cell.RankOf(row[Measure.CommonRank], row[Measure.CommonRanked]),
                    row.Places(Measure.CommonRankChange),
                    row.Arrow(Measure.ScoreChange),
                ],
            })],
        };
    }

    private static ChartBlock Slopes(LeagueFacts facts, IReadOnlyList<ResultRow> climbers, IReadOnlyList<ResultRow> fallers)
    {
        ChartSeries Line(ResultRow row, SeriesRole role) => new() { Name = facts.NameOf(row), Role = role, Values = [row[Measure.CommonPreviousRank], row[Measure.CommonRank]] };
        var highest = climbers.Count(r => r[Measure.QuartileGroup] == 1);
        var lowest = fallers.Count(r => r[Measure.QuartileGroup] == 4);
        string Group(int group) => Wording.QuartileGroup(group, facts.Frame.IndexCode, facts.Language);
        return new ChartBlock
        {
            Finding = facts.T(
                $"{highest}/{climbers.Count} tỉnh lên nhiều nhất nay ở nhóm {Group(1)}, {lowest}/{fallers.Count} tỉnh xuống nhiều nhất ở nhóm {Group(4)}",
                $"{highest} of the {climbers.Count} largest climbers are now in the group {Group(1)}, {lowest} of the {fallers.Count} largest fallers in {Group(4)}"),
            Contents = facts.T($"Hạng trong {facts.Common} tỉnh chung, {facts.PreviousYear} và {facts.Year}; hạng 1 ở trên; nét đậm: lên, nét nhạt: xuống", $"Rank among the {facts.Common}, {facts.PreviousYear} and {facts.Year}; first on top; dark: up, pale: down"),
            Height = 360,
            Chart = new ChartSpec
            {
                Kind = ChartKind.Bump,
                Categories = [Year(facts.PreviousYear!.Value), Year(facts.Year)],
                Series = [.. climbers.Select(row => Line(row, SeriesRole.Subject)), .. fallers.Select(row => Line(row, SeriesRole.Peer))],
                Min = 1,
                Max = facts.Common,
                IsReversed = true,
                LabelFormat = "0",
                AltText = facts.T("Hạng năm trước và năm nay của các tỉnh lên và xuống nhiều bậc nhất; số liệu trong bảng trên.", "Rank of the year before and of this year of the largest climbers and fallers; figures in the table above."),
                DataTitle = facts.T("Các tỉnh lên và xuống nhiều bậc nhất", "Largest climbers and fallers"),
            },
        };
    }

    private static TableBlock Scores(LeagueFacts facts)
    {
        var rows = facts.Climbers(Measure.ScoreChange, Most).Concat(facts.Fallers(Measure.ScoreChange, Most).Reverse()).ToList();
        var material = facts.Ranked.Count(r => r[Measure.IsMaterialChange] == 1);
        return new TableBlock
        {
            Finding = facts.T($"{material}/{facts.Common} tỉnh, thành phố đổi điểm quá ±5 %", $"{material} of {facts.Common} provinces changed by more than ±5 %"),
            Contents = facts.T($"Tổng điểm; {Most} mức tăng và {Most} mức giảm lớn nhất; *: vượt ±5 %", $"Total score; the {Most} largest rises and {Most} largest falls; *: beyond ±5 %"),
            Columns =
            [
                TextColumn(facts.T("Tỉnh, thành phố", "Province"), 6),
                Column(Year(facts.PreviousYear!.Value), 2),
                Column(Year(facts.Year), 2),
                Column(facts.T("Đổi", "Change"), 3),
            ],
            Rows = [.. rows.Select(row => new TableRow
            {
                Cells =
                [
                    Cell.Words(facts.NameOf(row) + (row[Measure.IsMaterialChange] == 1 ? " *" : "")),
                    row.Score(Measure.PreviousScore),
                    row.Score(Measure.Score),
                    row.Arrow(Measure.ScoreChange),
                ],
            })],
        };
    }

    private static string Note(LeagueFacts facts) =>
        facts.T(
            $"Bậc trong bảng: N hai năm có thể khác nhau. Bậc chung: chỉ trong {facts.Common} tỉnh, thành phố xếp hạng cả hai năm, nên là con số để so. ±5 %: ngưỡng đáng kể theo cách đọc của báo cáo PAPI, không phải kiểm định thống kê.",
            $"Places as in the tables: N may differ between the years. Common field: only the {facts.Common} provinces ranked in both years, hence the figure to compare. ±5 %: the threshold of materiality of PAPI's reports, not a statistical test.")
        + (facts.Frame.Total.IsPartsBreak ? facts.T($" Năm {facts.Year} một phần của chỉ số đổi thành phần hoặc thang điểm: đọc thay đổi dè dặt.", $" A part of the index changed its parts or scale in {facts.Year}: read the changes with care.") : "");

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);
}
