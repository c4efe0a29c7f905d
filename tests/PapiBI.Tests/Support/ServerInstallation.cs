using Microsoft.Data.SqlClient;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Support;

/// <summary>An installation set up on the server of <c>PAPIBI_TEST_SQLSERVER</c>, with logins to it; the test is skipped where none is configured.</summary>
public sealed class ServerInstallation : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> logins = [];

    public ServerInstallation()
    {
        Data = TestEngine.SqlServer.Install(folder.Path);
        SetUp(TestServer.Setup);
    }

    private ServerInstallation(string smallDisk)
    {
        Data = TestEngine.SqlServer.Install(folder.Path);
        if (smallDisk.Length > 0)
        {
            // The same databases, made by the login whose tables lie there.
            Data = Data with { Server = ServerAddress.Parse(new SqlConnectionStringBuilder(smallDisk) { InitialCatalog = Data.Server!.Database, Pooling = false }.ConnectionString, out _) };
        }

        // Columns would press generated rows into very little.
        SetUp(TestServer.Setup with { WithStorage = false });
        if (smallDisk.Length == 0)
        {
            TestServer.Execute($"alter database [{Data.Server!.Database}] modify file (name = [{Data.Server.Database}], filegrowth = 4MB, maxsize = 48MB)");
        }
    }

    /// <summary>One whose warehouse has room for the tests' few rows and not for many; the test is skipped where none can be had.</summary>
    public static ServerInstallation OnSmallDisk()
    {
        Assert.SkipUnless(TestServer.IsConfigured, TestServer.NotConfigured);
        Assert.SkipUnless(TestServer.SmallDisk.Length > 0 || TestServer.HasDatabaseSettings, TestServer.NoSmallDisk);
        return new ServerInstallation(TestServer.SmallDisk);
    }

    /// <summary>For whoever owns it.</summary>
    public DataFolder Data { get; }

    public FixedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));

    public IReadOnlyList<SetupStep> FirstSteps { get; private set; } = [];

    public string Secret { get; } = "Rất-bí-mật-9";

    /// <summary>The same installation for a new login that has these roles and no other right.</summary>
    public DataFolder For(string name, string[] roles, bool isOfService = false)
    {
        var login = $"{Data.Server!.Database}_{name}";
        TestServer.OneAtATime(() =>
        {
            TestServer.Execute($"create login {login} with password = '{Secret}'");
            logins.Add(login);
            AddTo(Data.Server.Database, login, roles);
            if (isOfService)
            {
                AddTo(Data.Server.ServiceDatabase, login, ["papibi_service"]);
            }
        });
        var of = new SqlConnectionStringBuilder(TestServer.ConnectionString(Data.Server.Database)) { UserID = login, Password = Secret, Pooling = false };
        return Data with { Server = ServerAddress.Parse(of.ConnectionString, out _) };
    }

    /// <summary>The connection string by which that login reaches one of the databases.</summary>
    public string Line(string name, string database) => new SqlConnectionStringBuilder(TestServer.ConnectionString(database)) { UserID = $"{Data.Server!.Database}_{name}", Password = Secret, Pooling = false }.ConnectionString;

    public IReadOnlyList<LoadOutcome> Load(DataFolder data, params IEnumerable<LoadBatch> batches)
    {
        using var database = WorkingDatabase.Open(data, Clock, TimeSpan.FromSeconds(30));
        var loader = new WarehouseLoader(database, Clock, Steps.Silent);
        return [.. batches.Select(loader.Load)];
    }

    public PublishOutcome Publish(DataFolder data)
    {
        using var database = WorkingDatabase.Open(data, Clock, TimeSpan.FromSeconds(30));
        Clock.Advance(TimeSpan.FromSeconds(1));
        return new ReleasePublisher(database, data, Clock, Steps.Silent).Publish();
    }

    public void Dispose()
    {
        TestEngine.SqlServer.Remove(Data);
        TestServer.OneAtATime(() => logins.ForEach(login => TestServer.Execute($"drop login {login}")));
        folder.Dispose();
    }

    private void SetUp(SetupChoice choice) => TestServer.OneAtATime(() => FirstSteps = [.. ServerSetup.Run(Data, Clock, TimeSpan.FromSeconds(30), choice)]);

    private static void AddTo(string database, string login, string[] roles)
    {
        TestServer.Execute($"create user {login} for login {login}", database);
        foreach (var role in roles)
        {
            TestServer.Execute($"alter role {role} add member {login}", database);
        }
    }
}
