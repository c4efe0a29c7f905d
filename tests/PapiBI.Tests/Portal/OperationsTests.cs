using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using PapiBI.Portal;
using PapiBI.Portal.Operations;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Service;

namespace PapiBI.Tests.Portal;

/// <summary>What stewards see of the service is what it did, and what they send is put into the inbox and nowhere else, whatever it is called.</summary>
public sealed partial class OperationsTests(PublishedSamples samples)
{
    private const string Upload = "/operations/upload";

    private static readonly Seed[] People = [new("viewer", Role.Viewer), new("analyst", Role.Analyst), new("steward", Role.Steward), new("admin", Role.Admin), new("everywhere", Role.Steward, "*")];

    private static readonly SomeTable Faulty = SomeTable.Papi2020.WithMetadata("source", "bản sửa").With("58", "8.1", "bốn").With("58", "1.1", "2.6");

    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Only_stewards_and_admins_come_in()
    {
        await using var portal = await RunningPortal.Start(samples, null, clock, People);
        var browsers = new List<HttpClient> { portal.Anonymous() };
        foreach (var login in new[] { "viewer", "analyst", "steward", "admin" })
        {
            browsers.Add(await portal.SignedIn(login));
        }

        foreach (var (address, statuses) in new[]
                 {
                     ("/operations", "302 403 403 200 200"), ("/operations/releases", "302 403 403 200 200"), ("/operations/loads", "302 403 403 200 200"), ("/operations/refused", "302 403 403 200 200"),
                     ("/operations/upload", "302 403 403 200 200"), ("/operations/runs", "302 403 403 200 200"), ("/operations/deliveries", "302 403 403 200 200"), ("/operations/subscriptions", "302 403 403 200 200"),
                     ("/operations/refused/1", "302 403 403 404 404"), ("/operations/refused/1?handler=Copy", "302 403 403 404 404"), ("/operations/runs/1", "302 403 403 404 404"), ("/en/operations", "302 403 403 200 200"),
                 })
        {
            var found = new List<int>();
            foreach (var browser in browsers)
            {
                using var answer = await browser.GetAsync(address);
                found.Add((int)answer.StatusCode);
            }

            Assert.Equal($"{address} {statuses}", $"{address} {string.Join(' ', found)}");
        }

        // A form of a page that they may open does not let them send a file.
        using var sent = await Send(browsers[1], "a.csv", [1], page: "/account");
        Assert.Equal(HttpStatusCode.Forbidden, sent.StatusCode);
        Assert.Empty(FilesOf(portal.Data));
        Assert.DoesNotContain("/operations", await browsers[2].GetStringAsync("/account"), StringComparison.Ordinal);
        Assert.Contains("href=\"/operations\"", await browsers[3].GetStringAsync("/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_file_is_told_cell_by_cell_in_the_readers_language_with_the_copy_to_mend_and_forgotten_once_it_is_loaded()
    {
        using var service = Service();
        await using var portal = await RunningPortal.Over(service.Data, null, service.Clock, People);
        var steward = await portal.SignedIn("steward");
        TakeIn(service, "papi-2020.xlsx", Faulty.Xlsx());

        var overview = await Page(steward, "/operations");
        Assert.Contains("Cần người xem: 1 tệp bị từ chối, 0 thư", overview, StringComparison.Ordinal);
        Assert.Contains("Tiến trình đang chạy 1 ", Words(overview), StringComparison.Ordinal);
        var address = RefusedAddress().Match(await steward.GetStringAsync("/operations/refused")).Groups["address"].Value;
        var page = Words(await Page(steward, address));
        Assert.Contains("Sheet1 AC44 “bốn” không phải là số", page, StringComparison.Ordinal);
        Assert.Contains("Sheet1 C44 ", page, StringComparison.Ordinal);
        Assert.Contains("vì 2 lỗi", page, StringComparison.Ordinal);
        Assert.Contains("Sheet1 AC44 “bốn” is not a number", Words(await Page(steward, "/en" + address)), StringComparison.Ordinal);

        var there = Path.Combine(service.Data.Refused, "papi-2020-can-sua.xlsx");
        using var copy = await steward.GetAsync(address + "?handler=Copy");
        Assert.Equal(File.ReadAllBytes(there), await copy.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", copy.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("papi-2020-can-sua.xlsx", copy.Content.Headers.ContentDisposition.FileName);
        Assert.True(copy.Headers.CacheControl!.NoStore);
        Assert.Equal(
            ["took refused file papi-2020.xlsx", "saw refused file papi-2020.xlsx", "saw refused file papi-2020.xlsx"],
            portal.Log.Newest(100).Where(entry => entry.By.Login == "steward" && entry.Action.Contains("refused", StringComparison.Ordinal)).Select(entry => $"{entry.Action} {entry.Subject}"));

        // That of another file of the same name, written over it.
        File.WriteAllText(there, "another file's");
        Assert.Contains("Bản đánh dấu không còn ở đây", await Page(steward, address), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await Status(steward, address + "?handler=Copy"));

        TakeIn(service, "papi-2020.xlsx", SomeTable.Papi2020.WithMetadata("source", "bản sửa").Xlsx());
        Assert.Contains("Không có tệp nào bị từ chối", await Page(steward, "/operations/refused"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await Status(steward, address));
        Assert.Contains("Không có việc nào chờ người", await Page(steward, "/operations"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_refused_plan_only_who_may_read_every_plan_sees_what_its_cells_say()
    {
        using var service = Service();
        await using var portal = await RunningPortal.Over(service.Data, null, service.Clock, People);
        TakeIn(service, "ke-hoach.xlsx", PlanBook.Whole().With("Kế hoạch!B9", "Ninh Thuạn").Bytes());
        TakeIn(service, "la.xlsx", SomeWorkbook.Of([("Lạ", [["kín", "một"], ["hai", "ba"]])]));
        var (steward, everywhere) = (await portal.SignedIn("steward"), await portal.SignedIn("everywhere"));
        var files = new RefusedFiles(service.State, service.Clock).Newest(10);
        var (plan, unknown) = (files.Single(file => file.Name == "ke-hoach.xlsx"), files.Single(file => file.Name == "la.xlsx"));
        Assert.True(plan.IsPlan);
        Assert.Null(unknown.Kind);

        Assert.DoesNotContain("Ninh Thuạn", await Page(steward, $"/operations/refused/{plan.Id}"), StringComparison.Ordinal);
        Assert.Contains("Kế hoạch B9", Words(await Page(steward, $"/operations/refused/{plan.Id}")), StringComparison.Ordinal);
        Assert.Contains("“Ninh Thuạn”", await Page(everywhere, $"/operations/refused/{plan.Id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Ninh Thuạn", await Page(steward, "/operations/runs/1"), StringComparison.Ordinal);
        foreach (var file in new[] { plan, unknown })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await Status(steward, $"/operations/refused/{file.Id}?handler=Copy"));
            Assert.Contains("chỉ dành cho người được xem kế hoạch của mọi tỉnh", await Page(steward, $"/operations/refused/{file.Id}"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, await Status(everywhere, $"/operations/refused/{file.Id}?handler=Copy"));
        }
    }

    [Fact]
    public async Task What_a_file_is_called_is_text_on_every_page_and_no_header()
    {
        using var service = Service();
        await using var portal = await RunningPortal.Over(service.Data, null, service.Clock, People);
        var steward = await portal.SignedIn("admin");
        string[] names = ["<img src=x onerror=alert(1)>.csv", "\"><script>alert(2).csv", "a\r\nSet-Cookie: x=1\r\n.csv", "x%2f..%2fportal.json.csv", "x\\..\\portal.csv"];
        foreach (var name in names)
        {
            TakeIn(service, name, Encoding.UTF8.GetBytes(Faulty.WithMetadata("source", name.Replace("\r\n", " ", StringComparison.Ordinal)).Csv()));
        }

        var files = new RefusedFiles(service.State, service.Clock).Newest(10);
        Assert.Equal(names.Order(StringComparer.Ordinal), files.Select(file => file.Name).Order(StringComparer.Ordinal));
        var runs = new Runs(service.State, service.Clock).Newest(20).Select(run => $"/operations/runs/{run.Id}");
        foreach (var address in files.Select(file => $"/operations/refused/{file.Id}").Concat(runs).Concat(["/operations", "/operations/refused", "/operations/runs", Upload, "/admin/audit"]))
        {
            var page = await steward.GetStringAsync(address);
            Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        }

        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;.csv", await steward.GetStringAsync("/operations/refused"), StringComparison.Ordinal);
        foreach (var file in files)
        {
            using var copy = await steward.GetAsync($"/operations/refused/{file.Id}?handler=Copy");
            Assert.Equal(HttpStatusCode.OK, copy.StatusCode);
            Assert.False(copy.Headers.Contains("Set-Cookie"));
            var name = copy.Content.Headers.ContentDisposition!.FileNameStar ?? copy.Content.Headers.ContentDisposition.FileName!;
            Assert.DoesNotMatch("[/\\\\\r\n<>]", name);
            Assert.EndsWith(".xlsx", name.Trim('"'), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("../portal.xlsx")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("sub/other.xlsx")]
    [InlineData("{root}/portal.xlsx")]
    public async Task No_copy_is_served_from_elsewhere_whatever_the_record_says(string name)
    {
        await using var portal = await RunningPortal.Start(samples, null, clock, People);
        byte[] secret = [1, 2, 3];
        Directory.CreateDirectory(Path.Combine(portal.Data.Refused, "sub"));
        foreach (var place in new[] { Path.Combine(portal.Data.Root, "portal.xlsx"), Path.Combine(portal.Data.Refused, "sub", "other.xlsx") })
        {
            File.WriteAllBytes(place, secret);
        }

        var refused = new RefusedFiles(StateDatabase.Open(portal.Data, clock), clock);
        refused.Add(new RefusedFile
        {
            Name = "a.csv",
            Sha256 = "",
            Kind = LoadKind.Scores,
            IssueCount = 1,
            CopyName = name.Replace("{root}", portal.Data.Root, StringComparison.Ordinal),
            CopySha256 = Convert.ToHexStringLower(SHA256.HashData(secret)),
            Issues = [new Issue("x", Severity.Error, Origin.File, new Text("sai", "wrong"))],
        });
        var steward = await portal.SignedIn("steward");

        Assert.Equal(HttpStatusCode.NotFound, await Status(steward, $"/operations/refused/{refused.Newest(1)[0].Id}?handler=Copy"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(steward, "/operations/refused/..%2f..%2fportal.xlsx?handler=Copy"));
    }

    [Fact]
    public async Task An_upload_is_in_the_inbox_whole_under_a_free_name_and_its_page_tells_what_the_worker_made_of_it()
    {
        using var service = Service();
        await using var portal = await RunningPortal.Over(service.Data, null, service.Clock, People);
        var steward = await portal.SignedIn("steward");
        var (sound, faulty) = (Encoding.UTF8.GetBytes(TestService.CorrectedSipas("nguồn khác")), Encoding.UTF8.GetBytes(Faulty.Csv()));

        using (var first = await Send(steward, "sipas mới.csv", sound))
        {
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            Assert.Contains("đã ở trong thư mục nhận và đang chờ", WebUtility.HtmlDecode(await first.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        using (var second = await Send(steward, "sipas mới.csv", faulty))
        {
            Assert.Contains("sipas mới (2).csv", WebUtility.HtmlDecode(await second.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        Assert.Equal(["sipas mới (2).csv", "sipas mới.csv"], FilesOf(service.Data));
        Assert.Equal(sound, File.ReadAllBytes(Path.Combine(service.Inbox, "sipas mới.csv")));
        Assert.Equal(2, Waiting().Count(Words(await Page(steward, Upload))));
        Assert.Contains("Tệp chờ trong thư mục nhận 2 ", Words(await Page(steward, "/operations")), StringComparison.Ordinal);
        Assert.Equal(
            [$"sipas mới (2).csv, {faulty.Length} bytes, sha256 {Hash(faulty)}", $"sipas mới.csv, {sound.Length} bytes, sha256 {Hash(sound)}"],
            portal.Log.Newest(10, action: AuditAction.Uploaded).Select(entry => entry.By.Login == "steward" ? $"{entry.Subject}, {entry.Detail}" : entry.By.Login));

        service.Clock.Advance(TimeSpan.FromMinutes(1));
        service.TakeIn();

        var page = Words(await Page(steward, Upload));
        Assert.Contains("KB bị từ chối: xem lỗi", page, StringComparison.Ordinal);
        Assert.Contains("KB đã nạp", page, StringComparison.Ordinal);
        File.Delete(Path.Combine(service.Inbox, "sipas mới.csv"));
        Assert.Contains("KB không còn trong thư mục nhận", Words(await Page(steward, Upload)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../portal.csv", "portal.csv")]
    [InlineData("..\\..\\portal.csv", "portal.csv")]
    [InlineData("/etc/passwd.csv", "passwd.csv")]
    [InlineData("C:\\Windows\\x.xls", "x.xls")]
    [InlineData("a\0.csv", "a.csv")]
    [InlineData("a.exe\0.csv", "a.exe.csv")]
    [InlineData("a\r\nSet-Cookie: x=1.csv", "aSet-Cookie_ x=1.csv")]
    [InlineData("<img src=x onerror=alert(1)>.csv", "_img src=x onerror=alert(1)_.csv")]
    [InlineData("...hidden.csv", "hidden.csv")]
    [InlineData("~$papi.xlsx", "papi.xlsx")]
    [InlineData("papi\u202exslx.csv", "papixslx.csv")]
    [InlineData("PAPI.XLSX", "PAPI.xlsx")]
    [InlineData("papi.csv. . ", "papi.csv")]
    [InlineData("con.csv", "_con.csv")]
    [InlineData("điểm số 2021 – Cần Thơ.xlsx", "điểm số 2021 – Cần Thơ.xlsx")]
    [InlineData("papi.exe", null)]
    [InlineData("papi.csv.exe", null)]
    [InlineData("papi.csv/", null)]
    [InlineData("papi.xlsm", null)]
    [InlineData("papi", null)]
    [InlineData(".csv", null)]
    [InlineData("..csv", null)]
    [InlineData("", null)]
    public void A_name_becomes_a_plain_one_or_is_refused(string given, string? clean) => Assert.Equal(clean, UploadName.Clean(given));

    [Fact]
    public void A_very_long_name_is_cut_before_its_ending_to_what_file_systems_take()
    {
        foreach (var letter in new[] { "a", "ế", "𠀀", "e\u0302\u0301" })
        {
            var name = UploadName.Clean(string.Concat(Enumerable.Repeat(letter, 5000)) + ".xlsx")!;
            var numbered = UploadName.Numbered(name, 17);

            Assert.All(new[] { name, numbered }, each => Assert.True(each.Length <= 120 && Encoding.UTF8.GetByteCount(each) <= 200 && Encoding.UTF8.GetByteCount(each) > 100, each));
            Assert.EndsWith(".xlsx", name, StringComparison.Ordinal);
            Assert.EndsWith(" (17).xlsx", numbered, StringComparison.Ordinal);
            Assert.DoesNotContain("\ufffd", name, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whatever_an_upload_is_called_it_lies_in_the_inbox_or_nowhere()
    {
        await using var portal = await RunningPortal.Start(samples, null, clock, People);
        var steward = await portal.SignedIn("steward");
        var before = Everything(portal.Data);

        foreach (var name in new[] { "../../portal.csv", "..\\..\\portal.csv", Path.Combine(Path.GetTempPath(), "papi-hostile.csv"), "a\0b.csv", "<script>alert(1)</script>.csv", new string('x', 400) + ".csv", ".hidden.csv", "a\r\nX-Evil: 1.csv" })
        {
            using var sent = await Send(steward, name, [1, 2, 3]);
            var page = await sent.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        }

        foreach (var (name, bytes) in new (string, byte[])[] { ("papi.exe", [1]), ("papi.csv.exe", [1]), ("papi.html", [1]), ("", [1]), ("papi.csv", []) })
        {
            using var sent = await Send(steward, name, bytes);
            Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
            Assert.Matches("class=\"fault\" role=\"alert\">(Chỉ nhận tệp có tên|Tệp rỗng|Hãy chọn)", WebUtility.HtmlDecode(await sent.Content.ReadAsStringAsync()));
        }

        string[] expected = ["script_.csv", "aX-Evil_ 1.csv", "ab.csv", "hidden.csv", "papi-hostile.csv", "portal (2).csv", "portal.csv", new string('x', 116) + ".csv"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), FilesOf(portal.Data));
        Assert.Equal(before, Everything(portal.Data).Where(file => !file.StartsWith("inbox", StringComparison.Ordinal)));
        Assert.False(File.Exists(Path.Combine(Path.GetTempPath(), "papi-hostile.csv")));
    }

    [Fact]
    public async Task What_is_too_large_is_told_so_and_leaves_nothing_behind()
    {
        await using var portal = await RunningPortal.Start(samples, null, clock, People);
        var steward = await portal.SignedIn("steward");

        using var little = await Send(steward, "papi.csv", new byte[InboxFolder.LargestFile + 1]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, little.StatusCode);
        Assert.Contains("Tệp lớn hơn 50 MB", WebUtility.HtmlDecode(await little.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var far = await Send(steward, "papi.csv", new byte[InboxFolder.LargestFile * 2], expectsWord: true);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, far.StatusCode);
        Assert.Contains("Tệp lớn hơn 50 MB", WebUtility.HtmlDecode(await far.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var whole = await Send(steward, "papi.csv", new byte[InboxFolder.LargestFile]);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);

        Assert.Equal(["papi.csv"], FilesOf(portal.Data));
        Assert.Single(portal.Log.Newest(10, action: AuditAction.Uploaded));
    }

    [Fact]
    public async Task Without_the_forms_token_or_too_often_nothing_is_taken()
    {
        await using var portal = await RunningPortal.Start(samples, new PortalSettings { SignInsPerMinute = 100, UploadsPerMinute = 3, InboxFolder = "tệp đến" }, clock, People);
        var steward = await portal.SignedIn("steward");
        using var without = await steward.PostAsync(Upload, Form("papi.csv", [1]));
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        using var others = await steward.PostAsync(Upload, Form("papi.csv", [1], token: await Token(await portal.SignedIn("everywhere"), Upload)));
        Assert.Equal(HttpStatusCode.BadRequest, others.StatusCode);
        Assert.False(Directory.Exists(Path.Combine(portal.Data.Root, "tệp đến")));

        using var taken = await Send(steward, "papi.csv", [1]);
        using var often = await Send(steward, "papi.csv", [1]);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (taken.StatusCode, often.StatusCode));
        Assert.Equal(["papi.csv"], Directory.GetFiles(Path.Combine(portal.Data.Root, "tệp đến")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Releases_loads_runs_deliveries_and_subscriptions_are_those_of_the_service()
    {
        using var service = Service();
        await using var portal = await RunningPortal.Over(service.Data, null, service.Clock, People);
        var steward = await portal.SignedIn("steward");
        Assert.Matches("Bản hiện tại mang gì PAPI 2011–20[0-9–, ]+ · ", Words(await Page(steward, "/operations")));

        TakeIn(service, "sipas.csv", Encoding.UTF8.GetBytes(TestService.CorrectedSipas("<b>nguồn khác</b>")));
        var shop = service.OpenShop();
        shop.Do(new PublishJob(shop), NullLogger.Instance, CancellationToken.None);
        service.Clock.Advance(TimeSpan.FromSeconds(10));
        var subscription = service.Subscribe("Lãnh đạo Cần Thơ", "an@example.org", "binh@example.org");
        service.Plan(subscription);
        var claimed = service.Deliveries.Claim(shop.WorkerId, 10);
        service.Deliveries.BeginHanding(claimed[0], shop.WorkerId);
        service.Deliveries.Unknown(claimed[0], shop.WorkerId, new Text("Đứt giữa chừng.", "The line broke."));
        service.Deliveries.Refused(claimed[1], shop.WorkerId, new Text("Không có hộp thư này.", "No such mailbox."));

        var releases = Words(await Page(steward, "/operations/releases"));
        Assert.Matches(@"R2 \(hiện tại\) \d\d/\d\d/\d{4} \d\d:\d\d:\d\d SIPAS [0-9–, ]+ R1 \d\d/", releases);
        var overview = Words(await Page(steward, "/operations"));
        Assert.Matches("Bản hiện tại mang gì mới so với R1 SIPAS [0-9–, ]+ Lượt chạy gần nhất", overview);
        Assert.Contains("Thư cần người xem 2 không rõ kết quả 1 · bị từ chối 1 · thôi thử 0", overview, StringComparison.Ordinal);
        var loads = await steward.GetStringAsync("/operations/loads");
        Assert.Contains("sipas.csv", loads, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;nguồn khác&lt;/b&gt;", loads, StringComparison.Ordinal);
        Assert.Contains("papi-2020.csv điểm PAPI 2020 ", Words(WebUtility.HtmlDecode(loads)), StringComparison.Ordinal);

        Assert.Contains("publish", string.Join(' ', new Runs(service.State, service.Clock).Newest(9).Select(run => run.Job)), StringComparison.Ordinal);
        Assert.Matches(@"2 \d\d/\d\d/\d{4} \d\d:\d\d:\d\d phát hành xong phát hành .*-2-.*duckdb 1 \d\d/\d\d/\d{4} \d\d:\d\d:\d\d nhận tệp xong nạp sipas.csv", Words(await Page(steward, "/operations/runs")));
        Assert.Matches(@"nạp sipas\.csv [1-9][\d.]* [1-9][\d.]* 0 \d+,\d xong", Words(await Page(steward, "/operations/runs/1")));

        var unknown = Words(await Page(steward, "/operations/deliveries?state=unknown"));
        Assert.Contains("an@example.org không rõ kết quả 1 ", unknown, StringComparison.Ordinal);
        Assert.Contains("Đứt giữa chừng.", unknown, StringComparison.Ordinal);
        Assert.DoesNotContain("binh@example.org", unknown, StringComparison.Ordinal);
        Assert.Contains("The line broke.", await Page(steward, "/en/operations/deliveries"), StringComparison.Ordinal);
        Assert.Contains("binh@example.org", await Page(steward, "/operations/deliveries?state=no-such-state"), StringComparison.Ordinal);
        Assert.Matches("Lãnh đạo Cần Thơ province-brief SIPAS · 2021 · 92 Tiếng Việt khi phát hành SIPAS chỉ lần mới nhất đang dùng 2 an@example.org binh@example.org", Words(await Page(steward, "/operations/subscriptions")));
    }

    [Fact]
    public async Task Files_of_plans_are_listed_to_who_may_read_every_plan_alone()
    {
        await using var portal = await RunningPortal.Start(samples.Plans.Data, null, clock, People);

        Assert.DoesNotContain(">kế hoạch ", await Page(await portal.SignedIn("steward"), "/operations/loads"), StringComparison.Ordinal);
        Assert.Contains(">kế hoạch ", await Page(await portal.SignedIn("everywhere"), "/operations/loads"), StringComparison.Ordinal);
    }

    private TestService Service() => new(samples);

    private static void TakeIn(TestService service, string name, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(service.Inbox, name), bytes);
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        service.TakeIn();
    }

    private static async Task<string> Page(HttpClient browser, string address) => WebUtility.HtmlDecode(await browser.GetStringAsync(address));

    private static async Task<HttpStatusCode> Status(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        return answer.StatusCode;
    }

    // As a browser sends it, but for a name of any letters, which stands there in the way of RFC 5987.
    private static MultipartFormDataContent Form(string name, byte[] bytes, string token = "")
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileNameStar = name };
        return name.Length == 0 ? new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } } : new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, file };
    }

    private static async Task<HttpResponseMessage> Send(HttpClient browser, string name, byte[] bytes, string page = Upload, bool expectsWord = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Upload) { Content = Form(name, bytes, await Token(browser, page)) };
        request.Headers.ExpectContinue = expectsWord;
        return await browser.SendAsync(request);
    }

    private static async Task<string> Token(HttpClient browser, string page) => WebUtility.HtmlDecode(TokenField().Match(await browser.GetStringAsync(page)).Groups["value"].Value);

    private static IEnumerable<string?> FilesOf(DataFolder data) =>
        Directory.Exists(Path.Combine(data.Root, "inbox")) ? Directory.GetFiles(Path.Combine(data.Root, "inbox")).Select(Path.GetFileName).Order(StringComparer.Ordinal) : [];

    private static List<string> Everything(DataFolder data) =>
        [.. Directory.GetFiles(data.Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(data.Root, file)).Where(file => !file.StartsWith("service.sqlite", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // What is read of a page, word by word.
    private static string Words(string page) => Spaces().Replace(Tags().Replace(page[page.IndexOf("<main", StringComparison.Ordinal)..], " "), " ");

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Spaces();

    [GeneratedRegex("KB đang chờ", RegexOptions.None, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Waiting();

    [GeneratedRegex("href=\"(?<address>/operations/refused/\\d+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex RefusedAddress();

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="(?<value>[^"]+)" """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex TokenField();
}
