using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal;

/// <summary>People, sessions and the log in the application database, on each engine.</summary>
public abstract class PeopleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));
    private readonly TestEngine engine;
    private readonly DataFolder data;

    protected PeopleTests(TestEngine engine)
    {
        this.engine = engine;
        data = engine.Install(folder.Path);
        State = StateDatabase.Open(data, clock);
    }

    protected StateDatabase State { get; }

    private People People => new(State, clock);
    private Sessions Sessions => new(State, clock);
    private AuditLog Log => new(State, clock);

    public void Dispose()
    {
        engine.Remove(data);
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_login_is_one_persons_in_whatever_case_and_however_its_letters_are_put_together()
    {
        var added = Add("Ánh.Trần", Role.Analyst, "58", "92");

        Assert.Equal(("Ánh.Trần", "Bà Ánh", Role.Analyst, "58 92"), (added.Login, added.Name, added.Role, string.Join(' ', added.PlanRights)));
        Assert.All(
            new[] { "ánh.trần", "ÁNH.TRẦN", "Ánh.Trần".Normalize(System.Text.NormalizationForm.FormD), " ánh.trần " },
            login => Assert.Null(People.Add(login, "x", Role.Viewer, [], Actor.Nobody)));
        Assert.NotNull(People.Add("anh.tran", "x", Role.Viewer, [], Actor.Nobody));
    }

    [Fact]
    public void Of_many_that_try_passwords_at_once_no_more_are_looked_at_than_the_count_allows()
    {
        Choose(Add("an", Role.Viewer));
        var tried = new ConcurrentBag<SignInTry>();
        Parallel.For(0, 20, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => tried.Add(new People(StateDatabase.Open(data, clock), clock).BeginSignIn("an")));

        Assert.Equal(People.MostFailures, tried.Count(each => each.PasswordHash is not null));
        Assert.Equal(15, tried.Count(each => each.Why == "locked"));
    }

    [Fact]
    public void Each_failure_after_the_fifth_locks_twice_as_long_up_to_an_hour_and_a_quiet_day_forgets_them()
    {
        Choose(Add("an", Role.Viewer));
        var pauses = new List<double>();
        for (var n = 1; n <= 13; n++)
        {
            Assert.NotNull(People.BeginSignIn("an").PasswordHash);
            var until = People.All()[0].LockedUntil;
            pauses.Add(until is { } end ? (end - clock.GetUtcNow()).TotalMinutes : 0);
            clock.Advance(until is { } lifted ? lifted - clock.GetUtcNow() : TimeSpan.Zero);
        }

        Assert.Equal([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60], pauses);
        clock.Advance(People.Memory + TimeSpan.FromMinutes(1));
        Assert.NotNull(People.BeginSignIn("an").PasswordHash);
        Assert.True(People.All()[0].LockedUntil is null);
    }

    [Fact]
    public void A_session_is_found_by_its_key_alone_and_tells_what_its_owner_may_do_now()
    {
        var an = Choose(Add("an", Role.Viewer));
        var key = Sessions.Begin(an, "10.0.0.1", new string('x', 500));

        var live = Sessions.Find(key)!;
        Assert.Equal((an.Id, Role.Viewer), (live.Person.Id, live.Person.Role));
        Assert.Null(Sessions.Find(live.Id));
        Assert.Null(Sessions.Find(key + " "));
        Assert.Equal(("10.0.0.1", 200), (Sessions.Of(an.Id)[0].Address, Sessions.Of(an.Id)[0].Agent.Length));
        People.ChangePlanRights(an, ["92", "58", "58"], Actor.Nobody);
        Assert.Equal(["58", "92"], Sessions.Find(key)!.Person.PlanRights);
    }

    [Fact]
    public void What_changes_a_person_ends_their_sessions_and_nobody_elses()
    {
        var (an, binh) = (Choose(Add("an", Role.Viewer)), Choose(Add("binh", Role.Admin)));
        var kept = Sessions.Begin(binh, "", "");
        Action[] changes =
        [
            () => People.ChangeRole(an, Role.Steward, Actor.Nobody),
            () => People.ChangePassword(an, "hash", Actor.Nobody),
            () => Choose(an),
            () => Sessions.EndAll(an, Actor.Nobody),
            () => People.Disable(an, Actor.Nobody),
        ];

        Assert.All(changes, change =>
        {
            var key = Sessions.Begin(an, "", "");
            Assert.NotNull(Sessions.Find(key));
            change();
            Assert.Null(Sessions.Find(key));
        });
        Assert.NotNull(Sessions.Find(kept));
    }

    [Fact]
    public void A_link_to_choose_a_password_works_once_and_not_after_a_newer_one_nor_after_three_days_nor_for_the_disabled()
    {
        var an = Add("an", Role.Viewer);
        var (first, second) = (People.NewPasswordKey(an, Actor.Nobody)!, People.NewPasswordKey(an, Actor.Nobody)!);
        Assert.Null(People.ChooseByKey(first, "hash", ""));
        Assert.Equal("an", People.WhoMayChoose(second)!.Login);
        Assert.Equal("an", People.ChooseByKey(second, "hash", "")!.Login);
        Assert.Null(People.ChooseByKey(second, "other", ""));

        var late = People.NewPasswordKey(an, Actor.Nobody)!;
        clock.Advance(People.LinkLife);
        Assert.Null(People.WhoMayChoose(late));
        Assert.Null(People.ChooseByKey(late, "other", ""));
        var locked = People.NewPasswordKey(an, Actor.Nobody)!;
        Choose(Add("binh", Role.Admin));
        People.Disable(an, Actor.Nobody);
        Assert.Null(People.ChooseByKey(locked, "other", ""));
        Assert.Equal("disabled", People.BeginSignIn("an").Why);
    }

    [Fact]
    public void Only_one_of_many_who_have_the_first_secret_becomes_admin()
    {
        var secret = People.NewSetupSecret()!;
        var made = new ConcurrentBag<Person?>();
        Parallel.For(0, 8, n => made.Add(new People(StateDatabase.Open(data, clock), clock).SetUp(secret, $"admin{n}", "x", "hash", "")));

        Assert.Single(made, person => person is not null);
        Assert.Equal(Role.Admin, Assert.Single(People.All()).Role);
        Assert.Null(People.NewSetupSecret());
    }

    [Fact]
    public void Entries_of_the_log_are_numbered_without_a_gap_however_many_write_at_once()
    {
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, n => new AuditLog(StateDatabase.Open(data, clock), clock).Add(new Actor(7, "an", "10.0.0.1"), AuditAction.Saw, $"báo cáo {n}", new string('x', 3000)));

        var entries = Log.Newest(100);
        Assert.Equal(Enumerable.Range(1, 40).Select(n => (long)n).Reverse(), entries.Select(entry => entry.Id));
        Assert.Equal(Enumerable.Range(0, 40).Select(n => $"báo cáo {n}").Order(StringComparer.Ordinal), entries.Select(entry => entry.Subject).Order(StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.Equal((clock.GetUtcNow(), new Actor(7, "an", "10.0.0.1"), 2000), (entry.At, entry.By, entry.Detail.Length)));
        Assert.Equal([20, 19, 18], Log.Newest(3, before: 21).Select(entry => entry.Id));
    }

    [Fact]
    public void Every_change_of_a_person_is_in_the_log_with_who_made_it()
    {
        var by = new Actor(99, "chi", "10.0.0.9");
        var an = People.Add("an", "An", Role.Viewer, ["58"], by)!;
        Choose(Add("boss", Role.Admin));
        People.ChangeRole(an, Role.Analyst, by);
        People.ChangeRole(an, Role.Analyst, by);
        People.ChangePlanRights(an, ["*"], by);
        People.NewPasswordKey(an, by);
        People.ChangePassword(an, "hash", by);
        People.Disable(an, by);
        People.Disable(an, by);
        People.Enable(an, by);
        Sessions.EndAll(an, by);

        Assert.Equal(
            [
                "person added viewer, 58", "role changed viewer → analyst", "plan rights changed 58 → *", "password link made ", "password chosen ", "disabled ", "enabled ", "session ended 0",
            ],
            Log.Newest(100).Where(entry => entry.By == by).Reverse().Select(entry => $"{entry.Action} {entry.Detail}"));
    }

    private Person Add(string login, Role role, params string[] planRights) => People.Add(login, "Bà Ánh", role, planRights, Actor.Nobody)!;

    private Person Choose(Person person) => People.ChooseByKey(People.NewPasswordKey(person, Actor.Nobody)!, "hash", "")!;
}

public sealed class PeopleOnDuckDbTests() : PeopleTests(TestEngine.DuckDb);

public sealed class PeopleOnSqlServerTests() : PeopleTests(TestEngine.SqlServer);

/// <summary>The log is only added to, whoever opens the database.</summary>
public sealed class AppendOnlyLogTests
{
    [Theory]
    [InlineData("update audit_entry set login = 'nobody'")]
    [InlineData("delete from audit_entry")]
    [InlineData("insert or replace into audit_entry (audit_id, at, login, address, action, subject, detail) values (1, '', '', '', '', '', '')")]
    public void In_a_file_an_entry_is_neither_changed_nor_removed(string sql)
    {
        using TemporaryFolder folder = new();
        var data = new DataFolder(folder.Path);
        var log = new AuditLog(StateDatabase.Open(data, TimeProvider.System), TimeProvider.System);
        log.Add(Actor.Nobody, AuditAction.Saw, "báo cáo");
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = data.StateFile, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;

        Assert.Contains("The audit log is only added to.", Assert.Throws<SqliteException>(() => command.ExecuteNonQuery()).Message, StringComparison.Ordinal);

        Assert.Equal("báo cáo", Assert.Single(log.Newest(10)).Subject);
    }

    [Fact]
    public void On_a_server_no_role_may_change_or_remove_an_entry()
    {
        var grants = SqlScript.Read("Setup/service_roles.sql").Split('\n').Where(line => line.Contains("audit_entry", StringComparison.Ordinal));

        Assert.Equal(["grant select, insert on dbo.audit_entry to papibi_portal;"], grants);
    }
}
