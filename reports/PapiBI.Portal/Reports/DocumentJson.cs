using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;

namespace PapiBI.Portal.Reports;

/// <summary>A report as JSON: its pages, blocks, tables and charts as they are in the document; each cell with the text that people read and the number itself.</summary>
public static class DocumentJson
{
    // Letters stay readable; what could end a script element or an attribute is escaped.
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DictionaryKeyPolicy = null,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>What a chart means, as the page's scripts draw it. A missing value is null.</summary>
    public static string Of(ChartSpec chart) => JsonSerializer.Serialize(chart, Format);

    public static byte[] Of(ReportDocument document) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        Report = document.ReportId,
        Language = document.Language == Language.Vietnamese ? "vi" : "en",
        document.Title,
        document.Finding,
        Source = document.SourceLine,
        Release = document.ReleaseLine,
        document.PublishedAt,
        Pages = document.Pages.Select(page => new
        {
            page.Tab,
            Title = page.BandTitle,
            Note = page.BandNote,
            page.Headline,
            Blocks = page.Rows.SelectMany(row => row.Blocks).Select(placed => Block(placed.Block, document.Language)),
        }),
    }, Format);

    private static object Block(Block block, Language language) => block switch
    {
        TilesBlock tiles => new
        {
            Kind = "tiles",
            Tiles = tiles.Tiles.Select(tile => new
            {
                tile.Label,
                Value = Cell(tile.Value, language),
                SecondValue = tile.SecondValue is { } second ? Cell(second, language) : null,
                Change = tile.Change is { } change ? Cell(change, language) : null,
                SecondChange = tile.SecondChange is { } secondChange ? Cell(secondChange, language) : null,
                tile.Steps,
                tile.Note,
            }),
        },
        NarrativeBlock narrative => new { Kind = "narrative", narrative.Text },
        NotesBlock notes => new { Kind = "notes", notes.Lines },
        HeadingBlock heading => new { Kind = "heading", heading.Finding, heading.Contents },
        TableBlock table => new
        {
            Kind = "table",
            table.Finding,
            table.Contents,
            Columns = table.Columns.Select(column => column.Header),
            Rows = table.Rows.Select(row => row.Cells.Select(cell => Cell(cell, language))),
            Chart = table.RowChart,
            table.Legend,
        },
        ChartBlock chart => new { Kind = "chart", chart.Finding, chart.Contents, chart.Chart, chart.Legend },
        TileMapBlock map => new
        {
            Kind = "tileMap",
            map.Finding,
            map.Contents,
            map.Steps,
            Tiles = map.Tiles.Select(tile => new { tile.Name, tile.Row, tile.Column, Value = Cell(tile.Value, language), tile.Step }),
            map.Notes,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "No JSON for this block."),
    };

    private static object Cell(Cell cell, Language language) => new
    {
        Text = CellText.Show(cell, language),
        cell.Number,
        Form = cell.Number is null ? (NumberForm?)null : cell.Form,
        cell.Of,
        IsTied = cell.IsTied ? true : (bool?)null,
        cell.Spark,
    };
}
