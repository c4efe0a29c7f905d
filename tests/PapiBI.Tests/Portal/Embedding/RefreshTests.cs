using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Delivery;
using PapiBI.Worker.Service;

namespace PapiBI.Tests.Portal.Embedding;

/// <summary>A site's server asks for a load and publication: a portal and a worker as they run, over one folder, on one driven clock.</summary>
public abstract class RefreshTests(PublishedSamples all, TestEngine engine)
{
    private const string Refreshes = "/v1.0/myorg/datasets/papibi/refreshes";

    private readonly PublishedSamples samples = all.On(engine);

    [Fact]
    public async Task Files_of_the_inbox_are_loaded_and_published_when_a_server_asks_and_the_portal_shows_the_release_that_came_of_it()
    {
        using var service = Service();

        // The clock of its own does nothing meanwhile.
        const string Yearly = "0 0 0 1 1 ?";
        service.Settings = service.Settings with { Inbox = service.Settings.Inbox with { Cron = Yearly }, Publish = service.Settings.Publish with { Cron = Yearly } };
        await using var portal = await RunningPortal.Over(service.Data, null, service.Clock);
        var (site, key) = Site(portal, mayRefresh: true);
        var server = portal.Asking(key);
        var before = await Release(portal);
        await service.Start();
        Drop(service, "sipas-corrected.csv", TestService.CorrectedSipas("bản sửa"));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1.0/myorg/groups/x/datasets/papibi/refreshes") { Content = new StringContent("""{"notifyOption":"NoNotification"}""", Encoding.UTF8, "application/json") };
        using var taken = await server.SendAsync(request);
        var asked = JsonDocument.Parse(await taken.Content.ReadAsStringAsync()).RootElement;
        var id = Said(asked, "requestId");
        Assert.Equal((202, "ViaApi", "Unknown", "NotStarted"), ((int)taken.StatusCode, Said(asked, "refreshType"), Said(asked, "status"), Said(asked, "extendedStatus")));
        Assert.Equal((id, id, $"{portal.Address}v1.0/myorg/groups/x/datasets/papibi/refreshes/{id}"), (taken.Headers.GetValues("x-ms-request-id").Single(), taken.Headers.GetValues("RequestId").Single(), taken.Headers.Location?.ToString()));
        var entry = portal.Log.Newest(1)[0];
        Assert.Equal((AuditAction.RefreshAsked, $"{site.Id}/{EmbedSites.IdOf(key)}", $"Cổng Ninh Thuận ({site.Id})", id), (entry.Action, entry.By.Login, entry.Subject, entry.Detail));

        await service.Until(() => Requests(service).Find(id)!.EndedAt is not null, "the end of the refresh");
        var (status, done) = await server.Asks(taken.Headers.Location!.PathAndQuery);

        Assert.Equal((200, "Completed", "Completed", "load, publish"), (status, Said(done, "status"), Said(done, "extendedStatus"), Said(done, "work")));
        Assert.Equal("1 file loaded, 0 refused; 119 rows in, 265 out, 0 refused; R2", Counts(done));
        Assert.False(done.TryGetProperty("serviceExceptionJson", out _));
        Assert.Equal(2, ReleaseFiles.In(service.Data)[^1].Id);
        Assert.Equal(1, before);
        for (var n = 0; n < 100 && await Release(portal) == 1; n++)
        {
            service.Clock.Advance(TimeSpan.FromSeconds(2));
            await Task.Delay(100);
        }

        Assert.Equal(2, await Release(portal));

        // It is one run.
        var run = new Runs(service.State, service.Clock).Newest(10).Single(run => run.Job == "refresh");
        Assert.Equal(["load sipas-corrected.csv done", "publish"], run.Steps.Select(step => step.Step == "publish" ? step.Step : $"{step.Step} {step.Subject} {step.Outcome}"));
        Assert.DoesNotContain(new Runs(service.State, service.Clock).Newest(10), other => other.Job is "inbox" or "publish");

        var (_, history) = await server.Asks(Refreshes);
        Assert.Equal([id], history.GetProperty("value").EnumerateArray().Select(refresh => Said(refresh, "requestId")));
        Assert.DoesNotContain("sipas-corrected", history.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_clock_loaded_and_published_is_in_the_history_too_and_of_refused_files_only_how_many()
    {
        using var service = Service();
        await using var portal = await RunningPortal.Over(service.Data, null, service.Clock);
        var server = portal.Asking(Site(portal, mayRefresh: true).Key);
        Drop(service, "sipas-corrected.csv", TestService.CorrectedSipas("bản sửa"));
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        service.TakeIn();
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        var shop = service.OpenShop();
        shop.Do(new PublishJob(shop), NullLogger.Instance, CancellationToken.None);
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        Drop(service, "bí mật.csv", "# papibi: scores\n# index: PAPI\n");
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        var (_, asked) = await server.Asks(Refreshes, "");
        Refresh(service);

        var (_, history) = await server.Asks(Refreshes + "?$top=3");
        var value = history.GetProperty("value").EnumerateArray().ToList();

        Assert.Equal(
            ["ViaApi load, publish Failed", "Scheduled publish Completed", "Scheduled load Completed"],
            value.Select(refresh => $"{Said(refresh, "refreshType")} {Said(refresh, "work")} {Said(refresh, "status")}"));
        Assert.Equal(["0 file loaded, 1 refused; 0 rows in, 0 out, 0 refused; R", "0 file loaded, 0 refused; 0 rows in, 0 out, 0 refused; R2", "1 file loaded, 0 refused; 119 rows in, 265 out, 0 refused; R"], value.Select(Counts));
        Assert.Equal("""{"errorCode":"FilesRefused","errorDescription":"1 file was refused; what else there was is loaded. Why: stewards see it in the portal."}""", Said(value[0], "serviceExceptionJson"));
        Assert.Equal(
            """{"errorCode":"FilesRefused","errorDescription":"1 tệp bị từ chối; các tệp khác đã được nạp. Lý do: người phụ trách dữ liệu xem trong cổng."}""",
            Said((await server.Asks($"{Refreshes}/{Said(asked, "requestId")}", language: "vi")).Body, "serviceExceptionJson"));
        Assert.DoesNotContain("bí mật", history.GetRawText(), StringComparison.Ordinal);
        Assert.Equal([Said(asked, "requestId")], (await server.Asks(Refreshes + "?$top=1")).Body.GetProperty("value").EnumerateArray().Select(refresh => Said(refresh, "requestId")));
        Assert.Equal(value[1].GetRawText(), (await server.Asks($"{Refreshes}/{Said(value[1], "requestId")}")).Body.GetRawText());
        Assert.Equal(Outcome.Refused, Requests(service).Find(Said(asked, "requestId"))!.Outcome);
    }

    [Fact]
    public async Task A_site_without_the_right_is_refused_and_so_is_a_second_request_while_one_waits()
    {
        using var service = Service();
        await using var portal = await RunningPortal.Over(service.Data, null, service.Clock);
        var ((_, key), (_, other)) = (Site(portal, mayRefresh: true), Site(portal, mayRefresh: false));
        var (server, without) = (portal.Asking(key), portal.Asking(other));

        Assert.Equal("403 RefreshNotAllowed: This site may not ask for a load: an admin of the portal has to allow it first.", await without.IsTold(Refreshes, "{}"));
        Assert.Equal("403 RefreshNotAllowed: Trang nhúng này không được yêu cầu nạp dữ liệu: người quản trị cổng phải cho phép trước.", await without.IsTold(Refreshes, "{}", "vi"));
        Assert.Equal("400 InvalidRequest: notifyOption: nobody is mailed here; leave the field out or say NoNotification, and look at the status.", await server.IsTold(Refreshes, """{"notifyOption":"MailOnFailure"}"""));
        Assert.Equal("400 InvalidRequest: The body is no JSON of the right form, at $.", await server.IsTold(Refreshes, "x"));
        Assert.Equal("404 NotFound: “papibi” is the only dataset, there is no “sales”.", await server.IsTold("/v1.0/myorg/datasets/sales/refreshes", "{}"));
        Assert.Equal("401 InvalidKey: This asks for a key of an embedding site that is good.", await portal.Asking(key, "Basic").IsTold(Refreshes, "{}"));
        Assert.Empty(Requests(service).Newest(10));

        var (_, first) = await server.Asks(Refreshes, "");
        var id = Said(first, "requestId");
        var at = first.GetProperty("startTime").GetDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal("No worker is at work at the moment: the request waits until one is.", Said(first, "message"));
        Assert.Equal($"400 RefreshInProgress: Another request ({id}, of {at}) is not over yet; wait for it.", await server.IsTold(Refreshes, "{}"));
        Assert.Equal($"400 RefreshInProgress: Một yêu cầu khác ({id}, lúc {at}) chưa xong; hãy đợi nó.", await server.IsTold(Refreshes, "{}", "vi"));
        Assert.Single(portal.Log.Newest(20), entry => entry.Action == AuditAction.RefreshAsked);

        // Who may not ask may see how it goes.
        var (status, told) = await without.Asks($"{Refreshes}/{id}", language: "vi");
        Assert.Equal((202, "NotStarted", "Hiện không có tiến trình nạp nào đang chạy: yêu cầu chờ cho tới khi có."), (status, Said(told, "extendedStatus"), Said(told, "message")));
        Assert.Equal("404 NotFound: There is no refresh “x”.", await server.IsTold(Refreshes + "/x"));
        Assert.Equal("400 InvalidRequest: $top: 1 to 200, not “0”.", await server.IsTold(Refreshes + "?$top=0"));
        Assert.Equal("""{"value":[{"id":"papibi","name":"PapiBI","isRefreshable":true}]}""", (await server.Asks("/v1.0/myorg/datasets")).Body.GetRawText());
        Assert.Equal("""{"id":"papibi","name":"PapiBI","isRefreshable":false}""", (await without.Asks("/v1.0/myorg/groups/x/datasets/papibi")).Body.GetRawText());

        // Once it is over the next may be asked for.
        Refresh(service);
        Assert.Equal(("200", "202"), (await server.IsTold($"{Refreshes}/{id}"), await server.IsTold(Refreshes, "{}")));
    }

    [Fact]
    public async Task A_request_whose_worker_died_waits_again_and_one_of_which_three_died_is_given_up()
    {
        using var service = Service();
        service.Settings = service.Settings with { LifeSeconds = 60 };
        await using var portal = await RunningPortal.Over(service.Data, null, service.Clock);
        var server = portal.Asking(Site(portal, mayRefresh: true).Key);
        var id = Said((await server.Asks(Refreshes, "")).Body, "requestId");

        Die("w1");
        Assert.Equal("NotStarted", Said((await server.Asks($"{Refreshes}/{id}")).Body, "extendedStatus"));
        Assert.StartsWith("400 RefreshInProgress", await server.IsTold(Refreshes, "{}"), StringComparison.Ordinal);
        Refresh(service);
        Assert.Equal("Completed", Said((await server.Asks($"{Refreshes}/{id}")).Body, "status"));
        Assert.Equal("abandoned", new Runs(service.State, service.Clock).Find(1)!.Outcome);

        var next = Said((await server.Asks(Refreshes, "")).Body, "requestId");
        Array.ForEach(["w2", "w3", "w4"], Die);
        Refresh(service);
        var (status, ended) = await server.Asks($"{Refreshes}/{next}");
        Assert.Equal((200, "Failed"), (status, Said(ended, "status")));
        Assert.Contains("WorkerDied", Said(ended, "serviceExceptionJson"), StringComparison.Ordinal);
        Assert.Equal("Workers died of it 3 times.", Requests(service).Find(next)!.Cause.En);
        Assert.Equal("202", await server.IsTold(Refreshes, "{}"));

        // It takes the request, and gives no more sign of life.
        void Die(string worker)
        {
            var (workers, runs) = (new Workers(service.State, service.Clock), new Runs(service.State, service.Clock));
            workers.Beat(worker, "1.0", TimeSpan.FromMinutes(1));
            Assert.NotNull(Requests(service).Take(worker, runs.Begin("refresh", worker, service.Clock.GetUtcNow())));
            Assert.Null(Requests(service).Take("another", 0));
            service.Clock.Advance(TimeSpan.FromMinutes(2));
        }
    }

    [Fact]
    public async Task A_request_waits_until_what_is_being_copied_is_whole()
    {
        using var service = Service();
        await using var portal = await RunningPortal.Over(service.Data, null, service.Clock);
        var server = portal.Asking(Site(portal, mayRefresh: true).Key);
        Drop(service, "sipas-corrected.csv", TestService.CorrectedSipas("bản sửa"));
        var id = Said((await server.Asks(Refreshes, "")).Body, "requestId");

        Refresh(service);
        Assert.Equal("NotStarted", Said((await server.Asks($"{Refreshes}/{id}")).Body, "extendedStatus"));
        service.Clock.Advance(TimeSpan.FromSeconds(11));
        Refresh(service);
        Assert.Equal("1 file loaded, 0 refused; 119 rows in, 265 out, 0 refused; R2", Counts((await server.Asks($"{Refreshes}/{id}")).Body));
    }

    [Fact]
    public async Task A_file_that_begins_to_arrive_while_a_worker_takes_the_request_is_waited_for()
    {
        using var service = Service();
        await using var portal = await RunningPortal.Over(service.Data, null, service.Clock);
        var server = portal.Asking(Site(portal, mayRefresh: true).Key);
        var id = Said((await server.Asks(Refreshes, "")).Body, "requestId");
        var file = Path.Combine(service.Inbox, "sipas-corrected.csv");
        var clock = new WatchedClock(service, run =>
        {
            if (run is { Job: "refresh" } && !File.Exists(file))
            {
                Drop(service, "sipas-corrected.csv", TestService.CorrectedSipas("bản sửa"));
            }
        });

        Refresh(Shop(service, clock));

        Assert.True(File.Exists(file));
        Assert.Equal("NotStarted", Said((await server.Asks($"{Refreshes}/{id}")).Body, "extendedStatus"));
        Assert.Equal(0, Requests(service).Find(id)!.Begun);
        service.Clock.Advance(TimeSpan.FromSeconds(11));
        Refresh(service);
        Assert.Equal("1 file loaded, 0 refused; 119 rows in, 265 out, 0 refused; R2", Counts((await server.Asks($"{Refreshes}/{id}")).Body));
    }

    [Fact]
    public async Task A_request_that_is_begun_again_tells_of_all_that_was_done_for_it_and_the_next_of_nothing_of_it()
    {
        using var service = Service();
        service.Settings = service.Settings with { LifeSeconds = 60 };
        await using var portal = await RunningPortal.Over(service.Data, null, service.Clock);
        var server = portal.Asking(Site(portal, mayRefresh: true).Key);
        Drop(service, "sipas-corrected.csv", TestService.CorrectedSipas("bản sửa"));
        Drop(service, "sai.csv", "# papibi: scores\n# index: PAPI\n");
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        var id = Said((await server.Asks(Refreshes, "")).Body, "requestId");

        // The service is told to stop once both files are dealt with.
        using var stopping = new CancellationTokenSource();
        var clock = new WatchedClock(service, run =>
        {
            if (run?.Steps.Count == 2)
            {
                stopping.Cancel();
            }
        });
        Refresh(Shop(service, clock), stopping.Token);
        var waiting = (await server.Asks($"{Refreshes}/{id}")).Body;
        Assert.Equal(("NotStarted", "1 file loaded, 1 refused; 119 rows in, 265 out, 0 refused; R"), (Said(waiting, "extendedStatus"), Counts(waiting)));

        // Another worker takes it, publishes, and dies before it can say so.
        var shop = service.OpenShop();
        shop.Beat();
        using (var run = new RunLog(shop.Runs, "refresh", shop.WorkerId, service.Clock, NullLogger.Instance))
        {
            Assert.NotNull(Requests(service).Take(shop.WorkerId, run.Begin()));
            Assert.True(new PublishJob(shop).Publish(run));
        }

        service.Clock.Advance(TimeSpan.FromMinutes(2));
        Refresh(service);

        var (status, told) = await server.Asks($"{Refreshes}/{id}");
        Assert.Equal((200, "Failed", "1 file loaded, 1 refused; 119 rows in, 265 out, 0 refused; R2"), (status, Said(told, "status"), Counts(told)));
        Assert.Contains("\"FilesRefused\"", Said(told, "serviceExceptionJson"), StringComparison.Ordinal);
        var row = Requests(service).Find(id)!;
        Assert.Equal((Outcome.Refused, 2, 2, 3L), (row.Outcome, row.ReleaseId, row.Begun, row.RunId));
        Assert.NotEqual("", row.Cause.Vi);

        service.Clock.Advance(TimeSpan.FromMinutes(1));
        var next = Said((await server.Asks(Refreshes, "")).Body, "requestId");
        Refresh(service);
        var value = (await server.Asks(Refreshes)).Body.GetProperty("value").EnumerateArray().ToList();
        Assert.Equal([next, id], value.Select(refresh => Said(refresh, "requestId")));
        Assert.Equal(
            ["Completed 0 file loaded, 0 refused; 0 rows in, 0 out, 0 refused; R", "Failed 1 file loaded, 1 refused; 119 rows in, 265 out, 0 refused; R2"],
            value.Select(refresh => $"{Said(refresh, "status")} {Counts(refresh)}"));
    }

    [Fact]
    public async Task An_inbox_that_cannot_be_looked_into_ends_the_request_and_is_told_to_stewards_in_their_language()
    {
        using var service = Service();
        await using var portal = await RunningPortal.Over(service.Data, null, service.Clock);
        var server = portal.Asking(Site(portal, mayRefresh: true).Key);
        var noFolder = Path.Combine(service.Data.Root, "no-folder");
        File.WriteAllText(noFolder, "");
        service.Settings = service.Settings with { Inbox = service.Settings.Inbox with { Folder = noFolder } };
        var id = Said((await server.Asks(Refreshes, "")).Body, "requestId");

        Refresh(service);

        var (status, told) = await server.Asks($"{Refreshes}/{id}");
        Assert.Equal((200, "Failed"), (status, Said(told, "status")));
        Assert.Contains("\"RefreshFailed\"", Said(told, "serviceExceptionJson"), StringComparison.Ordinal);
        var cause = Requests(service).Find(id)!.Cause;
        Assert.StartsWith("Môi trường hoặc chương trình có lỗi: ", cause.Vi, StringComparison.Ordinal);
        Assert.StartsWith("The environment or the program failed: ", cause.En, StringComparison.Ordinal);
        Assert.Contains(noFolder, cause.Vi, StringComparison.Ordinal);
        Assert.Equal("202", await server.IsTold(Refreshes, "{}"));
    }

    [Fact]
    public async Task What_waits_of_a_site_that_loses_the_right_or_is_disabled_is_not_done_and_blocks_no_other()
    {
        using var service = Service();
        await using var portal = await RunningPortal.Over(service.Data, null, service.Clock);
        var ((first, firstKey), (second, secondKey)) = (Site(portal, mayRefresh: true), Site(portal, mayRefresh: true));
        var (server, other) = (portal.Asking(firstKey), portal.Asking(secondKey));
        var id = Said((await server.Asks(Refreshes, "")).Body, "requestId");

        portal.Sites.Change(second, second.Name, [], [], mayRefresh: false, Actor.Nobody);
        Assert.Equal("NotStarted", Said((await server.Asks($"{Refreshes}/{id}")).Body, "extendedStatus"));
        portal.Sites.Change(second, second.Name, [], [], mayRefresh: true, Actor.Nobody);
        portal.Sites.Change(first, first.Name, [], [], mayRefresh: false, Actor.Nobody);

        var (status, told) = await server.Asks($"{Refreshes}/{id}");
        Assert.Equal((200, "Failed"), (status, Said(told, "status")));
        Assert.Equal("""{"errorCode":"RefreshNotAllowed","errorDescription":"The site that asked lost the right to ask for a load before it was done."}""", Said(told, "serviceExceptionJson"));
        Assert.Equal("Trang nhúng bị rút quyền yêu cầu nạp trước khi được làm.", Requests(service).Find(id)!.Cause.Vi);
        Refresh(service);
        Assert.Empty(new Runs(service.State, service.Clock).Newest(10));

        // What a worker is at is done to its end; what a dead one was at is not begun again.
        var next = Said((await other.Asks(Refreshes, "")).Body, "requestId");
        var workers = new Workers(service.State, service.Clock);
        workers.Beat("w1", "1.0", TimeSpan.FromMinutes(1));
        Assert.NotNull(Requests(service).Take("w1", new Runs(service.State, service.Clock).Begin("refresh", "w1", service.Clock.GetUtcNow())));
        portal.Sites.Disable(second, Actor.Nobody);
        Assert.Equal(Outcome.Running, Requests(service).Find(next)!.Outcome);
        service.Clock.Advance(TimeSpan.FromMinutes(2));
        Refresh(service);
        Assert.Equal((Outcome.Refused, true, 1), Requests(service).Find(next) is { } row ? (row.Outcome, row.IsWithdrawn, row.Begun) : default);
        Assert.False(Requests(service).IsDue("w2"));

        // What was asked of a site that is disabled while it still writes its request.
        var live = portal.Sites.FindLive(portal.Sites.AddKey(first, Actor.Nobody).Secret)!;
        portal.Sites.Disable(first, Actor.Nobody);
        Assert.Null(Requests(service).Ask("papibi", live, Actor.Nobody));
    }

    [Fact]
    public async Task What_lies_in_the_inbox_while_a_request_waits_is_left_to_it()
    {
        using var service = Service();
        await using var portal = await RunningPortal.Over(service.Data, null, service.Clock);
        var server = portal.Asking(Site(portal, mayRefresh: true).Key);
        Drop(service, "sai.csv", "# papibi: scores\n# index: PAPI\n");
        var id = Said((await server.Asks(Refreshes, "")).Body, "requestId");
        service.Clock.Advance(TimeSpan.FromSeconds(30));

        var shop = service.OpenShop();
        var inbox = new InboxJob(shop, new MendingPost(shop, NullLogger<MendingPost>.Instance));
        Looks(JobResult.Nothing);
        Refresh(service);

        var told = (await server.Asks($"{Refreshes}/{id}")).Body;
        Assert.Equal("0 file loaded, 1 refused; 0 rows in, 0 out, 0 refused; R", Counts(told));
        Assert.Contains("\"FilesRefused\"", Said(told, "serviceExceptionJson"), StringComparison.Ordinal);

        // Nobody asks any more: it is the clock's again.
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        Drop(service, "sipas-corrected.csv", TestService.CorrectedSipas("bản sửa"));
        service.Clock.Advance(TimeSpan.FromSeconds(30));
        Looks(JobResult.Changed);

        // One that nobody takes stops no loading for ever.
        Assert.Equal("202", await server.IsTold(Refreshes, "{}"));
        Drop(service, "sipas-corrected.csv", TestService.CorrectedSipas("bản sửa nữa"));
        service.Clock.Advance(PapiBI.Warehouse.State.Refreshes.Precedence - TimeSpan.FromSeconds(1));
        Looks(JobResult.Nothing);
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        Looks(JobResult.Changed);
        shop.Leave();

        void Looks(JobResult expected)
        {
            var runs = new Runs(service.State, service.Clock);
            var before = runs.Newest(1).Select(run => run.Id).SingleOrDefault();
            var result = shop.Do(inbox, NullLogger.Instance, CancellationToken.None);
            var steps = runs.Newest(1).Where(run => run.Id > before).SelectMany(run => run.Steps);
            Assert.True(result == expected, $"{result} instead of {expected}: {string.Join("; ", steps.Select(step => $"{step.Step} {step.Subject} {step.Outcome} {step.Cause.En}"))}");
        }
    }

    private TestService Service() => new(samples);

    private static Refreshes Requests(TestService service) => new(service.State, service.Clock);

    // As another worker, once.
    private static void Refresh(TestService service) => Refresh(service.OpenShop());

    private static void Refresh(Workshop shop, CancellationToken stopping = default)
    {
        var inbox = new InboxJob(shop, new MendingPost(shop, NullLogger<MendingPost>.Instance));
        shop.Do(new RefreshJob(shop, inbox, new PublishJob(shop)), NullLogger.Instance, stopping);
        shop.Leave();
    }

    // Now by the service's clock: by the machine's it would still be arriving where that has gone on meanwhile.
    private static void Drop(TestService service, string name, string text)
    {
        var file = Path.Combine(service.Inbox, name);
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, service.Clock.GetUtcNow().UtcDateTime);
    }

    private static Workshop Shop(TestService service, TimeProvider clock) => new(service.Data, service.Settings, TimeSpan.FromSeconds(10), clock, Steps.Silent);

    private static (EmbedSite Site, string Key) Site(RunningPortal portal, bool mayRefresh)
    {
        var site = portal.Sites.Add("Cổng Ninh Thuận", [], [], mayRefresh, Actor.Nobody);
        return (site, portal.Sites.AddKey(site, Actor.Nobody).Secret);
    }

    private static async Task<int> Release(RunningPortal portal)
    {
        using var client = portal.Anonymous();
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return JsonDocument.Parse(await client.GetStringAsync("/health/ready")).RootElement.GetProperty("release").GetInt32();
    }

    private static string Counts(JsonElement refresh)
    {
        int Number(string name) => refresh.GetProperty(name).GetInt32();
        return $"{Number("filesLoaded")} file loaded, {Number("filesRefused")} refused; {Number("rowsIn")} rows in, {Number("rowsOut")} out, {Number("rowsRefused")} refused; R{(refresh.TryGetProperty("releaseId", out var release) ? release.GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture) : "")}";
    }

    private static string Said(JsonElement body, string name) => body.GetProperty(name).GetString()!;

    // The service's clock. Each time a worker reads it, the newest run is looked at: something may happen while the worker is at it. To open the database
    // would wait for the worker where it is writing; to read does not.
    private sealed class WatchedClock(TestService service, Action<RunRow?> look) : TimeProvider
    {
        private readonly Runs runs = new(service.State, service.Clock);

        public override DateTimeOffset GetUtcNow()
        {
            look(runs.Newest(1).FirstOrDefault());
            return service.Clock.GetUtcNow();
        }
    }
}

public sealed class RefreshOnDuckDbTests(PublishedSamples samples) : RefreshTests(samples, TestEngine.DuckDb);

public sealed class RefreshOnSqlServerTests(PublishedSamples samples) : RefreshTests(samples, TestEngine.SqlServer);
