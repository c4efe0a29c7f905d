using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions;

/// <summary>Provinces with what was printed of their total, the best printed rank first; those of whom nothing is held are left out.</summary>
internal static class PrintedLeague
{
    /// <param name="frame">The edition.</param>
    /// <param name="printed">Its printed figures.</param>
    /// <param name="league">A province's total, by its code, with <see cref="Measure.Score"/>, <see cref="Measure.Rank"/>, <see cref="Measure.SharingPlace"/> and <see cref="Measure.Ranked"/>.</param>
    /// <param name="members">Codes of those to show.</param>
    /// <param name="subject">Whose row is tinted; null: nobody's.</param>
    /// <param name="within">The region or group whose printed ranks stand in a column of their own; null: none.</param>
    public static TableBlock Of(EditionFrame frame, PublishedFacts printed, Func<string, ResultRow?> league, IReadOnlyList<string> members, string? subject, (ScopeKind Scope, string Code)? within = null)
    {
        Cell Within(string province) => within is { } field && printed.Find(frame.Year, frame.Total.Code, province, PublishedMeasure.Rank, field.Scope, field.Code) is { } rank
            ? Cell.RankOf(rank.Value, printed.Find(frame.Year, frame.Total.Code, province, PublishedMeasure.Ranked, field.Scope, field.Code)?.Value)
            : Cell.Missing;
        PublishedFact? Fact(string province, PublishedMeasure measure) => printed.Find(frame.Year, frame.Total.Code, province, measure);
        double? Place(string province) => Fact(province, PublishedMeasure.Rank)?.Value ?? league(province)?[Measure.Rank];
        var isWhole = frame.Edition.IsWhole;
        var held = members
            .Where(code => Place(code) is not null || league(code)?[Measure.Score] is not null)
            .OrderBy(code => Place(code) ?? double.MaxValue)
            .ThenByDescending(code => league(code)?[Measure.Score])
            .ThenBy(code => code, StringComparer.Ordinal);
        return new TableBlock
        {
            Finding = "",
            Contents = frame.T(
                $"Tổng điểm và hạng cả nước {frame.Year}" + (isWhole ? "; hạng đã in, cạnh hạng dẫn xuất" : " như trong nguồn; tỉnh không có trong bảng là chưa có số liệu, không phải không được xếp hạng"),
                $"Total and national rank {frame.Year}" + (isWhole ? "; printed rank beside the derived" : " as in the sources; a province that is not listed is not held, not unranked")),
            Columns =
            [
                Column(frame.T("Hạng", "Rank"), 3),
                TextColumn(frame.T("Tỉnh, thành phố", "Province"), 7),
                Column(frame.T("Điểm", "Score"), 3),
                .. isWhole ? new[] { Column(frame.T("Hạng dẫn xuất", "Rank: derived"), 4) } : [],
                .. within is null ? Array.Empty<TableColumn>() : [Column(frame.T("Trong nhóm: in", "In the group: printed"), 4)],
                TextColumn(frame.T("Căn cứ; ghi chú", "Basis; note"), 14 - (isWhole ? 4 : 0) - (within is null ? 0 : 4)),
            ],
            Rows = [.. held.Select(code => new TableRow
            {
                Cells =
                [
                    Cell.RankOf(Fact(code, PublishedMeasure.Rank)?.Value, Fact(code, PublishedMeasure.Ranked)?.Value),
                    Cell.Words(frame.NameOf(code)),
                    league(code) is { } row ? row.Score(Measure.Score) : Cell.Missing,
                    .. isWhole ? new[] { league(code)?.RankOfN() ?? Cell.Missing } : [],
                    .. within is null ? Array.Empty<Cell>() : [Within(code)],
                    Cell.Words(Marks(frame, Fact(code, PublishedMeasure.Rank), Fact(code, PublishedMeasure.Score)), Tone.Muted),
                ],
                IsSubject = code == subject,
            })],
        };
    }

    /// <summary>The basis and note of the rank; those of the score, too, where they are others.</summary>
    private static string Marks(EditionFrame frame, PublishedFact? rank, PublishedFact? score)
    {
        string Said(PublishedFact fact) => string.Join("; ", new[] { BasisWords.Of(fact.Basis).In(frame.Language), fact.Note.In(frame.Language) }.Where(t => t.Length > 0));
        return (rank, score) switch
        {
            (null, null) => "",
            (null, { } only) => Said(only),
            ({ } only, null) => Said(only),
            var (r, s) when r.Basis == s.Basis && r.Note == s.Note => Said(r),
            var (r, s) => frame.T($"hạng: {Said(r)}; điểm: {Said(s)}", $"rank: {Said(r)}; score: {Said(s)}"),
        };
    }
}
