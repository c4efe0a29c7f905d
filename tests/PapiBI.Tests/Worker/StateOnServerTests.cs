using Microsoft.Data.SqlClient;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Worker;

/// <summary>What only an application database on a server meets: logins, rights, lines that are down.</summary>
public sealed class StateOnServerTests : IDisposable
{
    private const string Secret = "Rất-bí-mật-9";

    private readonly TemporaryFolder folder = new();
    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));
    private DataFolder? installed;

    public void Dispose()
    {
        if (installed is not null)
        {
            TestEngine.SqlServer.Remove(installed);
        }

        folder.Dispose();
    }

    [Fact]
    public void A_server_that_is_not_there_is_said_without_a_secret()
    {
        var reason = Refused($"Server=127.0.0.1,1;Database=papibi;User ID=sa;Password={Secret};Connect Timeout=2");

        Assert.StartsWith("The server 127.0.0.1,1 cannot be reached: check its name, port, network, firewall and certificate.", reason.En, StringComparison.Ordinal);
        Assert.StartsWith("Không kết nối được tới máy chủ 127.0.0.1,1:", reason.Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_no_server_has_is_said_without_a_secret() =>
        Assert.StartsWith("The server no-such-host.invalid cannot be reached:", Refused($"Server=no-such-host.invalid;Database=papibi;User ID=sa;Password={Secret};Connect Timeout=2").En, StringComparison.Ordinal);

    [Fact]
    public void A_wrong_password_is_said_without_a_secret()
    {
        var server = new SqlConnectionStringBuilder(TestServer.ConnectionString("papibi")) { Password = Secret };

        Assert.Equal(
            $"The server {server.DataSource} refused the login: check the login, its password, and that it may use the database papibi_service.",
            Refused(server.ConnectionString).En);
    }

    [Fact]
    public void A_database_that_is_not_there_is_said() =>
        Assert.Matches("^The database papibi_no_such_one_service on .+ cannot be opened: it is not there, or this login may not use it. Whoever may change it runs: papibi database setup.$", Refused(TestServer.ConnectionString("papibi_no_such_one")).En);

    [Fact]
    public void Two_subscriptions_of_one_name_are_refused_by_the_database_itself()
    {
        const string Insert = "insert into subscription values ({0}, N'nhắc', 'brief', N'{{}}', 'vi', 'PAPI', null, 'UTC', 'latest', 0, '', {1}, '', 0)";
        Install();

        Execute(Insert, 1, "null");
        Execute(Insert, 2, "'2026-11-25T03:00:00.000Z'");
        Execute(Insert, 3, "'2026-11-25T03:00:00.000Z'");
        Assert.Throws<SqlException>(() => Execute(Insert, 4, "null"));
    }

    [Fact]
    public void A_login_that_may_only_read_and_write_rows_opens_a_database_that_is_up_to_date_and_says_what_it_may_not_in_one_that_is_not()
    {
        var data = Install();
        var login = new SqlConnectionStringBuilder(TestServer.ConnectionString(data.Server!.Database)) { UserID = data.Server.Database, Password = "Chỉ-đọc-ghi-1" };
        var least = data with { Server = ServerAddress.Parse(login.ConnectionString, out _) };
        TestServer.OneAtATime(() => TestServer.Execute($"create login {login.UserID} with password = '{login.Password}'"));
        try
        {
            TestServer.OneAtATime(() => TestServer.Execute($"create user {login.UserID} for login {login.UserID}", data.Server.ServiceDatabase));
            foreach (var table in new[] { "schema_journal", "worker", "run", "run_step" })
            {
                TestServer.Execute($"grant select, insert, update, delete on dbo.{table} to {login.UserID}", data.Server.ServiceDatabase);
            }

            var state = StateDatabase.Open(least, clock);
            new Workers(state, clock).Beat("w1", "1.0", TimeSpan.FromMinutes(1));
            Assert.True(Assert.Single(new Workers(state, clock).All()).IsAlive);
            AssertLacksRight(() => new Subscriptions(state, clock).All());

            TestServer.Execute("delete from schema_journal where script = '0002_mending_mail.sql'", data.Server.ServiceDatabase);
            TestServer.Execute("drop table mending_mail", data.Server.ServiceDatabase);
            AssertLacksRight(() => StateDatabase.Open(least, clock));
        }
        finally
        {
            TestEngine.SqlServer.Remove(data);
            TestServer.OneAtATime(() => TestServer.Execute($"drop login {login.UserID}"));
        }
    }

    [Fact]
    public void Whoever_reads_does_not_wait_for_whoever_writes()
    {
        var data = Install();
        var workers = new Workers(StateDatabase.Open(data, clock), clock);
        workers.Beat("w1", "1.0", TimeSpan.FromMinutes(1));
        using var other = new SqlConnection(TestServer.ConnectionString(data.Server!.ServiceDatabase));
        other.Open();
        using var writing = other.BeginTransaction();
        using var update = new SqlCommand("update worker set version = N'2.0'", other, writing);
        Assert.Equal(1, update.ExecuteNonQuery());

        Assert.Equal("1.0", Assert.Single(workers.All()).Version);
        writing.Commit();
        Assert.Equal("2.0", Assert.Single(workers.All()).Version);
    }

    [Fact]
    public void After_a_line_that_broke_the_next_try_gets_through_and_of_one_that_is_down_it_is_said()
    {
        using var line = new Line();
        var data = Install();
        data = data with { Server = ServerAddress.Parse(line.To(TestServer.ConnectionString(data.Server!.Database)), out _) };
        var workers = new Workers(StateDatabase.Open(data, clock), clock);
        workers.Beat("w1", "1.0", TimeSpan.FromMinutes(1));

        line.Cut();
        for (var tries = 1; !IsThere(); tries++)
        {
            Assert.True(tries < 5);
        }

        line.TakeDown();
        Assert.Matches("^(The server .+ cannot be reached|The connection to .+ was lost midway)", Assert.Throws<WarehouseUnavailableException>(() => workers.All()).Reason.En);

        // What a try said meanwhile is said in our words.
        bool IsThere()
        {
            try
            {
                workers.Beat("w2", "1.0", TimeSpan.FromMinutes(1));
                return workers.All().Count == 2;
            }
            catch (WarehouseUnavailableException e) when (e.Reason.En.Contains(" lost midway", StringComparison.Ordinal) || e.Reason.En.Contains("cannot be reached", StringComparison.Ordinal))
            {
                return false;
            }
        }
    }

    [Fact]
    public void Who_is_turned_away_once_tries_again_and_gets_in()
    {
        using var line = new Line();
        var data = Install();
        data = data with { Server = ServerAddress.Parse(line.To(TestServer.ConnectionString(data.Server!.Database)), out _) };

        line.Refuse(2);

        Assert.Empty(new Workers(StateDatabase.Open(data, clock), clock).All());
    }

    [Fact]
    public void Whoever_waits_too_long_for_another_writer_is_told_so_and_has_written_nothing()
    {
        var data = Install();
        var workers = new Workers(StateDatabase.Open(data, clock), clock);
        using (var other = new SqlConnection(TestServer.ConnectionString(data.Server!.ServiceDatabase)))
        {
            other.Open();
            using var writing = other.BeginTransaction();
            using var taking = new SqlCommand($"declare @r int; exec @r = sp_getapplock @Resource = N'papibi state {data.Server.ServiceDatabase}', @LockMode = N'Exclusive', @LockOwner = N'Transaction'; select @r", other, writing);
            Assert.Equal(0, taking.ExecuteScalar());

            Assert.Equal(
                $"Another process held the database {data.Server.ServiceDatabase} on {data.Server.Server} for more than 30 s; nothing was written.",
                Assert.Throws<WarehouseUnavailableException>(() => workers.Beat("w1", "1.0", TimeSpan.FromMinutes(1))).Reason.En);
            Assert.Empty(workers.All());
        }

        workers.Beat("w1", "1.0", TimeSpan.FromMinutes(1));
        Assert.Single(workers.All());
    }

    [Fact]
    public void A_database_of_a_newer_version_is_not_touched()
    {
        var data = Install();
        TestServer.Execute("insert into schema_journal values ('9999_newer.sql', '', '2030-01-01')", data.Server!.ServiceDatabase);

        Assert.Equal(
            "This database was made by a newer PapiBI (9999_newer.sql): use the newer program.",
            Assert.Throws<WarehouseUnavailableException>(() => StateDatabase.Open(data, clock)).Reason.En);
    }

    private static void AssertLacksRight(Func<object> work)
    {
        var reason = Assert.Throws<WarehouseUnavailableException>(work).Reason;
        Assert.Matches(TestServer.NumbersMissingRights ? "(^|could not be brought up to date\\..+)The login lacks a right in the database " : "(^|could not be brought up to date\\..+)The server .+ reports an error .+permission denied", reason.En);
    }

    private DataFolder Install()
    {
        installed = TestEngine.SqlServer.Install(folder.Path);
        StateDatabase.Open(installed, clock);
        return installed;
    }

    private Text Refused(string connectionString)
    {
        var data = new DataFolder(folder.Path) { Server = ServerAddress.Parse(connectionString, out _) };
        var refused = Assert.Throws<WarehouseUnavailableException>(() => StateDatabase.Open(data, clock));
        Assert.DoesNotContain(Secret, refused.ToString() + refused.Reason.Vi, StringComparison.Ordinal);
        return refused.Reason;
    }

    private void Execute(string format, int id, string removedAt) =>
        TestServer.Execute(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, id, removedAt), installed!.Server!.ServiceDatabase);
}
