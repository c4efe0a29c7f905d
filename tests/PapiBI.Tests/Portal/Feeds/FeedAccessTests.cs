using System.Net;
using System.Text.Json;
using PapiBI.Portal;
using PapiBI.Tests.Portal.Embedding;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal.Feeds;

/// <summary>Who may read the feeds: whoever may read public figures, and sites by their keys.</summary>
public sealed class FeedAccessTests(PublishedSamples samples)
{
    private static readonly string[] Addresses =
    [
        "/odata/v1", "/odata/v1/$metadata", "/odata/v1/region", "/odata/v1/region/$count", "/api/v1/views", "/api/v1/views/region.csv", "/api/v1/release", "/api/v1/release.duckdb",
    ];

    [Fact]
    public async Task Where_people_sign_in_a_program_needs_a_key_and_is_told_so_in_JSON()
    {
        await using var portal = await RunningPortal.Start(samples, new PortalSettings { Access = PortalSettings.SignedIn, SignInsPerMinute = 1000, RequestsPerMinute = 100_000 }, people: new Seed("an", Role.Viewer));
        var key = KeyOf(portal);

        Assert.All(await Statuses(portal.Asking(null), [.. Addresses, "/odata/v1/nothing", "/odata/nothing", "/api/nothing"]), said => Assert.Equal("401 InvalidKey", said));
        var file = $"/api/v1/releases/{ReleaseFiles.In(portal.Data)[^1].Name}";
        Assert.Equal(["401 InvalidKey"], await Statuses(portal.Asking(null), file));
        Assert.Equal(["200"], await Statuses(portal.Asking(key), file));
        Assert.All(await Statuses(portal.Asking("papi_wrong"), Addresses), said => Assert.Equal("401 InvalidKey", said));
        Assert.All(await Statuses(portal.Asking(key), Addresses), said => Assert.Equal("200", said));
        Assert.All(await Statuses(portal.Asking(key, "Basic"), Addresses), said => Assert.Equal("200", said));
        Assert.All(await Statuses(await portal.SignedIn("an"), Addresses), said => Assert.Equal("200", said));

        using var challenged = await portal.Asking(null).GetAsync("/odata/v1");
        Assert.Contains(challenged.Headers.WwwAuthenticate, way => way.Scheme == "Basic");
    }

    [Fact]
    public async Task Where_everybody_may_read_nobody_needs_a_key_but_a_wrong_one_is_not_passed_over()
    {
        await using var portal = await RunningPortal.Start(samples);

        Assert.All(await Statuses(portal.Asking(null), Addresses), said => Assert.Equal("200", said));
        Assert.All(await Statuses(portal.Asking("papi_wrong"), Addresses), said => Assert.Equal("401 InvalidKey", said));
        Assert.All(await Statuses(portal.Asking(KeyOf(portal)), Addresses), said => Assert.Equal("200", said));
    }

    [Fact]
    public async Task Before_the_first_release_a_program_is_told_that_there_is_none()
    {
        using var folder = new TemporaryFolder();
        await using var portal = await RunningPortal.Start(new PapiBI.Warehouse.DataFolder(folder.Path));

        Assert.Equal(
            ["503 NotPublished", "503 NotPublished", "503 NotPublished", "503 NotPublished", "200", "200"],
            await Statuses(portal.Asking(null), "/odata/v1/region", "/api/v1/views/region.csv", "/api/v1/release", "/api/v1/release.duckdb", "/odata/v1/$metadata", "/api/v1/views"));
        using var answer = await portal.Asking(null).GetAsync("/odata/v1/region");
        Assert.Equal(TimeSpan.FromSeconds(30), answer.Headers.RetryAfter?.Delta);
        Assert.Null(answer.Headers.ETag);
    }

    [Fact]
    public async Task On_a_server_the_figures_are_read_the_same_way_and_there_is_no_file_to_download()
    {
        var onServer = samples.On(TestEngine.SqlServer);
        _ = onServer.Release;
        await using var portal = await RunningPortal.Over(onServer.Data);
        var program = portal.Asking(null);

        using var regions = JsonDocument.Parse(await program.GetStringAsync("/odata/v1/region?$count=true&$top=1"));
        Assert.Equal(onServer.Read("select count(*) from region").Single(), regions.RootElement.GetProperty("@odata.count").GetRawText());
        using var release = JsonDocument.Parse(await program.GetStringAsync("/api/v1/release"));
        Assert.False(release.RootElement.TryGetProperty("file", out _));
        Assert.Equal("404 NotFound: The release is on SQL Server and no file; read it by OData or CSV.", await program.IsTold("/api/v1/release.duckdb"));
        Assert.Equal("404 NotFound: The release is on SQL Server and no file; read it by OData or CSV.", await program.IsTold($"/api/v1/releases/{release.RootElement.GetProperty("name").GetString()}.duckdb"));
    }

    private static string KeyOf(RunningPortal portal) => portal.Sites.AddKey(portal.Sites.Add("Cổng", [], [], mayRefresh: false, Actor.Nobody), Actor.Nobody).Secret;

    private static async Task<IReadOnlyList<string>> Statuses(HttpClient program, params IEnumerable<string> addresses)
    {
        var said = new List<string>();
        foreach (var address in addresses)
        {
            using var answer = await program.GetAsync(address);
            said.Add(answer.StatusCode == HttpStatusCode.OK ? "200" : $"{(int)answer.StatusCode} {JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetProperty("code").GetString()}");
        }

        return said;
    }
}
