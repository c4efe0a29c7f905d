using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Jobs;

/// <summary>What became of a request: a report, or the reason why there is none.</summary>
public abstract record RenderOutcome(ReportRequest Request)
{
    public sealed record Rendered(ReportRequest Request, ReportDocument Document, byte[] Workbook) : RenderOutcome(Request);

    public sealed record Refused(ReportRequest Request, Text Reason) : RenderOutcome(Request);
}

/// <summary>Renders many reports of one release, side by side; each is byte for byte what it is alone. A release that keeps its answers is asked nothing twice.</summary>
public sealed class RenderJob(Release release, ReleaseCatalog catalog)
{
    /// <summary>At most four by themselves: each holds a workbook of some 40 MB in memory while it draws.</summary>
    public int Threads { get; init; } = Math.Min(Environment.ProcessorCount, 4);

    /// <param name="requests">Which reports of whom.</param>
    /// <param name="isDone">Called for each as soon as it is finished, in whatever order, one call at a time; the job keeps none of them.</param>
    public void Run(IEnumerable<ReportRequest> requests, Action<RenderOutcome> isDone)
    {
        var turn = new Lock();
        try
        {
            Parallel.ForEach(
                Partitioner.Create(requests, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = Threads },
                request =>
                {
                    RenderOutcome outcome = Render(request);
                    lock (turn)
                    {
                        isDone(outcome);
                    }
                });
        }
        catch (AggregateException failed)
        {
            // The caller hears of the failure as such: a full disk, not that some thread met one.
            ExceptionDispatchInfo.Throw(failed.InnerExceptions[0]);
        }
    }

    private RenderOutcome Render(ReportRequest request)
    {
        try
        {
            ReportDocument document = Report.Build(release, catalog, request);
            return new RenderOutcome.Rendered(request, document, ExcelRenderer.Render(document));
        }
        catch (ReportRefusedException refused)
        {
            return new RenderOutcome.Refused(request, refused.Reason);
        }
    }
}
