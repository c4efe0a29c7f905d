using System.Data;
using System.Runtime.InteropServices;

namespace PapiBI.Warehouse.State;

/// <summary>A try to sign in that was counted before its password was looked at, so that no number of them at once is more than the count allows.</summary>
/// <param name="PersonId">Whose account it is; null: there is none, it is disabled, or it has no password.</param>
/// <param name="PasswordHash">To compare with; null where this try is not to succeed, whatever was typed.</param>
/// <param name="Why">For the audit log: "", or one of <see cref="SignInFault"/>.</param>
public sealed record SignInTry(long? PersonId, string? PasswordHash, string Why);

/// <summary>Why somebody could not sign in, as the audit log keeps it; readers are told in words.</summary>
public static class SignInFault
{
    public const string Locked = "locked";
    public const string Unknown = "unknown";
    public const string Disabled = "disabled";
    public const string NoPassword = "no password";
    public const string WrongPassword = "wrong password";

    /// <summary>Nothing that a provider says of them is a role here; its name follows after ", ".</summary>
    public const string NoRole = "no role";

    /// <summary>What a provider, or somebody in its name, answered was not taken; the kind of fault follows after ": ".</summary>
    public const string Provider = "OpenID Connect";
}

/// <summary>
/// The people of the portal. What changes a person is written down with who changed it, in one transaction; what takes something away from somebody, or
/// could mean that somebody else has their password, ends their sessions at once. There is always somebody who may add people.
/// </summary>
public sealed class People(StateDatabase state, TimeProvider clock)
{
    /// <summary>How often a password may be wrong from one network before that network has to wait.</summary>
    public const int MostFailures = 5;

    /// <summary>How often it may be wrong from wherever before all networks have to wait from which it was never right: so strangers do not lock its owner out.</summary>
    public const int MostFailuresAnywhere = 20;

    /// <summary>For how long a network is known after the password was right from there.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromDays(90);

    /// <summary>For how long the fifth failure locks; each further one locks twice as long.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Failures are forgotten when there was none for so long.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    /// <summary>How long the secret of the first account is good.</summary>
    public static readonly TimeSpan SetupLife = TimeSpan.FromHours(1);

    /// <summary>How long a link to choose a password is good.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromDays(3);

    private const string SetupPurpose = "setup";
    private const string PasswordPurpose = "password";

    private const string Selection =
        "select p.person_id, p.login, p.name, p.role, p.issuer, case when p.password_hash is null then 0 else 1 end, p.locked_until, p.created_at, p.disabled_at from person p";

    // Those who can sign in: an admin without a password, or disabled, helps nobody.
    private const string Admins = "select p.person_id from person p where p.role = 'admin' and p.disabled_at is null and (p.password_hash is not null or p.issuer is not null)";

    private const string Waits = "select n.person_id, n.locked_until, n.known_at from sign_in_network n where n.locked_until is not null";

    private const string WaitsOfOne = $"{Waits} and n.person_id = @id";

    private const string RightsOfOne = "select r.province_code, r.valid_from from plan_right r where r.person_id = @id order by r.province_code, r.valid_from";

    /// <returns>In the order of their logins.</returns>
    public IReadOnlyList<Person> All()
    {
        var rights = state.Read("select r.person_id, r.province_code, r.valid_from from plan_right r order by r.person_id, r.province_code, r.valid_from", r => (Id: r.GetInt64(0), Right: PlanRight.Of(r.GetString(1), r.GetString(2)))).ToLookup(r => r.Id, r => r.Right);
        var waits = state.Read(Waits, WaitOf).ToLookup(wait => wait.Id);
        return state.Read($"{Selection} order by p.login_key", r => PersonOf(r, rights[r.GetInt64(0)], waits[r.GetInt64(0)]));
    }

    public bool IsNobodyThere() => state.Read("select count(*) from person p", r => Convert.ToInt64(r.GetValue(0), System.Globalization.CultureInfo.InvariantCulture))[0] == 0;

    public Person? Find(long id)
    {
        var rights = state.Read(RightsOfOne, r => PlanRight.Of(r.GetString(0), r.GetString(1)), new { id });
        var waits = state.Read(WaitsOfOne, WaitOf, new { id });
        return state.Read($"{Selection} where p.person_id = @id", r => PersonOf(r, rights, waits), new { id }).FirstOrDefault();
    }

    /// <summary>Whether this login's password was right from there not long ago, so that strangers' tries do not hold up its owner.</summary>
    public bool IsKnown(string login, string address) => state.Read(
        """
        select n.known_at
        from sign_in_network n
        join person p on p.person_id = n.person_id
        where p.login_key = @key
          and n.network = @network
          and n.known_at > @since
        """,
        r => r.GetString(0),
        new { key = Person.KeyOf(login), network = SignInNetwork.Of(address), since = StateDatabase.Text(clock.GetUtcNow() - KnownFor) }).Count > 0;

    /// <summary>Somebody types a login and a password: counts the try, then tells with what to compare.</summary>
    /// <param name="login">As typed.</param>
    /// <param name="address">From where.</param>
    public SignInTry BeginSignIn(string login, string address = "") => state.Write(transaction =>
    {
        var now = clock.GetUtcNow();
        var found = transaction.Read(
            "select p.person_id, p.password_hash, p.failed_count, p.failed_at, p.locked_until, p.disabled_at from person p where p.login_key = @key",
            r => new
            {
                Id = r.GetInt64(0),
                Hash = r.IsDBNull(1) ? null : r.GetString(1),
                Anywhere = CountOf(r, 2),
                IsDisabled = !r.IsDBNull(5),
            },
            new { key = Person.KeyOf(login) }).FirstOrDefault();
        if (found is not { IsDisabled: false, Hash: not null })
        {
            return new SignInTry(found?.Id, null, found is null ? SignInFault.Unknown : found.IsDisabled ? SignInFault.Disabled : SignInFault.NoPassword);
        }

        var network = SignInNetwork.Of(address);
        var (here, knownAt) = transaction.Read(
            "select n.failed_count, n.failed_at, n.locked_until, n.known_at from sign_in_network n where n.person_id = @Id and n.network = @network",
            r => (CountOf(r, 0), StateDatabase.TimeOrNone(r, 3)),
            new { found.Id, network }).FirstOrDefault();
        var isKnown = IsKnown(knownAt, now);
        if (here.IsLocked(now) || (!isKnown && found.Anywhere.IsLocked(now)))
        {
            return new SignInTry(found.Id, null, SignInFault.Locked);
        }

        PutCount(transaction, found.Id, network, here.OneMore(now, MostFailures), knownAt);
        if (!isKnown)
        {
            var anywhere = found.Anywhere.OneMore(now, MostFailuresAnywhere);
            transaction.Execute(
                "update person set failed_count = @Failed, failed_at = @at, locked_until = @until where person_id = @Id",
                new { found.Id, anywhere.Failed, at = TextOrNone(anywhere.FailedAt), until = TextOrNone(anywhere.LockedUntil) });
        }

        return new SignInTry(found.Id, found.Hash, "");
    });

    /// <summary>For how long an account is locked after so many failures; nothing below the count that is allowed.</summary>
    public static TimeSpan PauseAfter(int failures, int most = MostFailures)
    {
        var doubled = Math.Pow(2, failures - most);
        return failures < most ? TimeSpan.Zero : doubled * FirstPause < LongestPause ? doubled * FirstPause : LongestPause;
    }

    // The password was right: their failures are forgotten, and the network is known from now on.
    internal static void Succeeded(StateTransaction transaction, DateTimeOffset now, long personId, string address)
    {
        transaction.Execute("update person set failed_count = 0, failed_at = null, locked_until = null where person_id = @personId", new { personId });
        transaction.Execute(
            "delete from sign_in_network where person_id = @personId and (known_at is null or known_at < @since) and (failed_at is null or failed_at < @forgotten)",
            new { personId, since = StateDatabase.Text(now - KnownFor), forgotten = StateDatabase.Text(now - Memory) });
        PutCount(transaction, personId, SignInNetwork.Of(address), default, now);
    }

    private static void PutCount(StateTransaction transaction, long personId, string network, FailureCount count, DateTimeOffset? knownAt) => transaction.Put(
        "update sign_in_network set failed_count = @Failed, failed_at = @at, locked_until = @until, known_at = @known where person_id = @personId and network = @network",
        "insert into sign_in_network (person_id, network, failed_count, failed_at, locked_until, known_at) values (@personId, @network, @Failed, @at, @until, @known)",
        new { personId, network, count.Failed, at = TextOrNone(count.FailedAt), until = TextOrNone(count.LockedUntil), known = TextOrNone(knownAt) });

    private static FailureCount CountOf(IDataReader r, int column) => new(r.GetInt32(column), StateDatabase.TimeOrNone(r, column + 1), StateDatabase.TimeOrNone(r, column + 2));

    private static string? TextOrNone(DateTimeOffset? time) => time is { } at ? StateDatabase.Text(at) : null;

    /// <summary>How often a password was wrong, and what followed.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct FailureCount(int Failed, DateTimeOffset? FailedAt, DateTimeOffset? LockedUntil)
    {
        // Later than any pause: the clock was set back since.
        public bool IsLocked(DateTimeOffset now) => LockedUntil > now && LockedUntil <= now + LongestPause;

        public FailureCount OneMore(DateTimeOffset now, int most)
        {
            var failed = FailedAt is { } last && now - last <= Memory ? Failed + 1 : 1;
            return new FailureCount(failed, now, failed >= most ? now + PauseAfter(failed, most) : null);
        }
    }

    /// <summary>A password was right, but its hash is of earlier settings.</summary>
    public void Rehash(long id, string passwordHash) => state.Write("update person set password_hash = @passwordHash where person_id = @id", new { id, passwordHash });

    /// <summary>Whether somebody can sign in who may add people. Others may have come before: by a provider, who vouches for viewers, too.</summary>
    public bool HasAdmin() => state.Read(Admins, r => r.GetInt64(0)).Count > 0;

    /// <summary>A secret for the first admin's account, where there is none who can sign in. Those before it are good no longer.</summary>
    /// <returns>Null where there is an admin.</returns>
    public string? NewSetupSecret() => state.Write(transaction =>
    {
        if (transaction.Read(Admins, r => r.GetInt64(0)).Count > 0)
        {
            return null;
        }

        transaction.Execute("update one_time_secret set used_at = @now where purpose = 'setup' and used_at is null", new { now = Now() });
        return NewSecret(transaction, SetupPurpose, personId: null, SetupLife);
    });

    /// <summary>Whether the secret could make the first admin's account now; it is not used up.</summary>
    public bool IsSetupSecret(string secret) => state.Read(
        "select s.purpose from one_time_secret s where s.secret_hash = @hash and s.purpose = 'setup' and s.used_at is null and s.expires_at > @now",
        r => r.GetString(0),
        new { hash = SecretKey.HashOf(secret), now = Now() }).Count > 0;

    /// <summary>Makes the first admin's account.</summary>
    /// <returns>Null where the secret is wrong, used or too old, the login is somebody's, or there is an admin by now.</returns>
    public Person? SetUp(string secret, string login, string name, string passwordHash, string address) => state.Write(transaction =>
    {
        if (transaction.Read(Admins, r => r.GetInt64(0)).Count > 0 || IsTaken(transaction, login) || !Use(transaction, secret, SetupPurpose))
        {
            return null;
        }

        var id = Insert(transaction, login, name, Role.Admin, passwordHash, issuer: null, subject: null);
        AuditLog.Add(transaction, clock, new Actor(id, login, address), AuditAction.SetUp, login);
        return Find(transaction, id);
    });

    /// <summary>Adds somebody who is to choose a password by a link.</summary>
    /// <returns>Null where somebody has this login, in whatever case.</returns>
    public Person? Add(string login, string name, Role role, IReadOnlyList<PlanRight> planRights, Actor by) => state.Write(transaction =>
    {
        if (IsTaken(transaction, login))
        {
            return null;
        }

        var id = Insert(transaction, login, name, role, passwordHash: null, issuer: null, subject: null);
        PutPlanRights(transaction, id, planRights);
        AuditLog.Add(transaction, clock, by, AuditAction.PersonAdded, login, Said(role, planRights));
        return Find(transaction, id);
    });

    /// <summary>Who a provider vouches for: added when they come for the first time, with the role and name that it says now.</summary>
    /// <param name="issuer">The provider.</param>
    /// <param name="subject">Whom it means, for ever; never a login here.</param>
    /// <param name="login">What people call them; where somebody has it already, the issuer is added to it.</param>
    /// <param name="name">Their name.</param>
    /// <param name="role">What the provider's claims make of them.</param>
    /// <param name="address">From where they come.</param>
    public Person Vouched(string issuer, string subject, string login, string name, Role role, string address) => state.Write(transaction =>
    {
        var known = transaction.Read("select p.person_id from person p where p.issuer = @issuer and p.subject = @subject", r => r.GetInt64(0), new { issuer, subject });
        if (known is [var id])
        {
            var person = Find(transaction, id);
            var by = new Actor(person.Id, person.Login, address);
            if (person.Role != role && IsLastAdmin(transaction, id))
            {
                // Whoever the provider makes of them, somebody has to be left who may add people; the log says so until there is another.
                AuditLog.Add(transaction, clock, by, AuditAction.RoleKept, person.Login, $"{Person.CodeOf(person.Role)} → {Person.CodeOf(role)}");
            }
            else if (person.Role != role)
            {
                Become(transaction, person, role, by);
            }

            transaction.Execute("update person set name = @name where person_id = @id", new { id, name });
            return Find(transaction, id);
        }

        var host = Uri.TryCreate(issuer, UriKind.Absolute, out var of) ? of.Host : issuer;
        var free = new[] { "", $" · {host}" }.Concat(Enumerable.Range(2, int.MaxValue - 2).Select(n => $" · {host} {n}")).Select(end => WithEnd(login, end)).First(each => !IsTaken(transaction, each));
        var added = Insert(transaction, free, name, role, passwordHash: null, issuer, subject);
        AuditLog.Add(transaction, clock, new Actor(added, free, address), AuditAction.PersonAdded, free, $"{Person.CodeOf(role)}, {issuer}");
        return Find(transaction, added);
    });

    /// <summary>A key for a link by which somebody chooses a password; earlier ones of theirs are good no longer.</summary>
    /// <returns>Null where a provider vouches for them.</returns>
    public string? NewPasswordKey(Person person, Actor by) => state.Write(transaction =>
    {
        if (person.Issuer is not null)
        {
            return null;
        }

        UseAllOf(transaction, person.Id);
        AuditLog.Add(transaction, clock, by, AuditAction.PasswordLinkMade, person.Login);
        return NewSecret(transaction, PasswordPurpose, person.Id, LinkLife);
    });

    /// <returns>Who may choose a password by this key; null: nobody, or not any more.</returns>
    public Person? WhoMayChoose(string key) => state.Read(
        """
        select s.person_id
        from one_time_secret s
        join person p on p.person_id = s.person_id
        where s.secret_hash = @hash and s.purpose = 'password' and s.used_at is null and s.expires_at > @now and p.disabled_at is null
        """,
        r => r.GetInt64(0),
        new { hash = SecretKey.HashOf(key), now = Now() }) is [var id] ? Find(id) : null;

    /// <summary>Sets the password of whose link it is, opens what failures locked, and ends their sessions.</summary>
    /// <returns>Null where the key is good no longer.</returns>
    public Person? ChooseByKey(string key, string passwordHash, string address) => state.Write(transaction =>
    {
        var owner = transaction.Read(
            "select s.person_id from one_time_secret s join person p on p.person_id = s.person_id where s.secret_hash = @hash and p.disabled_at is null and p.issuer is null",
            r => r.GetInt64(0),
            new { hash = SecretKey.HashOf(key) });
        if (owner is not [var id] || !Use(transaction, key, PasswordPurpose))
        {
            return null;
        }

        var person = Find(transaction, id);
        SetPassword(transaction, person, passwordHash, new Actor(person.Id, person.Login, address));
        return person;
    });

    /// <summary>Somebody who has signed in chooses another password: all their sessions end.</summary>
    public void ChangePassword(Person person, string passwordHash, Actor by) => state.Write(transaction =>
    {
        SetPassword(transaction, person, passwordHash, by);
        return true;
    });

    /// <returns>False where nobody could add people any more.</returns>
    public bool ChangeRole(Person person, Role role, Actor by) => state.Write(transaction =>
    {
        if (role != Role.Admin && IsLastAdmin(transaction, person.Id))
        {
            return false;
        }

        var now = Find(transaction, person.Id);
        if (now.Role != role)
        {
            Become(transaction, now, role, by);
        }

        return true;
    });

    /// <summary>They hold from the next request on.</summary>
    public void ChangePlanRights(Person person, IReadOnlyList<PlanRight> rights, Actor by) => state.Write(transaction =>
    {
        var now = Find(transaction, person.Id);
        if (!now.PlanRights.ToHashSet().SetEquals(rights))
        {
            transaction.Execute("delete from plan_right where person_id = @Id", new { person.Id });
            PutPlanRights(transaction, person.Id, rights);
            AuditLog.Add(transaction, clock, by, AuditAction.PlanRightsChanged, person.Login, $"{Listed(now.PlanRights)} → {Listed(rights)}");
        }

        return true;
    });

    /// <returns>False where nobody could add people any more.</returns>
    public bool Disable(Person person, Actor by) => state.Write(transaction =>
    {
        if (IsLastAdmin(transaction, person.Id))
        {
            return false;
        }

        if (transaction.Execute("update person set disabled_at = @now, changed_at = @now where person_id = @Id and disabled_at is null", new { person.Id, now = Now() }) == 1)
        {
            UseAllOf(transaction, person.Id);
            Sessions.EndAll(transaction, clock, person.Id);
            AuditLog.Add(transaction, clock, by, AuditAction.Disabled, person.Login);
        }

        return true;
    });

    public void Enable(Person person, Actor by) => state.Write(transaction =>
    {
        if (transaction.Execute("update person set disabled_at = null, changed_at = @now where person_id = @Id and disabled_at is not null", new { person.Id, now = Now() }) == 1)
        {
            AuditLog.Add(transaction, clock, by, AuditAction.Enabled, person.Login);
        }

        return true;
    });

    // Cut in front, so that what tells it from another stays.
    private static string WithEnd(string login, string end)
    {
        var tail = end.Length <= Person.LongestLogin / 2 ? end : end[^(Person.LongestLogin / 2)..];
        return login[..Math.Min(login.Length, Person.LongestLogin - tail.Length)] + tail;
    }

    private string Now() => StateDatabase.Text(clock.GetUtcNow());

    private static bool IsTaken(StateTransaction transaction, string login) =>
        transaction.Read("select p.person_id from person p where p.login_key = @key", r => r.GetInt64(0), new { key = Person.KeyOf(login) }).Count > 0;

    private static bool IsLastAdmin(StateTransaction transaction, long id) => transaction.Read(Admins, r => r.GetInt64(0)) is [var only] && only == id;

    private void Become(StateTransaction transaction, Person person, Role role, Actor by)
    {
        transaction.Execute("update person set role = @role, changed_at = @now where person_id = @Id", new { person.Id, role = Person.CodeOf(role), now = Now() });
        Sessions.EndAll(transaction, clock, person.Id);
        AuditLog.Add(transaction, clock, by, AuditAction.RoleChanged, person.Login, $"{Person.CodeOf(person.Role)} → {Person.CodeOf(role)}");
    }

    private void SetPassword(StateTransaction transaction, Person person, string passwordHash, Actor by)
    {
        transaction.Execute(
            "update person set password_hash = @passwordHash, failed_count = 0, failed_at = null, locked_until = null, changed_at = @now where person_id = @Id",
            new { person.Id, passwordHash, now = Now() });
        transaction.Execute("delete from sign_in_network where person_id = @Id", new { person.Id });
        UseAllOf(transaction, person.Id);
        Sessions.EndAll(transaction, clock, person.Id);
        AuditLog.Add(transaction, clock, by, AuditAction.PasswordChosen, person.Login);
    }

    private long Insert(StateTransaction transaction, string login, string name, Role role, string? passwordHash, string? issuer, string? subject)
    {
        var id = transaction.Next("person", "person_id");
        transaction.Execute(
            """
            insert into person (person_id, login, login_key, name, role, password_hash, issuer, subject, failed_count, created_at, changed_at)
            values (@id, @login, @key, @name, @role, @passwordHash, @issuer, @subject, 0, @now, @now)
            """,
            new { id, login = login.Trim(), key = Person.KeyOf(login), name = name.Trim(), role = Person.CodeOf(role), passwordHash, issuer, subject, now = Now() });
        return id;
    }

    private static void PutPlanRights(StateTransaction transaction, long id, IReadOnlyList<PlanRight> rights)
    {
        foreach (var right in rights.Distinct())
        {
            transaction.Execute("insert into plan_right (person_id, province_code, valid_from) values (@id, @ProvinceCode, @Day)", new { id, right.ProvinceCode, right.Day });
        }
    }

    private string NewSecret(StateTransaction transaction, string purpose, long? personId, TimeSpan life)
    {
        var secret = SecretKey.New();
        transaction.Execute(
            "insert into one_time_secret (secret_hash, purpose, person_id, created_at, expires_at) values (@hash, @purpose, @personId, @now, @expires)",
            new { hash = SecretKey.HashOf(secret), purpose, personId, now = Now(), expires = StateDatabase.Text(clock.GetUtcNow() + life) });
        return secret;
    }

    private bool Use(StateTransaction transaction, string secret, string purpose) => transaction.Execute(
        "update one_time_secret set used_at = @now where secret_hash = @hash and purpose = @purpose and used_at is null and expires_at > @now",
        new { hash = SecretKey.HashOf(secret), purpose, now = Now() }) == 1;

    private void UseAllOf(StateTransaction transaction, long personId) => transaction.Execute(
        "update one_time_secret set used_at = @now where person_id = @personId and used_at is null",
        new { personId, now = Now() });

    private Person Find(StateTransaction transaction, long id)
    {
        var rights = transaction.Read(RightsOfOne, r => PlanRight.Of(r.GetString(0), r.GetString(1)), new { id });
        var waits = transaction.Read(WaitsOfOne, WaitOf, new { id });
        return transaction.Read($"{Selection} where p.person_id = @id", r => PersonOf(r, rights, waits), new { id })[0];
    }

    private static string Said(Role role, IReadOnlyList<PlanRight> planRights) => $"{Person.CodeOf(role)}, {Listed(planRights)}";

    private static string Listed(IReadOnlyList<PlanRight> rights) => rights.Count == 0 ? "–" : string.Join(' ', rights);

    private static (long Id, FailureCount Count, DateTimeOffset? KnownAt) WaitOf(IDataReader r) =>
        (r.GetInt64(0), new FailureCount(0, null, StateDatabase.TimeOrNone(r, 1)), StateDatabase.TimeOrNone(r, 2));

    // As BeginSignIn decides it.
    private SignInWait? WaitOf(DateTimeOffset? anywhere, IEnumerable<(long Id, FailureCount Count, DateTimeOffset? KnownAt)> networks)
    {
        var now = clock.GetUtcNow();
        var isEverywhereNew = new FailureCount(0, null, anywhere).IsLocked(now);
        var locked = networks.Where(network => network.Count.IsLocked(now) && (!isEverywhereNew || IsKnown(network.KnownAt, now))).ToList();
        return locked.Count == 0 && !isEverywhereNew ? null
            : new SignInWait(isEverywhereNew, locked.Count, locked.Select(network => network.Count.LockedUntil!.Value).Concat(isEverywhereNew ? [anywhere!.Value] : []).Max());
    }

    private static bool IsKnown(DateTimeOffset? knownAt, DateTimeOffset now) => knownAt is { } last && now - last <= KnownFor;

    private Person PersonOf(IDataReader r, IEnumerable<PlanRight> planRights, IEnumerable<(long Id, FailureCount Count, DateTimeOffset? KnownAt)> waits) => new()
    {
        Id = r.GetInt64(0),
        Login = r.GetString(1),
        Name = r.GetString(2),
        Role = Person.RoleOf(r.GetString(3))!.Value,
        Issuer = r.IsDBNull(4) ? null : r.GetString(4),
        HasPassword = r.GetInt32(5) == 1,
        Wait = WaitOf(StateDatabase.TimeOrNone(r, 6), waits),
        CreatedAt = StateDatabase.Time(r.GetString(7)),
        DisabledAt = StateDatabase.TimeOrNone(r, 8),
        PlanRights = [.. planRights],
    };
}
