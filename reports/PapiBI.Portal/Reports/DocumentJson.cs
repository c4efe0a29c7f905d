using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
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

    /// <summary>What a chart means, as the page's scripts draw it; safe within a script element. A missing value is null.</summary>
    public static HtmlString Of(ChartSpec chart) => new(JsonSerializer.Serialize(chart, Format));

    public static byte[] Of(ReportDocument document) => JsonSerializer.SerializeToUtf8Bytes(new ReportDocumentJson
    {
        Report = document.ReportId,
        Language = document.Language == Language.Vietnamese ? "vi" : "en",
        Title = document.Title,
        Finding = document.Finding,
        Source = document.SourceLine,
        Release = document.ReleaseLine,
        PublishedAt = document.PublishedAt,
        Pages = document.Pages.Select(page => new PageJson(
            page.Tab,
            page.BandTitle,
            page.BandNote,
            page.Headline,
            page.Rows.SelectMany(row => row.Blocks).Select(placed => Block(placed.Block, document.Language)))),
    }, Format);

    private static BlockJson Block(Block block, Language language) => block switch
    {
        TilesBlock tiles => new TilesJson(tiles.Tiles.Select(tile => new TileJson
        {
            Label = tile.Label,
            Value = Cell(tile.Value, language),
            SecondValue = tile.SecondValue is { } second ? Cell(second, language) : null,
            Change = tile.Change is { } change ? Cell(change, language) : null,
            SecondChange = tile.SecondChange is { } secondChange ? Cell(secondChange, language) : null,
            Steps = tile.Steps,
            Note = tile.Note,
        })),
        NarrativeBlock narrative => new NarrativeJson(narrative.Text),
        NotesBlock notes => new NotesJson(notes.Lines),
        HeadingBlock heading => new HeadingJson(heading.Finding, heading.Contents),
        TableBlock table => new TableJson
        {
            Finding = table.Finding,
            Contents = table.Contents,
            Columns = table.Columns.Select(column => column.Header),
            Rows = table.Rows.Select(row => row.Cells.Select(cell => Cell(cell, language))),
            Chart = table.RowChart,
            Legend = table.Legend,
        },
        ChartBlock chart => new ChartJson(chart.Finding, chart.Contents, chart.Chart, chart.Legend),
        TileMapBlock map => new TileMapJson(
            map.Finding,
            map.Contents,
            map.Steps,
            map.Tiles.Select(tile => new MapTileJson { Name = tile.Name, Row = tile.Row, Column = tile.Column, Value = Cell(tile.Value, language), Step = tile.Step }),
            map.Notes),
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "No JSON for this block."),
    };

    private static CellJson Cell(Cell cell, Language language) => new()
    {
        Text = CellText.Show(cell, language),
        Number = cell.Number,
        Form = cell.Number is null ? null : cell.Form,
        Of = cell.Of,
        IsTied = cell.IsTied ? true : null,
        Spark = cell.Spark,
    };
}
