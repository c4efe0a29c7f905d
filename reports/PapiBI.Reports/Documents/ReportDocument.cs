using PapiBI.Warehouse;

namespace PapiBI.Reports.Documents;

/// <summary>A report as content, in one language, before anyone draws it: the workbook, the mail and the portal are three hands for the same document.</summary>
public sealed record ReportDocument
{
    /// <summary>The kind of report: "province-brief".</summary>
    public required string ReportId { get; init; }
    public required Language Language { get; init; }

    /// <summary>"Cần Thơ · PAPI 2021".</summary>
    public required string Title { get; init; }

    /// <summary>The finding in one line, the subject of a mail: "PAPI 2021 – Cần Thơ: 41,23 điểm, hạng 42/60 (giảm 13 bậc)".</summary>
    public required string Finding { get; init; }

    /// <summary>Without an ending, in ASCII: "papi-2021-can-tho-vi".</summary>
    public required string FileName { get; init; }

    /// <summary>Left footer of every page: "Nguồn: PAPI (CECODES, VFF-CRT, RTA, UNDP)".</summary>
    public required string SourceLine { get; init; }

    /// <summary>"Bản R3 · phát hành 25/11/2026".</summary>
    public required string ReleaseLine { get; init; }

    /// <summary>When the release was published; the document's own date (never the clock's).</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    public required IReadOnlyList<ReportPage> Pages { get; init; }

    /// <summary>Whether something of a plan is in it, which not everybody may see.</summary>
    public bool IsInternal { get; init; }
}

/// <summary>One sheet of the workbook. Its rows stand on a grid of 27 columns: four quarters of 6 units, with a gutter between quarters.</summary>
public sealed record ReportPage
{
    /// <summary>Short: the sheet's tab.</summary>
    public required string Tab { get; init; }

    /// <summary>"Cần Thơ · PAPI 2021" in the band.</summary>
    public required string BandTitle { get; init; }
    public required string BandNote { get; init; }

    /// <summary>The page's first sentence: what the reader should do or know after seeing it.</summary>
    public required string Headline { get; init; }

    public required IReadOnlyList<BlockRow> Rows { get; init; }

    /// <summary>Page 1 of a brief must be one sheet of paper; others may run over several, one page wide.</summary>
    public bool IsOneSheetOfPaper { get; init; }

    public bool IsLandscape { get; init; }
}

/// <summary>Blocks side by side; those of the same column and span stand one above the other. Columns count from 0 to 26 on the page's grid (quarter starts: 0, 7, 14, 21; gutters: 6, 13, 20).</summary>
public sealed record BlockRow(IReadOnlyList<PlacedBlock> Blocks)
{
    public static BlockRow Whole(Block block) => new([new PlacedBlock(block, 0, 27)]);
}

public sealed record PlacedBlock(Block Block, int Column, int Span);

public abstract record Block;

/// <summary>Up to four tiles in a row, one per quarter.</summary>
public sealed record TilesBlock(IReadOnlyList<Tile> Tiles) : Block;

/// <summary>A figure that stands for itself.</summary>
public sealed record Tile
{
    public required string Label { get; init; }
    public required Cell Value { get; init; }

    /// <summary>A second value beside the first ("8/13 · 4/5"), each a number of its own.</summary>
    public Cell? SecondValue { get; init; }
    public Cell? Change { get; init; }
    public Cell? SecondChange { get; init; }

    /// <summary>Instead of a change: four steps, the subject's now (1 = highest … 4) and before.</summary>
    public GroupSteps? Steps { get; init; }

    /// <summary>Last year's values, as a text.</summary>
    public string Note { get; init; } = "";
}

public sealed record GroupSteps(int? Now, int? Before);

public sealed record NarrativeBlock(string Text) : Block;

/// <summary>Small print: sources, method, reasons.</summary>
public sealed record NotesBlock(IReadOnlyList<string> Lines) : Block;

/// <summary>A heading of its own, with a line below: what follows and why.</summary>
public sealed record HeadingBlock(string Finding, string Contents = "") : Block;

public sealed record TableBlock : Block
{
    /// <summary>States the finding, not the contents.</summary>
    public required string Finding { get; init; }

    /// <summary>Measure, unit, year, statistic, N.</summary>
    public string Contents { get; init; } = "";
    public required IReadOnlyList<TableColumn> Columns { get; init; }
    public required IReadOnlyList<TableRow> Rows { get; init; }

    /// <summary>Drawn over the column whose <see cref="TableColumn.IsChart"/> is set; it has one category per row. Longer than a sheet of paper, the table is cut into one table and one chart a sheet.</summary>
    public ChartSpec? RowChart { get; init; }
    public string Legend { get; init; } = "";

    /// <summary>Frozen header, filter, a name for the range; for long tables on pages of their own. None of it under a <see cref="RowChart"/>, as sorted rows would leave their bars.</summary>
    public bool IsLong { get; init; }
}

public sealed record TableColumn
{
    public required string Header { get; init; }

    /// <summary>Grid columns taken; they add up to the block's span.</summary>
    public required int Span { get; init; }
    public bool IsText { get; init; }
    public bool IsChart { get; init; }

    /// <summary>Fill cells by their value: a diverging scale around 0 (ochre below, blue above).</summary>
    public bool IsHeat { get; init; }
}

public sealed record TableRow
{
    public required IReadOnlyList<Cell> Cells { get; init; }

    /// <summary>What the row is of, for a hand that lets readers choose: "province:92", "item:2.1".</summary>
    public string? Key { get; init; }
    public bool IsSubject { get; init; }

    /// <summary>1 for a part of the row above (indented).</summary>
    public int Indent { get; init; }

    /// <summary>A heading or a sum: bold.</summary>
    public bool IsStrong { get; init; }

    /// <summary>Heads the rows below it, so it never is the last on a sheet of paper.</summary>
    public bool IsHead { get; init; }
}

public sealed record ChartBlock : Block
{
    public required string Finding { get; init; }
    public required string Contents { get; init; }
    public required ChartSpec Chart { get; init; }

    /// <summary>Pixels at 96 dpi.</summary>
    public required int Height { get; init; }
    public string Legend { get; init; } = "";
}

/// <summary>The country as a grid of tiles, one per province, north at the top, neighbours adjacent. Fills the whole width of a page of its own.</summary>
public sealed record TileMapBlock : Block
{
    public required string Finding { get; init; }
    public required string Contents { get; init; }
    public required IReadOnlyList<MapTile> Tiles { get; init; }

    /// <summary>What the four steps mean, from 1 (darkest) to 4; fewer where fewer are used.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>Said beside the sea: islands and what no tile can show.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A province on the map of tiles.</summary>
public sealed record MapTile
{
    /// <summary>Like <see cref="TableRow.Key"/>.</summary>
    public string? Key { get; init; }

    /// <summary>From the top and from the left, both from 0.</summary>
    public required int Row { get; init; }
    public required int Column { get; init; }
    public required string Name { get; init; }

    /// <summary>The rank (its number stays a number), or nothing.</summary>
    public required Cell Value { get; init; }

    /// <summary>1 (darkest) … 4; null: no colour, grey text.</summary>
    public required int? Step { get; init; }
    public bool IsSubject { get; init; }

    /// <summary>What a pointer is told: score, places with their N, published or derived.</summary>
    public string? Tip { get; init; }
}
