using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using PapiBI.Tests.Support;

namespace PapiBI.Tests.Portal;

/// <summary>What the workbench answered.</summary>
public sealed record RunAnswer(string? Type, IReadOnlyList<string> Columns, IReadOnlyList<JsonElement> Rows, JsonElement End);

/// <summary>A browser with the SQL workbench open.</summary>
public sealed partial record SqlDesk(HttpClient Browser, string Token)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SqlDesk> Open(RunningPortal portal, string login)
    {
        var browser = await portal.SignedIn(login);
        return new SqlDesk(browser, WebUtility.HtmlDecode(TokenField().Match((await browser.GetStringAsync("/sql", Cancellation)).Split("id=\"ask\"")[1]).Groups["value"].Value));
    }

    public Task<HttpResponseMessage> Post(string road, HttpContent content, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/sql/{road}") { Content = content };
        request.Headers.Add("RequestVerificationToken", Token);
        return Browser.SendAsync(request, cancellation);
    }

    public async Task<RunAnswer> Run(string sql, string id = "q")
    {
        using var answer = await Post("run", JsonContent.Create(new { id, sql }), Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var lines = (await answer.Content.ReadAsStringAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        return new RunAnswer(
            answer.Content.Headers.ContentType?.MediaType,
            [.. lines.Where(line => line.TryGetProperty("columns", out _)).SelectMany(line => line.GetProperty("columns").EnumerateArray()).Select(column => column.GetProperty("name").GetString()!)],
            [.. lines.Where(line => line.TryGetProperty("rows", out _)).SelectMany(line => line.GetProperty("rows").EnumerateArray())],
            lines[^1].GetProperty("end"));
    }

    public async Task<bool> Cancel(string id)
    {
        using var answer = await Post("cancel", JsonContent.Create(new { id }), Cancellation);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("cancelled").GetBoolean();
    }

    public async Task<(HttpStatusCode Status, byte[] Bytes, string? Name)> Export(string format, string sql)
    {
        using var answer = await Post("export", RunningPortal.Form(("sql", sql), ("format", format)), Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(Cancellation), answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="(?<value>[^"]+)" """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex TokenField();
}
