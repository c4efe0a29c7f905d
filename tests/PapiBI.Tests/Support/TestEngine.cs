using Microsoft.Data.SqlClient;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Support;

/// <summary>
/// An engine that the suite runs on. A test class that asks a database takes one; it has a class derived for each engine, so that
/// each test is run, or seen to be skipped, on both.
/// </summary>
public abstract class TestEngine
{
    public static readonly TestEngine DuckDb = new EmbeddedEngine();

    /// <summary>Of <c>PAPIBI_TEST_SQLSERVER</c>, a connection string of a login that may make databases. Whoever uses it without one is skipped.</summary>
    public static readonly TestEngine SqlServer = new ServerEngine();

    /// <summary>A new, empty installation.</summary>
    /// <param name="folder">Where its files go.</param>
    public abstract DataFolder Install(string folder);

    /// <summary>Removes what it has besides files.</summary>
    public abstract void Remove(DataFolder data);

    /// <summary>An installation without a row, to be given back: quicker to have than a new one.</summary>
    /// <param name="folder">Where its files go.</param>
    public abstract DataFolder Lend(string folder);

    public abstract void GiveBack(DataFolder data);

    /// <summary>One with the same warehouse and releases, to be given back.</summary>
    /// <param name="data">What is copied; nobody writes there.</param>
    /// <param name="folder">Where the files of the copy go.</param>
    public abstract DataFolder Copy(DataFolder data, string folder);

    /// <summary>What an analyst reads in the current release: each row as its values with blanks between, "–" for null.</summary>
    public abstract IReadOnlyList<string> Read(DataFolder data, string sql);

    private sealed class EmbeddedEngine : TestEngine
    {
        // Its tables take five times as long to make as to copy.
        private static readonly Lazy<byte[]> Empty = new(() =>
        {
            using var folder = new TemporaryFolder();
            var data = new DataFolder(folder.Path);
            WorkingDatabase.Open(data, new FixedClock(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero)), TimeSpan.FromSeconds(30)).Dispose();
            return File.ReadAllBytes(data.WarehouseFile);
        });

        public override DataFolder Install(string folder) => new(folder);

        public override void Remove(DataFolder data)
        {
        }

        public override DataFolder Lend(string folder)
        {
            var data = Install(folder);
            File.WriteAllBytes(data.WarehouseFile, Empty.Value);
            return data;
        }

        public override void GiveBack(DataFolder data) => Remove(data);

        public override DataFolder Copy(DataFolder data, string folder)
        {
            foreach (var file in Directory.GetFiles(data.Root, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(folder, Path.GetRelativePath(data.Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            return Install(folder);
        }

        public override IReadOnlyList<string> Read(DataFolder data, string sql) => ReleaseFile.Read(Release.CurrentFile(data)!, sql);

        public override string ToString() => "DuckDB";
    }

    private sealed class ServerEngine : TestEngine
    {
        private static int made;

        public override DataFolder Install(string folder)
        {
            var address = TestServer.Address($"papibi_t{Environment.ProcessId}_{Interlocked.Increment(ref made)}");
            TestServer.OneAtATime(() => ServerSetup.CreateDatabases(address));
            return new DataFolder(folder) { Server = address };
        }

        public override void Remove(DataFolder data)
        {
            SqlConnection.ClearAllPools();
            TestServer.OneAtATime(() =>
            {
                foreach (var database in new[] { data.Server!.Database, data.Server.ServiceDatabase })
                {
                    TestServer.Execute($"drop database if exists {database}");
                }
            });
        }

        public override DataFolder Lend(string folder) => new(folder) { Server = LentDatabases.Lend(this) };

        public override void GiveBack(DataFolder data) => LentDatabases.GiveBack(data.Server!);

        public override DataFolder Copy(DataFolder data, string folder)
        {
            var copy = Lend(folder);
            LentDatabases.Fill(copy.Server!, data.Server!);
            return copy;
        }

        public override IReadOnlyList<string> Read(DataFolder data, string sql)
        {
            using var connection = new SqlConnection(TestServer.ConnectionString(data.Server!.Database));
            connection.Open();
            using var command = new SqlCommand(sql, connection) { CommandTimeout = 300 };
            return ReleaseFile.Rows(command);
        }

        public override string ToString() => "SQL Server";
    }
}

/// <summary>The server of <c>PAPIBI_TEST_SQLSERVER</c>, and in what it differs from Microsoft's: each difference is a switch here, none is known to the product.</summary>
public static class TestServer
{
    public const string NotConfigured = "No SQL Server configured: set PAPIBI_TEST_SQLSERVER.";

    public const string NoSmallDisk = "This server limits no database's size: set PAPIBI_TEST_FULLDISK to a login whose tables lie on a small disk.";

    private static readonly string? Configured = Environment.GetEnvironmentVariable("PAPIBI_TEST_SQLSERVER");

    private static readonly Lazy<bool> Babelfish = new(() => Scalar("select @@version") is string version && version.Contains("Babelfish", StringComparison.OrdinalIgnoreCase));

    public static bool IsConfigured => !string.IsNullOrEmpty(Configured);

    /// <summary>Whether it is Babelfish for PostgreSQL rather than SQL Server.</summary>
    public static bool IsBabelfish => Babelfish.Value;

    /// <summary>Whether a right that is missing has a number of its own, by which it is told. Babelfish gives such errors no number of SQL Server.</summary>
    public static bool NumbersMissingRights => !IsBabelfish;

    /// <summary>Whether a full disk has a number of its own, by which it is told. Babelfish gives such errors no number of SQL Server.</summary>
    public static bool NumbersFullDisk => !IsBabelfish;

    /// <summary>
    /// Of <c>PAPIBI_TEST_FULLDISK</c>, the connection string of a login on the same server whose tables lie on a disk of at most 64 MB; blank where none is
    /// named: SQL Server then limits the database's file itself. README.md says how to make one.
    /// </summary>
    public static string SmallDisk => Environment.GetEnvironmentVariable("PAPIBI_TEST_FULLDISK") ?? "";

    /// <summary>Whether several may make and drop databases and logins at once. On Babelfish one of them fails: "tuple concurrently updated".</summary>
    public static bool MakesDatabasesSideBySide => !IsBabelfish;

    /// <summary>Whether a database can be told how its readers see it. Babelfish has no ALTER DATABASE; its readers see a snapshot anyway.</summary>
    public static bool HasDatabaseSettings => !IsBabelfish;

    /// <summary>Whether a table can be laid by columns. Babelfish has no columnstore.</summary>
    public static bool HasColumnstore => !IsBabelfish;

    /// <summary>Whether has_perms_by_name knows what a role was granted on a schema. Babelfish lets its members read there and denies that they may.</summary>
    public static bool KnowsRightsOnSchemas => !IsBabelfish;

    /// <summary>Whether its catalogue tells what was granted to whom. Babelfish's is empty, and it knows no right on a server.</summary>
    public static bool TellsGrants => !IsBabelfish;

    public const string NoGrants = "This server does not tell what was granted.";

    /// <summary>Whether a question that computes heeds a cancel and the end of its connection. Babelfish 4.4 works on until it has a row to send.</summary>
    public static bool HeedsCancels => !IsBabelfish;

    /// <summary>Whether an application lock may be some role's own. Babelfish takes the word for it and lets everybody have it.</summary>
    public static bool KeepsLocksOfRoles => !IsBabelfish;

    public const string NoLocksOfRoles = "This server lets everybody take the application locks of a role.";

    /// <summary>What of setting up it offers.</summary>
    public static SetupChoice Setup => new(HasDatabaseSettings, HasColumnstore);

    /// <summary>Makes or drops databases or logins, where need be while no other test does, of this process or another.</summary>
    public static void OneAtATime(Action work)
    {
        if (MakesDatabasesSideBySide)
        {
            work();
            return;
        }

        using var connection = new SqlConnection(new SqlConnectionStringBuilder(ConnectionString("master")) { Pooling = false }.ConnectionString);
        connection.Open();
        using var taking = new SqlCommand("declare @r int; exec @r = sp_getapplock @Resource = N'papibi tests', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 300000; select @r", connection) { CommandTimeout = 330 };
        Assert.True((int)taking.ExecuteScalar()! >= 0);
        work();
    }

    /// <summary>The connection string of a database on it; the test is skipped where no server is configured.</summary>
    public static string ConnectionString(string database)
    {
        Assert.SkipUnless(IsConfigured, NotConfigured);
        return new SqlConnectionStringBuilder(Configured) { InitialCatalog = database }.ConnectionString;
    }

    /// <summary>A warehouse on it, as an operator names one.</summary>
    public static string Choice(ServerAddress address) => "sqlserver:" + ConnectionString(address.Database);

    public static ServerAddress Address(string database) => ServerAddress.Parse(ConnectionString(database), out _)!;

    /// <summary>The tables of a database, with their schema.</summary>
    public static IReadOnlyList<string> Tables(string database)
    {
        using var connection = new SqlConnection(ConnectionString(database));
        connection.Open();
        using var command = new SqlCommand("select concat(t.table_schema, '.', t.table_name) from information_schema.tables t where t.table_type = 'BASE TABLE' order by 1", connection);
        return [.. ReleaseFile.Rows(command)];
    }

    /// <summary>Runs a statement in master, or in the database named.</summary>
    public static void Execute(string sql, string database = "master")
    {
        using var connection = new SqlConnection(ConnectionString(database));
        connection.Open();
        using var command = new SqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public static object? Scalar(string sql, string database = "master")
    {
        using var connection = new SqlConnection(ConnectionString(database));
        connection.Open();
        using var command = new SqlCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
