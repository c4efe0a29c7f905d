using System.Text.Json.Serialization;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Described;

/// <summary>
/// How one publisher's table of one shape is laid out and what its figures mean, written by an analyst as a JSON file
/// (etl/sources; its schema is source-description.schema.json, its manual etl/README.md).
/// </summary>
public sealed record SourceDescription
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required string Name { get; init; }
    /// <summary>Of tables; a plan names its indices itself.</summary>
    public string Index { get; init; } = "";

    /// <summary>scores: the parts of the lowest level of a whole edition; published: figures as they were printed; plan: an improvement plan, or reports of its progress.</summary>
    public required DescribedKind Kind { get; init; }
    public required BothLanguages Citation { get; init; }
    public required BothLanguages Source { get; init; }

    /// <summary>Of two sources that disagree, the figure of the higher one counts.</summary>
    public int Precedence { get; init; } = 10;

    /// <summary>Who is mailed the copy to mend when a file is refused.</summary>
    public string? Owner { get; init; }
    public string OwnerLanguage { get; init; } = "vi";

    /// <summary>What a cell without a score means, by what stands in it ("" for a blank one).</summary>
    public IReadOnlyDictionary<string, BothLanguages> Missing { get; init; } = new Dictionary<string, BothLanguages>();

    /// <summary>Provinces that the table leaves out, with the reason.</summary>
    public IReadOnlyList<AbsentProvince> Absent { get; init; } = [];
    public IReadOnlyList<DescribedTable> Tables { get; init; } = [];

    /// <summary>Of an improvement plan, in place of index and tables.</summary>
    public PlanDescription? Plan { get; init; }

    /// <summary>Patterns of the names of sheets that hold nothing to be read.</summary>
    public IReadOnlyList<string> IgnoreSheets { get; init; } = [];

    /// <summary>SHA-256 of the JSON text: a file is read anew when its description has changed.</summary>
    [JsonIgnore]
    public string Sha256 { get; init; } = "";
}

[JsonConverter(typeof(JsonStringEnumConverter<DescribedKind>))]
public enum DescribedKind
{
    [JsonStringEnumMemberName("scores")]
    Scores,
    [JsonStringEnumMemberName("published")]
    Published,
    [JsonStringEnumMemberName("plan")]
    Plan,
}

public sealed record BothLanguages
{
    public required string Vi { get; init; }
    public required string En { get; init; }

    internal Text AsText => new(Vi, En);
}

public sealed record AbsentProvince
{
    public required int Year { get; init; }

    /// <summary>Its statistical code.</summary>
    public required string Province { get; init; }
    public required string Vi { get; init; }
    public required string En { get; init; }
}

/// <summary>One table of the workbook, or several of the same shape on as many sheets.</summary>
public sealed record DescribedTable
{
    /// <summary>Pattern of the names of its sheets; each sheet that matches is read.</summary>
    public required string Sheets { get; init; }
    public required Layout Layout { get; init; }

    /// <summary>check: the figures repeat those of the tables that are loaded and must agree with them.</summary>
    public TableUse Use { get; init; }
    public required YearRule Year { get; init; }

    /// <summary>Headings that name a year which is known to be wrong.</summary>
    public IReadOnlyList<string> KnownFalseYears { get; init; } = [];
    public required HeaderRule Header { get; init; }
    public required ProvinceRule Province { get; init; }

    /// <summary>Texts that stand where a province would and are none: "Highest", "Median".</summary>
    public IReadOnlyList<string> NotProvinces { get; init; } = [];
    public required IReadOnlyList<FigureRule> Figures { get; init; }

    /// <summary>Headings whose cells are not read.</summary>
    public IReadOnlyList<string> IgnoreHeadings { get; init; } = [];

    /// <summary>Any further heading that no figure describes: warn reports it, ignore passes it over, indicators takes it for an indicator of the figure above.</summary>
    public OtherHeadings Others { get; init; }

    /// <summary>What the published interval is, as a multiple of the standard error on either side: 1.645 for PAPI 2019. Checked against the figures.</summary>
    public double? IntervalMultiplier { get; init; }

    /// <summary>Of a long table: the columns of the item and of the value.</summary>
    public Heading? Item { get; init; }
    public Heading? Value { get; init; }

    /// <summary>Of a transposed table: the column that prints each figure's scale ("0.25-2.5 điểm"), which must be that of the index.</summary>
    public Heading? Scale { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<Layout>))]
public enum Layout
{
    /// <summary>A row a province, a column a figure.</summary>
    [JsonStringEnumMemberName("wide")]
    Wide,

    /// <summary>A row a figure, a column a province.</summary>
    [JsonStringEnumMemberName("transposed")]
    Transposed,

    /// <summary>Columns side by side, each with the provinces it is sorted by in the nearest column to its left that holds no figure, which has no heading.</summary>
    [JsonStringEnumMemberName("pairs")]
    Pairs,

    /// <summary>A row a figure of a province: province, item, value.</summary>
    [JsonStringEnumMemberName("long")]
    Long,
}

[JsonConverter(typeof(JsonStringEnumConverter<TableUse>))]
public enum TableUse
{
    [JsonStringEnumMemberName("load")]
    Load,
    [JsonStringEnumMemberName("check")]
    Check,
}

[JsonConverter(typeof(JsonStringEnumConverter<OtherHeadings>))]
public enum OtherHeadings
{
    [JsonStringEnumMemberName("warn")]
    Warn,
    [JsonStringEnumMemberName("ignore")]
    Ignore,
    [JsonStringEnumMemberName("indicators")]
    Indicators,
}

/// <summary>Where the year stands. All that is given must agree; a sheet on which it does not is stale.</summary>
public sealed record YearRule
{
    public int? Value { get; init; }

    /// <summary>Patterns with a group named year: of the sheet's name, of a heading, of the file's name.</summary>
    public string? Sheet { get; init; }
    public string? Heading { get; init; }
    public string? File { get; init; }

    /// <summary>A column that holds each row's year.</summary>
    public Heading? Column { get; init; }
}

/// <summary>The header begins on the first row that holds this heading.</summary>
public sealed record HeaderRule
{
    public required string Find { get; init; }
    public int Rows { get; init; } = 1;
}

/// <summary>How a heading is known: by its text (case, blanks, line breaks and a trailing asterisk do not count), by a pattern, or by the letter of its column.</summary>
public record Heading
{
    public string? Title { get; init; }
    public string? Pattern { get; init; }
    public string? Column { get; init; }

    /// <summary>Which of several headings of that text; where it is not told there must be one only.</summary>
    public int? Occurrence { get; init; }
}

public sealed record ProvinceRule
{
    public Heading? Name { get; init; }
    public Heading? Code { get; init; }

    /// <summary>Whose codes: gso (statistical codes) or a scheme of code-schemes.json.</summary>
    public string Scheme { get; init; } = "gso";
}

/// <summary>A figure: its heading and what it means. The pattern of the heading may hold a group named item.</summary>
public sealed record FigureRule : Heading
{
    public string? Item { get; init; }

    /// <summary>score, rank, group, percent, max_score, … as in the published tables; standard_error, interval_low, interval_high, variance, observations.</summary>
    public string Measure { get; init; } = "score";

    /// <summary>A share stored as 0–1: 0.8497 means 84.97 percent.</summary>
    public bool IsShare { get; init; }

    /// <summary>The table may lack it.</summary>
    public bool IsOptional { get; init; }
}
