using System.Globalization;
using PapiBI.Reports.Documents;

namespace PapiBI.Portal.Reports;

/// <summary>How deep the cells of a table's heat columns are coloured.</summary>
public sealed class HeatSteps(TableBlock table)
{
    private const int Most = 4;

    // From the farthest below 0 to the farthest above.
    private static readonly string[] Classes = [.. Enumerable.Range(-Most, (2 * Most) + 1).Select(step => string.Create(CultureInfo.InvariantCulture, $"heat{step}"))];

    // Of each heat column the value farthest from 0.
    private readonly double[] farthest =
        [.. table.Columns.Select((column, i) => column.IsHeat ? table.Rows.Where(row => i < row.Cells.Count).Select(row => Math.Abs(row.Cells[i].Number ?? 0)).DefaultIfEmpty().Max() : 0)];

    /// <summary>How far a value lies from 0 against the column's farthest, in steps: "heat-2", "heat4"; "" where nothing is coloured.</summary>
    public string Class(int column, Cell cell) => cell.Number is { } value && farthest[column] > 0
        ? Classes[Most + (int)Math.Round(value / farthest[column] * Most, MidpointRounding.AwayFromZero)]
        : "";
}
