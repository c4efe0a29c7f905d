using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>The members by their place in the group: with bars on page 1, whole on a page of its own where page 1 has no room.</summary>
internal static class GroupLeague
{
    private const int MostOnPageOne = 15;
    private const int AtEachEnd = 6;

    public static bool IsLong(GroupFacts facts) => facts.Members.Count > MostOnPageOne;

    public static string MembersTab(GroupFacts facts) => facts.T("Thành viên", "Members");

    public static TableBlock WithBars(GroupFacts facts)
    {
        List<string> shown = [.. IsLong(facts) ? Ends(facts) : facts.Members];
        var mean = facts.MeanOf(facts.Total);
        var group = facts.T($"TB {mean?[Measure.Ranked]:0} thành viên", $"mean of {mean?[Measure.Ranked]:0} members");
        var all = facts.T($"TB {facts.Ranked:0} tỉnh, thành phố", $"mean of {facts.Ranked:0} provinces");
        return new TableBlock
        {
            Finding = Finding(facts),
            Contents = (IsLong(facts) ? facts.T($"{shown.Count} trong {facts.Members.Count} thành viên, đủ ở trang {MembersTab(facts)}. ", $"{shown.Count} of {facts.Members.Count} members, all on the page {MembersTab(facts)}. ") : "") + Contents(facts),
            Columns =
            [
                TextColumn(facts.T("Tỉnh, thành phố", "Province"), 5),
                Column(facts.T("Hạng nhóm", "In group"), 3),
                Column(facts.T("Điểm", "Score"), 2),
                Column(facts.PreviousYear is { } before ? facts.T($"so {before}", $"vs {before}") : facts.T("Thay đổi", "Change"), 3),
                new TableColumn { Header = "", Span = 4, IsChart = true },
                Column(facts.T("Cả nước", "National"), 3),
                Column(facts.T("Bậc", "Places"), 2),
                TextColumn(facts.T("Nhóm", "Group"), 5),
            ],
            Rows = [.. shown.Select(m => Row(facts, m, withChart: true)), MeanRow(facts, withChart: true)],
            RowChart = new ChartSpec
            {
                Kind = ChartKind.BarsWithMarks,
                Categories = [.. shown.Select(facts.NameOf), group],
                Min = facts.Total.Min,
                Max = facts.NationOf(facts.Total)?[Measure.Best] ?? facts.Total.Max,
                Series =
                [
                    new ChartSeries { Name = facts.T("Điểm", "Score"), Role = SeriesRole.Subject, Values = [.. shown.Select(m => facts.Of(m)[Measure.Score]), mean?[Measure.Mean]] },
                    new ChartSeries { Name = group, Role = SeriesRole.Region, Values = [.. Enumerable.Repeat(mean?[Measure.Mean], shown.Count + 1)] },
                    new ChartSeries { Name = all, Role = SeriesRole.Nation, Values = [.. Enumerable.Repeat(facts.NationOf(facts.Total)?[Measure.Mean], shown.Count + 1)] },
                ],
                AltText = facts.T("Tổng điểm từng thành viên cạnh trung bình nhóm và trung bình các tỉnh, thành phố; số liệu trong bảng.", "Each member's total beside the means of the group and of all provinces; figures in the table."),
                DataTitle = facts.T("Tổng điểm các thành viên", "Total scores of the members"),
            },
            Legend = $"{facts.T("Điểm", "Score")} · {group} · {all}",
        };
    }

    public static TableBlock Whole(GroupFacts facts) => new()
    {
        Finding = Finding(facts),
        Contents = Contents(facts),
        IsLong = true,
        Columns =
        [
            TextColumn(facts.T("Tỉnh, thành phố", "Province"), 7),
            Column(facts.T("Hạng nhóm", "In group"), 3),
            Column(facts.T("Điểm", "Score"), 3),
            Column(facts.PreviousYear is { } before ? facts.T($"so {before}", $"vs {before}") : facts.T("Thay đổi", "Change"), 3),
            Column(facts.T("Cả nước", "National"), 3),
            Column(facts.T("Bậc", "Places"), 3),
            TextColumn(facts.T("Nhóm", "Group"), 5),
        ],
        Rows = [.. facts.Members.Select(m => Row(facts, m, withChart: false)), MeanRow(facts, withChart: false)],
    };

    private static IEnumerable<string> Ends(GroupFacts facts) => facts.RankedMembers.Count <= 2 * AtEachEnd
        ? facts.RankedMembers
        : facts.RankedMembers.Take(AtEachEnd).Concat(facts.RankedMembers.TakeLast(AtEachEnd));

    private static string Finding(GroupFacts facts)
    {
        var above = facts.Members.Count(m => facts.Of(m)[Measure.ToMean] > 0);
        var ranked = facts.RankedMembers.Count;
        var all = Wording.MeanOf(facts.Ranked, facts.Language);
        return (ranked, above) switch
        {
            (0, _) => facts.T("Không thành viên nào được xếp hạng", "No member is ranked"),
            (_, 0) => facts.T($"Không thành viên nào vượt {all}", $"No member is above {all}"),
            _ when above == ranked => facts.T($"Cả {ranked} thành viên được xếp hạng vượt {all}", $"All {ranked} ranked members are above {all}"),
            _ => facts.T($"{above}/{ranked} thành viên vượt {all}", $"{above} of {ranked} members are above {all}"),
        };
    }

    private static string Contents(GroupFacts facts) => facts.T(
        $"Tổng điểm {facts.Year}, thang {facts.Total.Min:0}–{facts.Total.Max:0}; hạng trong {facts.RankedMembers.Count} thành viên được xếp hạng; hạng cả nước, bậc lên xuống và nhóm dẫn xuất",
        $"Total score {facts.Year}, scale {facts.Total.Min:0}–{facts.Total.Max:0}; place among {facts.RankedMembers.Count} ranked members; national rank, places moved and group derived");

    private static TableRow Row(GroupFacts facts, string member, bool withChart)
    {
        var nation = facts.Of(member);
        return new TableRow
        {
            Key = RowKey.Of(member),
            Cells =
            [
                Cell.Words(facts.NameOf(member)),
                facts.InGroupOf(member).RankOfN(),
                nation.Score(Measure.Score),
                nation.Arrow(Measure.ScoreChange),
                .. Chart(withChart),
                nation.RankOfN(),
                Cell.Change(nation[Measure.RankChange], NumberForm.SignedPlaces),
                Cell.Words(nation[Measure.Rank] is null ? facts.T("không xếp hạng", "not ranked") : Wording.QuartileGroup(nation[Measure.QuartileGroup], facts.Frame.IndexCode, facts.Language)),
            ],
        };
    }

    private static TableRow MeanRow(GroupFacts facts, bool withChart) => new()
    {
        Cells =
        [
            Cell.Words(facts.T("Trung bình nhóm", "Group mean")),
            Cell.Words(""),
            Cell.Value(facts.MeanOf(facts.Total)?[Measure.Mean], NumberForm.Score),
            Cell.Change(facts.Movement.Rows.FirstOrDefault()?[Measure.FieldMovement], NumberForm.ArrowScore),
            .. Chart(withChart),
            Cell.Words(""),
            Cell.Words(""),
            Cell.Words(""),
        ],
        IsStrong = true,
        IsSubject = true,
    };

    private static IEnumerable<Cell> Chart(bool isThere) => isThere ? [Cell.Missing] : [];
}
