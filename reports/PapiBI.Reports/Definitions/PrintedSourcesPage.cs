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
        Headline = frame.T("Mỗi số đã in có nguồn riêng; không số nào ở đây được dẫn xuất.", "Each printed figure has a source of its own; none of them is derived."),
        Rows =
        [
            BlockRow.Whole(new HeadingBlock(frame.T("Các từ bên cạnh con số", "The words beside the numbers"))),
            BlockRow.Whole(new NotesBlock([BasisWords.Explained.In(frame.Language)])),
            BlockRow.Whole(Table(frame, printed, members)),
        ],
    };

    private static TableBlock Table(EditionFrame frame, PublishedFacts printed, IReadOnlyList<string> members)
    {
        var figures = printed.All.Where(f => f.Year == frame.Year && f.ItemCode == frame.Total.Code && f.Scope == ScopeKind.Nation && f.Measure is PublishedMeasure.Score or PublishedMeasure.Rank && members.Contains(f.ProvinceCode));
        return new TableBlock
        {
            Finding = frame.T("Nguồn của từng điểm và hạng", "The source of every score and rank"),
            Contents = frame.T("Theo mã tỉnh; nguồn, ghi chú, tệp và vị trí", "By code of province; source, note, file and place"),
            Columns = [TextColumn(frame.T("Tỉnh, thành phố", "Province"), 5), TextColumn(frame.T("Số liệu", "Figure"), 2), Column(frame.T("Giá trị", "Value"), 3), TextColumn(frame.T("Căn cứ", "Basis"), 4), TextColumn(frame.T("Nguồn; ghi chú; tệp, vị trí", "Source; note; file, place"), 13)],
            Rows = [.. figures.OrderBy(f => f.ProvinceCode, StringComparer.Ordinal).ThenBy(f => f.Measure).Select(f => new TableRow
            {
                Cells =
                [
                    Cell.Words(frame.NameOf(f.ProvinceCode)),
                    Cell.Words(f.Measure == PublishedMeasure.Score ? frame.T("điểm", "score") : frame.T("hạng", "rank")),
                    f.Measure == PublishedMeasure.Score ? Cell.Value(f.Value, NumberForm.Score) : Cell.RankOf(f.Value, printed.Find(f.Year, f.ItemCode, f.ProvinceCode, PublishedMeasure.Ranked)?.Value),
                    Cell.Words(BasisWords.Of(f.Basis).In(frame.Language), Tone.Muted),
                    Cell.Words(string.Join("; ", new[] { f.Source, f.Note.In(frame.Language), $"{frame.Catalog.Loads.Single(l => l.LoadId == f.LoadId).FileName}, {f.Origin.Said.In(frame.Language)}" }.Where(t => t.Length > 0)), Tone.Muted),
                ],
            })],
        };
    }
}
