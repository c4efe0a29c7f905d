using System.Text.Json.Serialization;
using PapiBI.Reports.Documents;

namespace PapiBI.Portal.Reports;

/// <summary>A report as JSON. What has nothing to say is left out.</summary>
internal sealed record ReportDocumentJson
{
    /// <summary>Which: "province-brief".</summary>
    public required string Report { get; init; }

    /// <summary>"vi" or "en".</summary>
    public required string Language { get; init; }
    public required string Title { get; init; }

    /// <summary>What it finds, in one line.</summary>
    public required string Finding { get; init; }

    /// <summary>Where the figures are from.</summary>
    public required string Source { get; init; }

    /// <summary>The release it was made from.</summary>
    public required string Release { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required IEnumerable<PageJson> Pages { get; init; }
}

internal sealed record PageJson(string Tab, string Title, string Note, string Headline, IEnumerable<BlockJson> Blocks);

/// <summary>A part of a page; its kind says which.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TilesJson), "tiles")]
[JsonDerivedType(typeof(NarrativeJson), "narrative")]
[JsonDerivedType(typeof(NotesJson), "notes")]
[JsonDerivedType(typeof(HeadingJson), "heading")]
[JsonDerivedType(typeof(TableJson), "table")]
[JsonDerivedType(typeof(ChartJson), "chart")]
[JsonDerivedType(typeof(TileMapJson), "tileMap")]
internal abstract record BlockJson;

/// <summary>Figures that stand for themselves.</summary>
internal sealed record TilesJson(IEnumerable<TileJson> Tiles) : BlockJson;

internal sealed record NarrativeJson(string Text) : BlockJson;

/// <summary>Small print.</summary>
internal sealed record NotesJson(IEnumerable<string> Lines) : BlockJson;

internal sealed record HeadingJson(string Finding, string Contents) : BlockJson;

internal sealed record TableJson : BlockJson
{
    public required string Finding { get; init; }

    /// <summary>Measure, unit, year, statistic, N.</summary>
    public required string Contents { get; init; }
    public required IEnumerable<string> Columns { get; init; }
    public required IEnumerable<IEnumerable<CellJson>> Rows { get; init; }

    /// <summary>Drawn over the rows.</summary>
    public ChartSpec? Chart { get; init; }
    public required string Legend { get; init; }
}

internal sealed record ChartJson(string Finding, string Contents, ChartSpec Chart, string Legend) : BlockJson;

/// <summary>The country as a grid of tiles, one a province.</summary>
internal sealed record TileMapJson(string Finding, string Contents, IEnumerable<string> Steps, IEnumerable<MapTileJson> Tiles, IEnumerable<string> Notes) : BlockJson;

internal sealed record TileJson
{
    public required string Label { get; init; }
    public required CellJson Value { get; init; }
    public CellJson? SecondValue { get; init; }
    public CellJson? Change { get; init; }
    public CellJson? SecondChange { get; init; }
    public GroupSteps? Steps { get; init; }
    public required string Note { get; init; }
}

internal sealed record MapTileJson
{
    public required string Name { get; init; }
    public required int Row { get; init; }
    public required int Column { get; init; }
    public required CellJson Value { get; init; }

    /// <summary>1 (darkest) to 4.</summary>
    public int? Step { get; init; }
}

/// <summary>A value: the text that people read, and the number itself where it is one.</summary>
internal sealed record CellJson
{
    public required string Text { get; init; }
    public double? Number { get; init; }

    /// <summary>How the text writes the number.</summary>
    public NumberForm? Form { get; init; }

    /// <summary>N of a rank.</summary>
    public int? Of { get; init; }
    public bool? IsTied { get; init; }

    /// <summary>A small line of numbers; null is a gap.</summary>
    public IReadOnlyList<double?>? Spark { get; init; }
}
