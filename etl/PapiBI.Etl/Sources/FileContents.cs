using PapiBI.Etl.Parsing;
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
}
