using System.Globalization;
using OfficeOpenXml;
using PapiBI.Etl.Described;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Etl.Workbooks;

/// <summary>The small workbook in which an agency reports on its tasks for a period: they stand there already, and the file is read as a report alone.</summary>
public static class PlanReportForm
{
    // Below the tasks, for those that were forgotten.
    private const int SpareRows = 10;

    public static byte[] Make(PlanReportInput input)
    {
        using var package = new ExcelPackage();
        ExcelWorkbook workbook = package.Workbook;
        var columns = new PlanTemplateColumns(input.Description, input.Language, input.Plan.FirstYear, input.Plan.LastYear);
        AddGuide(workbook, input, columns);
        var known = new Dictionary<string, object>(StringComparer.Ordinal) { ["code"] = input.Plan.Code, ["name"] = input.Plan.Name.In(input.Language), ["reporter"] = input.Agency?.Code ?? "" };
        PlanTemplateLabels.Add(workbook, columns.Title(PlanRole.Plan), columns.Title(PlanRole.Plan), columns.OfReporter(), known, new(
            "Đã ghi sẵn; hệ thống theo mã kế hoạch mà biết báo cáo này của kế hoạch nào.",
            "Filled in already; the code says which plan this report belongs to."), input.Language);
        string title = columns.Title(PlanRole.Progress);
        var table = new PlanTemplateTable(workbook, title, $"{title} · {input.Period.Said.In(input.Language)}", new Text(
            "Ghi tỷ lệ, tình trạng, kết quả và minh chứng của từng nhiệm vụ. Dòng không ghi gì được coi là chưa báo cáo.",
            "Write the percentage, status, result and evidence of each task. A line with nothing written counts as not reported.").In(input.Language), columns.OfReport(), input.Tasks.Count + SpareRows, input.Language);
        for (int i = 0; i < input.Tasks.Count; i++)
        {
            Fill(table, i, input);
        }

        PlanTemplateLists.Add(workbook,
        [
            new(PlanTemplateLists.Tasks, columns.Heading(PlanRole.Progress, "task"), 16, [.. input.Tasks.Select(task => task.TaskNo)]),
            new(PlanTemplateLists.Periods, columns.Heading(PlanRole.Progress, "period"), 22, Periods(input)),
            new(PlanTemplateLists.Statuses, columns.Heading(PlanRole.Progress, "status"), 18, [.. input.Description.Words.Statuses.Values.Select(columns.Word)]),
        ], input.Language);
        return PlanTemplate.Finish(package, Heading(input), input.Language);
    }

    private static string Heading(PlanReportInput input)
    {
        Text who = input.Agency?.Name ?? input.Plan.Owner;
        return new Text($"Báo cáo tiến độ {input.Period.Said.Vi} · {who.Vi}", $"Progress report for {input.Period.Said.En} · {who.En}").In(input.Language);
    }

    private static void Fill(PlanTemplateTable table, int row, PlanReportInput input)
    {
        TaskState task = input.Tasks[row];
        object?[] known = [task.TaskNo, task.Content.In(input.Language), task.LeadAgencyCode, task.DueDate.ToDateTime(TimeOnly.MinValue), input.DoneBefore.GetValueOrDefault(task.TaskNo), Period(input, input.Period)];
        for (int i = 0; i < known.Length; i++)
        {
            table.Cell(row, i + 1).Value = known[i] is string words ? SheetText.Clean(words) : known[i];
        }

        table.Cell(row, 4).Style.Numberformat.Format = "dd/mm/yyyy";
        table.Fit(row);
    }

    private static string[] Periods(PlanReportInput input) =>
    [
        .. Enumerable.Range(input.Plan.FirstYear, input.Plan.LastYear - input.Plan.FirstYear + 1)
            .SelectMany(year => input.Description.Words.Periods.Keys.Select(period => PlanTemplateLists.Period(input.Description, period, year, input.Language)))
            .Append(Period(input, input.Period)).Distinct(StringComparer.Ordinal),
    ];

    private static string Period(PlanReportInput input, PlanPeriod period) =>
        PlanTemplateLists.Period(input.Description, period.Name.Length == 4 ? "Y" : period.Name[5..], period.Year, input.Language);

    private static void AddGuide(ExcelWorkbook workbook, PlanReportInput input, PlanTemplateColumns columns)
    {
        string tab = columns.Title(PlanRole.Progress);
        string to = input.SendTo.Length > 0 ? input.SendTo : new Text("đầu mối PapiBI của tỉnh", "those who run PapiBI in the province").In(input.Language);
        string count = input.Tasks.Count.ToString(CultureInfo.InvariantCulture);
        string[] steps = input.Language == Language.Vietnamese
            ?
            [
                $"Mở trang “{tab}”: {count} nhiệm vụ cần báo cáo đã ghi sẵn, cùng nội dung, thời hạn và tỷ lệ đã báo cáo kỳ trước.",
                "Mỗi nhiệm vụ: ghi tỷ lệ hoàn thành (gõ 45, không gõ 45%) và chọn tình trạng.",
                "Đã hoàn thành thì ghi ngày hoàn thành: ngày/tháng/năm.",
                "Ghi ngắn gọn kết quả, vướng mắc và số văn bản minh chứng.",
                "Không đổi mã kế hoạch, tên trang và tiêu đề cột; có thể thêm dòng, sắp xếp, lọc.",
                $"Lưu dạng .xlsx và gửi cho {to}. Nếu có ô sai, tệp được trả lại với các ô đó tô màu; sửa rồi gửi lại chính tệp ấy.",
            ]
            :
            [
                $"Open the sheet “{tab}”: the {count} tasks to report on stand there, with content, deadline and what was reported last.",
                "For each task write the percentage done (45, not 45%) and choose the status.",
                "If it is done, write the day: day/month/year.",
                "Say in short what was done, what stands in the way, and which document proves it.",
                "Leave the plan's code, the names of sheets and the headings; lines may be added, sorted and filtered.",
                $"Save as .xlsx and send it to {to}. If a cell is wrong the file comes back with that cell marked; correct it and send that very file.",
            ];
        (string, string)[] example = [.. new (string Field, string Value)[]
        {
            ("task", input.Tasks.Count > 0 ? input.Tasks[0].TaskNo : "1.1"),
            ("period", Period(input, input.Period)),
            ("percent", "60"),
            ("status", columns.Word(input.Description.Words.Statuses["in progress"])),
            ("note", new Text("Đã trình dự thảo; chờ thẩm định", "Draft submitted; under review").In(input.Language)),
            ("evidence", "567/TTr-STP"),
        }.Where(cell => columns.Sheet(PlanRole.Progress).Fields.ContainsKey(cell.Field)).Select(cell => (columns.Heading(PlanRole.Progress, cell.Field), cell.Value))];
        PlanTemplateGuide.Add(workbook, Heading(input), $"{input.Plan.Name.In(input.Language)} ({input.Plan.Code})", steps, [(tab, example)], hasScores: false, input.Language);
    }
}
