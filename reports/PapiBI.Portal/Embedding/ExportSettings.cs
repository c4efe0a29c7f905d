using PapiBI.Warehouse;

namespace PapiBI.Portal.Embedding;

/// <summary>How much is exported for sites at a time, and how much of it is kept.</summary>
public sealed record ExportSettings
{
    /// <summary>How long a file is kept after it was made, and how long it is told why there is none.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>How many are made at a time.</summary>
    public int AtOnce { get; init; } = 2;

    /// <summary>How many a site may have that are not begun yet.</summary>
    public int WaitingOfSite { get; init; } = 20;

    /// <summary>Of all files together, in memory; beyond it the oldest file is forgotten of the site that holds most.</summary>
    public int Megabytes { get; init; } = 256;

    internal IEnumerable<Text> Faults()
    {
        var bounds = new (string Name, int Value, int Most)[] { ("atOnce", AtOnce, 64), ("waitingOfSite", WaitingOfSite, 10_000), ("megabytes", Megabytes, 65_536) };
        return bounds.Where(bound => bound.Value < 1 || bound.Value > bound.Most).Select(bound => new Text(
            $"exports.{bound.Name}: phải từ 1 đến {bound.Most}.",
            $"exports.{bound.Name}: must be from 1 to {bound.Most}."));
    }
}
