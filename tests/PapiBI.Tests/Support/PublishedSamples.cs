using System.Collections.Concurrent;
using PapiBI.Etl.Jobs;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

[assembly: AssemblyFixture(typeof(PublishedSamples))]

namespace PapiBI.Tests.Support;

/// <summary>The sample inbox, loaded and published once on an engine for all tests that only read.</summary>
public sealed class PublishedSamples : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentDictionary<ReportRequest, Lazy<byte[]>> workbooks = [];
    private readonly ConcurrentDictionary<ReportRequest, Lazy<ReportDocument>> documents = [];
    private readonly Lock asking = new();
    private readonly Lazy<Release> release;
    private readonly Lazy<ReleaseCatalog> catalog;
    private readonly Lazy<PublishedPlans> plans;
    private readonly TestEngine engine;
    private readonly Lazy<PublishedSamples> onServer = new(() => new PublishedSamples(TestEngine.SqlServer));

    public PublishedSamples()
        : this(TestEngine.DuckDb)
    {
    }

    private PublishedSamples(TestEngine engine)
    {
        this.engine = engine;
        Data = engine.Lend(folder.Path);
        release = new(() =>
        {
            using (var database = WorkingDatabase.Open(Data, Clock, TimeSpan.FromSeconds(30)))
            {
                var outcomes = new LoadJob(database, Data, Clock, Steps.Silent).Run([Samples.Folder]);
                Assert.All(outcomes, file => Assert.IsType<LoadOutcome.Loaded>(file.Outcome));
                Assert.IsType<PublishOutcome.Published>(new ReleasePublisher(database, Data, Clock, Steps.Silent).Publish());
            }

            return Release.Open(Data, Release.CurrentFile(Data)!);
        });
        catalog = new(() => ReleaseCatalog.Read(Release));
        plans = new(() => new PublishedPlans(this));
    }

    public FixedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));
    public DataFolder Data { get; }

    /// <summary>With its plans.</summary>
    public Release Release => release.Value;

    /// <summary>What everybody may have: without plans.</summary>
    public string PublicFile => Path.Combine(Data.Releases, Path.GetFileName(Release.File));
    public ReleaseCatalog Catalog => catalog.Value;

    /// <summary>The same with improvement plans.</summary>
    public PublishedPlans Plans => plans.Value;

    public ReportDocument Document(ReportRequest request) => documents.GetOrAdd(request, asked => new(() => Build(asked))).Value;

    public byte[] Workbook(ReportRequest request) => workbooks.GetOrAdd(request, asked => new(() => ExcelRenderer.Render(Document(asked)))).Value;

    public ReadWorkbook Open(ReportRequest request) => new(Workbook(request));

    public ReportDocument Document(int year, string province, Language language = Language.Vietnamese) => Document(new ProvinceRequest("PAPI", year, province, language));

    public byte[] Workbook(int year, string province, Language language = Language.Vietnamese) => Workbook(new ProvinceRequest("PAPI", year, province, language));

    public ReadWorkbook Open(int year, string province, Language language = Language.Vietnamese) => new(Workbook(year, province, language));

    private ReportDocument Build(ReportRequest request)
    {
        lock (asking)
        {
            return Report.Build(Release, Catalog, request);
        }
    }

    /// <summary>The same on an engine, loaded there when it is first asked for.</summary>
    public PublishedSamples On(TestEngine other) => other == engine ? this : onServer.Value;

    /// <summary>A copy of the whole installation, to be changed and given back.</summary>
    public DataFolder CopyTo(TemporaryFolder target)
    {
        _ = Release;
        return engine.Copy(Data, target.Path);
    }

    public void GiveBack(DataFolder copy) => engine.GiveBack(copy);

    /// <summary>What an analyst reads in the release, as <see cref="TestEngine.Read"/> tells it.</summary>
    public IReadOnlyList<string> Read(string sql)
    {
        _ = Release;
        return engine.Read(Data, sql);
    }

    public void Dispose()
    {
        if (onServer.IsValueCreated)
        {
            onServer.Value.Dispose();
        }

        if (plans.IsValueCreated)
        {
            plans.Value.Dispose();
        }

        if (release.IsValueCreated)
        {
            release.Value.Dispose();
        }

        folder.Dispose();
    }
}
