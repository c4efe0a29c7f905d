using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PapiBI.Warehouse.State;

/// <summary>What is told of people's doings, as it is stored.</summary>
public static class AuditAction
{
    public const string SetUp = "set up";
    public const string SignedIn = "signed in";
    public const string SignInFailed = "sign-in failed";
    public const string SignedOut = "signed out";
    public const string SessionEnded = "session ended";
    public const string PersonAdded = "person added";
    public const string RoleChanged = "role changed";
    public const string PlanRightsChanged = "plan rights changed";
    public const string Disabled = "disabled";
    public const string Enabled = "enabled";
    public const string PasswordLinkMade = "password link made";
    public const string PasswordChosen = "password chosen";

    /// <summary>A page with something of a plan.</summary>
    public const string Saw = "saw";

    /// <summary>A file with something of a plan.</summary>
    public const string Exported = "exported";

    /// <summary>A question in SQL, before it is answered.</summary>
    public const string Asked = "asked";

    /// <summary>How a question in SQL ended; which, says the number of its entry.</summary>
    public const string Answered = "answered";

    /// <summary>A provider's claims would have made the only admin something less.</summary>
    public const string RoleKept = "role kept";

    /// <summary>What is wrong with a refused file.</summary>
    public const string SawRefused = "saw refused file";

    /// <summary>The marked copy of a refused file.</summary>
    public const string TookRefused = "took refused file";

    /// <summary>A file put into the inbox.</summary>
    public const string Uploaded = "uploaded";

    /// <summary>A web site that may embed reports; what it may show, say the entries that follow.</summary>
    public const string SiteAdded = "site added";
    public const string SiteNameChanged = "site name changed";
    public const string SiteOriginsChanged = "site origins changed";
    public const string SitePlanRightsChanged = "site plan rights changed";

    /// <summary>Whether its server may start a load.</summary>
    public const string SiteRefreshChanged = "site refresh changed";
    public const string SiteDisabled = "site disabled";
    public const string SiteEnabled = "site enabled";
    public const string KeyMade = "key made";

    /// <summary>A key got an end, or an earlier one.</summary>
    public const string KeyEnded = "key ended";

    /// <summary>A key that was sent is none, or no longer.</summary>
    public const string KeyRefused = "key refused";

    /// <summary>A token for somebody's browser, before it is handed over.</summary>
    public const string TokenMade = "token made";

    /// <summary>A site's server asked for a load.</summary>
    public const string RefreshAsked = "refresh asked";
}

/// <summary>Something somebody did, tried or was shown.</summary>
public sealed record AuditEntry
{
    public required long Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Actor By { get; init; }

    /// <summary>One of <see cref="AuditAction"/>.</summary>
    public required string Action { get; init; }

    /// <summary>To whom or of what: a login, a report.</summary>
    public required string Subject { get; init; }

    /// <summary>What else there is to know: "viewer → admin", the address of a report.</summary>
    public required string Detail { get; init; }

    /// <summary>Whether the subject or the detail is longer than it stands here; <see cref="AuditLog.WholeText"/> has it.</summary>
    public required bool IsCut { get; init; }
}

/// <summary>What people did in the portal. Entries are added, never changed and never removed, and numbered without a gap, so that one that is missing is seen to be.</summary>
public sealed class AuditLog(StateDatabase state, TimeProvider clock)
{
    /// <summary>How long a text is kept in its line; what is longer is kept whole beside it.</summary>
    public const int LongestText = 2000;

    /// <summary>What is longer is no question that anything takes: of it the beginning is kept, how long it was, and its digest.</summary>
    public const int LongestWhole = 100_000;

    /// <returns>The number of the entry.</returns>
    public long Add(Actor by, string action, string subject, string detail = "") => state.Write(transaction => Add(transaction, clock, by, action, subject, detail));

    /// <returns>The text of an entry that is cut in its line; null: none is.</returns>
    public string? WholeText(long id) => state.Read("select t.whole_text from audit_text t where t.audit_id = @id", r => r.GetString(0), new { id }).FirstOrDefault();

    /// <returns>The newest first.</returns>
    /// <param name="most">How many.</param>
    /// <param name="before">Only those before the entry of this number; null: from the newest on.</param>
    /// <param name="action">Only those of this action; null: of any.</param>
    public IReadOnlyList<AuditEntry> Newest(int most, long? before = null, string? action = null) => state.Read(
        """
        select a.audit_id, a.at, a.person_id, a.login, a.address, a.action, a.subject, a.detail, t.audit_id
        from audit_entry a
        left join audit_text t on t.audit_id = a.audit_id
        where a.audit_id < @before
          and (@action is null or a.action = @action)
        order by a.audit_id desc
        offset 0 rows fetch next @most rows only
        """,
        r => new AuditEntry
        {
            Id = r.GetInt64(0),
            At = StateDatabase.Time(r.GetString(1)),
            By = new Actor(r.IsDBNull(2) ? null : r.GetInt64(2), r.GetString(3), r.GetString(4)),
            Action = r.GetString(5),
            Subject = r.GetString(6),
            Detail = r.GetString(7),
            IsCut = !r.IsDBNull(8),
        },
        new { most, before = before ?? long.MaxValue, action });

    // Within the transaction of what it tells: neither is there without the other.
    internal static long Add(StateTransaction transaction, TimeProvider clock, Actor by, string action, string subject, string detail = "")
    {
        transaction.Execute(
            """
            insert into audit_entry (audit_id, at, person_id, login, address, action, subject, detail)
            select coalesce(max(a.audit_id), 0) + 1, @now, @PersonId, @login, @Address, @action, @subject, @detail
            from audit_entry a
            """,
            new
            {
                now = StateDatabase.Text(clock.GetUtcNow()),
                by.PersonId,
                login = Short(by.Login, Person.LongestLogin),
                by.Address,
                action,
                subject = Short(subject, LongestText),
                detail = Short(detail, LongestText),
            });

        // Nobody else writes meanwhile.
        var id = transaction.Read("select max(a.audit_id) from audit_entry a", r => r.GetInt64(0))[0];
        if (subject.Length > LongestText || detail.Length > LongestText)
        {
            transaction.Execute("insert into audit_text (audit_id, whole_text) values (@id, @whole)", new { id, whole = Whole(detail.Length > LongestText ? $"{subject}\n{detail}" : subject) });
        }

        return id;
    }

    private static string Short(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private static string Whole(string text) => text.Length <= LongestWhole
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text[..LongestWhole]}…\n[{text.Length} characters, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}]");
}
