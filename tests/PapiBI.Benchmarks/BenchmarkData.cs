using PapiBI.Etl.Jobs;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Benchmarks;

/// <summary>The shipped figures, loaded and published once, in a folder that is thrown away.</summary>
internal sealed class BenchmarkData : IDisposable
{
    public BenchmarkData(string folder)
    {
        Root = folder;
        Folder = new DataFolder(Path.Combine(folder, "data"));
        Database = WorkingDatabase.Open(Folder, TimeProvider.System, TimeSpan.FromSeconds(10));
        new LoadJob(Database, Folder, TimeProvider.System, Steps.Silent).Run([Path.Combine(AppContext.BaseDirectory, "samples")]);
        ReleaseFile = new ReleasePublisher(Database, Folder, TimeProvider.System, Steps.Silent).Publish() is PublishOutcome.Published published
            ? published.File
            : throw new InvalidOperationException("The shipped figures were not published.");
    }

    public string Root { get; }
    public DataFolder Folder { get; }
    public WorkingDatabase Database { get; }
    public string ReleaseFile { get; }

    public void Dispose() => Database.Dispose();
}
