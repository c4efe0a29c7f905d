using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Cli;

namespace PapiBI.Tests.Worker;

/// <summary>Subscriptions as people type them. It is 25 November 2026, 10:00 in Việt Nam.</summary>
public abstract class SubscriptionCommandTests : IDisposable
{
    private const string Header = "email,name,report,index,year,province,language,subscription,on,cron,missed\n";

    private readonly TemporaryFolder folder = new();
    private readonly PublishedSamples samples;
    private readonly DataFolder data;
    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));

    protected SubscriptionCommandTests(PublishedSamples all, TestEngine engine)
    {
        samples = all.On(engine);
        data = samples.CopyTo(folder);
    }

    public void Dispose()
    {
        samples.GiveBack(data);
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Added_by_publication_and_by_cron_edited_paused_resumed_and_removed_each_says_what_is_so_now()
    {
        var story = new List<string>
        {
            Tell("subscription", "list"),
            Tell("subscription", "add", "cần-thơ", "--province", "Cần Thơ", "--to", "Trần Thị Ánh <anh@example.org>", "--to", "duc@example.org", "--on-publication", "PAPI"),
            Tell("subscription", "add", "mekong", "--report", "group-comparison", "--region", "DBSCL", "--to", "noivu@example.org", "--cron", "0 0 7 1 * ?", "--missed", "skip", "--report-lang", "en"),
            Tell("subscription", "add", "mekong", "--report", "national-league", "--to", "noivu@example.org", "--cron", "0 0 7 1 * ?"),
            Tell("subscription", "list"),
            Tell("subscription", "list", "--lang", "en"),
            Tell("subscription", "edit", "cần-thơ", "--year", "2021", "--missed", "catch-up"),
            Tell("subscription", "edit", "mekong", "--report", "national-league"),
            Tell("subscription", "pause", "mekong", "--lang", "en"),
            Tell("subscription", "list"),
            Tell("subscription", "resume", "mekong", "--lang", "en"),
            Tell("subscription", "remove", "cần-thơ"),
            Tell("subscription", "pause", "cần-thơ", "--lang", "en"),
            Tell("subscription", "list"),
        };

        Golden.Check("subscriptions.txt", string.Join('\n', story));
    }

    [Fact]
    public void An_edit_keeps_what_is_not_given_and_one_of_the_schedule_never_fires()
    {
        Type("subscription", "add", "s", "--province", "92", "--to", "Lan <lan@example.org>", "--cron", "0 0 7 * * ?", "--missed", "catch-up", "--time-zone", "Asia/Bangkok");
        var before = Find("s");
        clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(ExitCode.Done, Type("subscription", "edit", "s", "--report-lang", "en", "--cron", "0 0 8 * * ?").Code);

        var after = Find("s");
        Assert.Equal((before.Report, before.Parameters, before.TimeZone, before.Missed), (after.Report, after.Parameters, after.TimeZone, after.Missed));
        Assert.Equal((new Trigger.Schedule("0 0 8 * * ?"), Language.English), (after.On, after.Language));
        Assert.Equal(before.Recipients, after.Recipients);
        Assert.Equal(clock.GetUtcNow(), after.DecidedUntil);
        Assert.Equal(0, Type("run", "--once").Code);
        Assert.Empty(Deliveries.Counts());
    }

    [Fact]
    public void All_faults_of_what_was_typed_are_told_at_once_in_both_languages_and_nothing_is_kept()
    {
        string[] typed =
        [
            "subscription", "add", "x", "--report", "national-league", "--index", "PAPY", "--year", "21", "--province", "Atlantis", "--to", "không phải", "--cron", "0 0 7 30 2 ?", "--on-publication", "PAPI",
        ];

        var english = Type([.. typed, "--lang", "en"]);
        var vietnamese = Type(typed);

        Assert.Equal(ExitCode.Usage, english.Code);
        Assert.Equal(
            [
                "--year: “21” is not a year, such as 2021, nor newest.",
                "Exactly one of --on-publication and --cron is needed.",
                "--to: The mail address “không phải” has letters beyond ASCII, which not every mail server accepts.",
                "national-league takes no province.",
                "The release has no index “PAPY”; it has PAPI, PAR_INDEX, PCI, SIPAS.",
            ],
            Lines(english.Errors));
        Assert.Equal(Lines(english.Errors).Count, Lines(vietnamese.Errors).Count);
        Assert.All(Lines(vietnamese.Errors).Zip(Lines(english.Errors)), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.Empty(Subscriptions.All());
    }

    [Fact]
    public void A_name_that_is_longer_than_is_kept_is_a_fault_and_not_an_error_of_the_database()
    {
        string[] to = ["subscription", "add", "x", "--province", "92", "--on-publication", "PAPI", "--lang", "en", "--to"];

        var told = Type([.. to, $"{new string('Á', 401)} <a@example.org>"]);

        Assert.Equal(ExitCode.Usage, told.Code);
        Assert.Equal("Recipient a@example.org: a name has 400 characters at most, a greeting 1000, a province 200.", Assert.Single(Lines(told.Errors)));
        Assert.Equal(ExitCode.Done, Type([.. to, $"{new string('Á', 400)} <a@example.org>"]).Code);
    }

    [Fact]
    public void A_name_like_a_formula_or_SQL_is_a_name_like_any_other()
    {
        foreach (var name in new[] { "=cmd|' /C calc'!A0", "'; drop table subscription; --", "<b>đậm</b> {0} %s" })
        {
            Assert.Equal(ExitCode.Done, Type("subscription", "add", name, "--province", "92", "--to", "a@example.org", "--on-publication", "PAPI").Code);
            Assert.Contains(name, Type("subscription", "list").Output, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Done, Type("subscription", "remove", name).Code);
        }
    }

    [Fact]
    public void A_trial_goes_to_the_pickup_folder_or_the_server_and_does_not_count_as_delivered()
    {
        using var server = SmtpServer.Start();
        Type("subscription", "add", "s", "--index", "SIPAS", "--year", "2021", "--province", "92", "--to", "Trần Thị Ánh <anh@example.org>", "--on-publication", "SIPAS");

        var intoFolder = Type("subscription", "test", "s", "--to", "thu@example.org");
        File.WriteAllText(data.SettingsFile, $$"""{"mail":{"from":"papibi@example.org","smtp":{"host":"{{server.Host}}","port":{{server.Port}},"security":"None"} } }""");
        var toServer = Type("subscription", "test", "s", "--to", "thu@example.org", "--lang", "en");
        var refused = Type("subscription", "test", "s", "--to", "refuse.me@example.org");
        var noAddress = Type("subscription", "test", "s", "--to", "a@example.org, b@example.org");

        Assert.Equal((ExitCode.Done, ExitCode.Done, ExitCode.DataRefused, ExitCode.Usage), (intoFolder.Code, toServer.Code, refused.Code, noAddress.Code));
        Assert.StartsWith($"Đã gửi bản thử tới thu@example.org: {Path.Combine(data.Root, "outbox")}", intoFolder.Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(data.Root, "outbox"), "*.eml"));
        Assert.StartsWith("Sent a trial to thu@example.org: ", toServer.Output, StringComparison.Ordinal);
        var mail = Assert.Single(server.Received);
        Assert.Equal("thu@example.org", mail.Recipient);
        Assert.Contains("Kính gửi Trần Thị Ánh,", mail.Message.TextBody, StringComparison.Ordinal);
        Assert.Contains("550", refused.Errors, StringComparison.Ordinal);
        Assert.Empty(Deliveries.Counts());
    }

    [Fact]
    public void A_list_becomes_subscriptions_one_with_each_provinces_brief_to_its_own_readers_and_a_list_again_replaces_them()
    {
        var list = List("""
            a@example.org,Anh,province-brief,PAPI,newest,Cần Thơ,vi,each,PAPI,,latest
            b@example.org,Bình,province-brief,PAPI,newest,58,vi,each,PAPI,,latest
            c@example.org,,national-league,PAPI,newest,,en,league,,0 0 7 1 * ?,skip
            """);

        Assert.Equal(ExitCode.Done, Type("subscription", "import", list).Code);
        Type("subscription", "pause", "league");
        var each = Find("each");
        Assert.Equal(["a@example.org Cần Thơ ", "b@example.org 58 "], each.Recipients.Select(r => $"{r.Address} {r.Province} {r.Greeting}"));
        Assert.DoesNotContain("province", each.Parameters, StringComparison.Ordinal);
        Assert.Equal(("national-league", Language.English, MissedPolicy.Skip, new Trigger.Schedule("0 0 7 1 * ?")), (Find("league").Report, Find("league").Language, Find("league").Missed, Find("league").On));

        Assert.Equal(ExitCode.Done, Type("subscription", "import", List("""
            d@example.org,Dũng,province-brief,PAPI,newest,92,vi,each,PAPI,,catch-up
            c@example.org,,national-league,PAPI,2021,,en,league,,0 0 7 1 * ?,skip
            """)).Code);
        Assert.Equal(["d@example.org"], Find("each").Recipients.Select(r => r.Address));
        Assert.Equal(each.Id, Find("each").Id);
        Assert.True(Find("league").IsPaused);
        Assert.Equal(2, Subscriptions.All().Count);
    }

    [Fact]
    public void Every_fault_of_a_list_is_told_with_its_line_in_both_languages_and_nothing_is_taken()
    {
        var list = List("""
            a@example.org,,province-brief,PAPY,newest,92,vi,unknown index,PAPI,,
            a@example.org,,province-brief,PAPI,newest,92,vi,wrong cron,,every day,
            a@example.org,,province-brief,PAPI,newest,92,vi,never,,0 0 7 30 2 ?,
            a@example.org,,province-brief,PAPI,newest,92,vi,two languages,PAPI,,
            b@example.org,,province-brief,PAPI,newest,92,en,two languages,PAPI,,
            a@example.org,,province-brief,PAPI,newest,92,vi,no trigger,,,
            a@example.org,,province-brief,PAPI,newest,92,vi,two triggers,PAPI,0 0 7 1 * ?,
            a@example.org,,prognosis,PAPI,newest,92,vi,unknown report,PAPI,,
            a@example.org,,province-brief,PAPI,newest,92,vi,unknown rule,PAPI,,sometimes
            a@example.org,,national-league,PAPI,newest,92,vi,stray province,PAPI,,
            a@example.org,,province-brief,PAPI,newest,92,vi,each,PAPI,,
            b@example.org,,province-brief,PAPI,newest,Atlantis,vi,each,PAPI,,
            c@example,,province-brief,PAPI,newest,92,vi,each,PAPI,,
            """);

        var english = Type("subscription", "import", list, "--lang", "en");
        var vietnamese = Type("subscription", "import", list);

        Assert.Equal((ExitCode.DataRefused, ExitCode.DataRefused), (english.Code, vietnamese.Code));
        Golden.Check("subscription-list-faults.txt", $"{english.Errors}\n{vietnamese.Errors}");
        Assert.Empty(Subscriptions.All());
        Assert.Equal(ExitCode.Usage, Type("subscription", "import", folder.File("none.csv")).Code);
    }

    protected Subscriptions Subscriptions => new(StateDatabase.Open(data, clock), clock);

    private Deliveries Deliveries => new(StateDatabase.Open(data, clock), clock);

    private Subscription Find(string name) => Subscriptions.Find(name)!;

    private protected Typed Type(params string[] arguments) => Typed.In(data, clock, arguments);

    // A line as typed and what came of it.
    private string Tell(params string[] arguments)
    {
        var typed = Type(arguments);
        return $"$ papibi {string.Join(' ', arguments.Select(a => a.Contains(' ', StringComparison.Ordinal) ? $"\"{a}\"" : a))}\n{typed.Output}{typed.Errors}{(typed.Code == 0 ? "" : $"({typed.Code})\n")}";
    }

    private string List(string lines)
    {
        var file = folder.File("readers.csv");
        File.WriteAllText(file, Header + lines);
        return file;
    }

    protected static List<string> Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}

public sealed class SubscriptionCommandOnDuckDbTests(PublishedSamples samples) : SubscriptionCommandTests(samples, TestEngine.DuckDb)
{
    // What is refused for its words is so on any engine.
    [Theory]
    [InlineData("The schedule “0 0 7 30 2 ?” never comes.", "--province", "92", "--cron", "0 0 7 30 2 ?")]
    [InlineData("There is no province “Atlantis” in 2024.", "--province", "Atlantis", "--on-publication", "PAPI")]
    [InlineData("There is no region “XYZ”; there are ", "--report", "group-comparison", "--region", "XYZ", "--on-publication", "PAPI")]
    [InlineData("There is no group “XYZ”; there are ", "--report", "group-comparison", "--group", "XYZ", "--on-publication", "PAPI")]
    [InlineData("There is no time zone “Mars/Base”", "--province", "92", "--cron", "0 0 7 1 * ?", "--time-zone", "Mars/Base")]
    [InlineData("province-brief needs province.", "--on-publication", "PAPI")]
    [InlineData("Exactly one of --on-publication and --cron is needed.", "--province", "92")]
    public void One_fault_is_one_line(string fault, params string[] options)
    {
        var told = Type(["subscription", "add", "x", "--to", "a@example.org", "--lang", "en", .. options]);

        Assert.Equal(ExitCode.Usage, told.Code);
        Assert.StartsWith(fault, Assert.Single(Lines(told.Errors)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nBcc: x@example.org")]
    [InlineData("red \u001b[31m")]
    [InlineData("right\u202eto left")]
    [InlineData("  ")]
    public void A_name_that_would_command_a_terminal_or_a_mail_is_refused_and_not_printed_as_it_is(string name)
    {
        var added = Type("subscription", "add", name, "--province", "92", "--to", "a@example.org", "--on-publication", "PAPI");
        var unknown = Type("subscription", "pause", name);

        Assert.Equal((ExitCode.Usage, ExitCode.Usage), (added.Code, unknown.Code));
        Assert.Equal("Tên đăng ký phải có từ 1 đến 100 ký tự trên một dòng, không có ký tự điều khiển.", Assert.Single(Lines(added.Errors)));
        Assert.DoesNotContain(Assert.Single(Lines(unknown.Errors)), c => char.IsControl(c) || c == '\u202e');
        Assert.Empty(Subscriptions.All());
    }
}

public sealed class SubscriptionCommandOnSqlServerTests(PublishedSamples samples) : SubscriptionCommandTests(samples, TestEngine.SqlServer);
