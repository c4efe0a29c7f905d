using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>Two sources of one figure are both kept; where they say different things, or the other one stands, that is said.</summary>
internal static class SourceRules
{
    public static void Check(LoadBatch batch, IReadOnlyList<Figure> figures, KnownFigures known, FigureNames names, Faults faults)
    {
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
