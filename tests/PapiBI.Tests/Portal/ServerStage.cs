using System.Text;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging.Abstractions;
using PapiBI.Portal.Workbench;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Portal;

/// <summary>A warehouse on the server of <c>PAPIBI_TEST_SQLSERVER</c> with two releases and figures that are not published, and an analyst's login to it. Made when it is first asked for.</summary>
public sealed class ServerStage : IDisposable
{
    /// <summary>A billion billions of rows, of which nothing is known before the last.</summary>
    public const string Endless = $"{Digits} select count_big(*) as n from d a cross join d b cross join d c cross join d e cross join d f cross join d g cross join d h cross join d i cross join d j cross join d k cross join d l cross join d m where a.n + b.n + c.n + e.n + f.n + g.n + h.n + i.n + j.n + k.n + l.n + m.n < -1";

    public const string Digits = "with d as (select v.n from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) v (n))";

    private readonly Lazy<ServerInstallation> made = new(Make);

    /// <summary>The test is skipped where no server is configured.</summary>
    public ServerInstallation Installation
    {
        get
        {
            Assert.SkipUnless(TestServer.IsConfigured, TestServer.NotConfigured);
            return made.Value;
        }
    }

    public ServerAddress Warehouse => Installation.Data.Server!;

    /// <summary>Of a login with the role papibi_analyst alone.</summary>
    public string AnalystLine => Installation.Line("analyst", Warehouse.Database);

    public AnalystServer Analyst => AnalystServer.Of(AnalystLine, Warehouse, out _)!;

    /// <summary>In the order of publication.</summary>
    public IReadOnlyList<AskedRelease> Releases => [.. ReleaseFiles.In(Installation.Data).Select(release => new AskedRelease(release.Name, release.Id, null))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public QueryDesk Desk(WorkbenchLimits? limits = null) => new(limits ?? new WorkbenchLimits { Seconds = 60, WaitSeconds = 60 }, TimeProvider.System, NullLogger<QueryDesk>.Instance);

    public async Task<CagedAnswer> Ask(string sql, WorkbenchLimits? limits = null, AskedRelease? release = null)
    {
        using var desk = Desk(limits);
        return await Ask(desk, sql, "q", release);
    }

    public async Task<CagedAnswer> Ask(QueryDesk desk, string sql, string id, AskedRelease? release = null)
    {
        using var said = new MemoryStream();
        var end = await desk.Ask("an", id, new ServerQuestion(Analyst, release ?? Releases[^1], sql), line => said.WriteAsync(line, Cancellation), Cancellation);
        return CagedAnswer.Of(end, Encoding.UTF8.GetString(said.ToArray()));
    }

    /// <summary>How many sessions the server has of analysts.</summary>
    public int Sessions() => SessionsNow().Count;

    /// <summary>Waits until the server has no session of an analyst left. One that computes and heeds no cancel is ended here, so that it works no longer.</summary>
    public async Task NoSessionLeft(bool computes = false)
    {
        if (computes && !TestServer.HeedsCancels)
        {
            SessionsNow().ForEach(session => TestServer.Execute($"kill {session}"));
        }

        await CageStage.Until(() => Sessions() == 0 ? true : (bool?)null);
    }

    private List<int> SessionsNow()
    {
        using var connection = new SqlConnection(TestServer.ConnectionString(Warehouse.Database));
        connection.Open();
        using var command = new SqlCommand("select distinct s.session_id from sys.dm_exec_sessions s where s.program_name = N'PapiBI workbench' and s.login_name = @login", connection);
        command.Parameters.AddWithValue("login", $"{Warehouse.Database}_analyst");
        using var reader = command.ExecuteReader();
        var sessions = new List<int>();
        while (reader.Read())
        {
            sessions.Add(Convert.ToInt32(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture));
        }

        return sessions;
    }

    /// <summary>Every row of every table, so that a change would show.</summary>
    public IReadOnlyList<string> Contents() => [.. TestServer.Tables(Warehouse.Database).Select(table => $"{table} {TestServer.Scalar($"select count_big(*) from {table}", Warehouse.Database)}")];

    public void Dispose()
    {
        if (made.IsValueCreated)
        {
            made.Value.Dispose();
        }
    }

    private static ServerInstallation Make()
    {
        var installation = new ServerInstallation();
        installation.Load(installation.Data, [.. Some.Country(3), .. Some.IndexOf([2020]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1), ("03", 2, 2, 1)])]);
        installation.Publish(installation.Data);
        installation.Load(installation.Data, Some.Scores(2020, [("01", 6, 3, 1), ("02", 4, 4, 1), ("03", 2, 2, 1)]));
        installation.Publish(installation.Data);
        installation.Load(installation.Data, Some.Scores(2020, [("01", 7, 3, 1), ("02", 4, 4, 1), ("03", 2, 2, 1)]));
        installation.For("analyst", ["papibi_analyst"]);
        return installation;
    }
}
