using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>
/// A change far beyond all that the item has known is a slip until somebody says why it is none.
/// How far, and what that finds and does not find, was measured: etl/README.md.
/// </summary>
internal static class JumpRules
{
    /// <summary>Times the largest change so far. The largest that a really published figure ever came to is 1.71.</summary>
    public const double Unheard = 1.75;

    private const int LeastPairs = 3;
    private const int LeastChanges = 100;

    /// <param name="edition">The figures of one edition.</param>
    /// <param name="all">Those of the whole file, which may hold the edition before.</param>
    /// <param name="known">What is held.</param>
    /// <param name="acknowledged">Why they are right.</param>
    /// <param name="nameOf">Of a province.</param>
    /// <param name="faults">Take what is found.</param>
    public static void Check(IReadOnlyList<Figure> edition, IReadOnlyList<Figure> all, KnownFigures known, string? acknowledged, Func<string, Text> nameOf, Faults faults)
    {
        List<(Origin, Text)> found = [];
        var ofFile = all.Where(f => f.IsNationalScore).ToLookup(f => (f.Row.Year, f.Row.ItemCode, f.Row.ProvinceCode), f => f.Row.Value!.Value);
        foreach (Figure figure in edition.Where(f => f.IsNationalScore))
        {
            HeldFigure row = figure.Row;
            if (!known.Histories.TryGetValue((row.Year, row.ItemCode), out KnownHistory? history)
                || history.Pairs < LeastPairs || history.Changes < LeastChanges
                || !known.Unchanged.Contains((row.Year, row.ProvinceCode)))
            {
                continue;
            }

            (int, string, string) before = (history.PreviousYear, row.ItemCode, row.ProvinceCode);
            double? previous = ofFile[before].Select(v => (double?)v).FirstOrDefault() ?? (known.Scores.TryGetValue(before, out double held) ? held : null);
            if (previous is not double then || Math.Abs(row.Value!.Value - then) <= Unheard * history.LargestChange)
            {
                continue;
            }

            Text change = ScoreCell.Said(Math.Round(Math.Abs(row.Value.Value - then), 6));
            found.Add((figure.Origin, new Text(
                $"“{row.ItemCode}” của {nameOf(row.ProvinceCode).Vi} đi từ {ScoreCell.Said(then).Vi} ({history.PreviousYear}) đến {ScoreCell.Said(row.Value.Value).Vi}: thay đổi {change.Vi} điểm, lớn nhất trước nay là {ScoreCell.Said(Math.Round(history.LargestChange, 6)).Vi} ({history.Pairs} lần so sánh); ",
                $"“{row.ItemCode}” of {nameOf(row.ProvinceCode).En} goes from {ScoreCell.Said(then).En} ({history.PreviousYear}) to {ScoreCell.Said(row.Value.Value).En}: a change of {change.En} points, the largest so far is {ScoreCell.Said(Math.Round(history.LargestChange, 6)).En} ({history.Pairs} comparisons); ")));
        }

        Text end = acknowledged is null
            ? new Text(
                "hãy sửa nếu nhầm; nếu đúng, hãy xác nhận lượt bị từ chối này: papibi acknowledge LƯỢT --reason \"…\".",
                "correct it if it is a slip; if it is right, acknowledge this refused load: papibi acknowledge LOAD --reason \"…\".")
            : new Text($"đã xác nhận: {acknowledged}", $"acknowledged: {acknowledged}");
        FigureRules.Report(faults, acknowledged is null ? Severity.Error : Severity.Warning, IssueCodes.JumpUnheardOf, [.. found.Select(f => (f.Item1, new Text(f.Item2.Vi + end.Vi, f.Item2.En + end.En)))]);
    }
}
