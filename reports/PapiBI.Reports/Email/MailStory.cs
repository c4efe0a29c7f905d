using PapiBI.Reports.Documents;
using PapiBI.Warehouse;

namespace PapiBI.Reports.Email;

/// <summary>What a mail tells of a document: the parts of its first page, in reading order.</summary>
internal sealed record MailStory
{
    public required ReportDocument Document { get; init; }
    public required ReportPage Page { get; init; }
    public required IReadOnlyList<Tile> Tiles { get; init; }
    public required IReadOnlyList<string> Narrative { get; init; }

    /// <summary>The first table with bars that a mail can draw.</summary>
    public TableBlock? Bars { get; init; }

    /// <summary>The first table without a chart, else one whose chart a mail leaves out: what needs attention.</summary>
    public TableBlock? Attention { get; init; }

    /// <summary>The first chart over years.</summary>
    public ChartBlock? Line { get; init; }
    public required IReadOnlyList<string> Notes { get; init; }

    public static MailStory Of(ReportDocument document)
    {
        ReportPage page = document.Pages[0];
        Block[] blocks = [.. page.Rows.SelectMany(row => row.Blocks).Select(placed => placed.Block)];
        TableBlock[] tables = [.. blocks.OfType<TableBlock>().Where(table => table.Rows.Count > 0)];
        return new MailStory
        {
            Document = document,
            Page = page,
            Tiles = [.. blocks.OfType<TilesBlock>().SelectMany(block => block.Tiles)],
            Narrative = [.. blocks.OfType<NarrativeBlock>().Select(block => block.Text)],
            Bars = tables.FirstOrDefault(HasBars),
            Attention = tables.FirstOrDefault(table => table.RowChart is null) ?? tables.FirstOrDefault(table => !HasBars(table)),
            Line = blocks.OfType<ChartBlock>().FirstOrDefault(block => block.Chart.Kind == ChartKind.BrokenLine),
            Notes = [.. blocks.OfType<NotesBlock>().SelectMany(block => block.Lines)],
        };
    }

    private static bool HasBars(TableBlock table) => table.RowChart is { Kind: ChartKind.BarsWithMarks or ChartKind.Bullet, Series.Count: > 0 };

    /// <summary>The column that names a row: the first of words, else the first.</summary>
    public static int NameColumn(TableBlock table)
    {
        IReadOnlyList<int> columns = ColumnsInWords(table);
        return columns.FirstOrDefault(i => table.Columns[i].IsText, columns[0]);
    }

    /// <summary>The words of a row beside its name, each with its heading; what is blank is left out.</summary>
    public static IEnumerable<string> Words(TableBlock table, TableRow row, Language language) =>
        ColumnsInWords(table)
            .Where(i => i != NameColumn(table) && table.Columns[i].IsText)
            .Select(i => (table.Columns[i].Header, Said: CellText.Show(row.Cells[i], language)))
            .Where(word => word.Said.Length > 0)
            .Select(word => $"{word.Header}: {word.Said}");

    /// <summary>The columns of figures.</summary>
    public static IReadOnlyList<int> Figures(TableBlock table) =>
        [.. ColumnsInWords(table).Where(i => i != NameColumn(table) && !table.Columns[i].IsText)];

    /// <summary>Columns that a mail can show: no drawn ones, and none that is only sparklines.</summary>
    public static IReadOnlyList<int> ColumnsInWords(TableBlock table) =>
    [
        .. Enumerable.Range(0, table.Columns.Count).Where(i =>
            !table.Columns[i].IsChart && table.Rows.Any(row => i < row.Cells.Count && row.Cells[i] is not { Spark: not null, Text: null, Number: null })),
    ];
}
