using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;
using PapiBI.Worker.Cli;

namespace PapiBI.Tests.Worker;

/// <summary>What the doctor says of a healthy service, and of each thing that may be wrong.</summary>
public sealed class DoctorTests(PublishedSamples samples)
{
    [Theory]
    [InlineData("vi", "tốt", "Cấu hình", "Đĩa", "Kho dữ liệu", "Bản phát hành", "Cơ sở dữ liệu của dịch vụ", "Dịch vụ", "Thư", "Đồng hồ", "Gửi thư")]
    [InlineData("en", "good", "Settings", "Disk", "Warehouse", "Release", "Application database", "Service", "Mails", "Clock", "Mail")]
    public void When_all_is_good_it_says_so_of_each_thing(string language, string good, params string[] things)
    {
        using var server = SmtpServer.Start();
        using var service = new TestService(samples);
        Write(service, $$"""{"mail":{"from":"papibi@example.org","operator":"o@example.org","smtp":{"host":"{{server.Host}}","port":{{server.Port}},"security":"None"} } }""");
        service.Subscribe("s", "a@example.org");

        var typed = Examine(service, "--lang", language);

        Assert.Equal(ExitCode.Done, typed.Code);
        Assert.Equal("", typed.Errors);
        Assert.All(things, thing => Assert.Contains($"{good,-9} {thing}: ", typed.Output, StringComparison.Ordinal));
        Assert.Contains($"SMTP {server.Host}:{server.Port}", typed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_folder_that_does_not_exist_yet_it_says_what_will_be_made_and_makes_no_database()
    {
        using var folder = new TemporaryFolder();
        var data = new DataFolder(folder.File("new"));

        var typed = Typed.In(data, samples.Clock, "doctor");

        Assert.Equal(ExitCode.Done, typed.Code);
        Assert.Contains($"lưu ý     Kho dữ liệu: chưa có {data.WarehouseFile}: lần nạp đầu sẽ tạo\n", typed.Output, StringComparison.Ordinal);
        Assert.Contains("lưu ý     Bản phát hành: chưa có bản nào: hãy nạp rồi phát hành\n", typed.Output, StringComparison.Ordinal);
        Assert.Contains($"lưu ý     Cơ sở dữ liệu của dịch vụ: chưa có {data.StateFile}: dịch vụ sẽ tạo\n", typed.Output, StringComparison.Ordinal);
        Assert.Contains("lưu ý     Người vận hành: mail.operator chưa đặt: thư bị từ chối chỉ thấy bằng papibi deliveries\n", typed.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(data.Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_mail_server_that_is_away_or_does_not_know_the_password_is_a_fault_and_the_password_is_not_told()
    {
        using var service = new TestService(samples);
        Write(service, """{"mail":{"from":"papibi@example.org","smtp":{"host":"127.0.0.1","port":1,"security":"None"}}}""");
        AssertFault(service, "LỖI       Gửi thư: ", "127.0.0.1:1");
        AssertFault(service, "FAULT     Mail: ", "127.0.0.1:1", "--lang", "en");

        using var authority = new SomeAuthority();
        using var server = SmtpServer.Start(authority.Certify(new SmtpServerOptions { User = "papibi", Password = "right" }));
        Write(service, $$"""{"mail":{"from":"papibi@example.org","smtp":{"host":"{{server.Host}}","port":{{server.Port}},"user":"papibi","password":"wrong-Qv7","caFile":"{{authority.CaFile}}"} } }""");
        Assert.DoesNotContain("wrong-Qv7", AssertFault(service, "LỖI       Gửi thư: ", "535").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_where_a_folder_should_be_is_a_fault()
    {
        using var service = new TestService(samples);
        File.WriteAllText(Path.Combine(service.Data.Root, "outbox"), "");
        AssertFault(service, "LỖI       Gửi thư: Không ghi được vào thư mục ", "outbox");

        var typed = Typed.In(new DataFolder(Path.Combine(service.Data.Root, "outbox")), service.Clock, "doctor", "--lang", "en");
        Assert.Equal(ExitCode.Environment, typed.Code);
        Assert.Contains("FAULT     Disk: ", typed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_before_what_was_recorded_is_a_fault()
    {
        using var folder = new TemporaryFolder();
        var data = samples.CopyTo(folder);
        var before = new FixedClock(samples.Clock.GetUtcNow() - TimeSpan.FromHours(1));

        var typed = Typed.In(data, before, "doctor", "--lang", "en");

        Assert.Equal(ExitCode.Environment, typed.Code);
        Assert.Contains("FAULT     Clock: shows 25/11/2026 09:00:00, but something was recorded at 25/11/2026 10:00:00: the clock was set back; schedules wait until then\n", typed.Output, StringComparison.Ordinal);
        Assert.Contains("LỖI       Đồng hồ: đang chỉ 25/11/2026 09:00:00, nhưng đã có việc ghi lúc 25/11/2026 10:00:00: đồng hồ bị lùi; lịch gửi chờ đến lúc đó\n", Typed.In(data, before, "doctor").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_application_database_and_a_damaged_release_are_faults_with_words()
    {
        using var service = new TestService(samples);
        File.WriteAllBytes(service.Data.StateFile, Garbage());
        File.WriteAllBytes(Release.CurrentFile(service.Data)!, Garbage());

        var typed = Examine(service, "--lang", "en");

        Assert.Equal(ExitCode.Environment, typed.Code);
        Assert.Contains("FAULT     Release: ", typed.Output, StringComparison.Ordinal);
        Assert.Contains("FAULT     Application database: ", typed.Output, StringComparison.Ordinal);
        Assert.Contains("good      Warehouse: ", typed.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Environment, Typed.In(service.Data, service.Clock, "runs").Code);
    }

    [Fact]
    public void An_application_database_damaged_behind_its_first_page_is_a_fault_too()
    {
        using var service = new TestService(samples);
        service.Subscribe("s", "a@example.org");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var bytes = File.ReadAllBytes(service.Data.StateFile);
        Array.Fill(bytes, (byte)0x5A, 4096, bytes.Length - 4096);
        File.WriteAllBytes(service.Data.StateFile, bytes);

        var typed = Examine(service);

        Assert.Equal(ExitCode.Environment, typed.Code);
        Assert.Contains("LỖI       Cơ sở dữ liệu của dịch vụ: ", typed.Output, StringComparison.Ordinal);
        Assert.Contains("Đồng hồ: ", typed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_the_settings_has_its_line()
    {
        using var service = new TestService(samples);
        Write(service, """{"lagune":1,"inbox":{"cron":"x"}}""");

        var typed = AssertFault(service, "LỖI       Cấu hình: lagune: không có mục này", "lagune");

        Assert.Contains("LỖI       Cấu hình: inbox.cron: ", typed.Output, StringComparison.Ordinal);
    }

    private static byte[] Garbage() => [.. Enumerable.Range(0, 20_000).Select(i => (byte)(i * 31))];

    private static void Write(TestService service, string settings) => File.WriteAllText(service.Data.SettingsFile, settings);

    private static Typed Examine(TestService service, params string[] options) => Typed.In(service.Data, service.Clock, ["doctor", .. options]);

    private static Typed AssertFault(TestService service, string line, string named, params string[] options)
    {
        var typed = Examine(service, options);
        Assert.Equal(ExitCode.Environment, typed.Code);
        Assert.Contains(named, Assert.Single(typed.Output.Split('\n'), said => said.StartsWith(line, StringComparison.Ordinal)), StringComparison.Ordinal);
        return typed;
    }
}
