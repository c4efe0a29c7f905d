using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PapiBI.Warehouse.State;

/// <summary>One report for one recipient, to be delivered on an occasion.</summary>
public sealed record PlannedDelivery
{
    public required SubscriptionRecipient Recipient { get; init; }

    /// <summary>What the report is of, as the worker writes it: with its year and province.</summary>
    public required string Parameters { get; init; }
}

/// <summary>What was decided of a release, a scheduled instant or a list to be reminded of.</summary>
public sealed record OccasionDecision
{
    private const string Release = "release ";

    /// <summary>"release 7", "2026-11-25T00:00:00.000Z" or, of a reminder, its list: "NINH-THUAN-PAPI-2021 2021-Q2 SNV".</summary>
    public required string Occasion { get; init; }
    public required int ReleaseId { get; init; }
    public required string ReleaseFile { get; init; }

    /// <summary>None where the occasion is let pass.</summary>
    public required IReadOnlyList<PlannedDelivery> Deliveries { get; init; }

    /// <summary>Whether it cannot be served, rather than being let pass by the subscription's own rule.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Why it was let pass or cannot be served; else blank.</summary>
    public Text Reason { get; init; } = new("", "");

    public static string OfRelease(int releaseId) => $"{Release}{releaseId}";

    public static string OfInstant(DateTimeOffset instant) => StateDatabase.Text(instant);

    /// <summary>Null where the occasion is no release.</summary>
    public static int? ReleaseOf(string occasion) =>
        occasion.StartsWith(Release, StringComparison.Ordinal) && int.TryParse(occasion[Release.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Null where the occasion is no instant.</summary>
    public static DateTimeOffset? InstantOf(string occasion) => StateDatabase.TimeOrNone(occasion);
}

/// <summary>An occasion that was decided.</summary>
public sealed record OccasionRow(string Subscription, string Occasion, DateTimeOffset DecidedAt, string Outcome, int Deliveries, Text Reason);

/// <summary>Turns occasions into deliveries, each once, whoever decides and however often.</summary>
public sealed class Occasions(StateDatabase state, TimeProvider clock)
{
    /// <summary>Writes decisions, their deliveries and how far the subscription is decided now, all or nothing.</summary>
    /// <param name="subscription">As it was read when the decisions were made.</param>
    /// <param name="decisions">In the order of time.</param>
    /// <param name="until">Scheduled instants up to here are decided then.</param>
    /// <param name="release">Releases up to here are decided then.</param>
    /// <returns>False where it was changed or decided by somebody else meanwhile: nothing was written.</returns>
    public bool Decide(Subscription subscription, IReadOnlyList<OccasionDecision> decisions, DateTimeOffset until, int release) => state.Write(transaction =>
    {
        var now = StateDatabase.Text(clock.GetUtcNow());
        var isOurs = transaction.Execute(
            """
            update subscription
            set decided_until = case when decided_until < @until then @until else decided_until end,
                decided_release = case when decided_release < @release then @release else decided_release end
            where subscription_id = @Id
              and decided_until = @readUntil
              and decided_release = @DecidedRelease
              and is_paused = 0
              and removed_at is null
            """,
            new { subscription.Id, until = StateDatabase.Text(until), release, readUntil = StateDatabase.Text(subscription.DecidedUntil), subscription.DecidedRelease }) == 1;
        foreach (var decision in isOurs ? decisions : [])
        {
            Write(transaction, subscription, decision, now);
        }

        return isOurs;
    });

    /// <summary>Whether that occasion of the subscription was decided before, in whatever way.</summary>
    public bool IsDecided(Subscription subscription, string occasion) => state.Read(
        "select 1 from occasion o where o.subscription_id = @Id and o.occasion = @occasion",
        r => r.GetInt32(0),
        new { subscription.Id, occasion }).Count > 0;

    /// <returns>The newest first.</returns>
    public IReadOnlyList<OccasionRow> Newest(int most) => state.Read(
        """
        select
            s.name,
            o.occasion,
            o.decided_at,
            o.outcome,
            o.deliveries,
            o.reason_vi,
            o.reason_en
        from occasion o
        join subscription s on s.subscription_id = o.subscription_id
        order by o.decided_at desc, s.name, o.occasion desc
        offset 0 rows fetch next @most rows only
        """,
        r => new OccasionRow(r.GetString(0), r.GetString(1), StateDatabase.Time(r.GetString(2)), r.GetString(3), r.GetInt32(4), new Text(r.GetString(5), r.GetString(6))),
        new { most });

    private static void Write(StateTransaction transaction, Subscription subscription, OccasionDecision decision, string now)
    {
        var isNew = transaction.Execute(
            """
            insert into occasion (subscription_id, occasion, decided_at, outcome, deliveries, reason_vi, reason_en)
            select @Id, @Occasion, @now, @outcome, @count, @vi, @en
            where not exists (select 1 from occasion o where o.subscription_id = @Id and o.occasion = @Occasion)
            """,
            new
            {
                subscription.Id,
                decision.Occasion,
                now,
                outcome = decision.IsRefused ? "refused" : decision.Deliveries.Count > 0 ? "planned" : "skipped",
                count = decision.Deliveries.Count,
                vi = decision.Reason.Vi,
                en = decision.Reason.En,
            }) == 1;
        if (!isNew)
        {
            return;
        }

        var id = transaction.Next("delivery", "delivery_id");
        foreach (var delivery in decision.Deliveries)
        {
            transaction.Execute(
                """
                insert into delivery (delivery_id, delivery_key, subscription_id, occasion, address, name, greeting, province, report, parameters, language,
                    release_id, release_file, state, attempts, crashes, unknowns, next_attempt_at, reason_vi, reason_en, created_at)
                values (@id, @key, @subscriptionId, @Occasion, @Address, @Name, @Greeting, @Province, @Report, @Parameters, @language,
                    @ReleaseId, @ReleaseFile, 'due', 0, 0, 0, @now, '', '', @now)
                """,
                new
                {
                    id,
                    key = KeyOf(subscription, decision, delivery.Recipient),
                    subscriptionId = subscription.Id,
                    decision.Occasion,
                    delivery.Recipient.Address,
                    delivery.Recipient.Name,
                    delivery.Recipient.Greeting,
                    delivery.Recipient.Province,
                    subscription.Report,
                    delivery.Parameters,
                    language = Subscriptions.LanguageCode(subscription.Language),
                    decision.ReleaseId,
                    decision.ReleaseFile,
                    now,
                });
            id++;
        }
    }

    // The release's file name, which holds its time and hash, tells apart what two installations number alike.
    private static string KeyOf(Subscription subscription, OccasionDecision decision, SubscriptionRecipient recipient) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', subscription.Id, subscription.Name, decision.Occasion, decision.ReleaseFile, recipient.Address.ToLowerInvariant(), recipient.Province))))[..32];
}
