using PapiBI.Reports.Definitions.MultiIndex;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;

namespace PapiBI.Worker.Subscribing;

/// <summary>What was decided of one subscription's occasions.</summary>
public sealed record Planned(Subscription Subscription, OccasionDecision Decision);

/// <summary>
/// Decides which occasions of the subscriptions have come – releases that bring figures of their index, instants of their schedule – and what is done of each:
/// served, or let pass. Decides each once, however often it is asked, by however many workers.
/// </summary>
public sealed class Planner(StateDatabase state, DataFolder folder, TimeProvider clock, TimeSpan grace)
{
    private readonly Subscriptions subscriptions = new(state, clock);
    private readonly Occasions occasions = new(state, clock);

    /// <param name="onFailure">Told of each subscription that could not be decided – a release that cannot be read, say. The others go on.</param>
    /// <returns>What was decided now.</returns>
    public IReadOnlyList<Planned> Decide(Action<Subscription, Exception> onFailure)
    {
        var due = subscriptions.All().Where(s => !s.IsPaused && s.Recipients.Count > 0).ToList();
        if (due.Count == 0)
        {
            return [];
        }

        using var releases = new OpenReleases(folder);
        var planned = new List<Planned>();
        foreach (var subscription in due)
        {
            try
            {
                planned.AddRange(Decide(subscription, releases));
            }
            catch (Exception e)
            {
                onFailure(subscription, e);
            }
        }

        return planned;
    }

    private IEnumerable<Planned> Decide(Subscription subscription, OpenReleases releases)
    {
        var now = clock.GetUtcNow();
        var (decisions, release) = subscription.On switch
        {
            Trigger.Publication on => OfPublications(subscription, on, releases, now),
            Trigger.Schedule on => (OfSchedule(subscription, on, releases, now), subscription.DecidedRelease),
            _ => throw new ArgumentOutOfRangeException(nameof(subscription), subscription.On, "No occasions of this trigger."),
        };

        // The clock may have been set back: what is decided stays decided.
        var until = now > subscription.DecidedUntil ? now : subscription.DecidedUntil;
        var isWorthWriting = decisions.Count > 0 || release > subscription.DecidedRelease;
        return isWorthWriting && occasions.Decide(subscription, decisions, until, release) ? decisions.Select(decision => new Planned(subscription, decision)) : [];
    }

    private (IReadOnlyList<OccasionDecision> Decisions, int DecidedRelease) OfPublications(Subscription subscription, Trigger.Publication on, OpenReleases releases, DateTimeOffset now)
    {
        var parameters = ParametersOf(subscription);
        var newer = releases.All.Where(file => file.Id > subscription.DecidedRelease).ToList();
        var concerning = newer.Where(file => IsConcerned(parameters, file, releases)).ToList();
        var served = Served(subscription.Missed, concerning, file => file.PublishedAt, now);
        return ([.. concerning.Select(file => Decision(subscription, OccasionDecision.OfRelease(file.Id), file, releases, served.Contains(file)))], newer.Count > 0 ? newer[^1].Id : subscription.DecidedRelease);
    }

    private IReadOnlyList<OccasionDecision> OfSchedule(Subscription subscription, Trigger.Schedule on, OpenReleases releases, DateTimeOffset now)
    {
        var instants = Schedule.Read(on.Cron, subscription.TimeZone, out _)?.Between(subscription.DecidedUntil, now) ?? [];
        var served = Served(subscription.Missed, instants, instant => instant, now);
        return [.. instants.Select(instant => releases.Current is { } current
            ? Decision(subscription, OccasionDecision.OfInstant(instant), current, releases, served.Contains(instant))
            : new OccasionDecision
            {
                Occasion = OccasionDecision.OfInstant(instant),
                ReleaseId = 0,
                ReleaseFile = "",
                Deliveries = [],
                IsRefused = true,
                Reason = new Text("Chưa có bản phát hành nào.", "There was no release yet."),
            })];
    }

    // What came within the grace is on time, whatever the rule for what was missed.
    private HashSet<T> Served<T>(MissedPolicy missed, IReadOnlyList<T> inOrder, Func<T, DateTimeOffset> at, DateTimeOffset now)
    {
        var onTime = inOrder.Where(occasion => at(occasion) >= now - grace);
        return missed switch
        {
            MissedPolicy.CatchUp => [.. inOrder],
            MissedPolicy.Latest => [.. inOrder.TakeLast(1)],
            MissedPolicy.Skip => [.. onTime],
            _ => throw new ArgumentOutOfRangeException(nameof(missed), missed, "No rule for this policy."),
        };
    }

    // A report on all indices is of the year of the one that sets it off.
    private static ReportParameters ParametersOf(Subscription subscription)
    {
        var parameters = ReportParameters.Of(subscription.Parameters);
        return subscription is { Report: MultiIndexBrief.Id, On: Trigger.Publication on } ? parameters with { Index = on.IndexCode } : parameters;
    }

    private static bool IsConcerned(ReportParameters parameters, FiledRelease file, OpenReleases releases) =>
        parameters.WithYear(releases.Catalog(file)) is { Year: { } year } && releases.NewIn(file).Contains(new EditionName(parameters.Index, year));

    private static OccasionDecision Decision(Subscription subscription, string occasion, FiledRelease release, OpenReleases releases, bool isServed)
    {
        var parameters = ParametersOf(subscription).WithYear(releases.Catalog(release))?.For(subscription.Report);
        var isRefused = isServed && parameters is null;
        return new OccasionDecision
        {
            Occasion = occasion,
            ReleaseId = release.Id,
            ReleaseFile = release.Name,
            Deliveries = !isServed || parameters is null
                ? []
                : [.. subscription.Recipients.Select(recipient => new PlannedDelivery
                {
                    Recipient = recipient,
                    Parameters = (recipient.Province.Length > 0 ? parameters with { Province = recipient.Province } : parameters).Json(),
                })],
            IsRefused = isRefused,
            Reason = (isServed, isRefused) switch
            {
                (false, _) => new Text("Đã lỡ; theo quy tắc của đăng ký thì bỏ qua.", "Missed, and let pass by the subscription's rule."),
                (_, true) => new Text("Bản phát hành không có số liệu của chỉ số này.", "The release has no figures of that index."),
                _ => new Text("", ""),
            },
        };
    }
}
