using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Measures;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>Page 1 where the edition is held for some provinces only: the members' scores, and no place or mean, since half a league has none.</summary>
internal static class PartialGroupPage
{
    /// <param name="frame">The edition.</param>
    /// <param name="members">The members' codes.</param>
    /// <param name="standing">The members' rows with their scores and changes, the total among the items.</param>
    public static ReportPage Build(EditionFrame frame, IReadOnlyList<string> members, ResultTable standing)
    {
        ResultRow? Of(string member) => standing.Find(item: frame.Total.Code, province: member);
        var scored = members.Count(m => Of(m)?[Measure.Score] is not null);
        return new ReportPage
        {
            Tab = frame.T("Tóm tắt", "Summary"),
            BandTitle = "",
            BandNote = "",
            Headline = frame.T($"Có số liệu của {frame.Edition.Held}/{frame.Edition.Of} tỉnh, thành phố: hãy đọc từng điểm, chưa xếp hạng và tính trung bình.", $"Figures of {frame.Edition.Held} of {frame.Edition.Of} provinces are held: read each score, no place or mean is derived."),
            IsOneSheetOfPaper = members.Count <= 30,
            Rows =
            [
                BlockRow.Whole(new TableBlock
                {
                    Finding = frame.T($"{scored}/{members.Count} thành viên có điểm tổng", $"{scored} of {members.Count} members have a total"),
                    Contents = frame.T($"Điểm tổng {Wording.IndexName(frame.IndexCode)} {frame.Year}, tối đa {frame.Total.Max:0}; thành viên theo mã tỉnh", $"Total score {Wording.IndexName(frame.IndexCode)} {frame.Year}, of {frame.Total.Max:0}; members by code"),
                    Columns =
                    [
                        TextColumn(frame.T("Tỉnh, thành phố", "Province"), 10),
                        Column(frame.T("Điểm", "Score"), 4),
                        Column(frame.PreviousYear is { } before ? frame.T($"so {before}", $"vs {before}") : frame.T("Thay đổi", "Change"), 5),
                        TextColumn(frame.T("Ghi chú", "Note"), 8),
                    ],
                    Rows = [.. members.Order(StringComparer.Ordinal).Select(m => new TableRow
                    {
                        Cells =
                        [
                            Cell.Words(frame.NameOf(m)),
                            Cell.Value(Of(m)?[Measure.Score], NumberForm.Score),
                            Cell.Change(Of(m)?[Measure.ScoreChange], NumberForm.ArrowScore),
                            Cell.Words(frame.NoteOf(m) ?? (Of(m)?[Measure.Score] is null ? frame.T("không có điểm", "no score held") : "")),
                        ],
                    })],
                }),
                BlockRow.Whole(new NotesBlock([frame.T("“Không có” nghĩa là kho chưa có số liệu, không phải cơ quan công bố không chấm điểm.", "\"Not held\" means that the warehouse has no figure, not that the publisher gave none.")])),
            ],
        };
    }
}
