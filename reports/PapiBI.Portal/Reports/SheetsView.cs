using PapiBI.Reports.Documents;
using PapiBI.Warehouse;

namespace PapiBI.Portal.Reports;

/// <summary>The pages of a report, one below the other.</summary>
/// <param name="Document">The report.</param>
/// <param name="Language">The reader's.</param>
/// <param name="TableAddress">Where a table is had as a file of its own, by its number; null: nowhere.</param>
public sealed record SheetsView(ReportDocument Document, Language Language, Func<int, string?> TableAddress);
