using Microsoft.Data.SqlClient;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Worker.Cli;

namespace PapiBI.Tests.Worker;

/// <summary>What the doctor says of a warehouse on a server.</summary>
public sealed class ServerDoctorTests
{
    [Fact]
    public void Of_one_that_is_set_up_it_says_what_it_reaches_and_that_all_is_well()
    {
        using var installation = new ServerInstallation();
        installation.Load(installation.Data, [.. Some.Country(2), .. Some.IndexOf([2020]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)])]);
        installation.Publish(installation.Data);
        var (database, service) = (installation.Data.Server!.Database, installation.Data.Server.ServiceDatabase);

        var english = Examine(TestServer.ConnectionString(database), "en");

        Assert.Equal("", english.Errors);
        Assert.Equal(ExitCode.Done, english.Code);
        Assert.Matches($@"(?m)^good      Warehouse: {database}@\S+, .*\d+\.\d+\.\d+.*, the connection is encrypted$", english.Output);
        Assert.Contains($"good      Tables of {database}: up to date\n", english.Output, StringComparison.Ordinal);
        Assert.Contains("good      Snapshots: on\n", english.Output, StringComparison.Ordinal);
        Assert.All(["loading", "publishing", "rendering"], use => Assert.Contains($"good      Rights for {use} in {database}: all there\n", english.Output, StringComparison.Ordinal));
        Assert.Contains("good      Release: R1, published ", english.Output, StringComparison.Ordinal);
        Assert.Contains($"good      Tables of {service}: up to date\n", english.Output, StringComparison.Ordinal);
        Assert.Contains($"good      Rights for the service in {service}: all there\n", english.Output, StringComparison.Ordinal);

        var vietnamese = Examine(TestServer.ConnectionString(database), "vi").Output;
        Assert.Contains($"tốt       Bảng của {database}: đúng phiên bản này\n", vietnamese, StringComparison.Ordinal);
        Assert.Contains("tốt       Đọc theo snapshot: đã bật\n", vietnamese, StringComparison.Ordinal);
        Assert.Contains($"tốt       Quyền nạp trong {database}: đủ\n", vietnamese, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_login_that_lacks_rights_it_names_them_and_the_role_that_has_them()
    {
        using var installation = new ServerInstallation();
        var (database, service) = (installation.Data.Server!.Database, installation.Data.Server.ServiceDatabase);
        installation.For("service", ["papibi_service"]);

        var english = Examine(installation.Line("service", database), "en");

        Assert.Equal(ExitCode.Environment, english.Code);
        Assert.Matches($@"(?m)^note      Rights for loading in {database}: \d+ lacking: .*insert on dbo\.source_load, .*, …; the role papibi_loader has them$", english.Output);
        Assert.Matches(TestServer.NumbersMissingRights ? $"(?m)^FAULT     Application database: The database {service} on .+ cannot be opened: " : $"(?m)^FAULT     Application database: .*{service}", english.Output);
        Assert.Matches($"(?m)^LỖI       Cơ sở dữ liệu của dịch vụ: .*{service}", Examine(installation.Line("service", database), "vi").Output);
    }

    [Fact]
    public void Of_a_database_without_tables_it_says_which_migrations_are_missing()
    {
        using var folder = new TemporaryFolder();
        var data = TestEngine.SqlServer.Install(folder.Path);
        try
        {
            var english = Examine(TestServer.ConnectionString(data.Server!.Database), "en").Output;

            Assert.Contains($"note      Tables of {data.Server.Database}: 0001_star_schema.sql, 0002_published_facts.sql, 0003_official_tables.sql, 0004_plans.sql, 0005_released.sql, (views) not there yet: the next use brings it up to date\n", english, StringComparison.Ordinal);
            Assert.Contains($"note      Tables of {data.Server.ServiceDatabase}: 0001_service.sql, ", english, StringComparison.Ordinal);
        }
        finally
        {
            TestEngine.SqlServer.Remove(data);
        }
    }

    [Fact]
    public void Of_a_server_that_is_not_there_it_says_so_and_goes_on()
    {
        var english = Examine("Server=127.0.0.1,1;Database=papibi;User ID=papibi_user_7;Password=Rất-bí-mật-9;Connect Timeout=2", "en");

        Assert.Equal(ExitCode.Environment, english.Code);
        Assert.Contains("FAULT     Warehouse: The server 127.0.0.1,1 cannot be reached: ", english.Output, StringComparison.Ordinal);
        Assert.Contains("FAULT     Application database: The server 127.0.0.1,1 cannot be reached: ", english.Output, StringComparison.Ordinal);
        Assert.Contains("Clock: ", english.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Rất-bí-mật-9", english.Output + english.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("papibi_user_7", english.Output + english.Errors, StringComparison.Ordinal);
    }

    private static Typed Examine(string connectionString, string language)
    {
        using var folder = new TemporaryFolder();
        return Typed.In(new DataFolder(folder.Path), TimeProvider.System, "doctor", "--warehouse", "sqlserver:" + new SqlConnectionStringBuilder(connectionString).ConnectionString, "--lang", language);
    }
}
