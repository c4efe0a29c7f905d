using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Support;

/// <summary>A real warehouse of its own.</summary>
public sealed class TestWarehouse : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TestEngine engine;

    public TestWarehouse()
        : this(TestEngine.DuckDb)
    {
    }

    public TestWarehouse(TestEngine engine)
    {
        this.engine = engine;
        Data = engine.Lend(folder.Path);
    }

    private TestWarehouse(TestWarehouse other)
    {
        engine = other.engine;
        Data = engine.Copy(other.Data, folder.Path);
    }

    public DataFolder Data { get; }

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

    /// <summary>Another with the same rows.</summary>
    public TestWarehouse Copy() => new(this);

    /// <summary>With its plans, as the service opens it.</summary>
    public Release OpenRelease() => Release.Open(Data, Release.CurrentFile(Data) ?? throw new InvalidOperationException("Nothing was published."));

    /// <summary>What an analyst reads in the current release: each row as its values with blanks between, "–" for null.</summary>
    public IReadOnlyList<string> Read(string sql) => engine.Read(Data, sql);

    public void Dispose()
    {
        engine.GiveBack(Data);
        folder.Dispose();
    }
}

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset current = now;

    public override DateTimeOffset GetUtcNow() => current;

    public void Advance(TimeSpan by) => current += by;
}
