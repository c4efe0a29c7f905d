using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions;

/// <summary>The averages that were printed of a year's total, and beside them those derived where the table is whole: each with its scope, statistic and basis.</summary>
internal static class PrintedAverages
{
    /// <param name="frame">The edition.</param>
    /// <param name="printed">The printed figures of its index.</param>
    /// <param name="field">A row with <see cref="Measure.Ranked"/>, <see cref="Measure.Mean"/> and <see cref="Measure.Median"/> of all provinces; null where none is derived.</param>
    public static TableBlock Of(EditionFrame frame, PublishedFacts printed, ResultRow? field)
    {
        var facts = printed.All
            .Where(f => f.Year == frame.Year && f.ProvinceCode.Length == 0 && f.ItemCode == frame.Total.Code)
            .OrderBy(f => f.Scope)
            .ThenBy(f => f.ScopeCode, StringComparer.Ordinal);
        var rows = facts.Select(f => Row(
            Scope(frame, f),
            f.Measure == PublishedMeasure.Median ? frame.T("trung vị", "median") : frame.T("bình quân", "average"),
            f.Value,
            BasisWords.Of(f.Basis).In(frame.Language),
            string.Join("; ", new[] { ShortSource(f), f.Note.In(frame.Language) }.Where(t => t.Length > 0)))).ToList();
        if (field?[Measure.Mean] is { } mean)
        {
            var provinces = frame.T($"{field[Measure.Ranked]:0} tỉnh, thành phố", $"{field[Measure.Ranked]:0} provinces");
            rows.Add(Row(provinces, frame.T("trung bình cộng", "simple mean"), mean, BasisWords.Derived.In(frame.Language), ""));
            rows.Add(Row(provinces, frame.T("trung vị", "median"), field[Measure.Median], BasisWords.Derived.In(frame.Language), ""));
        }

        return new TableBlock
        {
            Finding = frame.T("Các mức chung để so sánh", "Averages to compare with"),
            Contents = frame.T($"Năm {frame.Year}; bình quân đã in là của bên công bố, thường không nói cách tính", $"{frame.Year}; printed averages are the publisher's, who seldom says how they were made"),
            Columns = [TextColumn(frame.T("Phạm vi", "Scope"), 9), TextColumn(frame.T("Thống kê", "Statistic"), 4), Column(frame.T("Mức", "Value"), 3), TextColumn(frame.T("Căn cứ", "Basis"), 4), TextColumn(frame.T("Nguồn", "Source"), 7)],
            Rows = rows,
        };
    }

    /// <summary>The paper, or the site of an address: the whole address stands on the page of sources.</summary>
    public static string ShortSource(PublishedFact fact) =>
        Uri.TryCreate(fact.Source, UriKind.Absolute, out var address) && address.Host.Length > 0 ? address.Host : fact.Source;

    private static string Scope(EditionFrame frame, PublishedFact fact) => fact.Scope switch
    {
        ScopeKind.Nation => frame.T("Cả nước", "Nation"),
        ScopeKind.Region => frame.Catalog.Regions.Single(r => r.Code == fact.ScopeCode).Name.In(frame.Language),
        ScopeKind.Group => frame.Catalog.Groups.Single(g => g.Code == fact.ScopeCode).Name.In(frame.Language),
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.Scope, "No such scope."),
    };

    private static TableRow Row(string scope, string statistic, double? value, string basis, string source) => new()
    {
        Cells = [Cell.Words(scope), Cell.Words(statistic), Cell.Value(value, NumberForm.Score), Cell.Words(basis, Tone.Muted), Cell.Words(source, Tone.Muted)],
    };
}
