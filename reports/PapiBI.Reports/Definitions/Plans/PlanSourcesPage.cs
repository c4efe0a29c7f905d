using System.Globalization;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Plans;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>Last page of both reports on plans: the plan's files and versions, how states and completion are decided, what is made up.</summary>
internal static class PlanSourcesPage
{
    public static string SourceLine(PlanFrame frame) => frame.T(
        $"Nguồn: kế hoạch và báo cáo thực hiện kế hoạch của {frame.Plan.Owner.Vi}",
        $"Source: the plan and its progress reports, {frame.Plan.Owner.En}");

    public static ReportPage Build(PlanFrame frame, IReadOnlyList<TargetGap> targets, IReadOnlyList<TaskState> tasks)
    {
        var loads = frame.Catalog.Loads.Where(load => load.Scope == frame.Plan.Code && frame.Plan.Versions.All(version => version.LoadId != load.LoadId)).ToList();
        var isMadeUp = frame.Plan.IsIllustrative || targets.Any(target => target.IsIllustrative) || tasks.Any(PlanWords.IsMadeUp);
        return new ReportPage
        {
            Tab = frame.T("Nguồn", "Sources"),
            BandTitle = "",
            BandNote = "",
            Headline = frame.T(
                "Mục tiêu và nhiệm vụ theo bản kế hoạch mới nhất; trạng thái do PapiBI xác định từ báo cáo và thời hạn.",
                "Targets and tasks are those of the plan's newest version; states are decided by PapiBI from reports and deadlines."),
            Rows =
            [
                BlockRow.Whole(Versions(frame)),
                .. loads.Count > 0 ? new[] { BlockRow.Whole(Reports(frame, loads)) } : [],
                BlockRow.Whole(new HeadingBlock(frame.T("Cách xác định", "Method"))),
                BlockRow.Whole(new NotesBlock(Method(frame))),
                .. isMadeUp ? [BlockRow.Whole(new HeadingBlock(frame.T("Dữ liệu minh họa", "Illustrative data"))), BlockRow.Whole(new NotesBlock(MadeUp(frame)))] : Array.Empty<BlockRow>(),
                .. targets.Any(target => target.Source.Length > 0) ? new[] { BlockRow.Whole(Targets(frame, targets)) } : [],
                .. LoadWarnings.Of(frame.Catalog, load => load.Scope == frame.Plan.Code, frame.Language),
            ],
        };
    }

    /// <summary>What is made up, in the plan's own words.</summary>
    public static IReadOnlyList<string> MadeUp(PlanFrame frame) =>
        [PlanWords.IllustrativeNote.In(frame.Language), .. frame.Plan.Note.In(frame.Language) is { Length: > 0 } note ? [note] : Array.Empty<string>()];

    private static TableBlock Versions(PlanFrame frame) => new()
    {
        Finding = frame.Plan.Versions.Count == 1
            ? frame.T($"{frame.Plan.Name.Vi} ({frame.Plan.Code}): một bản, chưa điều chỉnh", $"{frame.Plan.Name.En} ({frame.Plan.Code}): one version, not amended")
            : frame.T($"{frame.Plan.Name.Vi} ({frame.Plan.Code}): {frame.Plan.Versions.Count} bản, dùng bản cuối", $"{frame.Plan.Name.En} ({frame.Plan.Code}): {frame.Plan.Versions.Count} versions, the last counts"),
        Contents = frame.T(
            $"Cơ quan ban hành: {frame.Plan.Owner.Vi}; giai đoạn {frame.Plan.FirstYear}–{frame.Plan.LastYear}; chỉ số: {Indices(frame)}",
            $"Issued by {frame.Plan.Owner.En}; {frame.Plan.FirstYear}–{frame.Plan.LastYear}; indices: {Indices(frame)}"),
        Columns =
        [
            Column(frame.T("Bản", "Version"), 2),
            TextColumn(frame.T("Văn bản", "Document"), 8),
            Column(frame.T("Ban hành", "Issued"), 4),
            TextColumn(frame.T("Tệp", "File"), 8),
            TextColumn(frame.T("Nạp lúc", "Loaded"), 5),
        ],
        Rows = [.. frame.Plan.Versions.Select(version => new TableRow
        {
            Cells = [Cell.Value(version.No, NumberForm.Whole), Cell.Words(version.DocumentNo.Length > 0 ? version.DocumentNo : NumberText.Missing), Cell.Day(version.IssuedOn), Cell.Words(version.FileName), Cell.Words(Loaded(version.LoadedAt))],
        })],
    };

    private static TableBlock Reports(PlanFrame frame, IReadOnlyList<Warehouse.Releases.CatalogLoad> loads) => new()
    {
        Finding = frame.T($"{loads.Count} tệp báo cáo thực hiện", loads.Count == 1 ? "One file of progress reports" : $"{loads.Count} files of progress reports"),
        Contents = frame.T("Báo cáo nạp sau thay báo cáo trước của cùng nhiệm vụ và kỳ", "A later report replaces an earlier one of the same task and period"),
        Columns = [Column(frame.T("Lượt", "Load"), 2), TextColumn(frame.T("Tệp", "File"), 15), Column(frame.T("Dòng", "Rows"), 3), TextColumn(frame.T("Nạp lúc", "Loaded"), 7)],
        Rows = [.. loads.Select(load => new TableRow
        {
            Cells = [Cell.Value(load.LoadId, NumberForm.Whole), Cell.Words(load.FileName), Cell.Value(load.Rows, NumberForm.Whole), Cell.Words(Loaded(load.LoadedAt))],
        })],
    };

    private static TableBlock Targets(PlanFrame frame, IReadOnlyList<TargetGap> targets) => new()
    {
        Finding = frame.T("Nơi in từng mục tiêu", "Where each target is printed"),
        Columns = [TextColumn(frame.T("Mục tiêu", "Target"), 12), TextColumn(frame.T("Nguồn", "Source"), 15)],
        Rows = [.. targets.Where(target => target.Source.Length > 0).Select(target => new TableRow { Cells = [Cell.Words(TargetWords.Full(frame, target)), Cell.Words(target.Source)] })],
    };

    private static IReadOnlyList<string> Method(PlanFrame frame) =>
    [
        frame.T("Hoàn thành: báo cáo là xong. Quá hạn: chưa xong khi thời hạn đã hết, dù đã báo cáo thế nào; thời hạn đúng ngày cuối kỳ cũng đã hết. Xong trễ: chắc chắn xong sau thời hạn. Dừng: báo cáo là tạm dừng hoặc hủy. Đang làm: đã báo cáo có tiến độ. Còn lại là chưa bắt đầu.",
            "Done: reported as such. Overdue: not done when the deadline is over, whatever was reported; one on the last day of the period is over, too. Done late: certainly done after the deadline. Stopped: reported as suspended or cancelled. In progress: some progress was reported. The rest has not started."),
        frame.T("Chưa báo cáo: nhiệm vụ đã bắt đầu, chưa kết thúc trước kỳ, mà không có báo cáo nào của kỳ này hoặc của kỳ khác kết thúc cùng ngày.",
            "Unreported: the task has begun, was not closed before the period, and nothing was reported for it or another that ends with it."),
        frame.T("Mức hoàn thành: trung bình các tỷ lệ đã báo cáo, theo trọng số của nhiệm vụ; chưa từng báo cáo, hoặc báo cáo không ghi tỷ lệ, tính 0; nhiệm vụ dừng không tính.",
            "Completion: mean of the reported percentages, weighted by the tasks' weights; what was never reported, or reported without a percentage, counts 0; stopped tasks do not count."),
        frame.T("Kết quả mục tiêu: điểm, hạng và nhóm của chỉ số; hạng dẫn xuất từ bảng điểm đầy đủ, nếu không có thì dùng hạng đã công bố. Không tính mức tăng qua năm nội dung đổi cấu trúc.",
            "Results of targets: scores, ranks and groups of the index; ranks are derived from whole tables, else the published ones. No gain is counted across a year in which the item changed."),
    ];

    private static string Indices(PlanFrame frame) => string.Join(", ", frame.Plan.Indices.Select(Wording.IndexName));

    private static string Loaded(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
}
