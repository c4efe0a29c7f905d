using PapiBI.Warehouse;

namespace PapiBI.Reports.Definitions;

/// <summary>Which report of whom.</summary>
public sealed record ReportRequest(string IndexCode, int Year, string ProvinceCode, Language Language);

/// <summary>A report cannot be made of what was asked; the reason is for the reader.</summary>
public sealed class ReportRefusedException(Text reason) : Exception(reason.En)
{
    public Text Reason { get; } = reason;
}
