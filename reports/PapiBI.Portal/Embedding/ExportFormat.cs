using PapiBI.Portal.Reports;

namespace PapiBI.Portal.Embedding;

/// <summary>A kind of file that a report is exported to.</summary>
/// <param name="Name">As a request says it: "XLSX".</param>
/// <param name="Ending">Of the file's name.</param>
/// <param name="MediaType">Of its bytes.</param>
internal sealed record ExportFormat(string Name, string Ending, string MediaType)
{
    public static readonly ExportFormat Xlsx = new("XLSX", ".xlsx", ReportEndpoints.WorkbookType);
    public static readonly ExportFormat Csv = new("CSV", ".csv", ReportEndpoints.CsvType);
    public static readonly ExportFormat Json = new("JSON", ".json", ReportEndpoints.JsonType);

    public static readonly IReadOnlyList<ExportFormat> All = [Xlsx, Csv, Json];

    public static ExportFormat? Of(string? name) => All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
