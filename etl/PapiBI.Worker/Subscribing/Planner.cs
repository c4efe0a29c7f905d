using PapiBI.Reports.Definitions;
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
    internal static readonly Text LetPass = new("Đã lỡ; theo quy tắc của đăng ký thì bỏ qua.", "Missed, and let pass by the subscription's rule.");

    private readonly Subscriptions subscriptions = new(state, clock);
    private readonly Occasions occasions = new(state, clock);

    /// <param name="onFailure">Told of each subscription that could not be decided – a release that cannot be read, say. The others go on.</param>
    /// <returns>What was decided now.</returns>
    public IReadOnlyList<Planned> Decide(Action<Subscription, Exception> onFailure)
    {
        var due = subscriptions.All().Where(s => !s.IsPaused && (s.Recipients.Count > 0 || s.Report == ReminderParameters.Report)).ToList();
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
        var (decisions, release, hasCome) = subscription.On switch
        {
            Trigger.Publication on => OfPublications(subscription, on, releases, now),
            Trigger.Schedule on => OfSchedule(subscription, on, releases, now),
            _ => throw new ArgumentOutOfRangeException(nameof(subscription), subscription.On, "No occasions of this trigger."),
        };

        // The clock may have been set back: what is decided stays decided.
        var until = now > subscription.DecidedUntil ? now : subscription.DecidedUntil;
        return hasCome && occasions.Decide(subscription, decisions, until, release) ? decisions.Select(decision => new Planned(subscription, decision)) : [];
    }

    // Of reminders an instant that came may bring nothing, and is decided all the same.
    private (IReadOnlyList<OccasionDecision> Decisions, int DecidedRelease, bool HasCome) OfPublications(Subscription subscription, Trigger.Publication on, OpenReleases releases, DateTimeOffset now)
    {
        var parameters = ParametersOf(subscription);
        var newer = releases.All.Where(file => file.Id > subscription.DecidedRelease).ToList();
        var concerning = newer.Where(file => IsConcerned(parameters, file, releases)).ToList();
        var served = Served(subscription.Missed, concerning, file => file.PublishedAt, now);
        return ([.. concerning.Select(file => Decision(subscription, OccasionDecision.OfRelease(file.Id), file, releases, served.Contains(file)))], newer.Count > 0 ? newer[^1].Id : subscription.DecidedRelease, newer.Count > 0);
    }

    private (IReadOnlyList<OccasionDecision> Decisions, int DecidedRelease, bool HasCome) OfSchedule(Subscription subscription, Trigger.Schedule on, OpenReleases releases, DateTimeOffset now)
    {
        if (Schedule.Read(on.Cron, subscription.TimeZone, out _) is not { } schedule)
        {
            return ([], subscription.DecidedRelease, false);
        }

        var instants = schedule.Between(subscription.DecidedUntil, now);
        var decisions = subscription.Report == ReminderParameters.Report ? OfReminders(subscription, schedule, instants, releases, now) : OfReports(subscription, instants, releases, now);
        return (decisions, subscription.DecidedRelease, instants.Count > 0);
    }

    private IReadOnlyList<OccasionDecision> OfReports(Subscription subscription, IReadOnlyList<DateTimeOffset> instants, OpenReleases releases, DateTimeOffset now)
    {
        var served = Served(subscription.Missed, instants, instant => instant, now);
        return [.. instants.Select(instant => releases.Current is { } current
            ? Decision(subscription, OccasionDecision.OfInstant(instant), current, releases, served.Contains(instant))
            : WithoutRelease(instant))];
    }

    // Where only the newest instant counts, it brings all that came since the last one that was decided.
    private IReadOnlyList<OccasionDecision> OfReminders(Subscription subscription, Schedule schedule, IReadOnlyList<DateTimeOffset> instants, OpenReleases releases, DateTimeOffset now)
    {
        if (instants.Count == 0 || releases.Current is not { } current)
        {
            return [.. instants.TakeLast(1).Select(WithoutRelease)];
        }

        var reminders = new ReminderPlanner(subscription, schedule, current, releases.Open(current), now);
        IReadOnlyList<DateTimeOffset> asked = subscription.Missed == MissedPolicy.Latest ? [instants[^1]] : instants;
        var served = Served(subscription.Missed, asked, instant => instant, now);
        return [.. asked.Prepend(subscription.DecidedUntil).Zip(asked, (from, until) => reminders.Decide(from, until, served.Contains(until)))
            .SelectMany(decisions => decisions)
            .DistinctBy(decision => decision.Occasion)
            .Where(decision => !occasions.IsDecided(subscription, decision.Occasion))];
    }

    private static OccasionDecision WithoutRelease(DateTimeOffset instant) => new()
    {
        Occasion = OccasionDecision.OfInstant(instant),
        ReleaseId = 0,
        ReleaseFile = "",
        Deliveries = [],
        IsRefused = true,
        Reason = new Text("Chưa có bản phát hành nào.", "There was no release yet."),
    };

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
                (false, _) => LetPass,
                (_, true) => new Text("Bản phát hành không có số liệu của chỉ số này.", "The release has no figures of that index."),
                _ => new Text("", ""),
            },
        };
    }
}
