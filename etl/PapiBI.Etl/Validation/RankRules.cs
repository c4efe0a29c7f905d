using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>
/// Printed ranks follow printed scores: no better score has a worse or the same rank, and in a whole table the rank is the competition rank.
/// Equal printed scores may share a rank or stand next to each other: publishers rank before they round.
/// </summary>
internal static class RankRules
{
    public static void Check(IReadOnlyList<Figure> figures, bool isWhole, Func<string, Text> nameOf, Severity contradiction, Faults faults)
    {
        List<(Origin, Text)> found = [];
        var scores = figures.Where(f => f.Row is { Measure: "score", Value: not null }).ToLookup(f => (f.Row.ItemCode, f.Row.Scope, f.Row.ScopeCode, f.Row.ProvinceCode), f => f.Row.Value!.Value);
        foreach (var field in figures.Where(f => f.Row is { Measure: "rank", Value: not null }).GroupBy(f => (f.Row.ItemCode, f.Row.Scope, f.Row.ScopeCode)))
        {
            // A rank in a region or group is of the national score where no other is given with it.
            Ranked[] ranked = [.. field.SelectMany(f => scores[(field.Key.ItemCode, field.Key.Scope, field.Key.ScopeCode, f.Row.ProvinceCode)]
                .Concat(scores[(field.Key.ItemCode, "nation", "", f.Row.ProvinceCode)]).Take(1)
                .Select(score => new Ranked(f, score, (int)f.Row.Value!.Value)))];
            found.AddRange(Disordered(ranked, nameOf));
            if (isWhole && field.Key.Scope == "nation" && IsComplete(ranked, field.Key.ItemCode, scores))
            {
                found.AddRange(NotCompetition(ranked, nameOf));
            }
        }

        FigureRules.Report(faults, contradiction, IssueCodes.RankDisagrees, [.. found.DistinctBy(f => f.Item1)]);
    }

    private static IEnumerable<(Origin, Text)> Disordered(IReadOnlyList<Ranked> ranked, Func<string, Text> nameOf)
    {
        Ranked[] byScore = [.. ranked.OrderByDescending(r => r.Score).ThenBy(r => r.Rank)];
        for (int i = 1; i < byScore.Length; i++)
        {
            (Ranked better, Ranked worse) = (byScore[i - 1], byScore[i]);
            if (better.Score > worse.Score && better.Rank >= worse.Rank)
            {
                yield return (worse.Figure.Origin, new Text(
                    $"“{worse.Figure.Row.ItemCode}” của {nameOf(worse.Figure.Row.ProvinceCode).Vi}: {ScoreCell.Said(worse.Score).Vi} điểm xếp thứ {worse.Rank}, nhưng {nameOf(better.Figure.Row.ProvinceCode).Vi} {ScoreCell.Said(better.Score).Vi} điểm xếp thứ {better.Rank}; hãy đối chiếu điểm và hạng với bảng gốc.",
                    $"“{worse.Figure.Row.ItemCode}” of {nameOf(worse.Figure.Row.ProvinceCode).En}: {ScoreCell.Said(worse.Score).En} points rank {worse.Rank}, but {nameOf(better.Figure.Row.ProvinceCode).En} with {ScoreCell.Said(better.Score).En} ranks {better.Rank}; compare scores and ranks with the published table."));
            }
        }
    }

    private static IEnumerable<(Origin, Text)> NotCompetition(IReadOnlyList<Ranked> ranked, Func<string, Text> nameOf)
    {
        foreach (Ranked row in ranked)
        {
            int first = 1 + ranked.Count(r => r.Score > row.Score);
            int last = ranked.Count(r => r.Score >= row.Score);
            if (row.Rank < first || row.Rank > last)
            {
                string place = first == last ? $"{first}" : $"{first}–{last}";
                yield return (row.Figure.Origin, new Text(
                    $"“{row.Figure.Row.ItemCode}” của {nameOf(row.Figure.Row.ProvinceCode).Vi} ghi hạng {row.Rank}, nhưng {ScoreCell.Said(row.Score).Vi} điểm xếp thứ {place} trong {ranked.Count} tỉnh của bảng; hãy đối chiếu điểm và hạng với bảng gốc.",
                    $"“{row.Figure.Row.ItemCode}” of {nameOf(row.Figure.Row.ProvinceCode).En} says rank {row.Rank}, but {ScoreCell.Said(row.Score).En} points are place {place} of the {ranked.Count} provinces in the table; compare scores and ranks with the published table."));
            }
        }
    }

    // Where a rank lies beyond those listed, somebody who was ranked is not in the table, as Hà Tây is in none of PCI to 2008.
    private static bool IsComplete(IReadOnlyList<Ranked> ranked, string item, ILookup<(string Item, string Scope, string ScopeCode, string Province), double> scores) =>
        ranked.Count == scores.Count(s => s.Key.Item == item && s.Key.Scope == "nation") && ranked.All(r => r.Rank <= ranked.Count);

    private sealed record Ranked(Figure Figure, double Score, int Rank);
}
