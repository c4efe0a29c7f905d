using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.League;

/// <summary>The only page of an edition that is not held whole: what is held, and that nothing follows from it.</summary>
internal static class PartialLeaguePage
{
    public static string Finding(EditionFrame frame) => frame.T(
        $"có số liệu của {frame.Edition.Held}/{frame.Edition.Of} tỉnh, thành phố",
        $"figures of {frame.Edition.Held} of {frame.Edition.Of} provinces are held");

    public static ReportPage Build(EditionFrame frame, ResultTable scores) => new()
    {
        Tab = frame.T("Tóm tắt", "Summary"),
        BandTitle = "",
        BandNote = "",
        Headline = frame.T(
            $"Có số liệu của {frame.Edition.Held}/{frame.Edition.Of} tỉnh, thành phố nên không dẫn xuất được hạng, trung bình, nhóm.",
            $"Figures of {frame.Edition.Held} of {frame.Edition.Of} provinces are held, so no rank, mean or group can be derived."),
        Rows =
        [
            BlockRow.Whole(new TableBlock
            {
                Finding = frame.T("Điểm đang có, theo mã tỉnh: thứ tự dòng không phải thứ hạng", "The scores held, by code of province: the order is not a ranking"),
                Contents = frame.T($"Tổng điểm {Wording.IndexName(frame.IndexCode)} {frame.Year} như công bố", $"Total score of {Wording.IndexName(frame.IndexCode)} {frame.Year} as published"),
                Columns = [TextColumn(frame.T("Mã", "Code"), 3), TextColumn(frame.T("Tỉnh, thành phố", "Province"), 10), TextColumn(frame.T("Vùng", "Region"), 11), Column(frame.T("Điểm", "Score"), 3)],
                Rows = [.. scores.Rows.Where(r => r[Measure.Score] is not null).OrderBy(r => r.ProvinceCode, StringComparer.Ordinal).Select(r => new TableRow
                {
                    Cells = [Cell.Words(r.ProvinceCode!), Cell.Words(frame.NameOf(r.ProvinceCode!)), Cell.Words(frame.RegionOf(r.ProvinceCode!).Name.In(frame.Language)), r.Score(Measure.Score)],
                })],
            }),
        ],
    };
}
