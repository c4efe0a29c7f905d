using PapiBI.Reports.Documents;

namespace PapiBI.Portal.Reports;

/// <summary>A chart on a page.</summary>
/// <param name="Chart">What it means.</param>
/// <param name="Block">The block it belongs to.</param>
/// <param name="IsOverRows">Whether it is drawn over the rows of the table before it.</param>
/// <param name="Height">Pixels; null where the rows decide.</param>
public sealed record ChartView(ChartSpec Chart, BlockView Block, bool IsOverRows, int? Height);
