using System.Globalization;
using System.Text.Json;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Portal.Feeds;

/// <summary>Tests that share one portal with the feeds of the published samples, which also have plans.</summary>
[CollectionDefinition(nameof(Feeding))]
public sealed class Feeding : ICollectionFixture<FeedPortal>;

/// <summary>A portal that everybody may read, and somebody's program without a key.</summary>
public sealed class FeedPortal(PublishedSamples samples) : IAsyncLifetime
{
    private RunningPortal? portal;
    private HttpClient? program;

    public RunningPortal Portal => portal!;

    public async ValueTask InitializeAsync()
    {
        portal = await RunningPortal.Start(samples.Plans.Data);
        program = portal.Anonymous();
        program.DefaultRequestHeaders.Accept.Clear();
    }

    public async Task<HttpResponseMessage> Get(string address, string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptLanguage.ParseAdd(language);
        return await program!.SendAsync(request);
    }

    public async Task<(int Status, JsonElement Body)> Json(string address, string language = "en")
    {
        using var answer = await Get(address, language);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    /// <summary>Some columns of the rows of an OData answer as <see cref="Sql"/> tells them.</summary>
    public static IEnumerable<string> Rows(JsonElement body, string columns) =>
        body.GetProperty("value").EnumerateArray().Select(row => string.Join(' ', columns.Split(' ').Select(column => Words(row.GetProperty(column)))));

    /// <summary>The file of the same release that also holds its plans.</summary>
    public string FileWithPlans => Release.WithPlans(samples.Plans.Data, Release.CurrentFile(samples.Plans.Data)!);

    /// <summary>What SQL gives in the public file: each row as its values with blanks between, "–" for null.</summary>
    public IReadOnlyList<string> Sql(string sql) => ReleaseFile.Read(Release.CurrentFile(samples.Plans.Data)!, sql);

    public async ValueTask DisposeAsync()
    {
        if (portal is not null)
        {
            await portal.DisposeAsync();
        }
    }

    private static string Words(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "–",
        JsonValueKind.Number when value.GetRawText().AsSpan().ContainsAny(".eE") => value.GetDouble().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.Number => value.GetRawText(),
        _ => value.GetString()!,
    };
}
