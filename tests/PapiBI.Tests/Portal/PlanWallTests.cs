using System.IO.Compression;
using System.Net;
using System.Text;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal;

/// <summary>A plan is its province's: who was not given a right to it finds it in no byte, whoever asked before.</summary>
public sealed class PlanWallTests(PublishedSamples samples)
{
    /// <summary>Words of the plan of Ninh Thuận (58) alone.</summary>
    private static readonly string[] OfThePlan = ["KH-58-2021", "Trung tâm Phục vụ hành chính công, 0259", "máy thở", "mục tiêu: 45", "Tài liệu nội bộ"];

    private static readonly string[] Addresses =
    [
        "/reports/province-brief{0}?index=PAPI&year=2021&province=58",
        "/reports/province-brief{0}?index=PAPI&year=2021&province=Ninh+Thu%E1%BA%ADn",
        "/reports/plan-outcome{0}?year=2021&province=58&plan=KH-58-2021",
        "/reports/plan-progress{0}?province=58&period=2021-Q2&plan=KH-58-2021",
        "/reports/multi-index-brief{0}?year=2021&province=58",
        "/reports/national-league{0}?index=PAPI&year=2021",
        "/reports/group-comparison{0}?index=PAPI&year=2021&provinces=58,92",
    ];

    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("")]
    [InlineData(".json")]
    [InlineData(".csv")]
    [InlineData(".xlsx")]
    public async Task A_plan_of_one_province_is_in_no_byte_that_another_person_gets_right_after_who_may(string ending)
    {
        await using var portal = await RunningPortal.Start(
            samples.Plans.Data, null, clock, new Seed("ofNinhThuan", Role.Viewer, "58"), new Seed("ofCanTho", Role.Viewer, "92@2004-01-01", "92@2025-07-01"), new Seed("steward", Role.Steward), new Seed("admin", Role.Admin), new Seed("everywhere", Role.Viewer, "*"));
        var may = new[] { await portal.SignedIn("ofNinhThuan"), await portal.SignedIn("everywhere") };
        var mayNot = new[] { portal.Anonymous(), await portal.SignedIn("ofCanTho"), await portal.SignedIn("steward"), await portal.SignedIn("admin") };
        var seen = new HashSet<string>();

        foreach (var address in Addresses.Select(address => address.Replace("{0}", ending, StringComparison.Ordinal)))
        {
            var isOfPlan = address.Contains("/plan-", StringComparison.Ordinal);
            foreach (var reader in may)
            {
                var (status, text, headers) = await Get(reader, address);
                Assert.Equal(HttpStatusCode.OK, status);
                var found = OfThePlan.Where(word => text.Contains(word, StringComparison.Ordinal)).ToList();
                seen.UnionWith(found);
                Assert.True(found.Count == 0 || headers.Contains("no-store", StringComparison.Ordinal), $"{address}: {headers}");
                Assert.True(!isOfPlan || found.Count > 0, address);
            }

            foreach (var reader in mayNot)
            {
                var (status, text, _) = await Get(reader, address);
                Assert.Equal(isOfPlan ? HttpStatusCode.Forbidden : HttpStatusCode.OK, status);
                Assert.All(OfThePlan, word => Assert.DoesNotContain(word, text.Replace(address, "", StringComparison.Ordinal).Replace(WebUtility.UrlEncode(address), "", StringComparison.Ordinal), StringComparison.Ordinal));
            }
        }

        // Tables alone have no band.
        Assert.Equal(ending != ".csv", seen.Contains("Tài liệu nội bộ"));
        Assert.Contains("máy thở", seen);
    }

    [Theory]
    [InlineData("/reports/plan-outcome?year=2021&province=92&plan=KH-58-2021")]
    [InlineData("/reports/plan-progress?province=92&period=2021-Q2&plan=KH-58-2021")]
    [InlineData("/reports/plan-progress?province=92&province=58&period=2021-Q2&plan=KH-58-2021")]
    [InlineData("/reports/plan-progress?province=C%E1%BA%A7n+Th%C6%A1&period=2021-Q2&plan=kh-58-2021")]
    public async Task Who_may_read_one_provinces_plans_gets_no_other_by_naming_it(string address)
    {
        await using var portal = await RunningPortal.Start(samples.Plans.Data, null, clock, new Seed("ofCanTho", Role.Viewer, "92@2004-01-01", "92@2025-07-01"));

        var (status, text, _) = await Get(await portal.SignedIn("ofCanTho"), address);

        Assert.NotEqual(HttpStatusCode.OK, status);
        Assert.DoesNotContain("máy thở", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sở Y tế", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".json")]
    [InlineData(".csv")]
    [InlineData(".xlsx")]
    public async Task A_right_to_the_old_province_does_not_open_the_new_ones_plan_that_has_its_code_and_its_name_nor_the_other_way_round(string ending)
    {
        using TemporaryFolder folder = new();
        var data = WithTheNewCanTho(folder);
        await using var portal = await RunningPortal.Start(
            data, null, clock, new Seed("old", Role.Viewer, "92@2004-01-01"), new Seed("new", Role.Viewer, "92@2025-07-01"), new Seed("both", Role.Viewer, "92@2004-01-01", "92@2025-07-01"), new Seed("unclear", Role.Viewer, "92"));
        var readers = new Dictionary<string, HttpClient>(StringComparer.Ordinal);
        foreach (var login in new[] { "old", "new", "both", "unclear" })
        {
            readers[login] = await portal.SignedIn(login);
        }

        // Whose a plan is that was made for the year of the merger, and does not say when it was issued, nobody knows: who reads it may read both.
        (string Plan, string Period, string Word, string[] MayRead)[] plans =
        [
            ("KH-92-2021", "2021-Q2", "Niêm yết quy hoạch", ["old", "both"]),
            ("KH-92-2026", "2026-Q1", "Sáp nhập các trung tâm một cửa", ["new", "both"]),
            ("KH-92-2025", "2025-Q4", "Rà soát thủ tục chung", ["both"]),
        ];
        foreach (var (plan, period, word, mayRead) in plans)
        {
            foreach (var (login, reader) in readers)
            {
                foreach (var written in new[] { "92", "Cần Thơ", "Cần Thơ (2004–2025)", "Cần Thơ (2025–)", "92@2004-01-01", "92@2025-07-01" })
                {
                    var address = $"/reports/plan-progress{ending}?province={WebUtility.UrlEncode(written)}&period={period}&plan={plan}";
                    var (status, text, _) = await Get(reader, address);
                    Assert.True(mayRead.Contains(login) || !text.Contains(word, StringComparison.Ordinal), $"{login} {address}");
                    Assert.True(mayRead.Contains(login) || status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{login} {address} {status}");
                }

                var (found, said, _) = await Get(reader, $"/reports/plan-progress{ending}?province=92&period={period}&plan={plan}");
                Assert.Equal((login, mayRead.Contains(login)), (login, found == HttpStatusCode.OK && said.Contains(word, StringComparison.Ordinal)));
            }
        }
    }

    [Fact]
    public async Task The_files_that_a_page_on_a_plan_offers_are_of_the_same_plan()
    {
        using TemporaryFolder folder = new();
        await using var portal = await RunningPortal.Start(WithTheNewCanTho(folder), null, clock, new Seed("new", Role.Viewer, "92@2025-07-01"));
        var reader = await portal.SignedIn("new");
        var (_, page, _) = await Get(reader, "/reports/plan-progress?province=C%E1%BA%A7n+Th%C6%A1&period=2026-Q1&plan=KH-92-2026");

        Assert.Contains("province=92@2025-07-01", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Get(reader, "/reports/plan-progress.json?province=92%402025-07-01&period=2026-Q1&plan=KH-92-2026")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Get(reader, "/reports/plan-progress.json?province=92%402004-01-01&period=2026-Q1&plan=KH-92-2026")).Status);
    }

    [Fact]
    public async Task A_page_with_something_internal_is_not_compressed_and_a_public_one_is()
    {
        await using var portal = await RunningPortal.Start(samples.Plans.Data, null, clock, new Seed("an", Role.Viewer, "58@2004-01-01"));
        var (browser, cookies) = portal.Browser();
        using var entered = await RunningPortal.SignIn(browser, "an", RunningPortal.Password);
        using var asItComes = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = portal.Address };
        async Task<string> Encoding(string address)
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, address);
            asked.Headers.TryAddWithoutValidation("Accept-Encoding", "br, gzip");
            using var answer = await asItComes.SendAsync(asked);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return answer.Content.Headers.ContentEncoding.Count > 0 ? "compressed" : "plain";
        }

        Assert.Equal("plain", await Encoding("/reports/plan-outcome?year=2021&province=58&plan=KH-58-2021"));
        Assert.Equal("plain", await Encoding("/reports/plan-outcome.json?year=2021&province=58&plan=KH-58-2021"));
        Assert.Equal("compressed", await Encoding("/reports/national-league?index=PAPI&year=2021"));
    }

    private DataFolder WithTheNewCanTho(TemporaryFolder folder)
    {
        _ = samples.Plans;
        foreach (var file in Directory.GetFiles(samples.Plans.Data.Root, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.Path, Path.GetRelativePath(samples.Plans.Data.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var data = new DataFolder(folder.Path);
        using var database = WorkingDatabase.Open(data, samples.Clock, TimeSpan.FromSeconds(30));
        foreach (var batch in SamplePlan.OfCanThoAfter)
        {
            Assert.IsType<LoadOutcome.Loaded>(new WarehouseLoader(database, samples.Clock, Steps.Silent).Load(batch));
        }

        Assert.IsType<PublishOutcome.Published>(new ReleasePublisher(database, data, samples.Clock, Steps.Silent).Publish());
        return data;
    }

    [Fact]
    public async Task A_right_that_is_taken_away_holds_from_the_next_request_on()
    {
        await using var portal = await RunningPortal.Start(samples.Plans.Data, null, clock, new Seed("an", Role.Viewer, "58"));
        var reader = await portal.SignedIn("an");
        const string address = "/reports/plan-outcome.json?year=2021&province=58&plan=KH-58-2021";
        Assert.Equal(HttpStatusCode.OK, (await Get(reader, address)).Status);

        portal.People.ChangePlanRights(portal.People.All()[0], [PlanRight.Of("92")], Actor.Nobody);

        Assert.Equal(HttpStatusCode.Forbidden, (await Get(reader, address)).Status);
    }

    [Fact]
    public async Task Who_saw_or_took_what_of_a_plan_is_written_down_and_public_reports_are_not()
    {
        await using var portal = await RunningPortal.Start(samples.Plans.Data, null, clock, new Seed("an", Role.Viewer, "58"));
        var reader = await portal.SignedIn("an");
        foreach (var ending in new[] { "", ".json", ".csv", ".xlsx" })
        {
            await Get(reader, $"/reports/plan-outcome{ending}?index=PAPI&year=2021&province=58&plan=KH-58-2021");
            await Get(reader, $"/reports/national-league{ending}?index=PAPI&year=2021");
        }

        var told = portal.Log.Newest(100).TakeWhile(entry => entry.Action != AuditAction.SignedIn).Reverse().ToList();
        Assert.Equal(
            new[] { ("saw", ""), ("exported", ".json"), ("exported", ".csv"), ("exported", ".xlsx") }.Select(each => $"an {each.Item1} /reports/plan-outcome{each.Item2}?index=PAPI&year=2021&province=58&plan=KH-58-2021"),
            told.Select(entry => $"{entry.By.Login} {entry.Action} {entry.Detail}"));
        Assert.All(told, entry => Assert.Equal("127.0.0.1", entry.By.Address));
        Assert.All(told, entry => Assert.Contains("Ninh Thuận", entry.Subject, StringComparison.Ordinal));
    }

    private static async Task<(HttpStatusCode Status, string Text, string CacheControl)> Get(HttpClient reader, string address)
    {
        using var answer = await reader.GetAsync(address);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var text = bytes is [(byte)'P', (byte)'K', ..] ? Unpacked(bytes) : Encoding.UTF8.GetString(bytes);
        return (answer.StatusCode, WebUtility.HtmlDecode(text), answer.Headers.CacheControl?.ToString() ?? "");
    }

    private static string Unpacked(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        return string.Concat(zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }));
    }
}
