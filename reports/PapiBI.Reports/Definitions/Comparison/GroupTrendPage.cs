using System.Globalization;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>Page 4: the same provinces since the first year, never drawn across a break.</summary>
internal static class GroupTrendPage
{
    private const int MostYearsOfPlaces = 5;
    private const int MostLines = 15;
    private const int LinesOfLongList = 12;
    private const int LeastName = 6;
    private const int MostName = 9;
    private const int MostYearsOfHeat = 9;

    public static ReportPage Build(GroupFacts facts)
    {
        var years = facts.Frame.YearsSoFar;
        var comparable = Comparable(facts);
        return new ReportPage
        {
            Tab = facts.T("Xu hướng", "Trend"),
            BandTitle = "",
            BandNote = "",
            Headline = Headline(facts),
            Rows =
            [
                .. years.Count > 1 ? new[] { BlockRow.Whole(Scores(facts, years)) } : [],
                .. comparable.Count > 1 && facts.RankedMembers.Count > 1 ? new[] { BlockRow.Whole(Places(facts, comparable)) } : [],
                BlockRow.Whole(new NotesBlock(Notes(facts))),
                BlockRow.Whole(Heat(facts, [.. years.TakeLast(MostYearsOfHeat)])),
            ],
        };
    }

    private static string Headline(GroupFacts facts)
    {
        var moved = facts.Members.Where(m => facts.InGroupOf(m)[Measure.CommonRankChange] is not null).ToList();
        var climber = moved.Where(m => facts.InGroupOf(m)[Measure.CommonRankChange] > 0).MaxBy(m => facts.InGroupOf(m)[Measure.CommonRankChange]);
        var faller = Faller(facts);
        string Places(string member) => NumberText.Places(facts.InGroupOf(member)[Measure.CommonRankChange]!.Value, facts.Language);
        return (moved.Count, climber, faller) switch
        {
            (0, _, _) => facts.Total.IsBreak && facts.PreviousYear is not null
                ? facts.T($"Năm {facts.Year} chỉ số đổi cấu trúc: không đọc thay đổi so với năm {facts.PreviousYear}.", $"The index changed its structure in {facts.Year}: read no change on {facts.PreviousYear}.")
                : facts.T("Chưa có hai năm so được với nhau.", "There are no two years to compare yet."),
            (_, { } up, { } down) => facts.T($"Tính trong những thành viên xếp hạng cả hai năm, {facts.NameOf(up)} lên nhiều nhất so với năm {facts.PreviousYear} ({Places(up)}), {facts.NameOf(down)} xuống nhiều nhất ({Places(down)}): hãy hỏi vì sao.", $"Among the members ranked in both years {facts.NameOf(up)} climbed most on {facts.PreviousYear} ({Places(up)}) and {facts.NameOf(down)} fell most ({Places(down)}): ask why."),
            (_, { } up, null) => facts.T($"Tính trong những thành viên xếp hạng cả hai năm, {facts.NameOf(up)} lên {Places(up)} so với năm {facts.PreviousYear}.", $"Among the members ranked in both years {facts.NameOf(up)} climbed {Places(up)} on {facts.PreviousYear}."),
            (_, null, { } down) => facts.T($"Trong nhóm, {facts.NameOf(down)} xuống {Places(down)} so với năm {facts.PreviousYear}.", $"Within the group {facts.NameOf(down)} fell {Places(down)} on {facts.PreviousYear}."),
            _ => facts.T($"Thứ bậc trong nhóm không đổi so với năm {facts.PreviousYear}.", $"The order within the group is that of {facts.PreviousYear}."),
        };
    }

    private static ChartBlock Scores(GroupFacts facts, IReadOnlyList<int> years)
    {
        var (best, lowest) = (facts.BestOf(facts.Total), facts.LowestOf(facts.Total));
        var below = years.Count(y => facts.HistoryMeans.Find(y)?[Measure.MeanToAll] < 0);
        var known = years.Count(y => facts.HistoryMeans.Find(y)?[Measure.MeanToAll] is not null);
        IReadOnlyList<double?> Of(string member) => [.. years.Select(y => facts.History.Find(y, province: member)?[Measure.Score])];
        var all = facts.T("TB các tỉnh, thành phố", "mean of all provinces");
        ChartSeries[] series =
        [
            new ChartSeries { Name = facts.T("TB nhóm", "group mean"), Role = SeriesRole.Subject, Values = [.. years.Select(y => facts.HistoryMeans.Find(y)?[Measure.Mean])], Labels = Ends(facts, years) },
            new ChartSeries { Name = all, Role = SeriesRole.Nation, Values = [.. years.Select(y => facts.HistoryNation.Find(y)?[Measure.Mean])] },
            .. best.Take(1).Select(m => new ChartSeries { Name = facts.T($"{facts.NameOf(m)} (cao nhất {facts.Year})", $"{facts.NameOf(m)} (best of {facts.Year})"), Role = SeriesRole.Best, Values = Of(m) }),
            .. lowest.Except(best).Take(1).Select(m => new ChartSeries { Name = facts.T($"{facts.NameOf(m)} (thấp nhất {facts.Year})", $"{facts.NameOf(m)} (lowest of {facts.Year})"), Role = SeriesRole.Region, Values = Of(m) }),
        ];
        return new ChartBlock
        {
            Finding = below == 0
                ? facts.T($"Trung bình nhóm chưa năm nào thấp hơn trung bình các tỉnh, thành phố, trong {known} năm", $"The group's mean was never below the mean of all provinces in {known} years")
                : facts.T($"Trung bình nhóm thấp hơn trung bình các tỉnh, thành phố trong {below}/{known} năm", $"The group's mean was below the mean of all provinces in {below} of {known} years"),
            Contents = facts.T("Tổng điểm; vẽ trung bình nhóm, trung bình cộng các tỉnh, thành phố có điểm năm đó, thành viên cao nhất và thấp nhất năm nay; cắt ở năm đổi cấu trúc", "Total score; drawn are the group's mean, the simple mean of that year's provinces, this year's best and lowest member; cut where the structure changes"),
            Height = 210,
            Legend = string.Join(" · ", series.Select(s => s.Name)),
            Chart = new ChartSpec
            {
                Kind = ChartKind.BrokenLine,
                Categories = [.. years.Select(Short)],
                Series = series,
                Breaks = IndexBreaks.Of(facts.Frame, years),
                AltText = facts.T($"Trung bình nhóm từ {years[0]} đến {years[^1]} cạnh trung bình các tỉnh, thành phố; đường bị cắt ở năm đổi cấu trúc.", $"The group's mean from {years[0]} to {years[^1]} beside the mean of all provinces; lines are cut where the structure changes."),
                DataTitle = facts.T("Tổng điểm của nhóm qua các năm", "The group's total score over the years"),
            },
        };
    }

    private static ChartBlock Places(GroupFacts facts, IReadOnlyList<int> years)
    {
        var shown = Shown(facts);
        var isPart = shown.Count < facts.Members.Count;
        double? Place(string member, int year) => facts.HistoryInGroup.Find(year, province: member)?[Measure.Rank];
        var constant = facts.RankedMembers.FirstOrDefault(m => years.All(y => Place(m, y) == 1));
        var leaders = years.Select(y => facts.Members.FirstOrDefault(m => Place(m, y) == 1)).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        return new ChartBlock
        {
            Finding = constant is not null
                ? facts.T($"{facts.NameOf(constant)} giữ hạng nhất của nhóm suốt {years.Count} năm", $"{facts.NameOf(constant)} kept the group's first place for {years.Count} years")
                : facts.T($"Hạng nhất của nhóm đổi chủ: {leaders} tỉnh, thành phố khác nhau trong {years.Count} năm", $"The group's first place changed hands: {leaders} different provinces in {years.Count} years"),
            Contents = facts.T($"Hạng tổng điểm trong nhóm, {years[0]}–{years[^1]}, 1 ở trên; nâu vàng: dẫn đầu {facts.Year}", $"Place of the total within the group, {years[0]}–{years[^1]}, first on top; ochre: first of {facts.Year}")
                + (Faller(facts) is null ? "" : facts.T($", đậm: xuống nhiều nhất so với {facts.PreviousYear}", $", bold: fell most on {facts.PreviousYear}"))
                + (isPart ? facts.T($"; vẽ {shown.Count} trong {facts.Members.Count} thành viên: đầu, cuối và đổi hạng nhiều nhất so với năm {facts.PreviousYear}", $"; drawn are {shown.Count} of {facts.Members.Count} members: first, last and those that moved most on {facts.PreviousYear}") : ""),
            Height = Math.Max(180, 24 * shown.Count),
            Chart = new ChartSpec
            {
                Kind = ChartKind.Bump,
                Categories = [.. years.Select(y => $"{y}")],
                Series = [.. shown.Select(m => new ChartSeries { Name = facts.NameOf(m), Role = Role(facts, m), Values = [.. years.Select(y => Place(m, y))] })],
                Min = 1,
                Max = years.Max(y => facts.HistoryMeans.Find(y)?[Measure.Ranked]),
                IsReversed = true,
                LabelFormat = "0",
                AltText = facts.T($"Hạng trong nhóm của từng thành viên từ {years[0]} đến {years[^1]}, hạng 1 ở trên.", $"Each member's place within the group from {years[0]} to {years[^1]}, first on top."),
                DataTitle = facts.T("Hạng trong nhóm qua các năm", "Places within the group over the years"),
            },
        };
    }

    // The one who leads and the one who fell most stand out; the others are told apart by their names.
    private static SeriesRole Role(GroupFacts facts, string member) =>
        member == Faller(facts) ? SeriesRole.Subject : facts.BestOf(facts.Total).Contains(member) ? SeriesRole.Best : SeriesRole.Peer;

    private static string? Faller(GroupFacts facts) =>
        facts.Members.Where(m => facts.InGroupOf(m)[Measure.CommonRankChange] < 0).MinBy(m => facts.InGroupOf(m)[Measure.CommonRankChange]);

    private static IReadOnlyList<string> Shown(GroupFacts facts)
    {
        if (facts.Members.Count <= MostLines)
        {
            return facts.Members;
        }

        var chosen = facts.RankedMembers.Take(1).Concat(facts.RankedMembers.TakeLast(1))
            .Concat(facts.RankedMembers.OrderByDescending(m => Math.Abs(facts.InGroupOf(m)[Measure.CommonRankChange] ?? 0)))
            .Distinct(StringComparer.Ordinal).Take(LinesOfLongList).ToHashSet(StringComparer.Ordinal);
        return [.. facts.Members.Where(chosen.Contains)];
    }

    private static TableBlock Heat(GroupFacts facts, IReadOnlyList<int> years)
    {
        var (name, spans) = GridSpans.Equal(LeastName, MostName, years.Count);
        List<int> known = [.. years.Where(y => facts.HistoryNation.Find(y)?[Measure.Mean] is not null)];
        var always = facts.Members.Where(m => known.Count > 0 && known.TrueForAll(y => facts.History.Find(y, province: m)?[Measure.ToMean] > 0)).ToList();
        return new TableBlock
        {
            Finding = always.Count switch
            {
                0 => facts.T($"Không thành viên nào vượt trung bình trong cả {known.Count} năm", $"No member was above the mean in all {known.Count} years"),
                > 4 => facts.T($"{always.Count} thành viên vượt trung bình trong cả {known.Count} năm", $"{always.Count} members were above the mean in all {known.Count} years"),
                _ => facts.T($"Vượt trung bình trong cả {known.Count} năm: {GroupNarrative.Names(facts, always)}", $"Above the mean in all {known.Count} years: {GroupNarrative.Names(facts, always)}"),
            },
            Contents = $"{years[0]}–{years[^1]}. " + facts.T("Tổng điểm trừ trung bình cộng các tỉnh, thành phố có điểm năm đó, điểm; xanh: cao hơn, nâu vàng: thấp hơn", "Total less the simple mean of that year's provinces, points; blue: above, ochre: below"),
            Columns = [TextColumn(facts.T("Tỉnh, thành phố", "Province"), name), .. years.Select((year, i) => new TableColumn { Header = $"{year}", Span = spans[i], IsHeat = true })],
            Rows =
            [
                .. facts.Members.Select(m => new TableRow
                {
                    Cells = [Cell.Words(facts.NameOf(m)), .. years.Select(y => Cell.Value(facts.History.Find(y, province: m)?[Measure.ToMean], NumberForm.SignedScore))],
                }),
                new TableRow
                {
                    Cells = [Cell.Words(facts.T("Trung bình nhóm", "Group mean")), .. years.Select(y => Cell.Value(facts.HistoryMeans.Find(y)?[Measure.MeanToAll], NumberForm.SignedScore))],
                    IsStrong = true,
                },
            ],
        };
    }

    private static IReadOnlyList<string> Notes(GroupFacts facts)
    {
        var day = DateText.Of(facts.Frame.Edition.RefDate, facts.Language);
        List<string> notes =
        [
            facts.T($"Thành viên là của ngày {day}; các năm trước theo cùng những tỉnh, thành phố đó, dù khi ấy chưa thuộc nhóm. Năm nào thành viên thiếu điểm thì trung bình và hạng của nhóm chỉ tính những thành viên có điểm.", $"Members are those of {day}; for earlier years the same provinces are followed, even where they were not yet members. Where a member lacks a score, the group's mean and places of that year count only those that have one."),
        ];
        var renamed = facts.Members
            .Select(m => (Now: facts.NameOf(m), Before: facts.Frame.ProvincesBefore[m].FirstOrDefault(p => p.Name != facts.Frame.ProvinceOf(m).Name)))
            .Where(pair => pair.Before is not null)
            .Select(pair => facts.T($"{pair.Now} mang mã {pair.Before!.Code}, trước đó là {pair.Before.Name.Vi}", $"{pair.Now} has the code {pair.Before!.Code}, which was {pair.Before.Name.En} before"))
            .ToList();
        if (renamed.Count > 0)
        {
            notes.Add(facts.T("Theo mã tỉnh: ", "Followed by code: ") + string.Join("; ", renamed) + ".");
        }

        return notes;
    }

    // Since the total last broke: places before and after are of different indices.
    private static IReadOnlyList<int> Comparable(GroupFacts facts)
    {
        var start = facts.Frame.YearsSoFar.Where(y => facts.Frame.TotalOf(y).IsBreak).DefaultIfEmpty(facts.Year).Max();
        return [.. facts.Frame.YearsSoFar.Where(y => y >= start && facts.HistoryMeans.Find(y) is not null).TakeLast(MostYearsOfPlaces)];
    }

    private static Dictionary<int, string> Ends(GroupFacts facts, IReadOnlyList<int> years) =>
        IndexBreaks.Of(facts.Frame, years).SelectMany(b => new[] { b.AfterCategory, b.AfterCategory + 1 }).Append(0).Append(years.Count - 1).Distinct().ToDictionary(i => i, _ => "");

    private static string Short(int year) => $"’{(year % 100).ToString("00", CultureInfo.InvariantCulture)}";
}
