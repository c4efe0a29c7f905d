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
            var until = People.All()[0].Wait?.Until;
            pauses.Add(until is { } end ? (end - clock.GetUtcNow()).TotalMinutes : 0);
            clock.Advance(until is { } lifted ? lifted - clock.GetUtcNow() : TimeSpan.Zero);
        }

        Assert.Equal([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60], pauses);
        clock.Advance(People.Memory + TimeSpan.FromMinutes(1));
        Assert.NotNull(People.BeginSignIn("an").PasswordHash);
        Assert.Null(People.All()[0].Wait);
    }

    [Fact]
    public void Strangers_do_not_lock_out_whose_password_was_right_from_where_they_are_and_all_strangers_together_are_bounded()
    {
        var an = Choose(Add("an", Role.Viewer));
        Sessions.Begin(an, "10.0.0.1", "");
        var looked = Enumerable.Range(0, 200).Count(n => People.BeginSignIn("an", $"172.16.{n}.1").PasswordHash is not null);

        Assert.Equal(People.MostFailuresAnywhere, looked);
        Assert.Equal(SignInFault.Locked, People.BeginSignIn("an", "192.168.0.1").Why);
        Assert.True(People.IsKnown("AN", "10.0.0.1"));
        Assert.False(People.IsKnown("an", "10.0.0.2"));
        Assert.NotNull(People.BeginSignIn("an", "10.0.0.1").PasswordHash);
        clock.Advance(People.PauseAfter(People.MostFailuresAnywhere, People.MostFailuresAnywhere));
        Assert.NotNull(People.BeginSignIn("an", "192.168.0.1").PasswordHash);
        Assert.Equal(SignInFault.Locked, People.BeginSignIn("an", "192.168.0.2").Why);
    }

    [Fact]
    public void An_admin_is_told_from_where_somebody_has_to_wait_and_not_that_they_are_locked()
    {
        var an = Choose(Add("an", Role.Viewer));
        Sessions.Begin(an, "10.0.0.1", "");
        void Fail(string address) => Enumerable.Range(0, People.MostFailures).ToList().ForEach(_ => People.BeginSignIn("an", address));

        Fail("172.16.1.1");
        Assert.Equal("dùng được; 1 mạng tạm khóa vì sai mật khẩu", Said());
        Fail("172.16.2.1");
        Assert.Equal("dùng được; 2 mạng tạm khóa vì sai mật khẩu", Said());
        Fail("172.16.3.1");
        Fail("172.16.4.1");
        Assert.Equal("dùng được từ mạng đã vào trước đây; mạng mới tạm khóa vì sai mật khẩu", Said());
        Fail("10.0.0.1");
        Assert.Equal("mạng mới và 1 mạng đã vào trước đây tạm khóa vì sai mật khẩu", Said());
        Assert.Equal(People.All()[0].Wait, People.Find(an.Id)!.Wait);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("dùng được", Said());

        string Said() => PapiBI.Portal.Pages.Admin.PeopleModel.StateOf(People.All().Single(person => person.Id == an.Id)).Vi;
    }

    [Fact]
    public void From_a_known_network_too_the_sixth_wrong_password_waits_and_after_ninety_days_it_is_known_no_longer()
    {
        var an = Choose(Add("an", Role.Viewer));
        Sessions.Begin(an, "2001:db8::1", "");
        for (var n = 0; n < People.MostFailures; n++)
        {
            Assert.NotNull(People.BeginSignIn("an", $"2001:db8::{n + 2}").PasswordHash);
        }

        Assert.Equal(SignInFault.Locked, People.BeginSignIn("an", "2001:db8::77").Why);
        Assert.NotNull(People.BeginSignIn("an", "2001:db8:0:1::77").PasswordHash);
        clock.Advance(People.KnownFor + TimeSpan.FromMinutes(1));
        Assert.False(People.IsKnown("an", "2001:db8::1"));
        Sessions.Begin(an, "2001:db8::1", "");
        People.ChangePassword(an, "hash", Actor.Nobody);
        Assert.False(People.IsKnown("an", "2001:db8::1"));
    }

    [Fact]
    public void As_long_as_no_admin_can_sign_in_there_is_a_secret_to_make_one_whoever_came_by_a_provider()
    {
        var lan = People.Vouched("https://id.example", "u-1", "lan", "Lan", Role.Viewer, "");
        var secret = People.NewSetupSecret();

        Assert.NotNull(secret);
        Assert.False(People.HasAdmin());
        Assert.Null(People.SetUp(secret, "LAN", "Chi", "hash", ""));
        Assert.True(People.IsSetupSecret(secret));
        Assert.Equal(Role.Admin, People.SetUp(secret, "chi", "Chi", "hash", "")!.Role);
        Assert.False(People.IsSetupSecret(secret));
        Assert.Equal((true, null, Role.Viewer), (People.HasAdmin(), People.NewSetupSecret(), People.Find(lan.Id)!.Role));
    }

    [Fact]
    public void A_changed_claim_does_not_make_the_only_admin_less_and_the_log_says_so()
    {
        var lan = People.Vouched("https://id.example", "u-1", "lan", "Lan", Role.Admin, "10.0.0.1");
        var key = Sessions.Begin(lan, "10.0.0.1", "");

        Assert.Equal(Role.Admin, People.Vouched("https://id.example", "u-1", "lan", "Lan", Role.Viewer, "10.0.0.1").Role);
        Assert.NotNull(Sessions.Find(key));
        Assert.Equal("role kept lan admin → viewer", Log.Newest(1).Select(entry => $"{entry.Action} {entry.Subject} {entry.Detail}").Single());
        Choose(Add("binh", Role.Admin));
        Assert.Equal(Role.Viewer, People.Vouched("https://id.example", "u-1", "lan", "Lan", Role.Viewer, "10.0.0.1").Role);
        Assert.Null(Sessions.Find(key));
    }

    [Fact]
    public void However_many_a_provider_calls_the_same_each_has_a_login_of_their_own()
    {
        var called = new string('x', Person.LongestLogin);
        var logins = Enumerable.Range(0, 12).Select(n => People.Vouched("https://id.example", $"u-{n}", called, "Lan", Role.Viewer, "").Login).ToList();

        Assert.Equal(12, logins.Distinct().Count());
        Assert.All(logins, login => Assert.InRange(login.Length, 1, Person.LongestLogin));
        Assert.EndsWith("· id.example 11", logins[11], StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_question_is_in_the_log_whole_and_before_it_is_answered()
    {
        var saved = new SavedQueries(State, clock);
        var sql = "select '" + string.Concat(Enumerable.Repeat("điểm ", 3_000)) + "'";
        var entry = saved.Begin(new Actor(7, "an", "10.0.0.1"), sql);

        var asked = Assert.Single(Log.Newest(10));
        Assert.Equal((entry, AuditAction.Asked, true, AuditLog.LongestText), (asked.Id, asked.Action, asked.IsCut, asked.Subject.Length));
        Assert.Equal(sql, Log.WholeText(entry));
        saved.Record(asked.By, 7, new AskedQuery { Sql = sql, AskedAt = clock.GetUtcNow(), Seconds = 1.5, Rows = 3, Ended = AskedQuery.Done }, entry);
        var answered = Log.Newest(10)[0];
        Assert.Equal((entry + 1, AuditAction.Answered, $"{entry}", "done, 3 rows, 1.50 s", false), (answered.Id, answered.Action, answered.Subject, answered.Detail, answered.IsCut));
        Assert.Null(Log.WholeText(answered.Id));

        var huge = saved.Begin(asked.By, new string('x', 250_000));
        Assert.EndsWith("…\n[250000 characters, SHA-256 " + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(new string('x', 250_000)))) + "]", Log.WholeText(huge), StringComparison.Ordinal);
    }

    [Fact]
    public void One_person_keeps_so_many_questions_and_may_still_change_and_replace_them()
    {
        var saved = new SavedQueries(State, clock);
        Assert.All(Enumerable.Range(0, SavedQueries.MostSaved), n => Assert.True(saved.Save(7, $"câu {n}", "select 1", false)));

        Assert.False(saved.Save(7, "một câu nữa", "select 1", false));
        Assert.True(saved.Save(7, "câu 0", "select 2", false));
        Assert.True(saved.Save(8, "một câu nữa", "select 1", false));
        Assert.True(saved.Remove(7, saved.SeenBy(7)[0].Id));
        Assert.True(saved.Save(7, "một câu nữa", "select 1", false));
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
        People.ChangePlanRights(an, [PlanRight.Of("92@2025-07-01"), PlanRight.Of("92@2004-01-01"), PlanRight.Of("58"), PlanRight.Of("58")], Actor.Nobody);
        Assert.Equal("58 92@2004-01-01 92@2025-07-01", string.Join(' ', Sessions.Find(key)!.Person.PlanRights));
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
        var an = People.Add("an", "An", Role.Viewer, [PlanRight.Of("58@2004-01-01")], by)!;
        Choose(Add("boss", Role.Admin));
        People.ChangeRole(an, Role.Analyst, by);
        People.ChangeRole(an, Role.Analyst, by);
        People.ChangePlanRights(an, [PlanRight.Every], by);
        People.NewPasswordKey(an, by);
        People.ChangePassword(an, "hash", by);
        People.Disable(an, by);
        People.Disable(an, by);
        People.Enable(an, by);
        Sessions.EndAll(an, by);

        Assert.Equal(
            [
                "person added viewer, 58@2004-01-01", "role changed viewer → analyst", "plan rights changed 58@2004-01-01 → *", "password link made ", "password chosen ", "disabled ", "enabled ", "session ended 0",
            ],
            Log.Newest(100).Where(entry => entry.By == by).Reverse().Select(entry => $"{entry.Action} {entry.Detail}"));
    }

    private Person Add(string login, Role role, params string[] planRights) => People.Add(login, "Bà Ánh", role, [.. planRights.Select(PlanRight.Of)], Actor.Nobody)!;

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
    [InlineData("update audit_text set whole_text = ''")]
    [InlineData("delete from audit_text")]
    [InlineData("insert or replace into audit_text (audit_id, whole_text) values (1, '')")]
    [InlineData("insert or replace into audit_entry (audit_id, at, login, address, action, subject, detail) values (1, '', '', '', '', '', '')")]
    public void In_a_file_an_entry_is_neither_changed_nor_removed(string sql)
    {
        using TemporaryFolder folder = new();
        var data = new DataFolder(folder.Path);
        var log = new AuditLog(StateDatabase.Open(data, TimeProvider.System), TimeProvider.System);
        log.Add(Actor.Nobody, AuditAction.Saw, "báo cáo", new string('x', 3_000));
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
        var grants = SqlScript.Read("Setup/service_roles.sql").Split('\n').Where(line => line.Contains("dbo.audit_", StringComparison.Ordinal));

        Assert.Equal(["grant select, insert on dbo.audit_entry to papibi_portal;", "grant select, insert on dbo.audit_text to papibi_portal;"], grants);
    }
}

/// <summary>Rights from before provinces were told apart from those that bear their code now.</summary>
public sealed class OlderPlanRightsTests
{
    [Fact]
    public void They_stay_as_they_were_given_and_open_a_code_that_meant_one_province_alone()
    {
        using TemporaryFolder folder = new();
        var data = new DataFolder(folder.Path);
        StateDatabase.Open(data, TimeProvider.System);
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = data.StateFile, Pooling = false }.ConnectionString))
        {
            // As the fifth script left it.
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                drop table plan_right;
                drop table sign_in_network;
                drop table audit_text;
                create table person_plan_right (person_id integer not null, province_code text not null, primary key (person_id, province_code));
                delete from schema_journal where script like '%0006_rights_and_log.sql';
                insert into person (person_id, login, login_key, name, role, failed_count, created_at, changed_at)
                values (1, 'an', 'an', 'An', 'viewer', 0, '2026-11-25T03:00:00.000Z', '2026-11-25T03:00:00.000Z');
                insert into person_plan_right (person_id, province_code) values (1, '58'), (1, '92'), (1, '*');
                """;
            command.ExecuteNonQuery();
        }

        var rights = new People(StateDatabase.Open(data, TimeProvider.System), TimeProvider.System).All()[0].PlanRights;

        Assert.Equal([PlanRight.Every, new PlanRight("58", null), new PlanRight("92", null)], rights);
        var (ninhThuan, canTho) = (Unit("58"), Unit("92"));
        PlanRight[] named = [.. rights.Where(right => right != PlanRight.Every)];
        Assert.True(Person.MayReadPlansOf(named, ninhThuan, isOnlyOne: true));
        Assert.False(Person.MayReadPlansOf(named, canTho, isOnlyOne: false));
    }

    private static PapiBI.Warehouse.Releases.ProvinceUnit Unit(string code) => new(code, new DateOnly(2004, 1, 1), null, new Text(code, code));
}
