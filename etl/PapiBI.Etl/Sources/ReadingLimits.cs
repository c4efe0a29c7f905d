namespace PapiBI.Etl.Sources;

/// <summary>How much of a file is read before it is refused, so that a hostile file costs a refusal and not the memory of the server.</summary>
public sealed record ReadingLimits
{
    public static ReadingLimits Default { get; } = new();

    public long FileBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Of all parts of a workbook together that were read, unpacked.</summary>
    public long UnpackedBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Of all texts of a workbook together that were read.</summary>
    public long Letters { get; init; } = 32L * 1024 * 1024;

    public int Rows { get; init; } = 100_000;
    public int Columns { get; init; } = 1_000;

    /// <summary>Of all sheets together that were read.</summary>
    public int Cells { get; init; } = 1_000_000;
}
