using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;

namespace PapiBI.Worker.Service;

/// <summary>Audits what is loaded and makes it the release, where anything was loaded since the last one – by whomever.</summary>
internal sealed class PublishJob(Workshop shop) : Job
{
    private readonly Refreshes refreshes = new(shop.State, shop.Clock);

    public override string Name => "publish";
    public override string Lease => Warehouse;

    // Where somebody's server asked for it, the release is that request's.
    public override bool Run(RunLog run, CancellationToken stopping) => !refreshes.HasPrecedence(shop.WorkerId) && Publish(run);

    /// <summary>As the job does it, whoever asked.</summary>
    public bool Publish(RunLog run)
    {
        if (!shop.Data.HasWarehouse)
        {
            return false;
        }

        var began = shop.Clock.GetTimestamp();
        using var database = WorkingDatabase.Open(shop.Data, shop.Clock, shop.Patience);
        switch (new ReleasePublisher(database, shop.Data, shop.Clock, shop.Steps).Publish())
        {
            case PublishOutcome.Published published:
                run.Record("publish", Path.GetFileName(published.File), began, new StepResult(0, 0, 0));
                return true;
            case PublishOutcome.Unchanged:
                return false;
            case PublishOutcome.Refused refused:
                run.Record("publish", "", began, new StepResult(0, 0, refused.Issues.Count, refused.Issues[0].Message));
                return false;
            case var outcome:
                throw new InvalidOperationException($"No step for {outcome}.");
        }
    }
}
