using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Support;

/// <summary>A real warehouse in a folder of its own.</summary>
public sealed class TestWarehouse : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public DataFolder Data => new(folder.Path);

    public FixedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));

    public IReadOnlyList<LoadOutcome> Load(params IEnumerable<LoadBatch> batches)
    {
        using var database = Open();
        var loader = new WarehouseLoader(database, Clock, Steps.Silent);
        return [.. batches.Select(loader.Load)];
    }

    public PublishOutcome Publish()
    {
        using var database = Open();
        Clock.Advance(TimeSpan.FromSeconds(1));
        return new ReleasePublisher(database, Data, Clock, Steps.Silent).Publish();
    }

    public WorkingDatabase Open() => WorkingDatabase.Open(Data, Clock, TimeSpan.FromSeconds(10));

    public Release OpenRelease() => Release.Open(Release.CurrentFile(Data) ?? throw new InvalidOperationException("Nothing was published."));

    public void Dispose() => folder.Dispose();
}

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset current = now;

    public override DateTimeOffset GetUtcNow() => current;

    public void Advance(TimeSpan by) => current += by;
}
