using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PapiBI.Portal;
using PapiBI.Portal.Embedding;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal.Embedding;

/// <summary>Reports as files for a site's server, by real requests to a portal as it runs.</summary>
public sealed class ExportTests(PublishedSamples samples)
{
    private const string NinhThuan = "58@2004-01-01";
    private const string NewCanTho = "92@2025-07-01";
    private const string Brief = "/v1.0/myorg/reports/province-brief/ExportTo";
    private const string Plan = "/v1.0/myorg/reports/plan-outcome/ExportTo";
    private const string OfPlan = """{"name":"year","value":"2021"},{"name":"province","value":"58"},{"name":"plan","value":"KH-58-2021"}""";
    private const string Lan = """{"username":"lan@bao.vn","roles":["plans"],"customData":"58"}""";

    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("XLSX", "/reports/national-league.xlsx?index=PAPI&year=2021", "papi-2021-ca-nuoc-vi.xlsx", "national-league", """{"name":"index","value":"PAPI"},{"name":"year","value":"2021"}""")]
    [InlineData("csv", "/en/reports/group-comparison.csv?index=PAPI&year=2021&provinces=58,56&provinces=60", "", "group-comparison", """{"name":"year","value":"2021"},{"name":"provinces","value":"58,56"},{"name":"provinces","value":"60"}""")]
    [InlineData("JSON", "/reports/multi-index-brief.json?year=2021&province=92", "", "multi-index-brief", """{"name":"Year","value":"2021"},{"name":"province","value":"Can Tho"}""")]
    [InlineData("xlsx", "/en/explore.xlsx?index=PAPI&year=2021&chosen=58&chosen=92&region=DBSCL", "", "explore", """{"name":"year","value":"2021"},{"name":"chosen","value":"58"},{"name":"chosen","value":"92"},{"name":"region","value":"DBSCL"}""")]
    public async Task A_file_is_asked_for_made_and_taken_and_is_the_one_under_the_reports_own_address(string format, string address, string name, string report, string values)
    {
        await using var portal = await Start();
        var server = portal.Asking(Site(portal).Key);
        var locale = address.StartsWith("/en/", StringComparison.Ordinal) ? "en-US" : "vi-VN";

        var (status, begun) = await server.Asks($"/v1.0/myorg/groups/x/reports/{report}/ExportTo", $$$"""{"format":"{{{format}}}","paginatedReportConfiguration":{"parameterValues":[{{{values}}}],"locale":"{{{locale}}}"}}""");
        Assert.Equal((202, report, 0), (status, Said(begun, "reportId"), begun.GetProperty("percentComplete").GetInt32()));
        var ended = await Over(server, $"/v1.0/myorg/groups/x/reports/{report}/exports/{Said(begun, "id")}");
        using var taken = await server.GetAsync(new Uri(Said(ended, "resourceLocation")));
        var bytes = await taken.Content.ReadAsByteArrayAsync();

        Assert.Equal(("Succeeded", 100, $".{format.ToLowerInvariant()}"), (Said(ended, "status"), ended.GetProperty("percentComplete").GetInt32(), Said(ended, "resourceFileExtension")));
        Assert.Equal($"{portal.Address}v1.0/myorg/groups/x/reports/{report}/exports/{Said(begun, "id")}/file", Said(ended, "resourceLocation"));
        Assert.Equal(("2026-11-25T03:00:00+00:00", "2026-11-25T04:00:00+00:00"), (Said(ended, "createdDateTime"), Said(ended, "expirationTime")));
        var digest = SHA256.HashData(bytes);
        Assert.Equal((bytes.LongLength, Convert.ToHexStringLower(digest)), (ended.GetProperty("size").GetInt64(), Said(ended, "sha256")));
        Assert.Equal(
            ($"\"{Convert.ToHexStringLower(digest)}\"", $"sha-256={Convert.ToBase64String(digest)}", $"sha-256=:{Convert.ToBase64String(digest)}:"),
            (taken.Headers.ETag?.Tag, taken.Headers.GetValues("Digest").Single(), taken.Headers.GetValues("Repr-Digest").Single()));
        Assert.True(taken.Headers.CacheControl?.NoStore);
        Assert.Equal("attachment", taken.Content.Headers.ContentDisposition?.DispositionType);
        Assert.EndsWith($".{format.ToLowerInvariant()}", taken.Content.Headers.ContentDisposition?.FileName, StringComparison.Ordinal);
        if (name.Length > 0)
        {
            Assert.Equal(name, taken.Content.Headers.ContentDisposition?.FileName);
        }

        // Deterministic, so the same question has the same bytes whichever way it comes.
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(await portal.Anonymous().GetByteArrayAsync(address))), Said(ended, "sha256"));
        Assert.DoesNotContain(portal.Log.Newest(20), entry => entry.Action == AuditAction.Exported);
    }

    [Fact]
    public async Task The_workbook_has_the_league_of_PAPI_2021_with_Can_Tho_at_42_of_60()
    {
        await using var portal = await Start();
        var server = portal.Asking(Site(portal).Key);

        var (_, begun) = await server.Asks("/v1.0/myorg/reports/national-league/ExportTo", """{"format":"XLSX","paginatedReportConfiguration":{"parameterValues":[{"name":"year","value":"2021"}],"locale":"vi"}}""");
        var ended = await Over(server, $"/v1.0/myorg/reports/national-league/exports/{Said(begun, "id")}");
        var rows = new ReadWorkbook(await server.GetByteArrayAsync(new Uri(Said(ended, "resourceLocation")))).Rows("Bảng xếp hạng");

        var canTho = rows.Single(row => row.Count > 2 && row[1].Text == "Cần Thơ");
        Assert.Equal(("42/60", "41.23"), (canTho[0].Shown, canTho[2].Shown));
    }

    [Fact]
    public async Task What_a_file_cannot_be_is_refused_at_its_place_in_both_languages()
    {
        await using var portal = await Start();
        var server = portal.Asking(Site(portal, NinhThuan).Key);
        foreach (var (json, vi, en) in new[]
        {
            ("""{"format":"PDF"}""", "400 InvalidRequest: format: không xuất được ra “PDF”; có XLSX, CSV, JSON.", "400 InvalidRequest: format: nothing is exported to “PDF”; there are XLSX, CSV, JSON."),
            ("{}", "400 InvalidRequest: format: phải nêu một trong XLSX, CSV, JSON.", "400 InvalidRequest: format: one of XLSX, CSV, JSON has to be named."),
            ("[]", "400 InvalidRequest: Nội dung gửi lên không phải JSON đúng dạng, ở $.", "400 InvalidRequest: The body is no JSON of the right form, at $."),
            (
                """{"format":"XLSX","powerBIReportConfiguration":{"settings":{"locale":"fr-FR"}}}""",
                "400 InvalidRequest: powerBIReportConfiguration.settings.locale: có tiếng Việt (vi) và tiếng Anh (en), không có “fr-FR”.",
                "400 InvalidRequest: powerBIReportConfiguration.settings.locale: there is Vietnamese (vi) and English (en), not “fr-FR”."),
            (
                """{"format":"XLSX","powerBIReportConfiguration":{"pages":[{"pageName":"p1"}]}}""",
                "400 InvalidRequest: powerBIReportConfiguration.pages: tệp luôn gồm cả báo cáo; muốn nói báo cáo về gì thì dùng paginatedReportConfiguration.parameterValues.",
                "400 InvalidRequest: powerBIReportConfiguration.pages: a file is always the whole report; what it is of is said by paginatedReportConfiguration.parameterValues."),
            (
                Of("""{"name":"index","value":"PAPI"},{"name":"yaer","value":"2021"}"""),
                "400 InvalidRequest: paginatedReportConfiguration.parameterValues[1].name: province-brief không có tham số “yaer”; có index, year, province, region, group, provinces, plan, period, period-kind.",
                "400 InvalidRequest: paginatedReportConfiguration.parameterValues[1].name: province-brief has no parameter “yaer”; there are index, year, province, region, group, provinces, plan, period, period-kind."),
            (
                Of("""{"name":"province","value":"58"},{"name":"province","value":"92"}"""),
                "400 InvalidRequest: paginatedReportConfiguration.parameterValues[1].name: “province” chỉ có một giá trị.",
                "400 InvalidRequest: paginatedReportConfiguration.parameterValues[1].name: “province” has one value only."),
            (Of(""), "400 InvalidRequest: province-brief cần province.", "400 InvalidRequest: province-brief needs province."),
            (Of("""{"name":"province","value":"58"},{"name":"year","value":"MMXXI"}"""), "400 InvalidRequest: Địa chỉ không đúng: năm phải là số, mỗi giá trị không quá 200 ký tự.", "400 InvalidRequest: The address is wrong: a year is a number, and no value is longer than 200 characters."),
            (Of("""{"name":"province","value":"58"},{"name":"year","value":"1999"}"""), "404 ReportRefused: Bản phát hành không có PAPI năm 1999.", "404 ReportRefused: The release has no PAPI of 1999."),
            ($$"""{"format":"XLSX","identities":[{{Lan}},{{Lan}}]}""", "400 InvalidRequest: identities: một tệp chỉ cho một người.", "400 InvalidRequest: identities: a file is one person's."),
            (
                $$$"""{"format":"XLSX","powerBIReportConfiguration":{"identities":[{{{Lan.Replace("58", "Cần Thơ (2025–)", StringComparison.Ordinal)}}}]}}""",
                "403 PlansNotAllowed: identities[0].customData: trang nhúng này không được cho xem kế hoạch của Cần Thơ (2025–).",
                "403 PlansNotAllowed: identities[0].customData: this site may not show the plans of Can Tho (2025–)."),
        })
        {
            Assert.Equal(vi, await server.IsTold(Brief, json, "vi"));
            Assert.Equal(en, await server.IsTold(Brief, json));
        }

        Assert.StartsWith("404 ReportRefused: ", await server.IsTold(Brief, Of("""{"name":"province","value":"Atlantis"},{"name":"year","value":"2021"}""")), StringComparison.Ordinal);
        Assert.StartsWith("404 ReportRefused: There is no province “Atlantis”", await server.IsTold("/v1.0/myorg/reports/explore/ExportTo", Of("""{"name":"chosen","value":"Atlantis"},{"name":"year","value":"2021"}""")), StringComparison.Ordinal);
        Assert.Equal("404 NotFound: There is no report “sales”.", await server.IsTold("/v1.0/myorg/reports/sales/ExportTo", Of("")));
        Assert.StartsWith("413 RequestTooLarge", await server.IsTold(Brief, "{\"x\":\"" + new string('x', 70_000) + "\"}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_making_it_shows_to_be_impossible_is_told_by_its_status()
    {
        await using var portal = await Start();
        var server = portal.Asking(Site(portal).Key);

        var (status, begun) = await server.Asks("/v1.0/myorg/reports/group-comparison/ExportTo", Of("""{"name":"provinces","value":"58"},{"name":"year","value":"2021"}"""));
        var address = $"/v1.0/myorg/reports/group-comparison/exports/{Said(begun, "id")}";
        var ended = await Over(server, address);

        Assert.Equal((202, "Failed", "ReportRefused"), (status, Said(ended, "status"), Said(ended.GetProperty("error"), "code")));
        Assert.False(ended.TryGetProperty("resourceLocation", out _));
        Assert.Equal($"404 ReportRefused: {Said(ended.GetProperty("error"), "message")}", await server.IsTold(address + "/file"));
        Assert.NotEqual(Said(ended.GetProperty("error"), "message"), Said((await server.Asks(address, language: "vi")).Body.GetProperty("error"), "message"));
    }

    [Fact]
    public async Task A_plan_is_in_no_file_but_that_of_a_site_with_the_right_in_the_name_of_somebody_it_is_shown_to_and_each_taking_is_in_the_log()
    {
        await using var portal = await RunningPortal.Start(samples.Plans.Data, null, clock);
        var ((site, key), (_, other)) = (Site(portal, NinhThuan), Site(portal, NewCanTho));
        var server = portal.Asking(key);
        var plain = $$$"""{"format":"JSON","paginatedReportConfiguration":{"parameterValues":[{{{OfPlan}}}],"locale":"vi"}}""";
        var named = $$$"""{"format":"JSON","paginatedReportConfiguration":{"parameterValues":[{{{OfPlan}}}],"locale":"vi","identities":[{{{Lan}}}]}}""";

        Assert.StartsWith("403 ", await server.IsTold(Plan, plain), StringComparison.Ordinal);
        Assert.StartsWith("403 PlansNotAllowed: identities[0].customData", await portal.Asking(other).IsTold(Plan, named), StringComparison.Ordinal);
        Assert.StartsWith("403 ", await portal.Asking(other).IsTold(Plan, named.Replace("\"58\"}]", $"\"{NewCanTho}\"}}]", StringComparison.Ordinal)), StringComparison.Ordinal);

        var (_, begun) = await server.Asks(Plan, named);
        var address = $"/v1.0/myorg/reports/plan-outcome/exports/{Said(begun, "id")}";
        var ended = await Over(server, address);
        Assert.DoesNotContain(portal.Log.Newest(20), entry => entry.Action == AuditAction.Exported);
        using var taken = await server.GetAsync(address + "/file");
        Assert.Empty(taken.Content.Headers.ContentEncoding);
        Assert.Contains("KH-58-2021", Encoding.UTF8.GetString(await taken.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
        var entry = portal.Log.Newest(1)[0];
        Assert.Equal(
            (AuditAction.Exported, $"{site.Id}/{EmbedSites.IdOf(key)}", $"/reports/plan-outcome.json?index=PAPI&year=2021&province=58&plan=KH-58-2021 – {Said(ended, "id")} lan@bao.vn"),
            (entry.Action, entry.By.Login, entry.Detail));

        // The brief of the same province has a page of the plan for who may see it, and for nobody else.
        const string Province = """{"name":"province","value":"58"},{"name":"year","value":"2021"}""";
        string[] ofThePlan = ["KH-58-2021", "máy thở", "mục tiêu: 45", "Tài liệu nội bộ"];
        var (with, without) = (await Taken(server, Brief, Province, Lan), await Taken(server, Brief, Province, ""));
        Assert.Contains(ofThePlan, word => with.Contains(word, StringComparison.Ordinal));
        Assert.All(ofThePlan, word => Assert.DoesNotContain(word, without, StringComparison.Ordinal));

        // The right is taken away: what was made by it is not there any more.
        portal.Sites.Change(site, site.Name, site.Origins, [], mayRefresh: false, Actor.Nobody);
        Assert.Equal("404 NotFound: This site has no such export, or it has expired.", await server.IsTold(address));
        Assert.Equal("404 NotFound: This site has no such export, or it has expired.", await server.IsTold(address + "/file"));
    }

    [Fact]
    public async Task An_export_is_its_sites_alone_of_its_report_and_for_an_hour()
    {
        await using var portal = await Start();
        var (server, other) = (portal.Asking(Site(portal).Key), portal.Asking(Site(portal, "*").Key));
        const string Gone = "404 NotFound: This site has no such export, or it has expired.";

        var (_, begun) = await server.Asks("/v1.0/myorg/reports/explore/ExportTo", Of("""{"name":"year","value":"2021"}"""));
        var id = Said(begun, "id");
        await Over(server, $"/v1.0/myorg/reports/explore/exports/{id}");

        foreach (var ending in new[] { "", "/file" })
        {
            Assert.Equal(Gone, await other.IsTold($"/v1.0/myorg/reports/explore/exports/{id}{ending}"));
            Assert.Equal(Gone, await server.IsTold($"/v1.0/myorg/reports/national-league/exports/{id}{ending}"));
            Assert.Equal(Gone, await server.IsTold($"/v1.0/myorg/reports/explore/exports/{Guid.NewGuid():D}{ending}"));
            Assert.StartsWith("401 InvalidKey", await portal.Asking(null).IsTold($"/v1.0/myorg/reports/explore/exports/{id}{ending}"), StringComparison.Ordinal);
        }

        Assert.StartsWith("401 InvalidKey", await portal.Asking(null).IsTold("/v1.0/myorg/reports/explore/ExportTo", Of("")), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("200", await server.IsTold($"/v1.0/myorg/reports/explore/exports/{id}"));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(Gone, await server.IsTold($"/v1.0/myorg/reports/explore/exports/{id}"));
    }

    [Fact]
    public async Task A_site_with_too_many_waiting_is_told_to_wait_and_others_are_not()
    {
        // Nobody makes any, so that they wait.
        await using var portal = await Start(new PortalSettings { Exports = new ExportSettings { AtOnce = 0, WaitingOfSite = 2 } });
        var (server, other) = (portal.Asking(Site(portal).Key), portal.Asking(Site(portal).Key));
        var json = Of("""{"name":"province","value":"58"},{"name":"year","value":"2021"}""");

        var (_, first) = await server.Asks(Brief, json);
        Assert.Equal("202", await server.IsTold(Brief, json));
        Assert.Equal("429 TooManyRequests: This site has 2 files waiting already; take those first.", await server.IsTold(Brief, json));
        using var refused = await server.PostAsync(Brief, new StringContent(json, Encoding.UTF8, "application/json"));
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(5)), (refused.StatusCode, refused.Headers.RetryAfter?.Delta));
        Assert.Equal("202", await other.IsTold(Brief, json));

        using var waits = await server.GetAsync($"/v1.0/myorg/reports/province-brief/exports/{Said(first, "id")}");
        Assert.Equal((HttpStatusCode.Accepted, TimeSpan.FromSeconds(1)), (waits.StatusCode, waits.Headers.RetryAfter?.Delta));
        Assert.Equal("NotStarted", Said(JsonDocument.Parse(await waits.Content.ReadAsStringAsync()).RootElement, "status"));
        Assert.Equal("409 ExportNotReady: There is no file yet: look at the status first.", await server.IsTold($"/v1.0/myorg/reports/province-brief/exports/{Said(first, "id")}/file"));
    }

    [Fact]
    public async Task Beyond_its_memory_the_portal_forgets_the_oldest_of_the_site_that_holds_most()
    {
        await using var portal = await Start(new PortalSettings { Exports = new ExportSettings { Megabytes = 1 } });
        var (greedy, modest) = (portal.Asking(Site(portal).Key), portal.Asking(Site(portal).Key));
        var kept = await Made(modest, "58");
        var first = await Made(greedy, "58");

        var last = first;
        for (var n = 0; n < 40 && await greedy.IsTold(first) == "200"; n++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            last = await Made(greedy, "92");
        }

        Assert.StartsWith("404", await greedy.IsTold(first), StringComparison.Ordinal);
        Assert.Equal(("200", "200"), (await greedy.IsTold(last), await modest.IsTold(kept)));

        async Task<string> Made(HttpClient server, string province)
        {
            var (_, begun) = await server.Asks(Brief, Of($$"""{"name":"province","value":"{{province}}"},{"name":"year","value":"2021"}"""));
            var address = $"/v1.0/myorg/reports/province-brief/exports/{Said(begun, "id")}";
            await Over(server, address);
            return address;
        }
    }

    private Task<RunningPortal> Start(PortalSettings? settings = null) => RunningPortal.Start(samples, settings, clock);

    private static (EmbedSite Site, string Key) Site(RunningPortal portal, params string[] plans)
    {
        var site = portal.Sites.Add("Cổng Ninh Thuận", ["https://www.ninhthuan.gov.vn"], [.. plans.Select(PlanRight.Of)], mayRefresh: false, Actor.Nobody);
        return (site, portal.Sites.AddKey(site, Actor.Nobody).Secret);
    }

    private static string Of(string values) => $$$"""{"format":"XLSX","paginatedReportConfiguration":{"parameterValues":[{{{values}}}]}}""";

    private static async Task<string> Taken(HttpClient server, string address, string values, string identity)
    {
        var (_, begun) = await server.Asks(address, $$$"""{"format":"JSON","identities":[{{{identity}}}],"paginatedReportConfiguration":{"parameterValues":[{{{values}}}],"locale":"vi"}}""");
        var ended = await Over(server, address.Replace("ExportTo", "exports/", StringComparison.Ordinal) + Said(begun, "id"));
        return await server.GetStringAsync(new Uri(Said(ended, "resourceLocation")));
    }

    private static async Task<JsonElement> Over(HttpClient server, string address)
    {
        for (var n = 0; n < 600; n++)
        {
            var (status, body) = await server.Asks(address);
            if (status != 202)
            {
                Assert.Equal(200, status);
                return body;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException(address);
    }

    private static string Said(JsonElement body, string name) => body.GetProperty(name).GetString()!;
}
