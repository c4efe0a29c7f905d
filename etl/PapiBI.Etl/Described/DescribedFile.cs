using PapiBI.Etl.Parsing;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Described;

/// <summary>The figures of a publisher's workbook, read by its description and not yet checked.</summary>
public sealed record DescribedFile
{
    public required SourceFile File { get; init; }
    public required SourceDescription Description { get; init; }
    public required SourceDescriptions Among { get; init; }
    public required IReadOnlyList<ReadTable> Tables { get; init; }

    /// <summary>Of a plan; it has no tables.</summary>
    public ReadPlan? Plan { get; init; }

    /// <summary>How many figures, or rows of a plan.</summary>
    public int Count => Plan?.Sheets.Sum(sheet => sheet.Rows.Count) ?? Tables.Sum(table => table.Figures.Count);

    public LoadKind Kind => Description.Kind switch
    {
        DescribedKind.Scores => LoadKind.Scores,
        DescribedKind.Published => LoadKind.Published,
        _ => Plan?.IsProgressOnly == true ? LoadKind.PlanProgress : LoadKind.Plan,
    };
}

/// <summary>A described table as it stood on one sheet.</summary>
public sealed record ReadTable(DescribedTable Description, RawSheet Sheet, int? Year, Origin YearOrigin, IReadOnlyList<ReadFigure> Figures)
{
    /// <summary>The items for which the sheet has a heading.</summary>
    public required IReadOnlyList<string> Items { get; init; }

    /// <summary>The blank row that ends the table where something stands below it.</summary>
    public int? CutOffAt { get; init; }

    /// <summary>What stands below the items and is no item itself.</summary>
    public IReadOnlyList<ReadIndicator> Indicators { get; init; } = [];
}

/// <summary>An indicator: the item above it, its place there from 1, and its figures by province.</summary>
public sealed record ReadIndicator(string Item, int No, RawCell Label, RawCell? Scale, IReadOnlyList<(RawCell Name, RawCell Cell)> Figures);

/// <summary>A cell of it: of which year, place, item and measure. Code or name is null where the layout has none.</summary>
public sealed record ReadFigure(int Year, RawCell? Code, RawCell? Name, string Item, FigureMeasure Measure, FigureRule Rule, RawCell Heading, RawCell Cell)
{
    /// <summary>Where the province stands, for messages.</summary>
    public RawCell Place => Name ?? Code!;

    /// <summary>The scale as the table prints it ("0.25-2.5 điểm"), where it does.</summary>
    public RawCell? Scale { get; init; }
}
