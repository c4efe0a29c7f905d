using Microsoft.Extensions.Logging;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Worker.Service;

/// <summary>Decides which occasions have come. A job of its own: a long delivering must not make an instant look missed.</summary>
internal sealed class PlanJob(Workshop shop, OperatorReport report) : Job
{
    public override string Name => "plan";
    public override string Lease => "plan";

    public override bool Run(RunLog run, CancellationToken stopping)
    {
        var began = shop.Clock.GetTimestamp();
        var isPlanned = false;
        var planner = new Planner(shop.State, shop.Data, shop.Clock, TimeSpan.FromMinutes(shop.Settings.Deliver.GraceMinutes));
        foreach (var (subscription, decision) in planner.Decide((subscription, failure) => run.Record("plan", subscription.Name, began, failure)))
        {
            run.Record("plan", $"{subscription.Name} · {decision.Occasion}", began, new StepResult(1, decision.Deliveries.Count, 0, decision.IsRefused ? decision.Reason : null));
            began = shop.Clock.GetTimestamp();
            isPlanned |= decision.Deliveries.Count > 0;
        }

        report.Send(stopping);
        return isPlanned;
    }
}
