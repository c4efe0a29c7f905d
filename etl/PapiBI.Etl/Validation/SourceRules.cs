using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>Two sources of one figure are both kept; where they say different things, or the other one stands, that is said.</summary>
internal static class SourceRules
{
    // A correction touches some cells, another compilation differs in some; a table that differs in so many is another year's, or one whose rows or columns have slid.
    private const double Widely = 0.2;
    private const int LeastCompared = 40;

    public static void Check(LoadBatch batch, IReadOnlyList<Figure> figures, KnownFigures known, string? acknowledged, FigureNames names, Faults faults)
    {
        CheckWidely(batch, figures, known, acknowledged, faults);

        // A file of the same name is the same source, corrected.
        HeldFigure[] others = [.. known.Held.Where(h => h.FileName != batch.File.Name)];
        var held = others.ToLookup(Fact);
        var heldDecimals = others.Where(h => h.Value is not null).GroupBy(h => (h.LoadId, Column(h))).ToDictionary(g => g.Key, g => Decimals.Of(g.Select(h => h.Value!.Value)));
        var decimals = figures.Where(f => f.Row.Value is not null).GroupBy(f => Column(f.Row)).ToDictionary(g => g.Key, g => Decimals.Of(g.Select(f => f.Row.Value!.Value)));
        List<(Origin, Text)> found = [];
        foreach (Figure figure in figures.Where(f => f.Row is { Measure: "score" or "rank", Value: not null }))
        {
            HeldFigure row = figure.Row;
            foreach (HeldFigure other in held[Fact(row)].Where(h => h.Value is not null))
            {
                int coarser = Math.Min(decimals[Column(row)], heldDecimals[(other.LoadId, Column(other))]);
                if (Math.Abs(row.Value!.Value - other.Value!.Value) > Decimals.HalfUnit(coarser) + 1e-9)
                {
                    found.Add((figure.Origin, Words(batch, figure, other, names.Of(figure.IndexCode, row.Year)(row.ProvinceCode))));
                }
            }
        }

        FigureRules.Report(faults, Severity.Warning, IssueCodes.SourcesDisagree, found);
        HeldFigure?[] above = [.. figures.Select(f => held[Fact(f.Row)].FirstOrDefault(h => h.IsCell == f.Row.IsCell && h.Precedence > batch.Precedence))];
        if (above.Length > 0 && above.All(h => h is not null))
        {
            string files = string.Join(", ", above.Select(h => h!.FileName).Distinct(StringComparer.Ordinal));
            faults.Warn(IssueCodes.Outranked, Origin.File,
                $"mọi số liệu của tệp này đã có từ nguồn ưu tiên cao hơn ({files}); tệp được giữ, nhưng không số nào có hiệu lực.",
                $"every figure of this file is already given by a source of higher precedence ({files}); the file is kept, but none of its figures is in force.");
        }
    }

    // Column by column: a column exchanged with its neighbour differs whole, in a table that differs little. Of whatever file holds the figures now, one of the same name too.
    private static void CheckWidely(LoadBatch batch, IReadOnlyList<Figure> figures, KnownFigures known, string? acknowledged, Faults faults)
    {
        var held = known.Held.Where(h => h is { Measure: "score", Scope: "nation" }).ToLookup(Fact);
        List<(Origin, Text)> found = [];
        foreach (var column in figures.Where(f => f.IsNationalScore && f.Row.ProvinceCode.Length > 0).GroupBy(f => (f.Row.Year, f.Row.ItemCode)))
        {
            var pairs = column.SelectMany(f => held[Fact(f.Row)].Where(h => h.Value is not null).OrderByDescending(h => h.Precedence).Take(1), (f, h) => (New: f, Old: h)).ToList();
            int different = pairs.Count(pair => Math.Abs(pair.New.Row.Value!.Value - pair.Old.Value!.Value) > 0.00501);
            if (pairs.Count >= LeastCompared && different > pairs.Count * Widely)
            {
                string file = pairs[0].Old.FileName;
                found.Add((column.First().Origin, new Text(
                    $"“{column.Key.ItemCode}” năm {column.Key.Year} khác số đang giữ ({file}) ở {different}/{pairs.Count} tỉnh; ",
                    $"“{column.Key.ItemCode}” {column.Key.Year} differs from what is held ({file}) in {different} of {pairs.Count} provinces; ")));
            }
        }

        Text end = acknowledged is null
            ? new Text(
                "hãy xem có lấy nhầm bảng, cột hay dòng không; nếu đúng, hãy xác nhận lượt bị từ chối này: papibi acknowledge LƯỢT --reason \"…\".",
                "see whether a table, column or row was mistaken; if it is right, acknowledge this refused load: papibi acknowledge LOAD --reason \"…\".")
            : new Text($"đã xác nhận: {acknowledged}", $"acknowledged: {acknowledged}");
        FigureRules.Report(faults, acknowledged is null ? Severity.Error : Severity.Warning, IssueCodes.SourcesDisagreeWidely, [.. found.Select(f => (f.Item1, new Text(f.Item2.Vi + end.Vi, f.Item2.En + end.En)))]);
    }

    private static Text Words(LoadBatch batch, Figure figure, HeldFigure other, Text name)
    {
        HeldFigure row = figure.Row;
        bool isThisInForce = row.IsCell == other.IsCell ? batch.Precedence >= other.Precedence : row.IsCell == 1;
        Text what = row.Measure == "rank" ? new Text("hạng", "rank") : new Text("điểm", "score");
        string inForce = isThisInForce ? batch.File.Name : other.FileName;
        return new Text(
            $"{what.Vi} “{row.ItemCode}” năm {row.Year} của {name.Vi} ở đây là {ScoreCell.Said(row.Value!.Value).Vi}, ở {other.FileName} (lượt {other.LoadId}) là {ScoreCell.Said(other.Value!.Value).Vi}; giữ cả hai, {inForce} có hiệu lực.",
            $"the {what.En} of “{row.ItemCode}” {row.Year} of {name.En} is {ScoreCell.Said(row.Value.Value).En} here and {ScoreCell.Said(other.Value.Value).En} in {other.FileName} (load {other.LoadId}); both are kept, {inForce} is in force.");
    }

    private static (int, string, string, string, string, string) Fact(HeldFigure f) => (f.Year, f.ItemCode, f.ProvinceCode, f.Scope, f.ScopeCode, f.Measure);

    private static (int, string, string, string, string, int) Column(HeldFigure f) => (f.Year, f.ItemCode, f.Scope, f.ScopeCode, f.Measure, f.IsCell);
}
