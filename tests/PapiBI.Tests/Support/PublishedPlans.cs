using System.Collections.Concurrent;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Support;

/// <summary>The published samples with the plans of <see cref="SamplePlan"/>, for tests that only read.</summary>
public sealed class PublishedPlans : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentDictionary<ReportRequest, ReportDocument> documents = [];
    private readonly ConcurrentDictionary<ReportRequest, byte[]> workbooks = [];
    private readonly Lock asking = new();

    public PublishedPlans(PublishedSamples samples)
    {
        Data = samples.CopyTo(folder);
        using (var database = WorkingDatabase.Open(Data, samples.Clock, TimeSpan.FromSeconds(30)))
        {
            // The plan that is shipped is of the same province and year as one of these.
            database.Execute("update source_load set status = 'refused' where kind in ('plan', 'plan-progress')");
            foreach (var batch in SamplePlan.All)
            {
                Assert.IsType<LoadOutcome.Loaded>(new WarehouseLoader(database, samples.Clock, Steps.Silent).Load(batch));
            }

            Assert.IsType<PublishOutcome.Published>(new ReleasePublisher(database, Data, samples.Clock, Steps.Silent).Publish());
        }

        Release = Release.Open(Data, Release.CurrentFile(Data)!);
        Catalog = ReleaseCatalog.Read(Release);
    }

    public DataFolder Data { get; }
    public Release Release { get; }
    public ReleaseCatalog Catalog { get; }

    public ReportDocument Document(ReportRequest request)
    {
        lock (asking)
        {
            return documents.GetOrAdd(request, asked => Report.Build(Release, Catalog, asked));
        }
    }

    public byte[] Workbook(ReportRequest request) => workbooks.GetOrAdd(request, asked => ExcelRenderer.Render(Document(asked)));

    public ReadWorkbook Open(ReportRequest request) => new(Workbook(request));

    public void Dispose()
    {
        Release.Dispose();
        folder.Dispose();
    }
}
