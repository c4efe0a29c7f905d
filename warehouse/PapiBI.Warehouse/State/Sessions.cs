namespace PapiBI.Warehouse.State;

/// <summary>A time somebody signed in, as its owner may see it.</summary>
/// <param name="Id">The hash of its key: who knows it cannot use the session.</param>
/// <param name="Address">From where.</param>
/// <param name="Agent">With which browser.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="LastSeenAt">When it was last used, to the minute.</param>
public sealed record SessionRow(string Id, string Address, string Agent, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt);

/// <summary>A session in use, and whose it is, as they are now.</summary>
public sealed record LiveSession(string Id, Person Person);

/// <summary>
/// Who is signed in. A session is good for a day, for eight hours without use, and until it is ended by its owner, by an admin, or by a change of its owner's
/// password or role; what its owner may do is read anew each time. Its key is 256 random bits that only the browser has.
/// </summary>
public sealed class Sessions(StateDatabase state, TimeProvider clock)
{
    /// <summary>After which a session is over, however much it is used.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>After which an unused one is.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    public const int LongestAddress = 64;
    public const int LongestAgent = 200;

    // To write down each use would make every page a write.
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const string IsLive = "s.revoked_at is null and s.expires_at > @now and s.last_seen_at > @idle";

    /// <summary>Somebody has proved who they are. Their failed tries are forgotten, and the network they come from is known.</summary>
    /// <returns>The key of a new session, which nobody can learn later.</returns>
    public string Begin(Person person, string address, string agent) => state.Write(transaction =>
    {
        var (key, now) = (SecretKey.New(), clock.GetUtcNow());
        var at = StateDatabase.Text(now);
        transaction.Execute("delete from person_session where expires_at < @before", new { before = StateDatabase.Text(now - Kept) });
        People.Succeeded(transaction, now, person.Id, address);
        transaction.Execute(
            """
            insert into person_session (session_hash, person_id, address, agent, created_at, last_seen_at, expires_at)
            values (@hash, @Id, @address, @agent, @at, @at, @expires)
            """,
            new { hash = SecretKey.HashOf(key), person.Id, address, agent = agent.Length <= LongestAgent ? agent : agent[..LongestAgent], at, expires = StateDatabase.Text(now + Life) });
        AuditLog.Add(transaction, clock, new Actor(person.Id, person.Login, address), AuditAction.SignedIn, person.Login, person.Issuer ?? "");
        return key;
    });

    /// <returns>Null where no living session has this key, or its owner is disabled.</returns>
    public LiveSession? Find(string key)
    {
        var now = clock.GetUtcNow();
        var hash = SecretKey.HashOf(key);
        var found = state.Read(
            $"select s.person_id, s.last_seen_at from person_session s where s.session_hash = @hash and {IsLive}",
            r => (PersonId: r.GetInt64(0), SeenAt: StateDatabase.Time(r.GetString(1))),
            new { hash, now = StateDatabase.Text(now), idle = StateDatabase.Text(now - Idle) });
        if (found is not [var session] || new People(state, clock).Find(session.PersonId) is not { DisabledAt: null } person)
        {
            return null;
        }

        if (now - session.SeenAt >= Precision)
        {
            state.Write("update person_session set last_seen_at = @seen where session_hash = @hash", new { hash, seen = StateDatabase.Text(now) });
        }

        return new LiveSession(hash, person);
    }

    /// <returns>The living ones of a person, the newest first.</returns>
    public IReadOnlyList<SessionRow> Of(long personId)
    {
        var now = clock.GetUtcNow();
        return state.Read(
            $"select s.session_hash, s.address, s.agent, s.created_at, s.last_seen_at from person_session s where s.person_id = @personId and {IsLive} order by s.created_at desc, s.session_hash",
            r => new SessionRow(r.GetString(0), r.GetString(1), r.GetString(2), StateDatabase.Time(r.GetString(3)), StateDatabase.Time(r.GetString(4))),
            new { personId, now = StateDatabase.Text(now), idle = StateDatabase.Text(now - Idle) });
    }

    /// <summary>Ends one of a person's sessions.</summary>
    /// <param name="person">Whose; a session of somebody else is left alone.</param>
    /// <param name="id">Which.</param>
    /// <param name="by">Who ends it.</param>
    /// <param name="action">How: signed out, or ended.</param>
    /// <returns>False where there is none to end.</returns>
    public bool End(Person person, string id, Actor by, string action = AuditAction.SessionEnded) => state.Write(transaction =>
    {
        var isEnded = transaction.Execute(
            "update person_session set revoked_at = @now where session_hash = @id and person_id = @personId and revoked_at is null",
            new { id, personId = person.Id, now = StateDatabase.Text(clock.GetUtcNow()) }) == 1;
        if (isEnded)
        {
            AuditLog.Add(transaction, clock, by, action, person.Login);
        }

        return isEnded;
    });

    /// <summary>Ends all of a person's sessions.</summary>
    /// <returns>How many there were.</returns>
    public int EndAll(Person person, Actor by) => state.Write(transaction =>
    {
        var ended = EndAll(transaction, clock, person.Id);
        AuditLog.Add(transaction, clock, by, AuditAction.SessionEnded, person.Login, $"{ended}");
        return ended;
    });

    internal static int EndAll(StateTransaction transaction, TimeProvider clock, long personId) => transaction.Execute(
        "update person_session set revoked_at = @now where person_id = @personId and revoked_at is null",
        new { personId, now = StateDatabase.Text(clock.GetUtcNow()) });
}
