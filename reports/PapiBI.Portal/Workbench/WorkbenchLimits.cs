using PapiBI.Warehouse;

namespace PapiBI.Portal.Workbench;

/// <summary>What one question may take, as the workbench shows it before and holds it after.</summary>
public sealed record WorkbenchLimits
{
    /// <summary>The most characters of one value.</summary>
    public const int LongestCell = 1 << 20;

    public int MaxRows { get; init; } = 100_000;
    public int MaxMegabytes { get; init; } = 64;
    public double Seconds { get; init; } = 30;
    public int MemoryMegabytes { get; init; } = 512;

    /// <summary>How many questions run at a time, of all people and of one. Whoever comes later waits, and is told so when it takes too long.</summary>
    public int AtOnce { get; init; } = Math.Max(2, Environment.ProcessorCount);
    public int AtOnceOfOne { get; init; } = 1;
    public double WaitSeconds { get; init; } = 20;

    /// <summary>How many answers are made into files at a time: each is held whole until it is written.</summary>
    public int FilesAtOnce { get; init; } = 2;

    /// <summary>How long an answer that has been found is kept for a reader who takes it slowly.</summary>
    public double DeliverySeconds { get; init; } = 120;

    internal IEnumerable<Text> Faults()
    {
        var bounds = new (string Name, double Value, double Least, double Most)[]
        {
            (nameof(MaxRows), MaxRows, 1, 100_000),
            (nameof(MaxMegabytes), MaxMegabytes, 1, 256),
            (nameof(Seconds), Seconds, 1, 600),
            (nameof(MemoryMegabytes), MemoryMegabytes, 64, 65_536),
            (nameof(AtOnce), AtOnce, 1, 64),
            (nameof(AtOnceOfOne), AtOnceOfOne, 1, 64),
            (nameof(WaitSeconds), WaitSeconds, 0, 600),
            (nameof(FilesAtOnce), FilesAtOnce, 1, 16),
            (nameof(DeliverySeconds), DeliverySeconds, 1, 3_600),
        };
        return bounds.Where(bound => !(bound.Value >= bound.Least && bound.Value <= bound.Most)).Select(bound => new Text(
            $"workbench.{bound.Name}: phải từ {bound.Least:0} đến {bound.Most:0}.",
            $"workbench.{bound.Name}: must be from {bound.Least:0} to {bound.Most:0}."));
    }
}
