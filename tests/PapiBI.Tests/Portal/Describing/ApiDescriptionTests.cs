using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using PapiBI.Portal;
using PapiBI.Portal.Embedding;
using PapiBI.Tests.Portal.Embedding;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal.Describing;

/// <summary>The description of what programs call is kept, forgets nothing, and is true.</summary>
public sealed partial class ApiDescriptionTests(PublishedSamples samples)
{
    private const string Address = "/api/v1/openapi.json";

    // Whom each GET is asked of; as there are several kinds of reports, several times.
    private static readonly Dictionary<string, string[]> Asked = new(StringComparer.Ordinal)
    {
        ["GetReports"] = ["/v1.0/myorg/reports"],
        ["GetReport"] = ["/v1.0/myorg/reports/explore?language=vi"],
        ["GetPages"] = ["/v1.0/myorg/reports/national-league/pages?index=PAPI&year=2021", "/v1.0/myorg/reports/explore/pages"],
        ["GetReportsInGroup"] = ["/v1.0/myorg/groups/x/reports"],
        ["GetReportInGroup"] = ["/v1.0/myorg/groups/x/reports/province-brief"],
        ["GetPagesInGroup"] = ["/v1.0/myorg/groups/x/reports/province-brief/pages?index=PAPI&year=2021&province=92"],
        ["GetReportAsJson"] =
        [
            "/reports/province-brief.json?index=PAPI&year=2021&province=92", "/reports/national-league.json?index=PAPI&year=2021", "/reports/group-comparison.json?index=PAPI&year=2021&region=DBSCL",
            "/reports/multi-index-brief.json?year=2021&province=92", "/reports/plan-progress.json?province=58&period=2021-Q2", "/reports/plan-outcome.json?province=58&year=2021",
        ],
        ["GetReportAsWorkbook"] = ["/reports/national-league.xlsx?index=PAPI&year=2021"],
        ["GetReportAsCsv"] = ["/reports/national-league.csv?index=PAPI&year=2021", "/reports/national-league.csv?index=PAPI&year=2021&table=1"],
        ["ExploreAsJson"] = ["/explore.json?index=PAPI&year=2021&chosen=92&beside=2020"],
        ["ExploreAsWorkbook"] = ["/explore.xlsx?index=PAPI&year=2021"],
        ["ExploreAsCsv"] = ["/explore.csv?index=PAPI&year=2021"],
        ["GetExportToFileStatus"] = ["/v1.0/myorg/reports/national-league/exports/{export}"],
        ["GetExportToFileStatusInGroup"] = ["/v1.0/myorg/groups/x/reports/national-league/exports/{export}"],
        ["GetFileOfExportToFile"] = ["/v1.0/myorg/reports/national-league/exports/{export}/file"],
        ["GetFileOfExportToFileInGroup"] = ["/v1.0/myorg/groups/x/reports/national-league/exports/{export}/file"],
        ["GetDatasets"] = ["/v1.0/myorg/datasets"],
        ["GetDatasetsInGroup"] = ["/v1.0/myorg/groups/x/datasets"],
        ["GetDataset"] = ["/v1.0/myorg/datasets/papibi"],
        ["GetDatasetInGroup"] = ["/v1.0/myorg/groups/x/datasets/papibi"],
        ["GetRefreshHistory"] = ["/v1.0/myorg/datasets/papibi/refreshes?$top=5"],
        ["GetRefreshHistoryInGroup"] = ["/v1.0/myorg/groups/x/datasets/papibi/refreshes"],
        ["GetRefreshExecutionDetails"] = ["/v1.0/myorg/datasets/papibi/refreshes/{refresh}"],
        ["GetRefreshExecutionDetailsInGroup"] = ["/v1.0/myorg/groups/x/datasets/papibi/refreshes/{refresh}"],
        ["GetViews"] = ["/api/v1/views", "/en/api/v1/views"],
        ["GetViewAsCsv"] = ["/api/v1/views/region.csv"],
        ["GetRelease"] = ["/api/v1/release"],
        ["GetReleaseFile"] = ["/api/v1/release.duckdb"],
        ["GetFileOfRelease"] = ["/api/v1/releases/{release}"],
    };

    /// <summary>After a change that is meant: PAPIBI_UPDATE_GOLDEN=1 writes it anew.</summary>
    [Fact]
    public async Task What_the_portal_says_of_itself_is_what_is_kept()
    {
        await using var portal = await RunningPortal.Start(samples);

        Golden.Check("../../../reports/PapiBI.Portal/openapi.json", await portal.Anonymous().GetStringAsync(Address) + "\n");
    }

    [Fact]
    public async Task It_is_everybodys_whatever_the_access_and_asked_again_only_when_it_changed()
    {
        await using var portal = await RunningPortal.Start(samples, new PortalSettings { Access = PortalSettings.SignedIn });
        using var first = await portal.Anonymous().GetAsync(Address);
        using var again = new HttpRequestMessage(HttpMethod.Get, Address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await portal.Anonymous().SendAsync(again);

        Assert.Equal((HttpStatusCode.OK, "application/json", "public, max-age=3600"), (first.StatusCode, first.Content.Headers.ContentType?.MediaType, first.Headers.CacheControl?.ToString()));
        Assert.Equal((HttpStatusCode.NotModified, ""), (second.StatusCode, await second.Content.ReadAsStringAsync()));
        using var head = await portal.Anonymous().SendAsync(new HttpRequestMessage(HttpMethod.Head, Address));
        Assert.Equal((HttpStatusCode.OK, first.Headers.ETag), (head.StatusCode, head.Headers.ETag));
        Assert.DoesNotContain(portal.Address.Authority, await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_address_that_programs_call_is_forgotten()
    {
        using var folder = new TemporaryFolder();
        await using var portal = PortalHost.Build(new DataFolder(folder.Path), new PortalSettings(), TimeProvider.System);
        var mapped = ((IEndpointRouteBuilder)portal).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["any"]).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"))
            .Where(endpoint => ForPrograms().IsMatch(endpoint) && !endpoint.StartsWith("HEAD ", StringComparison.Ordinal));
        var described = Operations(Kept()).Select(operation => $"{operation.Method} {operation.Path}");

        Assert.Equal(["GET /api/v1/openapi.json", "any /v1.0/{**rest}"], mapped.Except(described).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_has_a_name_of_its_own_says_what_it_is_for_and_asks_for_the_key_that_it_asks_for()
    {
        var operations = Operations(Kept()).ToList();

        Assert.All(operations, operation => Assert.NotEmpty(operation.Said.GetProperty("summary").GetString()!));
        Assert.Distinct(operations.Select(operation => operation.Said.GetProperty("operationId").GetString()));
        Assert.All(operations, operation => Assert.Equal("#/components/schemas/ErrorAnswer", operation.Said.GetProperty("responses").GetProperty("default").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString()));
        Assert.All(operations.Where(operation => operation.Path.StartsWith("/v1.0/", StringComparison.Ordinal)), operation => Assert.Equal(
            operation.Method == "GET" ? """[{"key":[]},{"keyAsPassword":[]}]""" : """[{"key":[]}]""",
            JsonSerializer.Serialize(operation.Said.GetProperty("security"))));

        // A generated client would have a class for each.
        Assert.DoesNotContain(operations, operation => operation.Said.TryGetProperty("tags", out _));
    }

    [Fact]
    public void What_is_read_of_an_address_is_described()
    {
        var read = Operations(Kept()).ToDictionary(operation => operation.Said.GetProperty("operationId").GetString()!, operation => operation.Said.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()!).ToList() : []);

        Assert.All(Operations(Kept()).Where(operation => operation.Path.StartsWith("/v1.0/", StringComparison.Ordinal)), operation => Assert.Contains("language", read[operation.Said.GetProperty("operationId").GetString()!]));
        Assert.Equal(["language"], read["GetViews"]);
        Assert.Equal(["view", "language", "index_code", "year", "item_code", "province_code"], read["GetViewAsCsv"]);
        Assert.Equal(["dataset", "language", "$top"], read["GetRefreshHistory"]);
    }

    [Fact]
    public async Task Where_people_sign_in_a_program_that_wants_a_file_is_told_so_in_JSON_and_a_person_is_sent_to_sign_in()
    {
        await using var portal = await RunningPortal.Start(samples, new PortalSettings { Access = PortalSettings.SignedIn, RequestsPerMinute = 25 });
        foreach (var address in new[] { "/reports/national-league", "/explore" }.SelectMany(page => new[] { page + ".json", page + ".csv", page + ".xlsx" }))
        {
            Assert.Equal("401 SignInRequired: This asks for somebody who has signed in.", await portal.Asking(null).IsTold(address));
            using var person = await portal.Anonymous().GetAsync($"{address}?year=2021");
            Assert.Equal((HttpStatusCode.Redirect, $"/sign-in?returnUrl={Uri.EscapeDataString($"{address}?year=2021")}"), (person.StatusCode, person.Headers.Location?.OriginalString));
        }

        using var page = await portal.Asking(null).GetAsync("/explore");
        Assert.Equal((HttpStatusCode.Unauthorized, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        var told = "401";
        while (told.StartsWith("401", StringComparison.Ordinal))
        {
            told = await portal.Asking(null).IsTold("/reports/national-league.xlsx");
        }

        Assert.Equal("429 TooManyRequests: There were too many requests from this address; wait a minute.", told);
    }

    [Fact(Timeout = 180_000)]
    public async Task What_is_answered_is_what_is_described()
    {
        await using var portal = await RunningPortal.Start(samples.Plans.Data, people: new Seed("an", Role.Viewer, "*"));
        var (person, server) = (await portal.SignedIn("an"), portal.Asking(Key(portal)));
        var description = Kept();
        var schemas = new DescribedSchema(description);
        var gets = Operations(description).Where(operation => operation.Method == "GET").ToDictionary(operation => operation.Said.GetProperty("operationId").GetString()!, operation => operation.Said.GetProperty("responses"));
        Assert.Equal(gets.Keys.Order(), Asked.Keys.Order());
        var (_, export) = await server.Asks("/v1.0/myorg/reports/national-league/ExportTo", """{"format":"CSV","paginatedReportConfiguration":{"parameterValues":[{"name":"year","value":"2021"}]}}""");
        var (_, refresh) = await server.Asks("/v1.0/myorg/datasets/papibi/refreshes", "{}");
        var ids = (Export: export.GetProperty("id").GetString()!, Refresh: refresh.GetProperty("requestId").GetString()!);
        while ((await server.Asks($"/v1.0/myorg/reports/national-league/exports/{ids.Export}")).Status == 202)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        foreach (var (pattern, responses) in Asked.SelectMany(asked => asked.Value.Select(address => (address, gets[asked.Key]))))
        {
            var address = pattern.Replace("{export}", ids.Export, StringComparison.Ordinal).Replace("{refresh}", ids.Refresh, StringComparison.Ordinal).Replace("{release}", ReleaseFiles.In(portal.Data)[^1].Name, StringComparison.Ordinal);
            using var answer = await (address.StartsWith("/v1.0", StringComparison.Ordinal) ? server : person).GetAsync(address, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode}");
            var described = responses.GetProperty($"{(int)answer.StatusCode}").GetProperty("content").EnumerateObject().SingleOrDefault(content => content.Name == answer.Content.Headers.ContentType?.MediaType);
            Assert.True(described.Value.ValueKind == JsonValueKind.Object, $"{address}: {answer.Content.Headers.ContentType} is not described");
            if (described.Name == "application/json")
            {
                Assert.Empty(schemas.Faults(described.Value.GetProperty("schema"), JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement).Take(10));
            }
        }
    }

    [Theory]
    [InlineData("/v1.0/myorg/reports/nothing", "404 NotFound: There is no report “nothing”.")]
    [InlineData("/reports/nothing.json", "404 ReportRefused: There is no report “nothing”.")]
    [InlineData("/reports/province-brief.xlsx?year=x", "400 InvalidRequest: The address is wrong: a year is a number, and no value is longer than 200 characters.")]
    [InlineData("/reports/national-league.csv?index=PAPI&year=2021&table=99", "404 NotFound: The report has no table 99.")]
    [InlineData("/reports/plan-outcome.json?province=58&year=2021", "403 PlansNotAllowed: Plans are internal: sign in with an account that may see this province's.")]
    [InlineData("/explore.json?year=1999", "404 ReportRefused: The release has no PAPI of 1999.")]
    public async Task What_is_refused_is_told_as_it_is_described(string address, string told)
    {
        await using var portal = await RunningPortal.Start(samples);
        var asker = address.StartsWith("/v1.0", StringComparison.Ordinal) ? portal.Asking(Key(portal)) : portal.Anonymous();
        var (_, body) = await asker.Asks(address);

        Assert.Equal(told, await asker.IsTold(address));
        Assert.Empty(new DescribedSchema(Kept()).Faults(Kept().GetProperty("components").GetProperty("schemas").GetProperty("ErrorAnswer"), body));
    }

    [Fact]
    public async Task All_that_a_token_request_is_described_to_hold_is_read()
    {
        var properties = Kept().GetProperty("components").GetProperty("schemas").GetProperty("TokenRequest").GetProperty("properties");
        var sent = new TokenRequest
        {
            AccessLevel = "View",
            AllowSaveAs = false,
            DatasetId = "papibi",
            LifetimeInMinutes = 5,
            Identities = [new EffectiveIdentity("lan", ["plans"], "58", ["papibi"], ["explore"]) { IdentityBlob = Json("null") }],
            Reports = [new TokenReport("explore", AllowEdit: false)],
            Datasets = [new TokenDataset("papibi", "Off")],
            DatasourceIdentities = Json("[]"),
            AllowedOrigins = ["https://bao.vn"],
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(sent, JsonSerializerOptions.Web);

        var (read, fault) = await TokenRequest.Read(new MemoryStream(json), report: null, TestContext.Current.CancellationToken);
        Assert.Null(fault);
        Assert.Equal(Encoding.UTF8.GetString(json), JsonSerializer.Serialize(read, JsonSerializerOptions.Web));
        Assert.Equal(properties.EnumerateObject().Select(property => property.Name), JsonDocument.Parse(json).RootElement.EnumerateObject().Select(property => property.Name));
    }

    internal static string Key(RunningPortal portal) =>
        portal.Sites.AddKey(portal.Sites.Add("Báo", ["https://bao.vn"], [], mayRefresh: true, Actor.Nobody), Actor.Nobody).Secret;

    internal static JsonElement Kept() => JsonDocument.Parse(Golden.Read("../../../reports/PapiBI.Portal/openapi.json")).RootElement;

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    private static IEnumerable<(string Method, string Path, JsonElement Said)> Operations(JsonElement description) =>
        description.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => (method.Name.ToUpperInvariant(), path.Name, method.Value)));

    [GeneratedRegex(@"^\w+ /(v1\.0/|api/v1/|(reports/.+|explore)\.(json|csv|xlsx)$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ForPrograms();
}
