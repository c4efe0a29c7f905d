using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Worker.Service;

/// <summary>Does at once, for a site's server that asked for it, what the clock would do in its time: takes up what is in the inbox and publishes it, in one run.</summary>
internal sealed class RefreshJob(Workshop shop, InboxJob inbox, PublishJob publish) : Job
{
    private static readonly string[] ByWeight = ["publish", "load", "describe"];

    private readonly Refreshes refreshes = new(shop.State, shop.Clock);

    public override string Name => "refresh";
    public override string Lease => Warehouse;

    public override bool IsDue() => refreshes.IsDue(shop.WorkerId);

    public override bool Run(RunLog run, CancellationToken stopping)
    {
        // Another worker may have done it meanwhile. Who asks has just sent the files: they are to be part of it.
        if (!IsDue() || IsArriving())
        {
            return false;
        }

        if (refreshes.Take(shop.WorkerId, run.Begin()) is not { } asked)
        {
            return false;
        }

        run.SaysAll = true;

        try
        {
            if (inbox.TakeUp(run, stopping) == InboxResult.HeldBack || stopping.IsCancellationRequested)
            {
                refreshes.PutBack(asked, shop.WorkerId);
                return false;
            }

            var isPublished = publish.Publish(run);
            End(asked, failure: null);
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
            End(asked, e);
            throw;
        }
    }

    // An inbox that cannot be looked into ends the request: taking it up fails for the same cause.
    private bool IsArriving()
    {
        try
        {
            return inbox.IsArriving();
        }
        catch (Exception)
        {
            return false;
        }
    }

    // Of all that was done for it, also in runs before this one.
    private void End(RefreshRow asked, Exception? failure) => Workshop.Keep(() =>
    {
        var steps = refreshes.Find(asked.Id)!.Steps;
        var trouble = steps.Where(step => step.Outcome != Outcome.Done && step.Step != Name).OrderBy(step => step.Outcome == Outcome.Failed ? 0 : 1).ThenBy(step => Array.IndexOf(ByWeight, step.Step)).FirstOrDefault();
        var (outcome, cause) = failure is not null ? (Outcome.Failed, RunLog.CauseOf(failure)) : (trouble?.Outcome ?? Outcome.Done, trouble?.Cause ?? new Text("", ""));
        refreshes.End(asked, shop.WorkerId, outcome, cause, steps.Max(step => step.ReleaseId));
    });
}
