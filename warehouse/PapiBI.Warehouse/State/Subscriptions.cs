using System.Data;

namespace PapiBI.Warehouse.State;

/// <summary>What to do with occasions that passed while nobody was at work.</summary>
public enum MissedPolicy
{
    /// <summary>Each of them, late.</summary>
    CatchUp,

    /// <summary>The newest of them only.</summary>
    Latest,

    /// <summary>None.</summary>
    Skip,
}

/// <summary>What sets a subscription off.</summary>
public abstract record Trigger
{
    /// <summary>A release that brings new or corrected figures of this index.</summary>
    public sealed record Publication(string IndexCode) : Trigger;

    /// <summary>A Quartz cron expression; its time zone is the subscription's.</summary>
    public sealed record Schedule(string Cron) : Trigger;
}

/// <summary>Who receives a subscription's report.</summary>
public sealed record SubscriptionRecipient
{
    public const int LongestAddress = 254;
    public const int LongestName = 400;
    public const int LongestGreeting = 1000;
    public const int LongestProvince = 200;

    public required string Address { get; init; }
    public required string Name { get; init; }

    /// <summary>The first line of the mail; blank: the usual one of the report's language.</summary>
    public required string Greeting { get; init; }

    /// <summary>Where each province's report goes to a list of its own: the province, as written; blank elsewhere.</summary>
    public required string Province { get; init; }

    /// <summary>Whether it is longer than is kept.</summary>
    public bool IsTooLong => Address.Length > LongestAddress || Name.Length > LongestName || Greeting.Length > LongestGreeting || Province.Length > LongestProvince;
}

/// <summary>Who gets which report when.</summary>
public sealed record Subscription
{
    public long Id { get; init; }
    public required string Name { get; init; }
    public required string Report { get; init; }

    /// <summary>What the report is of, as JSON that the worker writes and reads.</summary>
    public required string Parameters { get; init; }
    public required Language Language { get; init; }
    public required Trigger On { get; init; }

    /// <summary>An IANA name: "Asia/Ho_Chi_Minh".</summary>
    public required string TimeZone { get; init; }
    public required MissedPolicy Missed { get; init; }
    public bool IsPaused { get; init; }

    /// <summary>Scheduled instants up to here have been decided.</summary>
    public DateTimeOffset DecidedUntil { get; init; }

    /// <summary>Releases up to here have been decided.</summary>
    public int DecidedRelease { get; init; }
    public required IReadOnlyList<SubscriptionRecipient> Recipients { get; init; }
}

/// <summary>The subscriptions. Adding one, changing when it comes or resuming it never fires it: only what comes after counts.</summary>
public sealed class Subscriptions(StateDatabase state, TimeProvider clock)
{
    private const string Columns =
        "s.subscription_id, s.name, s.report, s.parameters, s.language, s.on_index, s.cron, s.time_zone, s.missed, s.is_paused, s.decided_until, s.decided_release";

    /// <returns>In the order of their names.</returns>
    public IReadOnlyList<Subscription> All()
    {
        var recipients = state.Read(
            "select r.subscription_id, r.address, r.name, r.greeting, r.province from subscription_recipient r order by r.subscription_id, r.recipient_no",
            r => (Id: r.GetInt64(0), Recipient: new SubscriptionRecipient { Address = r.GetString(1), Name = r.GetString(2), Greeting = r.GetString(3), Province = r.GetString(4) }))
            .ToLookup(r => r.Id, r => r.Recipient);
        return state.Read(
            $"select {Columns} from subscription s where s.removed_at is null order by s.name",
            r => SubscriptionOf(r, recipients));
    }

    public Subscription? Find(string name) => All().FirstOrDefault(s => s.Name == name);

    /// <summary>
    /// Adds subscriptions, or replaces what those of their names say, all or none. Where the trigger is another or a pause ends, only what comes from now on
    /// counts; else what has come and is not yet decided still is. Who is no longer a recipient gets nothing more, but for readers that no subscription names:
    /// those of reminders.
    /// </summary>
    /// <param name="changed">Their ids and what was decided of them are not read.</param>
    /// <param name="newestRelease">The newest release there is.</param>
    public void Save(IEnumerable<Subscription> changed, int newestRelease) => state.Write(transaction =>
    {
        foreach (var subscription in changed)
        {
            Save(transaction, subscription, newestRelease);
        }

        return true;
    });

    public void Save(Subscription subscription, int newestRelease) => Save([subscription], newestRelease);

    private void Save(StateTransaction transaction, Subscription subscription, int newestRelease)
    {
        var now = StateDatabase.Text(clock.GetUtcNow());
        var id = IdOf(transaction, subscription.Name) ?? Add(transaction, subscription.Name, now);
        var said = new
        {
            id,
            now,
            newestRelease,
            subscription.Report,
            subscription.Parameters,
            subscription.TimeZone,
            language = LanguageCode(subscription.Language),
            onIndex = (subscription.On as Trigger.Publication)?.IndexCode,
            cron = (subscription.On as Trigger.Schedule)?.Cron,
            missed = CodeOf(subscription.Missed),
            isPaused = subscription.IsPaused ? 1 : 0,
        };
        transaction.Execute(
            """
            update subscription
            set decided_until = @now,
                decided_release = case when decided_release < @newestRelease then @newestRelease else decided_release end
            where subscription_id = @id
              and (coalesce(on_index, '') <> coalesce(@onIndex, '') or coalesce(cron, '') <> coalesce(@cron, '') or time_zone <> @TimeZone or (is_paused = 1 and @isPaused = 0))
            """,
            said);
        transaction.Execute(
            """
            update subscription
            set report = @Report,
                parameters = @Parameters,
                language = @language,
                on_index = @onIndex,
                cron = @cron,
                time_zone = @TimeZone,
                missed = @missed,
                is_paused = @isPaused,
                changed_at = @now
            where subscription_id = @id
            """,
            said);
        transaction.Execute("delete from subscription_recipient where subscription_id = @id", new { id });
        foreach (var (recipient, no) in subscription.Recipients.Select((recipient, i) => (recipient, i + 1)))
        {
            transaction.Execute(
                "insert into subscription_recipient (subscription_id, recipient_no, address, name, greeting, province) values (@id, @no, @Address, @Name, @Greeting, @Province)",
                new { id, no, recipient.Address, recipient.Name, recipient.Greeting, recipient.Province });
        }

        transaction.Execute(
            """
            update delivery
            set state = 'cancelled', ended_at = @now
            where subscription_id = @id
              and state = 'due'
              and (@hasReaders = 1 or report <> @Report)
              and not exists (
                  select 1
                  from subscription_recipient r
                  where r.subscription_id = delivery.subscription_id
                    and r.address = delivery.address
                    and r.province = delivery.province)
            """,
            new { id, now, subscription.Report, hasReaders = subscription.Recipients.Count > 0 ? 1 : 0 });
    }

    /// <summary>Deliveries that are due but were not begun are cancelled; the history stays.</summary>
    public void Remove(Subscription subscription) => state.Write(transaction =>
    {
        var now = StateDatabase.Text(clock.GetUtcNow());
        transaction.Execute(
            "update delivery set state = 'cancelled', ended_at = @now where subscription_id = @Id and state = 'due'",
            new { subscription.Id, now });
        return transaction.Execute("update subscription set removed_at = @now where subscription_id = @Id", new { subscription.Id, now });
    });

    public static string CodeOf(MissedPolicy missed) => missed switch
    {
        MissedPolicy.CatchUp => "catch-up",
        MissedPolicy.Latest => "latest",
        MissedPolicy.Skip => "skip",
        _ => throw new ArgumentOutOfRangeException(nameof(missed), missed, "No code for this policy."),
    };

    public static MissedPolicy? MissedOf(string code) => Enum.GetValues<MissedPolicy>().Cast<MissedPolicy?>().FirstOrDefault(missed => CodeOf(missed!.Value) == code);

    internal static string LanguageCode(Language language) => language == Language.Vietnamese ? "vi" : "en";

    internal static Language LanguageOf(string code) => code == "vi" ? Language.Vietnamese : Language.English;

    private static long? IdOf(StateTransaction transaction, string name) =>
        transaction.Read("select s.subscription_id from subscription s where s.name = @name and s.removed_at is null", r => r.GetInt64(0), new { name }) is [var id] ? id : null;

    private static long Add(StateTransaction transaction, string name, string now)
    {
        var id = transaction.Next("subscription", "subscription_id");
        transaction.Execute(
            """
            insert into subscription (subscription_id, name, report, parameters, language, on_index, time_zone, missed, is_paused, changed_at, decided_until, decided_release)
            values (@id, @name, '', '', 'vi', '', '', 'latest', 1, @now, @now, 0)
            """,
            new { id, name, now });
        return id;
    }

    private static Subscription SubscriptionOf(IDataReader r, ILookup<long, SubscriptionRecipient> recipients) => new()
    {
        Id = r.GetInt64(0),
        Name = r.GetString(1),
        Report = r.GetString(2),
        Parameters = r.GetString(3),
        Language = LanguageOf(r.GetString(4)),
        On = r.IsDBNull(5) ? new Trigger.Schedule(r.GetString(6)) : new Trigger.Publication(r.GetString(5)),
        TimeZone = r.GetString(7),
        Missed = MissedOf(r.GetString(8))!.Value,
        IsPaused = r.GetInt32(9) == 1,
        DecidedUntil = StateDatabase.Time(r.GetString(10)),
        DecidedRelease = r.GetInt32(11),
        Recipients = [.. recipients[r.GetInt64(0)]],
    };
}
