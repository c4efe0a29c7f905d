using PapiBI.Etl.Parsing;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Described;

/// <summary>A workbook of a plan, read by its description and not yet checked.</summary>
public sealed record ReadPlan(IReadOnlyList<ReadPlanSheet> Sheets)
{
    /// <summary>Reports on a plan that was sent before, and nothing else of it.</summary>
    public bool IsProgressOnly => RowsOf(PlanRole.Progress).Any() && IsNoPlan;

    /// <summary>A form for such reports in which no line is filled in.</summary>
    public bool IsEmptyReport => !RowsOf(PlanRole.Progress).Any() && IsNoPlan && Has(PlanRole.Progress) && !Has(PlanRole.Tasks);

    private bool IsNoPlan =>
        !RowsOf(PlanRole.Targets).Any() && !RowsOf(PlanRole.Tasks).Any() && !RowsOf(PlanRole.Agencies).Any()
        && RowsOf(PlanRole.Plan).All(plan => plan["province"].IsBlank && plan["firstYear"].IsBlank && plan["lastYear"].IsBlank);

    public bool Has(PlanRole role) => Sheets.Any(sheet => sheet.Description.Role == role);

    /// <summary>Of all sheets of the role, in their order. The sheet of the plan itself is one row.</summary>
    public IEnumerable<ReadPlanRow> RowsOf(PlanRole role) => Sheets.Where(sheet => sheet.Description.Role == role).SelectMany(sheet => sheet.Rows);
}

/// <summary>A sheet of a plan as it stood.</summary>
public sealed record ReadPlanSheet(PlanSheet Description, RawSheet Sheet, IReadOnlyDictionary<string, RawCell> Headings, IReadOnlyList<ReadPlanRow> Rows);

/// <summary>A row, by field; merged cells give each row what their first cell holds.</summary>
public sealed record ReadPlanRow(PlanSheet Description, Origin Origin, IReadOnlyDictionary<string, RawCell> Cells)
{
    /// <summary>Cells of columns whose heading the description ignores, with that heading: what a form shows beside what is filled in.</summary>
    public IReadOnlyList<(RawCell Heading, RawCell Cell)> Shown { get; init; } = [];

    public bool Has(string field) => Cells.ContainsKey(field);

    /// <summary>Blank where the sheet has no such column.</summary>
    public RawCell this[string field] => Cells.GetValueOrDefault(field) ?? new RawCell("", Origin);
}
