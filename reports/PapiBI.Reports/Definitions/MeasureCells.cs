using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions;

/// <summary>Answers of the measures as cells.</summary>
internal static class MeasureCells
{
    public static Cell Score(this ResultRow row, Measure measure, Tone tone = Tone.Plain) => Cell.Value(row[measure], NumberForm.Score, tone);

    public static Cell Signed(this ResultRow row, Measure measure) => Cell.Change(row[measure], NumberForm.SignedScore);

    public static Cell Arrow(this ResultRow row, Measure measure) => Cell.Change(row[measure], NumberForm.ArrowScore);

    public static Cell Places(this ResultRow row, Measure measure) => Cell.Change(row[measure], NumberForm.ArrowPlaces);

    public static Cell RankOfN(this ResultRow row) => Cell.RankOf(row[Measure.Rank], row[Measure.Ranked], row[Measure.SharingPlace] > 1);

    /// <summary>"5. Thủ tục hành chính công"; where the codes are no numbers, the name alone.</summary>
    public static string Numbered(this CatalogItem item, Language language) =>
        char.IsAsciiDigit(item.Code[0]) ? $"{item.Code}. {item.Name.In(language)}" : item.Name.In(language);

    public static TableColumn TextColumn(string header, int span) => new() { Header = header, Span = span, IsText = true };

    public static TableColumn Column(string header, int span) => new() { Header = header, Span = span };
}
