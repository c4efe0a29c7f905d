using OfficeOpenXml;
using OfficeOpenXml.Style;
using PapiBI.Warehouse;

namespace PapiBI.Etl.Workbooks;

/// <summary>A sheet with a header and rows to fill in.</summary>
internal sealed class PlanTemplateTable
{
    // So many rows below the last that is filled are printed, to write on.
    private const int PrintedBlank = 8;

    private readonly IReadOnlyList<TemplateColumn> _columns;
    private readonly int _rows;

    public PlanTemplateTable(ExcelWorkbook workbook, string name, string title, string about, IReadOnlyList<TemplateColumn> columns, int rows, Language language)
    {
        (_columns, _rows) = (columns, rows);
        Sheet = PlanTemplateLook.Add(workbook, name, title, about, [.. columns.Select(column => column.Width)]);
        int last = PlanTemplateLook.FirstRow + rows - 1;
        for (int i = 0; i < columns.Count; i++)
        {
            PlanTemplateLook.Write(Sheet.Cells[PlanTemplateLook.HeaderRow, i + 1], columns[i].Shown);
            ExcelRange column = Sheet.Cells[PlanTemplateLook.FirstRow, i + 1, last, i + 1];
            PlanTemplateLook.Open(column, isInput: columns[i].Rule is not CellRule.Known);
            PlanTemplateRules.Apply(column, columns[i], field => "$" + Sheet.Cells[PlanTemplateLook.FirstRow, ColumnOf(field)].Address, language);
        }

        ExcelRange header = Sheet.Cells[PlanTemplateLook.HeaderRow, 1, PlanTemplateLook.HeaderRow, columns.Count];
        PlanTemplateLook.Header(header);
        for (int i = 1; i <= columns.Count; i++)
        {
            (ExcelStyle above, ExcelStyle below) = (Sheet.Cells[PlanTemplateLook.HeaderRow, i].Style, Sheet.Cells[PlanTemplateLook.FirstRow, i].Style);
            (above.HorizontalAlignment, above.Indent) = (below.HorizontalAlignment, below.Indent);
        }

        PlanTemplateLook.FitRow(Sheet, PlanTemplateLook.HeaderRow, columns.Select(column => (column.Shown, column.Width * 0.9)));
        Sheet.Cells[PlanTemplateLook.HeaderRow, 1, last, columns.Count].AutoFilter = true;
        Sheet.View.FreezePanes(PlanTemplateLook.FirstRow, 2);
        Sheet.PrinterSettings.RepeatRows = Sheet.Cells[$"{PlanTemplateLook.HeaderRow}:{PlanTemplateLook.HeaderRow}"];
        PlanTemplateLook.Protect(Sheet);

        // Down to the last row with anything in it, and some more.
        int printed = columns.Count(column => !column.IsExtra);
        string cells = $"'{name}'!$A${PlanTemplateLook.FirstRow}:${ExcelCellBase.GetAddressCol(printed)}${last}";
        PlanTemplateLook.SetPaper(Sheet, printed, $"MAX({PlanTemplateLook.HeaderRow},SUMPRODUCT(MAX(({cells}<>\"\")*ROW({cells}))))+{PrintedBlank}", language);
    }

    public ExcelWorksheet Sheet { get; }

    public int Rows => _rows;

    public bool Has(string field) => _columns.Any(column => column.Field == field);

    /// <summary>From 1.</summary>
    public int ColumnOf(string field) => _columns.Select((column, i) => (column, i)).First(c => c.column.Field == field).i + 1;

    /// <summary>The cells of a field, as other sheets refer to them.</summary>
    public string Whole(string field) => Whole(ColumnOf(field));

    /// <summary>As many as are filled from the top, one at least: for a list to choose from.</summary>
    public string Filled(string field)
    {
        string whole = Whole(field);
        return $"OFFSET({whole[..whole.IndexOf(':', StringComparison.Ordinal)]},0,0,MAX(1,COUNTA({whole})),1)";
    }

    public ExcelRange Cell(int row, int column) => Sheet.Cells[PlanTemplateLook.FirstRow + row, column];

    /// <summary>Makes a row that is filled in advance as high as its words; it grows with what is typed there.</summary>
    public void Fit(int row)
    {
        PlanTemplateLook.FitRow(Sheet, PlanTemplateLook.FirstRow + row, _columns.Select((column, i) => (Cell(row, i + 1).Value as string ?? "", column.Width)));
        Sheet.Row(PlanTemplateLook.FirstRow + row).CustomHeight = false;
    }

    private string Whole(int column)
    {
        string letters = ExcelCellBase.GetAddressCol(column);
        return $"'{Sheet.Name}'!${letters}${PlanTemplateLook.FirstRow}:${letters}${PlanTemplateLook.FirstRow + _rows - 1}";
    }
}
