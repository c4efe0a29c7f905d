using System.IO.Compression;
using System.Net;
using System.Text;
using PapiBI.Tests.Support;
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
            samples.Plans.Data, null, clock, new Seed("ofNinhThuan", Role.Viewer, "58"), new Seed("ofCanTho", Role.Viewer, "92"), new Seed("steward", Role.Steward), new Seed("admin", Role.Admin), new Seed("everywhere", Role.Viewer, "*"));
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
        await using var portal = await RunningPortal.Start(samples.Plans.Data, null, clock, new Seed("ofCanTho", Role.Viewer, "92"));

        var (status, text, _) = await Get(await portal.SignedIn("ofCanTho"), address);

        Assert.NotEqual(HttpStatusCode.OK, status);
        Assert.DoesNotContain("máy thở", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sở Y tế", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_that_is_taken_away_holds_from_the_next_request_on()
    {
        await using var portal = await RunningPortal.Start(samples.Plans.Data, null, clock, new Seed("an", Role.Viewer, "58"));
        var reader = await portal.SignedIn("an");
        const string address = "/reports/plan-outcome.json?year=2021&province=58&plan=KH-58-2021";
        Assert.Equal(HttpStatusCode.OK, (await Get(reader, address)).Status);

        portal.People.ChangePlanRights(portal.People.All()[0], ["92"], Actor.Nobody);

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
