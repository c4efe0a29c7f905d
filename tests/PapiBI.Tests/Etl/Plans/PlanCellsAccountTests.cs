using PapiBI.Etl.Described;
using PapiBI.Etl.Parsing;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl.Plans;

/// <summary>Nothing that stands in a plan is lost without a word: each cell is in a row that is loaded, is a heading, stands on a sheet that is not read, or is told.</summary>
public sealed class PlanCellsAccountTests
{
    [Fact]
    public void Every_cell_is_accounted_for()
    {
        PlanBook book = PlanBook.Whole()
            .With("Nhiệm vụ!M1", "Người ký").With("Nhiệm vụ!M3", "Ông B")
            .With("Kế hoạch!A20", "Người lập").With("Kế hoạch!B20", "Bà C")
            .With("Nhiệm vụ!D5", "").Merging("Nhiệm vụ", "D4:D5")
            .Adding("Mục tiêu", "8").Adding("Mục tiêu", "Nguồn: Kế hoạch 123/KH-UBND");

        ILookup<string, string> account = Account(book.Reading(), book.Read());

        Assert.Equal(
            [
                // The title of the sheet of the plan itself, a title above a table, what a template writes in advance, a task that is not reported yet.
                "Kế hoạch!A1", "Mục tiêu!A1", "Mục tiêu!A10", "Tiến độ!A4", "Tiến độ!B4",
            ],
            account["beside"]);
        Assert.Equal(["Hướng dẫn!A1"], account["ignored sheet"]);
        Assert.Equal(["Kế hoạch!A20", "Kế hoạch!B20", "Mục tiêu!A11", "Nhiệm vụ!M1", "Nhiệm vụ!A2", "Nhiệm vụ!B2", "Nhiệm vụ!M3"], account["told"]);
        Assert.Equal(16, account["heading"].Count(place => place.StartsWith("Kế hoạch!", StringComparison.Ordinal)));
        Assert.Equal(6 + 9 + 12 + 8, account["heading"].Count(place => !place.StartsWith("Kế hoạch!", StringComparison.Ordinal)));
        Assert.Equal(book.Reading().Sheets.Sum(sheet => sheet.Rows.Sum(row => row.Cells.Count(cell => !cell.IsBlank))), account.Sum(part => part.Count()));
        Assert.Contains("Nhiệm vụ!D4", account["loaded"]);
    }

    /// <summary>What became of each cell that is not blank.</summary>
    private static ILookup<string, string> Account(FileReading reading, ReadResult read)
    {
        ReadPlan plan = reading.Described!.Plan!;
        HashSet<(string Sheet, int Line)> lines = [.. read.Batches.SelectMany(batch => batch.Rows).Select(row => (row.Origin.Sheet, Positions.CellAt(row.Origin)?.Line ?? 0))];
        HashSet<Origin> headings = [.. plan.Sheets.SelectMany(sheet => sheet.Headings.Values).Select(cell => cell.Origin)];
        HashSet<Origin> values = [.. plan.Sheets.SelectMany(sheet => sheet.Rows).Where(row => row.Description.Role == PlanRole.Plan || lines.Contains((row.Origin.Sheet, Positions.CellAt(row.Origin)!.Value.Line))).SelectMany(row => row.Cells.Values).Select(cell => cell.Origin)];
        HashSet<(string, int)> toldLines = [.. read.Issues.Where(issue => issue.Code == IssueCodes.LinePassedOver || (issue.Code == IssueCodes.NotDescribed && issue.Origin.Sheet == "Kế hoạch")).Select(issue => (issue.Origin.Sheet, Positions.CellAt(issue.Origin)!.Value.Line))];
        HashSet<(string, int)> toldColumns = [.. read.Issues.Where(issue => issue.Code == IssueCodes.NotDescribed && issue.Origin.Position.Length > 0).Select(issue => (issue.Origin.Sheet, Positions.CellAt(issue.Origin)!.Value.Column))];
        HashSet<string> sheets = [.. plan.Sheets.Select(sheet => sheet.Sheet.Name)];
        return reading.Sheets.SelectMany(sheet => sheet.Rows).SelectMany(row => row.Cells.Select((cell, i) => (Cell: cell, Line: (row.Sheet, row.Line), Column: (row.Sheet, i + 1)))).Where(at => !at.Cell.IsBlank).ToLookup(
            at => !sheets.Contains(at.Cell.Origin.Sheet) ? "ignored sheet"
                : headings.Contains(at.Cell.Origin) ? "heading"
                : values.Contains(at.Cell.Origin) ? "loaded"
                : toldLines.Contains(at.Line) || (toldColumns.Contains(at.Column) && at.Cell.Origin.Sheet != "Kế hoạch") ? "told"
                : "beside",
            at => at.Cell.Origin.ToString());
    }
}
