using PapiBI.Etl.Described;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Sources;

/// <summary>The one table of a file in the project's own format: what it says of itself, its header and its rows, still as text.</summary>
public sealed record FileContents
{
    public required SourceFile File { get; init; }
    public required LoadKind Kind { get; init; }

    /// <summary>The sheet the table stands on; "" in a text file.</summary>
    public required string Sheet { get; init; }
    public required Metadata Metadata { get; init; }
    public required RawRow Header { get; init; }
    public required IReadOnlyList<RawRow> Rows { get; init; }
}

/// <summary>What became of a file: its contents, or the issues that refuse it. The file itself is known either way, so that a refusal can be recorded.</summary>
public sealed record FileReading(SourceFile File, FileContents? Contents, IReadOnlyList<Issue> Issues)
{
    /// <summary>The file as it arrived; empty where it is refused, so that an inbox of hostile files costs no memory.</summary>
    public byte[] Bytes { get; init; } = [];

    /// <summary>The figures of a publisher's own workbook; <see cref="Contents"/> is then null.</summary>
    public DescribedFile? Described { get; init; }

    /// <summary>What the file holds, for the order of loading; null where it cannot be read.</summary>
    public LoadKind? Kind => Contents?.Kind ?? (Described is null ? null : Described.Kind);

    /// <summary>Every sheet as it was read, of a text one without a name; none where the file could not be opened.</summary>
    public IReadOnlyList<RawSheet> Sheets { get; init; } = [];

    /// <summary>The mail address of whoever sends such files, and their language, where a description of the source names them.</summary>
    public string? Owner { get; init; }
    public Language? OwnerLanguage { get; init; }
}
