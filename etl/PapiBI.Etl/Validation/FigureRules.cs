using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>A figure that a score table prints of an item above its lowest level; it is checked against its parts and not loaded.</summary>
/// <param name="Decimals">How many it is printed with.</param>
public sealed record PrintedFigure(Origin Origin, string ItemCode, string ProvinceCode, double Value, int Decimals);

/// <summary>
/// Rules about the figures of a file among themselves and beside what is held: sums, ranks, changes and other sources.
/// Every message names the cell and both numbers.
/// </summary>
public static class FigureRules
{
    private const int MostNamed = 5;

    /// <summary>All rules over one batch of scores or printed figures.</summary>
    /// <param name="batch">Its description, if any, makes it an official table, where a contradiction refuses; the project's own lists mix sources, where it warns.</param>
    /// <param name="printed">What the table prints of higher items, where the batch is of scores.</param>
    /// <param name="reference">Structure, editions and names.</param>
    /// <param name="known">Of the batch's index and years.</param>
    /// <param name="acknowledged">Why its unheard-of figures are right; null where nobody said so.</param>
    public static IReadOnlyList<Issue> Check(LoadBatch batch, IReadOnlyList<PrintedFigure> printed, ReferenceData reference, KnownFigures known, string? acknowledged)
    {
        var faults = new Faults();
        Severity contradiction = batch.Description is null ? Severity.Warning : Severity.Error;
        Figure[] figures = Figures(batch.Rows);
        var names = new FigureNames(reference);
        foreach (var edition in figures.Where(f => f.Row.ProvinceCode.Length > 0).GroupBy(f => (f.IndexCode, f.Row.Year)).OrderBy(e => e.Key.Year))
        {
            KnownIndicator[] items = [.. reference.Indicators.Where(i => i.IndexCode == edition.Key.IndexCode && i.Year == edition.Key.Year)];
            SumRules.Check([.. edition.Where(f => f.IsNationalScore)], edition.All(f => f.Row.IsCell == 1) ? printed : [], items, names.Of(edition.Key.IndexCode, edition.Key.Year), contradiction, faults);
            bool isWhole = reference.Editions.Any(e => e.IndexCode == edition.Key.IndexCode && e.Year == edition.Key.Year && e.IsWhole);
            RankRules.Check([.. edition], isWhole, names.Of(edition.Key.IndexCode, edition.Key.Year), contradiction, faults);
            JumpRules.Check([.. edition], figures, known, acknowledged, names.Of(edition.Key.IndexCode, edition.Key.Year), faults);
        }

        SourceRules.Check(batch, figures, known, acknowledged, names, faults);
        return faults.Found;
    }

    /// <summary>Warnings travel into reports, where five of a kind say enough.</summary>
    internal static void Report(Faults faults, Severity severity, string code, IReadOnlyList<(Origin Origin, Text Words)> found)
    {
        foreach ((Origin origin, Text words) in severity == Severity.Error ? found : found.Take(MostNamed))
        {
            if (severity == Severity.Error)
            {
                faults.Error(code, origin, words.Vi, words.En);
            }
            else
            {
                faults.Warn(code, origin, words.Vi, words.En);
            }
        }

        if (severity == Severity.Warning && found.Count > MostNamed)
        {
            int more = found.Count - MostNamed;
            faults.Warn(code, Origin.File, $"và {more} ô khác như vậy.", $"and {more} more {(more == 1 ? "cell" : "cells")} like these.");
        }
    }

    private static Figure[] Figures(IReadOnlyList<SourceRow> rows) =>
    [
        .. rows.OfType<ScoreRow>().Select(r => new Figure(r.Origin, r.IndexCode, Held(r.Year, r.ItemCode, r.ProvinceCode, ScopeKind.Nation, "", PublishedMeasure.Score, r.Score, isCell: 1))),
        .. rows.OfType<PublishedRow>().Select(r => new Figure(r.Origin, r.IndexCode, Held(r.Year, r.ItemCode, r.ProvinceCode, r.Scope, r.ScopeCode, r.Measure, r.Value, isCell: 0))),
    ];

    private static HeldFigure Held(int year, string item, string province, ScopeKind scope, string scopeCode, PublishedMeasure measure, double? value, int isCell) => new()
    {
        Year = year,
        ItemCode = item,
        ProvinceCode = province,
        Scope = ScopeCode.Of(scope),
        ScopeCode = scopeCode,
        Measure = PublishedMeasureCode.Of(measure),
        Value = value,
        IsCell = isCell,
        LoadId = 0,
        FileName = "",
        Precedence = 0,
    };
}

/// <summary>A figure of the file, in the shape of those that are held.</summary>
internal sealed record Figure(Origin Origin, string IndexCode, HeldFigure Row)
{
    public bool IsNationalScore => Row is { Scope: "nation", Measure: "score", Value: not null };
}

/// <summary>Decimals of figures whose source does not say how many it prints.</summary>
internal static class Decimals
{
    private const int Most = 6;

    /// <summary>A column is printed with as many as its longest figure; a 5 among 4.85 and 5.12 stands for 5.00.</summary>
    public static int Of(IEnumerable<double> column) => column.Select(Of).DefaultIfEmpty(0).Max();

    private static int Of(double value)
    {
        int decimals = 0;
        while (decimals < Most && Math.Abs(value - Math.Round(value, decimals)) > 1e-9)
        {
            decimals++;
        }

        return decimals;
    }

    public static double HalfUnit(int decimals) => 0.5 * Math.Pow(10, -decimals);
}

/// <summary>What provinces are called in a year.</summary>
internal sealed class FigureNames(ReferenceData reference)
{
    private readonly Dictionary<(string, int), ILookup<string, KnownProvince>> _names = [];

    public Func<string, Text> Of(string index, int year)
    {
        if (!_names.TryGetValue((index, year), out ILookup<string, KnownProvince>? names))
        {
            DateOnly day = reference.Editions.FirstOrDefault(e => e.IndexCode == index && e.Year == year)?.RefDate ?? DateOnly.MaxValue;
            _names[(index, year)] = names = reference.Provinces.Where(p => p.ValidFrom <= day && (p.ValidTo is null || p.ValidTo >= day)).ToLookup(p => p.ProvinceCode, StringComparer.Ordinal);
        }

        return code => names[code].FirstOrDefault() is { } province ? new Text(province.NameVi, province.NameEn) : code.Length > 0 ? new Text(code, code) : new Text("cả phạm vi", "the whole scope");
    }
}
