using System.Globalization;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Measures;

namespace PapiBI.Reports.Definitions.Exploring;

/// <summary>The item over the years, cut where it cannot be compared.</summary>
internal static class ExploreTrend
{
    private const int Height = 260;

    private static readonly SeriesRole[] Roles = [SeriesRole.Subject, SeriesRole.Region, SeriesRole.Previous, SeriesRole.Peer];

    public static ReportPage Build(ExploreFacts facts)
    {
        // A year without figures is a gap, and the line is cut wherever the item breaks. A part that changed its meaning is shown since then only.
        var held = facts.History.Rows.Where(row => row[Measure.Mean] is not null).Concat(facts.ChosenHistory.Rows.Where(row => row[Measure.Score] is not null)).Select(row => row.Year!.Value).ToList();
        var since = facts.Item == facts.Frame.Total ? int.MinValue : LastBreak(facts) ?? int.MinValue;
        var years = held.Count == 0 ? [] : facts.Frame.YearsSoFar.Where(year => year >= Math.Max(held.Min(), since) && year <= held.Max()).ToList();
        return new ReportPage
        {
            Tab = facts.T("Xu hướng", "Trend"),
            BandTitle = "",
            BandNote = "",
            Headline = Headline(facts),
            Rows = years.Count == 0 || (facts.Chosen.Count == 0 && facts.History.Rows.All(row => row[Measure.Mean] is null))
                ? [BlockRow.Whole(new NotesBlock([facts.T("Không có năm nào đủ số liệu.", "No year has enough figures.")]))]
                : [BlockRow.Whole(Chart(facts, years))],
        };
    }

    /// <summary>How long the first one chosen has been rising or falling, else the last two years that are held; of the field its mean in both. Over a break nothing is compared.</summary>
    private static string Headline(ExploreFacts facts)
    {
        var before = facts.Frame.YearsSoFar.Where(year => year < facts.Year).Cast<int?>().LastOrDefault();
        var cut = before is not null && facts.Item.IsBreak ? facts.T($"; không so được với {before} vì đổi cấu trúc", $"; not comparable with {before}, as the structure changed") : "";
        if (facts.Chosen is not [var first, ..])
        {
            string Mean(int year) => (facts.Request.Among is null ? facts.History : facts.FieldHistory).Rows.FirstOrDefault(row => row.Year == year) is { } row && row[Measure.Mean] is { } mean
                ? facts.T($"{NumberText.Score(mean, Language.Vietnamese)} ({row[Measure.Ranked]} tỉnh) năm {year}", $"{NumberText.Score(mean, Language.English)} ({row[Measure.Ranked]} provinces) in {year}")
                : "";
            var means = new[] { Mean(facts.Year), before is { } year && cut.Length == 0 ? Mean(year) : "" }.Where(said => said.Length > 0).ToList();
            return means.Count == 0
                ? facts.T("Không có trọn bảng nên không có trung bình: chọn một tỉnh để xem các năm của tỉnh đó", "The table is not held whole, so there is no mean: choose a province to see its years")
                : (facts.Request.Among is null ? facts.T("Trung bình: ", "Mean: ") : facts.T($"Trung bình {facts.FieldName}: ", $"Mean of {facts.FieldName}: ")) + string.Join("; ", means) + cut;
        }

        var rows = facts.ChosenHistory.Rows.Where(row => row.ProvinceCode == first).ToList();
        ResultRow? Of(int year) => rows.FirstOrDefault(row => row.Year == year);
        var name = facts.Frame.NameOf(first);
        var direction = NumberText.SignOf(Of(facts.Year)?[Measure.ScoreChange] ?? 0, 2);
        var run = direction == 0 ? [] : facts.Frame.YearsSoFar.Reverse().TakeWhile(year => Of(year)?[Measure.ScoreChange] is { } change && NumberText.SignOf(change, 2) == direction).ToList();
        if (run.Count > 0 && facts.Frame.YearsSoFar.Where(year => year < run[^1]).Cast<int?>().LastOrDefault() is { } start)
        {
            var years = run.Count == 1 ? facts.T($"so với {start}", $"on {start}") : facts.T($"{NumberText.Count(run.Count, Language.Vietnamese)} năm liên tiếp", $"{NumberText.Count(run.Count, Language.English)} years running");
            return facts.T(
                $"{name} {(direction > 0 ? "tăng" : "giảm")} điểm {years}: {ExploreWords.Said(facts, first, start, Of(start))} năm {start}; {ExploreWords.Said(facts, first, facts.Year, Of(facts.Year))} năm {facts.Year}",
                $"{name} {(direction > 0 ? "up" : "down")} in score {years}: {ExploreWords.Said(facts, first, start, Of(start))} in {start}; {ExploreWords.Said(facts, first, facts.Year, Of(facts.Year))} in {facts.Year}");
        }

        // The last two held may have a break between them though neither is its year.
        var broke = LastBreak(facts);
        var held = facts.Frame.YearsSoFar.Reverse()
            .Select(year => (Year: year, Words: ExploreWords.Said(facts, first, year, Of(year))))
            .Where(year => year.Words.Length > 0)
            .ToList();
        var said = held.Where(year => broke is null || year.Year >= broke).Take(2).Select(year => facts.T($"{year.Words} năm {year.Year}", $"{year.Words} in {year.Year}")).ToList();
        if (said.Count == 1 && cut.Length == 0 && held.Count > 1)
        {
            cut = facts.T($"; không so được với các năm trước {broke} vì đổi cấu trúc", $"; not comparable with the years before {broke}, as the structure changed");
        }

        return (said.Count, held.Count) switch
        {
            (0, 0) => facts.T($"{name}: không có số liệu năm nào", $"{name}: no year is held"),
            (0, _) => facts.T($"{name}: không có số liệu từ khi đổi cấu trúc năm {broke}", $"{name}: no year is held since the structure changed in {broke}"),
            _ => $"{name}: {string.Join("; ", said)}{cut}",
        };
    }

    private static ChartBlock Chart(ExploreFacts facts, List<int> years)
    {
        double? Of(int year, Measure measure) => facts.History.Rows.FirstOrDefault(row => row.Year == year)?[measure];
        var title = facts.T($"{facts.ItemName} qua các năm", $"{facts.ItemName} over the years");
        var hasMeans = years.Any(year => Of(year, Measure.Mean) is not null);
        var partly = years.Skip(1).Where(year => facts.Frame.Catalog.Items.Any(item => item.IndexCode == facts.Frame.IndexCode && item.Year == year && item.Code == facts.Item.Code && item is { IsPartsBreak: true, IsBreak: false })).Select(year => year.ToString(CultureInfo.InvariantCulture)).ToList();
        ResultRow? Among(int year) => facts.FieldHistory.Rows.FirstOrDefault(row => row.Year == year);
        var ofField = facts.Chosen.Count < 2 && years.Any(year => Among(year)?[Measure.Mean] is not null);
        string? Ranked(double? n) => n is null ? null : facts.T($"N={n}, dẫn xuất", $"N={n}, derived");
        string? Tip(int year, string code)
        {
            var row = facts.ChosenHistory.Rows.FirstOrDefault(row => row.Year == year && row.ProvinceCode == code);
            return row?[Measure.Rank] is not null ? facts.T("hạng ", "rank ") + ExploreFacts.Place(row)
                : facts.PrintedRank(code, facts.Item, year) is { } fact ? $"{facts.T("hạng", "rank")} {CellText.Show(facts.PrintedRankCell(code, facts.Item, year), facts.Language)}, {BasisWords.Of(fact.Basis).In(facts.Language)}"
                : null;
        }

        return new ChartBlock
        {
            Finding = "",
            Contents = (hasMeans
                ? facts.T("Điểm, công bố; trung bình và cao nhất trong các tỉnh, thành phố có điểm mỗi năm, dẫn xuất; đường bị cắt nơi không so được", "Points, published; mean and best among the provinces with a score in each year, derived; the line is cut where years cannot be compared")
                : facts.T("Điểm, đã in; năm không có điểm là khoảng trống; không có trung bình vì không năm nào có trọn bảng; đường bị cắt nơi không so được", "Points, as printed; a year without a score is a gap; no mean, as no year is held whole; the line is cut where years cannot be compared"))
                + (partly.Count == 0 ? "" : facts.T($"; đọc dè dặt năm {Wording.Listed(partly, Language.Vietnamese)}: một phần bên dưới đổi cấu trúc hoặc thang điểm", $"; read {Wording.Listed(partly, Language.English)} with care: a part below changed its structure or scale"))
                + (ofField ? WhoseMean(facts, [.. years.Select(Among).OfType<ResultRow>().Where(row => row[Measure.Mean] is not null)]) : ""),
            Height = Height,
            Chart = new ChartSpec
            {
                Kind = ChartKind.BrokenLine,
                Categories = [.. years.Select(year => year.ToString(CultureInfo.InvariantCulture))],
                Series =
                [
                    .. facts.Chosen.Select((code, i) => new ChartSeries
                    {
                        Name = facts.Frame.NameOf(code),
                        Role = Roles[i],
                        Key = RowKey.Of(code),
                        Values = [.. years.Select(year => facts.ChosenHistory.Rows.FirstOrDefault(row => row.Year == year && row.ProvinceCode == code)?[Measure.Score])],
                        Tips = [.. years.Select(year => Tip(year, code))],
                        Labels = i == 0 ? new Dictionary<int, string> { [years.Count - 1] = "" } : null,
                    }),
                    // Beside a second province there is one line too many to tell apart.
                    .. ofField
                        ? new[] { new ChartSeries { Name = facts.T($"trung bình {facts.FieldName}", $"mean of {facts.FieldName}"), Role = SeriesRole.Region, Values = [.. years.Select(year => Among(year)?[Measure.Mean])], Tips = [.. years.Select(year => Ranked(Among(year)?[Measure.Ranked]))] } }
                        : [],
                    .. hasMeans
                        ? new[]
                        {
                            new ChartSeries { Name = facts.T("trung bình các tỉnh", "mean of provinces"), Role = SeriesRole.Nation, Values = [.. years.Select(year => Of(year, Measure.Mean))], Tips = [.. years.Select(year => Ranked(Of(year, Measure.Ranked)))] },
                            new ChartSeries { Name = facts.T("cao nhất", "best"), Role = SeriesRole.Best, Values = [.. years.Select(year => Of(year, Measure.Best))], Tips = [.. years.Select(year => Ranked(Of(year, Measure.Ranked)))] },
                        }
                        : [],
                ],
                Breaks = [.. Enumerable.Range(1, Math.Max(years.Count - 1, 0)).Where(i => IsBreak(facts, years[i])).Select(i => new ChartBreak(i - 1, facts.T("đổi cấu trúc", "new structure")))],
                Basis = facts.Basis,
                AltText = facts.T($"{title}; đường bị cắt ở năm không so được với năm trước.", $"{title}; the line is cut at a year that cannot be compared with the one before."),
                DataTitle = title,
            },
        };
    }

    /// <summary>"; trung bình Đồng bằng sông Cửu Long: các tỉnh thuộc vùng mỗi năm, N=13 (2011–2013), 12 (2014), 13 (2015–2021): nơi N đổi không phải cùng các tỉnh".</summary>
    private static string WhoseMean(ExploreFacts facts, IReadOnlyList<ResultRow> means)
    {
        var spans = new List<(double N, int From, int To)>();
        foreach (var row in means)
        {
            var n = row[Measure.Ranked]!.Value;
            if (spans is [.., var last] && last.N.Equals(n))
            {
                spans[^1] = last with { To = row.Year!.Value };
            }
            else
            {
                spans.Add((n, row.Year!.Value, row.Year.Value));
            }
        }

        var who = facts.Request.Among switch
        {
            GroupChoice.Region => facts.T("các tỉnh, thành phố có điểm mà vùng có trong từng năm", "the provinces with a score that the region had in each year"),
            GroupChoice.Group => facts.T("các thành viên có điểm của nhóm trong từng năm", "the members with a score that the group had in each year"),
            _ => facts.T("các tỉnh, thành phố đã chọn có điểm trong từng năm", "the chosen provinces with a score in each year"),
        };
        var said = spans.Count == 1
            ? $"N={NumberText.Plain(spans[0].N, facts.Language)}"
            : $"N={string.Join(", ", spans.Select(span => $"{NumberText.Plain(span.N, facts.Language)} ({(span.From == span.To ? $"{span.From}" : $"{span.From}–{span.To}")})"))}{facts.T("; nơi N đổi, hai năm không gồm cùng các tỉnh", "; where N changes, the two years are not of the same provinces")}";
        return facts.T($"; trung bình {facts.FieldName}: {who}, {said}", $"; mean of {facts.FieldName}: {who}, {said}");
    }

    // Before the first year there is nothing to break with.
    private static int? LastBreak(ExploreFacts facts) => facts.Frame.YearsSoFar.Skip(1).Where(year => IsBreak(facts, year)).Cast<int?>().LastOrDefault();

    private static bool IsBreak(ExploreFacts facts, int year) =>
        facts.Frame.Catalog.Items.Any(item => item.IndexCode == facts.Frame.IndexCode && item.Year == year && item.Code == facts.Item.Code && item.IsBreak);
}
