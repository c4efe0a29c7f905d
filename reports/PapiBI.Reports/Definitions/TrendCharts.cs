using System.Globalization;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;

namespace PapiBI.Reports.Definitions;

/// <summary>Score and rank since the first year, cut where the index breaks.</summary>
internal static class TrendCharts
{
    private const int PageOneHeight = 160;

    /// <summary>Both charts, one above the other, for the right side of page 1.</summary>
    public static IReadOnlyList<Block> ScoreAndRank(BriefFacts facts) =>
    [
        new ChartBlock { Finding = Finding(facts), Contents = facts.T($"Điểm tổng, tối đa {facts.Total.Max:0} từ {IndexBreaks.Since(facts.Frame)}", $"Total score, of {facts.Total.Max:0} since {IndexBreaks.Since(facts.Frame)}"), Chart = Score(facts), Height = PageOneHeight },
        new ChartBlock { Finding = "", Contents = facts.T("Hạng, 1 là cao nhất", "Rank, 1 is best"), Chart = Rank(facts), Height = PageOneHeight },
    ];

    public static ChartSpec Score(BriefFacts facts)
    {
        var rows = Totals(facts);
        return new ChartSpec
        {
            Kind = ChartKind.BrokenLine,
            Categories = Years(rows),
            Series =
            [
                new ChartSeries { Name = facts.ProvinceName, Role = SeriesRole.Subject, Values = [.. rows.Select(r => r[Measure.Score])], Labels = Labels(facts, rows, r => r[Measure.Score] is null ? null : "") },
                new ChartSeries { Name = facts.T("Trung bình các tỉnh", "Mean of provinces"), Role = SeriesRole.Nation, Values = [.. rows.Select(r => r[Measure.Mean])] },
            ],
            Breaks = Breaks(facts, rows),
            AltText = facts.T($"Điểm tổng của {facts.ProvinceName} từ {rows[0].Year} đến {facts.Year}; đường bị cắt ở năm đổi cấu trúc.", $"Total score of {facts.ProvinceName} from {rows[0].Year} to {facts.Year}; the line is cut where the structure changes."),
            DataTitle = facts.T("Điểm tổng qua các năm", "Total score over the years"),
        };
    }

    public static ChartSpec Rank(BriefFacts facts)
    {
        var rows = Totals(facts);
        return new ChartSpec
        {
            Kind = ChartKind.BrokenLine,
            Categories = Years(rows),
            Series =
            [
                new ChartSeries
                {
                    Name = facts.T($"Hạng của {facts.ProvinceName}", $"Rank of {facts.ProvinceName}"),
                    Role = SeriesRole.Subject,
                    Values = [.. rows.Select(r => r[Measure.Rank])],
                    Labels = Labels(facts, rows, r => r[Measure.Rank] is { } place ? NumberText.Rank(place, (int?)r[Measure.Ranked]) : null),
                },
            ],
            Min = 1,
            Max = rows.Max(r => r[Measure.Ranked]),
            IsReversed = true,
            LabelFormat = "0",
            Breaks = Breaks(facts, rows),
            AltText = facts.T($"Hạng của {facts.ProvinceName} từ {rows[0].Year} đến {facts.Year}, hạng 1 ở trên.", $"Rank of {facts.ProvinceName} from {rows[0].Year} to {facts.Year}, first place on top."),
            DataTitle = facts.T("Hạng qua các năm", "Rank over the years"),
        };
    }

    /// <summary>"Điểm giảm ba năm liên tiếp; hạng từ 8/61 xuống 42/60".</summary>
    public static string Finding(BriefFacts facts)
    {
        var rows = Totals(facts);
        var now = rows[^1];
        if (now[Measure.Score] is not { } score || now[Measure.Rank] is not { } rank)
        {
            return facts.T($"Năm {facts.Year} không có tổng điểm", $"No total in {facts.Year}");
        }

        var direction = Math.Sign(now[Measure.ScoreChange] ?? 0);
        var run = rows.Reverse().TakeWhile(r => r[Measure.ScoreChange] is { } change && Math.Sign(change) == direction).Count();
        if (direction == 0 || run == 0)
        {
            return facts.T($"Năm {facts.Year}: {NumberText.Points(score, facts.Language)}, hạng {NumberText.Rank(rank, (int?)now[Measure.Ranked])}", $"{facts.Year}: {NumberText.Points(score, facts.Language)}, rank {NumberText.Rank(rank, (int?)now[Measure.Ranked])}");
        }

        var start = rows[^(run + 1)];
        var places = facts.T("hạng từ ", "rank from ") + $"{NumberText.Rank(start[Measure.Rank]!.Value, (int?)start[Measure.Ranked])}{(run > 1 ? $" ({start.Year})" : "")}" + facts.T(" sang ", " to ") + NumberText.Rank(rank, (int?)now[Measure.Ranked]);
        var years = run == 1
            ? facts.T($"so với năm {start.Year}", $"on {start.Year}")
            : facts.T($"{NumberText.Count(run, facts.Language)} năm liên tiếp", $"{NumberText.Count(run, facts.Language)} years running");
        return direction < 0 ? facts.T($"Điểm giảm {years}; {places}", $"Score down {years}; {places}") : facts.T($"Điểm tăng {years}; {places}", $"Score up {years}; {places}");
    }

    public static IReadOnlyList<ResultRow> Totals(BriefFacts facts) => [.. facts.History.Rows.Where(r => r.ItemCode == facts.Total.Code)];

    private static IReadOnlyList<string> Years(IReadOnlyList<ResultRow> rows) => [.. rows.Select(r => $"’{(r.Year!.Value % 100).ToString("00", CultureInfo.InvariantCulture)}")];

    // The ends of every unbroken stretch, and the extremes: enough to read the line without crowding it.
    private static Dictionary<int, string> Labels(BriefFacts facts, IReadOnlyList<ResultRow> rows, Func<ResultRow, string?> label)
    {
        var ends = Breaks(facts, rows).SelectMany(b => new[] { b.AfterCategory, b.AfterCategory + 1 }).Append(0).Append(rows.Count - 1).ToHashSet();
        var starts = Breaks(facts, rows).Select(b => b.AfterCategory + 1).ToHashSet();
        var scores = rows.Select((r, i) => (Index: i, Score: r[Measure.Score])).Where(r => r.Score is not null).ToList();
        var labels = new Dictionary<int, string>();
        foreach (var index in ends.Concat(scores.Count == 0 ? [] : [scores.MinBy(r => r.Score).Index, scores.MaxBy(r => r.Score).Index]).Distinct().Order())
        {
            if (label(rows[index]) is { } text && (!labels.ContainsKey(index - 1) || starts.Contains(index)))
            {
                labels[index] = text;
            }
            else if (index == rows.Count - 1 && label(rows[index]) is { } last)
            {
                labels.Remove(index - 1);
                labels[index] = last;
            }
        }

        return labels;
    }

    private static IReadOnlyList<ChartBreak> Breaks(BriefFacts facts, IReadOnlyList<ResultRow> rows) => IndexBreaks.Of(facts.Frame, [.. rows.Select(r => r.Year!.Value)]);
}
