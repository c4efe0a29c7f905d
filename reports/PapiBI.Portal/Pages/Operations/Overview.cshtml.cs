using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.Operations;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Pages.Operations;

/// <summary>How the service stands, on one screen: what is current, who is at work, and what waits for a person.</summary>
[Authorize(Policy = Policies.Steward)]
public sealed class OverviewModel(DataFolder data, ReleaseNews news, Workers workers, Runs runs, Deliveries deliveries, RefusedFiles refused, Refreshes refreshes, InboxFolder inbox) : PageModel
{
    private const int LastRuns = 5;
    private const int MostRefused = 1000;

    public FiledRelease? Release { get; private set; }
    public FiledRelease? Before { get; private set; }

    /// <summary>Null where it cannot be told.</summary>
    public IReadOnlyList<EditionName>? News { get; private set; }
    public IReadOnlyList<WorkerRow> Alive { get; private set; } = [];
    public IReadOnlyList<RunRow> Runs { get; private set; } = [];

    /// <summary>The load that a site's server asked for last; null: none ever did.</summary>
    public RefreshRow? AskedLast { get; private set; }

    /// <summary>Null where the portal cannot look into the inbox.</summary>
    public IReadOnlyList<SeenFile>? Waiting { get; private set; }
    public IReadOnlyList<RefusedFile> Refused { get; private set; } = [];
    public IReadOnlyDictionary<string, int> Deliveries { get; private set; } = new Dictionary<string, int>();
    public int Troubled => DeliveryStates.Troubled.Sum(state => Deliveries.GetValueOrDefault(state));

    public void OnGet()
    {
        var all = ReleaseFiles.In(data);
        if (Warehouse.Releases.Release.CurrentFile(data) is { } current)
        {
            Release = all.FirstOrDefault(release => release.Name == Path.GetFileName(current));
            Before = Release is null ? null : all.LastOrDefault(release => release.Id < Release.Id);
            News = Release is null ? null : news.Of(Release, Before);
        }

        Alive = [.. workers.All().Where(worker => worker.IsAlive)];
        Runs = runs.Newest(LastRuns);
        AskedLast = refreshes.Newest(1).FirstOrDefault();
        var seen = inbox.Look();
        Waiting = seen is null ? null : [.. seen.Where(file => file.State is InboxState.Waiting or InboxState.SetAside)];
        Refused = RefusedModel.StillThere(refused.Newest(MostRefused), seen);
        Deliveries = deliveries.Counts();
    }
}
