using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions;

/// <summary>Where the printed totals and ranks of many provinces stood.</summary>
internal static class PrintedSourcesPage
{
    public static ReportPage Build(EditionFrame frame, PublishedFacts printed, IReadOnlyList<string> members) => new()
    {
        Tab = frame.T("Nguồn", "Sources"),
        BandTitle = "",
        BandNote = "",
        Headline = frame.T("Mỗi số có nguồn riêng; PapiBI không tự xếp hạng hay tính trung bình ở đây.", "Each figure has a source of its own; PapiBI ranks and averages nothing here."),
        Rows =
        [
            BlockRow.Whole(new HeadingBlock(frame.T("Các từ bên cạnh con số", "The words beside the numbers"))),
            BlockRow.Whole(new NotesBlock([BasisWords.Explained.In(frame.Language)])),
            BlockRow.Whole(Table(frame, printed, members)),
            .. LoadWarnings.Of(frame.Catalog, l => Figures(frame, printed, members).Any(f => f.LoadId == l.LoadId), frame.Language),
        ],
    };

    private static IEnumerable<PublishedFact> Figures(EditionFrame frame, PublishedFacts printed, IReadOnlyList<string> members) =>
        printed.All.Where(f => f.Year == frame.Year && f.ItemCode == frame.Total.Code && f.Measure is PublishedMeasure.Score or PublishedMeasure.Rank && members.Contains(f.ProvinceCode));

    private static TableBlock Table(EditionFrame frame, PublishedFacts printed, IReadOnlyList<string> members)
    {
        // A score and a rank that stood in one place share a row.
        var figures = Figures(frame, printed, members)
            .GroupBy(f => (f.ProvinceCode, f.Basis, f.Source, f.Note, f.LoadId, f.Scope))
            .OrderBy(row => row.Key.ProvinceCode, StringComparer.Ordinal)
            .ThenBy(row => row.Key.Scope)
            .ThenBy(row => row.Key.Basis);
        return new TableBlock
        {
            Finding = frame.T("Nguồn của từng điểm và hạng", "The source of every score and rank"),
            Contents = frame.T("Theo mã tỉnh; nguồn, ghi chú, tệp và vị trí", "By code of province; source, note, file and place"),
            Columns = [TextColumn(frame.T("Tỉnh, thành phố", "Province"), 5), Column(frame.T("Điểm", "Score"), 2), Column(frame.T("Hạng", "Rank"), 3), TextColumn(frame.T("Căn cứ", "Basis"), 4), TextColumn(frame.T("Nguồn; ghi chú; tệp, vị trí", "Source; note; file, place"), 13)],
            Rows = [.. figures.Select(row => new TableRow
            {
                Cells =
                [
                    Cell.Words(frame.NameOf(row.Key.ProvinceCode) + (row.Key.Scope == ScopeKind.Nation ? "" : frame.T(" (trong vùng, nhóm)", " (in region, group)"))),
                    Cell.Value(row.FirstOrDefault(f => f.Measure == PublishedMeasure.Score)?.Value, NumberForm.Score),
                    row.FirstOrDefault(f => f.Measure == PublishedMeasure.Rank) is { } rank ? Cell.RankOf(rank.Value, printed.Find(frame.Year, frame.Total.Code, rank.ProvinceCode, PublishedMeasure.Ranked, rank.Scope, rank.ScopeCode)?.Value) : Cell.Missing,
                    Cell.Words(BasisWords.Of(row.Key.Basis).In(frame.Language), Tone.Muted),
                    Cell.Words(string.Join("; ", new[] { row.Key.Source, row.Key.Note.In(frame.Language), $"{frame.Catalog.Loads.Single(l => l.LoadId == row.Key.LoadId).FileName}, {string.Join(" · ", row.Select(f => f.Origin.Said.In(frame.Language)))}" }.Where(t => t.Length > 0)), Tone.Muted),
                ],
            })],
        };
    }
}
