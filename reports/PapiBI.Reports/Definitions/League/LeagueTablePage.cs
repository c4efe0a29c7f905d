using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.League;

/// <summary>Page 2: every province in order, the unranked last and with the reason.</summary>
internal static class LeagueTablePage
{
    public static ReportPage Build(LeagueFacts facts) => new()
    {
        Tab = facts.T("Bảng xếp hạng", "League table"),
        BandTitle = "",
        BandNote = "",
        Headline = Headline(facts),
        Rows =
        [
            BlockRow.Whole(Table(facts)),
            BlockRow.Whole(new NotesBlock([.. Unranked(facts), Note(facts), .. facts.AboutPrinted() is { Length: > 0 } printed ? new[] { printed } : []])),
        ],
    };

    private static string Headline(LeagueFacts facts)
    {
        var closest = facts.Ranked.Where(r => r[Measure.ToNextPlace] is not null).MinBy(r => r[Measure.ToNextPlace]);
        var finding = LeagueNarrative.Finding(facts);
        return closest is null
            ? $"{finding}."
            : $"{finding}; " + facts.T(
                $"sát nhau nhất là {facts.NameOf(closest)}, chỉ kém hạng kế trên {NumberText.Fixed(closest[Measure.ToNextPlace]!.Value, 4, facts.Language)} điểm.",
                $"closest is {facts.NameOf(closest)}, only {NumberText.Fixed(closest[Measure.ToNextPlace]!.Value, 4, facts.Language)} points short of the next place.");
    }

    private static TableBlock Table(LeagueFacts facts) => new()
    {
        Finding = "",
        Contents = facts.T(
            $"Tổng điểm {Wording.IndexName(facts.Frame.IndexCode)} {facts.Year}, điểm; hạng trong {facts.N} tỉnh, thành phố, dẫn xuất",
            $"Total score of {Wording.IndexName(facts.Frame.IndexCode)} {facts.Year}, points; rank among {facts.N} provinces, derived"),
        IsLong = true,
        Columns =
        [
            Column(facts.T("Hạng", "Rank"), 2),
            TextColumn(facts.T("Tỉnh, thành phố", "Province"), facts.IsPrinted ? 5 : 6),
            .. facts.IsPrinted ? new[] { Column(facts.T("Hạng: in", "Rank: printed"), 2) } : [],
            Column(facts.T("Điểm", "Score"), 2),
            Column(facts.PreviousYear is { } before ? facts.T($"so {before}", $"vs {before}") : facts.T("Thay đổi", "Change"), 3),
            Column(facts.PreviousYear is { } year ? facts.T($"Hạng {year}", $"Rank {year}") : facts.T("Hạng trước", "Rank before"), facts.IsPrinted ? 2 : 3),
            Column(facts.T("Bậc", "Places"), 2),
            Column(facts.T("Bậc chung", "Common"), 2),
            Column(facts.T("Kém trên", "To next"), 2),
            TextColumn(facts.T("Nhóm", "Group"), 5),
        ],
        Rows = [.. facts.League.Rows.Select(row => new TableRow
        {
            Key = RowKey.Of(row.ProvinceCode!),
            Cells =
            [
                row.RankOfN(),
                Cell.Words(facts.NameOf(row)),
                .. facts.IsPrinted ? new[] { facts.PrintedRank(row) ?? Cell.Missing } : [],
                row.Score(Measure.Score),
                row.Arrow(Measure.ScoreChange),
                Cell.RankOf(row[Measure.PreviousRank], row[Measure.PreviousRanked]),
                Cell.Change(row[Measure.RankChange], NumberForm.SignedPlaces),
                Cell.Change(row[Measure.CommonRankChange], NumberForm.SignedPlaces),
                row.Score(Measure.ToNextPlace),
                row[Measure.Rank] is null
                    ? Cell.Words(facts.T("không xếp hạng", "not ranked"), Tone.Muted)
                    : Cell.Words(Wording.QuartileGroup(row[Measure.QuartileGroup], facts.Frame.IndexCode, facts.Language)),
            ],
        })],
    };

    // Small print, since a table here would keep the header of the long one from being repeated.
    private static IEnumerable<string> Unranked(LeagueFacts facts) => facts.Unranked
        .GroupBy(row => facts.ReasonOf(row.ProvinceCode!))
        .Select(group => facts.T($"Không xếp hạng {facts.Names(group)}: ", $"Not ranked: {facts.Names(group)}. ") + $"{group.Key}.");

    private static string Note(LeagueFacts facts) => (facts.WhyNoChanges ?? facts.T(
            $"“Bậc”: hạng {facts.PreviousYear} trừ hạng {facts.Year} như trong bảng; “Bậc chung”: cùng phép trừ trong {facts.Common} tỉnh, thành phố xếp hạng cả hai năm.",
            $"\"Places\": rank of {facts.PreviousYear} less rank of {facts.Year} as in the tables; \"Common\": the same among the {facts.Common} provinces ranked in both years."))
        + facts.T(
            " “Kém trên”: số điểm còn thiếu để bằng hạng kế trên; 0,00 là kém chưa tới 0,005, số đầy đủ nằm trong ô. “=”: bằng điểm, cùng hạng. “–”: không có số liệu hoặc không so được.",
            " \"To next\": points that would equal the next better place; 0.00 is less than 0.005, the full number is in the cell. \"=\": equal scores share the place. \"–\": no figure, or not comparable.");
}
