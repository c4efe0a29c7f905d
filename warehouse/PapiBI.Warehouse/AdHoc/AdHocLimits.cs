namespace PapiBI.Warehouse.AdHoc;

/// <summary>How much one question may take. Time counts from the call until the last row is read.</summary>
public sealed record AdHocLimits
{
    public int MaxRows { get; init; } = 10_000;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a cancelled engine may take to stop: planning and single huge values cannot be interrupted.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The most characters of a text, or bytes of a value of bytes.</summary>
    public int LongestCell { get; init; } = 1 << 20;

    /// <summary>The most characters and bytes of all texts read; a number counts as eight.</summary>
    public long MaxBytes { get; init; } = long.MaxValue;

    public int MemoryMegabytes { get; init; } = 512;

    public int Threads { get; init; } = 1;
}
