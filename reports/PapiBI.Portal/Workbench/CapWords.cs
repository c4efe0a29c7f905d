using PapiBI.Reports.Excel;
using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Portal.Workbench;

/// <summary>How many rows an answer has, and whether there were more.</summary>
internal static class CapWords
{
    public static Text Of(CageEnd end, WorkbenchLimits limits) => end.Cap switch
    {
        null => new Text($"{Vi(end.Rows)} dòng", $"{En(end.Rows)} {(end.Rows == 1 ? "row" : "rows")}"),
        "rows" => new Text($"{Vi(end.Rows)} dòng đầu; còn nữa", $"the first {En(end.Rows)} rows; there are more"),
        _ => new Text($"{Vi(end.Rows)} dòng đầu, đến giới hạn {limits.MaxMegabytes} MB; còn nữa", $"the first {En(end.Rows)} rows, up to the limit of {limits.MaxMegabytes} MB; there are more"),
    };

    public static Text Limits(WorkbenchLimits limits, bool isOnServer) => isOnServer
        ? new Text(
            $"Mỗi câu hỏi: nhiều nhất {Vi(limits.MaxRows)} dòng và {limits.MaxMegabytes} MB kết quả, {limits.Seconds:0} giây trên máy chủ SQL, trong đó chờ dữ liệu đang bị giữ nhiều nhất {AnalystServer.LockSeconds} giây. {LongestCell.Vi}",
            $"A question may give {En(limits.MaxRows)} rows and {limits.MaxMegabytes} MB at most, and take {limits.Seconds:0} seconds on the SQL server, of which it waits {AnalystServer.LockSeconds} for data that are held. {LongestCell.En}")
        : new Text(
            $"Mỗi câu hỏi: nhiều nhất {Vi(limits.MaxRows)} dòng và {limits.MaxMegabytes} MB kết quả, {limits.Seconds:0} giây, {limits.MemoryMegabytes} MB bộ nhớ. {LongestCell.Vi}",
            $"A question may give {En(limits.MaxRows)} rows and {limits.MaxMegabytes} MB at most, and take {limits.Seconds:0} seconds and {limits.MemoryMegabytes} MB of memory. {LongestCell.En}");

    private static Text LongestCell { get; } = new(
        $"Một giá trị nhiều nhất {WorkbenchLimits.LongestCell >> 20} MB; ô Excel giữ nhiều nhất {Vi(AnswerWorkbook.LongestText)} ký tự.",
        $"One value has {WorkbenchLimits.LongestCell >> 20} MB at most; a cell of Excel holds {En(AnswerWorkbook.LongestText)} characters.");

    private static string Vi(int count) => En(count).Replace(',', '.');

    private static string En(int count) => count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
