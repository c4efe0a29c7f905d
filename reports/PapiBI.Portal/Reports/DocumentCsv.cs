using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PapiBI.Reports.Documents;

namespace PapiBI.Portal.Reports;

/// <summary>
/// The tables of a report as CSV (RFC 4180, UTF-8 with its mark, so that Excel reads the letters): one row a cell, or one table as it stands.
/// Numbers are written in full with a decimal point; what a spreadsheet would take for a formula is a text.
/// </summary>
public static partial class DocumentCsv
{
    private static readonly byte[] Mark = Encoding.UTF8.GetPreamble();

    /// <summary>Every table of the report. Columns: page, table, row, column, number, text.</summary>
    public static byte[] Of(ReportDocument document)
    {
        var lines = new StringBuilder("page,table,row,column,number,text\r\n");
        foreach (var (page, number, table) in Tables(document))
        {
            for (var row = 0; row < table.Rows.Count; row++)
            {
                foreach (var (cell, column) in table.Rows[row].Cells.Zip(table.Columns).Where(pair => !pair.Second.IsChart && pair.First.Spark is null))
                {
                    AppendLine(lines, page.Tab, number.ToString(CultureInfo.InvariantCulture), (row + 1).ToString(CultureInfo.InvariantCulture), column.Header, Number(cell), CellText.Show(cell, document.Language));
                }
            }
        }

        return Bytes(lines);
    }

    /// <summary>One table: its header, then its rows, a number wherever a cell has one.</summary>
    /// <param name="document">The report.</param>
    /// <param name="number">Counted through the report, from 1.</param>
    /// <returns>Null where it has no such table.</returns>
    public static byte[]? Table(ReportDocument document, int number)
    {
        if (Tables(document).FirstOrDefault(found => found.Number == number).Table is not { } table)
        {
            return null;
        }

        var shown = Enumerable.Range(0, table.Columns.Count).Where(i => !table.Columns[i].IsChart && table.Rows.All(row => i >= row.Cells.Count || row.Cells[i].Spark is null)).ToList();
        var lines = new StringBuilder();
        AppendLine(lines, [.. shown.Select(i => table.Columns[i].Header)]);
        foreach (var row in table.Rows)
        {
            AppendLine(lines, [.. shown.Select(i => i < row.Cells.Count ? Value(row.Cells[i]) : "")]);
        }

        return Bytes(lines);
    }

    /// <summary>The tables in the order of the pages, each with its number.</summary>
    public static IEnumerable<(ReportPage Page, int Number, TableBlock Table)> Tables(ReportDocument document) => document.Pages
        .SelectMany(page => page.Rows.SelectMany(row => row.Blocks).Select(placed => placed.Block).OfType<TableBlock>().Select(table => (page, table)))
        .Select((found, i) => (found.page, i + 1, found.table));

    private static string Value(Cell cell) => cell.Text ?? Number(cell);

    private static string Number(Cell cell) => cell.Number is { } number && double.IsFinite(number) && cell.Text is null
        ? cell.Form == NumberForm.Day ? DateOnly.FromDateTime(DateTime.FromOADate(number)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture)
        : "";

    private static void AppendLine(StringBuilder lines, params IReadOnlyList<string> values) => lines.AppendJoin(',', values.Select(Field)).Append("\r\n");

    /// <summary>A value as a field of a line, safe to open in a spreadsheet.</summary>
    public static string Field(string value)
    {
        // Signed numbers of ours are none; "−1,66" begins with a minus sign proper, which no spreadsheet takes for one.
        var isFormula = value is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] && !SignedNumber().IsMatch(value);
        var safe = isFormula ? "'" + value : value;

        // Where the comma is a decimal mark, a spreadsheet parts fields at semicolons.
        return safe.AsSpan().ContainsAny(",;\t\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static byte[] Bytes(StringBuilder lines) => [.. Mark, .. Encoding.UTF8.GetBytes(lines.ToString())];

    [GeneratedRegex(@"^[+-]?[0-9]+([.,][0-9]+)*( ?%)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SignedNumber();
}
