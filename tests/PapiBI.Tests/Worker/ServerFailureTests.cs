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
    private const string Unfinished = "^The connection to .+ was lost midway; unfinished work was not kept\\.$";
    private const string Unknown = "^The connection to .+ was lost while the work was being recorded: whether it was kept cannot be known\\. Run it again: the same bytes are loaded once, the same contents published once\\.$";
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

        AssertTold(
            new SqlConnectionStringBuilder(installation.Line("loader", installation.Data.Server.Database)),
            $"The database {installation.Data.Server.Database} on {{0}} is not up to date, or this login may not see its tables (it lacks a role), and it could not be brought up to date. Whoever may change it runs: papibi database setup. ",
            $"Cơ sở dữ liệu {installation.Data.Server.Database} trên {{0}} chưa đúng phiên bản này, hoặc tài khoản không được thấy các bảng (thiếu vai trò), và không nâng cấp được. Người quản trị chạy: papibi database setup. ",
            "load",
            Regions);
    }

    [Theory]
    [InlineData(Steps.LoadStaged, Unfinished)]
    [InlineData(Steps.LoadAudited, Unknown)]
    public void A_line_that_is_lost_amid_a_load(string step, string words)
    {
        using var installation = new ServerInstallation();
        using var line = new Line();
        var scores = Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)]);
        installation.Load(installation.Data, [.. Some.Country(2), .. Some.IndexOf([2020])]);

        AssertTold(installation, By(line, installation.Data), Language.English, words, (database, session) => new WarehouseLoader(database, session.Clock, CutAt(step, line)).Load(scores));

        AssertNoScores(installation.Data.Server!.Database);
        Assert.IsType<LoadOutcome.Loaded>(Assert.Single(installation.Load(installation.Data, scores)));
        Assert.IsType<LoadOutcome.AlreadyLoaded>(Assert.Single(installation.Load(installation.Data, scores)));
    }

    [Fact]
    public void A_line_that_is_lost_while_rows_stream_to_the_server()
    {
        using var installation = new ServerInstallation();
        using var line = new Line();
        var scores = Some.ManyScores(2020, 100_000);
        installation.Load(installation.Data, [.. Some.Country(2), .. Some.IndexOf([2020])]);
        var reached = new List<string>();

        AssertTold(installation, By(line, installation.Data), Language.English, Unfinished, (database, session) =>
        {
            line.CutAfter(2_000_000);
            new WarehouseLoader(database, session.Clock, new Steps(reached.Add)).Load(scores);
        });

        Assert.True(line.IsCut);
        Assert.Empty(reached);
        AssertNoScores(installation.Data.Server!.Database);
        Assert.IsType<LoadOutcome.Loaded>(Assert.Single(installation.Load(installation.Data, Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)]))));
    }

    [Theory]
    [InlineData(Steps.PublishAudited, Unfinished)]
    [InlineData(Steps.PublishKept, Unknown)]
    public void A_line_that_is_lost_amid_publishing(string step, string words)
    {
        using var installation = new ServerInstallation();
        using var line = new Line();
        installation.Load(installation.Data, [.. Some.Country(2), .. Some.IndexOf([2020]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)])]);
        var database = installation.Data.Server!.Database;

        AssertTold(installation, By(line, installation.Data), Language.English, words, (open, session) => new ReleasePublisher(open, session.Data, session.Clock, CutAt(step, line)).Publish());

        Assert.Null(Release.CurrentFile(installation.Data));
        Assert.Equal(0, TestServer.Scalar("select count(*) from dbo.release", database));
        Assert.Equal(0, TestServer.Scalar("select count(*) from dbo.release_load", database));
        Assert.Equal(0, RowsReleased(database));
        Assert.IsType<PublishOutcome.Published>(installation.Publish(installation.Data));
        Assert.NotEqual(0, RowsReleased(database));
        Assert.IsType<PublishOutcome.Unchanged>(installation.Publish(installation.Data));
    }

    [Fact]
    public void A_line_that_is_lost_once_a_release_is_whole_takes_nothing_back_and_it_is_told_as_published()
    {
        using var installation = new ServerInstallation();
        using var line = new Line();
        installation.Load(installation.Data, [.. Some.Country(2), .. Some.IndexOf([2020]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)])]);
        var cut = By(line, installation.Data);

        using (var database = WorkingDatabase.Open(cut, installation.Clock, TimeSpan.FromSeconds(30)))
        {
            var published = Assert.IsType<PublishOutcome.Published>(new ReleasePublisher(database, cut, installation.Clock, CutAt(Steps.PublishRecorded, line)).Publish());
            Assert.Equal(published.File, Release.CurrentFile(installation.Data));
        }

        Assert.True(line.IsCut);
        Assert.IsType<PublishOutcome.Unchanged>(installation.Publish(installation.Data));
    }

    /// <summary>On a disk that generated rows fill.</summary>
    [Fact]
    public void A_disk_that_is_full()
    {
        using var installation = ServerInstallation.OnSmallDisk();
        var (data, database) = (installation.Data, installation.Data.Server!.Database);
        installation.Load(data, [.. Some.Country(2), .. Some.IndexOf([2020]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)])]);
        installation.Publish(data);
        var before = Rows(database);
        var release = Release.CurrentFile(data)!;
        var many = Some.ManyScores(2021, 600_000);
        var reached = new List<string>();

        var (inEnglish, inVietnamese) = TestServer.NumbersFullDisk
            ? ("^The disk or the log of the database .+ is full: ", "^Đĩa hoặc nhật ký của cơ sở dữ liệu .+ đã đầy: ")
            : ("^The server .+ reports an error .+: No space left on device", "^Máy chủ .+ báo lỗi .+: No space left on device");

        foreach (var (language, words) in new[] { (Language.English, inEnglish), (Language.Vietnamese, inVietnamese) })
        {
            AssertTold(installation, data, language, words, (open, session) => new WarehouseLoader(open, session.Clock, new Steps(reached.Add)).Load(many));

            Assert.Empty(reached);
            Assert.Equal(before, Rows(database));
            Assert.Equal(release, Release.CurrentFile(data));
            using var opened = Release.Open(data, release);
            Assert.NotEmpty(Trace.Cells(opened, Some.Index, 2020, "01", "1.1"));
        }
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

    private static DataFolder By(Line line, DataFolder data) => data with { Server = ServerAddress.Parse(line.To(TestServer.ConnectionString(data.Server!.Database)), out _) };

    private static Steps CutAt(string step, Line line) => new(reached =>
    {
        if (reached == step)
        {
            line.Cut();
        }
    });

    private static void AssertNoScores(string database)
    {
        Assert.Equal(0, TestServer.Scalar("select count(*) from dbo.fact_score", database));
        Assert.Equal(0, TestServer.Scalar("select count(*) from dbo.source_load where kind = 'scores'", database));
        Assert.Equal(0, TestServer.Scalar("select count(*) from dbo.release", database));
    }

    private static int RowsReleased(string database) => Rows(database).Where(table => table.Name.StartsWith("released.", StringComparison.Ordinal)).Sum(table => table.Rows);

    private static List<(string Name, int Rows)> Rows(string database) =>
        [.. TestServer.Tables(database).Select(table => (table, (int)TestServer.Scalar($"select count(*) from {table}", database)!))];

    /// <summary>Does work with the open warehouse as a verb does, and holds what was told against what is expected.</summary>
    private static void AssertTold(ServerInstallation installation, DataFolder data, Language language, string words, Action<WorkingDatabase, Session> work)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        var code = new Session(data, null, TimeSpan.FromSeconds(10), installation.Clock, new Terminal(language, output, errors)).Run(session =>
        {
            using var database = session.OpenForWriting();
            work(database, session);
            return ExitCode.Done;
        });

        var told = errors.ToString().ReplaceLineEndings("\n").TrimEnd('\n');
        TestContext.Current.SendDiagnosticMessage(told);
        Assert.Equal(ExitCode.Environment, code);
        Assert.Matches(words, told);
        foreach (var line in new[] { TestServer.ConnectionString("papibi"), TestServer.SmallDisk }.Where(line => line.Length > 0).Select(line => new SqlConnectionStringBuilder(line)))
        {
            Assert.DoesNotContain(line.Password, told + output, StringComparison.Ordinal);
            Assert.DoesNotContain(line.UserID, told + output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Exception", told, StringComparison.Ordinal);
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
