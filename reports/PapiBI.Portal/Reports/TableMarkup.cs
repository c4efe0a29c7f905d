using System.Text.Json;
using PapiBI.Portal.House;
using PapiBI.Reports.Documents;

namespace PapiBI.Portal.Reports;

/// <summary>The rows and columns of a table as HTML.</summary>
internal sealed class TableMarkup
{
    private static readonly Cell Blank = Cell.Words("");

    private readonly BlockView view;
    private readonly TableBlock table;
    private readonly HeatSteps heat;
    private readonly int nameColumn;
    private readonly bool stacks;

    public TableMarkup(BlockView view, TableBlock table)
    {
        (this.view, this.table, heat, stacks) = (view, table, new HeatSteps(table), view.Stacks(table));
        nameColumn = table.Columns.TakeWhile(column => !column.IsText).Count();
    }

    public void WriteTo(HtmlMarkup to)
    {
        to.Write($"<table");
        to.Classes(table.RowChart is null ? "" : "with-chart", stacks ? "stacks" : "");
        to.Attribute("role", Role("table"));
        to.Write($">\n<thead");
        to.Attribute("role", Role("rowgroup"));
        to.Write($">\n<tr");
        to.Attribute("role", Role("row"));
        to.Write($">\n");
        for (var i = 0; i < table.Columns.Count; i++)
        {
            Header(to, i, table.Columns[i]);
        }

        to.Write($"</tr>\n</thead>\n<tbody");
        to.Attribute("role", Role("rowgroup"));
        to.Write($">\n");
        foreach (var row in table.Rows)
        {
            to.Write($"<tr");
            to.Attribute("role", Role("row"));
            to.Attribute("data-key", view.Choose is null ? row.Key : null);
            to.Classes(row.IsSubject ? "subject" : "", row.IsStrong ? "strong" : "", row.Indent > 0 ? "indent" : "");
            to.Write($">\n");
            for (var i = 0; i < table.Columns.Count; i++)
            {
                Data(to, row, i, i < row.Cells.Count ? row.Cells[i] : Blank);
            }

            to.Write($"</tr>\n");
        }

        to.Write($"</tbody>\n</table>\n");
    }

    private void Header(HtmlMarkup to, int i, TableColumn column)
    {
        to.Write($"<th scope=\"col\"");
        to.Attribute("role", Role("columnheader"));
        to.Classes(stacks && IsLead(i) ? "chief" : "", column.IsChart ? "chart-col" : column.IsText ? "words" : "number");
        if (column.IsChart && column.Header.Length == 0)
        {
            to.Write($"><span class=\"hidden\">{view.T("Biểu đồ", "Chart")}</span></th>\n");
        }
        else
        {
            to.Write($">{column.Header}</th>\n");
        }
    }

    private void Data(HtmlMarkup to, TableRow row, int i, Cell cell)
    {
        var column = table.Columns[i];
        var words = column.IsChart ? "" : view.Show(cell);
        to.Write($"<td");
        to.Attribute("role", Role("cell"));
        to.Attribute("data-label", stacks && !IsLead(i) && !column.IsChart ? column.Header : null);
        to.Classes(
            stacks && IsLead(i) ? "chief" : "",
            column.IsChart ? "chart-col" : !column.IsText ? "number" : BlockView.IsShort(words) ? "words nowrap" : "words",
            BlockView.Class(cell.Tone),
            heat.Class(i, cell));
        to.Write($">");
        if (!column.IsChart && cell.Spark is { } spark)
        {
            to.Write($"<span class=\"spark\" data-spark=\"{JsonSerializer.Serialize(spark)}\"></span>\n");
        }

        if (i == nameColumn && view.Address(row.Key) is { } address)
        {
            to.Write($"<a href=\"{address}\" data-key=\"{row.Key}\">{words}</a></td>\n");
        }
        else
        {
            to.Write($"{words}</td>\n");
        }
    }

    // Laid out in lines it is no table to who hears the page, unless it is said.
    private string? Role(string role) => stacks ? role : null;

    // On a telephone the first line of a stacked row: who, and the figure that the bars are of.
    private bool IsLead(int i) => i == nameColumn || (table.RowChart is not null && (i == 0 || (i + 1 < table.Columns.Count && table.Columns[i + 1].IsChart)));
}
