using System.Data;

namespace PapiBI.Warehouse.State;

/// <summary>The states of a delivery, as they are stored.</summary>
public static class DeliveryState
{
    /// <summary>Waits for its time and for a worker.</summary>
    public const string Due = "due";

    /// <summary>A worker renders its report.</summary>
    public const string Claimed = "claimed";

    /// <summary>A worker is handing the mail over: from here on only the worker knows what became of it.</summary>
    public const string Handing = "handing";

    /// <summary>The mail server took it, or its file lies in the pickup folder.</summary>
    public const string Sent = "sent";

    /// <summary>The mail server, or the report itself, refused for good.</summary>
    public const string Refused = "refused";

    /// <summary>Put off too often.</summary>
    public const string GivenUp = "given up";

    /// <summary>Handed over, but nobody knows whether it was taken.</summary>
    public const string Unknown = "unknown";

    /// <summary>Its subscription was removed before it was begun.</summary>
    public const string Cancelled = "cancelled";

    public static readonly IReadOnlyList<string> All = [Due, Claimed, Handing, Sent, Refused, GivenUp, Unknown, Cancelled];
}

/// <summary>One report for one recipient on one occasion.</summary>
public sealed record DeliveryRow
{
    public required long Id { get; init; }

    /// <summary>32 hexadecimal digits that no other delivery has.</summary>
    public required string Key { get; init; }
    public required string Subscription { get; init; }
    public required string Occasion { get; init; }
    public required SubscriptionRecipient Recipient { get; init; }
    public required string Report { get; init; }
    public required string Parameters { get; init; }
    public required Language Language { get; init; }
    public required int ReleaseId { get; init; }

    /// <summary>The file of its release, by its name in the folder of releases.</summary>
    public required string ReleaseFile { get; init; }
    public required string State { get; init; }
    public required int Attempts { get; init; }

    /// <summary>How often it was handed over without anybody knowing what became of it.</summary>
    public required int Unknowns { get; init; }
    public required DateTimeOffset NextAttemptAt { get; init; }
    public required Text Reason { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>
/// The queue of deliveries. A worker claims some, renders, marks each as being handed over, hands it over, and writes what came of it.
/// Whatever happens to the worker, no delivery is lost, and none is handed over again of itself once it may have been taken.
/// </summary>
public sealed class Deliveries(StateDatabase state, TimeProvider clock)
{
    /// <summary>Nothing is put off for longer.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromDays(7);

    // A statement takes some 2,100 on SQL Server.
    private const int MostParameters = 1000;

    private const string Selection = """
        select
            d.delivery_id,
            d.delivery_key,
            s.name,
            d.occasion,
            d.address,
            d.name,
            d.greeting,
            d.province,
            d.report,
            d.parameters,
            d.language,
            d.release_id,
            d.release_file,
            d.state,
            d.attempts,
            d.unknowns,
            d.next_attempt_at,
            d.reason_vi,
            d.reason_en,
            d.created_at,
            d.ended_at
        from delivery d
        join subscription s on s.subscription_id = d.subscription_id
        """;

    /// <summary>Takes deliveries that are due, all of one report: it is rendered once for them.</summary>
    public IReadOnlyList<DeliveryRow> Claim(string workerId, int most) => state.Write(transaction =>
    {
        // Planned, or put off, to a time that no pause reaches: the clock was set back since, and there is nothing to wait for.
        var (now, soon) = Workers.At(clock.GetUtcNow());
        var far = StateDatabase.Text(clock.GetUtcNow() + LongestPause);
        var claimed = transaction.Read(
            """
            select d.delivery_id
            from delivery d
            join (
                select
                    f.report,
                    f.parameters,
                    f.language,
                    f.release_id
                from delivery f
                join subscription s on s.subscription_id = f.subscription_id
                where f.state = 'due'
                  and (f.next_attempt_at <= @now or f.next_attempt_at > @far or (f.attempts = 0 and f.created_at > @soon))
                  and s.removed_at is null
                order by f.crashes, f.release_id, f.delivery_id
                offset 0 rows fetch next 1 rows only
            ) first
                on first.report = d.report
               and first.parameters = d.parameters
               and first.language = d.language
               and first.release_id = d.release_id
            join subscription s on s.subscription_id = d.subscription_id
            where d.state = 'due'
              and (d.next_attempt_at <= @now or d.next_attempt_at > @far or (d.attempts = 0 and d.created_at > @soon))
              and s.removed_at is null
            order by d.delivery_id
            offset 0 rows fetch next @most rows only
            """,
            r => r.GetInt64(0),
            new { now, soon, far, most });
        if (claimed.Count == 0)
        {
            return [];
        }

        transaction.Execute("update delivery set state = 'claimed', worker_id = @workerId where delivery_id in @claimed", new { workerId, claimed });
        return transaction.Read($"{Selection} where d.delivery_id in ({string.Join(',', claimed)}) order by d.delivery_id", DeliveryOf);
    });

    /// <summary>Marks that the mail is handed over now.</summary>
    /// <returns>False where the delivery is no longer this worker's: leave it alone.</returns>
    public bool BeginHanding(DeliveryRow delivery, string workerId) => state.Write(
        "update delivery set state = 'handing', attempts = attempts + 1 where delivery_id = @Id and state = 'claimed' and worker_id = @workerId",
        new { delivery.Id, workerId }) == 1;

    /// <summary>The mail was taken.</summary>
    public void Sent(DeliveryRow delivery, string workerId, Text reply) => End(delivery, workerId, DeliveryState.Sent, reply, isUnknown: false);

    /// <summary>It never will be taken.</summary>
    public void Refused(DeliveryRow delivery, string workerId, Text reason) => End(delivery, workerId, DeliveryState.Refused, reason, isUnknown: false);

    /// <summary>It was put off once too often.</summary>
    public void GiveUp(DeliveryRow delivery, string workerId, Text reason) => End(delivery, workerId, DeliveryState.GivenUp, reason, isUnknown: false);

    /// <summary>It may or may not have been taken.</summary>
    public void Unknown(DeliveryRow delivery, string workerId, Text reason) => End(delivery, workerId, DeliveryState.Unknown, reason, isUnknown: true);

    /// <summary>It was certainly not taken and is tried again later.</summary>
    /// <param name="delivery">As it was claimed.</param>
    /// <param name="workerId">Whose it is.</param>
    /// <param name="reason">Why.</param>
    /// <param name="attempts">How many attempts count against it now: one more, or as before where the fault lay elsewhere.</param>
    /// <param name="until">When it is due again.</param>
    public void Postpone(DeliveryRow delivery, string workerId, Text reason, int attempts, DateTimeOffset until) => state.Write(
        """
        update delivery
        set state = 'due',
            unknowns = unknowns - case when state = 'unknown' then 1 else 0 end,
            worker_id = null,
            ended_at = null,
            attempts = @attempts,
            reason_vi = @vi,
            reason_en = @en,
            next_attempt_at = @until
        where delivery_id = @Id
          and worker_id = @workerId
          and state in ('claimed', 'handing', 'unknown')
        """,
        new { delivery.Id, workerId, attempts, vi = reason.Vi, en = reason.En, until = StateDatabase.Text(until) });

    /// <summary>Puts back what a worker claimed and did not begin to hand over.</summary>
    public void PutBack(string workerId) => state.Write(
        "update delivery set state = 'due', worker_id = null where state = 'claimed' and worker_id = @workerId",
        new { workerId });

    /// <summary>
    /// Frees what dead workers held, and what an earlier run of this one left behind when it failed: what was claimed is due again; of what was being
    /// handed over the outcome is unknown.
    /// </summary>
    /// <param name="workerId">The asking worker, which is delivering nothing yet.</param>
    /// <returns>How many outcomes became unknown now.</returns>
    public int Recover(string workerId) => state.Write(transaction =>
    {
        var (now, soon) = Workers.At(clock.GetUtcNow());

        // Of a report that kills its worker the others are not to be kept waiting: it is claimed last.
        transaction.Execute($"update delivery set state = 'due', crashes = crashes + 1, worker_id = null where state = 'claimed' and worker_id not in {Workers.Alive}", new { now, soon });
        transaction.Execute("update delivery set state = 'due', worker_id = null where state = 'claimed' and worker_id = @workerId", new { workerId });
        transaction.Execute(
            "update delivery set state = 'cancelled', ended_at = @now where state = 'due' and subscription_id in (select s.subscription_id from subscription s where s.removed_at is not null)",
            new { now });
        return transaction.Execute(
            $"""
            update delivery
            set state = 'unknown',
                unknowns = unknowns + 1,
                ended_at = @now,
                reported_at = null,
                reason_vi = @vi,
                reason_en = @en
            where state = 'handing'
              and (worker_id = @workerId or worker_id not in {Workers.Alive})
            """,
            new { workerId, now, soon, vi = "Tiến trình gửi thư dừng giữa lúc trao thư, hoặc không ghi được kết quả.", en = "The worker stopped while handing the mail over, or could not record the outcome." });
    });

    /// <summary>Makes deliveries due again whose outcome is unknown. The count of unknown outcomes stays.</summary>
    /// <param name="endedBefore">Only those that were handed over before then.</param>
    /// <param name="mostUnknowns">Only those of which no more than so many outcomes are unknown.</param>
    /// <returns>How many.</returns>
    public int ResendUnknown(DateTimeOffset endedBefore, int mostUnknowns) => state.Write(
        """
        update delivery
        set state = 'due', worker_id = null, ended_at = null, next_attempt_at = @now
        where state = 'unknown'
          and (ended_at <= @endedBefore or ended_at > @soon)
          and unknowns <= @mostUnknowns
        """,
        new { mostUnknowns, endedBefore = StateDatabase.Text(endedBefore), Workers.At(clock.GetUtcNow()).now, Workers.At(clock.GetUtcNow()).soon });

    /// <summary>The operator has one tried again that ended without being sent.</summary>
    /// <returns>False where there is none of that number in such a state.</returns>
    public bool Retry(long id) => state.Write(
        """
        update delivery
        set state = 'due', worker_id = null, attempts = 0, ended_at = null, reported_at = null, next_attempt_at = @now
        where delivery_id = @id and state in ('unknown', 'refused', 'given up', 'cancelled')
        """,
        new { id, now = StateDatabase.Text(clock.GetUtcNow()) }) == 1;

    /// <summary>The operator knows that one of unknown outcome has arrived.</summary>
    /// <returns>False where there is none of that number in that state.</returns>
    public bool Settle(long id) => state.Write(
        "update delivery set state = 'sent' where delivery_id = @id and state = 'unknown'",
        new { id }) == 1;

    /// <returns>The newest first; of one state, or all where it is null.</returns>
    public IReadOnlyList<DeliveryRow> Newest(int most, string? ofState = null) =>
        state.Read($"{Selection} where @ofState is null or d.state = @ofState order by d.delivery_id desc offset 0 rows fetch next @most rows only", DeliveryOf, new { most, ofState });

    /// <summary>How many there are in each state.</summary>
    public IReadOnlyDictionary<string, int> Counts() => state.Read(
        "select d.state, count(*) from delivery d group by d.state",
        r => (State: r.GetString(0), Count: r.GetInt32(1))).ToDictionary(c => c.State, c => c.Count);

    /// <summary>How many hand-overs ended without anybody knowing what became of them, ever.</summary>
    public int UnknownOutcomes() => state.Read("select coalesce(sum(d.unknowns), 0) from delivery d", r => r.GetInt32(0))[0];

    /// <summary>Those that ended badly and that the operator was not yet told of.</summary>
    public IReadOnlyList<DeliveryRow> Unreported() =>
        state.Read($"{Selection} where d.state in ('refused', 'given up', 'unknown') and d.reported_at is null order by d.delivery_id", DeliveryOf);

    public void MarkReported(IEnumerable<DeliveryRow> deliveries) => state.Write(transaction =>
    {
        var now = StateDatabase.Text(clock.GetUtcNow());
        return deliveries.Select(d => d.Id).Chunk(MostParameters).Sum(ids => transaction.Execute("update delivery set reported_at = @now where delivery_id in @ids", new { ids, now }));
    });

    // Whoever handed it over knows better than a worker that believed it dead and marked the outcome unknown.
    private void End(DeliveryRow delivery, string workerId, string ending, Text reason, bool isUnknown) => state.Write(
        """
        update delivery
        set state = @ending,
            unknowns = unknowns + @unknown - case when state = 'unknown' then 1 else 0 end,
            ended_at = @now,
            reported_at = null,
            reason_vi = @vi,
            reason_en = @en
        where delivery_id = @Id
          and worker_id = @workerId
          and state in ('claimed', 'handing', 'unknown')
        """,
        new { delivery.Id, workerId, ending, unknown = isUnknown ? 1 : 0, vi = reason.Vi, en = reason.En, now = StateDatabase.Text(clock.GetUtcNow()) });

    private static DeliveryRow DeliveryOf(IDataReader r) => new()
    {
        Id = r.GetInt64(0),
        Key = r.GetString(1),
        Subscription = r.GetString(2),
        Occasion = r.GetString(3),
        Recipient = new SubscriptionRecipient { Address = r.GetString(4), Name = r.GetString(5), Greeting = r.GetString(6), Province = r.GetString(7) },
        Report = r.GetString(8),
        Parameters = r.GetString(9),
        Language = Subscriptions.LanguageOf(r.GetString(10)),
        ReleaseId = r.GetInt32(11),
        ReleaseFile = r.GetString(12),
        State = r.GetString(13),
        Attempts = r.GetInt32(14),
        Unknowns = r.GetInt32(15),
        NextAttemptAt = StateDatabase.Time(r.GetString(16)),
        Reason = new Text(r.GetString(17), r.GetString(18)),
        CreatedAt = StateDatabase.Time(r.GetString(19)),
        EndedAt = StateDatabase.TimeOrNone(r, 20),
    };
}
