using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PapiBI.Etl.Jobs;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Cli;
using PapiBI.Worker.Service;

namespace PapiBI.Tests.Worker;

/// <summary>What may be wrong with a server is told clearly, in both languages, with exit code 3; nothing is half loaded and no secret is told.</summary>
public sealed class ServerFailureTests
{
    private const string Secret = "Rất-bí-mật-9";
    private static readonly string Regions = Path.Combine(Samples.Folder, "regions.csv");

    [Fact]
    public void A_wrong_password()
    {
        var wrong = new SqlConnectionStringBuilder(TestServer.ConnectionString("papibi")) { Password = Secret };

        AssertTold(wrong, "The server {0} refused the login: ", "Máy chủ {0} từ chối đăng nhập: ", "load", Regions);
        AssertTold(wrong, "The server {0} refused the login: ", "Máy chủ {0} từ chối đăng nhập: ", "render", "province-brief", "--year", "2021", "--province", "92", "--out", "never.xlsx");
        AssertTold(wrong, "The server {0} refused the login: ", "Máy chủ {0} từ chối đăng nhập: ", "database", "setup");
    }

    [Fact]
    public void A_server_that_is_not_there() => AssertTold(
        new SqlConnectionStringBuilder { DataSource = "127.0.0.1,1", InitialCatalog = "papibi", UserID = "papibi_user_7", Password = Secret, ConnectTimeout = 2 },
        "The server {0} cannot be reached: ",
        "Không kết nối được tới máy chủ {0}: ",
        "publish");

    [Fact]
    public void A_database_that_is_not_there() => AssertTold(
        new SqlConnectionStringBuilder(TestServer.ConnectionString("papibi_no_such_one")),
        "The database papibi_no_such_one on {0} cannot be opened: it is not there, or this login may not use it. Whoever may change it runs: papibi database setup.",
        "Không mở được cơ sở dữ liệu papibi_no_such_one trên {0}: cơ sở dữ liệu chưa có, hoặc tài khoản này không được vào. Người quản trị chạy: papibi database setup.",
        "migrate");

    [Fact]
    public void Neither_help_nor_a_mistyped_verb_prints_what_the_variable_says_of_the_server()
    {
        foreach (var (verb, code) in new[] { ("--help", ExitCode.Done), ("load", ExitCode.Usage), ("no-such-verb", ExitCode.Usage) })
        {
            using var process = PapibiProcess.Start(new Dictionary<string, string> { ["PAPIBI_WAREHOUSE"] = $"sqlserver:Server=db.example;Database=papibi;User ID=papibi_user_7;Password={Secret}" }, verb);
            var (ended, output, errors) = process.End();

            Assert.Equal(code, ended);
            Assert.DoesNotContain(Secret, output + errors, StringComparison.Ordinal);
            Assert.DoesNotContain("papibi_user_7", output + errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_variable_that_is_not_understood_is_wrong_usage_and_is_not_repeated()
    {
        using var process = PapibiProcess.Start(new Dictionary<string, string> { ["PAPIBI_WAREHOUSE"] = $"sqlserver:Password={Secret};Nonsense=1" }, "doctor");
        var (ended, output, errors) = process.End();

        Assert.Equal(ExitCode.Usage, ended);
        Assert.Contains("Không hiểu chuỗi kết nối SQL Server", output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_login_that_may_only_read()
    {
        using var installation = new ServerInstallation();
        var reader = installation.For("reader", ["papibi_service"]);
        var line = new SqlConnectionStringBuilder(installation.Line("reader", installation.Data.Server!.Database));

        var (inEnglish, inVietnamese) = TestServer.NumbersMissingRights
            ? ("The login lacks a right in the database ", "Tài khoản thiếu quyền trong cơ sở dữ liệu ")
            : ("The server {0} reports an error ", "Máy chủ {0} báo lỗi ");

        var (english, _) = AssertTold(line, inEnglish, inVietnamese, "load", Regions);

        Assert.Contains(TestServer.NumbersMissingRights ? "permission" : "permission denied", english, StringComparison.Ordinal);
        Assert.Equal(0, TestServer.Scalar("select count(*) from dbo.source_load", installation.Data.Server.Database));
        Assert.Null(Release.CurrentFile(reader));
    }

    [Fact]
    public void A_login_that_may_make_no_table_in_a_database_that_is_not_up_to_date()
    {
        using var installation = new ServerInstallation();
        installation.For("loader", ["papibi_loader"]);
        TestServer.Execute("update dbo.schema_journal set sha256 = 'of an earlier program' where script = '(views)'", installation.Data.Server!.Database);

        var (english, vietnamese) = AssertTold(
            new SqlConnectionStringBuilder(installation.Line("loader", installation.Data.Server.Database)),
            $"The database {installation.Data.Server.Database} on {{0}} is not up to date and could not be brought so. ",
            $"Cơ sở dữ liệu {installation.Data.Server.Database} trên {{0}} chưa đúng phiên bản này và không nâng cấp được. ",
            "load",
            Regions);
        Assert.EndsWith(" Whoever may change it runs: papibi database setup.\n", english, StringComparison.Ordinal);
        Assert.EndsWith(" Người quản trị chạy: papibi database setup.\n", vietnamese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("load.staged")]
    [InlineData("load.audited")]
    public void A_line_that_is_lost_amid_a_load(string step)
    {
        using var installation = new ServerInstallation();
        using var line = new Line();
        var cut = installation.Data with { Server = ServerAddress.Parse(line.To(TestServer.ConnectionString(installation.Data.Server!.Database)), out _) };
        var scores = Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)]);
        installation.Load(installation.Data, [.. Some.Country(2), .. Some.IndexOf([2020])]);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var session = new Session(cut, null, TimeSpan.FromSeconds(10), installation.Clock, new Terminal(Language.English, output, errors));

        var code = session.Run(s =>
        {
            using var database = s.OpenForWriting();
            new WarehouseLoader(database, s.Clock, new Steps(reached =>
            {
                if (reached == step)
                {
                    line.Cut();
                }
            })).Load(scores);
            return ExitCode.Done;
        });

        Assert.Equal(ExitCode.Environment, code);
        Assert.Matches(
            step == Steps.LoadStaged
                ? "(?m)^The connection to .+ was lost midway; unfinished work was not kept.$"
                : "(?m)^The connection to .+ was lost while the work was being recorded: whether it was kept cannot be known. Run it again; the same bytes are loaded once.$",
            errors.ToString().ReplaceLineEndings("\n"));
        Assert.Equal(0, TestServer.Scalar("select count(*) from dbo.fact_score", installation.Data.Server.Database));
        Assert.Equal(0, TestServer.Scalar("select count(*) from dbo.source_load where kind = 'scores'", installation.Data.Server.Database));
        Assert.Equal(0, TestServer.Scalar("select count(*) from dbo.release", installation.Data.Server.Database));
        Assert.IsType<LoadOutcome.Loaded>(Assert.Single(installation.Load(installation.Data, scores)));
        Assert.IsType<LoadOutcome.AlreadyLoaded>(Assert.Single(installation.Load(installation.Data, scores)));
    }

    [Fact]
    public void A_line_that_is_lost_while_a_release_is_read()
    {
        using var installation = new ServerInstallation();
        installation.Load(installation.Data, [.. Some.Country(2), .. Some.IndexOf([2020]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)])]);
        installation.Publish(installation.Data);
        using var line = new Line();
        var cut = installation.Data with { Server = ServerAddress.Parse(line.To(TestServer.ConnectionString(installation.Data.Server!.Database)) + ";Connect Timeout=2", out _) };
        using var release = Release.Open(cut, Release.CurrentFile(cut)!);

        line.TakeDown();

        Assert.Matches("^(The server .+ cannot be reached|The connection to .+ was lost midway)", Assert.Throws<WarehouseUnavailableException>(() => Trace.Cells(release, Some.Index, 2020, "01", "1.1")).Reason.En);
    }

    [Fact]
    public void In_the_record_of_the_service_it_stands_in_the_same_words()
    {
        using var installation = new ServerInstallation();
        var worker = installation.For("worker", ["papibi_service"], isOfService: true);
        var inbox = Directory.CreateDirectory(Path.Combine(installation.Data.Root, "inbox")).FullName;
        File.Copy(Regions, Path.Combine(inbox, "regions.csv"));
        File.SetLastWriteTimeUtc(Path.Combine(inbox, "regions.csv"), installation.Clock.GetUtcNow().UtcDateTime - TimeSpan.FromHours(1));
        var settings = ServiceSettings.Read(worker.SettingsFile, worker.Root, out _);
        var shop = new Workshop(worker, settings with { Inbox = settings.Inbox with { Folder = inbox } }, TimeSpan.FromSeconds(10), installation.Clock, Steps.Silent);
        var log = new LogLines();

        shop.Do(new InboxJob(shop, new MendingPost(shop, NullLogger<MendingPost>.Instance)), log, CancellationToken.None);

        var failed = shop.Runs.Newest(10).SelectMany(run => run.Steps).Where(row => row.Outcome == Outcome.Failed).ToList();
        Assert.True(failed.Count == 1, $"{failed.Count}: {string.Join('\n', log.Lines)}");
        var cause = failed[0].Cause;
        Assert.Matches(TestServer.NumbersMissingRights ? "^The login lacks a right in the database " : "^The server .+ reports an error .+permission denied", cause.En);
        Assert.StartsWith(TestServer.NumbersMissingRights ? "Tài khoản thiếu quyền " : "Máy chủ ", cause.Vi, StringComparison.Ordinal);
        Assert.DoesNotContain(installation.Secret, string.Join('\n', log.Lines), StringComparison.Ordinal);
        Assert.Equal(0, TestServer.Scalar("select count(*) from dbo.source_load", installation.Data.Server!.Database));
    }

    [Theory]
    [InlineData(1101, "full")]
    [InlineData(1105, "full")]
    [InlineData(9002, "full")]
    [InlineData(3906, "read-only")]
    [InlineData(229, "lacks a right")]
    [InlineData(262, "lacks a right")]
    [InlineData(3952, "does not allow snapshots. Whoever may change it runs: papibi database setup.")]
    public void An_error_of_this_number_is_told(int number, string words)
    {
        var address = ServerAddress.Parse($"Server=db.example;Database=papibi;User ID=papibi_user_7;Password={Secret}", out _)!;

        var reason = ServerError.NumberTold(number, "Words of the server.", address, "papibi")!.Value;

        Assert.Contains(words, reason.En, StringComparison.Ordinal);
        Assert.DoesNotContain("reports an error", reason.En, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, reason.En + reason.Vi, StringComparison.Ordinal);
        Assert.DoesNotContain("papibi_user_7", reason.En + reason.Vi, StringComparison.Ordinal);
    }

    private sealed class LogLines : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception) + exception);
    }

    /// <summary>Starts papibi in each language and holds what it told against what is expected, {0} being the server.</summary>
    private static (string English, string Vietnamese) AssertTold(SqlConnectionStringBuilder line, string english, string vietnamese, params string[] verb)
    {
        return (Told("en", english), Told("vi", vietnamese));

        string Told(string language, string expected)
        {
            using var folder = new TemporaryFolder();
            using var process = PapibiProcess.Start(new Dictionary<string, string> { ["PAPIBI_WAREHOUSE"] = "sqlserver:" + line.ConnectionString }, [.. verb, "--data", folder.Path, "--lang", language]);
            var (code, output, errors) = process.End();
            var all = output + errors;
            Assert.True(code == ExitCode.Environment, $"{code}: {all}");
            Assert.StartsWith(expected.Replace("{0}", line.DataSource, StringComparison.Ordinal), errors, StringComparison.Ordinal);
            Assert.DoesNotContain(line.Password, all, StringComparison.Ordinal);
            Assert.DoesNotContain(line.UserID, all, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", all, StringComparison.Ordinal);
            Assert.Empty(Directory.Exists(Path.Combine(folder.Path, "archive")) ? Directory.GetFiles(Path.Combine(folder.Path, "archive")) : []);
            return errors;
        }
    }
}
