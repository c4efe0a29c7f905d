using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;

namespace PapiBI.Worker.Service;

/// <summary>Does at once, for a site's server that asked for it, what the clock would do in its time: takes up what is in the inbox and publishes it, in one run.</summary>
internal sealed class RefreshJob(Workshop shop, InboxJob inbox, PublishJob publish) : Job
{
    private readonly Refreshes refreshes = new(shop.State, shop.Clock);

    public override string Name => "refresh";
    public override string Lease => Warehouse;

    public override bool IsDue() => refreshes.IsDue(shop.WorkerId);

    public override bool Run(RunLog run, CancellationToken stopping)
    {
        // Who asks has just sent the files: they are to be part of it. Another worker may have done it meanwhile.
        if (inbox.IsArriving() || !IsDue())
        {
            return false;
        }

        run.SaysAll = true;
        var runId = run.Begin();
        if (refreshes.Take(shop.WorkerId, runId) is not { } asked)
        {
            return false;
        }

        try
        {
            inbox.Run(run, stopping);
            if (stopping.IsCancellationRequested)
            {
                refreshes.PutBack(asked, shop.WorkerId);
                return false;
            }

            var isPublished = publish.Run(run, stopping);
            var trouble = shop.Runs.Find(runId)!.Steps.Where(step => step.Outcome != Outcome.Done).OrderBy(step => step.Outcome == Outcome.Failed ? 0 : 1).FirstOrDefault();
            End(asked, trouble?.Outcome ?? Outcome.Done, trouble?.Cause ?? new Text("", ""), isPublished ? ReleaseFiles.In(shop.Data)[^1].Id : null);
            return isPublished;
        }
        catch (WarehouseBusyException)
        {
            // A verb of somebody else writes.
            refreshes.PutBack(asked, shop.WorkerId);
            throw;
        }
        catch (Exception e)
        {
            End(asked, Outcome.Failed, e is WarehouseUnavailableException unavailable ? unavailable.Reason : new Text(e.Message, e.Message), releaseId: null);
            throw;
        }
    }

    private void End(RefreshRow asked, string outcome, Text cause, int? releaseId) => Workshop.Keep(() => refreshes.End(asked, shop.WorkerId, outcome, cause, releaseId));
}
